"""Charts in their frame: headline, drawing with its description, and the numbers beside it as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from markupsafe import Markup

from briefing.document.cite import REFERENCE_SCORES, Cited
from briefing.domain.chart import Chart

_PROLOGUE = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*|<!DOCTYPE[^>]*>\s*|<!--.*?-->\s*)*", re.S)
_ROOT = re.compile(r"<svg\b([^>]*)>")
_OWN_TITLE = re.compile(r"^\s*<title\b.*?</title>|^\s*<title\b[^>]*/>", re.S)
_NUMBER = re.compile(r"\d")
_WHOLE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class ChartRow:
    header: Cited
    cells: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    id: str
    headline: Cited
    subtitle: Cited
    drawing: Markup
    narrow: Markup | None
    """For a phone's width, where the chart has such a drawing."""
    columns: tuple[str, ...]
    rows: tuple[ChartRow, ...]


def chart_view(chart: Chart) -> ChartView:
    """A chart ready to be placed; what its numbers stand on goes with each of them."""
    evidence = " ".join(chart.evidence) or REFERENCE_SCORES
    return ChartView(
        id=f"chart-{chart.id}",
        headline=Cited(chart.headline, "finding", evidence),
        subtitle=Cited(chart.subtitle, "finding", evidence),
        drawing=described(chart.svg, chart.alt, f"chart-{chart.id}-alt"),
        narrow=described(chart.svg_narrow, chart.alt, f"chart-{chart.id}-narrow-alt") if chart.svg_narrow else None,
        columns=chart.table.columns,
        rows=tuple(
            ChartRow(_cell(row[0], evidence), tuple(_cell(text, evidence) for text in row[1:]))
            for row in chart.table.rows
        ),
    )


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
    head = f'<svg{attributes} role="img" aria-labelledby="{alt_id}"><title id="{alt_id}">{escape(alt)}</title>'
    return Markup(head + rest.rstrip())  # noqa: S704


def charts_for(charts: Sequence[Chart], statement: str) -> tuple[ChartView, ...]:
    """The charts of a statement's section; those of no statement belong to the scores."""
    return tuple(chart_view(chart) for chart in charts if chart.statement == statement)
