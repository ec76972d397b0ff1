"""Numbers as printed: their digits, their units, and the room that aligns their points in a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing.document.cite import Cited, ids
from briefing.document.words import plain_decimal
from briefing.domain.evidence import Evidence

_UNIT_HEADER = {"percent": "%", "count": "number", "rate": "rate", "GBP": "£"}
_POINT = re.compile(r"\.(\d+)")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A number in a column: `pad` says how many places short of the longest fraction it is."""

    cited: Cited
    qualifier: str
    pad: str
    """A class name: `pad-0` to `pad-4`; the style sheet turns it into space on the right."""


def figure_text(value: Decimal, unit: str) -> str:
    """A value with its unit in running text: `59.90%`, `5.30 days`, `0.10`, `32`."""
    digits = plain_decimal(value)
    if unit == "percent":
        return f"{digits}%"
    if unit == "GBP":
        return f"£{digits}"
    if unit in {"count", "rate", ""}:
        return digits
    return f"{digits} {unit.removesuffix('s') if value == 1 else unit}"


def unit_word(unit: str) -> str:
    return {"percent": "%", "count": "(a count)", "rate": "(a rate)"}.get(unit, unit)


def unit_header(unit: str) -> str:
    return _UNIT_HEADER.get(unit, unit)


def signed(gap: Decimal) -> str:
    """`+6.88`, `−7.12`, `0.00`; the minus sign is a real one."""
    digits = plain_decimal(abs(gap))
    return digits if gap == 0 else f"{'+' if gap > 0 else '−'}{digits}"


def aligned(
    text: str, kind: str, evidence: Sequence[Evidence], places: int, qualifier: str | None = None
) -> Aligned:
    short = max(places - fraction(text), 0)
    return Aligned(
        Cited(text, kind, ids(evidence)), qualifier or "", f"pad-{min(short, 4)}{_dot(text, places)}"
    )


def _dot(text: str, places: int) -> str:
    """A number without a point in a column that has points leaves room for the point as well."""
    return " pad-point" if places and "." not in text else ""


def fraction(text: str) -> int:
    """Digits after the point, whatever unit follows them."""
    found = _POINT.search(text)
    return len(found[1]) if found else 0
