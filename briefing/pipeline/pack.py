"""A pack: briefings joined behind a front sheet, with one annex for what all of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config.specs import PackSpec
from briefing.domain.briefing import Implication, PackFront
from briefing.errors import GateError, Problem
from briefing.library.looks import load_look
from briefing.library.workspace import Workspace
from briefing.pipeline.binding import Bound, Pack, bind, data_of, front_sheet
from briefing.pipeline.document import Made
from briefing.pipeline.drawing import Drawing
from briefing.pipeline.gather import Gathered, gather
from briefing.pipeline.issuing import told
from briefing.pipeline.materials import Reference
from briefing.pipeline.options import Options
from briefing.pipeline.parts import PartSpec
from briefing.pipeline.prints import Prints
from briefing.pipeline.used import PACK, used

if TYPE_CHECKING:
    from briefing.document.pack import House, PartPlace, RenderedPart
    from briefing.domain.chart import Chart
    from briefing.publishing.atomic import OutputFile


def make_pack(
    spec: PackSpec,
    parts: Sequence[PartSpec],
    config: Path,
    workspace: Workspace,
    reference: Reference,
    options: Options,
) -> Made:
    """The pack in the forms asked for.

    Raises GateError for a final build with findings nobody reviewed.
    """
    from briefing.publishing.atomic import OutputFile

    formats = options.formats or spec.formats
    gathered = _gathered(parts, workspace, reference, final=options.final)
    pack = _laid_out(spec, config.stem, parts, gathered, workspace, reference, options)
    files: list[OutputFile] = []
    pages: int | None = None
    loaded: tuple[str, ...] = ()
    if "pdf" in formats:
        prints = Prints(options.output, config.stem, workspace, 1 if not options.alone else options.jobs)
        bound = bind(pack, prints)
        prints.forget_others()
        files.append(OutputFile(f"{config.stem}.pdf", bound.data))
        pages, front, loaded = bound.pages, bound.front, bound.loaded
    else:
        front = front_sheet(pack)
    files += data_of(pack, front)
    if pack.changed:
        files.append(OutputFile("changes.txt", pack.changed.text()))
    for form in ("html", "docx"):
        if form in formats:
            files += _pages(pack, front, form)
    inputs = (*_inputs(parts, gathered), *used(PACK, pack.house.look, workspace, loaded))
    return Made(tuple(files), inputs, _warnings(gathered), pages)


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
        raise GateError(*sorted(refused, key=lambda problem: not problem.mend))
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
    from briefing.document.pack import ANNEX, ANNEX_TITLE, House, PartPlace, render_annex, render_part, united
    from briefing.publishing.datafiles import data_files
    from briefing.publishing.pack_data import PartData

    look = load_look(workspace.look(spec.look))
    house = House(name, look, reference.framework, workspace.template_folders, workspace.style_folders)
    whole = united([g.comparison for g in gathered])
    records = {g: None for one in gathered for g in one.records}
    front = pack_front(spec)
    changed = told(options.earlier, lambda: _account(front, parts, gathered))
    bound, data = [], []
    drawn = _charts(gathered, house, options)
    for number, (part, one, charts) in enumerate(zip(parts, gathered, drawn, strict=True), 1):
        place = _place(part.name, spec.agenda_item, number)
        since = changed.since(part.name) if changed else None
        rendered = render_part(
            one.comparison, one.front, charts, one.records, whole, front, place, house, since=since
        )
        bound.append(Bound(place, one.front.title, rendered))
        files = data_files(one.comparison, one.front, rendered.printed, records=one.records, since=since)
        data.append(PartData(part.name, place.label, one.front.title, files))
    marked = frozenset().union(*(b.rendered.elsewhere for b in bound))
    annex = PartPlace(ANNEX, "", "Annex")
    rendered = render_annex(whole, front, tuple(records), marked, annex, house, final=options.final)
    bound.append(Bound(annex, f"Annex: {ANNEX_TITLE[0].lower()}{ANNEX_TITLE[1:]}", rendered))
    return Pack(front, options.final, whole, tuple(bound), tuple(data), house, changed)


def _account(front: PackFront, parts: Sequence[PartSpec], gathered: Sequence[Gathered]) -> bytes:
    """What all parts say, before anything is printed."""
    from briefing.publishing.datafiles import data_files
    from briefing.publishing.pack_data import PartData, pack_account

    said = [
        PartData(
            part.name, "", one.front.title, data_files(one.comparison, one.front, (), records=one.records)
        )
        for part, one in zip(parts, gathered, strict=True)
    ]
    return pack_account(front, (), (), said).data


def _charts(gathered: Sequence[Gathered], house: House, options: Options) -> tuple[tuple[Chart, ...], ...]:
    """The charts of every part, drawn together in one second process."""
    from briefing.charts import plan_charts

    plans = [plan_charts(one.comparison, house.look, house.framework) for one in gathered]
    charts = iter(
        Drawing(
            tuple(p for mine in plans for p in mine), house.look, options.output, alone=options.alone
        ).charts()
    )
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


def _pages(pack: Pack, front: RenderedPart, form: str) -> list[OutputFile]:
    """A page for the front sheet and one for each part, for the screen or for Word."""
    from briefing.publishing.atomic import OutputFile

    name = pack.house.name
    if form == "html":
        pages = [(name, front), *((f"parts/{b.place.name}", b.rendered) for b in pack.bound)]
        return [OutputFile(f"{path}.html", page.screen_html.encode()) for path, page in pages]
    from briefing.publishing.docx import write_docx

    # Links name a part by its number in the pack or, where the page cannot know it, by its name.
    files = {
        called: f"{bound.place.name}.docx"
        for number, bound in enumerate(pack.bound, 1)
        for called in (str(number), bound.place.name)
    }
    sheet = write_docx(front.print_html, {called: f"parts/{file}" for called, file in files.items()})
    parts = files | {"0": f"../{name}.docx"}
    return [
        OutputFile(f"{name}.docx", sheet),
        *(
            OutputFile(f"parts/{b.place.name}.docx", write_docx(b.rendered.print_html, parts))
            for b in pack.bound
        ),
    ]


def _inputs(parts: Sequence[PartSpec], gathered: Sequence[Gathered]) -> tuple[str, ...]:
    named = (f"config:{part.config}" for part in parts if part.config)
    return tuple(dict.fromkeys(("config", *named, *(name for g in gathered for name in g.inputs))))


def _warnings(gathered: Sequence[Gathered]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(warning for g in gathered for warning in g.warnings))
