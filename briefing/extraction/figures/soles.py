"""One of one in words: "the town's only residential home was rated good" is a count of one.

Only what says of the one service of its kind how it is rated counts. "The only home rated inadequate" picks
one out of several, and an opinion ("was rated good by families") is not the regulator's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from briefing.extraction.figures.lexicon import lexicon
from briefing.extraction.figures.numbers import Number

_SPEAKS = re.compile(r"\b(?:only|sole)\b", re.IGNORECASE)
_ONE = re.compile(r"(?:home|agency|service|provider|scheme)(?: with(?:out)? nursing)?$", re.IGNORECASE)
_WHOSE = r"(?:the|its|their|(?:the )?[\w-]{1,30}'s?)"
_PLACE = r"(?!(?:that|which|who|whose|and|but|was|is|had|has)\b)[\w'-]+"
_WHERE = rf"(?: (?:in|within|across|for|of|serving)(?: {_PLACE}){{1,5}}?)?"
_WAS = r" (?:was|is|had|has)(?: been)?(?: (?:also|now|currently|still|itself|too))*"
_BY_OTHERS = re.compile(
    r" (?:by|for its|for their) (?!(?:the )?(?:CQC|Care Quality|regulator|us\b))", re.IGNORECASE
)
_WISHED = re.compile(r"\b(?:ensure|ensuring|aim|aimed|want|wanted|so that|until|if|when)\b[^,;.]*$", re.I)


@dataclass(frozen=True, slots=True)
class Sole:
    """The one service of its kind and its rating."""

    number: Number
    """Stands where the service is named."""
    indicator: str
    """The id of the indicator of its ratings."""
    population: str
    """As printed: "the only nursing home"."""
    clause: str


def find_soles(text: str) -> tuple[Sole, ...]:
    """What a sentence says of the rating of the only service of a kind. Linear in its length."""
    if not _SPEAKS.search(text):
        return ()
    words = lexicon()
    found: list[Sole] = []
    for match in _sole().finditer(text):
        service, rating = _group(match, "k"), _group(match, "r")
        unfit = not _ONE.search(match["service"]) or _BY_OTHERS.match(text, match.end())
        if service is None or rating is None or unfit or _WISHED.search(text[: match.start()][-60:]):
            continue
        indicator = f"{words.service_ids[service].removeprefix('any_')}_{words.rating_ids[rating]}"
        named = match["named"]
        number = Number(match.start("named"), match.end("named"), named, Decimal(1), "count", word=True)
        population = named[0].lower() + named[1:] if named.startswith(("The ", "Its ", "Their ")) else named
        found.append(Sole(number, indicator, population, match[0].replace(named, f"# {match['service']}")))
    return tuple(found)


def _group(match: re.Match[str], kind: str) -> int | None:
    held = [
        name for name, said in match.groupdict().items() if name[0] == kind and name[1:].isdigit() and said
    ]
    return int(held[0][1:]) if held else None


@cache
def _sole() -> re.Pattern[str]:
    words = lexicon()
    service, rating = words.services.pattern, words.ratings.pattern
    return re.compile(
        rf"\b(?P<named>{_WHOSE} (?:only|sole) (?P<service>{service})){_WHERE}{_WAS}"
        rf" (?=(?:rated|judged|not|yet|unrated)\b)(?:(?:rated|judged) (?:as |to be )?['\"]?)?{rating}",
        re.IGNORECASE,
    )
