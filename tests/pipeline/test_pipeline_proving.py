"""What is printed leads back to its sentence, and what nobody reviewed cannot be final."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from commanding import CONFIG, PAGES, Command

from briefing.cli import run

SLUGS = ("kelderby", "ottersham")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two invented authorities, compared in a PDF."""
    folder = tmp_path_factory.mktemp("built")
    with contextlib.chdir(folder):
        pages = ("kelderby-care-provision.txt", "ottersham-care-provision.html")
        assert run(["import", *(str(PAGES / name) for name in pages)]) == 0
        Path("kelderby.yaml").write_text(CONFIG, encoding="utf-8")
        assert run(["build", "kelderby", "--format", "pdf", "-q"]) == 0
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "workspace"
    shutil.copytree(built, copy)
    monkeypatch.chdir(copy)
    return copy


def record(slug: str) -> Any:
    return json.loads(Path(f"library/{slug}/record.json").read_text(encoding="utf-8"))


def sentences(slug: str) -> list[dict[str, Any]]:
    return [{"statement": s["statement"], **f} for s in record(slug)["statements"] for f in s["findings"]]


def entry(finding: dict[str, Any], **said: object) -> dict[str, object]:
    place = {name: finding[name] for name in ("digest", "statement", "paragraph", "sentence")}
    return {**place, "by": "A. Officer", "on": "2026-11-21", **said}


def decide(slug: str, entries: Iterable[dict[str, object]]) -> None:
    data = {"schema": 1, "authority": slug, "entries": list(entries)}
    Path(f"library/{slug}/decisions.yaml").write_text(json.dumps(data), encoding="utf-8")


def accept_all(*, but: str = "") -> None:
    for slug in SLUGS:
        decide(slug, [entry(f, accepted=True) for f in sentences(slug) if f["digest"] != but])


@pytest.mark.parametrize(
    "asked", ["61.9", "61.9%", "kelderby 3.2", "kelderby/care-provision/3.2", "page 5", "DIGEST"]
)
def test_everything_printed_is_explained(folder: Path, briefing: Command, asked: str) -> None:
    """By number, place, id, page or digest: the sentence, its paragraph, what read it and who reviewed it."""
    finding = next(f for f in sentences("kelderby") if (f["paragraph"], f["sentence"]) == (3, 2))
    done = briefing("explain", "kelderby", asked.replace("DIGEST", finding["digest"][:12]))
    assert done.code == 0, done.err
    assert "not reviewed by an officer" in done.out
    assert "in its paragraph: " in done.out
    assert re.search(r"read as \w+.*% sure, by ", done.out)
    assert "read by the form " in done.out
    if asked != "page 5":
        assert finding["quote"] in done.out


def test_a_page_tells_of_what_stands_on_it(folder: Path, briefing: Command) -> None:
    """Page 2 prints headlines and no table; the page after the last is none."""
    found = json.loads(briefing("explain", "kelderby", "p2", "--json").out)
    assert {row["where"] for row in found} == {"one-page"}
    assert len(found) > 8
    done = briefing("explain", "kelderby", "page 999")
    assert done.code == 2
    assert "no page 999" in done.err


@pytest.mark.parametrize("asked", ["61.8", "kelderby 99.1", "nothing", "0000000000", ""])
def test_what_is_not_printed_is_told(folder: Path, briefing: Command, asked: str) -> None:
    done = briefing("explain", "kelderby", asked)
    assert done.code == 2
    assert "not printed" in done.err or "Nothing is printed" in done.err


CHANGES = {
    "a figure": ('"value": "61.9"', '"value": "71.9"', "71.9"),
    "its comparator": ('"comparator_value": "70.28"', '"comparator_value": "60.28"', "61.9"),
    "its source": ('"source": "ASCS"', '"source": "SACE"', "61.9"),
    "its period": ('"period": "2023-24"', '"period": "2021-22"', "61.9"),
    "the score": ('"score": 2', '"score": 3', "The score 3"),
    "a quotation": ("holes in it", "gaps in it", "The quotation"),
    "a digest": ('"digest": "5db6651f', '"digest": "6db6651f', "The sentence"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_record_that_was_altered_is_told(folder: Path, briefing: Command, what: str) -> None:
    was, becomes, told = CHANGES[what]
    path = folder / "library/kelderby/record.json"
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes), encoding="utf-8")
    for asked in ((), ("kelderby",), (str(path),)):
        done = briefing("check", *asked)
        assert done.code == 5
        assert told in done.err
        assert "kelderby care-provision" in done.err


def test_final_waits_for_all(folder: Path, briefing: Command) -> None:
    """Nothing, all but one, disputed, all: refused with the list until each finding has one decision."""
    done = briefing("build", "kelderby", "--format", "data", "--final")
    assert done.code == 5
    assert "briefing review kelderby, briefing review ottersham" in done.err
    last = next(f for f in sentences("kelderby") if f["label"] == "shortfall")
    place = f"kelderby/care-provision/{last['paragraph']}.{last['sentence']}"
    accept_all(but=last["digest"])
    done = briefing("build", "kelderby", "--format", "data", "--final")
    assert done.code == 5
    assert f"{place}: shortfall, not reviewed" in done.err
    assert done.err.count("not reviewed") == 1
    accept_all()
    mine = [entry(f, accepted=True) for f in sentences("kelderby")]
    decide("kelderby", [*mine, entry(last, accepted=True, label="mixed", by="B. Member")])
    done = briefing("build", "kelderby", "--format", "data", "--final")
    assert done.code == 5
    assert f"{place}: shortfall, disputed by A. Officer and B. Member" in done.err
    accept_all()
    assert briefing("build", "kelderby", "--format", "data", "--final").code == 0


def test_a_figure_in_a_neutral_sentence_is_reviewed_too(folder: Path, briefing: Command) -> None:
    """Its sentence is not printed, but the number is."""
    numbers = {f["digest"] for s in record("kelderby")["statements"] for f in s["figures"]}
    neutral = next(f for f in sentences("kelderby") if f["label"] == "neutral" and f["digest"] in numbers)
    accept_all(but=neutral["digest"])
    done = briefing("build", "kelderby", "--format", "data", "--final")
    assert done.code == 5
    assert "figure " in done.err


def test_what_was_rejected_is_nowhere_and_counted(folder: Path, briefing: Command) -> None:
    """Neither the sentence nor the number stands in any output; the front counts both; key findings lead."""
    figure = next(f for s in record("kelderby")["statements"] for f in s["figures"] if f["value"] == "61.9")
    gone = next(f for f in sentences("kelderby") if f["label"] == "shortfall" and "9" not in f["quote"])
    key = [f for f in sentences("ottersham") if f["label"] == "shortfall"][-1]
    decide(
        "kelderby",
        [
            entry(gone, rejected=True),
            entry(
                {"statement": "care-provision", **figure}, rejected=True, figure=f"{figure['indicator']} 61.9"
            ),
        ],
    )
    decide("ottersham", [entry(key, accepted=True, key=True)])
    assert briefing("build", "kelderby", "--format", "html,docx,data", "-q").code == 0
    output = folder / "output/kelderby"
    html = (output / "kelderby.html").read_text(encoding="utf-8")
    assert "One finding and one figure rejected and left out." in html
    account = json.loads((output / "briefing.json").read_text(encoding="utf-8"))
    assert account["reviewed"]["rejected_findings"] == 1
    assert account["reviewed"]["rejected_figures"] == 1
    assert gone["digest"] not in {f["evidence"]["digest"] for f in account["findings"]}
    assert "61.9" not in {f["value"] for f in account["figures"]}
    assert gone["digest"] not in (output / "data/findings.csv").read_text(encoding="utf-8")
    assert account["one_page"]["shortfalls"][0]["evidence"]["digest"] == key["digest"]
    assert "reviewed by A. Officer, 21 November 2026" in html
    assert "DRAFT, review not complete" in html


def test_draft_stands_on_every_page(folder: Path, briefing: Command) -> None:
    """On each page of the PDF, in the bar and foot of the web page, in the footer of the Word document."""
    assert briefing("build", "kelderby", "--format", "pdf,html,docx", "-q").code == 0
    output = folder / "output/kelderby"
    document = pypdfium2.PdfDocument(output / "kelderby.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    words = "DRAFT, not reviewed by an officer"
    assert [n for n, text in enumerate(pages, 1) if words not in " ".join(text.split())] == []
    assert (output / "kelderby.html").read_text(encoding="utf-8").count(words) >= 2
    with zipfile.ZipFile(output / "kelderby.docx") as word:
        footers = [word.read(n).decode() for n in word.namelist() if "footer" in n]
    assert footers
    assert all(words in text for text in footers)
