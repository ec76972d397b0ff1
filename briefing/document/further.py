"""What the sections leave for an appendix: further pairs, contradictions, strengths and questions."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document.cite import Citer
from briefing.document.enquiry import EnquiryView, WitnessView
from briefing.document.learning import MatterView, PairView, matter_views, pair_views
from briefing.document.share import Share
from briefing.document.statement import ContradictionView, contradiction_views
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


def further_view(comparison: Comparison, enquiry: EnquiryView, citer: Citer, share: Share) -> FurtherView:
    """Nothing that was found is dropped: the sections print the strongest, this prints the rest."""
    groups = (_group(statement, citer, share) for statement in comparison.statements)
    kept = (g for g in groups if g.pairs or g.shared_gaps or g.strengths or g.contradictions)
    return FurtherView(tuple(kept), enquiry.further)


def _group(statement: StatementComparison, citer: Citer, share: Share) -> FurtherGroup:
    return FurtherGroup(
        statement.statement.title,
        pair_views(statement.pairs[share.pairs :], citer),
        matter_views(statement.shared_gaps[share.matters :], citer),
        matter_views(statement.strengths[share.matters :], citer),
        contradiction_views(statement.contradictions[share.contradictions :], citer),
    )
