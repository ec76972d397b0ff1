"""Page 2: what most members read, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.document.cite import Cited, Citer
from briefing.document.findings import FindingView, finding_view
from briefing.document.words import sentence
from briefing.domain.comparison import OnePage
from briefing.domain.evidence import Evidence
from briefing.domain.finding import Finding


@dataclass(frozen=True, slots=True)
class ShortQuestion:
    witness: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class OnePageView:
    headlines: tuple[Cited, ...]
    shortfalls: tuple[FindingView, ...]
    good_practices: tuple[FindingView, ...]
    questions: tuple[ShortQuestion, ...]
    caveat: Cited
    dense: bool = False
    """Headlines in the size of the text, so that all of it holds on the page."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much stands on the page."""

    marks: int
    """At most so many for an item."""
    dense: bool
    each: int
    """At most so many shortfalls, good practices and questions."""


def one_page_view(page: OnePage, citer: Citer, room: Room) -> OnePageView:
    """Three headlines, so many of the others, one caveat. Quotations stay in the sections."""

    def cite(text: str, kind: str, evidence: Sequence[Evidence]) -> Cited:
        cited = citer.cite(text, kind, evidence)
        kept = cited.marks[: room.marks]
        return replace(cited, marks=kept, more=cited.more or len(kept) < len(cited.marks))

    def findings(found: Sequence[Finding]) -> tuple[FindingView, ...]:
        return tuple(finding_view(f, citer, quote=False, named=True) for f in found[: room.each])

    return OnePageView(
        headlines=tuple(cite(sentence(h.text), "finding", h.evidence) for h in page.headlines),
        shortfalls=findings(page.shortfalls),
        good_practices=findings(page.good_practices),
        questions=tuple(
            ShortQuestion(q.witness_title, cite(q.text, "question", q.evidence))
            for q in page.questions[: room.each]
        ),
        caveat=cite(sentence(page.caveat.text), "finding", page.caveat.evidence),
        dense=room.dense,
    )
