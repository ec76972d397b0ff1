"""Numbers in a sentence: which of them measure something, with value, unit and qualifier.

One pass over the sentence. What looks like a number and measures nothing (years and dates, ages, sections of
an Act, windows such as "in the last 12 months", definitions such as "1-24 hours") is matched first and kept
as a remark, so that the same digits are never read twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = "|".join(_UNITS[1:])
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[:9])}))?|{_SMALL})"
_WORD_VALUES = {word: n for n, word in enumerate(_UNITS, 1)} | {word: 20 + 10 * n for n, word in enumerate(_TENS)}
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_YEAR = r"(?:19|20)\d\d"
_SPELL = r"(?:hours?|hrs?|days?|weeks?|months?|years?|minutes?|mins?|quarters?)"
_N = rf"(?:\d+(?:\.\d+)?|a|one|{_SMALL}|twenty|thirty|forty|fifty|sixty|ninety)"

_FRACTION = (
    r"(?:(?:one|two|three|four|a|\d)[- ](?:third|quarter|fifth|tenth|half)s?|half"
    rf"|(?:{'|'.join(_UNITS[:9])}|\d+) in (?:every )?(?:{_SMALL}|\d+))(?= |,|\.|\)|$)"
)
# What is not a figure, as an officer would say it; the first that fits wins.
_NOT_FIGURES: tuple[tuple[str, str], ...] = (
    ("a date", rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b(?: {_YEAR}\b)?"),
    ("a date", rf"\b(?:{_MONTHS}) (?:\d{{1,2}},? )?{_YEAR}\b"),
    ("years", rf"\b{_YEAR} ?(?:/|-|to|and|until) ?(?:{_YEAR}|\d\d)\b(?![%,.]\d|%)"),
    ("a year", rf"\b{_YEAR}\b(?!,\d|\.\d|%| (?:people|carers|adults|residents|older|referrals|contacts)\b)"),
    ("an ordinal", r"\b\d+(?:st|nd|rd|th) (?:out )?of (?:the )?\d+\b|\b\d+(?:st|nd|rd|th)\b"),
    (
        "an age",
        r"\b(?:aged?|ages|aged between|age of|ages of) \d+(?: ?(?:-|to|and) ?\d+)?(?:\+|\b)"
        r"(?: (?:and|or|years and|years or) (?:over|under|above|older))?",
    ),
    ("an age", r"\b\d+(?:(?:-| )years?(?:-| )olds?| (?:and|or) (?:over|above|older)|\+)(?!\w)"),
    ("an age", r"\b\d+ (?:and|to|or|-) \d+(?:-| )year(?:-| )olds?\b"),
    ("an age", r"\b(?:over|under)(?:-| )\d+s\b|\b(?:over|under) (?:18|25|60|65|70|75|80|85|90)(?:s\b|(?!\.\d|,\d|%| ?(?:per|people|carers|adults|days|weeks|cases|[a-z]+ were)\b)(?![\d.]\d))"),
    (
        "an age",
        r"\b(?:turn|turned|turning|reach|reached|reaching|until|before|from|at) (?:14|16|17|18|25)\b"
        r"(?!\.\d|,\d|%| ?(?:per\b|people|[a-z]))|\b(?:man|woman|widower|widow|boy|girl|person) of \d+\b",
    ),
    ("a definition", r"\b(?:between )?(?:\d+|one) ?(?:-|to|and) ?24 ?-?(?:hours?|hrs?)\b"
        r"|\b(?:(?:more|less) than |over |under |at least )?24[ -]?(?:hours?|hrs?)\b|\b24/7\b"),
    ("a definition", r"\b91[ -]?days?\b"),
    ("a range", r"(?<![\d£.])\b\d+(?:\.\d+)? ?- ?\d+(?:\.\d+)?\b"),
    ("a ratio", r"\b\d+:\d+\b|\bone[- ]to[- ]one\b"),
    ("a time", r"\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b"),
    (
        "a reference",
        r"\b(?:sections?|schedule|part|article|chapter|regulation|paragraph|page|phase|stage|level|tier|band|grade"
        r"|step|priority|theme|objective|wave|zone|version|covid|quarter|number|no\.|(?-i:Year))[ -]?\d+"
        r"(?: ?(?:and|to|or|,) ?\d+)?\b(?!\.\d|,\d|%)|(?<!')\b(?-i:[SGQ])\d+\b"
        r"|\bs\.? ?(?:42|117|75|12|256)\b",
    ),
    (
        "a window",
        rf"\b(?:the |its |their )?(?:last|past|previous|preceding|next|coming|following|first|prior|final) {_N} {_SPELL}\b",
    ),
    ("a window", rf"\b{_N} {_SPELL} (?:earlier|ago|previously|beforehand|before(?=[,.;)]|$))\b"),
    ("a window", rf"\b{_N} (?:days?|nights?|mornings?) (?:a|per|each|every) week\b|\b\d+ miles?\b|\b{_N} times (?:a|per|each|every)\b|\b\d+ or \d+\b|\b\d+ (?:[a-z]+ )?(?:examples?|occasions?|ways|reasons)\b|\b(?:over|under|about) \d+ miles?\b"),
    ("a window", rf"\bafter {_N} (?:days?|weeks?|months?|years?)\b"),
    ("a window", rf"\b(?:in|over|for|during) (?:the |a )?{_N} {_SPELL} (?:before|preceding|prior to|leading up to|up to|following|to (?:{_MONTHS}))\b(?= (?:our|the|{_MONTHS}|that|{_YEAR})|$)"),
    ("a window", rf"\b(?:within|every|after|during) (?:the )?{_N} (?:working |calendar )?{_SPELL}\b"),
    ("a window", rf"\b(?:in|over|for|across) {_N} (?:working |calendar )?(?:weeks?|months?|years?|quarters?)\b(?= (?:or (?:more|less)|running|in a row))"),
    ("a window", rf"\b(?:in|across) {_N} (?:working |calendar )?{_SPELL}\b(?! (?:on average|instead))"),
    ("a window", rf"\bfor (?:only |just |a further |up to )?{_N} (?:months?|years?)\b"),
    ("a fraction", rf"\b(?:(?:nearly|almost|about|around|just over|just under|over|under|more than|less than|roughly) )?{_FRACTION}"),
    ("an interval", rf"\b(?:in )?every (?:\d+|{_SMALL})\b"),
    ("a reference", r"\b(?<!of )(?:the|these|those) (?:\d+|other \d+)(?= [a-z])(?! (?:hours?|days?|weeks?|months?|years?|per|percent|million|billion|waiting)\b)"),
    ("a length", rf"\b{_N}-(?:working-)?(?:hours?|days?|weeks?|months?|years?|minutes?)\b(?! (?:wait|delay))"),
    ("a length", rf"\b{_N} (?:hour|month|year|week) (?!wait|delay)[a-z]+"),
    ("a length", rf"\b\d+ {_SPELL} (?:ahead|old)\b"),
    ("a turn of phrase", r"\b(?:one another|one or two|two or three|two-way|two-thirds|three-quarters|one-off|twice|two sides|at least once)\b"),
    ("a name", r"\b[A-Za-z]+\d+\b|\b\d+[A-Za-z]{2,}\b(?<!\dbn)(?<!\dper)|\b'?360'?(?: degree)?\b"),
)

_QUALIFIER = (
    r"(?P<about>about|around|approximately|roughly|some|circa|an estimated|close to|in the region of|nearly|almost|~)"
    r"|(?P<over>just over|over|more than|at least|in excess of|upwards of)"
    r"|(?P<under>just under|fewer than|less than|up to|under|no more than|at most)"
)
_UNIT = (
    r"(?P<points> ?(?:percentage|per cent|%) points?\b)"
    r"|(?P<percent> ?%| ?per ?cent\b)"
    r"|(?P<million> ?(?:million|m)\b)|(?P<billion> ?(?:billion|bn)\b)|(?P<thousand> ?k\b)"
    r"|(?P<per> (?:people |admissions |beds |days |delays )?(?:for every|per|in every) (?:\d{1,3}(?:,\d{3})+|\d{3,6}|head)(?: of)?(?: the)?(?: population| people| adults| bed days)?)"
    r"|(?P<spell>[ -](?:working |calendar |hospital )?(?:bed )?(?:hours?|days?|weeks?|months?|years?|minutes?)\b)"
)
_SCAN = re.compile(
    "|".join(f"(?P<not{n}>{pattern})" for n, (_, pattern) in enumerate(_NOT_FIGURES))
    + rf"|(?:\b(?:{_QUALIFIER}) |(?<=~))?(?P<currency>£)?(?P<digits>(?<![\w.])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|(?<![\w.])\d+(?:\.\d+)?(?![\d]))(?:{_UNIT})?"
    + rf"|(?:\b(?:{_QUALIFIER.replace('?P<', '?P<w_')}) )?\b(?P<word>{_WORD})\b(?:{_UNIT.replace('?P<', '?P<w_')})?",
    re.IGNORECASE,
)
# Words before a number word that make it point back at things already counted, or at no count at all.
_POINTING_BACK = frozenset(
    "the these those other or than another last first both same other's between any either".split()
)
# Nouns a number word does not count: "in two ways".
_NOT_COUNTED = frozenset("ways things areas reasons examples occasions sides halves kinds types aspects senses other".split())
_SPEAKING = re.compile(r"[ \w,'-]{0,40}?\b(?:told|said|described|felt|reported|says|spoke|explained)\b")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that measures something, where it stands in the sentence."""

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    qualifier: str | None = None
    word: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """Digits that measure nothing, and why."""

    start: int
    end: int
    text: str
    why: str


@cache
def _spell_unit(text: str) -> str:
    word = re.sub(r"^[ -](?:working |calendar |hospital )?(?:bed )?", "", text.lower())
    return word if word.endswith("s") else word + "s"


def scan_numbers(sentence: str) -> tuple[tuple[Number, ...], tuple[Aside, ...]]:
    """The numbers of a sentence that measure something, and the digits that do not. Linear in its length."""
    numbers: list[Number] = []
    asides: list[Aside] = []
    for match in _SCAN.finditer(sentence):
        kind = match.lastgroup or ""
        if match["digits"]:
            numbers.append(_in_digits(match))
        elif match["word"]:
            if (number := _in_words(match, sentence)) is not None:
                numbers.append(number)
        elif kind.startswith("not"):
            asides.append(Aside(match.start(), match.end(), match[0], _NOT_FIGURES[int(kind[3:])][0]))
    return _without_bases(numbers, sentence), tuple(asides)


_BASE = re.compile(r"^ (?:[a-z]+ )?(?:out )?of (?:the |its |their |these |those )?(?:last |past |first )?$", re.IGNORECASE)


def _without_bases(numbers: list[Number], sentence: str) -> tuple[Number, ...]:
    """"9 of its 60 posts": the second number is the base of the first, not a figure of its own."""
    kept: list[Number] = []
    for number in numbers:
        last = kept[-1] if kept else None
        counted = last is not None and last.unit == number.unit == "count"
        if last is not None and counted and _BASE.match(sentence[last.end : number.start]):
            continue
        kept.append(number)
    return tuple(kept)


def _qualifier(match: re.Match[str], prefix: str) -> str | None:
    for name in ("about", "over", "under"):
        if match[prefix + name]:
            return name
    return None


def _unit(match: re.Match[str], prefix: str) -> str | None:
    if match[prefix + "points"]:
        return "percentage points"
    if match[prefix + "percent"]:
        return "percent"
    if match[prefix + "per"]:
        return "rate"
    if match[prefix + "spell"]:
        return _spell_unit(match[prefix + "spell"])
    for scale in ("million", "billion", "thousand"):
        if match[prefix + scale]:
            return scale
    return None


def _in_digits(match: re.Match[str]) -> Number:
    digits = match["digits"]
    unit = _unit(match, "")
    if match["currency"]:
        unit = f"GBP {unit}" if unit in ("million", "billion", "thousand") else "GBP"
    elif unit is None:
        unit = "rate" if "." in digits else "count"
    return Number(
        match.start(), match.end(), match[0], Decimal(digits.replace(",", "")), unit, _qualifier(match, "")
    )


def _in_words(match: re.Match[str], sentence: str) -> Number | None:
    unit = _unit(match, "w_")
    start, end = match.start(), match.end()
    if unit is None and not _counts_something(sentence, start, end):
        return None
    parts = re.split(r"[- ]", match["word"].lower())
    value = sum(_WORD_VALUES[part] for part in parts)
    return Number(start, end, match[0], Decimal(value), unit or "count", _qualifier(match, "w_"), word=True)


def _counts_something(sentence: str, start: int, end: int) -> bool:
    before = sentence[:start].rstrip().rpartition(" ")[2].lower().strip("('\"")
    after = re.match(r"(?: (?:of|more|new|further|additional|separate|distinct))* ?([a-z]+)?", sentence[end:], re.IGNORECASE)
    noun = (after[1] or "").lower() if after else ""
    if before in _POINTING_BACK or noun in _NOT_COUNTED:
        return False
    return _SPEAKING.match(sentence, end, min(len(sentence), end + 60)) is None
