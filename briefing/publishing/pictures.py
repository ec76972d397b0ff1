"""Drawings as pictures, for programs that cannot draw them: SVG to PNG by way of the PDF renderer."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefing.errors import InputError, Problem
from briefing.publishing.pdf import print_pdf

DOTS_PER_INCH: Final = 200

_FONT_FACE: Final = re.compile(r"@font-face\s*\{[^}]*\}")
_SHEET: Final = """<!doctype html><html lang="en-GB"><head><title>Drawings</title><style>{fonts}
{pages} body, div {{ margin: 0 }} svg {{ display: block; width: 100%; height: 100% }}</style></head>
<body>{drawings}</body></html>"""


@dataclass(frozen=True, slots=True)
class Drawing:
    svg: str
    width: float
    """CSS pixels; only the ratio to the height matters."""
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    png: bytes
    width: float
    height: float
    """In the units of its drawing."""


def fonts_of(style: str) -> str:
    """The `@font-face` rules of a style sheet: all that a drawing needs of it."""
    return "\n".join(_FONT_FACE.findall(style))


def pictures(drawings: Sequence[Drawing], fonts: str = "") -> tuple[Picture, ...]:
    """Each drawing as a PNG of 200 dots to the inch, in the fonts that `fonts` declares."""
    if not drawings:
        return ()
    import pypdfium2

    printed = print_pdf(_sheet(drawings, fonts), roots=())
    if printed.pages != len(drawings):
        raise InputError(Problem("A drawing could not be turned into a picture of one page."))
    document = pypdfium2.PdfDocument(printed.data)
    try:
        return tuple(
            Picture(_png(document[number]), drawing.width, drawing.height)
            for number, drawing in enumerate(drawings)
        )
    finally:
        document.close()


def _sheet(drawings: Sequence[Drawing], fonts: str) -> str:
    pages = "".join(
        f"@page d{n} {{ size: {d.width}px {d.height}px; margin: 0 }}"
        f"#d{n} {{ page: d{n}; height: {d.height}px }}"
        for n, d in enumerate(drawings)
    )
    shown = "".join(f'<div id="d{n}">{d.svg}</div>' for n, d in enumerate(drawings))
    return _SHEET.format(fonts=fonts, pages=pages, drawings=shown)


def _png(page: object) -> bytes:
    bitmap = page.render(scale=DOTS_PER_INCH / 72)  # type: ignore[attr-defined]
    out = io.BytesIO()
    bitmap.to_pil().save(out, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return out.getvalue()
