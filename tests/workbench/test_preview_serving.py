"""`briefing serve`, as a user starts it: every change shows, every mistake is told, nothing is lost."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import CONFIG
from previewing import Running, copied, previewed, workspace

from briefing.library.bundled import templates

SOON = 20.0
"""Seconds in which a change must show on a machine under any load; the figure for an idle one is in the
documentation."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def shared(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One preview for the tests of this file; each leaves the config as it was."""
    with previewed(copied(made, tmp_path_factory.mktemp("workspace"))) as up:
        first = up.told()
        assert first["problems"] == []
        assert first["pages"] == ["kelderby.html"]
        yield up


@pytest.fixture
def running(shared: Running) -> Iterator[Running]:
    yield shared
    if (shared.folder / "kelderby.yaml").read_text(encoding="utf-8") != CONFIG:
        shared.write("kelderby.yaml", CONFIG)
        shared.told()


def test_the_page_is_as_it_is_built(running: Running) -> None:
    """Shown under a policy that lets no script run, in a frame of our own."""
    status, text, headers = running.get("/page/kelderby.html")
    assert status == 200
    assert "Care in Kelderby and Ottersham" in text
    assert "<script" not in text
    assert "script-src" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert running.get("/page/../kelderby.yaml")[0] == 404
    assert running.get("/page/")[0] == 404


def test_the_frame_is_only_for_the_person_who_started_it(running: Running) -> None:
    assert running.get("/")[0] == 200
    stranger = Running(running.folder, running.address, "")
    assert stranger.get("/")[0] == 401
    assert stranger.get("/page/kelderby.html")[0] == 401
    assert stranger.get("/events")[0] == 401


def test_a_change_of_the_config_shows(running: Running) -> None:
    began = running.write("kelderby.yaml", CONFIG.replace("Care in Kelderby", "Help in Kelderby"))
    told = running.told()
    assert time.perf_counter() - began < SOON
    assert told["problems"] == []
    assert "Help in Kelderby" in running.page()


def test_a_mistake_is_told_and_the_last_page_stays(running: Running) -> None:
    """With its place and its mend; when it is put right, it goes away."""
    running.write("kelderby.yaml", CONFIG.replace("[kelderby,", "[kelderbi,"))
    told = running.told()
    problem = told["problems"][0]
    assert problem["place"] == "kelderby.yaml:1:15"
    assert "'kelderby'" in problem["mend"]
    assert told["pages"] == ["kelderby.html"]
    assert "Care in Kelderby" in running.page()
    running.write("kelderby.yaml", CONFIG)
    assert running.told()["problems"] == []


def test_a_config_that_goes_away_and_comes_back(running: Running) -> None:
    (running.folder / "kelderby.yaml").unlink()
    assert "no config" in running.told()["problems"][0]["message"]
    running.write("kelderby.yaml", CONFIG)
    assert running.told()["problems"] == []


def test_a_decision_shows(running: Running) -> None:
    """What a reviewer writes is in the page, and so is taking it back."""
    record = json.loads((running.folder / "library/kelderby/record.json").read_text(encoding="utf-8"))
    finding = next(f for f in record["statements"][0]["findings"] if f["label"] == "shortfall")
    entry = {"digest": finding["digest"], "statement": "care-provision"}
    place = {"paragraph": finding["paragraph"], "sentence": finding["sentence"]}
    words = {"accepted": True, "summary": "Too few places, in the reviewer's words.", "key": True}
    decisions = {"schema": 1, "authority": "kelderby", "entries": [{**entry, **place, **words}]}
    running.write("library/kelderby/decisions.yaml", json.dumps(decisions))
    assert running.told()["problems"] == []
    assert "in the reviewer&#39;s words" in running.page() or "in the reviewer’s words" in running.page()
    (running.folder / "library/kelderby/decisions.yaml").unlink()
    assert running.told()["problems"] == []


def test_a_template_and_a_style_of_ones_own_show(running: Running) -> None:
    """Folders that were not there when the preview began; a broken template is told with its line."""
    section = "sections/how_to_read.html"
    own = (templates() / section).read_text(encoding="utf-8")
    running.write(f"templates/{section}", own.replace("</h2>", ", in our own words</h2>", 1))
    assert running.told()["problems"] == []
    assert "in our own words" in running.page()
    running.write(f"templates/{section}", own + "{% if %}")
    (problem,) = running.told()["problems"]
    assert "how_to_read.html" in problem["place"]
    assert "in our own words" in running.page()
    shutil.rmtree(running.folder / "templates")
    assert running.told()["problems"] == []
    assert "in our own words" not in running.page()


def test_what_no_page_is_made_from_is_let_be(running: Running) -> None:
    """A log, an editor's own file, a source: nothing is told; the next change is."""
    running.write("notes.txt", "nothing")
    running.write(".kelderby.yaml.swp", "nothing")
    running.write("library/kelderby/sources/new.txt", "nothing")
    running.write("kelderby.yaml", CONFIG + "author: Somebody else\n")
    told = running.told()
    assert told["problems"] == []
    assert "Somebody else" in running.page()


@pytest.mark.slow
def test_a_pack(made: Path, tmp_path: Path) -> None:
    """The front sheet first, then its parts; a change of a part's config shows in the part."""
    with previewed(copied(made, tmp_path), "pack") as up:
        first = up.told()
        assert first["problems"] == []
        assert first["pages"] == ["pack.html", "parts/kelderby.html", "parts/annex.html"]
        up.write("kelderby.yaml", CONFIG.replace("Care in Kelderby", "Help in Kelderby"))
        assert up.told()["problems"] == []
        assert "Help in Kelderby" in up.get("/page/parts/kelderby.html")[1]


def test_a_config_that_is_wrong_from_the_start(made: Path, tmp_path: Path) -> None:
    """The preview starts, tells what is wrong, and shows the page once it is put right."""
    folder = copied(made, tmp_path)
    (folder / "kelderby.yaml").write_text("authorities: [kelderby]\n", encoding="utf-8")
    with previewed(folder) as up:
        first = up.told()
        assert first["pages"] == []
        assert len(first["problems"]) == 2
        up.write("kelderby.yaml", CONFIG)
        then = up.told()
        assert (then["problems"], then["pages"]) == ([], ["kelderby.html"])
