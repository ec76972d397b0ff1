"""The blocks below an element of a web page, and which elements are furniture.

The tree is walked without recursion, so that no depth of nesting can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from briefing.domain.source import Block, BlockKind
from briefing.sources.characters import fold

SKIPPED_ELEMENTS = frozenset(
    {
        *("nav", "aside", "footer", "form", "script", "style", "template", "noscript", "button", "select"),
        *("textarea", "svg", "iframe", "object", "video", "audio", "canvas", "dialog", "map", "math", "head"),
    }
)
_SKIPPED_ROLES = frozenset(
    {
        *("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"),
        *("menubar", "toolbar", "tablist", "alert", "status"),
    }
)
# Words of a class or id that name furniture where no element does.
_SKIPPED_NAMES = frozenset(
    {
        *(
            "cookie",
            "cookies",
            "breadcrumb",
            "breadcrumbs",
            "crumbs",
            "pagination",
            "pager",
            "related",
            "nav",
        ),
        *(
            "navigation",
            "navbar",
            "menu",
            "feedback",
            "share",
            "sharing",
            "social",
            "skip",
            "skiplink",
            "footer",
        ),
        *("newsletter", "sidebar", "comments", "toolbar", "promo", "advert", "popup", "modal", "consent"),
    }
)
_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "blockquote",
            "body",
            "caption",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figcaption", "figure", "header", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "hr", "li", "main"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "thead", "tfoot", "tr", "ul", "html"),
    }
)
_BOLD = frozenset({"b", "strong"})
_BREAK = "\x1e"


def blocks_below(top: html.HtmlElement) -> Iterator[Block]:
    """Headings, paragraphs, list items and table rows below an element, in order, without furniture."""
    return _Walk(top).blocks()


@dataclass(slots=True)
class _Run:
    """The text gathered since the last block boundary."""

    parts: list[str] = field(default_factory=list)
    plain: bool = False
    """Some of it is not bold."""


class _Walk:
    def __init__(self, top: html.HtmlElement) -> None:
        self.top = top
        self.size = len(top.text_content())
        self.run = _Run()
        self.headings: list[int] = []
        self.items = 0
        self.bold = 0
        self.rows = 0

    def blocks(self) -> Iterator[Block]:
        walker = etree.iterwalk(self.top, events=("start", "end", "comment", "pi"))
        skipped: etree._Element | None = None
        for event, element in walker:
            if event == "start":
                if element is not self.top and self._is_skipped(element):
                    walker.skip_subtree()
                    skipped = element
                    continue
                yield from self._enter(element)
                self._add(element.text)
                continue
            if event == "end":
                if element is skipped:
                    skipped = None
                else:
                    yield from self._leave(element)
            if element is not self.top:
                self._add(element.tail)
        yield from self._flush()

    def _enter(self, element: etree._Element) -> Iterator[Block]:
        tag = element.tag
        if self.rows and tag in ("td", "th"):
            self.run.parts.append(" | " if "".join(self.run.parts).strip() else "")
        elif self.rows and tag != "tr":
            self.run.parts.append(" ")
        elif tag in _BLOCKS:
            yield from self._flush()
        if tag == "br":
            self.run.parts.append(_BREAK)
        level = _heading_level(element)
        if level:
            self.headings.append(level)
        self.items += tag == "li"
        self.bold += tag in _BOLD
        self.rows += tag == "tr"

    def _leave(self, element: etree._Element) -> Iterator[Block]:
        tag = element.tag
        if tag in _BLOCKS and (tag == "tr" or not self.rows):
            yield from self._flush()
        if _heading_level(element):
            self.headings.pop()
        self.items -= tag == "li"
        self.bold -= tag in _BOLD
        self.rows -= tag == "tr"

    def _add(self, text: str | None) -> None:
        if text:
            self.run.parts.append(text)
            self.run.plain = self.run.plain or (not self.bold and bool(text.strip(" \n\t\xa0:")))

    def _flush(self) -> Iterator[Block]:
        run, self.run = self.run, _Run()
        for line in _lines("".join(run.parts)):
            if self.headings:
                yield Block(BlockKind.HEADING, line, level=self.headings[-1])
            elif self.items:
                yield Block(BlockKind.LIST_ITEM, line)
            elif not run.plain and _could_be_heading(line):
                yield Block(BlockKind.HEADING, line)
            else:
                yield Block(BlockKind.PARAGRAPH, line)

    def _is_skipped(self, element: etree._Element) -> bool:
        tag = element.tag
        if tag in SKIPPED_ELEMENTS or element.get("role", "").lower() in _SKIPPED_ROLES:
            return True
        outside_main = self.top.tag == "body" or self.top.tag == "html"
        if outside_main and (tag == "header" or "hidden" in element.attrib):
            return not _holds_the_page(element)
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if not names.strip() or tag in (
            "p",
            "li",
            "span",
            "em",
            "strong",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        ):
            return False
        if _SKIPPED_NAMES.isdisjoint(re.split(r"[^a-z]+", names.lower())):
            return False
        # A wrapper called "page-with-sidebar" holds the page.
        return not _holds_the_page(element) and len(element.text_content()) * 3 < self.size


def _holds_the_page(element: etree._Element) -> bool:
    return next(element.iter("main", "article"), None) is not None


def _heading_level(element: etree._Element) -> int | None:
    tag = element.tag
    if isinstance(tag, str) and len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if element.get("role") == "heading":
        level = element.get("aria-level", "2")
        return int(level) if level in "123456" and level else 2
    return None


def _lines(text: str) -> list[str]:
    """The lines of a block: a line break ends one unless a sentence plainly runs on over it."""
    lines: list[str] = []
    for piece in map(fold, text.split(_BREAK)):
        if lines and piece and piece[0].islower() and lines[-1] and lines[-1][-1] not in ".?!:;":
            lines[-1] += " " + piece
        else:
            lines.append(piece)
    return [line for line in lines if line]


def _could_be_heading(line: str) -> bool:
    return len(line.split()) <= 16 and line[-1] not in ".?!;,"
