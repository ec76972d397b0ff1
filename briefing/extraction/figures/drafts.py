"""A figure while it is being read: everything about it that may still change with the next sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from briefing.domain.indicator import Indicator
from briefing.extraction.figures.comparisons import Comparison
from briefing.extraction.figures.numbers import Number
from briefing.extraction.text import Sentence


@dataclass(slots=True)
class Draft:
    sentence: Sentence
    number: Number
    clause: str
    """The stretch of the sentence that is about this value, with `#` for the value."""
    indicator: Indicator
    known: bool
    population: str | None
    comparisons: list[Comparison] = field(default_factory=list)
    form: str = ""
    source: str | None = None
    period: str | None = None
    stretch_end: int = 1 << 30
    """Where the part of the sentence that is about this value ends."""
    zero: bool = False
    """Stated as an absence ("no waits")."""

    @property
    def value(self) -> Decimal:
        return self.number.value
