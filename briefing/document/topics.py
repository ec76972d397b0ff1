"""Shortfalls and good practice by topic, side by side: the first few of each, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.document.cite import Cited, Citer, unmarked
from briefing.document.findings import FindingView, finding_view
from briefing.document.words import counted
from briefing.domain.comparison import Pair, StatementComparison
from briefing.domain.finding import Finding, Label, Voice

NO_TOPIC = "Other matters"


@dataclass(frozen=True, slots=True)
class Voices:
    """One authority's findings on one side of a topic."""

    authority: str
    findings: tuple[FindingView, ...]
    none: str
    """`None found in the report`, or that there is no report; empty where there are findings."""
    more: Cited | None
    """How many more the evidence register lists."""


@dataclass(frozen=True, slots=True)
class TopicView:
    title: str
    shortfalls: tuple[Voices, ...]
    good_practices: tuple[Voices, ...]


def topic_views(
    comparison: StatementComparison, order: Sequence[str], citer: Citer, printed_elsewhere: frozenset[str]
) -> tuple[TopicView, ...]:
    """The statement's topics in the framework's order; a topic nobody reports on is left out.

    Findings that stand in a pair come after others, so that a page is not spent on printing them twice.
    """
    titles = {topic.id: topic.title for topic in comparison.statement.topics}
    found = {f.topic or "" for view in comparison.views for f in view.findings if _shown(f)}
    topics = [t for t in titles if t in found] + sorted(found - set(titles) - {""}) + [""] * ("" in found)
    each = 2 if len(order) <= 2 else 1
    return tuple(
        TopicView(
            titles.get(topic, NO_TOPIC),
            _side(comparison, topic, Label.SHORTFALL, order, citer, printed_elsewhere, each),
            _side(comparison, topic, Label.GOOD_PRACTICE, order, citer, printed_elsewhere, each),
        )
        for topic in topics
    )


def in_pairs(pairs: Sequence[Pair]) -> frozenset[str]:
    """Ids of the evidence that pairs print in full."""
    return frozenset(f.evidence.id for p in pairs for f in (p.shortfall, p.good_practice))


def _shown(finding: Finding) -> bool:
    return finding.label in {Label.SHORTFALL, Label.GOOD_PRACTICE}


def _side(
    comparison: StatementComparison,
    topic: str,
    label: Label,
    order: Sequence[str],
    citer: Citer,
    elsewhere: frozenset[str],
    each: int,
) -> tuple[Voices, ...]:
    views = {view.authority: view for view in comparison.views}
    sides = []
    for slug in order:
        view = views.get(slug)
        findings = [f for f in (view.findings if view else ()) if f.label is label and (f.topic or "") == topic]
        first, rest = _chosen(findings, elsewhere, each)
        sides.append(
            Voices(
                citer.name(slug),
                tuple(finding_view(f, citer) for f in first),
                _none(view is not None and view.assessed) if not first else "",
                unmarked(f"and {counted(len(rest), 'more', 'more')}", "count", (f.evidence for f in rest))
                if rest
                else None,
            )
        )
    return tuple(sides)


def _none(assessed: bool) -> str:
    return "None found in the report" if assessed else "No report in the library"


def _chosen(
    findings: Sequence[Finding], elsewhere: frozenset[str], each: int
) -> tuple[list[Finding], list[Finding]]:
    """The first few by a fixed rule: marked as key, not in a pair, the assessor's verdict before a single voice."""
    ranked = sorted(findings, key=lambda f: _rank(f, elsewhere))
    first = sorted(ranked[:each], key=lambda f: (f.evidence.paragraph, f.evidence.sentence))
    return first, ranked[each:]


def _rank(finding: Finding, elsewhere: frozenset[str]) -> tuple[bool, bool, bool, bool, int, int]:
    evidence = finding.evidence
    return (
        not finding.key,
        evidence.id in elsewhere,
        finding.single_voice,
        finding.voice not in {Voice.ASSESSOR, Voice.DATA},
        evidence.paragraph,
        evidence.sentence,
    )
