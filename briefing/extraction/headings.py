"""Sub-headings within findings: marked by the format, known to the framework, or told by their shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.domain.framework import QualityStatement
from briefing.domain.source import Block, BlockKind
from briefing.extraction.lines import LineBook
from briefing.extraction.topics import topic_of_heading

_MOST_WORDS = 14
_ENDS_SENTENCE = re.compile(r"[.?!][\"')\]\u2019\u201d]*$")
_ENDS_ANY = re.compile(r"[.?!:;,\u2026-][\"')\]\u2019\u201d]*$")
_CLAUSE = re.compile(r"\b(?:is|are|was|were|had|has|have|told|said|showed|felt|did|does)\b")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of findings, with the sub-heading it stands under."""

    text: str
    list_item: bool
    heading: str | None
    """As printed; None before the first sub-heading and on pages without any."""
    topic: str | None


def read_passages(
    blocks: Sequence[Block], statement: QualityStatement | None, book: LineBook
) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """The paragraphs of findings in order, and the sub-headings as printed."""
    passages: list[Passage] = []
    headings: list[str] = []
    heading: str | None = None
    topic: str | None = None
    in_list = False
    for i, block in enumerate(blocks):
        if _is_heading(blocks, i, statement, book, in_list):
            heading = block.text.strip().rstrip(":")
            known = book.topic(statement.id if statement else None, block.text)
            topic = known.id if known else topic_of_heading(heading)
            headings.append(heading)
            in_list = False
            continue
        list_item = block.kind is BlockKind.LIST_ITEM or (in_list and not _ENDS_SENTENCE.search(block.text))
        passages.append(Passage(block.text, list_item, heading, topic))
        # Where the format marks its lists, their end is marked too.
        unmarked = block.kind is not BlockKind.LIST_ITEM
        in_list = unmarked and (block.text.rstrip().endswith(":") or (in_list and list_item))
    return tuple(passages), tuple(headings)


def _is_heading(
    blocks: Sequence[Block], i: int, statement: QualityStatement | None, book: LineBook, in_list: bool
) -> bool:
    block = blocks[i]
    if block.kind is BlockKind.HEADING:
        return True
    if block.kind is BlockKind.LIST_ITEM:
        return False
    if book.topic(statement.id if statement else None, block.text):
        return True
    if in_list or i + 1 == len(blocks):
        return False
    return _has_shape_of_heading(block.text) and _is_running(blocks[i + 1])


def _has_shape_of_heading(text: str) -> bool:
    """A short line in capitals at its start, with no end punctuation and nothing that makes it a clause."""
    text = text.strip()
    return (
        1 < len(text.split()) <= _MOST_WORDS
        and text[0].isupper()
        and not _ENDS_ANY.search(text)
        and not _CLAUSE.search(text)
        and not any(sign in text for sign in "%=@")
    )


def _is_running(block: Block) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or len(block.text.split()) < 5:
        return False
    return bool(_ENDS_ANY.search(block.text))
