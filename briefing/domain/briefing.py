"""What a briefing is for and what is printed on its front; a pack of several."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The human words of a briefing. Everything but the title may be left out."""

    title: str
    date: str | None = None
    """ISO date; printed, never taken from the clock."""
    committee: str | None = None
    author: str | None = None
    purpose: str | None = None
    recommendation: str | None = None
    response: str | None = None
    """The authority's own words."""
    final: bool = False
    """The user asked for FINAL and the gate let it pass; otherwise DRAFT unless all is reviewed."""


@dataclass(frozen=True, slots=True)
class Implication:
    """One section of a committee report's front sheet, as "Financial" or "Equalities"."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class PackFront:
    """The front sheet of a pack."""

    title: str
    committee: str | None = None
    date: str | None = None
    agenda_item: str | None = None
    author: str | None = None
    wards: str | None = None
    purpose: str | None = None
    recommendations: tuple[str, ...] = ()
    background_papers: tuple[str, ...] = ()
    implications: tuple[Implication, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """One number, finding or question as printed, with its evidence. `briefing.json` lists them all."""

    text: str
    """As printed, with its unit: `59.90%`."""
    kind: str
    """`figure`, `comparator`, `gap`, `count`, `score`, `finding`, `question`, `pair`."""
    where: str
    """Section of the document by its id, as `statement-care-provision`."""
    evidence: tuple[str, ...]
    """Ids of the evidence (`haringey/care-provision/21.3`)."""
