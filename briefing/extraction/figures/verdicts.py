"""Which word of comparison belongs to which value, and what it says of it."""

from __future__ import annotations

import re
from itertools import pairwise

from briefing.domain.figure import Standing
from briefing.domain.indicator import Polarity
from briefing.extraction.figures.comparisons import Layout, Value
from briefing.extraction.figures.lexicon import Against, Says, lexicon
from briefing.extraction.figures.roles import Comparison
from briefing.extraction.figures.spans import Spans, Verdict

_SHARED = re.compile(r"\b(?:both|all|each|neither|none)\b[\w ,]{0,40}$", re.IGNORECASE)
_REPEATED = re.compile(
    r"\b(?:as (?:was|were|did|had|is)|the same (?:was|is|went|applied|held)(?: true)?|so (?:was|were"
    r"|did)|likewise|similarly)\b",
    re.IGNORECASE,
)
_OWN_CLAUSE = re.compile(r"\b(?:was|were|is|are|had|has|have)\b")
_STANDINGS = {Says.BETTER: Standing.BETTER, Says.WORSE: Standing.WORSE, Says.SIMILAR: Standing.SIMILAR}


def settle(spans: Spans, layout: Layout) -> None:
    """Finds the verdict of every comparison of a sentence."""
    compared = [v for v in layout.values if any(c.against is not Against.EARLIER for c in v.comparisons)]
    for value in compared:
        for comparison in value.comparisons:
            if comparison.verdict is None:
                comparison.verdict = _verdict(spans, layout, value, comparison)
        _same_breath(value)
    _shared(spans, compared)
    for orphan in layout.orphans:
        if orphan.verdict is None:
            orphan.verdict = _best(spans, 0, orphan.start, orphan.end, len(spans.text))


def _same_breath(value: Value) -> None:
    """ "below the regional average of 85% and the England average of 84%": one word for both."""
    for first, second in pairwise(value.comparisons):
        if second.verdict is None and first.end <= second.start and first.verdict is not None:
            second.verdict = first.verdict


def _verdict(spans: Spans, layout: Layout, value: Value, comparison: Comparison) -> Verdict | None:
    if value.group:
        group = [v for v in layout.values if v.group == value.group]
        own = _best(spans, value.start, value.number.start, value.number.end, value.end)
        if own is not None and len(group) > 1 and value is not group[-1]:
            return own
        first, last = group[0], group[-1]
        end = max(c.end for v in group for c in v.comparisons)
        return _best(spans, first.start, first.number.start, end, last.end)
    others = [c for c in value.comparisons if c is not comparison]
    start, end = value.start, value.end
    for other in others:
        if other.start < comparison.start:
            start = max(start, other.end)
        else:
            end = min(end, _start_of_words(spans, other))
    if start > value.number.start:
        return _best(spans, start, start, comparison.end, end)
    low = min(value.number.start, comparison.start)
    high = max(value.number.end, comparison.end)
    return _best(spans, start, low, high, end)


def _start_of_words(spans: Spans, comparison: Comparison) -> int:
    ending = [v.start for v in spans.verdicts if v.end <= comparison.start]
    return ending[-1] if ending else comparison.start


def _best(spans: Spans, start: int, low: int, high: int, end: int) -> Verdict | None:
    """The regulator's bands outweigh other words, a verdict outweighs a bare direction, and the word between
    the two numbers outweighs one after or before them."""
    lead = [v for v in spans.verdicts if start <= v.start and v.end <= low]
    inner = [v for v in spans.verdicts if low <= v.start and v.end <= high]
    trail = [v for v in spans.verdicts if high <= v.start and v.end <= end]
    bands = [v for v in (*inner, *trail, *reversed(lead)) if v.band]
    if bands:
        return bands[0]
    for verdicts in (inner[::-1], trail, [] if inner else lead[::-1]):
        firm = [v for v in verdicts if not v.bare]
        if firm:
            return firm[0]
    for verdicts in (inner[::-1], lead[::-1], trail):
        if verdicts:
            return verdicts[0]
    return None


def _shared(spans: Spans, compared: list[Value]) -> None:
    """A verdict that several values share: before a list of them, or after it with "both" or "all"."""
    if len(compared) < 2:
        return
    first, last = compared[0], compared[-1]
    end = max(c.end for c in last.comparisons)
    trailing = next(
        (
            v
            for v in spans.verdicts
            if v.start >= end
            and (v.text.lower().startswith("none") or _SHARED.search(spans.text[end : v.start]))
        ),
        None,
    )
    leading, everywhere = _leading(spans, first)
    before: Verdict | None = None
    for value in compared:
        for comparison in value.comparisons:
            if comparison.against is not Against.ENGLAND:
                continue
            settled = comparison.verdict is not None and comparison.verdict.band and value is not last
            if trailing is not None and not settled:
                comparison.verdict = trailing
            elif comparison.verdict is None:
                repeated = _REPEATED.search(spans.text, value.start, value.number.start) is not None
                holds = everywhere or not _OWN_CLAUSE.search(spans.text, value.start, value.number.start)
                comparison.verdict = before if repeated else leading if holds else None
            before = comparison.verdict


def _leading(spans: Spans, first: Value) -> tuple[Verdict | None, bool]:
    """A word before the first value that governs the whole list: plural, before a colon, or with the
    comparator named beside it. And whether it governs values with a clause of their own as well."""
    before = [v for v in spans.verdicts if v.end <= first.number.start]
    if not before:
        return None, False
    verdict = before[-1]
    between = spans.text[verdict.end : first.number.start]
    named = any(verdict.end <= m.start and m.end <= first.number.start for m in spans.mentions)
    plural = verdict.text.lower().endswith("variations") or verdict.text.lower().startswith("no ")
    everywhere = plural or ":" in between
    return (verdict if everywhere or named else None), everywhere


def standing(verdict: Verdict | None, polarity: Polarity) -> Standing:
    """The assessor's word with the indicator's polarity; never the gap between the numbers."""
    if verdict is None:
        return Standing.NOT_COMPARED
    if verdict.says in _STANDINGS:
        return _STANDINGS[verdict.says]
    if polarity is Polarity.NONE:
        return Standing.NOT_COMPARED
    good = (verdict.says is Says.UP) is (polarity is Polarity.HIGHER_IS_BETTER)
    return Standing.BETTER if good else Standing.WORSE


def change(text: str, polarity: Polarity) -> tuple[str, Standing]:
    """What a clause says of a value against the authority's own earlier one: its word and the standing."""
    words = lexicon()
    for pattern, result in ((words.improved, Standing.BETTER), (words.worsened, Standing.WORSE)):
        if found := pattern.search(text):
            return found[0].lower(), result
    up, down = words.risen.search(text), words.fallen.search(text)
    found = up or down
    if found is None:
        return "", Standing.NOT_COMPARED
    if polarity is Polarity.NONE:
        return found[0].lower(), Standing.NOT_COMPARED
    good = (up is not None) is (polarity is Polarity.HIGHER_IS_BETTER)
    return found[0].lower(), Standing.BETTER if good else Standing.WORSE
