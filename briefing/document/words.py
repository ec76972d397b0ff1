"""Printed words: dates, periods, units, lists and small numbers, as the house style has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_SPAN = re.compile(r"(\d+) (months?|weeks?|years?|days?) to (.+)")
_TWO_PARTS = re.compile(r"(\d{4})-(\d{2})")


def printed_date(iso: str) -> str:
    """`21 November 2026` from 2026-11-21, `November 2026` from 2026-11, anything else as it stands."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return _month(iso) or iso
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def printed_period(period: str | None) -> str:
    """A period in words: `2023-24` stays, `2024-10` is October 2024, `12 months to 2025-03` is spelt out."""
    if not period:
        return "date not given"
    if span := _SPAN.fullmatch(period):
        length, unit, end = span.groups()
        return f"{small_number(int(length))} {unit} to {printed_period(end)}"
    return _month(period) or (printed_date(period) if period.count("-") == 2 else period)


def _month(text: str) -> str | None:
    """`October 2024` from 2024-10; None for a financial year (2023-24) and for anything else."""
    found = _TWO_PARTS.fullmatch(text)
    if found is None:
        return None
    year, second = int(found[1]), int(found[2])
    if second == (year + 1) % 100 or not 1 <= second <= len(_MONTHS):
        return None
    return f"{_MONTHS[second - 1]} {year}"


def small_number(number: int) -> str:
    """Words up to twelve, digits above."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def number_in_words(value: Decimal) -> str:
    """What a text that gives no digits is printed as: "None" for 0, "One" for 1."""
    if value == 0:
        return "None"
    if value == value.to_integral_value() and 0 < value < len(_SMALL):
        return _SMALL[int(value)].capitalize()
    return plain_decimal(value)


def plain_decimal(value: Decimal) -> str:
    """The digits as the source printed them: 59.90, 60, 0.10."""
    return format(value, "f")


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


FEW_NAMES = 4
"""Up to this many authorities are named one by one; more are counted."""


def listed_or_counted(names: Sequence[str], total: int) -> str:
    """The names where they are few; else how many of all they are."""
    if len(names) <= FEW_NAMES:
        return listed(names)
    if len(names) == total:
        return f"All {small_number(total)}"
    return f"{small_number(len(names)).capitalize()} of the {small_number(total)}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """`one finding`, `12 findings`."""
    return f"{small_number(number)} {singular if number == 1 else plural or singular + 's'}"


QUOTED_WORDS = 8
"""A measure without a plain name is called by the assessor's words: so many of them, and no more."""


def measure_name(label: str) -> str:
    """The plain name of a measure, or the first of the words around the number (`#` in the label)."""
    if "#" not in label:
        return capital(label)
    words = label.replace("#", "…").split()
    return f"“{' '.join(words[:QUOTED_WORDS])}{' …' if len(words) > QUOTED_WORDS else ''}”"


def sentence(text: str) -> str:
    """The text as a sentence: first letter large, a stop at the end."""
    text = text.strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".?!…”’\"'" else text + "."


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
