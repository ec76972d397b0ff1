"""What a chart will show, settled before anything is drawn.

A plan is small, picklable and made without the drawing library: a build whose plans have not changed need not
draw, and drawing can happen in another process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from briefing.domain.chart import Chart, ChartTable
from briefing.domain.comparison import Comparability, Comparison, IndicatorComparison, StatementComparison
from briefing.domain.look import Look

if TYPE_CHECKING:
    from briefing.charts.canvas import Canvas

WIDE = 482.0
"""Width in points of a chart on an A4 page with margins of 20 mm."""
NARROW = 216.0
"""Width in points of a chart on a screen 320 px wide."""


T = TypeVar("T")


class Drawing(Protocol):
    """What a kind of chart draws: a frozen dataclass whose `repr` says all that decides the picture."""

    def draw(self, page: Canvas) -> None: ...


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """A chart but for its picture. The words are those of `Chart`."""

    id: str
    kind: str
    headline: str
    subtitle: str
    alt: str
    table: ChartTable
    drawing: Drawing
    evidence: tuple[str, ...] = ()
    statement: str = ""

    def key(self, look: Look, width: float = WIDE) -> str:
        """SHA-256 that is the same only while the same picture would be drawn: numbers, look, width, font,
        drawing code and library."""
        whole = f"{_drawing_code()}\n{self.drawing!r}\n{look!r}\n{width}"
        return hashlib.sha256(whole.encode()).hexdigest()

    def chart(self, svg: str, narrow: str = "") -> Chart:
        """The finished chart."""
        return Chart(
            id=self.id,
            kind=self.kind,
            headline=self.headline,
            subtitle=self.subtitle,
            alt=self.alt,
            svg=svg,
            table=self.table,
            evidence=self.evidence,
            statement=self.statement,
            svg_narrow=narrow,
        )


@cache
def _drawing_code() -> str:
    from importlib import metadata  # slow to import, and not needed to plan

    whole = hashlib.sha256(metadata.version("matplotlib").encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        whole.update(path.read_bytes())
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Who:
    """An authority as charts draw it."""

    slug: str
    name: str
    series: int
    """Its place among the look's series."""


def everyone(comparison: Comparison) -> tuple[Who, ...]:
    """The authorities in the comparison's order. Equal short names are told apart by the full ones."""
    short = [authority.short_name for authority in comparison.authorities]
    return tuple(
        Who(a.slug, a.short_name if short.count(a.short_name) == 1 else a.name, place)
        for place, a in enumerate(comparison.authorities)
    )


def assessed(statement: StatementComparison) -> frozenset[str]:
    """Slugs of the authorities whose report on the statement is in the library."""
    return frozenset(view.authority for view in statement.views if view.assessed)


def in_parts(items: Sequence[T], rows: int, most: int) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """Items of so many rows each, shared out evenly over charts that hold at most so many, to stay on a page.

    Each part comes with what its chart's id ends in: nothing for the first, then `-2`, `-3`, …
    """
    fitting = max(1, most // max(rows, 1))
    charts = max(1, -(-len(items) // fitting))
    each = max(1, -(-len(items) // charts))
    parts = [tuple(items[start : start + each]) for start in range(0, len(items), each)]
    return tuple((f"-{place}" if place > 1 else "", part) for place, part in enumerate(parts, start=1))


NOT_COMPARABLE = "not comparable"
WITH_CAUTION = "compare with caution"


def caution(indicator: IndicatorComparison) -> str:
    """What must be said beside the name of an indicator that several reports give."""
    if sum(bool(cell.figures) for cell in indicator.cells) < 2:
        return ""
    return {
        Comparability.NO: NOT_COMPARABLE,
        Comparability.WITH_CAUTION: WITH_CAUTION,
    }.get(indicator.verdict, "")


def shape(look: Look, who: Who) -> str:
    """The mark of an authority in words, for the alt text: `open square`."""
    marker = look.series[who.series % len(look.series)].marker
    words = marker.removesuffix("_open").replace("triangle_down", "downward triangle")
    return f"open {words}" if marker.endswith("_open") else words
