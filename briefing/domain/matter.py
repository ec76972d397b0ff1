"""Matters: what a finding is about, finer than a topic. They pair findings and give enquiries their words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Breadth(StrEnum):
    """How much two findings on one matter have in common."""

    NARROW = "narrow"
    """Sharing the matter is enough to set two findings side by side."""
    PLAIN = "plain"
    """Sharing the matter counts, and they must also share an aspect and rare words."""
    BROAD = "broad"
    """For labelling only: two findings on it may be about quite different things."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A subject of care that reports speak of, as "carers' breaks"."""

    id: str
    label: str
    """A noun phrase that reads after "on" and "about"."""
    phrases: tuple[str, ...]
    """Wordings that name it: words, `*` for any ending, `|` between words that may stand in one place,
    ` / ` between phrases that serve equally, ` + ` between parts that must all occur near one another."""
    unless: tuple[str, ...] = ()
    """Wordings that show it is something else after all."""
    breadth: Breadth = Breadth.PLAIN
    indicators: tuple[str, ...] = ()
    """Ids of its indicators; a trailing `*` stands for any ending."""
    outcome: str = ""
    """What good would look like to the people concerned, a clause that reads after "so that"."""
    unknown: str = ""
    """What figures on it leave open, an indirect question that reads after "does not show"."""
    witnesses: tuple[str, ...] = ()
    """Ids of those best placed to answer for it, likeliest first."""
    asks: tuple[tuple[str, str], ...] = ()
    """Witness id and a question written for this matter; `{council}` is the authority that falls short,
    and a sentence with `{other}` is used only where another authority reports good practice."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """A side of a matter, as waiting, involvement or quality: what two findings say about it."""

    id: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatterVocabulary:
    """All matters and aspects, and the words by which a clause of a mixed finding leans one way."""

    matters: tuple[Matter, ...]
    aspects: tuple[Aspect, ...] = ()
    against: tuple[str, ...] = ()
    """Phrases by which a clause reports a weakness."""
    in_favour: tuple[str, ...] = ()
    """Phrases by which a clause reports a strength."""
    absence: tuple[str, ...] = ()
    """Phrases that say there is no problem at all ("no waits", "no barriers")."""
    alone: tuple[str, ...] = ()
    """Phrases that show one person's account or a single case."""
    echo: tuple[str, ...] = ()
    """Words that add to the sentence before, as "also"."""
    aside: tuple[str, ...] = ()
    """Words too common in this field to show that two findings share a subject."""

    def matter(self, matter_id: str) -> Matter:
        """The matter of that id. Raises KeyError for one that is not there."""
        for matter in self.matters:
            if matter.id == matter_id:
                return matter
        raise KeyError(matter_id)
