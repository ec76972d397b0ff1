"""What a reviewer is shown: each finding and figure in its paragraph, what spoke for it, who decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from briefing.domain.decisions import (
    Decision,
    Decisions,
    Item,
    Verdict,
    by_item,
    disagree,
    unmatched,
    verdict,
)
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Finding, Label
from briefing.domain.record import Record, StatementRecord

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

CUES_SHOWN = 5
_STANDINGS = {
    Standing.BETTER: "better",
    Standing.WORSE: "worse",
    Standing.SIMILAR: "similar",
    Standing.NOT_COMPARED: "not compared",
}


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held on one authority at one moment."""

    record: Record
    decisions: Decisions
    """All that bear on it: what ships, and the user's own."""
    own: Decisions
    """The user's own: what the file beside the record says."""
    version: str
    """Another one as soon as anything of it changes on disk."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding or figure, and where what is decided on it goes."""

    id: str
    """`care-provision/21.3`, a figure's name behind it; may stand in an address and in a page."""
    statement: StatementRecord
    finding: Finding | None
    """The sentence; None where a figure stands in one that is not among the findings."""
    figure: Figure | None = None

    @property
    def item(self) -> Item:
        thing = self.figure or self.finding
        assert thing is not None  # noqa: S101  one of the two is what is shown
        return thing.evidence.digest, self.figure.name if self.figure else None

    @property
    def label(self) -> Label | None:
        """As the program read it; a figure has none."""
        return self.finding.label if self.finding and not self.figure else None

    def blank(self, by: str) -> Decision:
        """A decision on it that says nothing yet."""
        thing = self.figure or self.finding
        assert thing is not None  # noqa: S101
        where = thing.evidence
        return Decision(
            where.digest,
            where.statement,
            where.paragraph,
            where.sentence,
            by=by,
            figure=self.figure.name if self.figure else None,
        )


def shown(record: Record) -> dict[str, Shown]:
    """All findings and figures by id, in the report's order, a sentence before its figures."""
    found: dict[str, Shown] = {}
    for statement in record.statements:
        figures: dict[str, list[Figure]] = {}
        for figure in statement.figures:
            figures.setdefault(figure.evidence.place, []).append(figure)
        for finding in statement.findings:
            key = f"{statement.statement}/{finding.evidence.place}"
            found.setdefault(key, Shown(key, statement, finding))
            for figure in figures.pop(finding.evidence.place, ()):
                name = f"{key}/{figure.name}"
                found.setdefault(name, Shown(name, statement, finding, figure))
        for left in figures.values():
            for figure in left:
                name = f"{statement.statement}/{figure.evidence.place}/{figure.name}"
                found.setdefault(name, Shown(name, statement, None, figure))
    return found


def seen(own: Decisions, item: Item) -> str:
    """A code of all that the file says on an item: another one as soon as any reviewer's entry changes."""
    said = sorted(repr(d) for d in own.entries if d.item == item)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def views(holding: Holding, reviewer: str, topics: Mapping[str, str]) -> list[Json]:
    """Every item as the page shows it. `topics` are titles by id."""
    made = by_item(holding.decisions)
    own = by_item(holding.own)
    come_to = {
        item.item: verdict(made.get(item.item, ()), item.label) for item in shown(holding.record).values()
    }
    return [
        _view(item, made.get(item.item, []), own.get(item.item, []), come_to, reviewer, topics)
        for item in shown(holding.record).values()
    ]


def _view(
    item: Shown,
    made: Sequence[Decision],
    own: Sequence[Decision],
    come_to: Mapping[Item, Verdict],
    reviewer: str,
    topics: Mapping[str, str],
) -> Json:
    thing = item.figure or item.finding
    assert thing is not None  # noqa: S101
    outcome = come_to[item.item]
    sentence = come_to.get((item.item[0], None))
    mine = next((d for d in own if reviewer and d.by == reviewer), None)
    others = [d for d in made if d.by is not None and d is not mine]
    label = outcome.label or item.label
    view: dict[str, Json] = {
        "id": item.id,
        "kind": "figure" if item.figure else "finding",
        "statement": item.statement.statement or "",
        "paragraph": thing.evidence.paragraph,
        "sentence": thing.evidence.sentence,
        "topic": topics.get(item.finding.topic or "", "") if item.finding else "",
        "label": label.value if label else None,
        "read": item.label.value if item.label else None,
        "state": _state(outcome, sentence if item.figure else None),
        "with_sentence": bool(item.figure and not outcome.by and sentence and sentence.by),
        "by": outcome.by,
        "on": outcome.on,
        "agreed_by": list(outcome.agreed_by),
        "disputed_by": list(outcome.disputed_by),
        "key": outcome.key,
        "mine": _said(mine) if mine else None,
        "others": [_said(d) for d in others],
        "disagrees": _disagrees(item, mine, others),
        "seen": seen(Decisions("", tuple(own)), item.item),
    }
    if item.figure:
        return view | {"figure": _figure(item.figure)}
    assert item.finding is not None  # noqa: S101
    return view | _finding(item.finding, outcome)


def _finding(finding: Finding, outcome: Verdict) -> dict[str, Json]:
    return {
        "summary": outcome.summary or finding.summary,
        "quote": finding.evidence.quote,
        "confidence": float(finding.confidence),
        "voice": finding.voice.value,
        "single": finding.single_voice,
        "cues": [{"cue": c.cue, "weight": float(c.weight)} for c in finding.cues[:CUES_SHOWN]],
    }


def _figure(figure: Figure) -> Json:
    against = None
    if figure.comparator:
        value = figure.comparator_value
        against = (
            f"{figure.comparator} {amount(value, figure.unit)}" if value is not None else figure.comparator
        )
    return {
        "name": figure.name,
        "measure": figure.label,
        "value": f"{figure.qualifier or ''} {amount(figure.value, figure.unit)}".strip(),
        "against": against,
        "standing": _STANDINGS[figure.standing],
        "variation": figure.variation,
        "source": figure.source,
        "period": figure.period,
        "population": figure.population,
        "form": figure.form,
        "in_words": figure.in_words,
        "quote": figure.evidence.quote,
    }


def amount(value: Decimal, unit: str) -> str:
    """A value with its unit, in the digits of the source: `59.90%`, `5.30 days`."""
    digits = format(value, "f")
    if unit == "percent":
        return f"{digits}%"
    return digits if unit in ("count", "rate", "") else f"£{digits}" if unit == "GBP" else f"{digits} {unit}"


def _state(outcome: Verdict, sentence: Verdict | None) -> str:
    """A figure is reviewed with its sentence, and rejected with it, unless somebody says otherwise."""
    if outcome.rejected or (sentence is not None and sentence.rejected):
        return "rejected"
    if outcome.disputed_by:
        return "disputed"
    return "accepted" if outcome.by or (sentence is not None and sentence.by) else "unreviewed"


def _disagrees(item: Shown, mine: Decision | None, others: Iterable[Decision]) -> bool:
    """The reviewer differs from what the program read, or from another reviewer."""
    if mine is None or not mine.says:
        return False
    from_reading = mine.rejected or (mine.label or item.label) is not item.label
    return from_reading or any(d.says and disagree(mine, d, item.label) for d in others)


def _said(decision: Decision) -> Json:
    return {
        "by": decision.by,
        "on": decision.on,
        "accepted": decision.accepted,
        "rejected": decision.rejected,
        "label": decision.label.value if decision.label else None,
        "summary": decision.summary,
        "key": decision.key,
        "comment": decision.comment,
        "over": list(decision.over),
    }


def paragraphs(record: Record) -> dict[str, Json]:
    """The sentences around each item, by statement and paragraph: the quotation, else the summary."""
    found: dict[str, list[Json]] = {}
    for statement in record.statements:
        for finding in statement.findings:
            where = finding.evidence
            found.setdefault(f"{statement.statement}/{where.paragraph}", []).append(
                {"sentence": where.sentence, "text": where.quote, "summary": finding.summary}
            )
    return {key: list(value) for key, value in found.items()}


def lost(holding: Holding) -> list[Json]:
    """Decisions whose text changed under them, with the place they were made at."""
    return [
        {
            "place": f"{d.statement} {d.paragraph}.{d.sentence}",
            "id": f"{d.statement}/{d.paragraph}.{d.sentence}",
            "figure": d.figure,
            "said": _said(d),
        }
        for d in unmatched(holding.record, holding.decisions)
    ]
