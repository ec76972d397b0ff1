"""The Word document: real styles, and every word of the page in its order."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from briefing.publishing.docx import write_docx

HEAD = (
    '<!doctype html><html lang="en-GB"><head><title>Amberside &amp; Fernleigh</title>'
    '<meta name="author" content="Scrutiny team">'
    '<meta name="dcterms.created" content="2026-12-01"></head><body>'
)


def written(body: str) -> docx.document.Document:
    return docx.Document(io.BytesIO(write_docx(f"{HEAD}{body}</body></html>")))


def lines(document: docx.document.Document) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in document.paragraphs if p.text]


def test_headings_paragraphs_and_lists_have_their_styles() -> None:
    document = written(
        "<main><section><h1>Title</h1><div>Loose <strong>words</strong></div><h2>Part</h2>"
        "<ul><li>One</li><li><p>Two</p><p>more</p><ul><li>Inner</li></ul></li></ul></section></main>"
    )
    assert lines(document) == [
        ("Heading 1", "Title"),
        ("Normal", "Loose words"),
        ("Heading 2", "Part"),
        ("List Bullet", "One"),
        ("List Bullet", "Two"),
        ("List Continue", "more"),
        ("List Bullet 2", "Inner"),
    ]


def test_each_numbered_list_begins_at_one() -> None:
    """Two lists of one style count apart."""
    document = written("<ol><li>A</li><li>B</li></ol><p>x</p><ol><li>C</li></ol>")
    numbers = [
        p._p.find(f".//{qn('w:numId')}").get(qn("w:val")) for p in document.paragraphs if p.text in "ABC"
    ]
    assert numbers[0] == numbers[1] != numbers[2]
    starts = document.part.numbering_part.element.findall(f".//{qn('w:startOverride')}")
    assert [s.get(qn("w:val")) for s in starts] == ["1", "1"]


def test_words_keep_their_look_language_and_spaces() -> None:
    """White space is folded as a browser does; a no-break space is not."""
    document = written(
        '<p>  A\n <b>bold</b> and\n<em>said</em>,<br> <span lang="cy">gofal</span> 5\u00a0% </p>'
    )
    (paragraph,) = [p for p in document.paragraphs if p.text]
    assert paragraph.text == "A bold and said,\ngofal 5\u00a0%"
    assert [r.text for r in paragraph.runs if r.bold] == ["bold"]
    assert [r.text for r in paragraph.runs if r.italic] == ["said"]
    assert [r.text for r in paragraph.runs if r._r.find(f".//{qn('w:lang')}") is not None] == ["gofal"]


def test_a_table_says_what_is_a_header() -> None:
    """Caption above, header row repeated, cells over several rows and columns kept, no row cut in two."""
    document = written(
        "<table><caption>Figures (percent)</caption><thead><tr><th scope='col'>Report</th><th>Value</th>"
        "<th>England</th></tr></thead><tbody><tr><th colspan='3' scope='rowgroup'>Choice</th></tr>"
        "<tr><th rowspan='2' scope='row'>Amberside</th><td>59.90</td><td>70.28</td></tr>"
        "<tr><td colspan='2'>Not reported</td></tr></tbody></table>"
    )
    (table,) = document.tables
    assert lines(document) == [("Caption", "Figures (percent)")]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Report", "Value", "England"],
        ["Choice"] * 3,
        ["Amberside", "59.90", "70.28"],
        ["Amberside", "Not reported", "Not reported"],
    ]
    rows = table._tbl.findall(qn("w:tr"))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val")) == "Figures (percent)"
    assert all(run.bold for run in table.rows[0].cells[0].paragraphs[0].runs)


def test_links_lead_to_pages_and_places() -> None:
    """Every link inside the document has its bookmark; only web and mail addresses leave it."""
    document = written(
        '<p><a href="#e-1">Amberside 21.3</a> <a href="https://www.cqc.org.uk/">CQC</a> '
        '<a href="javascript:alert(1)">no</a></p><h2 id="e-1">Evidence</h2>'
    )
    links = document.element.body.findall(f".//{qn('w:hyperlink')}")
    assert ["".join(t.text for t in link.iter(qn("w:t"))) for link in links] == ["Amberside 21.3", "CQC"]
    bookmarks = {b.get(qn("w:name")) for b in document.element.body.iter(qn("w:bookmarkStart"))}
    assert links[0].get(qn("w:anchor")) in bookmarks
    targets = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert targets == ["https://www.cqc.org.uk/"]


def test_a_drawing_is_a_picture_with_words() -> None:
    """In the shape of its view box, with the caption as a caption and the alt text on the picture."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" role="img"><title>Two bars</title>'
        '<rect width="150" height="100" fill="#12436D"/></svg>'
    )
    document = written(f"<figure><figcaption>Fernleigh is ahead</figcaption><div>{svg}</div></figure>")
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Two bars"
    assert round(shape.width / shape.height, 2) == 3.0
    assert ("Caption", "Fernleigh is ahead") in lines(document)
    embedded = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    from PIL import Image

    picture = Image.open(io.BytesIO(document.part.related_parts[embedded].blob)).convert("RGB")
    left, right = picture.getpixel((10, 10)), picture.getpixel((picture.width - 10, 10))
    assert left == (0x12, 0x43, 0x6D)
    assert right == (255, 255, 255)


def test_what_screen_readers_skip_is_left_out() -> None:
    document = written('<p><span aria-hidden="true">+ </span>Worse than England</p>')
    assert lines(document) == [("Normal", "Worse than England")]


def test_the_file_knows_its_title_language_and_date() -> None:
    properties = written("<p>x</p>").core_properties
    assert (properties.title, properties.author) == ("Amberside & Fernleigh", "Scrutiny team")
    assert (properties.language, properties.created.date().isoformat()) == ("en-GB", "2026-12-01")
    styles = written("<p>x</p>").styles.element
    assert {lang.get(qn("w:val")) for lang in styles.iter(qn("w:lang"))} == {"en-GB"}


def words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


def text_of(data: bytes) -> list[str]:
    """Every word of the document's body, tables in their places."""
    body = docx.Document(io.BytesIO(data)).element.body
    return [
        word
        for paragraph in body.iter(qn("w:p"))
        for word in words("".join(t.text or " " for t in paragraph.iter(qn("w:t"), qn("w:br"))))
    ]


def test_every_word_of_the_page_is_there_in_order(sample_html: str) -> None:
    """Nothing is lost or moved between the page and the document; a drawing's words are in its picture."""
    import lxml.html

    page = lxml.html.document_fromstring(sample_html).body
    for unread in [*page.iter("svg"), *page.xpath('.//*[@aria-hidden="true"]')]:
        unread.drop_tree()
    for block in page.xpath(".//*[not(self::a or self::span or self::strong or self::em or self::abbr)]"):
        block.text, block.tail = f" {block.text or ''}", f" {block.tail or ''}"
    assert text_of(write_docx(sample_html)) == words(page.text_content())


def test_text_is_text() -> None:
    """Markup and fields in the words of a source are words."""
    nasty = "&lt;w:t&gt; {HYPERLINK &quot;x&quot;} &amp;amp; ]]&gt; \u202e"
    document = written(f"<p>{nasty}</p>")
    (paragraph,) = [p for p in document.paragraphs if p.text]
    assert paragraph.text == '<w:t> {HYPERLINK "x"} &amp; ]]> \u202e'
    assert not list(document.element.body.iter(qn("w:instrText"), qn("w:fldSimple")))


def test_the_same_page_gives_the_same_bytes(tmp_path: Path, sample_html: str) -> None:
    """In processes of different hash seeds and time zones; no time of day is in the archive."""
    page = tmp_path / "page.html"
    page.write_text(sample_html.replace('<link rel="stylesheet" href="print.css">', ""), encoding="utf-8")
    code = (
        "import hashlib, pathlib, sys; from briefing.publishing.docx import write_docx\n"
        "print(hashlib.sha256(write_docx(pathlib.Path(sys.argv[1]).read_text('utf-8'))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, page],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(digests) == 1
    with zipfile.ZipFile(io.BytesIO(write_docx(sample_html))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_libreoffice_opens_it(tmp_path: Path, sample_html: str) -> None:
    """And prints its headings, table and last words."""
    if not shutil.which("libreoffice"):
        pytest.skip("LibreOffice is not on this machine")
    import pypdfium2

    (tmp_path / "sample.docx").write_bytes(write_docx(sample_html))
    command = ["libreoffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "sample.docx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    document = pypdfium2.PdfDocument(tmp_path / "sample.pdf")
    text = " ".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    for said in ("Amberside and Fernleigh compared", "Measure 59", "Words of somebody else."):
        assert said in text
