"""A figure while it is being read: everything about it that may still change with the next sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.domain.indicator import Indicator
from briefing.extraction.figures.lexicon import Against
from briefing.extraction.figures.numbers import Number
from briefing.extraction.figures.roles import Comparison
from briefing.extraction.text import Sentence


@dataclass(slots=True)
class Draft:
    sentence: Sentence
    text: str
    """The sentence, or the part of a very long one, in plain characters: places count in it."""
    number: Number
    clause: str
    """The stretch of the sentence that is about this value, with `#` for the value."""
    stretch_end: int
    indicator: Indicator
    comparisons: list[Comparison] = field(default_factory=list)
    source: str | None = None
    period: str | None = None
    zero: bool = False
    """Stated as an absence ("no waits")."""
    sole: str = ""
    """Stated of the only service of a kind: the service as printed."""
    shared: bool = False
    """One of several figures that one value gives."""

    @property
    def against_england(self) -> bool:
        return any(c.against is Against.ENGLAND for c in self.comparisons)

    def lacks(self, against: Against | None) -> bool:
        """Whether the number of a comparator is still missing. One of one is held against nothing."""
        return not self.sole and not any(
            c.against is against and c.number is not None for c in self.comparisons
        )
