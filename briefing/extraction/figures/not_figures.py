"""Digits and number words that measure nothing, as a table an officer could read aloud.

Each row: why, what stands before the number (None: anything), and what the number itself looks like. The
first row that fits wins. Patterns are matched on lower-case text, from the place of the number.
"""

from __future__ import annotations

import re

from briefing.extraction.figures.wordlist import words

UNITS = words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
SMALL = "|".join(sorted(UNITS[1:], key=len, reverse=True))

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_YEAR = r"(?:19|20)\d\d"
_SPELL = r"(?:hours?|hrs?|days?|weeks?|months?|years?|minutes?|mins?|quarters?)"
_N = rf"(?:\d+(?:\.\d+)?|one|{SMALL}|twenty|thirty|forty|fifty|sixty|ninety)"
_AGE_AFTER = r"(?:\+|\b)(?: (?:and|or|years and|years or) (?:over|under|above|older)(?! ?\d))?"
_NOT_MORE = r"(?!\.\d|,\d|%| ?per\b)"

_ROWS: tuple[tuple[str, str | None, str], ...] = (
    ("a date", None, rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b(?: {_YEAR}\b)?"),
    ("a date", rf"\b(?:{_MONTHS}) $", rf"(?:\d{{1,2}},? )?{_YEAR}\b"),
    ("years", None, rf"{_YEAR} ?(?:/|-|to|and|until) ?(?:{_YEAR}|\d\d)\b(?![%,.]\d|%)"),
    (
        "a year",
        None,
        rf"{_YEAR}\b(?!,\d|\.\d|%| (?:people|carers|adults|residents|older|referrals"
        rf"|contacts)\b)",
    ),
    ("a place in a row", None, r"\d+(?:st|nd|rd|th) (?:out )?of (?:the )?\d+\b"),
    ("a place in a row", None, r"\d+(?:st|nd|rd|th)(?: [a-z-]+){1,3} (?:out )?of (?:the )?\d+\b(?!%)"),
    (
        "a place in a row",
        r"\b(?:highest|lowest|best|worst|largest|smallest|(?:most|least) [a-z]+) (?:out )?of (?:the )?$",
        rf"(?:\d+|{SMALL})\b(?!\.\d|,\d|%)",
    ),
    ("a place in a row", None, r"\d+ (?:is|being) (?:the )?(?:most|least|highest|lowest|best|worst)\b"),
    ("an ordinal", None, r"\d+(?:st|nd|rd|th)\b"),
    (
        "an age",
        r"\b(?:aged?|ages|aged between|ages? of|(?:man|woman|widower|widow|boy|girl|person|son"
        r"|daughter) of) $",
        rf"(?:\d+|{SMALL})(?: ?(?:-|to|and) ?\d+)?{_AGE_AFTER}",
    ),
    ("an age", None, r"\d+(?:(?:-| )years?(?:-| )olds?\b| (?:and|or) (?:over|above|older)\b|\+)(?!\w)"),
    ("an age", None, r"\d+ (?:and|to|or|-) \d+(?:-| )year(?:-| )olds?\b"),
    ("an age", r"\b(?:over|under)[- ]$", r"\d+s\b"),
    (
        "an age",
        r"\b(?:over|under) $",
        r"(?:18|25|60|65|70|75|80|85|90)\b(?!\.\d|,\d|%| ?(?:per|people|carers|adults|hours|days|weeks"
        r"|months|cases|[a-z]+ were)\b)",
    ),
    (
        "an age",
        r"\b(?:turn|turned|turning|reach|reached|reaching|until|before|from|at) $",
        r"(?:14|16|17|18|25)\b(?!\.\d|,\d|%| ?(?:per\b|people|[a-z]))",
    ),
    ("a definition", None, r"(?:\d+|one) ?(?:-|to|and) ?24 ?-?(?:hours?|hrs?)\b"),
    ("a definition", None, r"24[ -]?(?:hours?|hrs?)\b|24/7\b"),
    ("a definition", None, r"91[ -]?days?\b"),
    ("a ratio", None, r"\d+:\d+\b|one[- ]to[- ]one\b"),
    ("a range", None, r"\d+(?:\.\d+)? ?- ?\d+(?:\.\d+)?\b|\d+ or \d+\b"),
    ("a time", None, r"\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b"),
    (
        "a reference",
        r"\b(?:sections?|schedule|part|article|chapter|regulation|paragraph|page|phase|stage|level|tier"
        r"|band|grade|step"
        r"|priority|theme|objective|wave|zone|version|covid|quarter|no\.|in year)[ -]$",
        rf"(?:\d+|{SMALL})(?: ?(?:and|to|or|,) ?\d+)?\b{_NOT_MORE}",
    ),
    (
        "a reference",
        r"(?<!of )\b(?:the|these|those) (?:other )?$",
        r"\d+(?= [a-z])(?! (?:hours?|days?|weeks?|months?|years?|per|percent|million|billion|waiting)\b)",
    ),
    ("a reference", r"\b(?:measures?|indicators?|metrics?|ascof) $", r"\d[a-z](?: ?\(\d\)| part \d)?"),
    ("a fraction", None, r"(?:one|two|three|four|\d)[- ](?:third|quarter|fifth|tenth|half)s?\b"),
    (
        "a fraction",
        None,
        rf"(?:(?:{'|'.join(UNITS[:9])}|\d+)|one [a-z]+) in (?:every )?(?:{SMALL}|\d{{1,2}})(?= |,|\.|\)"
        rf"|$)(?! (?:days|weeks|months|years)\b)",
    ),
    ("an interval", r"\bevery (?:other )?\u00a3?$", rf"(?:{_N} {_SPELL}\b|(?:\d+|{SMALL})\b)"),
    (
        "a window",
        r"\b(?:last|past|previous|preceding|next|coming|following|first|prior|final) $",
        rf"{_N} {_SPELL}\b",
    ),
    ("a window", None, rf"{_N} {_SPELL} (?:earlier|ago|previously|beforehand|before(?=[,.;)]|$))\b"),
    (
        "a window",
        None,
        rf"{_N} (?:days?|nights?|mornings?) (?:a|per|each|every) week\b|{_N} times (?:a"
        rf"|per|each|every)\b",
    ),
    ("a window", None, rf"{_N} {_SPELL} on(?=,)"),
    ("a distance", None, r"\d+ miles?\b"),
    ("an enumeration", None, r"\d+ (?:[a-z]+ )?(?:examples?|occasions?|ways|reasons|areas)\b"),
    (
        "a window",
        r"\b(?:in|over|for|during) (?:the |a )?$",
        rf"{_N} {_SPELL} (?:before|preceding|prior to|leading up to|up to|following|to (?:{_MONTHS}"
        rf"|the end))\b",
    ),
    (
        "a window",
        r"\b(?:within|after|during) (?:the )?$",
        rf"{_N} (?:working |calendar )?{_SPELL}\b(?! on average)",
    ),
    ("a window", r"\b(?:in|across) $", rf"{_N} (?:working |calendar )?{_SPELL}\b(?! (?:on average|instead))"),
    (
        "a window",
        r"(?<!longest )(?<!longest had waited )(?<!oldest )\bfor (?:only |just |a further |up to )?$",
        rf"(?!\d+\.){_N} (?:months?|years?)\b",
    ),
    (
        "a length",
        None,
        rf"{_N}-(?:working-)?(?:hours?|days?|weeks?|months?|years?|minutes?)\b(?! "
        rf"(?:wait|delay))",
    ),
    ("a length", None, rf"{_N} (?:hour|month|year|week) (?!wait|delay)[a-z]+"),
    ("a length", None, rf"{_N} {_SPELL} (?:ahead|old)\b"),
    ("a turn of phrase", None, r"(?:one another|one or two|two or three|two-way|one-off|two sides)\b"),
    ("a name", None, r"\d+[a-z]{2,}\b(?<!bn)|360\b"),
)


def _lead(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


NOT_FIGURES: tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str]], ...] = tuple(
    (why, _lead(before) if before is not None else None, re.compile(at)) for why, before, at in _ROWS
)
