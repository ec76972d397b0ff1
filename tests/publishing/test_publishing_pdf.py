"""The PDF: conforms, carries its data, and can be read in the order it was written."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import page
import pikepdf
import pytest
from pikepdf import Array, Name, Object

from briefing.errors import InputError
from briefing.publishing.pdf import Attachment, PrintedPdf, print_pdf

FIGURES = Attachment("figures.csv", b"measure,value\r\nbreaks,59.90\r\n", "All figures")
RECORD = Attachment("briefing.json", b"{}\n", "Everything printed", "Source")


@pytest.fixture(scope="module")
def printed(sample_html: str, assets: Path) -> PrintedPdf:
    return print_pdf(sample_html, roots=[assets], date="2026-12-01", attachments=[FIGURES, RECORD])


@pytest.fixture(scope="module")
def pdf(printed: PrintedPdf) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(printed.data))


def shape(element: Object) -> str:
    """The structure tree in one line: types, and in brackets what they hold."""
    kids = element.get("/K")
    held = list(kids) if isinstance(kids, Array) else [kids]
    inner = " ".join(shape(kid) for kid in held if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)
    return f"{str(element.S)[1:]}({inner})" if inner else str(element.S)[1:]


def elements(root: Object, role: str) -> list[Object]:
    found, waiting = [], [root]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == f"/{role}":
            found.append(element)
        kids = element.get("/K")
        held = list(kids) if isinstance(kids, Array) else [kids]
        waiting += [kid for kid in reversed(held) if isinstance(kid, pikepdf.Dictionary)]
    return found


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_passes_the_first_judge(printed: PrintedPdf, profile: str) -> None:
    """page-validation finds no failure against PDF/UA-1 and PDF/A-3a."""
    report = page.validate_pdf_bytes(printed.data, profile=profile)
    assert [(f.rule_id, f.message) for f in report.failures] == []


def test_passes_the_second_judge(
    printed: PrintedPdf, tmp_path: Path, second_judge: Callable[[Path], str]
) -> None:
    """veraPDF finds no failure against PDF/UA-1 and PDF/A-3a."""
    path = tmp_path / "sample.pdf"
    path.write_bytes(printed.data)
    assert second_judge(path) == ""


def test_the_tree_reads_as_the_page_was_written(pdf: pikepdf.Pdf) -> None:
    """Headings, contents, links, notes, lists and captions are what they are, and layout boxes are gone."""
    tree = shape(pdf.Root.StructTreeRoot.K[0])
    table = tree[tree.index("Table(") : tree.index(") Sect(H2 Div(Figure")]
    contents = "TOC(TOCI(Reference(Link)) TOCI(Reference(Link)) TOC(TOCI(Reference(Link))))"
    assert tree.replace(table, "Table") == (
        f"Document(H1 P P(Strong) P Sect(H2 {contents}) "
        "Sect(H2 P(Span Span Link(Strong) Reference Note(Lbl) Link) "
        "L(LI(Lbl LBody(P P)) LI(Lbl LBody(Em L(LI(Lbl LBody))))) L(LI(Lbl LBody) LI(Lbl LBody)) "
        "L(LI(Lbl LBody) LI(Lbl LBody(P))) Table) "
        "Sect(H2 Div(Figure Caption(Strong)) Aside(H3 P) BlockQuote(P)))"
    ).replace("P P(Strong)", "P(Strong)")


def test_a_table_over_three_pages_is_one_table(pdf: pikepdf.Pdf) -> None:
    """One Table, one header group, and every row once, though the header is printed on each page."""
    tables = elements(pdf.Root.StructTreeRoot, "Table")
    assert len(tables) == 1
    assert [str(kid.S) for kid in tables[0].K] == ["/Caption", "/THead", "/TBody"]
    assert len(elements(tables[0], "TR")) == 61
    pages = {cell.Pg.objgen for cell in elements(tables[0], "TD") if "/Pg" in cell}
    assert len(pages) == 3


def test_header_cells_say_what_they_head(pdf: pikepdf.Pdf) -> None:
    scopes = [str(cell.A.Scope) for cell in elements(pdf.Root.StructTreeRoot, "TH")]
    assert scopes == ["/Column", "/Column", *["/Row"] * 60]


def test_languages_and_abbreviations_are_kept(pdf: pikepdf.Pdf) -> None:
    spans = elements(pdf.Root.StructTreeRoot, "Span")
    assert [str(s.E) for s in spans if "/E" in s] == ["Adult Social Care Survey"]
    assert [str(s.Lang) for s in spans if "/Lang" in s] == ["cy"]
    assert str(pdf.Root.Lang) == "en-GB"


def test_a_figure_has_words_and_a_place_in_points(pdf: pikepdf.Pdf) -> None:
    """The box is 120 by 40 mm in points, inside the page."""
    (figure,) = elements(pdf.Root.StructTreeRoot, "Figure")
    left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    assert str(figure.Alt) == "Two bars; the longer one is Fernleigh's"
    assert (round(right - left), round(top - bottom)) == (340, 113)
    assert 0 < left < right < 596
    assert 0 < bottom < top < 842


def test_running_headers_and_leaders_are_artifacts(pdf: pikepdf.Pdf) -> None:
    """No content of the structure tree stands in the page margins, and no row of dots is read aloud."""
    for number, sheet in enumerate(pdf.pages, 1):
        marked = [op.operands for op in pikepdf.parse_content_stream(sheet) if str(op.operator) == "BDC"]
        furniture = [properties for tag, properties in marked if str(tag) == "/Artifact"]
        assert {str(f.Subtype) for f in furniture} == {"/Header", "/Footer"}, number


def test_each_line_of_a_link_is_one_area_that_prints_and_speaks(pdf: pikepdf.Pdf) -> None:
    """A link with a nested element over two lines has two areas, each with the print flag and its words."""
    areas = [a for sheet in pdf.pages for a in sheet.obj.get("/Annots", [])]
    assert len(areas) == 3 + 2 + 1
    assert all(int(a.F) & 4 for a in areas)
    assert sum(str(a.Contents).startswith("the charts below, a link") for a in areas) == 2


def test_the_data_is_inside(pdf: pikepdf.Pdf) -> None:
    """Attached once each, with relationship and the briefing's own date."""
    files = list(pdf.Root.AF)
    assert [str(f.UF) for f in files] == ["briefing.json", "figures.csv"]
    assert [str(f.AFRelationship) for f in files] == ["/Source", "/Data"]
    assert files[1].EF.F.read_bytes() == FIGURES.data
    assert {str(f.EF.F.Params.ModDate) for f in files} == {"D:20261201000000Z"}
    assert str(files[1].EF.F.Subtype) == "/text/csv"


def test_bookmarks_title_and_dates(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        (top,) = outline.root
        assert [item.title for item in top.children] == ["Contents", "Figures", "Charts"]
    assert str(pdf.docinfo[Name.Title]) == "Amberside and Fernleigh compared"
    assert str(pdf.docinfo[Name.CreationDate]) == "D:20261201"


def test_says_where_every_part_begins(printed: PrintedPdf) -> None:
    assert printed.pages == 4
    assert (printed.page_of("figures"), printed.page_of("charts"), printed.page_of("nowhere")) == (1, 4, None)
    assert printed.fonts == ("Briefing Sans",)


PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
    "rkJggg=="
)
BODY = '<!doctype html><html lang="en-GB"><head><title>T</title></head><body><h1>T</h1>{}</body></html>'


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f'<img src="{PIXEL}">', "no words for those who cannot see it"),
        ('<p><a href="#nowhere">x</a></p>', "nowhere"),
        ('<p><a href="javascript:alert(1)">x</a></p>', "something else than a web page"),
        ('<p><a href="file:///etc/hostname">x</a></p>', "something else than a web page"),
        ('<p><a rel="attachment" href="print.css">x</a></p>', "something else than a web page"),
        ('<link rel="attachment" href="print.css">', "file to be attached"),
        ("<div>" * 2000 + "x", "too deeply"),
    ],
)
def test_what_cannot_be_published_is_refused(markup: str, expected: str, assets: Path) -> None:
    """Nothing is left out of a page in silence."""
    with pytest.raises(InputError) as refused:
        print_pdf(BODY.format(markup), roots=[assets])
    assert expected in str(refused.value)


def test_every_problem_is_told_at_once(assets: Path) -> None:
    """Two missing pictures and a dead link are three problems of one error."""
    markup = '<img src="a.png" alt="A"><img src="b.png" alt="B"><p><a href="#gone">x</a></p>'
    with pytest.raises(InputError) as refused:
        print_pdf(BODY.format(markup), roots=[assets])
    assert [p.place for p in refused.value.problems] == ["a.png", "b.png", "page layout"]
