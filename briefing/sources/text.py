"""Plain text: one line a paragraph, with or without blank lines between, or hard-wrapped by an editor."""

from __future__ import annotations

import re
from itertools import pairwise

from briefing.domain.source import Block
from briefing.sources.bullets import strip_bullets
from briefing.sources.characters import clean, decode, fold

_WIDEST_WRAP = 160
_ENDS_SENTENCE = re.compile(r"[.?!:;][\"')\]\u2019\u201d]*$")
_Line = tuple[int, str]


def read_text(data: bytes, file: str) -> tuple[Block, ...]:
    """The blocks of a text file, each with the number of its first line. No block is marked as a heading."""
    lines = [(n, fold(line)) for n, line in enumerate(clean(decode(data, file)).split("\n"), start=1)]
    groups = _unwrapped(lines) if _is_wrapped(lines) else [line for line in lines if line[1]]
    texts, kinds = strip_bullets([text for _, text in groups])
    return tuple(
        Block(kind=kind, text=text, line=line)
        for (line, _), text, kind in zip(groups, texts, kinds, strict=True)
        if text
    )


def _is_wrapped(lines: list[_Line]) -> bool:
    """Whether an editor broke the lines: of the long lines that break off in the middle of a sentence, most
    are so full that the first word of the next would not have fitted."""
    width = max((len(text) for _, text in lines), default=0)
    if width > _WIDEST_WRAP:
        return False
    cut_off = [
        (a, b)
        for (_, a), (_, b) in pairwise(lines)
        if b and len(a) > width // 2 and not _ENDS_SENTENCE.search(a)
    ]
    full = sum(_is_full(a, b, width) for a, b in cut_off)
    return full >= 2 and full > len(cut_off) // 2


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _unwrapped(lines: list[_Line]) -> list[_Line]:
    """Paragraphs of hard-wrapped text: a line goes on in the next unless its first word would have fitted."""
    width = max(len(text) for _, text in lines)
    joined: list[_Line] = []
    previous = ""
    for number, text in lines:
        starts_item = re.match(r"[-*\u2022\u2013]\s", text)
        if text and previous and _is_full(previous, text, width) and not starts_item:
            # A word is broken only at a hyphen of its own.
            space = "" if re.search(r"\w-$", previous) else " "
            joined[-1] = (joined[-1][0], f"{joined[-1][1]}{space}{text}")
        elif text:
            joined.append((number, text))
        previous = text
    return joined
