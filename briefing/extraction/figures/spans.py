"""A sentence as typed spans: numbers, mentions of a comparator, words of comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.extraction.figures.lexicon import Against, Says, lexicon
from briefing.extraction.figures.numbers import Aside, Number, lowered, scan_numbers


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name what a value is compared with ("the England average")."""

    start: int
    end: int
    text: str
    against: Against


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word of comparison with its degree ("tending towards negative variation")."""

    start: int
    end: int
    text: str
    says: Says
    bare: bool
    """A direction only ("fewer"): a standing, and no variation."""

    @property
    def band(self) -> bool:
        """One of the regulator's bands of variation, which outweighs any other word beside it."""
        return "variation" in self.text.lower()


@dataclass(frozen=True, slots=True)
class Spans:
    text: str
    numbers: tuple[Number, ...]
    asides: tuple[Aside, ...]
    mentions: tuple[Mention, ...]
    verdicts: tuple[Verdict, ...]


_TRAILING = re.compile(r" (?:than|to be|being|proportions?|numbers?|percentages?|share|rates?|levels?|figures?|results?)$", re.IGNORECASE)


# Something of every name of a comparator: a sentence without any of them names none.
_HINTS = (
    "england", "national", "averag", "elsewhere", "country", "region", "london", "council", "authorit", "neighbour",
    "target", "standard", "goal", "benchmark", "set itself", "aim", "ambition", "year", "quarter", "survey", "month",
    "before", "previous", "ago", "earlier", "as a whole",
)  # fmt: skip


def scan(text: str, *, judging: bool = True) -> Spans:
    """The spans of a sentence (plain characters). Verdicts inside a number's own words ("more than 40%" as a
    qualifier) belong to the number. Without `judging` (no figure before waits for a verdict) a sentence with one number and no
    comparator is not searched for either."""
    numbers, asides = scan_numbers(text)
    lower = lowered(text)
    compares = any(hint in lower for hint in _HINTS)
    if not compares and len(numbers) < 2 and not judging:
        return Spans(text, numbers, asides, (), ())
    taken = [(s.start, s.end) for s in (*numbers, *asides)]
    words = lexicon()
    mentions = tuple(
        Mention(m.start(), m.end(), m[0], words.against[int((m.lastgroup or "c0")[1:])])
        for m in (words.comparators.finditer(text) if compares else ())
        if _free(m.start(), m.end(), taken)
    )
    verdicts = tuple(
        _verdict(m)
        for m in words.verdicts.finditer(text)
        if _free(m.start(), m.end(), taken)
    )
    return Spans(text, numbers, asides, mentions, verdicts)


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return not any(a < end and start < b for a, b in taken)


def _verdict(match: re.Match[str]) -> Verdict:
    words = lexicon()
    n = int((match.lastgroup or "v0")[1:])
    text = match[0].rstrip()
    if words.says[n] is not Says.SIMILAR:
        text = _TRAILING.sub("", text)
    return Verdict(match.start(), match.end(), text, words.says[n], words.bare[n] and not match["degree"])
