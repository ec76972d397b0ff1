"""From a printed number, or a finding's id, back to the sentence it came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.domain.evidence import Evidence
from briefing.errors import BriefingError, InputError, Problem
from briefing.library.store import held
from briefing.library.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Explanation:
    """One printed thing and what it rests on."""

    text: str
    kind: str
    where: str
    """Section of the document, in a pack behind the part it stands in."""
    evidence: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """One sentence of a report: where it stands, what it says, which rule read it and who reviewed it."""

    id: str
    digest: str
    quote: str | None
    """None where the library does not hold the text."""
    paragraph: str | None
    """The sentences around it; None where the library does not hold them as they were printed."""
    summary: str | None
    label: str | None
    confidence: str | None
    """Of the label, 0 to 1; 1 where somebody decided it."""
    cues: tuple[str, ...]
    """What spoke for the label, heaviest first, with weights."""
    form: str | None
    """The sentence form that read the figure."""
    source: str | None
    reviewed: str


def explain(output: str, asked: str | None, workspace: Workspace) -> tuple[Explanation, ...]:
    """What an output prints that reads `asked`.

    That is a number as printed (63.16), a place or an id of a finding (haringey 21.3), the beginning of its
    digest, or a page of the PDF (page 5). Without it, everything printed. `output` is an output folder, a
    file in it, or a config's name. Raises InputError where the output is not there, or prints no such thing.
    """
    path = _account(output, workspace)
    try:
        parts = _parts(json.loads(path.read_bytes()), workspace)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            Problem("This account cannot be read.", place=str(path), mend="Build it again with --force.")
        ) from None
    page = re.fullmatch(r"(?:page|p\.?)\s*(\d{1,5})", (asked or "").strip().casefold())
    if page:
        found = tuple(_on_page(parts, _pdf(path), int(page[1])))
    else:
        found = tuple(
            part.explanation(row, asked) for part in parts for row in part.printed if part.reads(row, asked)
        )
    if not found:
        raise InputError(
            Problem(
                f"'{asked}' is not printed in this document." if asked else "Nothing is printed here.",
                place=output,
                mend="Give a number as it is printed, such as 63.16, a place such as haringey 21.3, or a "
                "page of the PDF such as page 5.",
            )
        )
    return found


def _pdf(account: Path) -> Path:
    path = account.parent / f"{account.parent.name}.pdf"
    if not path.is_file():
        raise InputError(
            Problem("There is no PDF to take a page from.", str(path), "Build it with --format pdf.")
        )
    return path


def _on_page(parts: list[_Part], pdf: Path, number: int) -> Iterator[Explanation]:
    """What a page prints: the rows of its sections whose words stand on it, each once."""
    from briefing.publishing.pages import page_of

    sections = {f"{part.prefix}{row['where']}" for part in parts for row in part.printed}
    page = page_of(pdf, number, tuple(sections))
    told: dict[Explanation, None] = {}
    for part in parts:
        for row in part.printed:
            if f"{part.prefix}{row['where']}" in page.anchors and page.prints(row["text"]):
                told[part.explanation(row, row["text"])] = None
    yield from told


def _account(output: str, workspace: Workspace) -> Path:
    given = Path(output)
    candidates = [given, given / "briefing.json", given.parent / "briefing.json"]
    candidates.append(workspace.root / "output" / given.stem / "briefing.json")
    for path in candidates:
        if path.name == "briefing.json" and path.is_file():
            return path
    raise InputError(
        Problem(
            "There is no output here.",
            place=output,
            mend="Name an output folder, such as output/camden-vs-haringey, or build it first.",
        )
    )


def _short(evidence_id: str) -> str:
    """`haringey/21.3`: the id without its quality statement."""
    parts = evidence_id.split("/")
    return f"{parts[0]}/{parts[-1]}"


def _parts(account: dict[str, Any], workspace: Workspace) -> list[_Part]:
    """The briefing itself; of a pack its front sheet, each of its parts, and its annex."""
    around = _Paragraphs(workspace)
    if account.get("kind") != "pack":
        return [_Part("", "", account["printed"], [account], around)]
    parts = account["parts"]
    printed = [
        ("front sheet", account["printed"], parts),
        *((part["label"], part["printed"], [part]) for part in parts),
        ("annex", account["annex"]["printed"], parts),
    ]
    return [
        _Part(label, f"p{n}-", rows, accounts, around) for n, (label, rows, accounts) in enumerate(printed)
    ]


class _Part:
    """What one document prints, and the findings, figures and evidence behind it, by evidence id."""

    def __init__(
        self,
        label: str,
        prefix: str,
        printed: list[dict[str, Any]],
        accounts: list[dict[str, Any]],
        around: _Paragraphs,
    ) -> None:
        self.label, self.prefix, self.printed, self._around = label, prefix, printed, around
        self.evidence = {e["id"]: e for a in accounts for e in a["evidence"]}
        self.findings = {f["evidence"]["id"]: f for a in accounts for f in a["findings"]}
        self.figures: dict[str, list[dict[str, Any]]] = {}
        for figure in (f for a in accounts for f in a["figures"]):
            self.figures.setdefault(figure["evidence"]["id"], []).append(figure)

    def reads(self, row: dict[str, Any], asked: str | None) -> bool:
        if asked is None:
            return True
        wanted = asked.strip().rstrip("%").casefold()
        if re.fullmatch(r"[\d.,]+", wanted) and _stands_in(wanted, row["text"]):
            return True
        place = wanted.replace(" ", "/")
        digest = wanted if re.fullmatch(r"[0-9a-f]{8,64}", wanted) else None
        return any(
            e == place
            or e.endswith(f"/{place}")
            or _short(e) == place
            or (digest is not None and str(self.evidence.get(e, {}).get("digest")).startswith(digest))
            for e in row["evidence"]
        )

    def explanation(self, row: dict[str, Any], asked: str | None) -> Explanation:
        support = tuple(self._support(e, row["text"], asked) for e in row["evidence"])
        where = f"{self.label}, {row['where']}" if self.label else row["where"]
        return Explanation(row["text"], row["kind"], where, support)

    def _support(self, evidence_id: str, text: str, asked: str | None) -> Support:
        evidence = self.evidence.get(evidence_id, {})
        finding = self.findings.get(evidence_id, {})
        figure = self._figure(evidence_id, text, asked)
        cues = finding.get("cues") or ()
        return Support(
            id=evidence_id,
            digest=evidence.get("digest", ""),
            quote=evidence.get("quote"),
            paragraph=self._around.of(evidence),
            summary=finding.get("summary"),
            label=finding.get("label"),
            confidence=finding.get("confidence"),
            cues=tuple(f"{c['cue']} {float(c['weight']):+.2f}" for c in cues),
            form=figure.get("form"),
            source=figure.get("source"),
            reviewed=_reviewed(finding if finding.get("reviewed_by") else figure or finding),
        )

    def _figure(self, evidence_id: str, text: str, asked: str | None) -> dict[str, Any]:
        """Of the figures in the sentence, the one that is asked for or printed; else the first."""
        there = self.figures.get(evidence_id, [])
        for words in (asked or "", text):
            for figure in there:
                values = (figure["value"], figure["comparator_value"])
                if any(value and _stands_in(value, words) for value in values):
                    return figure
        return there[0] if there else {}


def _stands_in(number: str, text: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)", text) is not None


def _reviewed(item: dict[str, Any]) -> str:
    if item.get("disputed_by"):
        return f"disputed by {' and '.join(item['disputed_by'])}"
    if not item.get("reviewed_by"):
        return "not reviewed by an officer"
    on = f" on {item['reviewed_on']}" if item.get("reviewed_on") else ""
    agreed = "".join(f", {name} agreed" for name in item.get("agreed_by", ()))
    return f"reviewed by {item['reviewed_by']}{on}{agreed}"


class _Paragraphs:
    """Paragraphs of reports as the library holds them, each report read when it is first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._read: dict[str, dict[tuple[str, int], list[Evidence]]] = {}

    def of(self, evidence: dict[str, Any]) -> str | None:
        """The paragraph, if the library still has the very sentence in it; None where it has not."""
        slug = evidence.get("authority")
        if not slug:
            return None
        if slug not in self._read:
            self._read[slug] = self._report(slug)
        around = self._read[slug].get((evidence["statement"], evidence["paragraph"]), [])
        if not all(e.quote for e in around) or evidence["digest"] not in [e.digest for e in around]:
            return None
        return " ".join(e.quote for e in around if e.quote)

    def _report(self, slug: str) -> dict[tuple[str, int], list[Evidence]]:
        found: dict[tuple[str, int], list[Evidence]] = {}
        try:
            record = held(slug, self._workspace, ()).record
        except BriefingError:
            return found  # the library may have changed since; what was printed is explained all the same
        for statement in record.statements if record else ():
            for finding in statement.findings:
                key = (statement.statement or "", finding.evidence.paragraph)
                found.setdefault(key, []).append(finding.evidence)
        return found
