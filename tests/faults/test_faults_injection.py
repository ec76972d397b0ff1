"""Bar 7: whatever is written where words are expected comes out as words."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
import yaml
from bars import Count
from commanding import PAGES, Command, Done
from lxml import etree, html
from payloads import PAYLOADS, UNSEEN, active_in_docx, active_in_html, active_in_pdf, squeezed

from briefing.publishing.tables import cell

TITLE, COMMITTEE, AUTHOR = PAYLOADS[1], PAYLOADS[2], PAYLOADS[0]
SLUG = "kelderby-b-metropolitan-b"
FILE = "<img src=x onerror=alert(1)> =1+1.txt"


def hostile_page() -> str:
    """A page whose prose has a payload in each of many sentences, and whose authority is one."""
    page = (PAGES / "kelderby-care-provision.txt").read_text(encoding="utf-8")
    said = [f"Item {n} of the plan, {p} it was called, was good." for n, p in enumerate(PAYLOADS)]
    paragraphs = "".join(f"{' '.join(said[n : n + 8])}\n\n" for n in range(0, len(said), 8))
    page = page.replace("Metropolitan", "<b>Metropolitan</b>", 1)
    return page.replace("Market shaping and", f"{paragraphs}Market shaping and", 1)


def stocked_with_payloads(house: Path, briefing: Command) -> list[str]:
    """Payloads in prose, names, titles, decisions, file names and the words of a config; what was read."""
    (house / FILE).write_text(hostile_page(), encoding="utf-8")
    done = briefing("import", FILE)
    assert done.code == 0, done.err
    assert SLUG in [p.name for p in (house / "library").iterdir()]
    record = json.loads((house / "library" / SLUG / "record.json").read_text(encoding="utf-8"))
    findings = record["statements"][0]["findings"]
    entries = []
    read = [f for f in findings if "of the plan," in f["quote"]]
    for finding, payload in zip(read, PAYLOADS, strict=False):
        entries.append(
            {
                "digest": finding["digest"],
                "statement": "care-provision",
                "paragraph": finding["paragraph"],
                "sentence": finding["sentence"],
                "label": "shortfall",
                "summary": payload,
                "by": PAYLOADS[3],
            }
        )
    decisions = {"schema": 1, "authority": SLUG, "entries": entries}
    text = yaml.safe_dump(decisions, allow_unicode=True, sort_keys=False)
    (house / "library" / SLUG / "decisions.yaml").write_text(text, encoding="utf-8")
    config = {
        "authorities": [SLUG, "ottersham"],
        "themes": ["care-provision"],
        "subject": SLUG,
        "title": TITLE,
        "committee": COMMITTEE,
        "author": AUTHOR,
        "purpose": PAYLOADS[4],
        "recommendation": PAYLOADS[5],
        "response": "\n\n".join(f"Point {n}: {p}" for n, p in enumerate(PAYLOADS)),
    }
    (house / "hostile.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return [f["quote"] for f in read]


def built(house: Path, briefing: Command, formats: str) -> tuple[Path, list[str]]:
    quotes = stocked_with_payloads(house, briefing)
    done: Done = briefing("build", "hostile", "--format", formats)
    assert done.code == 0, done.err
    return house / "output" / "hostile", quotes


def text_of_pdf(data: bytes) -> str:
    return "\n".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(data))


def text_of_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "".join(str(node) for node in root.itertext())


def check_csv(path: Path, quotes: list[str]) -> int:
    """Every cell is text or a number, and every sentence is there as it was read; how many cells."""
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    cells = [c for row in rows for c in row]
    formulas = [
        c for c in cells if c.lstrip()[:1] in tuple("=+-@") and not c.lstrip("+-").replace(".", "").isdigit()
    ]
    assert formulas == []
    assert {" ".join(q.split()) for q in quotes} <= {" ".join(c.split()) for c in cells}
    return len(cells)


def in_a_spreadsheet(path: Path, scratch: Path) -> list[str]:
    """Cells that a real spreadsheet took for a formula, and cells that it changed."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")
    profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
    convert = ["--convert-to", "fods", "--outdir", str(scratch), str(path)]
    done = subprocess.run(
        [office, profile, "--headless", *convert], capture_output=True, timeout=240, check=True
    )
    if b"could not be loaded" in done.stderr:
        pytest.skip("LibreOffice is here without its spreadsheet")
    sheet = etree.parse(str(scratch / f"{path.stem}.fods"))
    return [str(f) for f in sheet.xpath("//@*[local-name()='formula']")]


def test_a_hundred_payloads_are_words(house: Path, briefing: Command, count: Count) -> None:
    """In the page for the screen and in the data: literal, no active element, no other link."""
    folder, quotes = built(house, briefing, "html")
    page = (folder / "hostile.html").read_bytes()
    root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    seen = squeezed(root.text_content())
    assert [p for n, p in enumerate(PAYLOADS) if squeezed(f"Point {n}: {p}") not in seen] == []
    assert active_in_html(page) == []
    assert root.findtext(".//title") == TITLE
    account = json.loads((folder / "briefing.json").read_bytes())
    assert account["front"]["title"] == TITLE
    assert check_csv(folder / "data" / "findings.csv", quotes) > 1000
    assert len(quotes) >= 100
    count(7, "injection", payloads_on_screen=len(PAYLOADS), active_elements=0)


@pytest.mark.slow
def test_a_hundred_payloads_on_paper_and_in_word(house: Path, briefing: Command, count: Count) -> None:
    """The same in PDF and Word."""
    folder, _ = built(house, briefing, "pdf,docx")
    pdf, word = (folder / "hostile.pdf").read_bytes(), (folder / "hostile.docx").read_bytes()
    on_paper, in_word = squeezed(text_of_pdf(pdf)), squeezed(text_of_docx(word))
    for seen in (on_paper, in_word):
        assert [p for n, p in enumerate(PAYLOADS) if squeezed(f"Point {n}: {p}") not in seen] == []
    assert active_in_pdf(pdf) == []
    assert active_in_docx(word) == []
    assert docx.Document(io.BytesIO(word)).core_properties.title == TITLE
    count(7, "injection", payloads_on_paper_and_in_word=len(PAYLOADS))


@pytest.mark.slow
def test_a_spreadsheet_runs_no_formula(house: Path, tmp_path: Path, briefing: Command, count: Count) -> None:
    """The tables opened by a real spreadsheet: no cell of theirs is a formula to it."""
    folder, _ = built(house, briefing, "data")
    assert in_a_spreadsheet(folder / "data" / "findings.csv", tmp_path) == []
    count(7, "injection", formulas_run=0)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_cell_is_never_a_formula(payload: str) -> None:
    """Whatever begins like one has an apostrophe before it, and nothing else is changed."""
    for text in (payload, f" {payload}", f"\t{payload}", f"\u200b{payload}"):
        said = cell(text)
        assert said[:1] not in tuple("=+-@＝＋－＠")
        assert said.lstrip("'") == payload.strip().lstrip("'")


@pytest.mark.parametrize("unseen", UNSEEN, ids=ascii)
def test_characters_nobody_sees_are_refused_in_a_config(
    unseen: str, house: Path, briefing: Command, count: Count
) -> None:
    """With their place; in a page they are left out, and in a table as well."""
    (house / "hostile.yaml").write_text(
        f"authorities: [kelderby, ottersham]\nthemes: [all]\ntitle: {json.dumps(unseen)}\n", encoding="utf-8"
    )
    done = briefing("build", "hostile", "--format", "data")
    assert done.code == 2, done.err
    assert "hostile.yaml:3:8" in done.err
    assert cell(unseen).isprintable()
    count(7, "injection", unseen_characters_refused=1)


def test_an_address_of_another_kind_is_no_link(house: Path, briefing: Command) -> None:
    """A page may say that its own address is a script."""
    page = (PAGES / "ottersham-care-provision.html").read_text(encoding="utf-8")
    wrong = '<link rel="canonical" href="javascript:alert(document.domain)">'
    (house / "page.html").write_text(page.replace("<head>", f"<head>{wrong}", 1), encoding="utf-8")
    assert wrong in (house / "page.html").read_text(encoding="utf-8")
    shutil.rmtree(house / "library" / "ottersham")
    assert briefing("import", "page.html").code == 0
    done = briefing("build", "kelderby", "--format", "html")
    assert done.code == 0, done.err
    assert active_in_html((house / "output/kelderby/kelderby.html").read_bytes()) == []
