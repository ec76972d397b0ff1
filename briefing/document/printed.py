"""What a page prints, read back from the page itself: each number and finding with its evidence.

Reading the finished page rather than keeping a list beside it means that the account is of what is there,
also where a user's template leaves something out or prints it twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.domain.briefing import Printed

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def printed_in(html: str) -> tuple[Printed, ...]:
    """Every element that carries `data-kind`, in reading order, with the section it stands in."""
    from lxml import html as lxml_html

    root: HtmlElement = lxml_html.document_fromstring(html.encode("utf-8"), parser=_parser())
    return tuple(
        Printed(
            text=" ".join(element.text_content().split()),
            kind=element.get("data-kind"),
            where=_section(element),
            evidence=tuple(element.get("data-evidence", "").split()),
        )
        for element in root.iter()
        if isinstance(element.tag, str) and element.get("data-kind")
    )


def _parser() -> object:
    from lxml import html as lxml_html

    # Long attributes are ours: a count lists every sentence it counts.
    return lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)


def _section(element: HtmlElement) -> str:
    for ancestor in element.iterancestors("section", "header"):
        if ancestor.get("id"):
            return str(ancestor.get("id"))
    return ""
