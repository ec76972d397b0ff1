"""Figures against the England average that each report itself quotes, with the assessor's standing in words.

Up to four authorities get a chart each, so that two reports which quote different averages never share a
line; more get a small panel for each indicator, where every row still carries its own England mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.charts import wording
from briefing.charts.dot_and_line import STANDING_WORDS, DotAndLine, Panel, Row
from briefing.charts.plan import ChartPlan, Who, assessed, caution, everyone, in_parts, shape
from briefing.charts.scale import Scale, scale_for
from briefing.domain.chart import ChartTable
from briefing.domain.comparison import Comparison, IndicatorComparison, StatementComparison
from briefing.domain.figure import Figure, Standing
from briefing.domain.look import Look

KIND = "against_england"
_OWN_CHARTS = 4
"""Most authorities that get a chart each."""
_MOST_ROWS = 15
"""In one chart, to stay on a page whatever the labels."""
_UNIT_HEADINGS = {"percent": "Per cent", "rate": "Rate", "count": "Number"}


def plan(comparison: Comparison, statement: StatementComparison, look: Look) -> tuple[ChartPlan, ...]:
    """Nothing where no report on the statement quotes an England average."""
    whos = [who for who in everyone(comparison) if who.slug in assessed(statement)]
    compared = [i for i in statement.indicators if any(f.against_england for f in _figures(i))]
    if not compared:
        return ()
    if len(whos) > _OWN_CHARTS:
        return tuple(
            _by_indicator(statement, part, whos, look, suffix)
            for suffix, part in in_parts(compared, len(whos), _MOST_ROWS)
        )
    return tuple(
        plan
        for who in whos
        for suffix, part in in_parts(compared, 1, _MOST_ROWS)
        if (plan := _of_one(statement, part, who, look, suffix)) is not None
    )


def _title(indicator: IndicatorComparison) -> str:
    """The measure's name; in one made from the report's own words the sign for its number is left open."""
    return wording.sentence(indicator.indicator.label.replace("#", "…"))


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
    statement: StatementComparison, compared: Sequence[IndicatorComparison], who: Who, look: Look, suffix: str
) -> ChartPlan | None:
    units = tuple(dict.fromkeys(sorted((i.indicator.unit for i in compared), key=lambda u: u != "percent")))
    panels = tuple(
        Panel(
            _UNIT_HEADINGS.get(unit, wording.sentence(unit)),
            "",
            unit,
            _scale(compared, unit),
            tuple(
                row
                for indicator in compared
                if indicator.indicator.unit == unit
                for row in _rows(indicator, who, _title(indicator))
            ),
        )
        for unit in units
    )
    figures = [row.figure for panel in panels for row in panel.rows if row.figure is not None]
    quoted = [figure for figure in figures if figure.against_england]
    if not quoted:
        return None
    return ChartPlan(
        id=f"against-england-{statement.statement.id}-{who.slug}{suffix}",
        kind=KIND,
        headline=f"{who.name}: {_tally(quoted)}",
        subtitle=f"Figures for {who.name} and the England averages its report quotes, "
        f"{wording.periods(f.period for f in quoted)}",
        alt=_alt(panels, f"{who.name} by a {shape(look, who)}"),
        table=_table(panels, with_names=False),
        drawing=DotAndLine(panels, by_indicator=False),
        evidence=tuple(dict.fromkeys(figure.evidence.id for figure in figures)),
        statement=statement.statement.id,
    )


def _by_indicator(
    statement: StatementComparison,
    compared: Sequence[IndicatorComparison],
    whos: Sequence[Who],
    look: Look,
    suffix: str,
) -> ChartPlan:
    panels = tuple(
        Panel(
            _title(indicator),
            caution(indicator),
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
        id=f"against-england-{statement.statement.id}{suffix}",
        kind=KIND,
        headline=_headline(panels, quoted, len(whos)),
        subtitle="Each authority's figure and the England average its own report quotes, "
        f"{wording.periods(f.period for f in quoted)}",
        alt=_alt(panels, names),
        table=_table(panels, with_names=True),
        drawing=DotAndLine(panels, by_indicator=True),
        evidence=tuple(dict.fromkeys(figure.evidence.id for figure in figures)),
        statement=statement.statement.id,
    )


def _headline(panels: tuple[Panel, ...], quoted: list[Figure], reports: int) -> str:
    if len(panels) == 1:
        return f"{panels[0].heading}: {_tally(quoted)}"
    return wording.sentence(f"{_tally(quoted)}, over {wording.number(reports)} reports")


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
    rows, evidence = [], []
    for panel in panels:
        for row in panel.rows:
            first = (panel.heading, row.who.name) if with_names else (row.label,)
            rows.append((*first, *_cells(row.figure)))
            evidence.append((row.figure.evidence.id,) if row.figure else ())
    columns = (
        "Indicator",
        *(("Authority",) if with_names else ()),
        "Value",
        "England",
        "Standing",
        "Source",
        "Period",
    )
    return ChartTable(columns, tuple(rows), grouped=with_names, evidence=tuple(evidence))


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
