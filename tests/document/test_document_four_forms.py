"""PDF, HTML, Word and data say the same numbers and the same sentences, a briefing's and a pack's.

Each form is read with a reader of its own kind, as text; what is compared are figures with their marks and
sentences with their marks, as often as each stands.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2
import pytest
from commanding import CONFIG, PAGES
from document_pages import tree

from briefing.cli import run

FORMS = "pdf,html,docx,data"
FILES = ("kelderby-care-provision.txt", "ottersham-care-provision.html", "lindmoor-care-provision.txt")
PACK = """\
kind: pack
title: Care from two sides
date: 2026-12-01
agenda_item: "7"
parts:
  - kelderby
  - {title: Seen from Lindmoor, authorities: [lindmoor, ottersham], themes: [care-provision]}
"""
FOOTER = re.compile(r"^.*(?:officer|complete|FINAL)(?:\s+\d+ of \d+)?\s*$|^Page \d+ of \d+$", re.M)
ROW = re.compile(
    r"^(?P<mark>[A-Z][a-z]+ \d+\.\d+) "
    r"(?P<value>(?:about |over |under )?[\d.]+|None|One|Two|Three|Four)(?= |$)",
    re.M,
)


@dataclass(frozen=True)
class Said:
    """What one form says."""

    text: str
    """All of it without white space, so that it does not matter where lines and pages break."""
    rows: Counter[tuple[str, str]]
    """Marks and values in the tables of all figures."""


def squeezed(text: str) -> str:
    return "".join(text.replace("\u2011", "-").split())


def number(cell: str) -> str:
    """The number of a cell with its qualifier, without a unit or the count it comes from."""
    return re.match(r"\s*((?:(?:about|over|under)\s+)?\S+)", cell)[1]  # type: ignore[index]


def of_html(paths: list[Path]) -> Said:
    roots = [tree(path.read_text(encoding="utf-8")) for path in paths]
    rows = (
        (row.findtext("th/a"), number(row.find("td/span").text_content()))
        for root in roots
        for row in root.xpath("//table[starts-with(@id, 'all-figures-')]//tr[th/a]")
    )
    return Said(
        squeezed(" ".join(root.find(".//main").text_content() for root in roots)),
        Counter((mark, value) for mark, value in rows),
    )


def of_word(paths: list[Path]) -> Said:
    texts: list[str] = []
    rows: Counter[tuple[str, str]] = Counter()
    for path in paths:
        document = docx.Document(str(path))
        texts += document.element.body.xpath(".//w:t/text()")
        for table in document.tables:
            heads = [cell.text for cell in table.rows[0].cells]
            if heads[:3] != ["Report and place", "Value", "Set beside"]:
                continue
            for row in table.rows[1:]:
                mark, value = (cell.text for cell in row.cells[:2])
                if re.search(r"\d+\.\d+$", mark) and value != mark:
                    rows[mark, number(value)] += 1
    return Said(squeezed("".join(texts)), rows)


def of_pdf(path: Path) -> Said:
    document = pypdfium2.PdfDocument(path)
    pages = [sheet.get_textpage().get_text_bounded().replace("\r\n", "\n") for sheet in document]
    document.close()
    pages = [FOOTER.sub("", page) for page in pages]
    whole = "\n".join(pages)
    tables = "\n".join(re.findall(r"^Appendix: all figures$.*?(?=^Appendix: (?!all)|\Z)", whole, re.M | re.S))
    rows = Counter((row["mark"], number(row["value"])) for row in ROW.finditer(tables))
    return Said(squeezed(whole), rows)


def of_data(folder: Path) -> Counter[tuple[str, str]]:
    """Marks and values of the rows of `figures.csv`, as often as the account says that they are printed."""
    with (folder / "data" / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        return Counter(
            (f"{row['authority'].title()} {row['place']}", row["value"]) for row in csv.DictReader(file)
        )


def sentences(paths: list[Path]) -> set[str]:
    """Sentences with their marks, and quotations, as the page in a browser has them."""
    found: set[str] = set()
    for path in paths:
        for said in tree(path.read_text(encoding="utf-8")).xpath("//main//span[@data-kind]"):
            if said.get("data-kind") in {"finding", "question"}:
                marks = next(iter(said.xpath("following-sibling::*[1][@class='marks']")), None)
                found.add(squeezed(said.text_content() + ("" if marks is None else marks.text_content())))
    return {one for one in found if len(one) > 25}


def marked(sentence: str) -> bool:
    return re.search(r"\d+\.\d+$|scores$|others$", sentence) is not None


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A briefing and a pack of invented authorities, in every form."""
    folder = tmp_path_factory.mktemp("forms")
    before = Path.cwd()
    os.chdir(folder)
    try:
        assert run(("import", *(str(PAGES / name) for name in FILES))) == 0
        (folder / "kelderby.yaml").write_text(CONFIG, encoding="utf-8")
        (folder / "evening.yaml").write_text(PACK, encoding="utf-8")
        assert run(("build", "kelderby", "evening", "--format", FORMS, "--quiet")) == 0
        yield folder / "output"
    finally:
        os.chdir(before)


@dataclass(frozen=True)
class Built:
    folder: Path
    html: list[Path]
    word: list[Path]
    pdf: Path


@pytest.fixture(scope="module", params=["kelderby", "evening"], ids=["briefing", "pack"])
def built(request: pytest.FixtureRequest, outputs: Path) -> Built:
    folder = outputs / request.param
    return Built(
        folder,
        sorted(folder.rglob("*.html")),
        sorted(folder.rglob("*.docx")),
        folder / f"{request.param}.pdf",
    )


def test_the_same_sentences_with_the_same_marks(built: Built) -> None:
    """As often in the PDF and in Word as in the browser; a caption may stand once more on paper."""
    on_screen, in_word, on_paper = of_html(built.html), of_word(built.word), of_pdf(built.pdf)
    found = sentences(built.html)
    assert sum(map(marked, found)) > 40
    for sentence in found:
        times = on_screen.text.count(sentence)
        assert on_paper.text.count(sentence) == in_word.text.count(sentence), sentence
        if marked(sentence):
            assert on_paper.text.count(sentence) == times, sentence
        else:
            assert on_paper.text.count(sentence) >= times, sentence


def test_the_same_figures_with_the_same_marks(built: Built) -> None:
    """Row for row in the tables of all figures."""
    on_screen = of_html(built.html).rows
    assert sum(on_screen.values()) > 30
    assert of_word(built.word).rows == on_screen
    assert of_pdf(built.pdf).rows == on_screen


def test_the_data_hold_what_the_tables_print(outputs: Path) -> None:
    """Every printed row is a row of `figures.csv`; numbers that the text gives in words are digits there."""
    words = {"None": "0", "One": "1", "Two": "2", "Three": "3", "Four": "4"}
    printed: Counter[tuple[str, str]] = Counter()
    for (mark, value), times in of_html([outputs / "kelderby" / "kelderby.html"]).rows.items():
        printed[mark, words.get(value, value.split()[-1])] += times
    assert printed == of_data(outputs / "kelderby")


def test_the_account_holds_what_the_pdf_prints(outputs: Path) -> None:
    """Each sentence and number of `briefing.json`, at least as often in the PDF as in the account."""
    account = json.loads((outputs / "kelderby" / "briefing.json").read_text(encoding="utf-8"))
    said = of_pdf(outputs / "kelderby" / "kelderby.pdf").text
    counted = Counter(squeezed(one["text"]) for one in account["printed"])
    assert len(counted) > 150
    assert {text for text, times in counted.items() if said.count(text) < times} == set()
