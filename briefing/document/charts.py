"""Charts in their frame: headline, drawing with its description, and the numbers beside it as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from markupsafe import Markup

from briefing.document.cite import REFERENCE_SCORES, Cited
from briefing.domain.chart import Chart, ChartTable

_PROLOGUE = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*|<!DOCTYPE[^>]*>\s*|<!--.*?-->\s*)*", re.S)
_ROOT = re.compile(r"<svg\b([^>]*)>")
_OWN_TITLE = re.compile(r"^\s*<title\b.*?</title>|^\s*<title\b[^>]*/>", re.S)
_NUMBER = re.compile(r"\d")
_LONGEST_NUMBER = len("Not reported")
_SHORT = len("5.30 days")
_WHOLE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class ChartCell:
    cited: Cited
    numeric: bool
    short: bool
    """It stands on one line."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    header: Cited
    cells: tuple[ChartCell, ...]
    absent: str = ""
    """Said once, where every cell would say the same absence; there are no cells then."""
    span: int = 1
    """Columns that `absent` takes."""


@dataclass(frozen=True, slots=True)
class ChartRows:
    """Rows that stand together."""

    title: Cited | None
    """What they share; None in a table whose rows stand alone."""
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class Column:
    cited: Cited
    numeric: bool
    """Its cells are numbers: they stand on the right."""


@dataclass(frozen=True, slots=True)
class ChartView:
    id: str
    table_id: str
    """Its numbers as a table."""
    numbers_at: str
    """Where they stand on paper: that table, or another that prints the same numbers."""
    headline: Cited
    subtitle: Cited
    drawing: Markup
    narrow: Markup | None
    """For a phone's width, where the chart has such a drawing."""
    columns: tuple[Column, ...]
    groups: tuple[ChartRows, ...]


def chart_view(chart: Chart, numbers_at: str = "") -> ChartView:
    """A chart ready to be placed; what its numbers stand on goes with each of them.

    `numbers_at` is the table that prints them already, where there is one.
    """
    evidence = " ".join(chart.evidence) or REFERENCE_SCORES
    columns = _columns(chart.table, evidence)
    return ChartView(
        id=f"chart-{chart.id}",
        table_id=f"numbers-{chart.id}",
        numbers_at=numbers_at or f"numbers-{chart.id}",
        headline=Cited(chart.headline, "finding", evidence),
        subtitle=Cited(chart.subtitle, "finding", evidence),
        drawing=described(chart.svg, chart.alt, f"chart-{chart.id}-alt"),
        narrow=described(chart.svg_narrow, chart.alt, f"chart-{chart.id}-narrow-alt")
        if chart.svg_narrow
        else None,
        columns=columns,
        groups=_groups(chart.table, columns, evidence),
    )


def _columns(table: ChartTable, evidence: str) -> tuple[Column, ...]:
    """The heads. Where the first cell heads a group, the first column is that of the second."""
    heads = table.columns
    if table.grouped:
        heads = (f"{heads[0]}, {heads[1].lower()}", *heads[2:])
    cut = len(table.columns) - len(heads)
    return tuple(
        Column(_cell(text, evidence), bool(number) and _numeric([row[number + cut] for row in table.rows]))
        for number, text in enumerate(heads)
    )


def _groups(table: ChartTable, columns: Sequence[Column], whole: str) -> tuple[ChartRows, ...]:
    """Each row with its evidence; one group without a title where rows stand alone."""
    own = [" ".join(ids) for ids in table.evidence] or [whole] * len(table.rows)
    rows = list(zip(table.rows, own, strict=True))
    if not table.grouped:
        return (ChartRows(None, tuple(_row(row, columns, ids) for row, ids in rows)),)
    return tuple(
        ChartRows(_cell(title, whole), tuple(_row(row[1:], columns, ids) for row, ids in together))
        for title, together in groupby(rows, key=lambda row: row[0][0])
    )


def _row(row: Sequence[str], columns: Sequence[Column], evidence: str) -> ChartRow:
    if len(row) > 2 and len(set(row[1:])) == 1 and not _NUMBER.search(row[1]):
        return ChartRow(_cell(row[0], evidence), (), row[1], len(row) - 1)
    cells = zip(row[1:], columns[1:], strict=True)
    return ChartRow(
        _cell(row[0], evidence),
        tuple(
            ChartCell(_cell(text, evidence), column.numeric, len(text) <= _SHORT) for text, column in cells
        ),
    )


def _numeric(cells: Sequence[str]) -> bool:
    """Numbers, or words for their absence: a column of text stays on the left."""
    return any(_NUMBER.search(c) for c in cells) and all(len(c) <= _LONGEST_NUMBER for c in cells)


def _cell(text: str, evidence: str) -> Cited:
    kind = ("count" if _WHOLE.fullmatch(text) else "figure") if _NUMBER.search(text) else ""
    return Cited(text, kind, evidence if kind else "")


def described(svg: str, alt: str, alt_id: str) -> Markup:
    """The drawing as an element of the page, with its description as `title`, which both readers announce.

    The drawing is made by this program and comes escaped; the description is text and is escaped here.
    """
    body = _PROLOGUE.sub("", svg, count=1)
    opening = _ROOT.search(body)
    if opening is None:
        raise ValueError(f"the drawing of {alt_id} has no svg element")
    attributes = re.sub(r"\s(?:role|aria-\w+)=(\"[^\"]*\"|'[^']*')", "", opening[1])
    rest = _OWN_TITLE.sub("", body[opening.end() :], count=1)
    head = (
        f'<svg{attributes} role="img" aria-labelledby="{alt_id}"><title id="{alt_id}">{escape(alt)}</title>'
    )
    return Markup(head + rest.rstrip())  # noqa: S704


IN_SECTION = ("findings_balance",)
"""Kinds that a statement's section prints; the others stand in the appendix of charts, for the section has
their figures as a table."""
AGAINST_ENGLAND = "against_england"
"""The kind that the section prints too, as far as there is room."""


@dataclass(frozen=True, slots=True)
class PlacedCharts:
    """The charts of a statement: those its section prints, and those for the appendix."""

    section: tuple[ChartView, ...]
    appendix: tuple[ChartView, ...]


def charts_for(
    charts: Sequence[Chart], statement: str, against_england: int, subject: str | None, england_at: str
) -> PlacedCharts:
    """A statement's charts. The section always has one: the first, where none is of the kinds it wants.

    It has at most so many charts `against_england`, the subject's own first; without a subject all or none.
    `england_at` is the table that prints their numbers too, empty where each has its own beside it.
    """
    mine = [chart for chart in charts if chart.statement == statement]
    england = [chart for chart in mine if chart.kind == AGAINST_ENGLAND]
    england.sort(key=lambda chart: not _speaks_of(chart, subject))
    if len(england) > against_england:
        england = [chart for chart in england[:against_england] if _speaks_of(chart, subject)]
    wanted = [chart for chart in mine if chart.kind in IN_SECTION] or mine[:1]
    wanted = [*england, *(chart for chart in wanted if chart not in england)]

    def view(chart: Chart) -> ChartView:
        return chart_view(chart, england_at if chart.kind == AGAINST_ENGLAND else "")

    return PlacedCharts(
        tuple(view(chart) for chart in wanted), tuple(view(chart) for chart in mine if chart not in wanted)
    )


def _speaks_of(chart: Chart, authority: str | None) -> bool:
    """All the chart's evidence is from that authority's report."""
    return bool(chart.evidence) and all(one.startswith(f"{authority}/") for one in chart.evidence)


def score_charts(charts: Sequence[Chart]) -> tuple[ChartView, ...]:
    """The charts of no statement: they belong to the scores."""
    return tuple(chart_view(chart) for chart in charts if not chart.statement)
