"""The front sheet of a pack: what a committee report says of itself, and one contents for all parts."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document.front import Fact, ReviewState, review_state
from briefing.document.words import counted, printed_date
from briefing.domain.briefing import FrontMatter, Implication, PackFront
from briefing.domain.comparison import Comparison
from briefing.domain.framework import Framework


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A section of a part in the contents."""

    title: str
    href: str
    """On paper `part:1#scores`, on the screen `parts/camden-vs-haringey.html#scores`."""
    page: str = ""
    """Of the pack, as printed; empty on the screen, and while it is not known."""


@dataclass(frozen=True, slots=True)
class PackEntry:
    """A part in the contents, and its sections as paper and screen have them."""

    number: str
    """`7.1`; empty for the annex, whose title says what it is."""
    on_paper: SectionEntry
    on_screen: SectionEntry
    sections_on_paper: tuple[SectionEntry, ...]
    sections_on_screen: tuple[SectionEntry, ...]


@dataclass(frozen=True, slots=True)
class PackFrontView:
    title: str
    kicker: str
    lead: str
    facts: tuple[Fact, ...]
    review: ReviewState
    author: str
    iso_date: str
    description: str
    long_names: bool = False
    """No table of the front sheet names authorities."""


@dataclass(frozen=True, slots=True)
class PackView:
    front: PackFrontView
    recommendations: tuple[str, ...]
    contents: tuple[PackEntry, ...]
    implications: tuple[Implication, ...]
    papers: tuple[str, ...]


def pack_view(
    front: PackFront,
    whole: Comparison,
    entries: tuple[PackEntry, ...],
    framework: Framework,
    *,
    final: bool,
) -> PackView:
    """The front sheet; lines and sections that the config leaves out are left out."""
    said = (
        ("Date", printed_date(front.date) if front.date else None),
        ("Agenda item", front.agenda_item),
        ("Report author", front.author),
        ("Wards affected", front.wards),
        ("Purpose", front.purpose),
    )
    numbered = sum(1 for entry in entries if entry.number)
    lead = (
        f"{counted(numbered, 'briefing').capitalize()} on the assessments of adult social care by the "
        f"{framework.regulator} ({framework.abbreviation})."
    )
    return PackView(
        front=PackFrontView(
            title=front.title,
            kicker=front.committee or "Scrutiny pack",
            lead=lead,
            facts=tuple(Fact(label, text) for label, text in said if text),
            review=review_state(whole, FrontMatter(front.title, final=final)),
            author=front.author or "",
            iso_date=front.date or "",
            description=f"{front.title}: {counted(numbered, 'briefing')} with one register of their evidence",
        ),
        recommendations=front.recommendations,
        contents=entries,
        implications=front.implications,
        papers=front.background_papers,
    )
