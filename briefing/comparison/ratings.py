"""Shares of services by CQC rating, and the numbers of services that the shares imply."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.comparison.small_base import Base, smallest_base
from briefing.domain.figure import Figure

_RATING = re.compile(r"_(?:rated_\w+|unrated)$")
_STATED = re.compile(r"\b\d+ of \d+\b")


def is_rating(indicator: str) -> bool:
    """By the ids that ratings have: `nursing_homes_rated_good`, `home_care_unrated`."""
    return bool(_RATING.search(indicator))


def service_of(indicator: str) -> str:
    """The kind of service: `nursing_homes`."""
    return _RATING.sub("", indicator)


def rating_bases(figures: Sequence[Figure]) -> dict[str, tuple[Base, int]]:
    """For each rating share of a report, the base that all shares of its service fit, and its place there.

    None for a service whose report gives one share twice with different values: they count different things.
    """
    services: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.unit == "percent" and is_rating(figure.indicator):
            services.setdefault(service_of(figure.indicator), []).append(figure)
    found: dict[str, tuple[Base, int]] = {}
    for shares in services.values():
        if len({f.indicator for f in shares}) < len({(f.indicator, f.value) for f in shares}):
            continue
        base = smallest_base([figure.value for figure in shares])
        if base is not None:
            found |= {figure.indicator: (base, place) for place, figure in enumerate(shares)}
    return found


def implied_count(figure: Figure, bases: dict[str, tuple[Base, int]]) -> str:
    """`3 of 6`, where the percentage implies it or the text states it; else empty."""
    if figure.unit == "percent" and figure.indicator in bases:
        base, place = bases[figure.indicator]
        return base.words(place)
    stated = _STATED.search(figure.population or "")
    return stated.group() if stated and figure.unit == "count" else ""
