"""Two authorities on one statement take ten pages before the appendices, whatever the library holds.

Whole briefings are laid out, from pages of invented authorities and, where they are at hand, of real ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from commanding import PAGES, Command
from document_pages import tree

from briefing.document.quotations import LONG

SOURCES = Path(__file__).parents[3] / "shared" / "sources"
RESPONSE = "We welcome the report and have begun to act on what it says about choice and about waits. " * 6
Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command) -> Build:
    """Imports two pages, summarises all their findings if asked to, and builds their comparison."""

    def call(pages: dict[str, Path], *, summaries: bool, response: str = "", formats: str = "html") -> Path:
        monkeypatch.chdir(tmp_path)
        for slug, page in pages.items():
            done = briefing("import", str(page), "--authority", slug)
            assert done.code == 0, done.err
            if summaries:
                summarise(tmp_path / "library" / slug, slug)
        config = (
            f"authorities: [{', '.join(pages)}]\nthemes: [care-provision]\nsubject: {next(iter(pages))}\n"
            f"date: 2026-12-01\ntitle: Ten pages\nresponse: {json.dumps(response)}\n"
        )
        (tmp_path / "pair.yaml").write_text(config, encoding="utf-8")
        done = briefing("build", "pair", "--format", formats)
        assert done.code == 0, done.err
        return tmp_path / "output" / "pair"

    return call


def summarise(folder: Path, slug: str) -> None:
    """Gives every finding a summary as long as a real one, so that its quotation stands beneath."""
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    entries = [
        {
            "digest": finding["digest"],
            "statement": statement["statement"],
            "paragraph": finding["paragraph"],
            "sentence": finding["sentence"],
            "summary": "A reviewer wrote in a few plain words of their own what this sentence of the report "
            f"comes to ({finding['paragraph']}, {finding['sentence']}).",
        }
        for statement in record["statements"]
        for finding in statement["findings"]
    ]
    decisions = {"schema": 1, "authority": slug, "entries": entries}
    (folder / "decisions.yaml").write_text(json.dumps(decisions), encoding="utf-8")


def pages_before_the_appendices(pdf: Path) -> int:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return next(n for n, text in enumerate(texts) if text.startswith("Appendix: "))


def quotations(html: Path) -> dict[str, list[str]]:
    """The quotations that stand beneath summaries, by section."""
    root = tree(html.read_text(encoding="utf-8"))
    return {
        section.get("id"): [" ".join(q.text_content().split()) for q in section.find_class("quote")]
        for section in root.xpath("//main/section")
    }


CARE = {
    "kelderby": PAGES / "kelderby-care-provision.txt",
    "ottersham": PAGES / "ottersham-care-provision.html",
}
SHORT = {
    "lindmoor": PAGES / "lindmoor-care-provision.txt",
    "kelderby": PAGES / "kelderby-care-provision.txt",
}


@pytest.mark.parametrize(
    ("pages", "summaries", "response"),
    [
        pytest.param(CARE, True, "", id="summaries and quotations"),
        pytest.param(CARE, True, RESPONSE, id="and a response", marks=pytest.mark.slow),
        pytest.param(CARE, False, "", id="quotations alone", marks=pytest.mark.slow),
        pytest.param(SHORT, False, "", id="one short report", marks=pytest.mark.slow),
        pytest.param(SHORT, True, RESPONSE, id="one short report, all of it", marks=pytest.mark.slow),
    ],
)
def test_ten_pages_before_the_appendices(
    build: Build, pages: dict[str, Path], summaries: bool, response: str
) -> None:
    folder = build(pages, summaries=summaries, response=response, formats="pdf")
    assert 7 <= pages_before_the_appendices(folder / "pair.pdf") <= 10


def test_more_is_printed_where_there_is_room(build: Build) -> None:
    """A short report leaves room for the charts against England; a long one with quotations does not."""
    little = tree((build(SHORT, summaries=False) / "pair.html").read_text(encoding="utf-8"))
    assert little.xpath("//section[@class='statement']//div[starts-with(@id, 'chart-against-england')]")
    much = tree((build(CARE, summaries=True) / "pair.html").read_text(encoding="utf-8"))
    assert not much.xpath("//section[@class='statement']//div[starts-with(@id, 'chart-against')]")
    assert much.xpath("//section[@id='charts']//div[starts-with(@id, 'chart-against-england')]")


def test_a_quotation_stands_once_and_whole(build: Build) -> None:
    """In the sections each once, none long, all verbatim; the register has every one of them."""
    folder = build(CARE, summaries=True)
    found = quotations(folder / "pair.html")
    register = found.pop("evidence")
    printed = [q for quoted in found.values() for q in quoted]
    assert printed
    assert len(printed) == len(set(printed))
    assert set(printed) <= set(register)
    assert all(len(quotation.split()) <= LONG for quotation in printed)
    record = json.loads((folder / "briefing.json").read_text(encoding="utf-8"))
    held = {f"“{' '.join(e['quote'].split())}”" for e in record["evidence"] if e.get("quote")}
    assert set(register) <= held


@pytest.mark.sources
@pytest.mark.parametrize(
    "summaries",
    [
        pytest.param(False, id="shipped summaries"),
        pytest.param(True, id="summaries for all", marks=pytest.mark.slow),
    ],
)
def test_the_two_real_reports_take_ten_pages(build: Build, summaries: bool) -> None:
    """With the quotations that a user who imports the texts gets."""
    if not SOURCES.exists():
        pytest.skip("the two real assessments are not part of this project")
    pages = {slug: SOURCES / f"{slug}-care-provision.txt" for slug in ("haringey", "camden")}
    folder = build(pages, summaries=summaries, formats="pdf,html")
    assert 9 <= pages_before_the_appendices(folder / "pair.pdf") <= 10
    assert sum(len(q) for where, q in quotations(folder / "pair.html").items() if where != "evidence") > 10
