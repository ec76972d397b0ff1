"""Charts: one file a kind, each giving a drawing with its words and its numbers.

Planning says what a chart will show and costs next to nothing; drawing needs matplotlib, which is imported
only then. Between the two a caller may look into a cache by `ChartPlan.key`, or cross into another process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from briefing.charts import (
    against_england,
    findings_balance,
    ratings,
    score_distribution,
    standing_by_topic,
    waits,
)
from briefing.charts.plan import NARROW, WIDE, ChartPlan
from briefing.domain.chart import Chart
from briefing.domain.comparison import Comparison
from briefing.domain.framework import Framework
from briefing.domain.look import Look

__all__ = ["NARROW", "WIDE", "ChartPlan", "draw", "draw_charts", "plan_charts"]


def plan_charts(
    comparison: Comparison, look: Look, framework: Framework | None = None
) -> tuple[ChartPlan, ...]:
    """Every chart the comparison has the numbers for: that of the scores first, then statement by statement.

    With the framework, scores are printed with the regulator's words. Ids are unique.
    """
    levels = framework.levels if framework else ()
    plans = list(score_distribution.plan(comparison, look, levels))
    for statement in comparison.statements:
        plans += standing_by_topic.plan(comparison, statement, look)
        plans += against_england.plan(comparison, statement, look)
        plans += findings_balance.plan(comparison, statement, look)
        plans += ratings.plan(comparison, statement, look)
        plans += waits.plan(comparison, statement, look)
    return tuple(plans)


def draw(plan: ChartPlan, look: Look, width: float = WIDE) -> str:
    """The plan's picture as SVG of that width in points: real text, no ids, the same bytes every time."""
    with _quiet_import():
        from briefing.charts.canvas import Canvas  # matplotlib: a third of a second

    page = Canvas(look, width)
    plan.drawing.draw(page)
    return page.svg()


@contextmanager
def _quiet_import() -> Iterator[None]:
    """Matplotlib without its remarks on a home folder it cannot write, as under a scheduler."""
    import logging

    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def draw_charts(
    comparison: Comparison, look: Look, framework: Framework | None = None, *, narrow: bool = False
) -> tuple[Chart, ...]:
    """All charts drawn here and now; `narrow` adds the layout for a phone."""
    return tuple(
        plan.chart(draw(plan, look), draw(plan, look, NARROW) if narrow else "")
        for plan in plan_charts(comparison, look, framework)
    )
