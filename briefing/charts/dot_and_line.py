"""A dot for the local value, an upright stroke for England, a line between; the standing in words beside."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from briefing.charts import wording
from briefing.charts.plan import Who
from briefing.charts.scale import Scale
from briefing.domain.figure import Figure, Standing

if TYPE_CHECKING:
    from briefing.charts.canvas import Align, Canvas

STANDING_WORDS = {
    Standing.BETTER: "Better",
    Standing.SIMILAR: "Similar",
    Standing.WORSE: "Worse",
    Standing.NOT_COMPARED: "Not compared",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of one authority."""

    label: str
    who: Who
    figure: Figure | None
    """None where the report has none: drawn as "Not reported"."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows of one unit on one scale."""

    heading: str
    note: str
    """What must be said before its rows are compared; usually empty."""
    unit: str
    scale: Scale
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DotAndLine:
    panels: tuple[Panel, ...]
    by_indicator: bool
    """Panels are indicators and rows authorities, not the other way round."""

    def draw(self, page: Canvas) -> None:
        em = page.size
        y = 0.0
        named = False
        gutter = self._gutter(page)
        for place, panel in enumerate(self.panels):
            if panel.note or len(self.panels) > 1:  # alone, it is named in the headline
                y += em * 0.9 if place else 0
                y = page.heading(y + em, panel.heading, panel.note) - page.line
                y += em * 0.5
            y, named = self._panel(page, y, panel, gutter, named)
        page.height = max(page.height, y)

    def _gutter(self, page: Canvas) -> float:
        """Room for the widest number beside a mark: the same in all panels, and as a rule in all authorities'
        charts, so that their zeros line up."""
        shown = (
            text
            for panel in self.panels
            for row in panel.rows
            if row.figure is not None
            for text in (_local(row.figure), _england(row.figure))
        )
        widest = max(page.measure(text, 600) for text in ("100.00%", *shown))
        return widest + page.radius + page.size * 0.5

    def _panel(
        self, page: Canvas, top: float, panel: Panel, gutter: float, named: bool
    ) -> tuple[float, bool]:
        em, line = page.size, page.line
        columns = _Columns(page, panel.scale, gutter)
        y = top
        if not named and any(row.figure and row.figure.against_england for row in panel.rows):
            row = next(row for row in panel.rows if row.figure and row.figure.against_england)
            leads = panel.rows[0] is row
            if leads:
                y = self._names(page, y, row, columns)
            named = leads
        for row in panel.rows:
            page.stroke(0, y, page.width, y)
            y = self._row(page, y, row, columns)
        page.stroke(0, y, page.width, y)
        if all(row.figure is None for row in panel.rows):
            return y, named
        for tick, label in panel.scale.ticks:
            x = columns.x(tick)
            page.stroke(x, y, x, y + em * 0.3, colour="muted")
            page.text(x, y + em * 1.25, label, colour="muted", at="center")
        return y + line + em * 0.2, named

    def _names(self, page: Canvas, top: float, row: Row, columns: _Columns) -> float:
        """`Northam` and `England` over the marks of the first row, each growing away from the other."""
        figure = row.figure
        if figure is None or figure.comparator_value is None:
            return top
        local, england = columns.x(figure.value), columns.x(figure.comparator_value)
        side = 1 if local <= england else -1  # which way England lies
        middle, apart = (local + england) / 2, page.size * 0.3
        reach, england_reach = page.radius, page.radius / 2
        x = middle - side * max(abs(local - middle) - reach, apart)
        england_x = middle + side * max(abs(england - middle) - england_reach, apart)
        at, england_at = _ends(side)
        lines = page.wrap(row.who.name, x if side > 0 else page.width - x, 600)
        if self.by_indicator:  # every row names its authority
            lines = ("",)
        after = page.lines(x, top + page.size, lines, weight=600, at=at)
        page.text(england_x, after - page.line, "England", at=england_at)
        return after - page.line + page.size * 0.4

    def _row(self, page: Canvas, top: float, row: Row, columns: _Columns) -> float:
        em, line = page.size, page.line
        first = top + em * 1.25
        if self.by_indicator:
            after = page.named(0, first, row.who, columns.label)
        else:
            after = page.lines(
                0, first, page.wrap(row.label, columns.label - (0 if page.narrow else em * 0.5))
            )
        marks = after if page.narrow else first
        if row.figure is None:
            page.text(columns.start, marks, "Not reported", colour="muted")
            return max(after, marks + line) - line + em * 0.75
        self._marks(page, marks - em * 0.33, marks, row.who, row.figure, columns)
        words = marks + line * (1 if page.narrow else 0)
        after = max(after, marks + line, self._standing(page, words, row.figure, columns))
        return after - line + em * 0.75

    def _marks(
        self, page: Canvas, middle: float, baseline: float, who: Who, figure: Figure, columns: _Columns
    ) -> None:
        em, gap = page.size, page.radius + page.size * 0.3
        x = columns.x(figure.value)
        if not figure.against_england or figure.comparator_value is None:
            page.mark(x, middle, who)
            page.text(x + gap, baseline, _local(figure), weight=600)
            return
        england = columns.x(figure.comparator_value)
        page.stroke(x, middle, england, middle, colour="context", width=1.5)
        page.stroke(england, middle - em * 0.6, england, middle + em * 0.6, colour="england", width=2.2)
        page.mark(x, middle, who)
        side = 1 if x <= england else -1
        at, england_at = _ends(side)
        clear = max(gap * 0.6, gap - abs(x - england))  # of the local mark, where the two nearly meet
        page.text(x - side * gap, baseline, _local(figure), weight=600, at=at)
        page.text(england + side * clear, baseline, _england(figure), at=england_at)

    def _standing(self, page: Canvas, y: float, figure: Figure, columns: _Columns) -> float:
        """The symbol and word, and after it the assessor's own phrase."""
        em, left = page.size, columns.words + page.size * 1.1
        word = STANDING_WORDS[figure.standing]
        page.text(columns.words, y, page.look.symbol(figure.standing), weight=600)
        page.text(left, y, word, weight=600)
        if not figure.variation:
            return y + page.line
        phrase, room = f"“{figure.variation}”", page.width - left
        beside = page.measure(word, 600) + em * 0.4
        first = page.wrap(phrase, room - beside)[0]
        if not phrase.startswith(first + " ") and first != phrase:  # not even a word fits: a cut one would
            return page.lines(left, y + page.line, page.wrap(phrase, room), colour="muted")
        page.text(left + beside, y, first, colour="muted")
        rest = phrase.removeprefix(first).strip()
        return page.lines(left, y + page.line, page.wrap(rest, room) if rest else (), colour="muted")


def _local(figure: Figure) -> str:
    """The number at a mark. The unit stands in the panel's heading, but percents carry their sign."""
    return wording.value(figure.value, _sign(figure), figure.qualifier)


def _england(figure: Figure) -> str:
    if figure.comparator_value is None:
        return ""
    return wording.value(figure.comparator_value, _sign(figure), figure.comparator_qualifier)


def _sign(figure: Figure) -> str:
    return "percent" if figure.unit == "percent" else ""


def _ends(side: int) -> tuple[Align, Align]:
    """How the local and the England label are anchored, so that they grow away from each other."""
    return ("right", "left") if side > 0 else ("left", "right")


class _Columns:
    """Where labels, marks and words stand on a page of this width."""

    def __init__(self, page: Canvas, scale: Scale, gutter: float) -> None:
        self.label = page.width if page.narrow else page.width * 0.28
        self.words = 0.0 if page.narrow else page.width * 0.73
        self.start = 0.0 if page.narrow else self.label + page.size * 0.5
        end = page.width if page.narrow else self.words - page.size * 0.8
        self._zero, self._end = self.start + gutter, end - gutter
        self._top = scale.top

    def x(self, value: Decimal) -> float:
        return self._zero + (self._end - self._zero) * float(value / self._top)
