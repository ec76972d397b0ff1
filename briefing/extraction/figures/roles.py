"""Which numbers of a sentence belong to a comparator, told by the words that touch them.

In order of trust: the comparator's name before the number ("the England average of …"), its name after it
("… nationally"), a list that shares one name, the authority's own earlier value ("down from …"), and a word
that leads to the number ("compared with …").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from briefing.extraction.figures import phrases
from briefing.extraction.figures.lexicon import Against
from briefing.extraction.figures.numbers import Number
from briefing.extraction.figures.spans import Mention, Spans, Verdict


@dataclass(slots=True)
class Comparison:
    """One comparator of a value."""

    against: Against | None
    """None where the words lead to a number and do not say whose it is."""
    number: Number | None
    mention: Mention | None
    form: str
    verdict: Verdict | None = None
    when: str = ""
    """When the authority's own earlier value was so ("in 2019"), as printed."""

    @property
    def start(self) -> int:
        return min(s.start for s in (self.number, self.mention) if s is not None)

    @property
    def end(self) -> int:
        return max(s.end for s in (self.number, self.mention) if s is not None)


Found = dict[int, Comparison]
"""Comparators by the place of their number."""


def find_comparators(spans: Spans, england_near: bool) -> Found:
    """The numbers that belong to a comparator. `england_near`: the sentence before was compared with England,
    so that a bare "compared to 12%" goes on doing so."""
    found: Found = {}
    numbers = spans.numbers
    used: set[int] = set()
    for n, number in enumerate(numbers):
        mention = _named_before(spans, numbers[n - 1] if n else None, number)
        if mention is not None:
            used.add(mention.start)
            found[number.start] = Comparison(mention.against, number, mention, "comparator_then_number")
    for n, number in enumerate(numbers):
        mention = _named_after(spans, number, numbers[n + 1] if n + 1 < len(numbers) else None)
        if number.start not in found and mention is not None and mention.start not in used:
            used.add(mention.start)
            found[number.start] = Comparison(mention.against, number, mention, "number_then_comparator")
    _lists(spans, found)
    _first_is_value(spans, found)
    for n, number in enumerate(numbers):
        if number.start not in found:
            comparison = _earlier(spans, n) or _linked(spans, n, england_near, found)
            if comparison is not None:
                found[number.start] = comparison
    return found


def same_unit(a: Number, b: Number) -> bool:
    """Whether two numbers can be held against each other: "9.8 per 100,000 … England 15.2"."""
    return a.unit == b.unit or {a.unit, b.unit} <= {"rate", "count", "years", "days", "months", "weeks"}


def words_between(spans: Spans, start: int, end: int) -> list[str]:
    """The words from one place to another in lower case, dates and the like left out."""
    text, position = "", start
    first = bisect_left(spans.asides, start, key=lambda a: a.start)
    for aside in spans.asides[first:]:
        if aside.end > end:
            break
        text += spans.text[position : aside.start]
        position = aside.end
    return phrases.TOKENS.findall((text + spans.text[position:end]).lower())


# --- a comparator named beside its number ---------------------------------------------------------


def _named_before(spans: Spans, previous: Number | None, number: Number) -> Mention | None:
    place = bisect_right(spans.mentions, number.start, key=lambda m: m.end) - 1
    if place < 0:
        return None
    mention = spans.mentions[place]
    if (previous is not None and mention.start < previous.end) or number.start - mention.end > 160:
        return None
    words = words_between(spans, mention.end, number.start)
    if mention.against is Against.EARLIER and not {"was", "of", "at", "were"} & set(words):
        return None
    if words == [":"] and mention.start and not _opens(spans.text, mention.start):
        return None
    if words[-1:] == ["("] and _value_in_brackets(spans, number):
        return None
    if _is_subject(spans, mention, number):
        return mention
    if words == [","]:
        ends = spans.text[number.end : number.end + 1] in ("", ",", ".", ";", ")")
        return mention if ends or spans.text[: mention.start].lower() in ("", "in ", "across ") else None
    return mention if len(words) <= 6 and all(w in phrases.TO_NUMBER for w in words) else None


def _named_after(spans: Spans, number: Number, following: Number | None) -> Mention | None:
    place = bisect_left(spans.mentions, number.end, key=lambda m: m.start)
    if place == len(spans.mentions):
        return None
    mention = spans.mentions[place]
    if (following is not None and mention.start > following.start) or mention.start - number.end > 60:
        return None
    words = phrases.TOKENS.findall(spans.text[number.end : mention.start].lower())
    if not words and mention.against is Against.PEERS:
        return None
    return mention if len(words) <= 4 and all(w in phrases.TO_MENTION for w in words) else None


def _is_subject(spans: Spans, mention: Mention, number: Number) -> bool:
    """ "The England average for carers who were satisfied was 37%": the comparator is what is spoken of."""
    between = spans.text[mention.end : number.start]
    return (
        len(between) < 120
        and phrases.CLAUSE_START.search(spans.text[max(0, mention.start - 30) : mention.start]) is not None
        and phrases.SUBJECT_WAS.fullmatch(between) is not None
    )


# --- lists and brackets ---------------------------------------------------------------------------


def _opens(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] == "("


def _closed_list(spans: Spans, first: Number, last: Number) -> bool:
    """ "(71% and 88%)": nothing else in the brackets."""
    return _opens(spans.text, first.start) and spans.text[last.end : last.end + 1] == ")"


def _value_in_brackets(spans: Spans, number: Number) -> bool:
    """ "… than the England average (75% to 70%)": the first of the two is the value."""
    place = bisect_left(spans.numbers, number.end, key=lambda n: n.start)
    return place < len(spans.numbers) and _pair_in_brackets(spans, number, spans.numbers[place])


def _pair_in_brackets(spans: Spans, value: Number, comparator: Number) -> bool:
    between = spans.text[value.end : comparator.start].strip()
    if between == "and":
        said = bool(spans.verdicts) and spans.verdicts[0].end <= value.start
        return said and _closed_list(spans, value, comparator) and _nothing_waits(spans, value)
    return between in phrases.AGAINST and _opens(spans.text, value.start)


def _nothing_waits(spans: Spans, number: Number) -> bool:
    """No value before a number waits for its comparator: all stand two by two in brackets of their own."""
    before = [n for n in spans.numbers if n.start < number.start and n.unit == number.unit]
    pairs = list(zip(before[::2], before[1::2], strict=False))
    alone = all(_closed_list(spans, a, b) and spans.text[a.end : b.start] == " and " for a, b in pairs)
    return len(before) % 2 == 0 and alone


def _lists(spans: Spans, found: Found) -> None:
    """ "(45.56% and 30.02%)", "79.1 and 83.1 years nationally": one name, several numbers."""
    numbers = spans.numbers
    plural = "respectively" in spans.text.lower() or any(m.text.lower().endswith("s") for m in spans.mentions)
    for n in range(1, len(numbers)):
        near, number = numbers[n - 1], numbers[n]
        held = found.get(near.start)
        if held is None or number.start in found or held.form != "comparator_then_number":
            continue
        waiting = sum(s.start not in found for s in numbers[: n - 1])
        ends = spans.text[number.end : number.end + 1] in ("", ")", ",", ".", ";")
        one_name = plural or _closed_list(spans, near, number) or (waiting > 1 and ends)
        if one_name and waiting != 1 and _listed(spans, near, number):
            found[number.start] = Comparison(held.against, number, held.mention, held.form)
    for n in range(len(numbers) - 2, -1, -1):
        number, near = numbers[n], numbers[n + 1]
        held = found.get(near.start)
        if held is None or number.start in found or held.form != "number_then_comparator":
            continue
        if _listed(spans, number, near) and sum(s.start not in found for s in numbers[:n]) != 1:
            found[number.start] = Comparison(held.against, number, held.mention, held.form)


def _listed(spans: Spans, first: Number, last: Number) -> bool:
    return spans.text[first.end : last.start].strip().lower() in (",", "and", ", and", "or")


def _first_is_value(spans: Spans, found: Found) -> None:
    """ "… than in England, at 75% compared with 81%": the number after the comparator's name is the value."""
    if len(spans.numbers) < 2 or spans.numbers[0].start not in found:
        return
    first, second = spans.numbers[:2]
    link = phrases.LINKS.search(spans.text[max(first.end, second.start - 40) : second.start])
    if link is not None and link["strong"] and found[first.start].form == "comparator_then_number":
        del found[first.start]


# --- numbers that a word leads to -----------------------------------------------------------------


def _earlier(spans: Spans, n: int) -> Comparison | None:
    """ "from 22% to 12%", "up from 27% a year before": the authority's own earlier value."""
    number, text = spans.numbers[n], spans.text
    head = text[max(0, number.start - 30) : number.start]
    if phrases.HAD_BEEN.search(head) and phrases.EARLIER_AFTER.match(text[number.end : number.end + 60]):
        return Comparison(Against.EARLIER, number, None, "changed_from", when=_when(text, number))
    if not phrases.FROM.search(head):
        return None
    when = _when(text, number)
    if n + 1 < len(spans.numbers) and same_unit(spans.numbers[n + 1], number):
        following = spans.numbers[n + 1]
        if phrases.FROM_TO.match(text[number.end : min(following.start, number.end + 80)]):
            return Comparison(Against.EARLIER, number, None, "from_to", when=when)
    near = max(0, number.start - 40)
    if n:
        value = spans.numbers[n - 1]
        near = max(0, value.start - 60, number.start - 200)
        if text[value.end : number.start].strip(" ,)").startswith("from"):
            return Comparison(Against.EARLIER, number, None, "changed_from", when=when)
    elif not phrases.POINTS_BACK.match(text):
        return None
    if phrases.CHANGE.search(text, near, number.start):
        return Comparison(Against.EARLIER, number, None, "changed_from", when=when)
    return None


def _when(text: str, number: Number) -> str:
    found = phrases.WHEN.match(text[number.end : number.end + 60])
    return found[1] if found else ""


def _linked(spans: Spans, n: int, england_near: bool, found: Found) -> Comparison | None:
    """ "compared to 27%", "a positive variation from 46.55%": told by the word that leads to the number."""
    number, text = spans.numbers[n], spans.text
    named = _england_before(spans, number)
    if n and _goes_on(spans, n, named, found):
        return Comparison(Against.ENGLAND, number, None, "linked_number")
    if n == 0 and not (england_near and phrases.POINTS_BACK.match(text)):
        return None
    if n and (held := found.get(spans.numbers[n - 1].start)) is not None and held.form == "from_to":
        return None
    head = text[max(0, number.start - 40) : number.start]
    link = phrases.LINKS.search(head)
    if link is None or (n and not any(same_unit(s, number) for s in spans.numbers[max(0, n - 8) : n])):
        return None
    verdict = _verdict_ending(spans, number.start - len(head) + link.start())
    bracketed = n > 0 and _pair_in_brackets(spans, spans.numbers[n - 1], number)
    earlier = phrases.EARLIER_AFTER.match(text[number.end : number.end + 60]) is not None
    if not (link["strong"] or verdict is not None or bracketed or (n and earlier)):
        return None
    if earlier:
        return Comparison(Against.EARLIER, number, None, "linked_number", when=_when(text, number))
    england = named or england_near or any(v.band for v in spans.verdicts)
    return Comparison(Against.ENGLAND if england else None, number, None, "linked_number")


def _england_before(spans: Spans, number: Number) -> bool:
    place = bisect_left(spans.mentions, number.start, key=lambda m: m.start)
    return any(m.against is Against.ENGLAND for m in spans.mentions[:place])


def _goes_on(spans: Spans, n: int, named: bool, found: Found) -> bool:
    """ "(64% and 77%)" and "(6%) were employed (4%)": brackets that go on as those before them did."""
    number, value = spans.numbers[n], spans.numbers[n - 1]
    if value.start in found:
        return False
    if named and _pair_in_brackets(spans, value, number):
        return True
    if n < 3 or not same_unit(value, number):
        return False
    bracketed = all(_closed_list(spans, s, s) for s in (number, value))
    pair = found.get(spans.numbers[n - 2].start)
    return bracketed and pair is not None and pair.against is Against.ENGLAND


def _verdict_ending(spans: Spans, position: int) -> Verdict | None:
    place = bisect_left(spans.verdicts, position - 3, key=lambda v: v.end)
    if place < len(spans.verdicts) and spans.verdicts[place].end <= position + 8:
        return spans.verdicts[place]
    return None
