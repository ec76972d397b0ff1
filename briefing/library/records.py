"""Records on disk and on stdout: the JSON of the public contract, both ways.

Numbers are decimal strings as printed. A record that ships leaves its quotations out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias, TypeVar

from briefing.domain.authority import Authority
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Cue, Finding, Label, Voice
from briefing.domain.indicator import Polarity
from briefing.domain.record import Overall, ReadingWarning, Record, SourceRef, StatementRecord
from briefing.errors import Problem, SourceError

SCHEMA = 1

E = TypeVar("E", bound=StrEnum)

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None


def record_to_json(record: Record, *, quotes: bool = True) -> dict[str, Json]:
    """The record in the contract's shape. `quotes=False` leaves the assessor's sentences out."""
    return {
        "schema": SCHEMA,
        "authority": _authority_out(record.authority),
        "source": _source_out(record.source),
        "overall": {
            "percent": record.overall.percent,
            "rating": record.overall.rating,
            "scores": dict(record.overall.scores),
        },
        "statements": [_statement_out(s, quotes) for s in record.statements],
        "warnings": [{"place": w.place, "message": w.message} for w in record.warnings],
    }


def dump_record(record: Record, *, quotes: bool = True) -> str:
    """The record as JSON text, the same bytes for the same record."""
    return json.dumps(record_to_json(record, quotes=quotes), ensure_ascii=False, indent=2) + "\n"


def _authority_out(authority: Authority | None) -> dict[str, Json]:
    if authority is None:
        return {"name": None, "slug": None, "gss": None}
    return {"name": authority.name, "slug": authority.slug, "gss": authority.gss}


def _source_out(source: SourceRef) -> dict[str, Json]:
    return {
        "file": source.file,
        "sha256": source.sha256,
        "url": source.url,
        "published": source.published,
    }


def _statement_out(statement: StatementRecord, quotes: bool) -> dict[str, Json]:
    out: dict[str, Json] = {
        "statement": statement.statement,
        "title": statement.title,
        "score": statement.score,
        "score_words": statement.score_words,
        "headings": list(statement.headings),
        "findings": [_finding_out(f, quotes) for f in statement.findings],
        "figures": [_figure_out(f, quotes) for f in statement.figures],
    }
    if statement.source is not None:
        out["source"] = _source_out(statement.source)
    return out


def _finding_out(finding: Finding, quotes: bool) -> dict[str, Json]:
    return {
        "paragraph": finding.evidence.paragraph,
        "sentence": finding.evidence.sentence,
        "topic": finding.topic,
        "label": finding.label.value,
        "voice": finding.voice.value,
        "single_voice": finding.single_voice,
        "cues": [{"cue": c.cue, "weight": float(c.weight)} for c in finding.cues],
        "confidence": float(finding.confidence),
        "quote": finding.evidence.quote if quotes else None,
        "summary": finding.summary,
        "digest": finding.evidence.digest,
    }


def _figure_out(figure: Figure, quotes: bool) -> dict[str, Json]:
    return {
        "paragraph": figure.evidence.paragraph,
        "sentence": figure.evidence.sentence,
        "indicator": figure.indicator,
        "label": figure.label,
        "value": _number_out(figure.value),
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "comparator": figure.comparator,
        "comparator_value": _number_out(figure.comparator_value),
        "comparator_qualifier": figure.comparator_qualifier,
        "variation": figure.variation,
        "standing": figure.standing.value,
        "source": figure.source,
        "period": figure.period,
        "population": figure.population,
        "polarity": figure.polarity.value,
        "in_words": figure.in_words,
        "form": figure.form,
        "quote": figure.evidence.quote if quotes else None,
        "digest": figure.evidence.digest,
    }


def _number_out(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


class _Reader:
    """Walks the JSON of a record and names the place of whatever is not as the contract says."""

    def __init__(self, file: str) -> None:
        self.file = file

    def fail(self, at: str, expected: str) -> SourceError:
        return SourceError(
            Problem(
                f"This record is not as expected at {at}: {expected}.",
                place=self.file,
                mend="Read it again from its source with `briefing extract` or `briefing import`.",
            )
        )

    def mapping(self, value: Json, at: str) -> Mapping[str, Json]:
        if not isinstance(value, Mapping):
            raise self.fail(at, "expected an object")
        return value

    def items(self, value: Json, at: str) -> Sequence[Json]:
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise self.fail(at, "expected a list")
        return value

    def text(self, value: Json, at: str) -> str:
        if not isinstance(value, str):
            raise self.fail(at, "expected text")
        return value

    def optional_text(self, value: Json, at: str) -> str | None:
        return None if value is None else self.text(value, at)

    def whole(self, value: Json, at: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fail(at, "expected a whole number")
        return value

    def optional_whole(self, value: Json, at: str) -> int | None:
        return None if value is None else self.whole(value, at)

    def number(self, value: Json, at: str) -> Decimal:
        try:
            return Decimal(self.text(value, at))
        except InvalidOperation:
            raise self.fail(at, "expected a number as text, such as '59.90'") from None

    def choice(self, kind: type[E], value: Json, at: str) -> E:
        try:
            return kind(self.text(value, at))
        except ValueError:
            allowed = ", ".join(member.value for member in kind)
            raise self.fail(at, f"expected one of {allowed}") from None


def load_record(text: str, file: str, authorities: Sequence[Authority] = ()) -> Record:
    """The record that a JSON text holds; `authorities` fills in region and kind from the register.

    Raises SourceError naming the file and the place in it that is not as the contract says.
    """
    read = _Reader(file)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise read.fail(f"line {error.lineno}", "it is not JSON") from None
    except RecursionError:
        raise read.fail("the top", "it is nested without end") from None
    top = read.mapping(data, "the top")
    if top.get("schema") != SCHEMA:
        raise read.fail("schema", f"expected {SCHEMA}")
    authority = _authority_in(read, top.get("authority"), authorities)
    slug = authority.slug if authority else ""
    overall = read.mapping(top.get("overall") or {}, "overall")
    return Record(
        authority=authority,
        source=_source_in(read, top.get("source"), "source"),
        overall=Overall(
            percent=read.optional_whole(overall.get("percent"), "overall.percent"),
            rating=read.optional_text(overall.get("rating"), "overall.rating"),
            scores=tuple(
                (name, read.whole(score, f"overall.scores.{name}"))
                for name, score in read.mapping(overall.get("scores") or {}, "overall.scores").items()
            ),
        ),
        statements=tuple(
            _statement_in(read, s, slug, f"statements[{i}]")
            for i, s in enumerate(read.items(top.get("statements"), "statements"))
        ),
        warnings=tuple(
            ReadingWarning(
                message=read.text(read.mapping(w, "warnings").get("message"), "warnings.message"),
                place=read.text(read.mapping(w, "warnings").get("place"), "warnings.place"),
            )
            for w in read.items(top.get("warnings") or [], "warnings")
        ),
    )


def read_record(path: Path, authorities: Sequence[Authority] = ()) -> Record:
    """The record in a file. Raises SourceError where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(Problem(f"This record cannot be read: {error}.", place=str(path))) from None
    return load_record(text, path.name, authorities)


def _authority_in(read: _Reader, value: Json, register: Sequence[Authority]) -> Authority | None:
    data = read.mapping(value, "authority")
    slug = read.optional_text(data.get("slug"), "authority.slug")
    if slug is None:
        return None
    for known in register:
        if known.slug == slug:
            return known
    name = read.text(data.get("name"), "authority.name")
    return Authority(slug, name, name, read.optional_text(data.get("gss"), "authority.gss"))


def _source_in(read: _Reader, value: Json, at: str) -> SourceRef:
    data = read.mapping(value, at)
    return SourceRef(
        file=read.text(data.get("file"), f"{at}.file"),
        sha256=read.text(data.get("sha256"), f"{at}.sha256"),
        url=read.optional_text(data.get("url"), f"{at}.url"),
        published=read.optional_text(data.get("published"), f"{at}.published"),
    )


def _statement_in(read: _Reader, value: Json, slug: str, at: str) -> StatementRecord:
    data = read.mapping(value, at)
    statement = read.optional_text(data.get("statement"), f"{at}.statement")
    return StatementRecord(
        statement=statement,
        title=read.optional_text(data.get("title"), f"{at}.title"),
        score=read.optional_whole(data.get("score"), f"{at}.score"),
        score_words=read.optional_text(data.get("score_words"), f"{at}.score_words"),
        headings=tuple(
            read.text(h, f"{at}.headings") for h in read.items(data.get("headings"), f"{at}.headings")
        ),
        findings=tuple(
            _finding_in(read, f, slug, statement or "", f"{at}.findings[{i}]")
            for i, f in enumerate(read.items(data.get("findings"), f"{at}.findings"))
        ),
        figures=tuple(
            _figure_in(read, f, slug, statement or "", f"{at}.figures[{i}]")
            for i, f in enumerate(read.items(data.get("figures"), f"{at}.figures"))
        ),
        source=_source_in(read, data["source"], f"{at}.source") if data.get("source") else None,
    )


def _evidence_in(read: _Reader, data: Mapping[str, Json], slug: str, statement: str, at: str) -> Evidence:
    return Evidence(
        authority=slug,
        statement=statement,
        paragraph=read.whole(data.get("paragraph"), f"{at}.paragraph"),
        sentence=read.whole(data.get("sentence"), f"{at}.sentence"),
        digest=read.text(data.get("digest"), f"{at}.digest"),
        quote=read.optional_text(data.get("quote"), f"{at}.quote"),
    )


def _decimal(value: Json) -> Decimal:
    return Decimal(str(value if isinstance(value, int | float) else 0))


def _finding_in(read: _Reader, value: Json, slug: str, statement: str, at: str) -> Finding:
    data = read.mapping(value, at)
    cues = (read.mapping(c, f"{at}.cues") for c in read.items(data.get("cues") or [], f"{at}.cues"))
    return Finding(
        evidence=_evidence_in(read, data, slug, statement, at),
        label=read.choice(Label, data.get("label"), f"{at}.label"),
        topic=read.optional_text(data.get("topic"), f"{at}.topic"),
        voice=read.choice(Voice, data.get("voice", "assessor"), f"{at}.voice"),
        single_voice=bool(data.get("single_voice", False)),
        cues=tuple(Cue(read.text(c.get("cue"), f"{at}.cues"), _decimal(c.get("weight"))) for c in cues),
        confidence=_decimal(data.get("confidence")),
        summary=read.optional_text(data.get("summary"), f"{at}.summary"),
    )


def _figure_in(read: _Reader, value: Json, slug: str, statement: str, at: str) -> Figure:
    data = read.mapping(value, at)
    comparator_value = data.get("comparator_value")
    indicator = read.text(data.get("indicator"), f"{at}.indicator")
    return Figure(
        indicator=indicator,
        label=read.optional_text(data.get("label"), f"{at}.label") or indicator.replace("_", " "),
        value=read.number(data.get("value"), f"{at}.value"),
        unit=read.text(data.get("unit"), f"{at}.unit"),
        evidence=_evidence_in(read, data, slug, statement, at),
        qualifier=read.optional_text(data.get("qualifier"), f"{at}.qualifier"),
        comparator=read.optional_text(data.get("comparator"), f"{at}.comparator"),
        comparator_value=(
            None if comparator_value is None else read.number(comparator_value, f"{at}.comparator_value")
        ),
        comparator_qualifier=read.optional_text(data.get("comparator_qualifier"), f"{at}.comparator"),
        variation=read.optional_text(data.get("variation"), f"{at}.variation") or "",
        standing=read.choice(Standing, data.get("standing"), f"{at}.standing"),
        source=read.optional_text(data.get("source"), f"{at}.source"),
        period=read.optional_text(data.get("period"), f"{at}.period"),
        population=read.optional_text(data.get("population"), f"{at}.population"),
        polarity=read.choice(Polarity, data.get("polarity", "none"), f"{at}.polarity"),
        in_words=bool(data.get("in_words", False)),
        form=read.optional_text(data.get("form"), f"{at}.form") or "",
    )
