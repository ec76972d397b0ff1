"""Page 2: what most members read, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document.cite import Cited, Citer
from briefing.document.findings import FindingView, finding_view
from briefing.document.words import sentence
from briefing.domain.comparison import OnePage


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


def one_page_view(page: OnePage, citer: Citer) -> OnePageView:
    """Three of each at most, and one caveat. Quotations stay in the sections, so that it is one page."""
    return OnePageView(
        headlines=tuple(citer.cite(sentence(h.text), "finding", h.evidence) for h in page.headlines),
        shortfalls=tuple(finding_view(f, citer, quote=False, named=True) for f in page.shortfalls),
        good_practices=tuple(finding_view(f, citer, quote=False, named=True) for f in page.good_practices),
        questions=tuple(
            ShortQuestion(q.witness_title, citer.cite(q.text, "question", q.evidence)) for q in page.questions
        ),
        caveat=citer.cite(sentence(page.caveat.text), "finding", page.caveat.evidence),
    )
