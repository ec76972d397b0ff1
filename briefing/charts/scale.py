"""Scales: always from zero, to a round number at or above the largest value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Scale:
    top: Decimal
    ticks: tuple[tuple[Decimal, str], ...]
    """Values with a tick and what is printed there."""


def scale_for(values: Iterable[Decimal], unit: str, *, intervals: int = 4) -> Scale:
    """A scale that holds the values, of about so many intervals; percents stop at 100."""
    largest = max(values, default=Decimal(0))
    if largest <= 0:
        largest = Decimal(1)
    step = _step(largest / intervals)
    top = step * (largest / step).to_integral_value(ROUND_CEILING)
    if unit == "percent" and top > 100 >= largest:
        top, step = Decimal(100), Decimal(25)
    count = int(top / step)
    values_at = [step * place for place in range(count + 1)]
    return Scale(top, tuple((value, _label(value, unit)) for value in values_at))


def _step(rough: Decimal) -> Decimal:
    power = Decimal(1).scaleb(rough.adjusted())
    return next(step * power for step in _STEPS if step * power >= rough)


def _label(value: Decimal, unit: str) -> str:
    plain = f"{value.normalize():f}"
    return f"{plain}%" if unit == "percent" else plain
