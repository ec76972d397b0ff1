"""The date on which a page says it was published."""

from __future__ import annotations

import re
from datetime import date

from briefing.domain.evidence import plain_characters

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_PUBLISHED = re.compile(
    r"^(?:(?:assessment|report) )?(?:date published|publication date|date of publication|published)\b"
    r"(?: on)?\s*:?\s*(?P<date>.{0,40})",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>20\d\d)", re.IGNORECASE
)
_SLASHED = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>20\d\d)")
_ISO = re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)")


def read_published(text: str) -> str | None:
    """The publication date on a "Published: 14 March 2025" line, as an ISO date or month; else None."""
    line = _PUBLISHED.match(plain_characters(text)) if len(text) <= 160 else None
    if not line:
        return None
    for pattern in (_LONG, _SLASHED, _ISO):
        match = pattern.match(line["date"])
        if match:
            return _iso(match["day"], match["month"], match["year"])
    return None


def _iso(day: str | None, month: str, year: str) -> str | None:
    number = int(month) if month.isdigit() else _month(month)
    if number is None:
        return None
    try:
        full = date(int(year), number, int(day or 1)).isoformat()
    except ValueError:
        return None
    return full if day else full[:7]


def _month(name: str) -> int | None:
    return next((n for n, full in enumerate(_MONTHS, start=1) if full.startswith(name.lower())), None)
