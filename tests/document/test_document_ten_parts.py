"""A pack of ten briefings from one command: one annex, pages counted through, every mark leads somewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import docx
import page
import pikepdf
import pypdfium2
import pytest
from commanding import PAGES
from document_pages import tree
from docx.oxml.ns import qn

from briefing.cli import run

pytestmark = pytest.mark.slow
FILES = (
    "kelderby-care-provision.txt",
    "ottersham-care-provision.html",
    "lindmoor-care-provision.txt",
    "hollinsworth-equity.txt",
    "mossford-equity.txt",
)
COMPARED = (
    ("care-provision", "kelderby", "ottersham"),
    ("care-provision", "ottersham", "lindmoor"),
    ("care-provision", "lindmoor", "kelderby"),
    ("equity", "hollinsworth", "mossford"),
    ("equity", "mossford", "hollinsworth"),
)
PARTS = [f"part-{number}" for number in range(1, 11)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The output folder of the pack in every form."""
    folder = tmp_path_factory.mktemp("ten")
    before = Path.cwd()
    os.chdir(folder)
    parts = "".join(
        f"  - title: Paper {number}\n    subject: {first}\n    authorities: [{first}, {second}]\n"
        f"    themes: [{theme}]\n"
        for number, (theme, first, second) in enumerate((*COMPARED, *COMPARED), 1)
    )
    head = 'kind: pack\ntitle: Ten papers\ndate: 2026-12-01\nagenda_item: "7"\n'
    try:
        assert run(("import", *(str(PAGES / name) for name in FILES))) == 0
        (folder / "ten.yaml").write_text(f"{head}parts:\n{parts}", encoding="utf-8")
        assert run(("build", "ten", "--format", "pdf,html,docx", "--quiet")) == 0
        yield folder / "output" / "ten"
    finally:
        os.chdir(before)


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_passes_the_first_judge(built: Path, profile: str) -> None:
    report = page.validate_pdf_bytes((built / "ten.pdf").read_bytes(), profile=profile)
    assert [(f.rule_id, f.message) for f in report.failures] == []


def test_passes_the_second_judge(built: Path, second_judge: object) -> None:
    assert second_judge(built / "ten.pdf") == ""  # type: ignore[operator]


def test_pages_are_counted_through_and_bookmarks_lead_to_them(built: Path) -> None:
    """Each page ends with its number in the pack; each part and the annex has a bookmark on its first."""
    document = pypdfium2.PdfDocument(built / "ten.pdf")
    texts = [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document]
    document.close()
    for number, text in enumerate(texts, 1):
        assert text.endswith(f"Page {number} of {len(texts)}")
    with pikepdf.open(built / "ten.pdf") as pdf, pdf.open_outline() as outline:
        numbers = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages, 1)}
        marked = {item.title: numbers[item.destination[0].objgen] for item in outline.root[1:]}
    annex = "Annex: how to read these papers, and their evidence"
    assert list(marked) == [*(f"7.{n} Paper {n}" for n in range(1, 11)), annex]
    assert list(marked.values()) == sorted(set(marked.values()))
    front = " ".join(texts[: min(marked.values()) - 1])
    for title, first in marked.items():
        assert f"{title} {first} " in front
        assert title.split(" ", 1)[1].lower() in texts[first - 1].lower()
    assert sum(text.startswith("Appendix: evidence register") for text in texts) <= 1
    assert " ".join(texts).count("The scale of scores") == 1


def test_every_link_of_the_pdf_leads_somewhere(built: Path) -> None:
    with pikepdf.open(built / "ten.pdf") as pdf:
        known = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
        named = [
            str(a.Dest)
            for sheet in pdf.pages
            for a in sheet.obj.get("/Annots", [])
            if "/Dest" in a and not isinstance(a.Dest, pikepdf.Array)
        ]
    assert len(named) > 1000
    assert set(named) <= known
    assert {name.partition("-")[0] for name in named if "-e-" in name} == {"p11"}  # marks lead into the annex


def links(path: Path) -> list[tuple[Path, str]]:
    """The file and the bookmark that each link of a Word document leads to."""
    document = docx.Document(str(path))
    found = []
    for link in document.element.body.iter(qn("w:hyperlink")):
        target = document.part.rels[link.get(qn("r:id"))].target_ref if link.get(qn("r:id")) else ""
        if not urlsplit(target).scheme:
            file = (path.parent / target).resolve() if target else path
            found.append((file, link.get(qn("w:anchor")) or ""))
    return found


def bookmarks(path: Path) -> list[str]:
    body = docx.Document(str(path)).element.body
    return [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]


def test_every_link_of_the_word_documents_leads_somewhere(built: Path) -> None:
    """From the front sheet into the parts, from the parts into the annex: to a bookmark that is there."""
    files = [built / "ten.docx", *(built / "parts" / f"{name}.docx" for name in (*PARTS, "annex"))]
    there = {path.resolve(): bookmarks(path) for path in files}
    for path, names in there.items():
        assert len(names) == len(set(names)), path
        assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)
    for path in files:
        led = links(path)
        assert all(not place or place in there[file.resolve()] for file, place in led), path
        others = {file.resolve() for file, _ in led} - {path.resolve()}
        expected = set(there) - {path.resolve()} if path == files[0] else {files[-1].resolve()}
        if path != files[-1]:
            assert others == expected, path


def test_every_mark_of_the_pages_leads_into_the_annex(built: Path) -> None:
    there = set(tree((built / "parts" / "annex.html").read_text(encoding="utf-8")).xpath("//@id"))
    for name in PARTS:
        leads = tree((built / "parts" / f"{name}.html").read_text(encoding="utf-8")).xpath(
            "//a[contains(@class, 'mark')]/@href"
        )
        assert len(leads) > 50
        assert {href.partition("#")[0] for href in leads} == {"annex.html"}
        assert {href.partition("#")[2] for href in leads} <= there
