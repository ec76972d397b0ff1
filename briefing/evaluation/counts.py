"""What is counted when a record is held against a labelled page, and the figures made of the counts.

Labels: macro-F1 over the four labels, strict (the label itself) and lenient (a label that a fair second
reader may give counts as right). A flip is good practice read as shortfall, or the other way round, where
no fair reader would.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Self

from briefing.evaluation.gold import GoldSentence

LABELS = ("good_practice", "shortfall", "mixed", "neutral")
ATTRIBUTES = (
    "comparator_value",
    "indicator",
    "unit",
    "variation",
    "standing",
    "source",
    "period",
    "polarity",
)


class Counts:
    """Something counted, field by field; two of a kind add up the same way."""

    def include(self, other: Self) -> None:
        for counted in fields(other):  # type: ignore[arg-type]  # every kind below is a dataclass
            mine, theirs = getattr(self, counted.name), getattr(other, counted.name)
            if isinstance(mine, int):
                setattr(self, counted.name, mine + theirs)
            elif isinstance(mine, Counts):
                mine.include(theirs)
            elif isinstance(mine, Counter):
                mine.update(theirs)
            elif isinstance(mine, list):
                mine.extend(theirs)


@dataclass(slots=True)
class LabelScore(Counts):
    """Counts of (labelled, read) over sentences; `lenient` counts a fair reading as the label itself."""

    strict: Counter[tuple[str, str]] = field(default_factory=Counter)
    lenient: Counter[tuple[str, str]] = field(default_factory=Counter)
    flips: int = 0

    def add(self, gold: GoldSentence, read: str) -> None:
        fair = read == gold.label or read in gold.also
        self.strict[gold.label, read] += 1
        self.lenient[read if fair else gold.label, read] += 1
        if not fair and {gold.label, read} == {"good_practice", "shortfall"}:
            self.flips += 1


def precision_recall_f1(counts: Counter[tuple[str, str]], label: str) -> tuple[float, float, float]:
    """Of one label, from counts of (labelled, read)."""
    right = counts[label, label]
    read = sum(n for (_, r), n in counts.items() if r == label)
    labelled = sum(n for (g, _), n in counts.items() if g == label)
    precision = right / read if read else 0.0
    recall = right / labelled if labelled else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return precision, recall, f1


def macro_f1(counts: Counter[tuple[str, str]], labels: tuple[str, ...] = LABELS) -> float:
    """The mean F1 over the labels that occur, labelled or read."""
    present = [name for name in labels if any(name in pair for pair in counts)]
    return sum(precision_recall_f1(counts, name)[2] for name in present) / len(present) if present else 0.0


@dataclass(slots=True)
class FigureScore(Counts):
    """Counts of figures labelled, found and read beyond the labels."""

    labelled: int = 0
    found: int = 0
    read: int = 0
    extra: int = 0
    """Read, and no labelled figure of that sentence has that value."""
    england_labelled: int = 0
    england_found: int = 0
    """Value and comparator value both right."""
    england_read: int = 0
    england_invented: int = 0
    attributes: Counter[str] = field(default_factory=Counter)
    """Of the England pairs found, how many have this right."""
    forms: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """(form, matches a label) of every figure read."""
    misses: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PageScore(Counts):
    """One page, or several added up."""

    name: str
    statements: int = 0
    statements_right: int = 0
    scores_labelled: int = 0
    scores_right: int = 0
    sentences: int = 0
    sentences_kept: int = 0
    """Read with the same text at the same place."""
    topics: int = 0
    topics_right: int = 0
    labels: LabelScore = field(default_factory=LabelScore)
    figures: FigureScore = field(default_factory=FigureScore)


def total(pages: Iterable[PageScore], name: str = "all pages") -> PageScore:
    whole = PageScore(name)
    for page in pages:
        whole.include(page)
    return whole
