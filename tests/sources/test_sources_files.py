"""The same page in every format, from files made by the usual programs, read to the same sentences."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from briefing.domain.evidence import sentence_digest
from briefing.domain.source import BlockKind
from briefing.extraction.pages import PageReading, read_pages
from briefing.library.framework import load_framework
from briefing.sources import read_source

HERE = Path(__file__).parent
FILES = HERE / "files"
PAGES = HERE.parent / "pages"
MADE = sorted(path.name for path in FILES.iterdir() if path.suffix in (".docx", ".odt", ".pdf"))


@cache
def read(path: Path) -> PageReading:
    framework = load_framework(HERE.parents[1] / "briefing" / "reference" / "framework.yaml")
    return read_pages(read_source(path), framework, ())


def page_of(name: str) -> Path:
    stem = name.partition(".")[0].removesuffix("-report")
    return next(path for path in PAGES.glob(f"{stem}.*") if path.suffix in (".txt", ".html"))


@pytest.mark.parametrize("name", MADE)
def test_the_same_sentences_in_every_format(name: str) -> None:
    """Digest and place of every sentence, as the labels of the page have them."""
    gold = json.loads(page_of(name).with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))
    (labelled,) = gold["statements"]
    (statement,) = read(FILES / name).statements
    assert statement.score == labelled["score"]
    assert [(s.paragraph, s.number, sentence_digest(s.text)) for s in statement.sentences()] == [
        (s["para"], s["sent"], sentence_digest(s["text"])) for s in labelled["sentences"]
    ]


@pytest.mark.parametrize("name", MADE)
def test_the_same_topics_authority_and_date_in_every_format(name: str) -> None:
    """All that the page in its first format gives."""
    made, first = read(FILES / name), read(page_of(name))
    assert made.authority == first.authority
    assert made.published == first.published
    assert [p.topic for p in made.statements[0].paragraphs] == [
        p.topic for p in first.statements[0].paragraphs
    ]
    assert made.statements[0].headings == first.statements[0].headings


def test_printed_pages_lose_their_margins() -> None:
    """A browser's header, address and page numbers are no text; the address is kept for what it is."""
    document = read_source(FILES / "kelderby-care-provision.pdf")
    text = "\n".join(block.text for block in document.blocks)
    assert "localhost" not in text
    assert "1/2" not in text
    assert document.url == "http://localhost:8731/kelderby-care-provision.html"
    assert text.count("local authority assessment") == 1


def test_running_headers_of_a_report_are_left_out() -> None:
    """Running words at the top of every page, page numbers at the bottom, and words broken over lines."""
    document = read_source(FILES / "pellingstowe-safeguarding-report.pdf")
    text = "\n".join(block.text for block in document.blocks)
    assert "Local authority assessment report" not in text
    assert "Page 1 of" not in text
    assert "\u2010" not in text
    assert max(block.page or 0 for block in document.blocks) > 3


@pytest.mark.parametrize("name", [name for name in MADE if not name.startswith("ottersham")])
def test_headings_are_told_by_their_format(name: str) -> None:
    """Headings come marked, by style, outline or the size of their type."""
    headings = [block.text for block in read_source(FILES / name).blocks if block.kind is BlockKind.HEADING]
    assert "What people expect" in headings
    assert not any(heading.endswith(".") for heading in headings)


@pytest.mark.parametrize("name", ["ottersham-care-provision.docx", "ottersham-care-provision.odt"])
def test_list_items_are_told_by_their_format(name: str) -> None:
    """Bulleted paragraphs of office documents come as list items, and nothing else does."""
    items = [block.text for block in read_source(FILES / name).blocks if block.kind is BlockKind.LIST_ITEM]
    assert "a yearly round of unannounced visits" in items
    assert "Partnerships and communities" in items
    assert not any(len(item.split()) > 40 for item in items)
