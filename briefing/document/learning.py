"""Learning from each other: a shortfall beside good practice on the same matter elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.document.cite import Cited, Citer, Mark, ids
from briefing.document.findings import FindingView, finding_view
from briefing.document.share import Share
from briefing.document.words import FEW_NAMES, capital, sentence
from briefing.domain.comparison import Comparison, Pair, SharedGap, StatementComparison, Strength

EACH = 3
"""Findings printed on a matter that many reports share."""


@dataclass(frozen=True, slots=True)
class PairView:
    matter: Cited
    short_authority: str
    shortfall: FindingView
    good_authority: str
    good_practice: FindingView
    also: tuple[FindingView, ...]
    caveat: Cited | None
    why: str


@dataclass(frozen=True, slots=True)
class MatterView:
    matter: str
    findings: tuple[FindingView, ...]
    likewise: tuple[Mark, ...] = ()
    """Where the other reports say the same, when they are more than are printed."""


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


def learning_view(comparison: Comparison, citer: Citer, share: Share) -> LearningView:
    """The first of each statement's pairs, in the comparison's order, strongest first."""
    several = len(comparison.statements) > 1
    groups = (_group(s, citer, share, several) for s in comparison.statements)
    return LearningView(
        tuple(g for g in groups if g.pairs or g.shared_gaps or g.strengths),
        _gaps_title(len(comparison.authorities)),
        _strengths_title(comparison, citer),
    )


def _gaps_title(authorities: int) -> str:
    if authorities == 2:
        return "Where both fall short and neither report shows an answer"
    return "Where several fall short and no report shows an answer"


def _strengths_title(comparison: Comparison, citer: Citer) -> str:
    if comparison.subject is None:
        return "What only one report shows"
    others = [a.slug for a in comparison.authorities if a.slug != comparison.subject]
    whose = f"{citer.name(others[0])}’s report does not" if len(others) == 1 else "the other reports do not"
    return f"What {citer.name(comparison.subject)} does that {whose} show"


def _group(statement: StatementComparison, citer: Citer, share: Share, several: bool) -> LearningGroup:
    return LearningGroup(
        statement.statement.title if several else "",
        pair_views(statement.pairs[: share.pairs], citer),
        matter_views(statement.shared_gaps[: share.matters], citer),
        matter_views(statement.strengths[: share.matters], citer),
    )


def pair_views(pairs: Sequence[Pair], citer: Citer) -> tuple[PairView, ...]:
    return tuple(_pair(pair, citer) for pair in pairs)


def matter_views(matters: Sequence[SharedGap | Strength], citer: Citer) -> tuple[MatterView, ...]:
    return tuple(_matter(matter, citer) for matter in matters)


def _pair(pair: Pair, citer: Citer) -> PairView:
    both = (pair.shortfall.evidence, pair.good_practice.evidence)
    return PairView(
        Cited(capital(pair.matter), "pair", ids(both)),
        citer.name(pair.shortfall.evidence.authority),
        finding_view(pair.shortfall, citer),
        citer.name(pair.good_practice.evidence.authority),
        finding_view(pair.good_practice, citer),
        tuple(finding_view(f, citer, quote=False) for f in pair.also),
        Cited(sentence(pair.caveat), "finding", ids(both)) if pair.caveat else None,
        sentence(pair.why),
    )


def _matter(matter: SharedGap | Strength, citer: Citer) -> MatterView:
    findings = matter.shortfalls if isinstance(matter, SharedGap) else matter.findings
    printed = len(findings) if len(findings) <= FEW_NAMES else EACH
    return MatterView(
        capital(matter.matter),
        tuple(finding_view(f, citer) for f in findings[:printed]),
        citer.marks(f.evidence for f in findings[printed:]),
    )
