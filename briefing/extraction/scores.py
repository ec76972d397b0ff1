"""Score lines and the overall summary, in every spelling met on published pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from briefing.domain.evidence import plain_characters
from briefing.domain.framework import Framework
from briefing.domain.record import ReadingWarning

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}
_SCORE_HEAD = re.compile(
    r"^(?:quality statement |indicative |our )?score\b\s*[:=-]?\s*(?P<rest>.*)$", re.IGNORECASE
)
_NUMBER = re.compile(
    r"^(?P<score>\d+(?:\.\d+)?|one|two|three|four)(?:\s*(?:/|out of)\s*4)?"
    r"(?P<percent>\s*(?:%|per ?cent|/\s*100|out of 100))?"
    r"\s*(?:[-:.,(]\s*(?P<words>.*))?$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?P<score>\d)\s*[-:.]?\s*(?P<words>(?:[A-Z][a-z]+(?: [a-z]+)?\s*[:-]\s*)?Evidence shows? .+)$",
    re.IGNORECASE,
)
_LABEL_WORDS = re.compile(
    r"^(?:(?:inadequate|requires improvement|good|outstanding)\s*[:-]\s*)?evidence shows? ", re.IGNORECASE
)
_TITLE_AND_SCORE = re.compile(
    r"^(?P<title>.+?)\s*(?:[:|-]\s*|\s)\(?(?:score\s*[:|-]?\s*)?(?P<score>[1-9])(?:\s*(?:/|out of)\s*4)?\)?"
    r"(?:\s*[:|-]\s*(?P<words>evidence shows? .+))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What one line says of a score. A line may open the matter and leave the number to the next."""

    score: int | None = None
    words: str | None = None
    percent: int | None = None
    """Where the number can only be a percent: the overall score."""
    unreadable: str | None = None
    """What stands where the number should be."""
    awaits: bool = False
    """The number is on the next line."""


def read_score_line(text: str, *, awaited: bool = False) -> ScoreLine | None:
    """The score on a line of its own, or None for a line that has nothing to do with one.

    `awaited`: the line before said "Score:" and no number.
    """
    if len(text) > 160:
        return None
    plain = plain_characters(text)
    label = _LABEL.match(plain)
    if label:
        return _number(label["score"], label["words"])
    head = _SCORE_HEAD.match(plain)
    if head:
        return ScoreLine(awaits=True) if not head["rest"] else _number_line(head["rest"])
    if awaited:
        line = _number_line(plain)
        return line if line.unreadable is None or len(plain) <= 30 else None
    if _LABEL_WORDS.match(plain):
        return ScoreLine(words=plain)
    return None


def read_title_and_score(text: str) -> tuple[str, ScoreLine] | None:
    """A line of a list of scores, "Assessing needs: 2", as its title and its score; or None."""
    match = _TITLE_AND_SCORE.match(plain_characters(text)) if len(text) <= 160 else None
    return (match["title"], _number(match["score"], match["words"])) if match else None


def _number_line(rest: str) -> ScoreLine:
    match = _NUMBER.match(rest)
    if not match:
        return ScoreLine(unreadable=rest)
    if match["percent"]:
        return ScoreLine(percent=_whole(match["score"]))
    return _number(match["score"], (match["words"] or "").rstrip(")") or None)


def _number(printed: str, words: str | None) -> ScoreLine:
    number = _WORDS.get(printed.lower()) or _whole(printed)
    if number is None:
        return ScoreLine(words=words, unreadable=printed)
    if 1 <= number <= 4:
        return ScoreLine(score=number, words=words)
    return ScoreLine(percent=number) if 25 <= number <= 100 else ScoreLine(words=words, unreadable=printed)


def _whole(printed: str) -> int | None:
    return int(Decimal(printed)) if Decimal(printed) == Decimal(printed).to_integral_value() else None


_OVERALL = (
    re.compile(r"\bscored (?P<percent>\d{1,3}) out of 100\b", re.IGNORECASE),
    re.compile(r"\bscored (?P<percent>\d{1,3})\s?(?:%|per ?cent) overall\b", re.IGNORECASE),
    re.compile(
        r"^overall (?:rating|score|percentage)(?: score)?(?: (?:for|of) .{1,80}?)?\s*[:=-]?\s*"
        r"(?P<percent>\d{1,3})\s*(?:%|per ?cent|/\s*100|out of 100)?"
        r"(?:\s*[-,(:]?\s*(?P<rating>[a-z ]+)\)?)?\.?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:overall )?(?:rating|score)(?: and score)?(?: (?:for|of) .{1,80}?)?\s*[:=-]\s*"
        r"(?P<rating>[a-z ]+?)"
        r"(?:\s*[-,(:]\s*(?P<percent>\d{1,3})\s*(?:%|per ?cent|/\s*100|out of 100)?\)?)?\.?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:overall rating (?:is|was|of)|(?:is|was|been) rated(?: as)?(?: overall)?)\s+"
        r"(?P<rating>[a-z ]+?)(?:\s+overall)?\.?$",
        re.IGNORECASE,
    ),
)


def read_overall_line(text: str, framework: Framework) -> tuple[int | None, str | None] | None:
    """The overall percent, the rating, or both, from a line of the summary; None for any other line."""
    plain = plain_characters(text)
    ratings = {band.rating.casefold(): band.rating for band in framework.bands}
    if plain.casefold() in ratings:
        return None, ratings[plain.casefold()]
    for pattern in _OVERALL:
        match = pattern.search(plain)
        if not match:
            continue
        groups = match.groupdict()
        percent = int(groups["percent"]) if groups.get("percent") else None
        rating = ratings.get((groups.get("rating") or "").strip().casefold())
        if percent is not None and percent > 100:
            percent = None
        if percent is not None or rating:
            return percent, rating
    return None


def overall_warnings(
    percent: int | None, rating: str | None, scores: tuple[tuple[str, int], ...], framework: Framework
) -> tuple[ReadingWarning, ...]:
    """Where a printed percent, a printed rating and the scores of all statements contradict each other.

    The percent is the sum of the scores over its greatest possible value. The regulator rounds it up; the
    nearest whole number is let pass too.
    """
    found = []
    total, most = sum(score for _, score in scores), 4 * len(framework.statements)
    complete = len({name for name, _ in scores}) == len(framework.statements)
    exact = Decimal(100 * total) / most
    rounded_up = int(exact.to_integral_value(ROUND_CEILING))
    nearest = int(exact.to_integral_value(ROUND_HALF_UP))
    if complete and percent is not None and percent not in (rounded_up, nearest):
        found.append(
            f"The page prints {percent}% overall, but its {len(scores)} scores add up to {total} of {most}, "
            f"which is {rounded_up}%."
        )
    stated = percent if percent is not None else rounded_up if complete else None
    band = next((b for b in framework.bands if b.rating == rating), None)
    if band and stated is not None and not band.lowest <= stated <= band.highest:
        beside = "beside" if percent is not None else "above scores that come to"
        found.append(
            f"The page prints the rating {rating} {beside} {stated}%, but that rating stands for "
            f"{band.lowest}% to {band.highest}%."
        )
    return tuple(ReadingWarning(message) for message in found)
