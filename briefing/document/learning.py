"""Learning from each other: a shortfall beside good practice on the same matter elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document.cite import Cited, Citer, ids
from briefing.document.findings import FindingView, finding_view
from briefing.document.words import capital, sentence
from briefing.domain.comparison import Comparison, Pair, SharedGap, StatementComparison, Strength


@dataclass(frozen=True, slots=True)
class PairView:
    matter: Cited
    short_authority: str
    shortfall: FindingView
    good_authority: str
    good_practice: FindingView
    also: tuple[FindingView, ...]
    caveat: str
    why: str


@dataclass(frozen=True, slots=True)
class MatterView:
    matter: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class LearningGroup:
    title: str
    """The statement's title where there are several; else empty."""
    pairs: tuple[PairView, ...]
    shared_gaps: tuple[MatterView, ...]
    strengths: tuple[MatterView, ...]


@dataclass(frozen=True, slots=True)
class LearningView:
    groups: tuple[LearningGroup, ...]
    gaps_title: str
    strengths_title: str


def learning_view(comparison: Comparison, citer: Citer) -> LearningView:
    """The pairs in the comparison's order, strongest first; each says why the two were put together."""
    several = len(comparison.statements) > 1
    groups = (_group(s, citer, several) for s in comparison.statements)
    who = "both" if len(comparison.authorities) == 2 else "several"
    subject = citer.name(comparison.subject) if comparison.subject else ""
    return LearningView(
        tuple(g for g in groups if g.pairs or g.shared_gaps or g.strengths),
        f"Where {who} fall short and neither report shows an answer"
        if who == "both"
        else "Where several fall short and no report shows an answer",
        f"What {subject} does that the others do not report" if subject else "What only one report shows",
    )


def _group(statement: StatementComparison, citer: Citer, several: bool) -> LearningGroup:
    return LearningGroup(
        statement.statement.title if several else "",
        tuple(_pair(pair, citer) for pair in statement.pairs),
        tuple(_matter(gap, citer) for gap in statement.shared_gaps),
        tuple(_matter(strength, citer) for strength in statement.strengths),
    )


def _pair(pair: Pair, citer: Citer) -> PairView:
    both = (pair.shortfall.evidence, pair.good_practice.evidence)
    return PairView(
        Cited(capital(pair.matter), "pair", ids(both)),
        citer.name(pair.shortfall.evidence.authority),
        finding_view(pair.shortfall, citer),
        citer.name(pair.good_practice.evidence.authority),
        finding_view(pair.good_practice, citer),
        tuple(finding_view(f, citer, quote=False) for f in pair.also),
        sentence(pair.caveat),
        sentence(pair.why),
    )


def _matter(matter: SharedGap | Strength, citer: Citer) -> MatterView:
    findings = matter.shortfalls if isinstance(matter, SharedGap) else matter.findings
    return MatterView(capital(matter.matter), tuple(finding_view(f, citer) for f in findings))
