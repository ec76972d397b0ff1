"""HTML to Word: the print page's own elements as real headings, lists, tables, captions and pictures.

The page is read by the same parser that the PDF renderer uses. Layout is Word's: columns follow one another,
and symbols that the page hides from screen readers are left out, their words being beside them.
"""

from __future__ import annotations

import copy
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final
from xml.etree import ElementTree

from briefing.publishing.inline import OWN_LINE, is_hidden, is_inline, joined_runs, plain_runs
from briefing.publishing.links import LINK_SCHEMES, PART_LINK
from briefing.publishing.pdf import UNDATED
from briefing.publishing.pictures import Drawing, Picture, fonts_of, pictures
from briefing.publishing.word import BREAK, Run, WordDocument
from briefing.publishing.word_styles import TABLE_TEXT

SVG: Final = "{http://www.w3.org/2000/svg}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"

_HEADINGS: Final = {f"h{n}": f"Heading {n}" for n in range(1, 7)}
_LISTS: Final = {"ul": "List Bullet", "ol": "List Number"}
_DEEPEST: Final = 3
"""Word has styles for three levels of list."""


@dataclass(frozen=True, slots=True)
class _Context:
    """Where in the document the walk is."""

    place: Any
    style: str = "Normal"
    depth: int = 0
    """Of lists."""


def write_docx(html: str, files: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The print page as a Word document, the same bytes for the same page.

    Title, author and date are taken from the page's head, fonts of the drawings from its style sheet. In a
    pack `files` are the Word documents of its parts, seen from this one, by the names that links use.
    """
    import tinyhtml5  # type: ignore[import-untyped]

    page = tinyhtml5.parse(html, namespace_html_elements=False)
    title = " ".join((page.findtext(".//title") or "").split())
    metadata = {meta.get("name", ""): meta.get("content", "") for meta in page.iter("meta")}
    day = metadata.get("dcterms.created")
    status = next((str(e.get("data-status")) for e in page.iter() if e.get("data-status")), "")
    word = WordDocument(
        title, metadata.get("author", ""), datetime.date.fromisoformat(day) if day else UNDATED, status
    )
    body = page.find("body")
    if body is None:
        raise ValueError("not an HTML document")
    drawn = [svg for svg in body.iter(f"{SVG}svg") if svg.get("aria-hidden") != "true"]
    style = "".join(style.text or "" for style in page.iter("style"))
    made = pictures([_drawing(svg) for svg in drawn], fonts_of(style))
    _Walk(word, dict(zip(map(id, drawn), made, strict=True)), files).blocks(body, _Context(word.body))
    return word.data()


class _Walk:
    def __init__(self, word: WordDocument, made: dict[int, Picture], files: Mapping[str, str]) -> None:
        self._word, self._made, self._files = word, made, files
        self._anchors: list[str] = []  # ids passed since the last paragraph: the next one is their place

    def blocks(self, element: Any, context: _Context) -> None:
        """The content of an element that holds blocks. Words between them are paragraphs."""
        self._flow(element.text, list(element), context)

    def _flow(self, text: str | None, children: list[Any], context: _Context) -> None:
        loose: list[Run] = list(plain_runs(text))
        for child in children:
            if is_hidden(child):
                pass
            elif is_inline(child):
                loose += self._runs(child)
            else:
                self._flush(loose, context)
                self._block(child, context)
            loose += plain_runs(child.tail)
        self._flush(loose, context)

    def _flush(self, loose: list[Run], context: _Context) -> None:
        if runs := joined_runs(loose):
            self._paragraph(context.place, context.style, runs)
        loose.clear()

    def _block(self, element: Any, context: _Context) -> None:
        tag = element.tag
        self._note(element)
        if tag in _HEADINGS:
            self._paragraph(context.place, _HEADINGS[tag], self._inside(element))
        elif tag in ("p", "dt", "summary", "figcaption", "caption"):
            runs = self._inside(element)
            if runs:
                bold = tag in ("dt", "summary")
                style = "Caption" if tag in ("figcaption", "caption") else context.style
                self._paragraph(context.place, style, [replace(r, bold=bold or r.bold) for r in runs])
        elif tag in _LISTS:
            self._list(element, context)
        elif tag == "dd":
            self.blocks(element, replace(context, style="List Continue"))
        elif tag == "table":
            self._table(element, context)
        elif tag == f"{SVG}svg":
            self._picture(element, context)
        elif tag == "blockquote":
            self.blocks(element, replace(context, style="Quote"))
        else:
            self.blocks(element, context)

    def _paragraph(self, place: Any, style: str, runs: list[Run]) -> Any:
        anchors, self._anchors = tuple(self._anchors), []
        return self._word.paragraph(place, style, runs, anchors=anchors)

    def _list(self, element: Any, context: _Context) -> None:
        depth = min(context.depth + 1, _DEEPEST)
        suffix = "" if depth == 1 else f" {depth}"
        style = f"{_LISTS[element.tag]}{suffix}"
        numbering = self._word.new_numbering(style) if element.tag == "ol" else ""
        within = replace(context, style=f"List Continue{suffix}", depth=depth)
        for item in element:
            if item.tag != "li" or is_hidden(item):
                continue
            self._note(item)
            runs, rest = self._item(item)
            paragraph = self._paragraph(context.place, style, runs)
            if numbering:
                self._word.numbered(paragraph, numbering)
            self._flow(None, rest, within)

    def _item(self, item: Any) -> tuple[list[Run], list[Any]]:
        """What stands beside an item's bullet, and the blocks below it."""
        runs, children = list(plain_runs(item.text)), list(item)
        while children and (is_hidden(children[0]) or is_inline(children[0])):
            child = children.pop(0)
            runs += [] if is_hidden(child) else self._runs(child)
            runs += plain_runs(child.tail)
        if not joined_runs(runs) and children and children[0].tag == "p":
            first = children.pop(0)
            self._note(first)
            runs = [*self._inline_content(first), *plain_runs(first.tail)]
        return joined_runs(runs), children

    def _table(self, element: Any, context: _Context) -> None:
        caption = element.find("caption")
        words = joined_runs(self._inline_content(caption)) if caption is not None else []
        if words:
            self._paragraph(context.place, "Caption", words)
        rows = [(row, group) for group in element for row in group if row.tag == "tr" and not is_hidden(row)]
        width = max((_width(row) for row, _ in rows), default=1)
        widths = _widths([row for row, _ in rows], width)
        table = self._word.table(context.place, widths, "".join(run.text for run in words))
        carried: dict[int, tuple[int, int]] = {}  # column: rows that a cell above still covers, its columns
        for row, group in rows:
            self._row(table, row, group.tag == "thead", carried, width)
        self._word.paragraph(context.place, TABLE_TEXT, [])  # two tables without words between would be one

    def _row(
        self, table: Any, row: Any, header: bool, carried: dict[int, tuple[int, int]], width: int
    ) -> None:
        made = self._word.row(table, header=header)
        column = 0
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        while cells or column in carried:
            if column in carried:
                rows, columns = carried.pop(column)
                self._word.paragraph(
                    self._word.cell(made, columns=columns, merged="continue"), TABLE_TEXT, []
                )
                if rows > 1:
                    carried[column] = (rows - 1, columns)
            else:
                cell = cells.pop(0)
                columns, rows = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
                self._cell(made, cell, min(columns, width - column), rows)
                if rows > 1:
                    carried[column] = (rows - 1, columns)
            column += columns

    def _cell(self, row: Any, cell: Any, columns: int, rows: int) -> None:
        place = self._word.cell(row, columns=columns, merged="restart" if rows > 1 else "")
        self._note(cell)
        before = len(place)
        if any(not is_inline(child) for child in cell):
            self.blocks(cell, _Context(place, TABLE_TEXT))
        if len(place) == before:
            runs = joined_runs(self._inline_content(cell))
            bold = cell.tag == "th"
            self._paragraph(place, TABLE_TEXT, [replace(run, bold=bold or run.bold) for run in runs])

    def _picture(self, element: Any, context: _Context) -> None:
        picture = self._made[id(element)]
        self._word.picture(context.place, picture.png, picture.width / picture.height, _alt(element))

    def _inside(self, element: Any) -> list[Run]:
        return joined_runs(self._inline_content(element))

    def _inline_content(self, element: Any) -> list[Run]:
        runs = list(plain_runs(element.text))
        for child in element:
            if not is_hidden(child):
                runs += self._runs(child)
            runs += plain_runs(child.tail)
        return runs

    def _runs(self, element: Any) -> list[Run]:
        if element.tag == "br":
            return [Run(BREAK)]
        if "page-number" in element.get("class", "").split():
            return []  # of the PDF, whose pages are not Word's
        self._note(element)
        runs = self._inline_content(element)
        if element.tag in ("strong", "b"):
            runs = [replace(run, bold=True) for run in runs]
        elif element.tag in ("em", "i"):
            runs = [replace(run, italic=True) for run in runs]
        elif element.tag == "a" and (link := self._led(element.get("href", ""))):
            runs = [replace(run, link=link) for run in runs]
        if OWN_LINE.intersection(element.get("class", "").split()):
            runs.insert(0, Run(BREAK))
        if element.get("lang"):
            runs = [replace(run, lang=run.lang or element.get("lang")) for run in runs]
        return runs

    def _led(self, href: str) -> str:
        """Where a link leads; empty where that is nothing that a document may lead to."""
        if href.startswith(PART_LINK):
            name, _, place = href.removeprefix(PART_LINK).partition("#")
            return f"{self._files[name]}#{place}" if name in self._files else ""
        return href if href.startswith(("#", *LINK_SCHEMES)) else ""

    def _note(self, element: Any) -> None:
        if element.get("id"):
            self._anchors.append(element.get("id"))


def _width(row: Any) -> int:
    return sum(int(cell.get("colspan", "1")) for cell in row if cell.tag in ("td", "th"))


def _widths(rows: list[Any], columns: int) -> list[float]:
    """A share for each column, in letters: its longest word, and more where it has more to say."""
    said: list[list[str]] = [[] for _ in range(columns)]
    for row in rows:
        column = 0
        for cell in (cell for cell in row if cell.tag in ("td", "th")):
            span = int(cell.get("colspan", "1"))
            if span == 1 and column < columns:
                said[column].append(" ".join("".join(cell.itertext()).split()))
            column += span
    return [_width_of(texts) for texts in said]


def _width_of(texts: list[str]) -> float:
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    mean = sum(map(len, texts)) / len(texts) if texts else 0
    return max(min(longest, 24) * 1.2 + 2, min(mean, 50))


def _alt(svg: Any) -> str:
    return svg.get("aria-label") or svg.findtext(f"{SVG}title") or ""


def _drawing(svg: Any) -> Drawing:
    """The drawing as SVG of its own, with the size of its view box."""
    _, _, width, height = (float(n) for n in svg.get("viewBox").replace(",", " ").split())
    alone = copy.deepcopy(svg)
    alone.tail = None
    for element in alone.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.removeprefix(SVG)
        if _XLINK in element.attrib:
            element.set("href", element.attrib.pop(_XLINK))
    alone.set("xmlns", SVG[1:-1])
    return Drawing(ElementTree.tostring(alone, encoding="unicode"), width, height)
