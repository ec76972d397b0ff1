"""Decisions: what a reviewer accepted, relabelled, reworded, marked or rejected, kept beside the record.

Keyed by the digest of the sentence, so a decision survives a re-reading of the source and is reported when
the text under it changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from briefing.domain.finding import Finding, Label
from briefing.domain.record import Record, StatementRecord


@dataclass(frozen=True, slots=True)
class Decision:
    digest: str
    statement: str
    paragraph: int
    sentence: int
    accepted: bool = False
    rejected: bool = False
    """Leave the sentence and its figures out of every briefing."""
    label: Label | None = None
    summary: str | None = None
    key: bool = False
    comment: str | None = None
    by: str | None = None
    """Who decided; None for a draft nobody has reviewed."""
    on: str | None = None
    """ISO date."""


@dataclass(frozen=True, slots=True)
class ComparabilityDecision:
    """A human's word on whether an indicator can be set side by side across authorities."""

    indicator: str
    authorities: tuple[str, ...]
    verdict: str
    """`yes`, `with_caution` or `no`."""
    reason: str
    by: str | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    authority: str
    """Slug."""
    entries: tuple[Decision, ...] = ()
    comparability: tuple[ComparabilityDecision, ...] = ()


def unmatched(record: Record, decisions: Decisions) -> tuple[Decision, ...]:
    """Decisions whose sentence is no longer in the record: its text changed or it went away."""
    known = {f.evidence.digest for s in record.statements for f in s.findings}
    return tuple(d for d in decisions.entries if d.digest not in known)


def decided(record: Record, decisions: Decisions) -> Record:
    """The record as its reviewers left it: labels, summaries and marks applied, rejected sentences gone."""
    by_digest = {d.digest: d for d in decisions.entries}
    return replace(record, statements=tuple(_statement(s, by_digest) for s in record.statements))


def _statement(statement: StatementRecord, by_digest: dict[str, Decision]) -> StatementRecord:
    rejected = {digest for digest, d in by_digest.items() if d.rejected}
    return replace(
        statement,
        findings=tuple(
            _finding(f, by_digest.get(f.evidence.digest))
            for f in statement.findings
            if f.evidence.digest not in rejected
        ),
        figures=tuple(f for f in statement.figures if f.evidence.digest not in rejected),
    )


def _finding(finding: Finding, decision: Decision | None) -> Finding:
    if decision is None:
        return finding
    reviewed = decision.accepted and decision.by is not None
    settled = decision.accepted or decision.label is not None
    return replace(
        finding,
        label=decision.label or finding.label,
        # What somebody decided is no longer a matter of probability.
        confidence=Decimal(1) if settled else finding.confidence,
        summary=decision.summary or finding.summary,
        key=decision.key,
        reviewed_by=decision.by if reviewed else None,
        reviewed_on=decision.on if reviewed else None,
    )
