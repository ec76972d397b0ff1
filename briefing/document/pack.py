"""The document of a pack: its front sheet, its parts, and the annex that all parts share.

What every briefing says of itself (how to read it, the evidence, the method, sources and words) a pack says
once, in the annex. The parts are briefings without those sections; whatever in them leads there leads into
the annex instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.document.pack_annex import ANNEX_TITLE, annex_view
from briefing.document.pack_front import PackEntry, SectionEntry, pack_view
from briefing.document.pack_links import ANNEX, linked, sections_in
from briefing.document.pack_part import PartPlace, part_view
from briefing.document.pack_united import united
from briefing.document.printed import printed_in
from briefing.document.styling import style
from briefing.document.templating import Layout, fill
from briefing.domain.briefing import FrontMatter, PackFront, Printed
from briefing.domain.changes import Since
from briefing.domain.chart import Chart
from briefing.domain.comparison import Comparison
from briefing.domain.framework import Framework
from briefing.domain.look import Look
from briefing.domain.record import Record

__all__ = [
    "ANNEX",
    "ANNEX_TITLE",
    "House",
    "PackEntry",
    "PartPlace",
    "RenderedPart",
    "SectionEntry",
    "render_annex",
    "render_front",
    "render_part",
    "united",
]

SHEETS = ("base.css", "print.css", "pack.css")
SCREEN_SHEETS = ("base.css", "screen.css", "pack-screen.css")


@dataclass(frozen=True, slots=True)
class House:
    """What every page of a pack is made with."""

    name: str
    """The pack's: its front sheet on the screen is the file of that name."""
    look: Look
    framework: Framework
    template_dirs: tuple[Path, ...]
    style_dirs: tuple[Path, ...]
    """Searched in order, a user's before the project's."""


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """A part of the pack as pages: on paper, on the screen, and what they print."""

    print_html: str
    screen_html: str
    printed: tuple[Printed, ...]
    sections: tuple[tuple[str, str], ...]
    """Id and heading of each section on paper, for the contents of the pack."""
    screen_sections: tuple[tuple[str, str], ...]
    elsewhere: frozenset[str]
    """Anchors of the annex that its links lead to."""


def render_part(
    comparison: Comparison,
    front: FrontMatter,
    charts: Sequence[Chart],
    records: Sequence[Record],
    whole: Comparison,
    pack: PackFront,
    place: PartPlace,
    house: House,
    *,
    since: Since | None = None,
) -> RenderedPart:
    """A briefing as a part of a pack. `whole` is what all parts rest on, as `united` makes it.

    Raises InputError as `document.render` does.
    """
    view = part_view(
        comparison,
        front,
        tuple(charts),
        tuple(records),
        whole,
        pack,
        place,
        house.look,
        house.framework,
        since=since,
    )
    return _rendered("pack_part", view, house)


def render_annex(
    whole: Comparison,
    front: PackFront,
    records: Sequence[Record],
    marked: frozenset[str],
    place: PartPlace,
    house: House,
    *,
    final: bool,
) -> RenderedPart:
    """What all parts share. `marked` are the anchors that the parts lead to: those must be there."""
    view = annex_view(whole, front, tuple(records), marked, place, house.look, house.framework, final=final)
    return _rendered("pack_annex", view, house)


def render_front(
    front: PackFront, whole: Comparison, entries: Sequence[PackEntry], house: House, *, final: bool
) -> RenderedPart:
    """The front sheet, with a contents of `entries`."""
    view = pack_view(front, whole, tuple(entries), house.framework, final=final)
    return _rendered("pack_front", view, house)


def _rendered(layout: str, view: object, house: House) -> RenderedPart:
    on_paper = style(house.look, SHEETS, house.style_dirs)
    on_screen = style(house.look, SCREEN_SHEETS, house.style_dirs)
    print_html, screen_html = fill(
        house.template_dirs,
        view,
        Layout(f"layouts/{layout}_print.html", on_paper, screen=False),
        Layout(f"layouts/{layout}_screen.html", on_screen, screen=True),
    )
    paper = linked(print_html, f"part:{ANNEX}", "part:0")
    screen = linked(screen_html, f"{ANNEX}.html", f"../{house.name}.html")
    return RenderedPart(
        paper.html,
        screen.html,
        printed_in(paper.html),
        sections_in(paper.html),
        sections_in(screen.html),
        paper.elsewhere | screen.elsewhere,
    )
