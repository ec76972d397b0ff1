"""Breakdowns of local services by the regulator's rating: "50% of nursing homes were good, 33% RI".

Two things name such a figure, the kind of service and the rating, and they stand apart: the rating beside
each number, the service perhaps once for a whole list. The rating is the first after the number, or the last
before it where the number stands in brackets or nothing follows. The service is the one between number and
rating, or else the last one named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.extraction.figures.lexicon import Lexicon, lexicon
from briefing.extraction.figures.numbers import Number

_SPEAKS_OF_RATINGS = re.compile(
    r"\b(?:rated|ratings?|unrated|outstanding|inadequate)\b|\brequir(?:es?|ed|ing) improvement\b|\bRI\b",
    re.IGNORECASE,
)
# Somebody else's opinion, or a change of rating, is not a breakdown.
_NOT_A_BREAKDOWN = re.compile(
    r"\b(?:from (?:being )?(?:rated )?(?:inadequate|requir|good|outstanding)|rag[ -]rated|rated (?:red|amber"
    r"|green|their|the|it|them))",
    re.IGNORECASE,
)
_FOR_A_SERVICE = re.compile(
    r" (?:for|of|in) (?:the )?(?=nursing|residential|home|domiciliary|supported|extra|care)", re.I
)
_BY_PEOPLE = re.compile(r"^[) ]*of (?:the )?(?:people|carers|respondents|families|residents|staff)\b", re.I)


def rating_id(text: str, number: Number, previous: int, following: int, before: str) -> str | None:
    """The id of the indicator that a number of a breakdown stands for, or None where it is no breakdown.

    `previous` and `following` are where the numbers beside it end and begin; `before` is the sentence before,
    which may have named the service.
    """
    if number.unit not in ("percent", "count") or not _SPEAKS_OF_RATINGS.search(text):
        return None
    if _NOT_A_BREAKDOWN.search(text) or _BY_PEOPLE.match(text[number.end : number.end + 40]):
        return None
    words = lexicon()
    after = list(_ratings(words, text, number.end, following))
    lead = list(_ratings(words, text, previous, number.start))
    if not after and not lead and _FOR_A_SERVICE.match(text, number.end):
        lead = list(_ratings(words, text, 0, number.start))
    bracketed = text[: number.start].endswith("(") and text[number.end : number.end + 1] in (")", ";", ",")
    if bracketed and lead:
        after = []
    if not after and not lead:
        return None
    rating, start = after[0] if after else lead[-1]
    end = start if after else number.end if bracketed else following
    service = _service(words, text, number, end, before)
    return None if service is None else f"{service}_{rating}"


def _ratings(words: Lexicon, text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    for match in words.ratings.finditer(text, start, end):
        yield words.rating_ids[int((match.lastgroup or "r0")[1:])], match.start()


def _service(words: Lexicon, text: str, number: Number, end: int, before: str) -> str | None:
    """Any service beside the number; else the last kind named, "homes" and "services" alone naming none."""
    beside = [_id(words, m) for m in words.services.finditer(text, number.end, max(end, number.end))]
    named = [_id(words, m) for m in words.services.finditer(text, 0, number.start)]
    earlier = [_id(words, m) for m in words.services.finditer(before)]
    later = [_id(words, m) for m in words.services.finditer(text, number.end)]
    known = [*beside[:1], *reversed(named), *reversed(earlier)]
    of_a_kind = [s for s in known if not s.startswith("any_")]
    if of_a_kind:
        return of_a_kind[0]
    general = [*known, *later[:1]]
    return general[0].removeprefix("any_") if general else None


def _id(words: Lexicon, match: re.Match[str]) -> str:
    return words.service_ids[int((match.lastgroup or "k0")[1:])]
