"""Measures that readers take for one and the same: set out in one row, and not compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from briefing.comparison.phrases import PhraseFinder, words_of
from briefing.domain.figure import Figure
from briefing.domain.lookalike import Lookalike


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Figures of several authorities that look alike, with the member of the lookalikes that each is."""

    lookalike: Lookalike
    figures: Mapping[str, tuple[Figure, ...]]
    """By authority."""
    members: Mapping[str, tuple[int, ...]]
    """By authority, for each of its figures the position of its member."""


class LookalikeFinder:
    """Finds the figures that are members of one set of lookalikes."""

    def __init__(self, lookalike: Lookalike) -> None:
        self._lookalike = lookalike
        self._words = PhraseFinder((str(n), m.words) for n, m in enumerate(lookalike.members) if m.words)

    def resemblance(self, figures: Mapping[str, Sequence[Figure]]) -> Resemblance | None:
        """The figures of several authorities that look alike; None where any two report the same member."""
        found = {
            authority: tuple((f, member) for f in own if (member := self._member(f)) is not None)
            for authority, own in figures.items()
        }
        members = {authority: tuple(m for _, m in pairs) for authority, pairs in found.items() if pairs}
        if len(members) < 2 or set.intersection(*(set(own) for own in members.values())):
            return None
        own = {authority: tuple(f for f, _ in found[authority]) for authority in members}
        return Resemblance(self._lookalike, own, members)

    def _member(self, figure: Figure) -> int | None:
        """Which member a figure is, if any: by its id, else by the words it was read from."""
        for number, member in enumerate(self._lookalike.members):
            if any(fnmatchcase(figure.indicator, indicator) for indicator in member.indicators):
                return number
        named = self._words.find(words_of(f"{figure.label} {figure.population or ''}"))
        return min((int(number) for number in named), default=None)


def resemblances(
    lookalikes: Sequence[Lookalike], figures: Mapping[str, Sequence[Figure]]
) -> Iterator[Resemblance]:
    """For each set of lookalikes, the row that several authorities' figures make, if they do."""
    for lookalike in lookalikes:
        found = LookalikeFinder(lookalike).resemblance(figures)
        if found is not None:
            yield found
