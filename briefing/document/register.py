"""The evidence register: where every mark leads. Place, digest, source, what it says, who reviewed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.document.cite import Cited, Citer, anchor, ids, score_id
from briefing.document.findings import LABEL_WORDS, all_findings
from briefing.document.numbers import figure_text
from briefing.document.sources import Sources
from briefing.document.words import listed, measure_name, printed_date, sentence
from briefing.domain.authority import Authority
from briefing.domain.comparison import Comparison, StatementComparison
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding

FULL_UP_TO = 600
"""A register of more entries than this lists only the evidence that the pages name."""
DIGEST_SHOWN = 12
"""Characters of a digest that are printed; the data files hold all 64."""


@dataclass(frozen=True, slots=True)
class Entry:
    anchor: str
    evidence: str
    """The id that the anchor stands for."""
    mark: str
    text: Cited | None
    figures: tuple[Cited, ...]
    quote: str
    label: str
    digest: str
    reviewed: str
    """By whom and when; empty where nobody did."""


@dataclass(frozen=True, slots=True)
class ScoreEntry:
    anchor: str
    mark: str
    score: Cited


@dataclass(frozen=True, slots=True)
class RegisterRun:
    """Entries that follow each other under one topic of the report."""

    topic: str
    """Empty where the sentences stand under none."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class RegisterGroup:
    """One authority's report on one quality statement."""

    title: str
    file: str
    sha256: str
    score: ScoreEntry | None
    runs: tuple[RegisterRun, ...]
    unreviewed: bool
    """No officer reviewed any of its findings: said once, not at each entry."""


@dataclass(frozen=True, slots=True)
class RegisterView:
    groups: tuple[RegisterGroup, ...]
    complete: bool
    """All findings are listed, not only those that the pages name."""


def register_view(
    comparison: Comparison,
    order: tuple[Authority, ...],
    citer: Citer,
    sources: Sources,
    marked: frozenset[str],
) -> RegisterView:
    """Every finding and figure, by authority and place.

    Where there are too many, only those whose anchors are `marked`: the ones that a citation mark leads to.
    """
    evidence: dict[str, Evidence] = {}
    for one in _all_evidence(comparison):
        if one.id not in evidence or one.quote:
            evidence[one.id] = one
    complete = len(evidence) <= FULL_UP_TO
    if not complete:
        evidence = {key: one for key, one in evidence.items() if anchor(key) in marked}
    findings = sources.sentences | {f.evidence.id: f for f in all_findings(comparison)}
    groups = (
        _group(authority, statement, citer, sources, evidence.values(), findings)
        for statement in comparison.statements
        for authority in order
    )
    return RegisterView(tuple(g for g in groups if g.runs or g.score), complete)


def _all_evidence(comparison: Comparison) -> Iterable[Evidence]:
    yield from (f.evidence for f in all_findings(comparison))
    for statement in comparison.statements:
        yield from (f.evidence for view in statement.views for f in view.figures)
        yield from _rested_on(statement)
    page = comparison.one_page
    for headline in (*page.headlines, page.caveat):
        yield from headline.evidence
    for question in page.questions:
        yield from question.evidence
    yield from (f.evidence for f in (*page.shortfalls, *page.good_practices))


def _rested_on(statement: StatementComparison) -> Iterable[Evidence]:
    """What the comparison's own sentences rest on: it may be a sentence that no label was given to."""
    yield from statement.headline.evidence
    for indicator in statement.indicators:
        for cell in indicator.cells:
            yield from (figure.evidence for figure in cell.figures)
            yield from cell.words_evidence
    for tension in statement.tensions:
        yield from tension.evidence
    for question in statement.questions:
        yield from question.evidence
    for pair in statement.pairs:
        yield from (f.evidence for f in (pair.shortfall, pair.good_practice, *pair.also))
    for gap in statement.shared_gaps:
        yield from (f.evidence for f in gap.shortfalls)
    for strength in statement.strengths:
        yield from (f.evidence for f in strength.findings)
    for contradiction in statement.contradictions:
        yield from (contradiction.first.evidence, contradiction.second.evidence)


@dataclass(frozen=True, slots=True)
class _Words:
    """Names that entries use: topics by id, indicators by id as the tables call them."""

    topics: dict[str, str]
    indicators: dict[str, str]


def _group(
    authority: Authority,
    comparison: StatementComparison,
    citer: Citer,
    sources: Sources,
    evidence: Iterable[Evidence],
    findings: dict[str, Finding],
) -> RegisterGroup:
    statement = comparison.statement
    view = next((v for v in comparison.views if v.authority == authority.slug), None)
    figures: dict[str, list[Figure]] = {}
    for figure in view.figures if view else ():
        figures.setdefault(figure.evidence.id, []).append(figure)
    mine = [e for e in evidence if e.authority == authority.slug and e.statement == statement.id]
    mine.sort(key=lambda e: (e.paragraph, e.sentence))
    words = _Words(
        {topic.id: topic.title for topic in statement.topics},
        {i.indicator.id: i.indicator.label for i in comparison.indicators},
    )
    ref = sources.files.get((authority.slug, statement.id))
    score = None
    if view and view.assessed and view.score is not None:
        key = score_id(authority.slug, statement.id)
        score = ScoreEntry(anchor(key), authority.short_name, Cited(str(view.score), "score", key))
    return RegisterGroup(
        title=f"{authority.short_name}: {statement.title}",
        file=ref.file if ref else "",
        sha256=ref.sha256[:DIGEST_SHOWN] if ref else "",
        score=score,
        runs=_runs(mine, citer, findings, figures, words),
        unreviewed=not any(
            f.reviewed_by or f.disputed_by
            for e in mine
            for f in (findings.get(e.id), *figures.get(e.id, ()))
            if f is not None
        ),
    )


def _runs(
    evidence: Sequence[Evidence],
    citer: Citer,
    findings: Mapping[str, Finding],
    figures: Mapping[str, Sequence[Figure]],
    words: _Words,
) -> tuple[RegisterRun, ...]:
    """In the report's order; a figure in a sentence that has no label stands with what comes before it."""
    runs: list[tuple[str, list[Entry]]] = []
    for one in evidence:
        finding = findings.get(one.id)
        topic = words.topics.get(finding.topic or "", "") if finding else runs[-1][0] if runs else ""
        if not runs or runs[-1][0] != topic:
            runs.append((topic, []))
        runs[-1][1].append(_entry(one, citer, finding, figures.get(one.id, ()), words))
    return tuple(RegisterRun(topic, tuple(entries)) for topic, entries in runs)


def _entry(
    evidence: Evidence,
    citer: Citer,
    finding: Finding | None,
    figures: Sequence[Figure],
    words: _Words,
) -> Entry:
    summary = finding.summary if finding else None
    return Entry(
        anchor=anchor(evidence.id),
        evidence=evidence.id,
        mark=citer.full_mark(evidence),
        text=Cited(sentence(summary), "finding", evidence.id) if summary else None,
        figures=tuple(Cited(_figure_words(f, words), "figure", ids((f.evidence,))) for f in figures),
        quote=evidence.quote or "",
        label=LABEL_WORDS[finding.label] if finding else "",
        digest=evidence.digest[:DIGEST_SHOWN],
        reviewed=_reviewed(finding) or _reviewed(next(iter(figures), None)),
    )


def _figure_words(figure: Figure, words: _Words) -> str:
    label = measure_name(words.indicators.get(figure.indicator, figure.label))
    value = f"{figure.qualifier or ''} {figure_text(figure.value, figure.unit)}".strip()
    said = f"{label}: {value}{' (stated in words)' if figure.in_words else ''}"
    if figure.comparator_value is None:
        return said
    return f"{said}, {figure.comparator} {figure_text(figure.comparator_value, figure.unit)}"


def _reviewed(item: Finding | Figure | None) -> str:
    if item is None or item.reviewed_by is None:
        return f"disputed by {listed(item.disputed_by)}" if item is not None and item.disputed_by else ""
    on = f", {printed_date(item.reviewed_on)}" if item.reviewed_on else ""
    also = f"; {listed(item.agreed_by)} agreed" if isinstance(item, Finding) and item.agreed_by else ""
    return f"reviewed by {item.reviewed_by}{on}{also}"
