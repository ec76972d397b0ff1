"""Words for numbers, lists, dates and units, as charts print them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_QUALIFIERS = {"about": "about ", "over": "over ", "under": "under "}


def number(count: int) -> str:
    """`three`, `12`; none is `no`."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def share(count: int, total: int, things: str) -> str:
    """`three of eight reports`, `29 of 72 reports` (words or digits, never both), `all eight reports`."""
    if count == total and total > 1:
        return f"both {things}" if total == 2 else f"all {number(total)} {things}"
    return (
        f"{count} of {total} {things}"
        if total >= len(_NUMBERS)
        else f"{number(count)} of {number(total)} {things}"
    )


def counted(count: int, one: str, many: str = "") -> str:
    """`three figures`, `one figure`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def listed(words: Iterable[str], last: str = " and ") -> str:
    """`a, b and c`."""
    items = tuple(words)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + last + items[-1] if items else ""


def sentence(text: str) -> str:
    """With a capital at the front."""
    return text[:1].upper() + text[1:]


def value(amount: Decimal, unit: str, qualifier: str | None = None) -> str:
    """A number as the source prints it, with its unit: `59.90%`, `27 days`, `0.10`."""
    shown = f"{_QUALIFIERS.get(qualifier or '', '')}{amount}"
    if unit == "percent":
        return f"{shown}%"
    if unit in ("rate", "count", ""):
        return shown
    return f"{shown} {unit.removesuffix('s') if amount == 1 else unit}"


def date(iso: str) -> str:
    """`2025-10-03` as `3 October 2025`, `2025-10` as `October 2025`; anything else as it stands."""
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return iso
    if len(parts) == 3:
        return f"{int(parts[2])} {_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) == 2 and 1 <= int(parts[1]) <= 12 and int(parts[1]) != (int(parts[0]) + 1) % 100:
        return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return iso


def period(text: str) -> str:
    """`12 months to 2025-03` as `12 months to March 2025`, `2023-24` as it stands, as tables print it."""
    head, space, tail = text.rpartition(" ")
    if head:
        return head + space + date(tail)
    return date(tail)


def periods(found: Iterable[str | None]) -> str:
    """Distinct periods in order, as `2023-24`; `period not stated` where there is none."""
    distinct = tuple(dict.fromkeys(period(p) for p in found if p))
    return listed(distinct) if distinct else "period not stated"
