"""Plain text in every encoding and layout."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from briefing.domain.source import BlockKind
from briefing.sources import read_source

LINES = [
    "Kent – a page",
    "Score: 2",
    "People’s visits were on time, and those who waited were told why. “It was fine,” said one of them when "
    "we asked, and her neighbour, who had waited for longer, agreed.",
    "Next steps",
    "A rota was planned for the spring, with more staff at week-ends and a second car.",
]


def blocks(data: bytes, folder: Path) -> list[tuple[BlockKind, str]]:
    path = folder / "page.txt"
    path.write_bytes(data)
    return [(block.kind, block.text) for block in read_source(path).blocks]


# sha256sum of the file of the last test.
DIGEST = "ee21dd04cfa950d127179c74c27f5e1604b34406a0f7a6dbbe2dc0543cd73b8e"
PLAIN = [(BlockKind.PARAGRAPH, line) for line in LINES]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", " \r\n \r\n", "\u2028"])
def test_encodings_and_line_ends(encoding: str, end: str, tmp_path: Path) -> None:
    """Every encoding that programs write, with or without a mark, and every line end."""
    if encoding == "cp1252" and end == "\u2028":
        pytest.skip("this encoding has no such line end")
    assert blocks(end.join(LINES).encode(encoding), tmp_path) == PLAIN


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_hard_wrapped_lines_are_joined(width: int, gap: str, tmp_path: Path) -> None:
    """Paragraphs that an editor broke into lines of a width come out whole, headings apart."""
    wrapped = gap.join("\n".join(textwrap.wrap(line, width)) for line in [*LINES, LINES[2], LINES[4]])
    read = [text for _, text in blocks(wrapped.encode(), tmp_path)]
    assert read == [*LINES, LINES[2], LINES[4]]


def test_unseen_characters_are_dropped(tmp_path: Path) -> None:
    """NULs, soft hyphens and zero-width marks are no text."""
    data = "Sco\u00adre:\u200b 2\x00\nVisits\ufeff were on\u00a0time.".encode()
    assert [text for _, text in blocks(data, tmp_path)] == ["Score: 2", "Visits were on time."]


@pytest.mark.parametrize("bullet", ["• ", "- ", "* ", "– ", "●", "o "])
def test_bullets_make_list_items(bullet: str, tmp_path: Path) -> None:
    """A bullet marks a list item and is no part of it."""
    text = f"There were two:\n{bullet}a café\n{bullet}a garden\nBoth were busy."
    assert blocks(text.encode(), tmp_path)[1:3] == [
        (BlockKind.LIST_ITEM, "a café"),
        (BlockKind.LIST_ITEM, "a garden"),
    ]


def test_numbers_make_list_items_only_in_sequence(tmp_path: Path) -> None:
    """1., 2. is a list; a number alone may be anything."""
    text = "1. A café\n2. A garden\nBoth were busy.\n3.5 staff ran them.\n4. was the number of the bus."
    assert blocks(text.encode(), tmp_path) == [
        (BlockKind.LIST_ITEM, "A café"),
        (BlockKind.LIST_ITEM, "A garden"),
        (BlockKind.PARAGRAPH, "Both were busy."),
        (BlockKind.PARAGRAPH, "3.5 staff ran them."),
        (BlockKind.PARAGRAPH, "4. was the number of the bus."),
    ]


def test_blocks_know_their_line(tmp_path: Path) -> None:
    """Each block carries the number of its first line, and the document the digest of its bytes."""
    path = tmp_path / "page.txt"
    path.write_bytes(b"\n\nOne.\n\nTwo.\n")
    document = read_source(path)
    assert [block.line for block in document.blocks] == [3, 5]
    assert document.file == "page.txt"
    assert document.sha256 == DIGEST
