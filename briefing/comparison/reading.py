"""What each finding of a statement is about: its matters, its side, and the words it shares with others.

A finding is read in whatever words there are, the assessor's sentence and the reviewer's summary alike, and
by the figures that stand in its sentence. Labels are taken as given; only a mixed finding is looked into.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from math import log

from briefing.comparison.phrases import PhraseFinder, words_of
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import DOUBTFUL, Finding, Label, Voice
from briefing.domain.indicator import Polarity
from briefing.domain.matter import MatterVocabulary
from briefing.domain.record import StatementRecord

_CLAUSE = re.compile(
    r";|:|\bbut\b|\bhowever\b|\balthough\b|\bthough\b|\bwhile\b|\bwhereas\b|\byet\b|\bexcept\b|\bdespite\b",
    re.I,
)
_STEM = 6
_USUAL = 60
"""Findings of a usual comparison: with fewer, every word would look common."""
_HALF = 9.0
"""Shared rarity at which kinship reaches one half: about three words that few findings use."""


class Side(StrEnum):
    SHORTFALL = "shortfall"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with what it is about."""

    finding: Finding
    matters: Mapping[str, int]
    """Matter id and how often the finding names it; a figure of the matter counts as naming it twice."""
    sides: Mapping[str, Side]
    """Matter id and the side on which the finding stands there; a matter without a side is left out."""
    aspects: frozenset[str]
    stems: frozenset[str]
    wordings: frozenset[int]
    """By which wordings of the vocabulary its matters were named."""
    figures: tuple[Figure, ...]
    general: bool
    """More than one person's account."""
    sure: bool
    """Its label was reviewed, or read with confidence."""
    echo: bool
    """It adds to the sentence before ("also")."""
    absence: bool
    """It says that there is no problem at all."""
    place: int
    """Its position in the report."""

    @property
    def authority(self) -> str:
        return self.finding.evidence.authority

    def names(self, matter: str) -> int:
        return self.matters.get(matter, 0)

    def focus(self, matter: str) -> float:
        """How much of what the finding speaks of is this matter, 0 to 1."""
        whole = sum(self.matters.values())
        return self.names(matter) / whole if whole else 0.0

    def side(self, matter: str) -> Side | None:
        return self.sides.get(matter)

    @property
    def weight_of_voice(self) -> int:
        """2 for the assessor's own verdict and for data, 1 for what a group says, 0 for a single voice."""
        if not self.general:
            return 0
        return 2 if self.finding.voice in (Voice.ASSESSOR, Voice.DATA) else 1


class Reader:
    """Reads findings against one vocabulary."""

    def __init__(self, vocabulary: MatterVocabulary) -> None:
        self.vocabulary = vocabulary
        self.matters = {matter.id: matter for matter in vocabulary.matters}
        self._aside = {word[:_STEM] for word in vocabulary.aside}
        self._finder = PhraseFinder(
            [
                *((f"matter {matter.id}", matter.phrases) for matter in vocabulary.matters),
                *((f"aspect {aspect.id}", aspect.phrases) for aspect in vocabulary.aspects),
                *((f"unless {matter.id}", matter.unless) for matter in vocabulary.matters),
                ("absence", vocabulary.absence),
                ("alone", vocabulary.alone),
                ("echo", vocabulary.echo),
            ]
        )
        self._leaning = PhraseFinder([("against", vocabulary.against), ("in_favour", vocabulary.in_favour)])
        self._by_indicator: dict[str, tuple[str, ...]] = {}

    def remarks(self, statement: StatementRecord) -> tuple[Remark, ...]:
        """Every finding but the neutral ones, in the report's order."""
        figures: dict[str, list[Figure]] = {}
        for figure in statement.figures:
            figures.setdefault(figure.evidence.id, []).append(figure)
        return tuple(
            self._remark(finding, tuple(figures.get(finding.evidence.id, ())), place)
            for place, finding in enumerate(statement.findings)
            if finding.label is not Label.NEUTRAL
        )

    def matters_of(self, indicator: str) -> tuple[str, ...]:
        """Ids of the matters that an indicator measures."""
        if indicator not in self._by_indicator:
            self._by_indicator[indicator] = tuple(
                m.id for m in self.vocabulary.matters if any(fnmatchcase(indicator, i) for i in m.indicators)
            )
        return self._by_indicator[indicator]

    def _remark(self, finding: Finding, figures: tuple[Figure, ...], place: int) -> Remark:
        texts = tuple(t for t in (finding.evidence.quote, finding.summary) if t)
        found: dict[str, frozenset[int]] = {}
        stems: set[str] = set()
        for text in texts:
            words = words_of(text)
            for name, wordings in self._finder.find(words).items():
                found[name] = found.get(name, frozenset()) | wordings
            stems |= {w[:_STEM] for w in words if len(w) > 2 and not w.isdigit()}
        about = {
            name: wordings
            for found_as, wordings in found.items()
            if (name := found_as.removeprefix("matter ")) != found_as and f"unless {name}" not in found
        }
        matters = Counter({name: len(wordings) for name, wordings in about.items()})
        for figure in figures:
            for matter in self.matters_of(figure.indicator):
                matters[matter] += 2
        denied = "absence" in found
        return Remark(
            finding=finding,
            matters=dict(sorted(matters.items())),
            sides={
                matter: side
                for matter in sorted(matters)
                if (side := self._side(finding, texts, figures, matter, denied)) is not None
            },
            aspects=frozenset(n.removeprefix("aspect ") for n in found if n.startswith("aspect ")),
            stems=frozenset(stems - self._aside),
            wordings=frozenset[int]().union(*about.values()),
            figures=figures,
            general=not finding.single_voice and "alone" not in found,
            sure=_sure(finding, figures),
            echo="echo" in found,
            absence=denied or any(f.in_words and f.value == 0 for f in figures),
            place=place,
        )

    def _side(
        self,
        finding: Finding,
        texts: tuple[str, ...],
        figures: tuple[Figure, ...],
        matter: str,
        denied: bool,
    ) -> Side | None:
        standings = {f.standing for f in figures if matter in self.matters_of(f.indicator)}
        better, worse = Standing.BETTER in standings, Standing.WORSE in standings
        match finding.label:
            case Label.SHORTFALL:
                return None if (better or denied) and not worse else Side.SHORTFALL
            case Label.GOOD_PRACTICE:
                return None if worse and not better else Side.GOOD
            case Label.MIXED if better != worse:
                return Side.GOOD if better else Side.SHORTFALL
            case Label.MIXED:
                return self._leaning_side(texts, matter)
        return None

    def _leaning_side(self, texts: tuple[str, ...], matter: str) -> Side | None:
        """The side of the clauses of a mixed finding that name the matter; None where they do not lean."""
        lean = 0
        for text in texts:
            for clause in _CLAUSE.split(text):
                words = words_of(clause)
                if f"matter {matter}" in self._finder.find(words):
                    leaning = self._leaning.find(words)
                    lean += len(leaning.get("in_favour", ())) - len(leaning.get("against", ()))
        if lean == 0:
            return None
        return Side.GOOD if lean > 0 else Side.SHORTFALL


_BEARING_OUT = {
    Label.GOOD_PRACTICE: {Standing.BETTER},
    Label.SHORTFALL: {Standing.WORSE},
    Label.MIXED: {Standing.BETTER, Standing.WORSE},
}


def _sure(finding: Finding, figures: tuple[Figure, ...]) -> bool:
    """Whether a label can be built upon: reviewed, borne out by a figure, or read with confidence.

    A confidence of zero is that of a finding which was not read by the program.
    """
    none_bad = any(f.in_words and f.value == 0 and f.polarity is Polarity.LOWER_IS_BETTER for f in figures)
    borne_out = any(f.standing in _BEARING_OUT.get(finding.label, ()) for f in figures) or (
        none_bad and finding.label is Label.GOOD_PRACTICE
    )
    read = finding.confidence == 0 or finding.confidence >= DOUBTFUL
    return finding.reviewed_by is not None or borne_out or read


class Kinship:
    """How much of what is rare in a set of findings two of them share, from 0 towards 1."""

    def __init__(self, remarks: Iterable[Remark]) -> None:
        everything = tuple(remarks)
        self._count = max(len(everything), _USUAL)
        self._seen = Counter(stem for remark in everything for stem in remark.stems)

    def between(self, a: Remark, b: Remark) -> float:
        shared = sum(log(1 + self._count / self._seen[stem]) for stem in sorted(a.stems & b.stems))
        return shared / (shared + _HALF)
