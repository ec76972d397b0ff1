"""The counts that percentages of a handful imply: 50, 33 and 16.67% fit three, two and one of six."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

LARGEST = 60
"""Larger bases are not looked for: too many would fit."""
HANDFUL = 20
"""Up to this many, one service more or less moves a percentage by five points or more."""
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Base:
    """The smallest base that all the percentages fit."""

    size: int
    counts: tuple[int, ...]
    complete: bool
    """The counts add up to the base and a percentage has decimals: a multiple of the base is less likely."""

    def words(self, position: int) -> str:
        """`3 of 6`, or `7 of 8 or the same share of a multiple` where the rest of the base is not printed."""
        share = f"{self.counts[position]} of {self.size}"
        return share if self.complete else f"{share}, or a multiple"


def smallest_base(percentages: Sequence[Decimal]) -> Base | None:
    """The smallest base up to LARGEST that every percentage fits as printed, rounded or cut off.

    None where there is no such base, or where the percentages say nothing about it (only 0 or 100; a whole
    number alone, which some base always fits).
    """
    telling = [p for p in percentages if p not in (0, _WHOLE)]
    if not telling or (len(telling) == 1 and _decimals(telling[0]) == 0):
        return None
    limit = HANDFUL if all(_decimals(p) == 0 for p in telling) else LARGEST
    for size in range(2, limit + 1):
        counts = tuple(_count(p, size) for p in percentages)
        if all(count is not None for count in counts):
            known = tuple(count for count in counts if count is not None)
            if sum(known) <= size:
                whole = sum(known) == size and any(_decimals(p) for p in telling)
                return Base(size, known, whole)
    return None


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _count(percentage: Decimal, size: int) -> int | None:
    """How many of the base the percentage is, if it is a whole number of them at its printed precision."""
    count = int((percentage * size / _WHOLE).quantize(Decimal(1), ROUND_HALF_UP))
    exact = _WHOLE * count / size
    places = Decimal(1).scaleb(-_decimals(percentage))
    fits = percentage in (exact.quantize(places, ROUND_HALF_UP), exact.quantize(places, ROUND_DOWN))
    return count if fits else None
