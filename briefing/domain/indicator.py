"""Indicators: measured things, each with a unit and a polarity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Polarity(StrEnum):
    """Which way a number has to move to be good for the people concerned."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Indicator:
    id: str
    label: str
    """A plain name that reads in a table, as "Carers able to take a break of more than 24 hours"."""
    unit: str
    """`percent`, `rate`, `days`, `count` and the like; the unit as printed beside the value."""
    polarity: Polarity
    family: str = ""
    """The survey or collection it usually comes from, by source id (`ASCS`, `SACE`, …), or empty."""
    synonyms: tuple[str, ...] = ()
    """Wordings that name it. What is done with them is the business of the room that reads."""
    population: str = ""
    """Whom it is asked of (`people`, `carers`, `staff`); a clause about somebody else never names it."""
    units: tuple[str, ...] = ()
    """Other units the same thing is printed in: a wait in days or in weeks."""
    aliases: tuple[str, ...] = ()
    """Other ids for the very same measure, as labelled pages may have them."""
