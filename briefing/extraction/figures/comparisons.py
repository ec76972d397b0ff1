"""Which number is compared with which: values, comparators and the words between them.

Every number of a sentence is either a value or the number of a comparator, told by the words that touch it
("the England average of …", "… nationally", "compared with …"). Then the comparators are dealt out to the
values in the order in which they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefing.extraction.figures.lexicon import Against, Says
from briefing.extraction.figures.numbers import Number
from briefing.extraction.figures.spans import Mention, Spans, Verdict

_TOKENS = re.compile(r"[A-Za-z'-]+|[^\sA-Za-z]")
_TO_NUMBER = frozenset(
    "of ( : was is were are at for this that it rate rates figure figures level which being stood - the a an around "
    "about average averages had also similar higher lower slightly much same better worse which these those two three "
    "measures both , year all ages people adults group".split()
)
_TO_MENTION = frozenset(
    "for in across the average nationally seen recorded reported found of posts people days it was a an that this "
    "men women adults carers staff overall over waiting years is figure rate ) the".split()
)
_LINKS = re.compile(
    r"\b(?:(?P<strong>compared (?:to|with)|in comparison (?:to|with)|set (?:against|beside)|as against|against|versus|as compared to|as opposed to)"
    r"|(?P<weak>from|to|with|than|on|as))(?: (?:the|an?|just over|just under|only|some))*[ (]*$",
    re.IGNORECASE,
)
_EARLIER_AFTER = re.compile(
    r"^[\w ,'-]{0,25}?\b(?:(?:in|at|since|during|by|at the start of|at the end of|the) (?:\w+ )?(?:(?:January|February|March|April"
    r"|May|June|July|August|September|October|November|December)\b|(?:19|20)\d\d)"
    r"|(?:[\w-]+ (?:years?|months?|weeks?|fortnight|quarter|survey) (?:before|ago|earlier|previously))"
    r"|(?:the )?(?:previous|last|prior|preceding) (?:year|survey|quarter|assessment)|previously|before\b|beforehand)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^[^,.;(]{0,20}?\b((?:in|at the (?:start|end) of) (?:\w+ )?(?:19|20)\d\d(?:[/-]\d{2,4})?|[\w-]+ (?:years?|months?|weeks?) (?:before|ago|earlier)"
    r"|(?:in )?the (?:previous|last) (?:year|survey|quarter))",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom (?:the |an? )?$", re.IGNORECASE)
_FROM_TO = re.compile(r"^[\w ,/()-]{0,40}?\bto (?:the |an? |just |only )?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:down|up|cut|fell|fallen|fall|falling|rose|risen|rise|rising|reduced|reducing|increased|increasing|increase"
    r"|dropped|drop|decreased|grown|grew|raised|widened|narrowed|gone|come|improved|improving|halved|doubled|shortened|reduction"
    r"|improvement|recommissioned|expanded|lowered|changed|moved|bring|brought)\b",
    re.IGNORECASE,
)
_SHARED = re.compile(r"\b(?:both|all|each|neither|all three)\b", re.IGNORECASE)
# The beginning of a sentence that goes on about the figures before it.
POINTS_BACK = re.compile(
    r"^(?:and |but |however,? |although |while |though )?(?:this|that|it|these|those|both|which|all|the (?:two |three )?(?:figure|rate|result|proportion|latter|first|last)s?|neither|for england|across england"
    r"|in england|nationally|the england|the national|national (?:figures|averages)|england|the average|again|they|there (?:was|were) (?:a |no )?(?:[a-z]+ ){0,3}variations?)\b",
    re.IGNORECASE,
)
_VERDICT_TO_MENTION = frozenset(
    "than the to with from that of as an a which was for those seen in is across found results result this national , people".split()
)


@dataclass(slots=True)
class Comparison:
    """One comparator of a value."""

    against: Against | None
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


@dataclass(slots=True)
class Value:
    """A value with its comparators, and the stretch of the sentence that is about it."""

    number: Number
    comparisons: list[Comparison] = field(default_factory=list)
    start: int = 0
    end: int = 0
    group: int = 0
    """Values dealt their comparators together ("respectively") share a group."""


@dataclass(slots=True)
class Layout:
    values: list[Value]
    orphans: list[Comparison]
    """Comparators that found no value in the sentence: they may belong to the sentence before."""
    points_back: bool
    """The sentence begins with words that point back ("This was …")."""


def lay_out(spans: Spans, england_near: bool, unanswered: bool = True) -> Layout:
    """Deals the comparators of a sentence out to its values.

    `england_near`: the sentence before was compared with England, so a bare "compared to 12%" goes on doing so.
    `unanswered`: a figure before this sentence may still get its comparator ("The England average was …").
    """
    comparators = _comparators(spans, england_near)
    values: list[Value] = []
    orphans: list[Comparison] = []
    waiting: list[Comparison] = []
    points_back = POINTS_BACK.match(spans.text) is not None
    run: list[Comparison] = []
    for number in spans.numbers:
        comparison = comparators.get(number.start)
        if comparison is None:
            forward = run and run[0].form == "from_to"
            _deal(run, values, orphans if points_back and unanswered and not forward else waiting, spans)
            value = Value(number)
            if waiting:
                value.comparisons.append(waiting.pop())
            values.append(value)
            run = []
        else:
            run.append(comparison)
    _deal(run, values, orphans, spans)
    orphans += waiting
    orphans = _own_values(spans, orphans, values)
    _without_number(spans, values, orphans, comparators)
    _stretches(spans, values)
    return Layout(values, orphans, points_back)


def _first_is_value(spans: Spans, found: dict[int, Comparison]) -> None:
    """"… than in England, at 75% compared with 81%": the number after the comparator's name is the value."""
    if len(spans.numbers) < 2 or spans.numbers[0].start not in found:
        return
    first, second = spans.numbers[:2]
    between = spans.text[first.end : second.start]
    link = _LINKS.search(between)
    if link is not None and link["strong"] and found[first.start].form == "comparator_then_number":
        del found[first.start]


def _own_values(spans: Spans, orphans: list[Comparison], values: list[Value]) -> list[Comparison]:
    """Comparators that are figures themselves: a target with nothing held against it, and "the same as the
    England average at 81%", one number for both."""
    kept: list[Comparison] = []
    for orphan in orphans:
        number = orphan.number
        if number is None or (orphan.against is not Against.TARGET and not _one_for_both(spans, orphan)):
            kept.append(orphan)
            continue
        value = Value(number)
        if orphan.against is Against.ENGLAND:
            value.comparisons.append(orphan)
        values.append(value)
    values.sort(key=lambda v: v.number.start)
    return kept


def _one_for_both(spans: Spans, orphan: Comparison) -> bool:
    if orphan.mention is None or orphan.number is None or len(spans.numbers) > 1:
        return False
    same = any("same" in v.text.lower() and v.end <= orphan.mention.start for v in spans.verdicts)
    return same and spans.text[orphan.mention.end : orphan.number.start].strip() in ("at", ",")


def _comparators(spans: Spans, england_near: bool) -> dict[int, Comparison]:
    found: dict[int, Comparison] = {}
    used: set[int] = set()
    numbers = spans.numbers
    for n, number in enumerate(numbers):
        mention = _mention_before(spans, numbers[n - 1] if n else None, number)
        if mention is not None:
            used.add(mention.start)
            found[number.start] = Comparison(mention.against, number, mention, "comparator_then_number")
    for n, number in enumerate(numbers):
        if number.start in found:
            continue
        mention = _mention_after(spans, number, numbers[n + 1] if n + 1 < len(numbers) else None)
        if mention is not None and mention.start not in used:
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


def _mention_before(spans: Spans, previous: Number | None, number: Number) -> Mention | None:
    for mention in reversed(spans.mentions):
        if mention.end > number.start:
            continue
        if previous is not None and mention.start < previous.end:
            return None
        tokens = _TOKENS.findall(_without_asides(spans, mention.end, number.start).lower())
        if mention.against is Against.EARLIER and not {"was", "of", "at", "were"} & set(tokens):
            return None
        if tokens == [":"] and spans.text[mention.start - 1] != "(":
            return None
        if tokens[-1:] == ["("] and _bracketed_value(spans, number):
            return None
        if _subject_of(spans, mention, number):
            return mention
        if len(tokens) <= 6 and all(t in _TO_NUMBER for t in tokens) and tokens != [","]:
            return mention
        lone = tokens == [","]
        after = spans.text[number.end : number.end + 1]
        if lone and (after in ("", ",", ".", ";", ")") or spans.text[: mention.start].lower() in ("", "in ", "across ")):
            return mention
        return None
    return None


def _without_asides(spans: Spans, start: int, end: int) -> str:
    """The words between two spans, dates and the like left out."""
    text, position = "", start
    for aside in spans.asides:
        if position <= aside.start and aside.end <= end:
            text += spans.text[position : aside.start]
            position = aside.end
    return text + spans.text[position:end]


def _bracketed_value(spans: Spans, number: Number) -> bool:
    """"… than the England average (75% to 70%)": the first of the two is the value."""
    following = next((n for n in spans.numbers if n.start >= number.end), None)
    return following is not None and _pair_in_brackets(spans, number, following)


def _pair_in_brackets(spans: Spans, value: Number, comparator: Number) -> bool:
    between = spans.text[value.end : comparator.start].strip()
    if between == "and":
        said = any(v.end <= value.start for v in spans.verdicts)
        return said and _closed_list(spans, value, comparator) and _nothing_waits(spans, value)
    return between in _AGAINST and spans.text[: value.start].endswith("(")


def _mention_after(spans: Spans, number: Number, following: Number | None) -> Mention | None:
    for mention in spans.mentions:
        if mention.start < number.end:
            continue
        if following is not None and mention.start > following.start:
            return None
        tokens = _TOKENS.findall(spans.text[number.end : mention.start].lower())
        if not tokens and mention.against is Against.PEERS:
            return None
        return mention if len(tokens) <= 4 and all(t in _TO_MENTION for t in tokens) else None
    return None


def _lists(spans: Spans, found: dict[int, Comparison]) -> None:
    """"(45.56% and 30.02%)", "79.1 and 83.1 years nationally": one mention, several numbers."""
    numbers = spans.numbers
    plural = "respectively" in spans.text.lower() or any(m.text.lower().endswith("s") for m in spans.mentions)
    for order in (range(1, len(numbers)), range(len(numbers) - 2, -1, -1)):
        for n in order:
            near = numbers[n - 1] if order.step == 1 else numbers[n + 1]
            number = numbers[n]
            waiting = sum(s.start not in found for s in numbers[: min(n, n - order.step)])
            if number.start in found or near.start not in found or waiting == 1:
                continue
            held = found[near.start]
            if order.step == 1 and held.form == "number_then_comparator":
                continue
            if order.step == -1 and held.form == "comparator_then_number":
                continue
            a, b = sorted((number, near), key=lambda s: s.start)
            between = spans.text[a.end : b.start].strip().lower()
            if order.step == 1 and not plural and not _closed_list(spans, a, b):
                continue
            if between in (",", "and", ", and", "or"):
                found[number.start] = Comparison(held.against, number, held.mention, held.form)


def _closed_list(spans: Spans, first: Number, last: Number) -> bool:
    """"(71% and 88%)": nothing else in the brackets."""
    return spans.text[: first.start].endswith("(") and spans.text[last.end : last.end + 1] == ")"


def _earlier(spans: Spans, n: int) -> Comparison | None:
    """"from 22% to 12%", "up from 27% a year before": the authority's own earlier value."""
    number, text = spans.numbers[n], spans.text
    if not _FROM.search(text[max(0, number.start - 12) : number.start]):
        return None
    if n + 1 < len(spans.numbers) and _same_unit(spans.numbers[n + 1], number):
        between = text[number.end : spans.numbers[n + 1].start]
        if _FROM_TO.match(between):
            return Comparison(Against.EARLIER, number, None, "from_to", when=_when(text, number))
    if n and _CHANGE.search(text, spans.numbers[n - 1].start - 60 if spans.numbers[n - 1].start > 60 else 0, number.start):
        return Comparison(Against.EARLIER, number, None, "changed_from", when=_when(text, number))
    if n and text[spans.numbers[n - 1].end : number.start].strip(" ,)").startswith("from"):
        return Comparison(Against.EARLIER, number, None, "changed_from", when=_when(text, number))
    if _CHANGE.search(text, max(0, number.start - 40), number.start) and (n or POINTS_BACK.match(text)):
        return Comparison(Against.EARLIER, number, None, "changed_from", when=_when(text, number))
    return None


def _when(text: str, number: Number) -> str:
    found = _WHEN.match(text[number.end : number.end + 60])
    return found[1] if found else ""


def _linked(spans: Spans, n: int, england_near: bool, found: dict[int, Comparison]) -> Comparison | None:
    """"compared to 27%", "a positive variation from 46.55%": told by the word that leads to the number."""
    number, text = spans.numbers[n], spans.text
    england = any(m.against is Against.ENGLAND and m.start < number.start for m in spans.mentions)
    if n and england and spans.numbers[n - 1].start not in found and _pair_in_brackets(spans, spans.numbers[n - 1], number):
        return Comparison(Against.ENGLAND, number, None, "linked_number")
    if _ellipsis(spans, n, found):
        return Comparison(Against.ENGLAND, number, None, "linked_number")
    if n == 0 and not (england_near and POINTS_BACK.match(text)):
        return None
    if n and (held := found.get(spans.numbers[n - 1].start)) is not None and held.form == "from_to":
        return None
    head = text[max(0, number.start - 40) : number.start]
    link = _LINKS.search(head)
    if link is None:
        return None
    verdict = _verdict_ending(spans, number.start - len(head) + link.start())
    bracketed = n > 0 and _pair_in_brackets(spans, spans.numbers[n - 1], number)
    earlier = _EARLIER_AFTER.match(text[number.end : number.end + 60])
    if not link["strong"] and verdict is None and not bracketed and not (n and earlier):
        return None
    if n and not _same_unit(spans.numbers[n - 1], number) and not any(_same_unit(s, number) for s in spans.numbers[:n]):
        return None
    before = any(m.against is Against.ENGLAND and m.start < number.start for m in spans.mentions)
    if earlier:
        against: Against | None = Against.EARLIER
    elif verdict is not None and verdict.band or before or england_near:
        against = Against.ENGLAND
    else:
        against = None
    return Comparison(against, number, None, "linked_number", when=_when(text, number) if earlier else "")


def _ellipsis(spans: Spans, n: int, found: dict[int, Comparison]) -> bool:
    """"(6%) were employed (4%)(positive variation)": brackets go on as in the pair before them."""
    if n < 3 or spans.numbers[n - 1].start in found or not _same_unit(spans.numbers[n - 1], spans.numbers[n]):
        return False
    text, number, value = spans.text, spans.numbers[n], spans.numbers[n - 1]
    bracketed = all(text[: s.start].endswith("(") and text[s.end : s.end + 1] == ")" for s in (number, value))
    pair = found.get(spans.numbers[n - 2].start)
    return bracketed and pair is not None and pair.against is Against.ENGLAND


_AGAINST = frozenset(("to", "against", "v", "vs", "versus", "compared to", "compared with", "as against", "as opposed to"))
_CLAUSE_START = re.compile(
    r"(?:^|[;,:] |\b(?:and|but|while|whereas|where|though|although) )(?:this (?:was|is)|in|across|for|the|an?|however,|and|but| )*$",
    re.IGNORECASE,
)
_SUBJECT_WAS = re.compile(r"(?:,|'s)?(?: [\w'-]+){1,14} (?:was|were|is|stood at|being)(?: just| only| about)? $", re.IGNORECASE)


def _subject_of(spans: Spans, mention: Mention, number: Number) -> bool:
    """"The England average for carers who were satisfied was 37%": the comparator is what is spoken of."""
    between = spans.text[mention.end : number.start]
    return (
        len(between) < 120
        and _CLAUSE_START.search(spans.text[max(0, mention.start - 30) : mention.start]) is not None
        and _SUBJECT_WAS.fullmatch(between) is not None
    )


def _nothing_waits(spans: Spans, number: Number) -> bool:
    """No value before a number waits for its comparator: all stand two by two in brackets of their own."""
    before = [n for n in spans.numbers if n.start < number.start and n.unit == number.unit]
    pairs = list(zip(before[::2], before[1::2], strict=False))
    alone = all(_closed_list(spans, a, b) and spans.text[a.end : b.start] == " and " for a, b in pairs)
    return len(before) % 2 == 0 and alone


def _verdict_ending(spans: Spans, position: int) -> Verdict | None:
    for verdict in spans.verdicts:
        if position - 3 <= verdict.end <= position + 8:
            return verdict
    return None


def _same_unit(a: Number, b: Number) -> bool:
    return a.unit == b.unit or {a.unit, b.unit} <= {"rate", "count", "years", "days", "months", "weeks"}


def _deal(run: list[Comparison], values: list[Value], orphans: list[Comparison], spans: Spans) -> None:
    """Gives a run of comparators to the values before it."""
    if not run:
        return
    if run[0].form == "from_to":
        orphans += run
        return
    free = [v for v in values if not v.comparisons]
    if len({c.against for c in run}) == len(run) > 1 and values:
        values[-1].comparisons += run
        return
    if len(run) > 1 and len(free) >= len(run):
        group = len(values) + run[0].start
        for value, comparison in zip(free[-len(run) :], run, strict=True):
            value.comparisons.append(comparison)
            value.group = group
            comparison.form = "respectively"
        return
    for comparison in run:
        matching = [v for v in free if comparison.number is None or _same_unit(v.number, comparison.number)]
        if not matching:
            if values and comparison.against is not Against.ENGLAND:
                values[-1].comparisons.append(comparison)
            else:
                orphans.append(comparison)
            continue
        head = spans.text[matching[-1].number.end : comparison.start]
        if len(matching) > 1 and _SHARED.search(head):
            for value in matching:
                value.comparisons.append(Comparison(comparison.against, comparison.number, comparison.mention, "one_comparator_for_several"))
                value.group = comparison.start
        else:
            matching[-1].comparisons.append(comparison)
        free = [v for v in free if not v.comparisons]


def _without_number(
    spans: Spans, values: list[Value], orphans: list[Comparison], found: dict[int, Comparison]
) -> None:
    """"in line with the England average": a comparator without a number."""
    used = {c.mention.start for c in found.values() if c.mention is not None}
    for mention in spans.mentions:
        if mention.start in used or mention.against in (Against.EARLIER, Against.TARGET):
            continue
        verdict = next(
            (
                v
                for v in reversed(spans.verdicts)
                if v.end <= mention.start
                and all(t in _VERDICT_TO_MENTION for t in _TOKENS.findall(spans.text[v.end : mention.start].lower()))
            ),
            None,
        )
        if verdict is None:
            continue
        before = [v for v in values if v.number.start < mention.start]
        comparison = Comparison(mention.against, None, mention, "no_england_number", verdict)
        if before:
            if not any(c.against is mention.against for c in before[-1].comparisons):
                before[-1].comparisons.append(comparison)
        elif not values:
            orphans.append(comparison)


_STRONG_BREAK = re.compile(r";|:(?! \d)|\. ")
_CONJUNCTION = re.compile(
    r",? \b(?:and|but|or|while|whereas|although|though|yet|however)\b", re.IGNORECASE
)
_LEADS_IN = re.compile(
    r",? \b(?:and|but|or|while|whereas|although|though|with|yet) (?:(?:only|just|a|an|the|some|another|was|were|had|a further|more|fewer|as many as) )*\(?$",
    re.IGNORECASE,
)


def _stretches(spans: Spans, values: list[Value]) -> None:
    """Cuts the sentence between one value with its comparators and the next."""
    edge = 0
    for n, value in enumerate(values):
        value.start = edge
        if n + 1 == len(values):
            value.end = len(spans.text)
            break
        following = values[n + 1]
        last = max([value.number.end, *(c.end for c in value.comparisons if value.group == 0)])
        first = min([following.number.start, *(c.start for c in following.comparisons if following.group == 0)])
        edge = value.end = _cut(spans.text, last, max(last, first))


def _cut(text: str, start: int, end: int) -> int:
    between = text[start:end]
    if strong := _STRONG_BREAK.search(between):
        return start + strong.start()
    if leading := _LEADS_IN.search(between):
        return start + leading.start()
    if conjunction := _CONJUNCTION.search(between):
        return start + conjunction.start()
    comma, bracket = between.rfind(","), between.find(")")
    if comma < 0 and bracket < 0 and (with_ := re.search(r" with (?:the |an? )?", between)):
        return start + with_.start()
    if comma >= 0:
        return start + comma
    return start + bracket + 1 if bracket >= 0 else end
