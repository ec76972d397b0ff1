"""One quality statement: the finding that heads it, its figures, charts, topics and contradictions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.document.charts import ChartView
from briefing.document.cite import Cited, Citer, referenced, score_id, unmarked
from briefing.document.figures import FiguresTable, figures_table
from briefing.document.findings import FindingView, finding_view
from briefing.document.scores import NO_REPORT
from briefing.document.share import Share
from briefing.document.topics import TopicView, in_pairs, topic_views
from briefing.document.words import FEW_NAMES, sentence
from briefing.domain.authority import Authority
from briefing.domain.comparison import Contradiction, IndicatorComparison, ScoreTension, StatementComparison


@dataclass(frozen=True, slots=True)
class ScoreLine:
    authority: str
    score: Cited | None
    words: str


@dataclass(frozen=True, slots=True)
class ContradictionView:
    matter: str
    first: FindingView
    second: FindingView
    why: Cited


@dataclass(frozen=True, slots=True)
class TensionView:
    authority: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class StatementView:
    id: str
    """`statement-care-provision`"""
    title: str
    headline: Cited
    scores: tuple[ScoreLine, ...]
    """Empty where the section of scores has just printed them, or where they are many."""
    figures: FiguresTable | None
    other_figures: bool
    """There are figures that only the appendix prints."""
    charts: tuple[ChartView, ...]
    topics: tuple[TopicView, ...]
    tensions: tuple[TensionView, ...]
    contradictions: tuple[ContradictionView, ...]


def statement_view(
    comparison: StatementComparison,
    order: tuple[Authority, ...],
    citer: Citer,
    charts: Sequence[ChartView],
    symbols: Mapping[str, str],
    share: Share,
    *,
    alone: bool,
) -> StatementView:
    slugs = [a.slug for a in order]
    statement = comparison.statement
    compared = [i for i in comparison.indicators if _against_england(i)]
    table = None
    if compared:
        title = f"{statement.short_title}: figures that the reports set against England"
        table = figures_table(
            f"figures-{statement.id}",
            title,
            compared,
            citer,
            slugs,
            symbols,
            silent_rows=len(order) <= FEW_NAMES,
        )
    return StatementView(
        id=f"statement-{statement.id}",
        title=statement.title,
        headline=citer.cite(sentence(comparison.headline.text), "finding", comparison.headline.evidence),
        scores=() if alone or len(order) > FEW_NAMES else tuple(_score_line(comparison, a) for a in order),
        figures=table,
        other_figures=len(compared) < len(comparison.indicators),
        charts=tuple(charts),
        topics=topic_views(comparison, slugs, citer, in_pairs(comparison.pairs), share.each_side),
        tensions=tuple(_tension(t, comparison, citer) for t in comparison.tensions),
        contradictions=contradiction_views(comparison.contradictions[: share.contradictions], citer),
    )


def _against_england(comparison: IndicatorComparison) -> bool:
    return any(figure.against_england for cell in comparison.cells for figure in cell.figures)


def _score_line(comparison: StatementComparison, authority: Authority) -> ScoreLine:
    view = next((v for v in comparison.views if v.authority == authority.slug), None)
    if view is None or not view.assessed:
        return ScoreLine(authority.short_name, None, NO_REPORT)
    if view.score is None:
        return ScoreLine(authority.short_name, None, "Score not reported")
    said = referenced(str(view.score), "score", score_id(authority.slug, comparison.statement.id))
    return ScoreLine(authority.short_name, said, view.score_words)


def _tension(tension: ScoreTension, comparison: StatementComparison, citer: Citer) -> TensionView:
    """Where it names no evidence it counts findings: it stands on all that the report's view holds."""
    text, name = sentence(tension.text), citer.name(tension.authority)
    if text.startswith(name):
        name = ""
    if tension.evidence:
        return TensionView(name, citer.cite(text, "finding", tension.evidence))
    counted = (f.evidence for v in comparison.views if v.authority == tension.authority for f in v.findings)
    return TensionView(name, unmarked(text, "count", counted))


def contradiction_views(
    contradictions: Sequence[Contradiction], citer: Citer
) -> tuple[ContradictionView, ...]:
    return tuple(_contradiction(c, citer) for c in contradictions)


def _contradiction(contradiction: Contradiction, citer: Citer) -> ContradictionView:
    both = (contradiction.first.evidence, contradiction.second.evidence)
    return ContradictionView(
        f"{citer.name(contradiction.authority)}: {contradiction.matter}",
        finding_view(contradiction.first, citer),
        finding_view(contradiction.second, citer),
        unmarked(sentence(contradiction.why), "finding", both),
    )
