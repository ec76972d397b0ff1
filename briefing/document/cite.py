"""Citations: what is printed together with the evidence it stands on, and the mark that leads there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass

from briefing.domain.authority import Authority
from briefing.domain.evidence import Evidence
from briefing.domain.framework import QualityStatement

#: Ids of evidence that is no sentence of a report: the published scores, the regulator's rules, our method.
REFERENCE_SCORES = "reference/scores"
REFERENCE_FRAMEWORK = "reference/framework"
REFERENCE_METHOD = "reference/method"

MOST_MARKS = 4
"""A sentence that stands on more evidence names the first few; the page's attributes list them all."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation mark: a link from what is printed to its entry in the evidence register."""

    text: str
    """`Camden 8.1`, or `10.8` after a mark of the same authority."""
    name: str
    """`Camden 8.1` in full, for readers who hear one link at a time."""
    href: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A number or a sentence as printed, what kind it is, and all it stands on."""

    text: str
    kind: str
    """As in `Printed.kind`."""
    evidence: str
    """Ids, separated by spaces."""
    marks: tuple[Mark, ...] = ()
    more: bool = False
    """There is more evidence than marks."""


SCORES_MARK = Mark("scores", "source of the scores", "#e-reference-scores")


def anchor(evidence_id: str) -> str:
    """The id of an evidence entry in the page: `e-camden-care-provision-8-1`."""
    return "e-" + re.sub(r"[^a-z0-9]+", "-", evidence_id.lower()).strip("-")


def score_id(authority: str, statement: str) -> str:
    """Id of the place where a report states its score: the head of the page, no numbered sentence."""
    return f"{authority}/{statement}/score"


def ids(evidence: Iterable[Evidence]) -> str:
    """The ids of several pieces of evidence, each once, in order, as an attribute holds them."""
    return " ".join(dict.fromkeys(e.id for e in evidence))


@dataclass(frozen=True, slots=True)
class Citer:
    """Knows the names that marks use: the authorities' short names, the statements' numbers where several."""

    names: dict[str, str]
    numbers: dict[str, int]

    @classmethod
    def of(cls, authorities: Sequence[Authority], statements: Sequence[QualityStatement]) -> Citer:
        numbers = {s.id: s.number for s in statements} if len(statements) > 1 else {}
        return cls({a.slug: a.short_name for a in authorities}, numbers)

    def name(self, slug: str) -> str:
        return self.names.get(slug, slug)

    def place(self, evidence: Evidence) -> str:
        """`8.1`, or `4/8.1` in a briefing of several quality statements."""
        number = self.numbers.get(evidence.statement)
        return evidence.place if number is None else f"{number}/{evidence.place}"

    def full_mark(self, evidence: Evidence) -> str:
        return f"{self.name(evidence.authority)} {self.place(evidence)}"

    def marks(self, evidence: Iterable[Evidence]) -> tuple[Mark, ...]:
        """A mark for each piece of evidence, once; the authority is named where it changes."""
        made: list[Mark] = []
        previous = ""
        for one in {e.id: e for e in evidence}.values():
            full = self.full_mark(one)
            text = self.place(one) if one.authority == previous else full
            made.append(Mark(text, full, f"#{anchor(one.id)}"))
            previous = one.authority
        return tuple(made)

    def cite(self, text: str, kind: str, evidence: Sequence[Evidence]) -> Cited:
        """The text with marks for the first few pieces of its evidence.

        What stands on no sentence of a report stands on the set of published scores, and says so.
        """
        if not evidence:
            return Cited(text, kind, REFERENCE_SCORES, (SCORES_MARK,))
        unique = tuple({e.id: e for e in evidence}.values())
        return Cited(text, kind, ids(unique), self.marks(unique[:MOST_MARKS]), len(unique) > MOST_MARKS)


def marked_anchors(view: object) -> frozenset[str]:
    """The anchors that the marks anywhere in a view-model lead to."""
    if isinstance(view, Mark):
        return frozenset({view.href.removeprefix("#")})
    if isinstance(view, tuple):
        return frozenset().union(*(marked_anchors(item) for item in view))
    if is_dataclass(view):
        return frozenset().union(*(marked_anchors(getattr(view, f.name)) for f in fields(view)))
    return frozenset()


def unmarked(text: str, kind: str, evidence: Iterable[Evidence]) -> Cited:
    """What stands on too much to mark, as a count: the page's attributes still list it all."""
    return Cited(text, kind, ids(evidence))


def referenced(text: str, kind: str, *reference: str) -> Cited:
    """What stands on reference data or on a score, by its id."""
    return Cited(text, kind, " ".join(reference))
