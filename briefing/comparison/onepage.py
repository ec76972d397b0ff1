"""Page 2: which few findings, headlines and questions most members will read, by a rule that is printed.

What a reviewer marked as key comes first. Then findings whose figure is worse (or better) by the assessor's
stronger words, the assessor's own verdict before a group's account and never a single voice, complete
sentences that their own report does not contradict, one for each matter, by turns between the authorities.
No piece of evidence is used twice on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing.comparison.reading import Remark, Side
from briefing.comparison.standing import significance
from briefing.domain.comparison import Headline, OnePage, Pair, Question
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Standing
from briefing.domain.finding import Finding, Label
from briefing.domain.matter import Breadth, Matter

EACH = 3
"""Headlines, shortfalls, good practices, questions."""

RULE = (
    "Items a reviewer marked as key come first. Then figures that are worse or better than England in the "
    "assessor's strongest words, then the assessor's own verdicts, then what groups of people said. "
    "Each matter appears once, authorities take turns, and no sentence is used twice."
)

_POINTING_BACK = re.compile(
    r"^(?:this|these|those|they|it|he|she|for example|in addition|also|however|despite|although|another|"
    r"others|while|such|as a result|there (?:was|were) also|of these)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What page 2 is chosen from."""

    headlines: tuple[Headline, ...]
    """Best first."""
    caveat: Headline
    remarks: Mapping[str, tuple[Remark, ...]]
    """By authority, over all statements, in the comparison's order."""
    pairs: tuple[Pair, ...]
    questions: tuple[Question, ...]
    matters: Mapping[str, Matter]
    contested: frozenset[str]
    """Evidence ids of findings that another sentence of the same report contradicts."""
    subject: str | None


class _Used:
    """Evidence already on the page."""

    def __init__(self) -> None:
        self._ids: set[str] = set()

    def free(self, evidence: Iterable[Evidence]) -> bool:
        return not any(e.id in self._ids for e in evidence)

    def take(self, evidence: Iterable[Evidence]) -> None:
        self._ids |= {e.id for e in evidence}


def one_page(choice: Choice) -> OnePage:
    """Three headlines, shortfalls, good practices and questions, and one caveat; fewer where there are none.

    What a reviewer marked takes its place before anything else can use its evidence.
    """
    used = _Used()
    used.take(choice.caveat.evidence)
    marked = {
        side: tuple(r for r in _marked(choice, side) if used.free([r.finding.evidence]))[:EACH]
        for side in Side
    }
    for remarks in marked.values():
        used.take(r.finding.evidence for r in remarks)
    headlines = _take(choice.headlines, used)
    paired = _paired(choice.pairs)
    told = _matters_of(choice, {e.id for h in headlines for e in h.evidence})
    turns = list(choice.remarks)
    if choice.subject in turns:
        turns = [choice.subject, *(a for a in turns if a != choice.subject)]
    shortfalls = _findings(choice, Side.SHORTFALL, turns, marked[Side.SHORTFALL], used, paired, told)
    good = _findings(choice, Side.GOOD, turns[1:] + turns[:1], marked[Side.GOOD], used, paired, told)
    questions = _questions(choice.questions, used)
    return OnePage(headlines, shortfalls, good, questions, choice.caveat, RULE)


def _take(items: Sequence[Headline], used: _Used) -> tuple[Headline, ...]:
    kept: list[Headline] = []
    for item in items:
        if len(kept) < EACH and used.free(item.evidence):
            used.take(item.evidence)
            kept.append(item)
    return tuple(kept)


def _marked(choice: Choice, side: Side) -> list[Remark]:
    labels = {Side.SHORTFALL: Label.SHORTFALL, Side.GOOD: Label.GOOD_PRACTICE}
    return [
        r for own in choice.remarks.values() for r in own if r.finding.key and r.finding.label is labels[side]
    ]


def _paired(pairs: Sequence[Pair]) -> dict[str, int]:
    """Evidence id of each leg of a pair, with the position of its pair."""
    legs: dict[str, int] = {}
    for position, pair in enumerate(pairs):
        for finding in (pair.shortfall, pair.good_practice):
            legs.setdefault(finding.evidence.id, position)
    return legs


def _findings(
    choice: Choice,
    side: Side,
    turns: Sequence[str],
    marked: Sequence[Remark],
    used: _Used,
    paired: Mapping[str, int],
    told: set[str],
) -> tuple[Finding, ...]:
    """Findings of one side, by turns; no matter twice, nor one that a headline tells of already."""
    kept = list(marked)
    matters = told | {m for r in kept for m in _own_matters(r, choice)}
    label = Label.SHORTFALL if side is Side.SHORTFALL else Label.GOOD_PRACTICE
    order = _order(choice, side, paired)
    queues = {
        a: sorted((r for r in choice.remarks[a] if r.finding.label is label and r.general), key=order)
        for a in turns
    }
    while len(kept) < EACH and any(queues.values()):
        for authority in turns:
            if len(kept) < EACH:
                chosen = _next(queues[authority], matters, used, choice)
                if chosen is not None:
                    kept.append(chosen)
                    matters |= _own_matters(chosen, choice)
                    used.take([chosen.finding.evidence])
    return tuple(r.finding for r in kept)


def _next(queue: list[Remark], matters: set[str], used: _Used, choice: Choice) -> Remark | None:
    while queue:
        remark = queue.pop(0)
        if used.free([remark.finding.evidence]) and not _own_matters(remark, choice) & matters:
            return remark
    return None


def _matters_of(choice: Choice, evidence: set[str]) -> set[str]:
    remarks = (r for own in choice.remarks.values() for r in own if r.finding.evidence.id in evidence)
    return {m for r in remarks for m in _own_matters(r, choice)}


def _own_matters(remark: Remark, choice: Choice) -> set[str]:
    return {m for m in remark.sides if choice.matters[m].breadth is not Breadth.BROAD}


_Order = tuple[bool, bool, bool, float, int, int, bool, Decimal, int]


def _order(choice: Choice, side: Side, paired: Mapping[str, int]) -> Callable[[Remark], _Order]:
    """The printed rule as a sort key: what is smaller comes first."""
    standing = Standing.WORSE if side is Side.SHORTFALL else Standing.BETTER

    def key(remark: Remark) -> _Order:
        judged = [significance(f) for f in remark.figures if f.standing is standing and f.against_england]
        narrow = any(choice.matters[m].breadth is Breadth.NARROW for m in remark.sides)
        return (
            not remark.sure,
            not _complete(remark.finding),
            remark.finding.evidence.id in choice.contested,
            -max(judged, default=0.0),
            -remark.weight_of_voice,
            paired.get(remark.finding.evidence.id, len(paired)) if narrow else len(paired) + 1,
            not narrow,
            -remark.finding.confidence,
            remark.place,
        )

    return key


def _complete(finding: Finding) -> bool:
    """It can be read alone: in a reviewer's words, or not pointing back to the sentence before."""
    text = finding.summary or finding.evidence.quote or ""
    return bool(text) and not _POINTING_BACK.match(text)


def _questions(drafted: Sequence[Question], used: _Used) -> tuple[Question, ...]:
    """One for each witness, on evidence that the page has not used; then a second round if need be."""
    kept: list[Question] = []
    witnesses: set[str] = set()
    for again in (False, True):
        for question in drafted:
            if (
                len(kept) < EACH
                and (again or question.witness not in witnesses)
                and used.free(question.evidence)
            ):
                kept.append(question)
                witnesses.add(question.witness)
                used.take(question.evidence)
    return tuple(kept)
