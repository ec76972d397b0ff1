"""The lines of a PDF page, with their places and type."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from briefing.sources.characters import clean, fold

MOST_CHARACTERS = 200_000
_BOLD = 600
# What pdfium puts for a hyphen that ends a line, and ligatures that some fonts spell as one character.
_LINE_HYPHEN = "\x02"
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_BULLET_ONLY = re.compile(r"^(?:[\u2022\u25aa\u25cf\u25cb\u25e6\u00b7\uf0b7\uf0a7*o-]|\d{1,2}[.)])$")


class TooMuchTextError(ValueError):
    """A page holds more than MOST_CHARACTERS. Its argument is the number of the page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. Lengths are in points, measured from the bottom left corner of the page."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float
    first_word: float
    """Width of the first word."""
    size: float
    """Of the type, as it is drawn."""
    bold: bool
    page_height: float

    spaced: bool
    """A space is drawn after it. Some programs keep the space at which they broke a line, some never do."""


def read_lines(page: pdfium.PdfPage, number: int) -> tuple[Line, ...]:
    """The lines of a page in the order in which they are drawn; fragments that share a line are joined."""
    textpage = page.get_textpage()
    height = page.get_height()
    try:
        count = textpage.count_chars()
        if count > MOST_CHARACTERS:
            raise TooMuchTextError(number)
        characters = "".join(_character(textpage, i) for i in range(count))
        lines: list[Line] = []
        for start, end in _spans(characters):
            line = _line(textpage, characters, start, end, number, height)
            if line is None:
                continue
            if lines and _shares_line(lines[-1], line):
                lines[-1] = _joined(lines[-1], line)
            else:
                lines.append(line)
        return tuple(lines)
    finally:
        textpage.close()


def _character(textpage: pdfium.PdfTextPage, index: int) -> str:
    code = raw.FPDFText_GetUnicode(textpage, index)
    # One place for each character, so that places in the string are places on the page.
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _spans(characters: str) -> list[tuple[int, int]]:
    """Where each line starts and ends. A hyphen that pdfium took out ends a line too."""
    spans = []
    start = 0
    for match in re.finditer(r"[\r\n]+|\x02", characters):
        end = match.end() if match.group() == _LINE_HYPHEN else match.start()
        spans.append((start, end))
        start = match.end()
    spans.append((start, len(characters)))
    return [(a, b) for a, b in spans if characters[a:b].strip()]


def _line(
    textpage: pdfium.PdfTextPage, characters: str, start: int, end: int, page: int, height: float
) -> Line | None:
    seen = [i for i in range(start, end) if not characters[i].isspace()]
    if not seen:
        return None
    printed = clean(characters[start:end].replace(_LINE_HYPHEN, "-")).translate(_LIGATURES)
    text = fold(printed)
    if not text:
        return None
    word_end = next((i - 1 for i in range(seen[0], seen[-1]) if characters[i].isspace()), seen[-1])
    first, last, word = (_box(textpage, i) for i in (seen[0], seen[-1], word_end))
    middle = seen[len(seen) // 2]
    box = _box(textpage, middle)
    weights = [raw.FPDFText_GetFontWeight(textpage, i) for i in (seen[0], middle, seen[-1])]
    return Line(
        page=page,
        text=text,
        left=first[0],
        right=last[1],
        bottom=box[2],
        top=box[3],
        first_word=word[1] - first[0],
        size=_size(textpage, middle),
        bold=all(weight >= _BOLD for weight in weights),
        page_height=height,
        spaced=characters[seen[-1] + 1 : end].isspace(),
    )


def _box(textpage: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a character's cell, which does not depend on its shape."""
    rectangle = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rectangle))
    return rectangle.left, rectangle.right, rectangle.bottom, rectangle.top


def _size(textpage: pdfium.PdfTextPage, index: int) -> float:
    """The size of a character's type, with the scale at which it is drawn."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
    return float(raw.FPDFText_GetFontSize(textpage, index)) * (math.hypot(matrix.c, matrix.d) or 1.0)


def _shares_line(before: Line, line: Line) -> bool:
    """Whether two fragments stand beside each other, as a bullet and its item do."""
    overlap = min(before.top, line.top) - max(before.bottom, line.bottom)
    beside = line.left >= before.right - 1
    near = line.left - before.right < 3 * line.size or bool(_BULLET_ONLY.match(before.text))
    return beside and near and overlap > 0.6 * min(before.size, line.size)


def _joined(before: Line, line: Line) -> Line:
    tight = line.left - before.right < 0.12 * line.size
    bullet = bool(_BULLET_ONLY.match(before.text))
    return replace(
        line,
        text=before.text + ("" if tight and not bullet else " ") + line.text,
        left=before.left,
        first_word=line.left + line.first_word - before.left if bullet else before.first_word,
        bold=before.bold and line.bold,
    )
