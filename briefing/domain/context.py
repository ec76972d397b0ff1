"""Wider context: the nine scores of every authority assessed up to a date."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishedScores:
    """One authority's nine scores as the regulator published them."""

    gss: str
    short_name: str
    region: str | None
    published: str
    """ISO month."""
    scores: tuple[tuple[str, int], ...]
    """Statement id and score."""
    rating: str | None
    published_percent: int | None = None
    conflict: str | None = None
    """What another publication says instead, in words; None where none is known."""
    url: str | None = None

    def score(self, statement: str) -> int | None:
        return dict(self.scores).get(statement)


@dataclass(frozen=True, slots=True)
class ScoreContext:
    """The reference set: always named with its size and date, never called national."""

    as_of: str
    """ISO date up to which publications were gathered."""
    authorities: tuple[PublishedScores, ...]
