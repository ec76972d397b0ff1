"""A chart: a drawing with its words and its numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartTable:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Cells as printed; the first of a row is its header."""
    grouped: bool = False
    """Rows with the same first cell stand together under it, each headed by its second."""
    evidence: tuple[tuple[str, ...], ...] = ()
    """For each row the ids of what it stands on; empty where every row stands on all that the chart does."""


@dataclass(frozen=True, slots=True)
class Chart:
    id: str
    """Unique within a document, as `against-england-haringey`."""
    kind: str
    """Name of the file in `charts/` that drew it."""
    headline: str
    """The finding in about ten words."""
    subtitle: str
    """Measure, places, period."""
    alt: str
    """Describes the picture; never repeats the headline."""
    svg: str
    """Self-contained vector drawing with real text."""
    table: ChartTable
    evidence: tuple[str, ...] = ()
    """Ids of the evidence behind its numbers."""
    statement: str = ""
    """Id of the quality statement whose section prints it; empty for charts of the scores section."""
    svg_narrow: str = ""
    """The same drawing laid out for a phone; empty where the wide one serves."""
