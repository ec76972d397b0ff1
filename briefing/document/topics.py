"""Shortfalls and good practice by topic, side by side: the first of each, and how many more there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.document.cite import Cited, Citer, unmarked
from briefing.document.findings import FindingView, finding_view
from briefing.document.words import FEW_NAMES
from briefing.domain.comparison import Pair, StatementComparison
from briefing.domain.finding import Finding, Label, Voice

NO_TOPIC = "Other matters"
EACH = 1
"""Findings printed on each side of a topic for each authority; the register has the others."""


@dataclass(frozen=True, slots=True)
class SideCount:
    """How many findings of a side an authority's report has."""

    authority: str
    count: Cited


@dataclass(frozen=True, slots=True)
class Side:
    """The shortfalls or the good practice of a topic: the first of each authority, and how many there are."""

    counts: tuple[SideCount, ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class TopicView:
    title: str
    shortfalls: Side
    good_practices: Side


def topic_views(
    comparison: StatementComparison,
    order: Sequence[str],
    citer: Citer,
    printed_elsewhere: frozenset[str],
    at_most: int,
) -> tuple[TopicView, ...]:
    """The statement's topics in the framework's order; a topic nobody reports on is left out.

    Each side prints `at_most` findings: shortfalls of the first authority named first, good practice of the
    others first, for a committee asks where it falls short and who does better.

    Findings that stand in a pair come after others, so that a page is not spent on printing them twice.
    """
    titles = {topic.id: topic.title for topic in comparison.statement.topics}
    found = {f.topic or "" for view in comparison.views for f in view.findings if _shown(f)}
    topics = [t for t in titles if t in found] + sorted(found - set(titles) - {""}) + [""] * ("" in found)

    def side(topic: str, label: Label) -> Side:
        return _side(comparison, topic, label, order, citer, printed_elsewhere, at_most)

    return tuple(
        TopicView(
            titles.get(topic, NO_TOPIC),
            side(topic, Label.SHORTFALL),
            side(topic, Label.GOOD_PRACTICE),
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
    at_most: int,
) -> Side:
    found = {
        view.authority: [f for f in view.findings if f.label is label and (f.topic or "") == topic]
        for view in comparison.views
        if view.assessed
    }
    reports = [slug for slug in order if slug in found]
    chosen = [finding for slug in reports for finding in _chosen(found[slug], elsewhere)]
    if label is Label.GOOD_PRACTICE and len(chosen) > at_most:
        chosen = chosen[1:]
    return Side(
        _counts({citer.name(slug): found[slug] for slug in reports}),
        tuple(finding_view(f, citer, named=True) for f in chosen[:at_most]),
    )


def _counts(found: Mapping[str, Sequence[Finding]]) -> tuple[SideCount, ...]:
    """A count for each report; one for all together where there are more reports than can be listed."""
    if len(found) > FEW_NAMES:
        found = {"all reports": [f for findings in found.values() for f in findings]}
    return tuple(
        SideCount(name, unmarked(str(len(findings)), "count", (f.evidence for f in findings)))
        for name, findings in found.items()
    )


def _chosen(findings: Sequence[Finding], elsewhere: frozenset[str]) -> Sequence[Finding]:
    """What is printed of what is counted, by a fixed rule.

    A reviewer's key findings come first, then those that no pair prints, then the assessor's verdict before a
    single voice, in the report's order.
    """
    return sorted(findings, key=lambda f: _rank(f, elsewhere))[:EACH]


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
