"""A briefing as a part of a pack: its number on the front, and nothing there that the front sheet says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.document.page import DocumentView, document_view
from briefing.document.words import printed_date
from briefing.domain.briefing import FrontMatter, PackFront
from briefing.domain.changes import Since
from briefing.domain.chart import Chart
from briefing.domain.comparison import Comparison
from briefing.domain.framework import Framework
from briefing.domain.look import Look
from briefing.domain.record import Record

SHARED = frozenset({"how-to-read", "evidence", "method", "sources", "glossary"})
"""Sections that the annex has for all parts."""


@dataclass(frozen=True, slots=True)
class PartPlace:
    """Where a part stands in its pack."""

    name: str
    """Its file name without an ending; no other part has it."""
    number: str
    """`7.1`; `1` in a pack without an agenda item; empty for the annex."""
    label: str
    """`Item 7.1`, `Part 1`, `Annex`."""


def part_view(
    comparison: Comparison,
    front: FrontMatter,
    charts: tuple[Chart, ...],
    records: tuple[Record, ...],
    whole: Comparison,
    pack: PackFront,
    place: PartPlace,
    look: Look,
    framework: Framework,
    *,
    since: Since | None = None,
) -> DocumentView:
    """The view of the briefing, with marks that tell the quality statements of the whole pack apart."""
    statements = [s.statement for s in whole.statements]
    view = document_view(
        comparison, front, charts, look, framework, records, numbered=statements, since=since
    )
    said = {pack.date and printed_date(pack.date), pack.author, pack.purpose, *pack.recommendations}
    facts = tuple(fact for fact in view.front.facts if fact.text not in said)
    contents = tuple(entry for entry in view.contents if entry.href.removeprefix("#") not in SHARED)
    return replace(view, front=replace(view.front, kicker=place.label, facts=facts), contents=contents)
