"""Nought in words: "no waits", "nobody was waiting", "none of the actions"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from briefing.extraction.figures.lexicon import lexicon
from briefing.extraction.figures.numbers import Number

_BETWEEN = r"(?: (?!longer\b|evidence\b|concern|reason|clear\b|formal\b)[a-z-]+){0,2}? "
_NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one)\b(?: (?:was|had been|is|were))?(?: [a-z]+)??"
    r" (?:waiting|waited|waits|on (?:the|a) waiting list)\b"
    r"|\bwere nil\b|\bnone (?:was|were|had been) (?:[a-z]+ )?(?:waiting|overdue|outstanding|inadequate"
    r"|delayed)\b|\bnone of (?:the|its|their) [a-z]+s\b"
    r"|\bno (?:providers?|homes?|agency|agencies) (?:had|has|have) (?:handed back|failed|closed|left"
    r"|withdrawn)\b",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:ensure|ensuring|aim|aimed|want|wanted|so that|goal|target|should|would|hoped"
    r"|if)\b[^,;.]{0,60}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Absence:
    number: Number
    clause: str


def find_absences(text: str) -> tuple[Absence, ...]:
    """What a sentence reports as nought. A wish ("so that there were no delays") is not a report."""
    absent = _absent()
    found: list[Absence] = []
    taken = -1
    for match in sorted((*absent.finditer(text), *_NOBODY.finditer(text)), key=lambda m: m.start()):
        if match.start() < taken:
            continue
        taken = match.end()
        before = text[max(0, match.start() - 200) : match.start()]
        if _WISHED.search(before[-90:]) or _quoted(before):
            continue
        end = _clause_end(text, match.end())
        number = Number(match.start(), match.end(), match[0], Decimal(0), "count", word=True)
        found.append(Absence(number, text[match.start() : end]))
    return tuple(found)


def _quoted(before: str) -> bool:
    """Inside quotation marks: somebody's words, not a count."""
    opened = len(re.findall(r"(?:^| |\()['\"](?=\w)", before))
    return opened > len(re.findall(r"(?<=[\w,.!?])['\"](?= |,|\.|$)", before))


@cache
def _absent() -> re.Pattern[str]:
    return re.compile(rf"\b(?:no|zero|nil){_BETWEEN}(?:{lexicon().absences.pattern})", re.IGNORECASE)


_END = re.compile(r";|\. |, (?:and|but|although|which|with) |\bbut\b|\balthough\b|\.$")


def _clause_end(text: str, start: int) -> int:
    match = _END.search(text, start)
    return match.start() if match else len(text)
