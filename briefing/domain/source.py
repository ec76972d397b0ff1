"""Source documents: a report as located blocks of text, whatever file format it came in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that the source sets apart. Plain text does not mark headings: there every block is a
    paragraph, and which of them are headings is for the reading to find out."""

    kind: BlockKind
    text: str
    level: int | None = None
    """1 to 6 for a marked heading."""
    page: int | None = None
    """1-based page of a paged source."""
    line: int | None = None
    """1-based line of a text source."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    file: str
    """Name without its folder."""
    sha256: str
    """Of the file's bytes."""
    blocks: tuple[Block, ...]
    title: str | None = None
    """What the format itself calls the document's title (HTML `title`, PDF metadata), if anything."""
    url: str | None = None
    """The page's own canonical address, where the file states it."""
    warnings: tuple[str, ...] = ()
