"""A sentence as typed spans: numbers, mentions of a comparator, words of comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.extraction.figures.lexicon import Against, Says, lexicon
from briefing.extraction.figures.numbers import Aside, Number, lowered, scan_numbers
from briefing.extraction.figures.wordlist import words


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


_TRAILING = re.compile(
    r" (?:than|to be|being|proportions?|numbers?|percentages?|share|rates?|levels?"
    r"|figures?|results?)$",
    re.IGNORECASE,
)


# Something of every name of a comparator: a sentence without any of them names none.
_HINTS = words(
    "england national averag elsewhere country region london council authorit neighbour target "
    "standard goal benchmark aim ambition year quarter survey month before previous ago earlier "
    "whole itself"
)


def scan(text: str, *, judging: bool = True) -> Spans:
    """The spans of a sentence (plain characters). Verdicts inside a number's own words ("more than 40%" as a
    qualifier) belong to the number. Without `judging` (no figure before waits for a verdict) a sentence with
    one number and no comparator is not searched for either."""
    numbers, asides = scan_numbers(text)
    lower = lowered(text)
    compares = any(hint in lower for hint in _HINTS)
    if not compares and len(numbers) < 2 and not judging:
        return Spans(text, numbers, asides, (), ())
    taken = [(n.start, n.end) for n in numbers]
    taken += [(_with_qualifier(text, a.start), a.end) for a in asides]
    known = lexicon()
    mentions = tuple(
        Mention(m.start(), m.end(), text[m.start() : m.end()], known.against[int((m.lastgroup or "c0")[1:])])
        for m in (known.comparators.finditer(lower) if compares else ())
        if _free(m.start(), m.end(), taken)
    )
    verdicts = tuple(
        _verdict(m, text) for m in known.verdicts.finditer(lower) if _free(m.start(), m.end(), taken)
    )
    return Spans(text, numbers, asides, mentions, verdicts)


_QUALIFIES = re.compile(
    r"\b(?:more|less|fewer|longer|higher|lower|better|worse) than (?:the )?$", re.IGNORECASE
)


def _with_qualifier(text: str, start: int) -> int:
    """ "more than 24 hours": the words belong to what they stand before, and compare nothing."""
    found = _QUALIFIES.search(text, max(0, start - 16), start)
    return found.start() if found else start


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return not any(a < end and start < b for a, b in taken)


def _verdict(match: re.Match[str], sentence: str) -> Verdict:
    known = lexicon()
    n = int((match.lastgroup or "v0")[1:])
    text = sentence[match.start() : match.end()].rstrip()
    if known.says[n] is not Says.SIMILAR:
        text = _TRAILING.sub("", text)
    return Verdict(match.start(), match.end(), text, known.says[n], known.bare[n] and not match["degree"])
