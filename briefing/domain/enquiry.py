"""Question patterns: how a line of enquiry is worded for each witness. Data that a council can edit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Prompt(StrEnum):
    """What in a comparison gives rise to a question."""

    PAIR = "pair"
    """The council falls short where another reports good practice."""
    WORSE = "worse"
    """A figure the assessor calls worse than England."""
    SHARED_GAP = "shared_gap"
    """Several fall short and none reports an answer."""
    CONTRADICTION = "contradiction"
    """The report says two things that pull against each other."""
    SHORTFALL = "shortfall"
    """The council falls short, and no other report speaks of it."""
    ENGLAND_CONFLICT = "england_conflict"
    """The reports quote different England averages for one measure."""
    RATINGS = "ratings"
    """Ratings of local services without dates or bases."""


@dataclass(frozen=True, slots=True)
class Witness:
    id: str
    title: str
    """As printed: "Director of adult social services"."""


@dataclass(frozen=True, slots=True)
class QuestionPattern:
    id: str
    witness: str
    prompt: Prompt
    text: str
    """With `{council}`, `{other}`, `{matter}`, `{outcome}`, `{unknown}`, `{values}`."""


@dataclass(frozen=True, slots=True)
class QuestionBook:
    """All witnesses in the order of the page, and the patterns in the order they are tried."""

    witnesses: tuple[Witness, ...]
    patterns: tuple[QuestionPattern, ...]
    at_most: int = 14
    """Questions for one statement."""
    at_most_each: int = 3
    """Questions for one witness on one statement."""
