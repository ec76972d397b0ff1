"""Decisions: what reviewers accepted, relabelled, reworded, marked or rejected, kept beside the record.

Keyed by the digest of the sentence, so a decision survives a re-reading of the source and is reported when
the text under it changed. Each reviewer has an entry of their own; `verdict` says what they come to together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import TypeAlias

from briefing.domain.figure import Figure
from briefing.domain.finding import Finding, Label
from briefing.domain.record import Record, StatementRecord

Item: TypeAlias = tuple[str, str | None]
"""What is decided on: a sentence by its digest, or one of its figures by digest and name."""


@dataclass(frozen=True, slots=True)
class Decision:
    digest: str
    statement: str
    paragraph: int
    sentence: int
    accepted: bool = False
    rejected: bool = False
    """Leave the sentence and its figures, or the one figure, out of every briefing."""
    label: Label | None = None
    """The label that is right. On an acceptance, the one that was seen: it holds if the reading changes."""
    summary: str | None = None
    key: bool = False
    comment: str | None = None
    by: str | None = None
    """Who decided; None for a draft nobody has reviewed."""
    on: str | None = None
    """ISO date."""
    figure: str | None = None
    """The name of the figure decided on (`Figure.name`); None: the sentence."""
    over: tuple[str, ...] = ()
    """Reviewers who decided differently, and whose view this decision weighed: it settles the dispute."""

    @property
    def item(self) -> Item:
        return self.digest, self.figure

    @property
    def says(self) -> bool:
        """It decides something: more than a mark or a comment."""
        return self.accepted or self.rejected or self.label is not None or self.summary is not None


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What all decisions on one sentence or figure come to."""

    label: Label | None = None
    """None where nobody gave one."""
    summary: str | None = None
    rejected: bool = False
    key: bool = False
    settled: bool = False
    """Its label is a matter of decision, no longer of probability."""
    by: str | None = None
    """Who accepted it; None while it is not reviewed."""
    on: str | None = None
    agreed_by: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()


def verdict(entries: Iterable[Decision], read: Label | None = None) -> Verdict:
    """What the decisions on one item come to; `read` is the label the program read.

    Reviewers who agree stand together. Where two disagree, neither wins by being later: the item stays as
    drafted, and not reviewed, until one of them says that the decision stands over the other's (`over`).
    """
    entries = tuple({e.by: e for e in entries}.values())
    draft = next((e for e in reversed(entries) if e.by is None), None)
    label = draft.label if draft else None
    summary = draft.summary if draft else None
    voices = [e for e in entries if e.by is not None and e.says]
    standing = _standing(voices, label or read)
    if voices and not standing:
        return Verdict(label, summary, disputed_by=tuple(dict.fromkeys(e.by for e in voices if e.by)))
    everyone = (*standing, *((draft,) if draft else ()))
    accepted = [e for e in standing if e.accepted]
    return Verdict(
        label=next((e.label for e in everyone if e.label), None),
        summary=next((e.summary for e in everyone if e.summary), None),
        rejected=standing[0].rejected if standing else bool(draft and draft.rejected),
        key=any(e.key for e in entries),
        settled=any(e.accepted or e.label for e in everyone),
        by=accepted[0].by if accepted else None,
        on=accepted[0].on if accepted else None,
        agreed_by=tuple(e.by for e in accepted[1:] if e.by and not _other_words(e, accepted[0])),
    )


def _standing(voices: Sequence[Decision], label: Label | None) -> tuple[Decision, ...]:
    """Those whose decision holds, the one to name first; none where they dispute it."""
    for lead in sorted(voices, key=lambda e: (not e.over, not e.summary, e.on or "", e.by or "")):
        against = [e for e in voices if disagree(lead, e, label)]
        beside = [e for e in voices if e is not lead and e not in against]
        settled = all(e.by in lead.over and lead.by not in e.over for e in against)
        if settled and not any(disagree(a, b, label) for a, b in combinations(beside, 2)):
            return (lead, *beside)
    return ()


def disagree(one: Decision, other: Decision, read: Label | None) -> bool:
    """Two reviewers decided differently: one rejects, or the labels differ, or both wrote their own words."""
    if one.rejected or other.rejected:
        return one.rejected != other.rejected
    words = one.summary is not None and other.summary is not None and one.summary != other.summary
    return words or (one.label or read) is not (other.label or read)


def _other_words(one: Decision, lead: Decision) -> bool:
    return lead.summary is not None and one.summary != lead.summary


def by_item(decisions: Decisions) -> dict[Item, list[Decision]]:
    """All entries on each sentence and figure, in their order."""
    found: dict[Item, list[Decision]] = {}
    for decision in decisions.entries:
        found.setdefault(decision.item, []).append(decision)
    return found


def unmatched(record: Record, decisions: Decisions) -> tuple[Decision, ...]:
    """Decisions whose sentence or figure is no longer in the record: its text changed or it went away."""
    known: set[Item] = {(f.evidence.digest, None) for s in record.statements for f in s.findings}
    known |= {(f.evidence.digest, f.name) for s in record.statements for f in s.figures}
    return tuple(d for d in decisions.entries if d.item not in known)


def decided(record: Record, decisions: Decisions) -> Record:
    """The record as its reviewers left it: labels, summaries and marks applied, what they rejected gone."""
    made = by_item(decisions)
    return replace(record, statements=tuple(_statement(s, made) for s in record.statements))


def _statement(statement: StatementRecord, made: Mapping[Item, Sequence[Decision]]) -> StatementRecord:
    verdicts = {
        f.evidence.digest: verdict(made.get((f.evidence.digest, None), ()), f.label)
        for f in statement.findings
    }
    findings = [_finding(f, verdicts[f.evidence.digest]) for f in statement.findings]
    figures = [
        _figure(f, verdict(made.get((f.evidence.digest, f.name), ())), verdicts.get(f.evidence.digest))
        for f in statement.figures
    ]
    return replace(
        statement,
        findings=tuple(f for f in findings if f is not None),
        figures=tuple(f for f in figures if f is not None),
        rejected_findings=sum(f is None for f in findings),
        rejected_figures=sum(f is None for f in figures),
    )


def _finding(finding: Finding, come_to: Verdict) -> Finding | None:
    if come_to.rejected:
        return None
    return replace(
        finding,
        label=come_to.label or finding.label,
        # What somebody decided is no longer a matter of probability.
        confidence=Decimal(1) if come_to.settled else finding.confidence,
        summary=come_to.summary or finding.summary,
        key=come_to.key,
        reviewed_by=come_to.by,
        reviewed_on=come_to.on,
        agreed_by=come_to.agreed_by,
        disputed_by=come_to.disputed_by,
    )


def _figure(figure: Figure, own: Verdict, sentence: Verdict | None) -> Figure | None:
    """Whoever accepts a sentence has its figures before their eyes, and accepts them unless they say."""
    if own.rejected or (sentence is not None and sentence.rejected):
        return None
    accepted = own if own.by or own.disputed_by or sentence is None else sentence
    return replace(
        figure,
        reviewed_by=accepted.by,
        reviewed_on=accepted.on,
        disputed_by=own.disputed_by,
    )
