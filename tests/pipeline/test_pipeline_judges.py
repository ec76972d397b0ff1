"""The PDF of a whole briefing before both judges, and what a screen reader walks: its tags and bookmarks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import page
import pikepdf
import pytest
from commanding import CONFIG, PAGES
from pikepdf import Array, Dictionary, Object

HEADINGS = {f"/H{level}": level for level in range(1, 7)}
PROFILES = ("ua1", "3a")


def run(folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two invented authorities whose sentences are held, every second one with a summary above it."""
    folder = tmp_path_factory.mktemp("invented")
    pages = ("kelderby-care-provision.txt", "ottersham-care-provision.html")
    run(folder, "import", *(str(PAGES / name) for name in pages))
    for slug in ("kelderby", "ottersham"):
        record = json.loads((folder / "library" / slug / "record.json").read_text(encoding="utf-8"))
        (statement,) = record["statements"]
        entries = [
            {
                "digest": finding["digest"],
                "statement": statement["statement"],
                "paragraph": finding["paragraph"],
                "sentence": finding["sentence"],
                "summary": f"In a reviewer's words: {finding['paragraph']}, {finding['sentence']}",
            }
            for finding in statement["findings"][::2]
        ]
        decisions = json.dumps({"schema": 1, "authority": slug, "entries": entries})
        (folder / "library" / slug / "decisions.yaml").write_text(decisions, encoding="utf-8")
    (folder / "kelderby.yaml").write_text(CONFIG, encoding="utf-8")
    run(folder, "build", "kelderby", "--format", "pdf")
    return folder / "output" / "kelderby" / "kelderby.pdf"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example that ships, in an empty folder."""
    folder = tmp_path_factory.mktemp("shipped")
    run(folder, "build", "camden-vs-haringey", "--format", "pdf")
    return folder / "output" / "camden-vs-haringey" / "camden-vs-haringey.pdf"


@pytest.fixture(scope="module", params=["invented", "shipped"])
def printed(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def pdf(printed: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(printed) as opened:
        yield opened


def elements(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Every element of the tag tree, in the order in which it is read."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
        kids = element.get("/K")
        held = list(kids) if isinstance(kids, Array) else [kids]
        waiting += [kid for kid in reversed(held) if isinstance(kid, Dictionary)]


def of_type(pdf: pikepdf.Pdf, *types: str) -> list[Object]:
    return [element for element in elements(pdf) if str(element.S) in types]


def bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as outline:
        return [item.title for item in outline.root]


@pytest.mark.parametrize("profile", PROFILES)
def test_passes_the_first_judge(printed: Path, profile: str) -> None:
    """page-validation finds no failure against PDF/UA-1 and PDF/A-3a."""
    report = page.validate_pdf_bytes(printed.read_bytes(), profile=profile)
    assert [(f.rule_id, f.message) for f in report.failures] == []


@pytest.mark.slow
def test_passes_the_second_judge(printed: Path, second_judge: Callable[[Path], str]) -> None:
    """veraPDF finds no failure against PDF/UA-1 and PDF/A-3a."""
    assert second_judge(printed) == ""


def test_the_first_judge_would_find_a_fault(printed: Path, tmp_path: Path) -> None:
    """A figure without words fails: the check is alive."""
    with pikepdf.open(printed) as opened:
        for figure in of_type(opened, "/Figure"):
            del figure["/Alt"]
        opened.save(tmp_path / "mute.pdf")
    assert page.validate_pdf_bytes((tmp_path / "mute.pdf").read_bytes(), profile="ua1").failures


def test_headings_start_at_one_and_skip_no_level(pdf: pikepdf.Pdf) -> None:
    levels = [HEADINGS[str(element.S)] for element in of_type(pdf, *HEADINGS)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert len(levels) > 20


def test_every_header_cell_says_what_it_heads(pdf: pikepdf.Pdf) -> None:
    cells = of_type(pdf, "/TH")
    assert len(cells) > 50
    assert {str(cell.A.Scope) for cell in cells} <= {"/Column", "/Row", "/Both"}


def test_every_table_has_rows_and_most_say_their_title(pdf: pikepdf.Pdf) -> None:
    """A table whose title is the heading above it needs no caption of its own."""
    tables = of_type(pdf, "/Table")
    assert len(tables) > 5
    assert sum(str(kid.S) == "/Caption" for table in tables for kid in table.K) >= len(tables) - 2


def test_every_figure_has_words_of_its_own(pdf: pikepdf.Pdf) -> None:
    words = [str(figure.Alt) for figure in of_type(pdf, "/Figure")]
    assert len(words) >= 4
    assert len(set(words)) == len(words)
    assert all(len(alt.split()) > 8 for alt in words)


def test_the_contents_is_a_table_of_contents(pdf: pikepdf.Pdf) -> None:
    """Its entries are the sections of the main part, then the appendices."""
    assert len(of_type(pdf, "/TOC")) == 1
    assert len(of_type(pdf, "/TOCI")) >= 5


def test_language_title_and_bookmarks(pdf: pikepdf.Pdf) -> None:
    """The title is shown in place of the file's name; each section has a bookmark, in order."""
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        title = metadata["dc:title"]
    assert title
    assert title == str(pdf.docinfo["/Title"])
    marked = bookmarks(pdf)
    assert marked[:3] == ["The comparison on one page", "How to read this", "Scores"]
    appendices = marked[marked.index("Appendix: all figures") :]
    assert all(title.startswith("Appendix: ") for title in appendices)


def test_links_say_where_they_lead(pdf: pikepdf.Pdf) -> None:
    """Every link of a page has a description, for readers who hear one link at a time."""
    links = [a for sheet in pdf.pages for a in sheet.get("/Annots", ()) if str(a.Subtype) == "/Link"]
    assert len(links) > 50
    assert all(str(link.Contents).strip() for link in links)
