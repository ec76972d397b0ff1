"""A pack is its parts: every page, link, bookmark, structure and file of theirs, numbered through."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from briefing.errors import InputError
from briefing.publishing.pack import JoinedPack, PackPart, first_pages, join
from briefing.publishing.pdf import Attachment, PrintedPdf, print_pdf

FRONT = """<!doctype html><html lang="en-GB"><head><title>Scrutiny pack</title>
<link rel="stylesheet" href="print.css"><style>nav a::after {{ content: none }}</style></head><body>
<h1>Scrutiny pack</h1><nav role="doc-toc"><h2>Contents</h2><ol>{entries}</ol></nav></body></html>"""


def front_sheet(assets: Path, *addresses: str) -> PackPart:
    entries = "".join(f'<li><a href="{address}">An entry</a></li>' for address in addresses)
    printed = print_pdf(FRONT.format(entries=entries), roots=[assets], date="2026-12-01", in_pack=True)
    return PackPart(printed.data, "Front sheet", "front")


@pytest.fixture(scope="module")
def part(sample_html: str, assets: Path) -> PrintedPdf:
    data = Attachment("figures.csv", b"measure,value\r\n", "All figures")
    return print_pdf(sample_html, roots=[assets], date="2026-12-01", attachments=[data])


@pytest.fixture(scope="module")
def font(assets: Path) -> Path:
    return assets / "fonts" / "BriefingSans-Regular.ttf"


@pytest.fixture(scope="module")
def joined(part: PrintedPdf, assets: Path, font: Path) -> JoinedPack:
    front = front_sheet(assets, "part:1", "part:item-2#charts")
    parts = [PackPart(part.data, f"Item {n}: Amberside and Fernleigh", f"item-{n}") for n in (1, 2)]
    return join(front, parts, font=font)


@pytest.fixture(scope="module")
def pdf(joined: JoinedPack) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(joined.data))


def page_numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages, 1)}


def places(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Every named place with its page."""
    numbers, listed = page_numbers(pdf), list(pdf.Root.Names.Dests.Names)
    pairs = zip(listed[::2], listed[1::2], strict=True)
    return {str(name): numbers[place[0].objgen] for name, place in pairs}


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_passes_the_first_judge(joined: JoinedPack, profile: str) -> None:
    report = page.validate_pdf_bytes(joined.data, profile=profile)
    assert [(f.rule_id, f.message) for f in report.failures] == []


def test_passes_the_second_judge(
    joined: JoinedPack, tmp_path: Path, second_judge: Callable[[Path], str]
) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(joined.data)
    assert second_judge(path) == ""


def test_says_where_parts_begin(joined: JoinedPack) -> None:
    """A front sheet of one page and two parts of four."""
    assert first_pages(1, [4, 4]) == (2, 6)
    assert joined.pages == 9


def test_each_page_shows_its_number_in_the_pack(joined: JoinedPack) -> None:
    """As text that can be found, in addition to what the part prints itself."""
    document = pypdfium2.PdfDocument(joined.data)
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    document.close()
    assert all(f"Page {number} of 9" in text for number, text in enumerate(texts, 1))
    assert "Page 1 of 4" in texts[5]


def test_the_number_is_an_artifact(pdf: pikepdf.Pdf) -> None:
    stamp = pdf.pages[3].obj.Contents[-1].read_bytes()
    assert re.search(rb"/Artifact <<.*?/Pagination.*?>> BDC\s+BT", stamp)


def test_links_lead_to_the_same_place_of_their_own_part(pdf: pikepdf.Pdf) -> None:
    """A link inside the second part stays in it; the front sheet's lead to part and place."""
    found = places(pdf)
    assert {name: found[name] for name in ("p1-charts", "p2-charts")} == {"p1-charts": 5, "p2-charts": 9}
    (first, second) = pdf.pages[0].obj.Annots
    assert page_numbers(pdf)[first.Dest[0].objgen] == 2
    assert str(second.Dest) == "p2-charts"
    inner = {str(a.Dest) for a in pdf.pages[5].obj.Annots if "/Dest" in a}
    assert inner == {"p2-figures", "p2-charts", "p2-caution"}


def test_bookmarks_are_kept_under_their_part(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        inner = [item.title for item in outline.root[2].children[0].children]
    assert titles == ["Front sheet", *(f"Item {n}: Amberside and Fernleigh" for n in (1, 2))]
    assert inner == ["Contents", "Figures", "Charts"]


def test_the_structure_is_one_tree_of_parts(pdf: pikepdf.Pdf) -> None:
    """Each part keeps its tree; every piece of content finds its element through the parent tree."""
    (document,) = pdf.Root.StructTreeRoot.K
    assert [(str(p.S), str(p.T)) for p in document.K] == [
        ("/Part", "Front sheet"),
        ("/Part", "Item 1: Amberside and Fernleigh"),
        ("/Part", "Item 2: Amberside and Fernleigh"),
    ]
    listed = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    keys = [int(key) for key in listed[::2]]
    assert keys == sorted(set(keys))
    owners = dict(zip(keys, listed[1::2], strict=True))
    for sheet in pdf.pages:
        assert {e.Pg.objgen for e in owners[int(sheet.obj.StructParents)]} <= set(page_numbers(pdf))
        for annotation in sheet.obj.get("/Annots", []):
            assert owners[int(annotation.StructParent)].S == "/Link"
    assert [str(i) for i in pdf.Root.StructTreeRoot.IDTree.Names[::2]] == ["p1-note-1", "p2-note-1"]


def test_the_data_of_each_part_comes_along(pdf: pikepdf.Pdf) -> None:
    assert [str(file.UF) for file in pdf.Root.AF] == ["item-1-figures.csv", "item-2-figures.csv"]
    assert pdf.Root.AF[1].EF.F.read_bytes() == b"measure,value\r\n"


def test_the_front_sheet_speaks_for_the_pack(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo["/Title"]) == "Scrutiny pack"
    assert b"Scrutiny pack" in pdf.Root.Metadata.read_bytes()
    assert str(pdf.Root.Lang) == "en-GB"


@pytest.mark.parametrize("address", ["part:3", "part:0", "part:x", "part:1#nowhere"])
def test_a_link_to_no_part_is_refused(address: str, part: PrintedPdf, assets: Path, font: Path) -> None:
    front = front_sheet(assets, address)
    with pytest.raises(InputError, match=re.escape(address)):
        join(front, [PackPart(part.data, "Item 1", "item-1")] * 2, font=font)


def test_part_links_are_for_front_sheets_alone(assets: Path) -> None:
    with pytest.raises(InputError, match="something else than a web page"):
        print_pdf(FRONT.format(entries='<li><a href="part:1">x</a></li>'), roots=[assets])


JOIN = """
import hashlib, sys
from pathlib import Path
from briefing.publishing.pack import PackPart, join
front, part = (Path(name).read_bytes() for name in sys.argv[1:3])
packed = join(PackPart(front, "F", "f"), [PackPart(part, "A", "a"), PackPart(part, "B", "b")],
    font=Path(sys.argv[3]))
print(hashlib.sha256(packed.data).hexdigest())
"""


def test_the_same_parts_give_the_same_pack(
    part: PrintedPdf, assets: Path, font: Path, tmp_path: Path
) -> None:
    """In processes with different hash seeds."""
    (tmp_path / "front.pdf").write_bytes(front_sheet(assets, "part:1").data)
    (tmp_path / "part.pdf").write_bytes(part.data)
    arguments = [tmp_path / "front.pdf", tmp_path / "part.pdf", font]
    digests = {
        subprocess.run(
            [sys.executable, "-c", JOIN, *arguments],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_no_stream_ends_in_doubt(part: PrintedPdf, assets: Path, font: Path) -> None:
    """Two hundred pages: about one stream in 256 would end in a carriage return if nothing was done."""
    front = front_sheet(assets, "part:1")
    big = join(front, [PackPart(part.data, f"Item {n}", f"item-{n}") for n in range(1, 51)], font=font)
    assert big.pages == 201
    assert b"\r\nendstream" not in big.data
    assert big.data.count(b"endstream") > 500


@pytest.mark.slow
def test_the_cost_is_linear(part: PrintedPdf, assets: Path, font: Path) -> None:
    """Six hundred pages take about four times as long as a hundred and fifty."""
    front, times = front_sheet(assets, "part:1"), []
    for count in (38, 150):
        began = time.process_time()
        join(front, [PackPart(part.data, f"Item {n}", f"item-{n}") for n in range(count)], font=font)
        times.append(time.process_time() - began)
    assert times[1] < 8 * times[0]
