"""Word documents: the body's paragraphs, list items, headings and table rows; no headers, footers, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefing.domain.source import Block, BlockKind
from briefing.sources.bullets import strip_bullets
from briefing.sources.characters import fold
from briefing.sources.package import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What a reader of the document does not see, or sees elsewhere than here.
_UNSEEN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", _FALLBACK})
_INSTEAD = {
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_LEVELS = frozenset("012345")
_HEADING_NAME = re.compile(r"^(?:heading|überschrift|titre) ?(\d)?", re.IGNORECASE)


def read_docx(package: Package) -> tuple[Block, ...]:
    """The blocks of the document's body, in order. A line break in a paragraph ends a block."""
    styles = _Styles(package)
    body = package.xml("word/document.xml").find(f"{_W}body")
    if body is not None and next(body.iter(f"{_W}altChunk"), None) is not None:
        raise package.refused("A part of its text is another document, embedded in it.")
    blocks = [] if body is None else list(_blocks(body, styles))
    texts, kinds = strip_bullets([block.text for block in blocks])
    return tuple(
        Block(kind if block.kind is BlockKind.PARAGRAPH else block.kind, text, level=block.level)
        for block, text, kind in zip(blocks, texts, kinds, strict=True)
    )


def _blocks(body: etree._Element, styles: _Styles) -> Iterator[Block]:
    for element in body.iter(f"{_W}p", f"{_W}tr"):
        if any(parent.tag in (f"{_W}tr", *_UNSEEN) for parent in element.iterancestors()):
            continue
        if element.tag == f"{_W}tr":
            cells = (fold(" ".join(_text(p) for p in cell.iter(f"{_W}p"))) for cell in _cells(element))
            text = " | ".join(cell for cell in cells if cell)
            if text:
                yield Block(BlockKind.PARAGRAPH, text)
            continue
        level, in_list = styles.of(element)
        for line in map(fold, _text(element).split("\n")):
            if line and level:
                yield Block(BlockKind.HEADING, line, level=level)
            elif line:
                yield Block(BlockKind.LIST_ITEM if in_list else BlockKind.PARAGRAPH, line)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The row's own cells: those of a table within one of them belong to it already."""
    return (cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row)


def _text(paragraph: etree._Element) -> str:
    """The visible text of a paragraph, without that of text boxes anchored in it."""
    parts: list[str] = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _INSTEAD:
            parts.append(_INSTEAD[element.tag])
        elif element.tag == f"{_W}r" and _is_hidden(element):
            continue
        elif element.tag not in _UNSEEN and (element is paragraph or element.tag != f"{_W}p"):
            waiting.extend(reversed(element))
    return "".join(parts)


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val", "true") not in ("0", "false")


class _Styles:
    """What the document's styles make of a paragraph."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, etree._Element] = {}
        if "word/styles.xml" in package.names:
            for style in package.xml("word/styles.xml").iter(f"{_W}style"):
                self._styles[style.get(f"{_W}styleId", "")] = style

    def of(self, paragraph: etree._Element) -> tuple[int | None, bool]:
        """Its level as a heading, if it is one, and whether it is a list item."""
        level: int | None = None
        in_list: bool | None = None
        for name, properties in self._chain(paragraph.find(f"{_W}pPr")):
            heading = _HEADING_NAME.match(name)
            if level is None and (heading or name.lower() == "title"):
                level = int(heading[1] or 1) if heading else 1
            if properties is None:
                continue
            outline = properties.find(f"{_W}outlineLvl")
            if level is None and outline is not None and outline.get(f"{_W}val") in _LEVELS:
                level = int(outline.get(f"{_W}val", "0")) + 1
            number = properties.find(f"{_W}numPr/{_W}numId")
            if in_list is None and number is not None:
                in_list = number.get(f"{_W}val") != "0"
        return level, bool(in_list) and level is None

    def _chain(self, properties: etree._Element | None) -> Iterator[tuple[str, etree._Element | None]]:
        """The paragraph's own properties, then those of its style and of the styles that one is based on."""
        yield "", properties
        style = properties.find(f"{_W}pStyle") if properties is not None else None
        seen: set[str] = set()
        key = style.get(f"{_W}val", "") if style is not None else ""
        while key in self._styles and key not in seen:
            seen.add(key)
            style = self._styles[key]
            name = style.find(f"{_W}name")
            yield (name.get(f"{_W}val", "") if name is not None else ""), style.find(f"{_W}pPr")
            base = style.find(f"{_W}basedOn")
            key = base.get(f"{_W}val", "") if base is not None else ""
