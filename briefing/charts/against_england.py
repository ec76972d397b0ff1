"""Figures against the England average that each report itself quotes, with the assessor's standing in words.

Up to four authorities get a chart each, so that two reports which quote different averages never share a
line; more get a small panel for each indicator, where every row still carries its own England mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from briefing.charts import wording
from briefing.charts.plan import ChartPlan, Who, assessed, everyone, shape
from briefing.charts.scale import Scale, scale_for
from briefing.domain.chart import ChartTable
from briefing.domain.comparison import Comparison, IndicatorComparison, StatementComparison
from briefing.domain.figure import Figure, Standing
from briefing.domain.look import Look

if TYPE_CHECKING:
    from briefing.charts.canvas import Align, Canvas

KIND = "against_england"
_OWN_CHARTS = 4
"""Most authorities that get a chart each."""
_UNIT_HEADINGS = {"percent": "Per cent", "rate": "Rate", "count": "Number"}
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
    unit: str
    scale: Scale
    rows: tuple[Row, ...]


def plan(comparison: Comparison, statement: StatementComparison, look: Look) -> tuple[ChartPlan, ...]:
    """Nothing where no report on the statement quotes an England average."""
    whos = [who for who in everyone(comparison) if who.slug in assessed(statement)]
    compared = [i for i in statement.indicators if any(f.against_england for f in _figures(i))]
    if not compared:
        return ()
    if len(whos) > _OWN_CHARTS:
        return (_by_indicator(statement, compared, whos, look),)
    return tuple(plan for who in whos if (plan := _of_one(statement, compared, who, look)) is not None)


def _figures(indicator: IndicatorComparison, slug: str | None = None) -> tuple[Figure, ...]:
    """Figures in the indicator's own unit; those with an England average first."""
    found = [
        figure
        for cell in indicator.cells
        if slug in (None, cell.authority)
        for figure in cell.figures
        if figure.unit == indicator.indicator.unit
    ]
    return tuple(sorted(found, key=lambda figure: not figure.against_england))


def _rows(indicator: IndicatorComparison, who: Who, label: str) -> tuple[Row, ...]:
    figures = tuple(f for f in _figures(indicator, who.slug) if f.against_england)
    figures = figures or _figures(indicator, who.slug)[:1]
    return tuple(Row(label, who, figure) for figure in figures) or (Row(label, who, None),)


def _scale(indicators: Iterable[IndicatorComparison], unit: str) -> Scale:
    """One scale for a unit over all authorities, so that their charts can be laid beside each other."""
    values = [
        value
        for indicator in indicators
        for figure in _figures(indicator)
        if figure.unit == unit
        for value in (figure.value, figure.comparator_value)
        if value is not None
    ]
    return scale_for(values, unit)


def _of_one(
    statement: StatementComparison, compared: list[IndicatorComparison], who: Who, look: Look
) -> ChartPlan | None:
    units = tuple(dict.fromkeys(sorted((i.indicator.unit for i in compared), key=lambda u: u != "percent")))
    panels = tuple(
        Panel(
            _UNIT_HEADINGS.get(unit, wording.sentence(unit)),
            unit,
            _scale(compared, unit),
            tuple(
                row
                for indicator in compared
                if indicator.indicator.unit == unit
                for row in _rows(indicator, who, indicator.indicator.label)
            ),
        )
        for unit in units
    )
    figures = [row.figure for panel in panels for row in panel.rows if row.figure is not None]
    quoted = [figure for figure in figures if figure.against_england]
    if not quoted:
        return None
    return ChartPlan(
        id=f"against-england-{statement.statement.id}-{who.slug}",
        kind=KIND,
        headline=f"{who.name}: {_tally(quoted)}",
        subtitle=f"Figures for {who.name} and the England averages its report quotes, "
        f"{wording.periods(f.period for f in quoted)}",
        alt=_alt(panels, f"{who.name} by a {shape(look, who)}"),
        table=_table(panels, with_names=False),
        drawing=AgainstEngland(panels, by_indicator=False),
        evidence=tuple(dict.fromkeys(figure.evidence.id for figure in figures)),
        statement=statement.statement.id,
    )


def _by_indicator(
    statement: StatementComparison, compared: list[IndicatorComparison], whos: list[Who], look: Look
) -> ChartPlan:
    panels = tuple(
        Panel(
            indicator.indicator.label,
            indicator.indicator.unit,
            _scale(compared, indicator.indicator.unit),
            tuple(row for who in whos for row in _rows(indicator, who, who.name)),
        )
        for indicator in compared
    )
    figures = [row.figure for panel in panels for row in panel.rows if row.figure is not None]
    quoted = [figure for figure in figures if figure.against_england]
    names = wording.listed(f"{who.name} by a {shape(look, who)}" for who in whos)
    return ChartPlan(
        id=f"against-england-{statement.statement.id}",
        kind=KIND,
        headline=wording.sentence(f"{_tally(quoted)}, over {wording.number(len(whos))} reports"),
        subtitle="Each authority's figure and the England average its own report quotes, "
        f"{wording.periods(f.period for f in quoted)}",
        alt=_alt(panels, names),
        table=_table(panels, with_names=True),
        drawing=AgainstEngland(panels, by_indicator=True),
        evidence=tuple(dict.fromkeys(figure.evidence.id for figure in figures)),
        statement=statement.statement.id,
    )


def _tally(figures: list[Figure]) -> str:
    """`worse than England on four figures, similar on one, better on one`."""
    order = (Standing.WORSE, Standing.SIMILAR, Standing.BETTER)
    counts = {standing: sum(f.standing == standing for f in figures) for standing in order}
    told = sorted((s for s in order if counts[s]), key=lambda s: -counts[s])
    if not told:
        return f"{wording.counted(len(figures), 'figure')} beside England's, without a verdict"
    joint = {Standing.WORSE: "than", Standing.BETTER: "than", Standing.SIMILAR: "to"}
    first, *rest = told
    head = f"{first} {joint[first]} England on {wording.counted(counts[first], 'figure')}"
    return ", ".join((head, *(f"{standing} on {wording.number(counts[standing])}" for standing in rest)))


def standing_words(figure: Figure) -> str:
    """The standing as a word, with the assessor's own phrase where there is one."""
    word = STANDING_WORDS[figure.standing]
    return f"{word} (“{figure.variation}”)" if figure.variation else word


def _alt(panels: tuple[Panel, ...], names: str) -> str:
    rows = [row for panel in panels for row in panel.rows]
    drawn = sum(row.figure is not None for row in rows)
    gone = len(rows) - drawn
    missing = (
        f" {wording.sentence(wording.counted(gone, 'row'))} without a mark, not reported." if gone else ""
    )
    return (
        f"Dot-and-line chart of {wording.counted(drawn, 'row')}. In each a line joins the local value, "
        f"{names}, to an upright stroke for England, with both numbers beside their marks and the standing "
        f"in words at the right.{missing}"
    )


def _table(panels: tuple[Panel, ...], *, with_names: bool) -> ChartTable:
    rows = []
    for panel in panels:
        for row in panel.rows:
            first = (panel.heading, row.who.name) if with_names else (row.label,)
            rows.append((*first, *_cells(row.figure)))
    columns = (
        "Indicator",
        *(("Authority",) if with_names else ()),
        "Value",
        "England",
        "Standing",
        "Source",
        "Period",
    )
    return ChartTable(columns, tuple(rows))


def _cells(figure: Figure | None) -> tuple[str, ...]:
    if figure is None:
        return ("Not reported",) * 5
    england = "Not reported"
    if figure.against_england and figure.comparator_value is not None:
        england = wording.value(figure.comparator_value, figure.unit, figure.comparator_qualifier)
    return (
        wording.value(figure.value, figure.unit, figure.qualifier),
        england,
        standing_words(figure),
        figure.source or "Not stated",
        wording.period(figure.period) if figure.period else "Not stated",
    )


@dataclass(frozen=True, slots=True)
class AgainstEngland:
    panels: tuple[Panel, ...]
    by_indicator: bool
    """Panels are indicators and rows authorities, not the other way round."""

    def draw(self, page: Canvas) -> None:
        em = page.size
        y = 0.0
        named = False
        gutter = self._gutter(page)
        for place, panel in enumerate(self.panels):
            if self.by_indicator or len(self.panels) > 1:
                y += em * 0.9 if place else 0
                y = page.lines(0, y + em, page.wrap(panel.heading, page.width, 600), weight=600) - page.line
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
            after = page.lines(0, first, page.wrap(row.label, columns.label))
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
        """The symbol and word, and below it the assessor's own phrase."""
        em = page.size
        word = STANDING_WORDS[figure.standing]
        page.text(columns.words, y, page.look.symbol(figure.standing), weight=600)
        y = page.lines(columns.words + em * 1.1, y, (word,), weight=600)
        if figure.variation:
            room = page.width - columns.words - em * 1.1
            y = page.lines(
                columns.words + em * 1.1, y, page.wrap(f"“{figure.variation}”", room), colour="muted"
            )
        return y


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
        self.label = page.width if page.narrow else page.width * 0.3
        self.words = 0.0 if page.narrow else page.width * 0.75
        self.start = 0.0 if page.narrow else self.label + page.size * 0.5
        end = page.width if page.narrow else self.words - page.size * 0.8
        self._zero, self._end = self.start + gutter, end - gutter
        self._top = scale.top

    def x(self, value: Decimal) -> float:
        return self._zero + (self._end - self._zero) * float(value / self._top)
