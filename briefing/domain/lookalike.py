"""Lookalikes: measures that readers take for one and the same, though they count different things."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LookalikeMember:
    indicators: tuple[str, ...]
    """Ids; a trailing `*` stands for any ending."""
    counts: str
    """What it counts, a noun phrase: "shares of the placements outside the area"."""
    words: tuple[str, ...] = ()
    """Wordings, as in matters, that name it where the indicator has no id of its own."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    id: str
    """Also the id of the row that sets them out together."""
    label: str
    unit: str
    reason: str
    """Kind of the reason why they cannot be compared: `denominator`, `different_measure`, …"""
    members: tuple[LookalikeMember, ...]
    warning: str = ""
    """A sentence for the page on what must not be worked out from them; may be empty."""
