"""One indicator across authorities before it is judged: what the rules of comparability look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.comparison.lookalikes import Resemblance
from briefing.comparison.small_base import Base
from briefing.domain.comparison import Cell
from briefing.domain.decisions import ComparabilityDecision
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding
from briefing.domain.indicator import Indicator

SURVEYS = frozenset({"ASCS", "SACE", "ASCOF", "SALT", "CLD", "ASC-WE"})
"""Collections that define their own base: the wording of the population in a report does not change it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator across authorities, with what the rules look at."""

    indicator: Indicator
    cells: tuple[Cell, ...]
    names: Mapping[str, str]
    """Short name by slug."""
    findings: Mapping[str, Finding]
    """The sentences behind the figures, by evidence id."""
    beside: Mapping[str, frozenset[str]]
    """By evidence id, the indicators of all figures in that sentence."""
    ratings: Mapping[str, frozenset[str]]
    """By authority, the rating indicators its report gives."""
    bases: Mapping[str, tuple[Base, int] | None]
    alike: Resemblance | None
    """What only looks like one measure, where this row sets that out."""
    decisions: tuple[ComparabilityDecision, ...]

    @property
    def reporting(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.figures)

    @property
    def speaking(self) -> tuple[Cell, ...]:
        """Cells with figures or words."""
        return tuple(cell for cell in self.cells if cell.figures or cell.words)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for cell in self.reporting for figure in cell.figures)

    def name(self, cell: Cell) -> str:
        return self.names[cell.authority]

    @property
    def survey(self) -> bool:
        """All its figures come from collections that define their own base."""
        return all(figure.source in SURVEYS for figure in self.figures)
