"""Comparisons: what several records say about the same things, side by side.

The assessor's verdicts are carried, never inferred; whatever cannot be compared says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from briefing.domain.authority import Authority
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding
from briefing.domain.framework import QualityStatement
from briefing.domain.indicator import Indicator


class Comparability(StrEnum):
    YES = "yes"
    WITH_CAUTION = "with_caution"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an indicator can, can with caution, or cannot be set side by side."""

    kind: str
    """`same_measure`, `conflicting_england`, `denominator`, `period`, `source`, `missing_base`, `small_base`,
    `stock_and_flow`, `absence_in_words`, `single_account`, `not_reported`, `different_measure`, `decided`."""
    text: str
    """In plain words, for the page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one authority's report says of one indicator: nothing, one figure, or several."""

    authority: str
    """Slug."""
    figures: tuple[Figure, ...] = ()
    gaps: tuple[Decimal | None, ...] = ()
    """For each figure, value minus comparator value (percentage points for percents); None where the text
    gives no comparator of the same unit. A gap is arithmetic, never a verdict."""
    counts: tuple[str, ...] = ()
    """For each figure, the count the percentage implies ("3 of 6"), or empty."""
    words: str = ""
    """Where the report speaks of it without a number ("a small number"), in our words; usually empty."""
    words_evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorComparison:
    indicator: Indicator
    cells: tuple[Cell, ...]
    """One for each authority, in the comparison's order; an empty one prints as "Not reported"."""
    verdict: Comparability
    reasons: tuple[Reason, ...]
    england_values: tuple[Decimal, ...] = ()
    """The distinct England averages quoted. More than one: never draw one England line for all."""


@dataclass(frozen=True, slots=True)
class TopicBalance:
    """How many findings of each label a report has under a topic."""

    topic: str
    """Topic id, or empty for findings outside any topic."""
    title: str
    good_practice: int
    shortfall: int
    mixed: int
    neutral: int


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """One authority's side of one quality statement."""

    authority: str
    """Slug."""
    assessed: bool
    """False where the library holds nothing on this statement: print "No report in the library"."""
    score: int | None
    score_words: str
    balance: tuple[TopicBalance, ...] = ()
    findings: tuple[Finding, ...] = ()
    """All but neutral ones, in the report's order."""
    figures: tuple[Figure, ...] = ()
    sentences: int = 0
    """How many sentences of findings the report has on this statement."""
    figure_topics: tuple[str, ...] = ()
    """For each figure, the id of the topic its sentence is under, or empty; left out where not worked out."""
    rejected_findings: int = 0
    """Sentences that reviewers left out: they are nowhere above."""
    rejected_figures: int = 0


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sentences of the same report that pull against each other; both are kept, side by side."""

    authority: str
    matter: str
    first: Finding
    second: Finding
    why: str
    matter_id: str = ""


@dataclass(frozen=True, slots=True)
class ScoreTension:
    """Figures or findings that pull against the score, shown and not smoothed over."""

    authority: str
    score: int
    text: str
    """As "Scored 3, and four figures are worse than England"."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A shortfall in one authority beside good practice on the same matter in another."""

    matter: str
    """What both are about, in plain words: "carers' breaks"."""
    topic: str
    shortfall: Finding
    good_practice: Finding
    also: tuple[Finding, ...]
    """Other findings on the matter that must be read with it, from either report."""
    caveat: str
    """What keeps the two from being a straight comparison; may be empty."""
    why: str
    """The reason for the match, in plain words."""
    strength: Decimal
    matter_id: str = ""


@dataclass(frozen=True, slots=True)
class SharedGap:
    """A matter on which several authorities fall short and none reports good practice."""

    matter: str
    shortfalls: tuple[Finding, ...]
    matter_id: str = ""


@dataclass(frozen=True, slots=True)
class Strength:
    """Good practice of the subject authority on a matter where the others report none."""

    matter: str
    findings: tuple[Finding, ...]
    matter_id: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A drafted line of enquiry."""

    witness: str
    """`director`, `cabinet_member`, `nhs_partner`, `provider`, `carers_body`, `people`, …"""
    witness_title: str
    """As printed: "Director of adult social services"."""
    text: str
    prompted_by: str
    """What in the reports prompts it, in our words."""
    evidence: tuple[Evidence, ...]
    council: str = ""
    """Slug of the authority it is asked about."""
    matter_id: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the few things on page 2, or the finding that heads a section, with what it rests on."""

    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class StatementComparison:
    statement: QualityStatement
    headline: Headline
    views: tuple[AuthorityView, ...]
    indicators: tuple[IndicatorComparison, ...]
    tensions: tuple[ScoreTension, ...]
    contradictions: tuple[Contradiction, ...]
    pairs: tuple[Pair, ...]
    shared_gaps: tuple[SharedGap, ...]
    strengths: tuple[Strength, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class ScoreDistribution:
    """How the authorities of a set scored on one statement, as counts."""

    statement: str
    scope: str
    """As "72 authorities assessed by 3 October 2025" or "17 London boroughs among them"."""
    counts: tuple[int, int, int, int]
    """Authorities scoring 1, 2, 3 and 4."""


@dataclass(frozen=True, slots=True)
class AuthorityContext:
    """Where one authority stands over all nine statements, in score steps."""

    authority: str
    scores: tuple[tuple[str, int | None], ...]
    """Statement id and score, from its record where it has one, else from the published scores."""
    percent: int | None
    """Sum of nine over 36, rounded up as CQC does; None unless all nine are there."""
    rating: str | None
    steps_to_next_band: int | None
    conflicts: tuple[str, ...] = ()
    published: str | None = None


@dataclass(frozen=True, slots=True)
class OnePage:
    """Page 2: what most members read, and nothing else. No piece of evidence appears twice."""

    headlines: tuple[Headline, ...]
    shortfalls: tuple[Finding, ...]
    good_practices: tuple[Finding, ...]
    questions: tuple[Question, ...]
    caveat: Headline
    rule: str = ""
    """How it was chosen, in plain sentences for the page."""


@dataclass(frozen=True, slots=True)
class Comparison:
    authorities: tuple[Authority, ...]
    subject: str | None
    """Slug of the authority whose committee the briefing is for."""
    statements: tuple[StatementComparison, ...]
    one_page: OnePage
    distributions: tuple[ScoreDistribution, ...]
    context: tuple[AuthorityContext, ...]
    context_as_of: str
    """ISO date of the reference set of scores."""
    cannot_conclude: tuple[str, ...]
    """What cannot be concluded from these reports, in plain words."""
    reviewed: int = 0
    """Findings a named reviewer accepted, of `findings`."""
    findings: int = 0
    figures_waiting: int = 0
    """Figures that nobody accepted, alone or with their sentence."""
    hardest: str = ""
    """The statement most of the reference set score 1 or 2 on, as a sentence; empty without a set."""
