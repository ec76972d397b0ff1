"""OpenDocument texts: paragraphs, list items, headings and table rows; no notes, comments or deleted text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefing.domain.source import Block, BlockKind
from briefing.sources.bullets import strip_bullets
from briefing.sources.characters import fold
from briefing.sources.package import Package

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_P, _H = f"{_TEXT}p", f"{_TEXT}h"
_ROW, _CELL = f"{_TABLE}table-row", f"{_TABLE}table-cell"
_UNSEEN = frozenset(
    {
        *(f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content", f"{_TEXT}ruby-text"),
        *(f"{_OFFICE}annotation", f"{_TEXT}index-body", f"{_TEXT}hidden-paragraph"),
    }
)
_INSTEAD = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}


def read_odt(package: Package) -> tuple[Block, ...]:
    """The blocks of the document's body, in order. A line break in a paragraph ends a block."""
    body = package.xml("content.xml").find(f".//{_OFFICE}text")
    blocks = [] if body is None else list(_blocks(body))
    texts, kinds = strip_bullets([block.text for block in blocks])
    return tuple(
        Block(kind if block.kind is BlockKind.PARAGRAPH else block.kind, text, level=block.level)
        for block, text, kind in zip(blocks, texts, kinds, strict=True)
    )


def _blocks(body: etree._Element) -> Iterator[Block]:
    for element in body.iter(_P, _H, _ROW):
        above = {parent.tag for parent in element.iterancestors()}
        if _ROW in above or not _UNSEEN.isdisjoint(above):
            continue
        if element.tag == _ROW:
            cells = (fold(" ".join(_text(p) for p in cell.iter(_P, _H))) for cell in _cells(element))
            text = " | ".join(cell for cell in cells if cell)
            if text:
                yield Block(BlockKind.PARAGRAPH, text)
            continue
        level = _level(element) if element.tag == _H else None
        in_list = f"{_TEXT}list-item" in above
        for line in map(fold, _text(element).split("\n")):
            if line and level:
                yield Block(BlockKind.HEADING, line, level=level)
            elif line:
                yield Block(BlockKind.LIST_ITEM if in_list else BlockKind.PARAGRAPH, line)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The row's own cells: those of a table within one of them belong to it already."""
    return (cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row)


def _level(heading: etree._Element) -> int:
    printed = heading.get(f"{_TEXT}outline-level", "1")
    return min(int(printed), 6) if printed.isdecimal() and 0 < len(printed) < 3 and int(printed) else 1


def _text(paragraph: etree._Element) -> str:
    """The visible text of a paragraph, without that of frames anchored in it."""
    parts: list[str] = []
    waiting: list[etree._Element | str] = [paragraph]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        inside = node is paragraph or node.tag not in (_P, _H)
        if node.tag in _INSTEAD:
            parts.append(_INSTEAD[node.tag])
        elif node.tag not in _UNSEEN and inside:
            parts.append(node.text or "")
            for child in reversed(node):
                waiting.extend((child.tail or "", child))
    return "".join(parts)
