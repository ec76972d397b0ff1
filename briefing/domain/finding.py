"""Findings: sentences of the assessor's, labelled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from briefing.domain.evidence import Evidence

DOUBTFUL = Decimal("0.6")
"""A label that is less certain than this is told as a doubt, wherever labels are counted."""


class Label(StrEnum):
    GOOD_PRACTICE = "good_practice"
    SHORTFALL = "shortfall"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class Voice(StrEnum):
    """Who says it."""

    ASSESSOR = "assessor"
    PEOPLE = "people"
    CARERS = "carers"
    STAFF = "staff"
    LEADERS = "leaders"
    PARTNERS = "partners"
    PROVIDERS = "providers"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Cue:
    """Something in the sentence that spoke for its label."""

    cue: str
    weight: Decimal
    """How strongly, in log-odds; positive speaks for the label given."""


@dataclass(frozen=True, slots=True)
class Finding:
    evidence: Evidence
    label: Label
    topic: str | None = None
    """Topic id; None on a page without sub-headings whose sections cannot be told."""
    voice: Voice = Voice.ASSESSOR
    single_voice: bool = False
    """One person's account ("one partner", "a carer"): never to be printed as a general finding."""
    cues: tuple[Cue, ...] = ()
    """Heaviest first."""
    confidence: Decimal = Decimal(0)
    """Calibrated probability that the label is right, 0 to 1."""
    summary: str | None = None
    """In our own or the reviewer's words."""
    key: bool = False
    """A reviewer marked it for page 2."""
    reviewed_by: str | None = None
    reviewed_on: str | None = None
    """ISO date."""
    agreed_by: tuple[str, ...] = ()
    """Other reviewers who decided the same."""
    disputed_by: tuple[str, ...] = ()
    """Reviewers who decided differently, while nobody settled it; then it counts as not reviewed."""
