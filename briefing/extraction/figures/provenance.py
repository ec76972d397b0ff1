"""Where a figure comes from and what time it speaks of, as printed or as pointed back to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.extraction.figures.lexicon import lexicon

_MONTH_NUMBER = {
    name: n
    for n, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
_MONTHS = "|".join(_MONTH_NUMBER)
_COUNTS = {
    w: n
    for n, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
_COUNT = rf"(?:\d+|{'|'.join(_COUNTS)})"
_PERIOD = re.compile(
    rf"(?P<window>\b(?:the )?(?P<n1>{_COUNT}) months? (?:to|ending|up to|preceding|before|ending in)(?: "
    rf"the end of)? (?P<m1>{_MONTHS}) (?P<y1>20\d\d)\b)"
    rf"|(?P<year_to>\b(?:the )?(?P<unit>year|quarter) (?:to|ending|up to)(?: the end of)? "
    rf"(?P<m2>{_MONTHS}) (?P<y2>20\d\d)\b)"
    rf"|(?P<last>\b(?:last|past|previous|preceding) (?P<n3>{_COUNT}) months?\b)"
    r"|(?P<span>\b(?P<y4>20\d\d) ?[/-] ?(?:20)?(?P<y5>\d\d)\b(?![/-]))"
    rf"|(?P<month>\b(?:\d{{1,2}} )?(?P<m6>{_MONTHS}) (?P<y6>20\d\d)\b)"
    r"|(?P<year>\b(?P<y7>20\d\d)\b(?![%,.]\d|%))",
    re.IGNORECASE,
)
_NOT_A_PERIOD = re.compile(
    r"\b(?:strategy|plan|plans|framework|policy|statement|act|by|from|since|until|till|before|after|in"
    r"|launched|planned|"
    r"to|model|refresh|programme|review|between|and|than)(?: (?:the )?(?:end|spring|summer|autumn|winter"
    r"|start|early|late)(?: of)?)? \(?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    start: int
    end: int
    text: str
    kind: str
    """`window`, `last`, `span`, `month` or `year`."""


@dataclass(frozen=True, slots=True)
class Source:
    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """The sources and periods that one sentence names."""

    sources: tuple[Source, ...]
    periods: tuple[Period, ...]
    points_back: bool
    same_year: bool
    """"the same year": the period last named."""


_SAME_YEAR = re.compile(r"\b(?:the same|that) (?:year|period)\b", re.IGNORECASE)
_DIGIT = re.compile(r"20\d\d|months?\b", re.IGNORECASE)


def provenance(text: str) -> Provenance:
    words = lexicon()
    sources = tuple(
        Source(m.start(), m.end(), words.source_ids[int((m.lastgroup or "s0")[1:])])
        for m in words.sources.finditer(text)
    )
    periods = tuple(_periods(text)) if _DIGIT.search(text) else ()
    return Provenance(
        sources, periods, words.same_source.search(text) is not None, _SAME_YEAR.search(text) is not None
    )


def _periods(text: str) -> list[Period]:
    found: list[Period] = []
    for match in _PERIOD.finditer(text):
        if match["window"]:
            months = _COUNTS.get(match["n1"].lower()) or int(match["n1"])
            found.append(
                Period(
                    match.start(),
                    match.end(),
                    f"{months} months to {_month(match['m1'], match['y1'])}",
                    "window",
                )
            )
        elif match["year_to"]:
            months = 12 if match["unit"].lower() == "year" else 3
            found.append(
                Period(
                    match.start(),
                    match.end(),
                    f"{months} months to {_month(match['m2'], match['y2'])}",
                    "window",
                )
            )
        elif match["last"]:
            months = _COUNTS.get(match["n3"].lower()) or int(match["n3"])
            found.append(Period(match.start(), match.end(), f"{months} months", "last"))
        elif match["span"]:
            first, second = int(match["y4"]), int(match["y5"])
            if (first + 1) % 100 == second:
                found.append(Period(match.start(), match.end(), f"{first}-{second:02d}", "span"))
        elif match["month"]:
            found.append(Period(match.start(), match.end(), _month(match["m6"], match["y6"]), "month"))
        elif match["year"] and not _NOT_A_PERIOD.search(text[max(0, match.start() - 40) : match.start()]):
            found.append(Period(match.start(), match.end(), match["y7"], "year"))
    return found


def plain_period(words: str) -> str:
    """ "in April 2024" as "in 2024-04", "in 2021/22" as "in 2021-22"; other words as they are."""
    words = re.sub(rf"\b({_MONTHS}) (20\d\d)\b", lambda m: _month(m[1], m[2]), words, flags=re.IGNORECASE)
    return re.sub(r"\b(20\d\d) ?[/-] ?(?:20)?(\d\d)\b(?!\d)", _as_span, words)


def _as_span(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[2]}"


def _month(name: str, year: str) -> str:
    return f"{year}-{_MONTH_NUMBER[name.lower()]:02d}"
