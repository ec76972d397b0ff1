"""A pack: briefings joined behind a front sheet, with one annex for what all of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config.specs import PackSpec
from briefing.domain.briefing import Implication, PackFront
from briefing.errors import GateError, Problem
from briefing.library.bundled import styles
from briefing.library.looks import load_look
from briefing.library.workspace import Workspace
from briefing.pipeline.document import Made
from briefing.pipeline.drawing import Drawing
from briefing.pipeline.gather import Gathered, gather
from briefing.pipeline.materials import Reference
from briefing.pipeline.options import Options
from briefing.pipeline.parts import PartSpec, part_specs
from briefing.pipeline.prints import Prints

if TYPE_CHECKING:
    from briefing.document.pack import House, PartPlace, RenderedPart
    from briefing.domain.chart import Chart
    from briefing.domain.comparison import Comparison
    from briefing.publishing.atomic import OutputFile
    from briefing.publishing.pack_data import PartData
    from briefing.publishing.pdf import PrintedPdf

ANNEX_TITLE = "How to read these papers, and their evidence"
_ROUNDS = 4


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


def make_pack(
    spec: PackSpec, config: Path, workspace: Workspace, reference: Reference, options: Options
) -> Made:
    """The pack in the forms asked for.

    Raises InputError for parts that are wrong, GateError for a final build with findings nobody reviewed.
    """
    formats = options.formats or spec.formats
    parts = part_specs(spec, config, workspace, reference, frozenset({"annex", "front"}))
    gathered = _gathered(parts, workspace, reference, final=options.final)
    pack = _laid_out(spec, config.stem, parts, gathered, workspace, reference, options)
    files: list[OutputFile] = []
    pages = None
    if "pdf" in formats:
        prints = Prints(options.output, config.stem, workspace)
        data, pages, front = _joined(pack, prints)
        files.append(data)
        prints.forget_others()
    else:
        front = _front(pack, ())
    files += _data(pack, front)
    if "html" in formats:
        files += _pages(pack, front, "html")
    if "docx" in formats:
        files += _pages(pack, front, "docx")
    return Made(tuple(files), _inputs(parts, gathered), _warnings(gathered), pages)


def _gathered(
    parts: Sequence[PartSpec], workspace: Workspace, reference: Reference, *, final: bool
) -> tuple[Gathered, ...]:
    """What each part is made from. The gate of a final build tells of all parts at once."""
    found: list[Gathered] = []
    refused: dict[Problem, None] = {}
    for part in parts:
        try:
            found.append(gather(part.spec, workspace, reference, final=final))
        except GateError as error:
            head, *waiting = error.problems
            refused[replace(head, place=part.name)] = None
            refused |= dict.fromkeys(waiting)
    if refused:
        raise GateError(*sorted(refused, key=lambda problem: problem.message == "not reviewed"))
    return tuple(found)


def _laid_out(
    spec: PackSpec,
    name: str,
    parts: Sequence[PartSpec],
    gathered: Sequence[Gathered],
    workspace: Workspace,
    reference: Reference,
    options: Options,
) -> Pack:
    from briefing.document.pack import ANNEX, House, PartPlace, render_annex, render_part, united
    from briefing.publishing.datafiles import data_files
    from briefing.publishing.pack_data import PartData

    look = load_look(workspace.look(spec.look))
    house = House(name, look, reference.framework, workspace.template_folders, workspace.style_folders)
    whole = united([g.comparison for g in gathered])
    records = {g: None for one in gathered for g in one.records}
    bound, data = [], []
    drawn = _charts(gathered, house, options)
    for number, (part, one, charts) in enumerate(zip(parts, gathered, drawn, strict=True), 1):
        place = _place(part.name, spec.agenda_item, number)
        rendered = render_part(one.comparison, one.front, charts, one.records, whole, place, house)
        bound.append(Bound(place, one.front.title, rendered))
        files = data_files(one.comparison, one.front, rendered.printed)
        data.append(PartData(part.name, place.label, one.front.title, files))
    marked = frozenset().union(*(b.rendered.elsewhere for b in bound))
    front, annex = pack_front(spec), PartPlace(ANNEX, "", "Annex")
    rendered = render_annex(whole, front, tuple(records), marked, annex, house, final=options.final)
    bound.append(Bound(annex, f"Annex: {ANNEX_TITLE[0].lower()}{ANNEX_TITLE[1:]}", rendered))
    return Pack(front, options.final, whole, tuple(bound), tuple(data), house)


def _charts(gathered: Sequence[Gathered], house: House, options: Options) -> tuple[tuple[Chart, ...], ...]:
    """The charts of every part, drawn together in one second process."""
    from briefing.charts import plan_charts

    plans = [plan_charts(one.comparison, house.look, house.framework) for one in gathered]
    charts = iter(Drawing(tuple(p for mine in plans for p in mine), house.look, options.output).charts())
    return tuple(tuple(next(charts) for _ in mine) for mine in plans)


def _place(name: str, agenda_item: str | None, number: int) -> PartPlace:
    """Item 7.1 under agenda item 7; part 1 where there is no agenda item."""
    from briefing.document.pack import PartPlace

    if agenda_item:
        return PartPlace(name, f"{agenda_item}.{number}", f"Item {agenda_item}.{number}")
    return PartPlace(name, str(number), f"Part {number}")


def pack_front(spec: PackSpec) -> PackFront:
    """The human words of the front sheet."""
    return PackFront(
        title=spec.title,
        committee=spec.committee,
        date=spec.date.isoformat() if spec.date else None,
        agenda_item=spec.agenda_item,
        author=spec.author,
        wards=spec.wards,
        purpose=spec.purpose,
        recommendations=spec.recommendations,
        background_papers=spec.background_papers,
        implications=tuple(Implication(i.heading, i.text) for i in spec.implications),
    )


def _joined(pack: Pack, prints: Prints) -> tuple[OutputFile, int, RenderedPart]:
    """The whole PDF. The front sheet is printed to learn how long it is, then with its page numbers."""
    from briefing.publishing.atomic import OutputFile
    from briefing.publishing.datafiles import attachments
    from briefing.publishing.pack import PackPart, join

    printed = [prints.of(b.rendered.print_html, pack.front.date) for b in pack.bound]
    length = prints.of(_front(pack, printed).print_html, pack.front.date).pages
    for _ in range(_ROUNDS):
        front = _front(pack, printed, length)
        sheet = prints.of(front.print_html, pack.front.date, attachments(_data(pack, front)))
        if sheet.pages == length:
            break
        length = sheet.pages
    name = pack.house.name
    joined = join(
        PackPart(sheet.data, "Front sheet", name),
        [PackPart(p.data, b.bookmark, b.place.name) for b, p in zip(pack.bound, printed, strict=True)],
        font=styles() / "fonts" / "BriefingSans-Regular.ttf",
    )
    return OutputFile(f"{name}.pdf", joined.data), joined.pages, front


def _front(pack: Pack, printed: Sequence[PrintedPdf], length: int | None = None) -> RenderedPart:
    """The front sheet; its contents has page numbers where the length of the front sheet is known."""
    from briefing.document.pack import PackEntry, SectionEntry, render_front
    from briefing.publishing.pack import first_pages

    starts = first_pages(length or 0, [p.pages for p in printed]) if printed else ()
    entries = []
    for i, bound in enumerate(pack.bound):
        file = f"parts/{bound.place.name}.html"
        sections = tuple(
            SectionEntry(
                title,
                f"part:{i + 1}#{anchor}",
                f"{file}#{anchor}",
                str(starts[i] - 1 + (printed[i].page_of(anchor) or 1)) if starts else "",
            )
            for title, anchor in bound.rendered.sections
        )
        page = str(starts[i]) if starts else ""
        entries.append(PackEntry(bound.place.number, bound.title, f"part:{i + 1}", file, page, sections))
    return render_front(pack.front, pack.whole, entries, pack.house, final=pack.final)


def _data(pack: Pack, front: RenderedPart) -> tuple[OutputFile, ...]:
    from briefing.publishing.pack_data import pack_account, pack_tables

    annex = pack.bound[-1].rendered
    account = pack_account(pack.front, front.printed, annex.printed, pack.data)
    return (*pack_tables(pack.data), account)


def _pages(pack: Pack, front: RenderedPart, form: str) -> list[OutputFile]:
    """A page for the front sheet and one for each part, for the screen or for Word."""
    from briefing.publishing.atomic import OutputFile

    pages = [(pack.house.name, front), *((f"parts/{b.place.name}", b.rendered) for b in pack.bound)]
    if form == "html":
        return [OutputFile(f"{path}.html", page.screen_html.encode()) for path, page in pages]
    from briefing.publishing.docx import write_docx

    return [OutputFile(f"{path}.docx", write_docx(page.print_html)) for path, page in pages]


def _inputs(parts: Sequence[PartSpec], gathered: Sequence[Gathered]) -> tuple[str, ...]:
    named = (f"config:{part.config}" for part in parts if part.config)
    return tuple(dict.fromkeys(("config", *named, *(name for g in gathered for name in g.inputs))))


def _warnings(gathered: Sequence[Gathered]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(warning for g in gathered for warning in g.warnings))
