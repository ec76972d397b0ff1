"""One briefing, from what was gathered to the bytes of every form it is asked for in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.config.specs import BriefingSpec
from briefing.library.workspace import Workspace
from briefing.pipeline.drawing import Drawing
from briefing.pipeline.gather import Gathered, gather
from briefing.pipeline.issuing import Told, told
from briefing.pipeline.materials import Reference
from briefing.pipeline.options import Options
from briefing.pipeline.used import BRIEFING, used

if TYPE_CHECKING:
    from briefing.document import Rendered
    from briefing.publishing.atomic import OutputFile
    from briefing.publishing.pdf import PrintedPdf


@dataclass(frozen=True, slots=True)
class Made:
    """Everything of one config that is about to be published."""

    files: tuple[OutputFile, ...]
    inputs: tuple[str, ...]
    """Names of all that it was made from, as in `library.inputs`, `config` first."""
    warnings: tuple[str, ...]
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A briefing laid out: what a pack joins, and what is published on its own."""

    gathered: Gathered
    rendered: Rendered
    data: tuple[OutputFile, ...]
    """The data files and the account of everything printed."""
    changed: Told | None = None
    """Since the issue before, if there is one."""


def lay_out(
    spec: BriefingSpec, workspace: Workspace, reference: Reference, options: Options, *, printing: bool = True
) -> Part:
    """A briefing as HTML and data. Charts are drawn in a second process while the renderer is imported."""
    from briefing.charts import plan_charts
    from briefing.document import render
    from briefing.publishing.account import briefing_json
    from briefing.publishing.datafiles import data_files

    options.say("Comparing the reports")
    gathered = gather(spec, workspace, reference, final=options.final)
    options.say("Drawing charts")
    plans = plan_charts(gathered.comparison, gathered.look, reference.framework)
    drawing = Drawing(plans, gathered.look, options.output, alone=options.alone)
    if printing:
        from briefing.publishing.pdf import warm

        warm()
    changed = told(
        options.earlier,
        lambda: briefing_json(gathered.comparison, gathered.front, (), records=gathered.records),
    )
    since = changed.since() if changed else None
    rendered = render(
        gathered.comparison,
        gathered.front,
        drawing.charts(),
        gathered.look,
        reference.framework,
        template_dirs=workspace.template_folders,
        style_dirs=workspace.style_folders,
        records=gathered.records,
        since=since,
    )
    data = data_files(
        gathered.comparison, gathered.front, rendered.printed, records=gathered.records, since=since
    )
    return Part(gathered, rendered, data, changed)


def make_briefing(
    spec: BriefingSpec, name: str, workspace: Workspace, reference: Reference, options: Options
) -> Made:
    """One briefing in the forms asked for."""
    from briefing.publishing.atomic import OutputFile

    formats = options.formats or spec.formats
    part = lay_out(spec, workspace, reference, options, printing="pdf" in formats)
    files = list(part.data)
    if part.changed:
        files.append(OutputFile("changes.txt", part.changed.text()))
    pages: int | None = None
    loaded: tuple[str, ...] = ()
    if "html" in formats:
        files.append(OutputFile(f"{name}.html", part.rendered.screen_html.encode()))
    if "pdf" in formats:
        options.say("Printing pages")
        pdf = printed(part, workspace)
        pages, loaded = pdf.pages, pdf.loaded
        files.append(OutputFile(f"{name}.pdf", pdf.data))
    if "docx" in formats:
        from briefing.publishing.docx import write_docx

        options.say("Writing the Word document")
        files.append(OutputFile(f"{name}.docx", write_docx(part.rendered.print_html)))
    gathered = part.gathered
    inputs = ("config", *gathered.inputs, *used(BRIEFING, gathered.look, workspace, loaded))
    return Made(tuple(files), inputs, gathered.warnings, pages)


def printed(part: Part, workspace: Workspace) -> PrintedPdf:
    """The PDF of a briefing, with its data inside."""
    from briefing.publishing.datafiles import attachments
    from briefing.publishing.pdf import print_pdf

    return print_pdf(
        part.rendered.print_html,
        roots=workspace.style_folders,
        date=part.gathered.front.date,
        attachments=attachments(part.data),
    )
