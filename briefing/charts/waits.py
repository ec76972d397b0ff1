"""Waits in days, as far as reports state them; "no waits" in words is printed as words, not drawn as a zero.

Waits in other units are printed, not drawn: months on a scale of days would claim a precision nobody gave.
What cannot be compared is left to the tables: one person's ten days do not belong beside an average.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.charts import wording
from briefing.charts.plan import (
    NOT_COMPARABLE,
    ChartPlan,
    Who,
    assessed,
    caution,
    everyone,
    in_parts,
    shape,
)
from briefing.charts.scale import Scale, scale_for
from briefing.domain.chart import ChartTable
from briefing.domain.comparison import Comparison, IndicatorComparison, StatementComparison
from briefing.domain.figure import Figure
from briefing.domain.look import Look

if TYPE_CHECKING:
    from briefing.charts.canvas import Canvas

KIND = "waits"
_ABOUT_WAITING = re.compile(r"(^|_)(waits?|waiting|delays?)(_|$)")
_MOST_ROWS = 20
"""In one chart, to stay on a page whatever the labels."""
_TIMES = ("days", "weeks", "months", "years")


@dataclass(frozen=True, slots=True)
class Line:
    who: Who
    figure: Figure | None
    """None where the report has none: drawn as "Not reported"."""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    note: str
    """What must be said before these are compared; usually empty."""
    lines: tuple[Line, ...]


def plan(comparison: Comparison, statement: StatementComparison, look: Look) -> tuple[ChartPlan, ...]:
    """Nothing where no report on the statement states a wait in days."""
    whos = tuple(who for who in everyone(comparison) if who.slug in assessed(statement))
    groups = tuple(
        Group(wording.sentence(indicator.indicator.label), caution(indicator), _lines(indicator, whos))
        for indicator in statement.indicators
        if _is_drawn(indicator)
    )
    figures = [line.figure for group in groups for line in group.lines if line.figure is not None]
    days = [figure for figure in figures if figure.unit == "days"]
    if not any(figure.value for figure in days):
        return ()
    scale = scale_for([f.value for f in days], "days")
    return tuple(
        _plan(statement, part, whos, look, scale, suffix)
        for suffix, part in in_parts(groups, len(whos), _MOST_ROWS)
    )


def _plan(
    statement: StatementComparison,
    groups: tuple[Group, ...],
    whos: tuple[Who, ...],
    look: Look,
    scale: Scale,
    suffix: str,
) -> ChartPlan:
    lines = [(group, line, line.figure) for group in groups for line in group.lines]
    figures = [figure for _, _, figure in lines if figure is not None]
    gone = len(lines) - len(figures)
    missing = (
        f" {wording.sentence(wording.counted(gone, 'row'))} without a mark, not reported." if gone else ""
    )
    names = wording.listed(f"{who.name} by a {shape(look, who)}" for who in whos)
    return ChartPlan(
        id=f"waits-{statement.statement.id}{suffix}",
        kind=KIND,
        headline=_headline(groups),
        subtitle=f"Waits in days as each report states them, {wording.periods(f.period for f in figures)}",
        alt=f"Lines from zero to a mark for each wait, {names}, the number of days at the mark.{missing}",
        table=_table(groups),
        drawing=Waits(groups, scale),
        evidence=tuple(dict.fromkeys(f.evidence.id for f in figures)),
        statement=statement.statement.id,
    )


def _headline(groups: tuple[Group, ...]) -> str:
    """`Longest wait stated: 27 days, nursing care in Northam`."""
    days = [
        (line.figure, f"{group.title[:1].lower()}{group.title[1:]} in {line.who.name}")
        for group in groups
        for line in group.lines
        if line.figure is not None and line.figure.unit == "days"
    ]
    if not days:
        return "Waits stated in words or in months"
    longest, where = max(days, key=lambda entry: entry[0].value)
    return f"Longest wait stated: {wording.value(longest.value, 'days', longest.qualifier)}, {where}"


def _is_drawn(indicator: IndicatorComparison) -> bool:
    """A wait with a plain name that no two reports give in ways which cannot be compared.

    A number sign stands in the name of a measure nobody has named yet; such figures are left to the tables.
    """
    return (
        _ABOUT_WAITING.search(indicator.indicator.id) is not None
        and "#" not in indicator.indicator.label
        and caution(indicator) != NOT_COMPARABLE
        and any(_is_wait(figure) for cell in indicator.cells for figure in cell.figures)
    )


def _is_wait(figure: Figure) -> bool:
    """A time, or a "no waits" stated in words."""
    return figure.unit in _TIMES or (figure.in_words and not figure.value)


def _lines(indicator: IndicatorComparison, whos: tuple[Who, ...]) -> tuple[Line, ...]:
    cells = {cell.authority: cell for cell in indicator.cells}
    lines: list[Line] = []
    for who in whos:
        cell = cells.get(who.slug)
        figures = [f for f in cell.figures if _is_wait(f)] if cell else []
        # The same wait stated twice in the same terms is drawn once.
        distinct = {_shown(figure): figure for figure in reversed(figures)}
        lines += [Line(who, figure) for figure in reversed(distinct.values())] or [Line(who, None)]
    return tuple(lines)


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return "Not reported"
    if figure.in_words and not figure.value:
        return "None, stated in words"
    return wording.value(figure.value, figure.unit, figure.qualifier)


def _table(groups: tuple[Group, ...]) -> ChartTable:
    rows = tuple(
        (
            f"{group.title} ({group.note})" if group.note else group.title,
            line.who.name,
            _shown(line.figure),
            (line.figure.population if line.figure else None) or "Not stated",
            wording.period(line.figure.period) if line.figure and line.figure.period else "Not stated",
        )
        for group in groups
        for line in group.lines
    )
    evidence = tuple(
        (line.figure.evidence.id,) if line.figure else () for group in groups for line in group.lines
    )
    return ChartTable(
        ("Wait", "Authority", "Length", "Who it covers", "Period"), rows, grouped=True, evidence=evidence
    )


@dataclass(frozen=True, slots=True)
class Waits:
    groups: tuple[Group, ...]
    scale: Scale

    def draw(self, page: Canvas) -> None:
        em, line = page.size, page.line
        label = 0.0 if page.narrow else page.width * 0.28
        zero = label + em * (0.5 if page.narrow else 1)
        texts = [_shown(entry.figure) for group in self.groups for entry in group.lines]
        end = page.width - max(page.measure(text, 600) for text in texts) - em * 1.2
        y = 0.0
        for group in self.groups:
            page.stroke(0, y, page.width, y)
            y = page.heading(y + em * 1.3, group.title, group.note)
            for entry in group.lines:
                y = self._line(page, y, entry, zero, end - zero, label)
            y += em * 0.55 - line
        page.stroke(0, y, page.width, y)
        for tick, words in self.scale.ticks:
            x = zero + (end - zero) * float(tick / self.scale.top)
            page.stroke(x, y, x, y + em * 0.3, colour="muted")
            page.text(x, y + em * 1.25, words, colour="muted", at="center")
        page.text(end + em * 1.4, y + em * 1.25, "days", colour="muted")

    def _line(self, page: Canvas, y: float, entry: Line, zero: float, room: float, label: float) -> float:
        em, figure = page.size, entry.figure
        after = page.named(0, y, entry.who, label or page.width)
        y = after if page.narrow else y
        if figure is None or (figure.unit != "days" and figure.value):
            page.text(zero, y, _shown(figure), colour="muted" if figure is None else "text")
            return max(after, y + page.line)
        if figure.in_words and not figure.value:  # nobody measured it, so nothing stands on the scale
            page.text(zero, y, _shown(figure), weight=600)
            return max(after, y + page.line)
        x = zero + room * float(figure.value / self.scale.top)
        middle = y - em * 0.33
        page.stroke(zero, middle, x, middle, colour="context", width=1.5)
        page.mark(x, middle, entry.who)
        page.text(x + page.radius + em * 0.35, y, _shown(figure), weight=600)
        return max(after, y + page.line)
