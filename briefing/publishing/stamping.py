"""Page numbers of a pack, set in a font that travels with it and marked as page furniture.

The renderer prints one sheet with the characters that are needed; its font, already subset and described as
PDF/A wants it, is what the numbers are set in. So no page is laid out for its number.
"""

from __future__ import annotations

import io
import re
import zlib
from html import escape
from pathlib import Path
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf

from briefing.errors import InputError, Problem
from briefing.publishing.pdf import print_pdf
from briefing.publishing.streams import unmistakable

FONT_NAME: Final = "/PackNumbers"
SIZE: Final = 9.5
"""Points; what running footers are set in."""
FROM_EDGE: Final = 17.0
"""Points from the lower edge of the page to the number: below running footers, within reach of printers."""

_SHEET: Final = """<!doctype html><html lang="en-GB"><head><title>Numbers</title><style>
@font-face {{ font-family: Numbers; src: url({file}) }}
p {{ font-family: Numbers; font-variant-ligatures: none; font-kerning: none }}
</style></head><body><p>{characters}</p></body></html>"""

_BEGIN: Final = b"q\n"
_END: Final = (
    "\nQ q\n/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n"
    "BT 0 g {font} {size} Tf {x:.2f} {y:.2f} Td <{glyphs}> Tj ET\nEMC Q\n"
)


class Stamper:
    """Numbers the pages of one pack. `label` is their wording, with `{page}` and `{pages}`."""

    def __init__(self, pack: Pdf, font: Path, label: str) -> None:
        self._pack, self._label = pack, label
        digits = "0123456789"
        wording = "".join(sorted(set(label.format(page="", pages=""))))
        sheet = _SHEET.format(file=font.name, characters=f"{escape(wording.strip())} {digits}")
        self._sheet = Pdf.open(io.BytesIO(print_pdf(sheet, roots=[font.parent]).data))
        fonts = list(self._sheet.pages[0].obj.Resources.Font.values())
        if len(fonts) != 1:
            raise InputError(
                Problem("The font of the page numbers lacks some of their characters.", place=font.name)
            )
        set_in = fonts[0]
        self._glyphs = _glyphs(set_in)
        self._widths = _widths(set_in)
        self._font = pack.copy_foreign(set_in)

    def stamp(self) -> None:
        begin = self._pack.make_stream(_BEGIN)
        pages = len(self._pack.pages)
        for number, page in enumerate(self._pack.pages, 1):
            words = self._label.format(page=number, pages=pages)
            page.obj.Contents = Array([begin, *_streams(page.obj.Contents), self._numbered(words, page.obj)])
            resources = page.obj.Resources
            if "/Font" not in resources:
                resources.Font = Dictionary()
            if FONT_NAME not in resources.Font:  # the pages of a part share one dictionary
                resources.Font[FONT_NAME] = self._font

    def _numbered(self, words: str, page: Object) -> Object:
        glyphs = [self._glyphs[character] for character in words]
        width = sum(self._widths.get(glyph, 0.0) for glyph in glyphs) * SIZE / 1000
        drawn = _END.format(
            font=FONT_NAME,
            size=SIZE,
            x=(float(page.MediaBox[0]) + float(page.MediaBox[2]) - width) / 2,
            y=float(page.MediaBox[1]) + FROM_EDGE,
            glyphs="".join(f"{glyph:04x}" for glyph in glyphs),
        )
        compressed = unmistakable(zlib.compress(drawn.encode(), 9))
        return self._pack.make_stream(compressed, Filter=Name.FlateDecode)


def _streams(contents: Object) -> list[Object]:
    return list(contents) if isinstance(contents, Array) else [contents]


def _glyphs(font: Object) -> dict[str, int]:
    """Which glyph each character of the sheet has, from the font's own map of glyphs to text."""
    pairs = re.findall(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", font.ToUnicode.read_bytes())
    return {bytes.fromhex(text.decode()).decode("utf-16-be"): int(glyph, 16) for glyph, text in pairs}


def _widths(font: Object) -> dict[int, float]:
    """Advance widths in thousandths of the size (ISO 32000-1, 9.7.4.3: `first [w w …]`)."""
    widths: dict[int, float] = {}
    listed = list(font.DescendantFonts[0].W)
    for i in range(0, len(listed), 2):
        first = int(listed[i])
        widths.update((first + n, float(width)) for n, width in enumerate(listed[i + 1]))
    return widths
