"""A pack bound: its front sheet with the pages of the parts, and all of it as one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.domain.briefing import PackFront
from briefing.library.bundled import styles
from briefing.pipeline.issuing import Told
from briefing.pipeline.prints import Prints

if TYPE_CHECKING:
    from briefing.document.pack import House, PackEntry, PartPlace, RenderedPart
    from briefing.domain.comparison import Comparison
    from briefing.domain.look import Look
    from briefing.publishing.atomic import OutputFile
    from briefing.publishing.pack_data import PartData
    from briefing.publishing.pdf import PrintedPdf

REGULAR = 400
_ROUNDS = 4
"""Prints of a front sheet, at most: its page numbers may make it a page longer."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One part of the pack laid out, with its place."""

    place: PartPlace
    title: str
    rendered: RenderedPart

    @property
    def bookmark(self) -> str:
        return f"{self.place.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack laid out, but for its front sheet, whose contents needs the pages of the parts."""

    front: PackFront
    final: bool
    whole: Comparison
    """What all parts rest on."""
    bound: tuple[Bound, ...]
    """The parts, and the annex last."""
    data: tuple[PartData, ...]
    house: House
    changed: Told | None = None
    """Since the issue before, if there is one."""


@dataclass(frozen=True, slots=True)
class BoundPdf:
    data: bytes
    pages: int
    front: RenderedPart
    """The front sheet as printed, with its page numbers."""
    loaded: tuple[str, ...]
    """The files that its pages asked for, relative to the folders of styles."""


def bind(pack: Pack, prints: Prints) -> BoundPdf:
    """The whole PDF. The front sheet is printed to learn how long it is, then with its page numbers."""
    from briefing.publishing.datafiles import attachments
    from briefing.publishing.pack import PackPart, join

    date = pack.front.date
    printed = prints.all_of([b.rendered.print_html for b in pack.bound], date)
    front = front_sheet(pack)
    length = prints.of(front.print_html, date).pages
    for _ in range(_ROUNDS):
        front = front_sheet(pack, printed, length)
        sheet = prints.of(front.print_html, date, attachments(data_of(pack, front)))
        if sheet.pages == length:
            break
        length = sheet.pages
    joined = join(
        PackPart(sheet.data, "Front sheet", pack.house.name),
        [PackPart(p.data, b.bookmark, b.place.name) for b, p in zip(pack.bound, printed, strict=True)],
        font=_number_font(pack.house.look),
    )
    loaded = {name for one in (sheet, *printed) for name in one.loaded}
    return BoundPdf(joined.data, joined.pages, front, tuple(sorted(loaded)))


def _number_font(look: Look) -> Path:
    """The file that page numbers are set in: the look's regular face, ours where it names no files."""
    regular = (Path(face.path) for face in look.fonts if face.weight == REGULAR)
    return next(regular, styles() / "fonts" / "BriefingSans-Regular.ttf")


def front_sheet(pack: Pack, printed: Sequence[PrintedPdf] = (), length: int = 0) -> RenderedPart:
    """The front sheet; with the parts printed and its own length known, its contents has page numbers."""
    from briefing.document.pack import render_front
    from briefing.publishing.pack import first_pages

    before = [first - 1 for first in first_pages(length, [p.pages for p in printed])]
    entries = [
        _entry(number, bound, printed[number - 1] if printed else None, before[number - 1] if printed else 0)
        for number, bound in enumerate(pack.bound, 1)
    ]
    return render_front(pack.front, pack.whole, entries, pack.house, final=pack.final)


def _entry(number: int, bound: Bound, printed: PrintedPdf | None, before: int) -> PackEntry:
    """A part in the contents. `before` are the pages of the pack that come before it."""
    from briefing.document.pack import PackEntry, SectionEntry

    def page(anchor: str | None) -> str:
        if printed is None:
            return ""
        return str(before + ((printed.page_of(anchor) if anchor else None) or 1))

    paper, screen = f"part:{number}", f"parts/{bound.place.name}.html"
    rendered = bound.rendered
    return PackEntry(
        bound.place.number,
        SectionEntry(bound.title, paper, page(None)),
        SectionEntry(bound.title, screen),
        tuple(SectionEntry(words, f"{paper}#{place}", page(place)) for place, words in rendered.sections),
        tuple(SectionEntry(words, f"{screen}#{place}") for place, words in rendered.screen_sections),
    )


def data_of(pack: Pack, front: RenderedPart) -> tuple[OutputFile, ...]:
    """The tables of all parts as one, and the account of everything printed."""
    from briefing.publishing.pack_data import pack_account, pack_tables

    annex = pack.bound[-1].rendered
    account = pack_account(pack.front, front.printed, annex.printed, pack.data)
    return (*pack_tables(pack.data), account)
