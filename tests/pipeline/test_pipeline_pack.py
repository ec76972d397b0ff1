"""Packs, from the command line to what lies on disk."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
from commanding import CONFIG, PAGES, Command
from lxml import html

from briefing.cli import run

FILES = (
    "kelderby-care-provision.txt",
    "ottersham-care-provision.html",
    "hollinsworth-equity.txt",
    "mossford-equity.txt",
)
PACK = """\
kind: pack
title: Care and equity in four councils
committee: Adults and Health Scrutiny Panel
date: 2026-12-01
agenda_item: "7"
author: Scrutiny team
wards: All
purpose: To bring together what was found about care and about equity.
recommendations: [That the panel notes the findings, That the panel questions the witnesses]
background_papers: [Assessments of four councils]
implications:
  - {heading: Financial, text: None arising from this report.}
  - {heading: Equalities, text: The findings on access bear on people with protected characteristics.}
parts:
  - kelderby
  - title: Care seen from Ottersham
    subject: ottersham
    authorities: [ottersham, kelderby]
    themes: [care-provision]
  - title: Equity in Hollinsworth and Mossford
    authorities: [hollinsworth, mossford]
    themes: [equity]
"""
SMALL = """\
kind: pack
title: Equity from two sides
date: 2026-12-01
formats: [pdf]
parts:
  - equity
  - {title: Seen from Mossford, subject: mossford, authorities: [hollinsworth, mossford], themes: [equity]}
"""
EQUITY = "authorities: [hollinsworth, mossford]\nthemes: [equity]\ntitle: Equity\n"
NAMES = ("kelderby", "part-2", "part-3", "annex")
TITLES = ("Care in Kelderby and Ottersham", "Care seen from Ottersham", "Equity in Hollinsworth and Mossford")


def library(folder: Path) -> None:
    """A workspace of four invented authorities, a briefing on two of them, and a pack of three parts."""
    assert run(("import", *(str(PAGES / name) for name in FILES))) == 0
    (folder / "kelderby.yaml").write_text(CONFIG, encoding="utf-8")
    (folder / "evening.yaml").write_text(PACK, encoding="utf-8")
    (folder / "equity.yaml").write_text(EQUITY, encoding="utf-8")
    (folder / "small.yaml").write_text(SMALL, encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The output folder of the pack, built once as PDF and HTML."""
    folder = tmp_path_factory.mktemp("pack")
    before = Path.cwd()
    os.chdir(folder)
    try:
        library(folder)
        assert run(("build", "evening", "--quiet")) == 0
        yield folder / "output" / "evening"
    finally:
        os.chdir(before)


@pytest.fixture
def four(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the pack, where nothing has been built."""
    monkeypatch.chdir(tmp_path)
    library(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def pdf(built: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(built / "evening.pdf") as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(built: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(built / "evening.pdf")
    found = [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document]
    document.close()
    return found


@pytest.fixture(scope="module")
def account(built: Path) -> Any:
    return json.loads((built / "briefing.json").read_text(encoding="utf-8"))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def root(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes())


def test_a_pack_leaves_what_the_contract_says(built: Path) -> None:
    """The front sheet, its parts and the annex, one set of data; the manifest names all it was made from."""
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    outputs = {o["path"]: o["sha256"] for o in manifest["outputs"]}
    assert set(outputs) == {
        "evening.pdf",
        "evening.html",
        *(f"parts/{name}.html" for name in NAMES),
        "briefing.json",
        "data/figures.csv",
        "data/findings.csv",
        "data/scores.csv",
    }
    assert outputs == {name: sha256((built / name).read_bytes()).hexdigest() for name in outputs}
    inputs = {i["name"]: i["sha256"] for i in manifest["inputs"]}
    assert inputs["config"] == sha256(PACK.encode()).hexdigest()
    assert inputs["config:kelderby"] == sha256(CONFIG.encode()).hexdigest()
    assert {
        f"workspace:library/{n}/record.json" for n in ("kelderby", "ottersham", "hollinsworth", "mossford")
    } <= set(inputs)


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_passes_the_first_judge(built: Path, profile: str) -> None:
    report = page.validate_pdf_bytes((built / "evening.pdf").read_bytes(), profile=profile)
    assert [(f.rule_id, f.message) for f in report.failures] == []


@pytest.mark.slow
def test_passes_the_second_judge(built: Path, second_judge: Callable[[Path], str]) -> None:
    assert second_judge(built / "evening.pdf") == ""


def test_the_front_sheet_says_what_a_report_must_say(texts: list[str]) -> None:
    front = texts[0] + texts[1]
    for said in (
        "Care and equity in four councils",
        "Adults and Health Scrutiny Panel",
        "Date 1 December 2026",
        "Agenda item 7",
        "Report author Scrutiny team",
        "Wards affected All",
        "To bring together what was found about care and about equity.",
        "That the panel notes the findings",
        "That the panel questions the witnesses",
        "Financial None arising from this report.",
        "Equalities The findings on access",
        "Background papers Assessments of four councils",
        "DRAFT",
    ):
        assert said in front


def test_the_contents_names_every_part_and_section_with_its_page(texts: list[str], pdf: pikepdf.Pdf) -> None:
    """Each link of the contents leads to the page that its line names, and the heading stands there."""
    numbers = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages, 1)}
    listed = list(pdf.Root.Names.Dests.Names)
    places = {str(k): numbers[v[0].objgen] for k, v in zip(listed[::2], listed[1::2], strict=True)}
    front = " ".join(texts[:2])
    with pdf.open_outline() as outline:
        parts = [(item.title, item) for item in outline.root[1:]]
    assert [title for title, _ in parts] == [
        *(f"7.{n} {title}" for n, title in enumerate(TITLES, 1)),
        "Annex: how to read these papers, and their evidence",
    ]
    for title, item in parts:
        first = numbers[item.destination[0].objgen]
        assert f"{title} {first} " in front
    assert places["p1-scores"] < places["p2-scores"] < places["p3-scores"] < places["p4-evidence"]
    for number in (1, 2, 3):
        assert f"Scores {places[f'p{number}-scores']} " in front
        assert texts[places[f"p{number}-scores"] - 1].count("Scores") >= 1
    assert f"Appendix: evidence register {places['p4-evidence']} " in front


def test_every_page_carries_one_page_number(texts: list[str]) -> None:
    """That of the pack, and not that of the part as well."""
    for number, text in enumerate(texts, 1):
        assert text.endswith(f"Page {number} of {len(texts)}")
    assert not re.search(r"officer +\d+ of \d+", " ".join(texts))


def test_what_parts_share_is_said_once(built: Path, texts: list[str]) -> None:
    """One register, one glossary, one page on how to read: in the annex, and in no part."""
    whole = " ".join(texts)
    assert whole.count("Words used in this briefing") == 1
    assert whole.count("The scale of scores") == 1
    shared = {"how-to-read", "evidence", "method", "sources", "glossary"}
    for name in NAMES[:3]:
        assert not shared & set(root(built / "parts" / f"{name}.html").xpath("//section/@id"))
    assert shared <= set(root(built / "parts" / "annex.html").xpath("//section/@id"))


def test_every_mark_leads_into_the_one_register(built: Path, pdf: pikepdf.Pdf) -> None:
    """On the screen to a place of the annex that is there, on paper to a destination that is there."""
    there = set(root(built / "parts" / "annex.html").xpath("//@id"))
    for name in NAMES[:3]:
        leads = root(built / "parts" / f"{name}.html").xpath("//a[contains(@class, 'mark')]/@href")
        assert leads
        assert {href.partition("#")[0] for href in leads} == {"annex.html"}
        assert {href.partition("#")[2] for href in leads} <= there
    known = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
    named = {
        str(a.Dest)
        for sheet in pdf.pages
        for a in sheet.obj.get("/Annots", [])
        if "/Dest" in a and not isinstance(a.Dest, pikepdf.Array)
    }
    assert named <= known
    assert "p4-e-kelderby-care-provision-3-3" in named


def test_screen_links_lead_somewhere(built: Path) -> None:
    """From the front sheet to parts and sections, from parts to the annex and back."""
    pages = [built / "evening.html", *(built / "parts" / f"{name}.html" for name in NAMES)]
    for path in pages:
        for href in root(path).xpath("//a/@href"):
            file, _, place = href.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target in [p.resolve() for p in pages]
            assert not place or root(target).get_element_by_id(place) is not None


def test_marks_tell_the_quality_statements_of_the_whole_pack_apart(built: Path) -> None:
    """A part on one statement alone still says which, because the register has two."""
    marks = root(built / "parts" / "part-3.html").xpath("//a[contains(@class, 'mark')]")
    assert all(re.search(r"\b3/\d+\.\d+$|^scores$", mark.text_content()) for mark in marks)


def test_each_row_of_the_parts_once(built: Path, four: Path, briefing: Command) -> None:
    """The tables hold what the parts built alone hold; a row of two parts stands once and names both."""
    alone = []
    parts = PACK.partition("parts:\n")[2]
    (four / "third.yaml").write_text(
        "\n".join(line[4:] for line in parts.splitlines()[5:]) + "\ndate: 2026-12-01\n", encoding="utf-8"
    )
    for name in ("kelderby", "third"):
        assert briefing("build", name, "--format", "data").code == 0
        alone += rows((four / "output" / name / "data" / "findings.csv").read_bytes())
    whole = rows((built / "data" / "findings.csv").read_bytes())
    said = [{k: v for k, v in row.items() if k not in ("row", "parts")} for row in whole]
    assert said == [{k: v for k, v in row.items() if k != "row"} for row in alone]
    assert {row["parts"] for row in whole} == {"Item 7.1; Item 7.2", "Item 7.3"}
    assert [row["row"] for row in whole] == [str(n) for n in range(1, len(whole) + 1)]
    figures = rows((built / "data" / "figures.csv").read_bytes())
    said = [tuple(row[k] for k in ("evidence", "label", "value", "population", "form")) for row in figures]
    assert len(said) == len(set(said))
    scores = rows((built / "data" / "scores.csv").read_bytes())
    assert len({(row["authority"], row["statement"]) for row in scores}) == len(scores)


def test_findings_are_counted_once_over_all_parts(account: Any, texts: list[str]) -> None:
    """Two parts on the same reports do not make twice the findings."""
    ids = {f["evidence"]["id"] for part in account["parts"] for f in part["findings"]}
    assert f"0 of {len(ids)} findings reviewed by an officer" in texts[0]


def test_the_account_holds_the_account_of_each_part(account: Any) -> None:
    assert account["schema"] == 1
    assert account["kind"] == "pack"
    assert account["front"]["agenda_item"] == "7"
    assert [(p["name"], p["label"], p["title"]) for p in account["parts"]] == [
        (name, f"Item 7.{n}", title) for n, (name, title) in enumerate(zip(NAMES, TITLES, strict=False), 1)
    ]
    assert all(part["printed"] and part["evidence"] for part in account["parts"])


def test_a_number_in_a_pack_leads_back_to_its_sentence(built: Path, briefing: Command) -> None:
    done = briefing("explain", str(built), "62.05")
    assert done.code == 0
    assert "in Item 7.1, statement-care-provision" in done.out
    assert "in annex, evidence" in done.out
    assert "kelderby/care-provision/3.3" in done.out


def test_nothing_changed_nothing_built(four: Path, briefing: Command) -> None:
    """A change of a config that the pack names is a change of the pack."""

    def result() -> str:
        return str(json.loads(briefing("build", "evening", "--format", "data", "--json").out)[0]["result"])

    assert result() == "built"
    assert result() == "unchanged"
    (four / "kelderby.yaml").write_text(CONFIG + "author: Another\n", encoding="utf-8")
    assert result() == "built"


def test_one_changed_part_prints_one_part(four: Path, briefing: Command) -> None:
    """New among the kept prints are the part and the front sheet; one that was damaged is printed again."""
    kept = four / "output" / ".briefing" / "parts" / "small"

    def prints() -> dict[str, int]:
        assert briefing("build", "small", "--force").code == 0
        return {path.stem: path.stat().st_mtime_ns for path in kept.glob("*.pdf")}

    before = prints()
    assert len(before) == 3 + 2  # two parts and the annex; the front sheet for its length and with its pages
    assert prints() == before
    whole = (four / "output" / "small" / "small.pdf").read_bytes()
    (four / "equity.yaml").write_text(EQUITY + "purpose: To compare.\n", encoding="utf-8")
    after = prints()
    assert len(after.keys() - before.keys()) == 2
    assert {name: after[name] for name in after.keys() & before.keys()}.items() <= before.items()
    assert len(after) == len(before)
    (four / "equity.yaml").write_text(EQUITY, encoding="utf-8")
    for path in kept.glob("*.pdf"):
        path.write_bytes(path.read_bytes()[:1000])
    prints()
    assert (four / "output" / "small" / "small.pdf").read_bytes() == whole


def test_without_an_agenda_item_parts_count_from_one(four: Path, briefing: Command) -> None:
    pack = "".join(
        line
        for line in PACK.splitlines(keepends=True)
        if line.startswith(("kind", "title", "parts", "  - kel", "  - title", "    "))
    )
    (four / "evening.yaml").write_text(pack, encoding="utf-8")
    assert briefing("build", "evening", "--format", "html").code == 0
    front = root(four / "output" / "evening" / "evening.html")
    assert [n.text_content() for n in front.xpath("//span[@class='number']")] == ["1", "2", "3"]
    assert front.xpath("//section/@id") == ["front"]
    assert front.xpath("//tr/th/text()") == ["Reviewed by"]
    part = root(four / "output" / "evening" / "parts" / "part-2.html")
    assert part.xpath("string(//p[@class='kicker'])") == "Part 2"


def test_no_part_takes_the_name_of_another_or_of_the_annex(four: Path, briefing: Command) -> None:
    (four / "annex.yaml").write_text(EQUITY, encoding="utf-8")
    (four / "part-2.yaml").write_text(EQUITY, encoding="utf-8")
    inline = SMALL.partition("  - {")[2]
    parts = "parts:\n  - annex\n  - {" + inline + "  - part-2\n"
    (four / "small.yaml").write_text(SMALL.partition("parts:")[0] + parts, encoding="utf-8")
    assert briefing("build", "small", "--format", "html").code == 0
    made = {path.name for path in (four / "output" / "small" / "parts").iterdir()}
    assert made == {"annex-2.html", "part-2.html", "part-2-2.html", "annex.html"}


def test_the_gate_lists_what_waits_in_all_parts(four: Path, briefing: Command) -> None:
    done = briefing("build", "evening", "--format", "data", "--final")
    assert done.code == 5
    assert "kelderby/care-provision/1.2" in done.err
    assert "hollinsworth/equity/" in done.err
    assert len(re.findall(r"^kelderby/care-provision/1\.2: .*not reviewed", done.err, re.M)) == 1
    assert not (four / "output" / "evening").exists()


WRONG = """\
kind: pack
title: Wrong in several ways
parts:
  - kelderbi
  - kelderby
  - evening
  - kelderby.yaml
  - broken
"""


def test_wrong_parts_are_told_with_their_places(four: Path, briefing: Command) -> None:
    """A config that is not there, a pack, one named twice, and one with a mistake of its own, all at once."""
    (four / "wrong.yaml").write_text(WRONG, encoding="utf-8")
    (four / "broken.yaml").write_text("authorities: [kelderby, ottersham]\nthemes: [car]\n")
    done = briefing("build", "wrong")
    assert done.code == 2
    assert re.search(r"wrong\.yaml:4:5: There is no config called 'kelderbi'", done.err)
    assert "Did you mean 'kelderby'?" in done.err
    assert re.search(r"wrong\.yaml:6:5: 'evening' is itself a pack", done.err)
    assert re.search(r"wrong\.yaml:7:5: 'kelderby.yaml' stands here a second time \(see part 2\)", done.err)
    assert "broken.yaml:2:10" in done.err
    assert briefing("check", "wrong").err == done.err
    assert not (four / "output").exists()


def test_word_has_a_file_for_the_front_sheet_and_each_part(four: Path, briefing: Command) -> None:
    assert briefing("build", "small", "--format", "docx").code == 0
    made = {p.relative_to(four / "output" / "small").as_posix() for p in (four / "output").rglob("*.docx")}
    assert made == {"small.docx", "parts/equity.docx", "parts/part-2.docx", "parts/annex.docx"}


@pytest.mark.slow
def test_ten_briefings_build_in_one_command(four: Path, briefing: Command) -> None:
    part = PACK.partition("  - title: Equity")[0].rpartition("  - title")[2]
    parts = "".join(f"  - title{part.replace('Care seen', f'Paper {n}, seen')}" for n in range(9))
    (four / "evening.yaml").write_text(PACK.partition("  - title")[0] + parts, encoding="utf-8")
    assert briefing("build", "evening").code == 0
    whole = (four / "output" / "evening" / "evening.pdf").read_bytes()
    report = page.validate_pdf_bytes(whole, profile="ua1")
    assert [(f.rule_id, f.message) for f in report.failures] == []
    with pikepdf.open(io.BytesIO(whole)) as opened, opened.open_outline() as outline:
        assert [item.title.split()[0] for item in outline.root[1:11]] == [f"7.{n}" for n in range(1, 11)]


@pytest.mark.slow
def test_the_same_inputs_give_the_same_bytes(four: Path) -> None:
    """In another output folder and another process, with nothing kept from before."""
    outputs = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "briefing", "build", "small", "--quiet", "--output", seed]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made = json.loads((four / seed / "small" / "manifest.json").read_text(encoding="utf-8"))
        outputs.append(made["outputs"])
    assert outputs[0] == outputs[1]
