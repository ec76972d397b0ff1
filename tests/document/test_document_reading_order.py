"""A screen reader hears the pages in the order in which they are written: the text of the tags, in order."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from document_pages import ROOT, tree
from pikepdf import Array, Dictionary, Object
from pypdfium2 import raw

from briefing.document import Rendered

Pieces = dict[tuple[int, int], str]
"""Text by page and number of its marked content."""


def pieces(data: bytes) -> Pieces:
    found: Pieces = {}
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document):
        texts = page.get_textpage()
        for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
            room = raw.FPDFTextObj_GetText(piece, texts, None, 0)
            buffer = ctypes.create_string_buffer(room)
            raw.FPDFTextObj_GetText(piece, texts, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), room)
            key = (number, raw.FPDFPageObj_GetMarkedContentID(piece))
            found[key] = found.get(key, "") + buffer.raw.decode("utf-16-le").rstrip("\0")
    document.close()
    return found


def heard(data: bytes) -> str:
    """The text of the tag tree from first to last, without white space and without pictures."""
    said = pieces(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

        def walk(element: Object, page: int) -> Iterator[str]:
            page = pages[element.Pg.objgen] if "/Pg" in element else page
            if str(element.get("/S", "")) == "/Figure":
                return
            kids = element.get("/K")
            for kid in list(kids) if isinstance(kids, Array) else [kids]:
                if isinstance(kid, int):
                    yield said.get((page, kid), "")
                elif isinstance(kid, Dictionary) and "/MCID" in kid:
                    yield said.get((pages[kid.Pg.objgen], int(kid.MCID)), "")
                elif isinstance(kid, Dictionary) and "/S" in kid:
                    yield from walk(kid, page)

        return "".join("".join(walk(pdf.Root.StructTreeRoot, 0)).split())


@pytest.fixture(scope="module")
def read_aloud(pair: Rendered) -> str:
    from briefing.publishing.pdf import print_pdf

    return heard(print_pdf(pair.print_html, roots=(ROOT / "styles",), date="2026-12-01").data)


def first_out_of_order(said: list[str], aloud: str) -> str:
    """The first text that is not heard after the one before it; empty where all are."""
    at = 0
    for text in said:
        found = aloud.find("".join(text.split()), at)
        if found < 0:
            return text
        at = found
    return ""


def test_everything_printed_is_heard_in_order(pair: Rendered, read_aloud: str) -> None:
    said = [printed.text for printed in pair.printed]
    assert len(said) > 100
    assert first_out_of_order(said, read_aloud) == ""


def test_headings_and_table_cells_are_heard_in_order(pair: Rendered, read_aloud: str) -> None:
    page = tree(pair.print_html)
    said = [e.text_content() for e in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::th]")]
    assert len(said) > 80
    assert first_out_of_order(said, read_aloud) == ""


def test_the_check_hears_a_wrong_order(pair: Rendered, read_aloud: str) -> None:
    said = [printed.text for printed in pair.printed if len(printed.text) > 40]
    assert first_out_of_order(said[::-1], read_aloud)
