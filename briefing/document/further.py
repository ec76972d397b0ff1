"""What the sections leave for an appendix: further pairs, contradictions, strengths and questions."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document.cite import Citer
from briefing.document.enquiry import EnquiryView, WitnessView
from briefing.document.learning import MATTERS, PAIRS, MatterView, PairView, matter_views, pair_views
from briefing.document.statement import CONTRADICTIONS, ContradictionView, contradiction_views
from briefing.domain.comparison import Comparison, StatementComparison


@dataclass(frozen=True, slots=True)
class FurtherGroup:
    """What is left over of one quality statement."""

    title: str
    pairs: tuple[PairView, ...]
    shared_gaps: tuple[MatterView, ...]
    strengths: tuple[MatterView, ...]
    contradictions: tuple[ContradictionView, ...]


@dataclass(frozen=True, slots=True)
class FurtherView:
    groups: tuple[FurtherGroup, ...]
    questions: tuple[WitnessView, ...]


def further_view(comparison: Comparison, enquiry: EnquiryView, citer: Citer) -> FurtherView:
    """Nothing that was found is dropped: the sections print the strongest, this prints the rest."""
    groups = (_group(statement, citer) for statement in comparison.statements)
    kept = (g for g in groups if g.pairs or g.shared_gaps or g.strengths or g.contradictions)
    return FurtherView(tuple(kept), enquiry.further)


def _group(statement: StatementComparison, citer: Citer) -> FurtherGroup:
    return FurtherGroup(
        statement.statement.title,
        pair_views(statement.pairs[PAIRS:], citer),
        matter_views(statement.shared_gaps[MATTERS:], citer),
        matter_views(statement.strengths[MATTERS:], citer),
        contradiction_views(statement.contradictions[CONTRADICTIONS:], citer),
    )
