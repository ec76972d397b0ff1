"""The front page: what is compared, for whom, in what state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.document.cite import Cited, unmarked
from briefing.document.findings import all_findings
from briefing.document.words import FEW_NAMES, capital, counted, listed, printed_date
from briefing.domain.authority import Authority
from briefing.domain.briefing import FrontMatter
from briefing.domain.comparison import Comparison
from briefing.domain.finding import Finding
from briefing.domain.framework import Framework, QualityStatement


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the front page: the officer's own words under a label."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviewState:
    draft: bool
    status: str
    """`DRAFT` or `FINAL`."""
    footer: str
    """On every page: `DRAFT, not reviewed by an officer`."""
    reviewed: Cited
    findings: Cited
    reviewers: str
    """Their names, or "Not reviewed by an officer"."""
    notes: tuple[str, ...] = ()
    """What the count of findings does not say: figures still to review, disputes, what was left out."""


@dataclass(frozen=True, slots=True)
class FrontView:
    title: str
    kicker: str
    names: str
    """Full names: the one place where they stand in full."""
    statement_titles: str
    facts: tuple[Fact, ...]
    review: ReviewState
    regulator: str
    abbreviation: str
    author: str
    iso_date: str
    """Empty where the config gives no date."""
    description: str
    long_names: bool = False
    """Names of authorities that need wider columns."""


LONG_NAME = 22
"""Characters of a short name that fit the first column of a table."""


def has_long_names(order: Sequence[Authority]) -> bool:
    return any(len(a.short_name) > LONG_NAME for a in order)


def front_view(
    comparison: Comparison, order: tuple[Authority, ...], front: FrontMatter, framework: Framework
) -> FrontView:
    """The front page; lines the config leaves out are left out."""
    said = (
        ("Date", printed_date(front.date) if front.date else None),
        ("Author", front.author),
        ("Purpose", front.purpose),
        ("Recommendation", front.recommendation),
    )
    return FrontView(
        title=front.title,
        kicker=front.committee or "Comparative briefing",
        names=listed([a.name if len(order) <= FEW_NAMES else a.short_name for a in order]),
        statement_titles=_statement_titles([s.statement for s in comparison.statements]),
        facts=tuple(Fact(label, text) for label, text in said if text),
        review=review_state(comparison, front),
        regulator=framework.regulator,
        abbreviation=framework.abbreviation,
        author=front.author or "",
        iso_date=front.date or "",
        description=f"{front.title}: a comparison of {listed([a.short_name for a in order])}",
        long_names=has_long_names(order),
    )


def _statement_titles(statements: Sequence[QualityStatement]) -> str:
    """In full where they are one or two; else by the few words that tables use."""
    if len(statements) <= 2:
        return "; ".join(s.title for s in statements)
    return listed([s.short_title for s in statements])


def review_state(comparison: Comparison, front: FrontMatter) -> ReviewState:
    """DRAFT until every finding has a reviewer's name, or the gate let FINAL pass."""
    findings = tuple(all_findings(comparison))
    names = _reviewers(comparison, findings)
    complete = 0 < comparison.findings <= comparison.reviewed and not comparison.figures_waiting
    draft = not (front.final or complete)
    unread = "not reviewed by an officer"
    footer = f"DRAFT, {unread}" if not names else "DRAFT, review not complete"
    return ReviewState(
        draft=draft,
        status="DRAFT" if draft else "FINAL",
        footer=footer if draft else "FINAL",
        reviewed=unmarked(str(comparison.reviewed), "count", (f.evidence for f in findings if f.reviewed_by)),
        findings=unmarked(str(comparison.findings), "count", (f.evidence for f in findings)),
        reviewers=listed(names) if names else capital(unread),
        notes=tuple(_notes(comparison, findings)) if names else tuple(_left_out(comparison)),
    )


def _reviewers(comparison: Comparison, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Everyone whose decision stands, whether it was on a finding or a figure alone."""
    of_findings = (name for f in findings for name in (f.reviewed_by, *f.agreed_by))
    of_figures = (f.reviewed_by for s in comparison.statements for v in s.views for f in v.figures)
    return tuple(dict.fromkeys(name for name in (*of_findings, *of_figures) if name))


def _notes(comparison: Comparison, findings: Sequence[Finding]) -> Iterator[str]:
    disputed = sum(bool(f.disputed_by) for f in findings)
    if disputed:
        yield f"{capital(counted(disputed, 'finding'))} on which reviewers disagree"
    if comparison.figures_waiting:
        yield f"{capital(counted(comparison.figures_waiting, 'figure'))} still to review"
    yield from _left_out(comparison)


def _left_out(comparison: Comparison) -> Iterator[str]:
    views = [v for s in comparison.statements for v in s.views]
    findings, figures = sum(v.rejected_findings for v in views), sum(v.rejected_figures for v in views)
    said = [counted(n, what) for n, what in ((findings, "finding"), (figures, "figure")) if n]
    if said:
        yield f"{capital(' and '.join(said))} rejected and left out"
