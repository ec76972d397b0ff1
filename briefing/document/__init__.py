"""The document: a comparison and its charts as HTML, once for print and once for the screen.

View-models prepare every string; templates only place them. One content, two wrappers: the print page is for
the PDF renderer, the screen page is one self-contained file that needs no network and no script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.domain.briefing import FrontMatter, Printed
from briefing.domain.changes import Since
from briefing.domain.chart import Chart
from briefing.domain.comparison import Comparison
from briefing.domain.framework import Framework
from briefing.domain.look import Look
from briefing.domain.record import Record

__all__ = ["Rendered", "render"]


@dataclass(frozen=True, slots=True)
class Rendered:
    print_html: str
    screen_html: str
    printed: tuple[Printed, ...]
    """Every number, finding and question of the pages, in reading order, with its evidence."""


def render(
    comparison: Comparison,
    front: FrontMatter,
    charts: Sequence[Chart],
    look: Look,
    framework: Framework,
    *,
    template_dirs: Sequence[Path],
    style_dirs: Sequence[Path],
    records: Sequence[Record] = (),
    since: Since | None = None,
) -> Rendered:
    """The briefing as two pages of HTML and the account of what they print.

    Folders are searched in order, a user's before the project's. `records` are those that the comparison was
    made from: their files and publication dates are named among the sources. `since` is what changed since
    the issue before, if there is one. Raises InputError for a finding with neither summary nor quotation, and
    for templates and style sheets that are missing or do not work.
    """
    from briefing.document.page import document_view
    from briefing.document.printed import printed_in
    from briefing.document.styling import style
    from briefing.document.templating import Layout, fill

    document = document_view(comparison, front, tuple(charts), look, framework, tuple(records), since=since)
    on_paper = style(look, ("base.css", "print.css"), style_dirs)
    on_screen = style(look, ("base.css", "screen.css"), style_dirs)
    print_html, screen_html = fill(
        tuple(template_dirs),
        document,
        Layout("layouts/print.html", on_paper, screen=False),
        Layout("layouts/screen.html", on_screen, screen=True),
    )
    return Rendered(print_html, screen_html, printed_in(print_html))
