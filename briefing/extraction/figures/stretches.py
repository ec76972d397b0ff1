"""Cuts a sentence into stretches, each about one value, and says in words what each is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from briefing.extraction.figures.comparisons import Value
from briefing.extraction.figures.lexicon import Against
from briefing.extraction.figures.spans import Spans

_STRONG_BREAK = re.compile(r";|:(?! \d)|\. |, as (?:was|were|is|are|did|had)\b")
_JOINERS = "and|but|while|whereas|although|though|yet"
_CONJUNCTION = re.compile(rf",? \b(?:{_JOINERS}|however)\b", re.IGNORECASE)
# A conjunction right before the next number begins that number's stretch: "… and only (31%)".
_LEADS_IN = re.compile(
    rf",? \b(?:{_JOINERS}|with) (?:(?:only|just|a|an|the|some|another|was|were|had|a further|more|fewer"
    rf"|as many as) )*"
    r"\(?$",
    re.IGNORECASE,
)
_WITH = re.compile(r" with (?:the |an? )?")
_NEW_SUBJECT = re.compile(
    r", (?:and|but|so|although|which|while) (?:[a-z]+ ){0,2}?"
    r"(?:staff|partners|leaders|providers|managers|people told|we|this|these|there)\b",
    re.IGNORECASE,
)
_TIMES = frozenset(("a date", "years", "a year"))
_LENGTHS = frozenset(("days", "weeks", "months", "years", "hours", "minutes"))


def cut_stretches(spans: Spans, values: Sequence[Value]) -> None:
    """Sets where the stretch of each value begins and ends: between one value with its comparators and the
    next, at the strongest break there is."""
    edge = 0
    for n, value in enumerate(values):
        value.start = edge
        if n + 1 == len(values):
            value.end = len(spans.text)
            break
        following = values[n + 1]
        last = max([value.number.end, *(c.end for c in value.comparisons if value.group == 0)])
        first = min(
            [following.number.start, *(c.start for c in following.comparisons if following.group == 0)]
        )
        edge = value.end = _cut(spans.text, last, max(last, first))


def _cut(text: str, start: int, end: int) -> int:
    # A bracket that is still open at the end of a value is its own: "(England average 45%; worse), and …".
    closing = text.find(")", start, end)
    if closing >= 0 and "(" not in text[start:closing]:
        start = closing + 1
    between = text[start:end]
    for pattern in (_STRONG_BREAK, _LEADS_IN, _CONJUNCTION):
        if found := pattern.search(between):
            if found[0].startswith(":") and (joined := _CONJUNCTION.search(between, 0, found.start())):
                found = joined
            return start + found.start()
    comma = between.rfind(",")
    if comma >= 0:
        return start + comma
    if closing >= 0:
        return start
    with_ = _WITH.search(between)
    return start + with_.start() if with_ else end


def clause(spans: Spans, value: Value) -> str:
    """The words about a value: its stretch of the sentence with `#` for the value, without other numbers, the
    names of comparators, and what is said after it about somebody else."""
    own = f"# {value.number.unit}" if value.number.unit in ("days", "years") else "#"
    first = bisect_left(spans.numbers, value.start, key=lambda n: n.start)
    last = bisect_left(spans.numbers, value.end, key=lambda n: n.start)
    cuts = [(n.start, n.end, own if n is value.number else "") for n in spans.numbers[first:last]]
    first = bisect_left(spans.mentions, value.start, key=lambda m: m.start)
    last = bisect_left(spans.mentions, value.end, key=lambda m: m.start)
    cuts += [(m.start, m.end, "") for m in spans.mentions[first:last]]
    cuts += [
        (a.start, a.end, "") for a in spans.asides if a.why in _TIMES and value.start <= a.start < value.end
    ]
    pieces: list[str] = []
    position = value.start
    for start, end, instead in sorted(cuts):
        if start < position or end > value.end:
            continue
        pieces += [spans.text[position:start], instead]
        position = end
    end = max([value.number.end, *(c.end for c in value.comparisons)])
    tail = _NEW_SUBJECT.search(spans.text, min(end, value.end), value.end)
    return "".join((*pieces, spans.text[position : tail.start() if tail else value.end]))


def lead_in(spans: Spans, end: int) -> str:
    """The words from the beginning of a sentence to a place in it, without dates and years."""
    pieces: list[str] = []
    position = 0
    for aside in spans.asides:
        if aside.why in _TIMES and aside.end <= end:
            pieces.append(spans.text[position : aside.start])
            position = aside.end
    return "".join((*pieces, spans.text[position:end]))


def is_threshold(value: Value, values: Sequence[Value]) -> bool:
    """ "3 people waited for over 7 days": a length of time that says which people are counted."""
    number = value.number
    if value.comparisons or number.qualifier is None or number.unit not in _LENGTHS:
        return False
    return any(v.number.end <= number.start and v.number.unit != number.unit for v in values)


def may_be_englands(spans: Spans, value: Value, values: Sequence[Value]) -> bool:
    """A number right after England's name that no form took for England's, while the value before it was left
    without one: it may be England's, so it is not read as the authority's own."""
    place = values.index(value)
    if value.comparisons or not place:
        return False
    before = values[place - 1]
    if before.number.unit != value.number.unit or any(
        c.against is Against.ENGLAND for c in before.comparisons
    ):
        return False
    names = [m for m in spans.mentions if before.number.end <= m.start and m.end <= value.number.start]
    if not names or names[-1].against is not Against.ENGLAND:
        return False
    between = spans.text[names[-1].end : value.number.start]
    return len(between) <= 24 and not _CONJUNCTION.search(between) and not set(",;:") & set(between)
