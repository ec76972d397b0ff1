"""Deals the comparators of a sentence out to its values, in the order in which both stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.extraction.figures import phrases
from briefing.extraction.figures.lexicon import Against
from briefing.extraction.figures.numbers import Number
from briefing.extraction.figures.roles import Comparison, Found, find_comparators, same_unit, words_between
from briefing.extraction.figures.spans import Mention, Spans, Verdict


@dataclass(slots=True)
class Value:
    """A value with its comparators, and the stretch of the sentence that is about it."""

    number: Number
    comparisons: list[Comparison] = field(default_factory=list)
    start: int = 0
    end: int = 0
    group: int = 0
    """Values dealt their comparators together ("respectively") share a group."""

    @property
    def is_free(self) -> bool:
        """No comparator yet but perhaps the authority's own earlier value."""
        return all(c.against is Against.EARLIER for c in self.comparisons)

    def against(self, kind: Against) -> list[Comparison]:
        return [c for c in self.comparisons if c.against is kind]


@dataclass(slots=True)
class Layout:
    values: list[Value]
    orphans: list[Comparison]
    """Comparators that found no value in the sentence: they may belong to the sentence before."""
    points_back: bool
    """The sentence begins with words that point back ("This was …")."""


def lay_out(spans: Spans, england_near: bool, unanswered: bool = True) -> Layout:
    """The values of a sentence with their comparators.

    `england_near`: the sentence before was compared with England, so a bare "compared to 12%" goes on so.
    `unanswered`: a figure before this sentence may still get its comparator ("The England average was …").
    """
    found = find_comparators(spans, england_near)
    points_back = phrases.POINTS_BACK.match(spans.text) is not None
    deal = _Deal(spans)
    run: list[Comparison] = []
    for number in spans.numbers:
        comparison = found.get(number.start)
        if comparison is not None:
            run.append(comparison)
            continue
        deal.give(run, to_next=not (points_back and unanswered))
        deal.value(number)
        run = []
    deal.give(run, to_next=False)
    orphans = _own_values(spans, deal.orphans + deal.waiting, deal.values)
    _without_number(spans, deal.values, orphans, found)
    return Layout(deal.values, orphans, points_back)


class _Deal:
    """The state of the dealing: values so far, comparators that wait for one, and those left over."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self.values: list[Value] = []
        self.free: list[Value] = []
        """Values without a comparator, in order."""
        self.waiting: list[Comparison] = []
        self.orphans: list[Comparison] = []

    def value(self, number: Number) -> None:
        value = Value(number)
        self.values.append(value)
        if self.waiting:
            value.comparisons.append(self.waiting.pop())
        if value.is_free:
            self.free.append(value)

    def give(self, run: list[Comparison], *, to_next: bool) -> None:
        """Gives a run of comparators to the values before it, or keeps them for the next value."""
        if not run:
            return
        changed = [c for c in run if c.form == "from_to"]
        if changed:
            # "(England average 15%), and vacancies fell from 14% to …": the value is still to come.
            self.give([c for c in run if c.form != "from_to"], to_next=to_next)
            self.waiting += changed
        elif len(run) > 1 and len({c.against for c in run}) == len(run) and self.values:
            self.values[-1].comparisons += run
        elif len(run) > 1 and len(self.free) >= len(run):
            self._one_each(run)
        else:
            for comparison in run:
                self._one(comparison, self.waiting if to_next else self.orphans)
        self.free = [v for v in self.free[-8:] if v.is_free]

    def _one_each(self, run: list[Comparison]) -> None:
        for value, comparison in zip(self.free[-len(run) :], run, strict=True):
            value.comparisons.append(comparison)
            value.group = run[0].start
            comparison.form = "respectively"

    def _one(self, comparison: Comparison, otherwise: list[Comparison]) -> None:
        fitting = [
            v
            for v in self.free
            if v.is_free and (comparison.number is None or same_unit(v.number, comparison.number))
        ]
        if not fitting:
            if self.values and comparison.against is not Against.ENGLAND:
                self.values[-1].comparisons.append(comparison)
            else:
                otherwise.append(comparison)
            return
        between = self.spans.text[fitting[-1].number.end : comparison.start]
        if len(fitting) == 1 or not phrases.SHARED.search(between):
            fitting[-1].comparisons.append(comparison)
            return
        for value in fitting:
            shared = Comparison(
                comparison.against, comparison.number, comparison.mention, "one_comparator_for_several"
            )
            value.comparisons.append(shared)
            value.group = comparison.start


def _own_values(spans: Spans, orphans: list[Comparison], values: list[Value]) -> list[Comparison]:
    """Comparators that are figures themselves: a target with nothing held against it, and "the same as the
    England average at 81%", one number for both. Gives back the others."""
    kept: list[Comparison] = []
    for orphan in orphans:
        number = orphan.number
        if number is None or (orphan.against is not Against.TARGET and not _one_for_both(spans, orphan)):
            kept.append(orphan)
            continue
        values.append(Value(number, [orphan] if orphan.against is Against.ENGLAND else []))
    values.sort(key=lambda v: v.number.start)
    return kept


def _one_for_both(spans: Spans, orphan: Comparison) -> bool:
    if orphan.mention is None or orphan.number is None or len(spans.numbers) > 1:
        return False
    same = any("same" in v.text.lower() and v.end <= orphan.mention.start for v in spans.verdicts)
    return same and spans.text[orphan.mention.end : orphan.number.start].strip() in ("at", ",")


def _without_number(spans: Spans, values: list[Value], orphans: list[Comparison], found: Found) -> None:
    """ "in line with the England average": a comparator without a number."""
    used = {c.mention.start for c in found.values() if c.mention is not None}
    for mention in spans.mentions:
        if mention.start in used or mention.against in (Against.EARLIER, Against.TARGET):
            continue
        verdict = _verdict_beside(spans, mention)
        if verdict is None:
            continue
        comparison = Comparison(mention.against, None, mention, "no_comparator_number", verdict)
        before = [v for v in values if v.number.start < mention.start]
        if not values:
            orphans.append(comparison)
        elif before and not before[-1].against(mention.against):
            before[-1].comparisons.append(comparison)


def _verdict_beside(spans: Spans, mention: Mention) -> Verdict | None:
    for verdict in reversed(spans.verdicts):
        if verdict.end <= mention.start:
            words = words_between(spans, verdict.end, mention.start)
            return verdict if all(w in phrases.VERDICT_TO_MENTION for w in words) else None
    return None
