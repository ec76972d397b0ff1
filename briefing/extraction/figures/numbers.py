"""Numbers in a sentence: which of them measure something, with value, unit and qualifier.

Each digit or number word is looked at once, from left to right. What looks like a number and measures nothing
(`not_figures` names the kinds) is kept as an aside, so that the same digits are never read twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from briefing.extraction.figures.not_figures import NOT_FIGURES, SMALL, TENS, UNITS
from briefing.extraction.figures.wordlist import words

_VALUES = {word: n for n, word in enumerate(UNITS, 1)} | {word: 20 + 10 * n for n, word in enumerate(TENS)}
_TOKEN = re.compile(rf"\d|{'|'.join((*UNITS, *TENS))}")
_UNIT = (
    r"(?:(?P<points> ?(?:percentage|per cent|%) points?\b)"
    r"|(?P<percent> ?%| ?per ?cent\b)"
    r"|(?P<million> ?(?:million|m)\b)|(?P<billion> ?(?:billion|bn)\b)|(?P<thousand> ?k\b)"
    r"|(?P<per> (?:people |admissions |beds |days |delays )?(?:for every|per|in every)"
    r" (?:\d{1,3}(?:,\d{3})+|\d{3,6}|head)(?: of)?(?: the)?(?: population| people| adults| bed days)?)"
    r"|(?P<spell>[ -](?:working |calendar |hospital )?(?:bed )?(?:hours?|days?|weeks?|months?|years?"
    r"|minutes?)\b))?"
)
_DIGITS = re.compile(rf"(?P<value>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?){_UNIT}")
_WORDS = re.compile(
    r"(?P<value>(?:(?<=only )|(?<=just ))one(?= of (?:the |its |their )?\d)"
    r"|one(?= (?:[a-z-]+ ){0,4}?(?:per|in each(?! of)|in every|for each|for every)\b)"
    rf"|(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(UNITS[:9])}))?|{SMALL})\b{_UNIT}"
)
_QUALIFIER = re.compile(
    r"(?:\b(?:(?P<about>about|around|approximately|roughly|some|circa|an estimated|close to|in the "
    r"region of|nearly"
    r"|almost)|(?P<over>(?:just )?over|more than|at least|in excess of|upwards of)"
    r"|(?P<under>just under|fewer than|less than|(?<!gone )(?<!went )(?<!risen )up to|under|no more than"
    r"|at most)) |(?P<tilde>~ ?))£?$"
)
# Words before a number word that make it point back at things already counted, or at no count at all.
_POINTING_BACK = frozenset(
    words("the these those other or than another last first both same other's between any")
)
# Nouns a number word does not count: "in two ways".
_NOT_COUNTED = frozenset(
    words("ways things areas reasons examples occasions sides halves kinds types aspects senses")
)
_COUNTED = re.compile(r"(?: (?:of|more|new|further|additional|separate|distinct|recent|other))* ?([a-z]+)?")
_SPEAKING = re.compile(r"[ \w,'-]{0,40}?\b(?:told|said|described|felt|reported|says|spoke|explained)\b")
_BASE = re.compile(
    r"^\)? (?:[a-z]+ )?(?:out )?of (?:the |its |their |these |those )?(?:last |past |first )?$"
)


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


def lowered(text: str) -> str:
    """The text in lower case, every character in its old place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def scan_numbers(sentence: str) -> tuple[tuple[Number, ...], tuple[Aside, ...]]:
    """The numbers of a sentence that measure something, and the digits that do not. Linear in its length."""
    text = lowered(sentence)
    numbers: list[Number] = []
    asides: list[Aside] = []
    position = 0
    while (token := _TOKEN.search(text, position)) is not None:
        start = token.start()
        digit = token[0].isdigit()
        if start and (text[start - 1].isalpha() or (not digit and text[start - 1] == "-")):
            position = _past(text, start)
            if digit:
                asides.append(Aside(start, position, sentence[start:position], "a name"))
            continue
        aside = _aside(text, start, position, sentence)
        if aside is not None:
            asides.append(aside)
            position = aside.end
            continue
        number = _number(text, start, position, sentence)
        if number is None:
            position = _past(text, start)
            continue
        numbers.append(number)
        position = number.end
    return _without_bases(numbers, text), tuple(asides)


def _past(text: str, start: int) -> int:
    """The end of the word or run of digits that a token begins or stands in."""
    end = start + 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return end


def _aside(text: str, start: int, floor: int, sentence: str) -> Aside | None:
    for why, before, at in NOT_FIGURES:
        match = at.match(text, start)
        if match is None:
            continue
        begin = start
        if before is not None:
            lead = before.search(text, max(floor, start - 36), start)
            if lead is None:
                continue
            begin = lead.start()
        return Aside(begin, match.end(), sentence[begin : match.end()], why)
    return None


def _number(text: str, start: int, floor: int, sentence: str) -> Number | None:
    word = text[start].isalpha()
    match = (_WORDS if word else _DIGITS).match(text, start)
    if match is None:
        return None
    unit = _unit(match)
    if word and unit is None and not _counts_something(text, start, match.end()):
        return None
    value = _in_words(match["value"]) if word else Decimal(match["value"].replace(",", ""))
    lead = _QUALIFIER.search(text, max(floor, start - 24), start)
    qualifier = None
    if lead is not None:
        qualifier = "over" if lead["over"] else "under" if lead["under"] else "about"
        begin = lead.start()
    else:
        begin = start - 1 if start and text[start - 1] == "£" else start
    if start and text[start - 1] == "£":
        unit = f"GBP {unit}" if unit in ("million", "billion", "thousand") else "GBP"
    elif unit is None:
        unit = "rate" if "." in match["value"] else "count"
    return Number(begin, match.end(), sentence[begin : match.end()], value, unit, qualifier, word)


def _in_words(words: str) -> Decimal:
    return Decimal(sum(_VALUES[part] for part in re.split("[- ]", words)))


def _unit(match: re.Match[str]) -> str | None:
    kind = match.lastgroup or ""
    if match["spell"]:
        unit = match["spell"].split()[-1].lstrip("-")
        return unit if unit.endswith("s") else unit + "s"
    names = {"points": "percentage points", "percent": "percent", "per": "rate"}
    return names.get(kind, kind if kind in ("million", "billion", "thousand") else None)


def _counts_something(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 20) : start].rstrip().rpartition(" ")[2].strip("('\"")
    noun = _COUNTED.match(text, end)
    if before in _POINTING_BACK or (noun is not None and noun[1] in _NOT_COUNTED):
        return False
    return _SPEAKING.match(text, end, min(len(text), end + 60)) is None


def _without_bases(numbers: list[Number], text: str) -> tuple[Number, ...]:
    """ "9 of its 60 posts": the second number is the base of the first, not a figure of its own."""
    kept: list[Number] = []
    for number in numbers:
        last = kept[-1] if kept else None
        counted = last is not None and number.unit == "count" and last.unit in ("count", "percent")
        if last is not None and counted and _BASE.match(text[last.end : number.start]):
            continue
        kept.append(number)
    return tuple(kept)
