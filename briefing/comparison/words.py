"""Numbers, lists and dates as they are printed in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from briefing.domain.figure import Figure, Standing

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_QUALIFIERS = {"about": "about ", "over": "over ", "under": "under "}

STANDING_WORDS = {
    Standing.BETTER: "better than England",
    Standing.WORSE: "worse than England",
    Standing.SIMILAR: "in line with England",
    Standing.NOT_COMPARED: "not compared with England",
}


def spelled(number: int) -> str:
    """`four`; digits from 10 on."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def counted(number: int, noun: str) -> str:
    """`one figure`, `four figures`."""
    return f"{spelled(number)} {noun}" if number == 1 else f"{spelled(number)} {noun}s"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def some(names: Sequence[str]) -> str:
    """Up to three names; more are counted: `seven authorities`."""
    return listed(names) if len(names) <= 3 else f"{spelled(len(names))} authorities"


def verb(names: Sequence[str], one: str, several: str) -> str:
    return one if len(names) == 1 else several


def measured(value: Decimal, unit: str) -> str:
    """A value with its unit as printed: `59.90%`, `5.30 days`, `0.10`."""
    match unit:
        case "percent":
            return f"{value}%"
        case "GBP":
            return f"£{value}"
        case "count" | "rate" | "":
            return f"{value}"
    return f"{value} {unit}"


def figure_words(figure: Figure) -> str:
    return _QUALIFIERS.get(figure.qualifier or "", "") + measured(figure.value, figure.unit)


def verdict_words(figure: Figure) -> str:
    """The assessor's own phrase where there is one, in quotation marks; else the standing."""
    return f"“{figure.variation}”" if figure.variation else STANDING_WORDS[figure.standing]


_MONTH = re.compile(r"\b(\d{4})-(\d{2})$")


def period_words(period: str) -> str:
    """`12 months to June 2024` for `12 months to 2024-06`; a financial year as `2023-24` stays."""
    return _MONTH.sub(lambda m: m[0] if int(m[2]) == (int(m[1]) + 1) % 100 else day(m[0]), period)


def day(iso: str) -> str:
    """`3 October 2025` for an ISO date, `October 2025` for a month, the text itself for anything else."""
    try:
        if len(iso) == 7:
            return date.fromisoformat(f"{iso}-01").strftime("%B %Y")
        found = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{found.day} {found.strftime('%B %Y')}"
