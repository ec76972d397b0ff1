"""What a reviewer does becomes their entry in the file, and nothing else does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from commanding import PAGES, Command
from starlette.testclient import TestClient

from briefing.domain.decisions import Decision
from briefing.domain.finding import Label
from briefing.errors import InputError
from briefing.library.decisions import read_decisions
from briefing.library.workspace import Workspace
from briefing.pipeline.materials import Reference
from briefing.pipeline.reviewing import app_for, desk_for
from briefing.workbench.review_desk import Desk

DAY = date(2026, 11, 21)
REFERENCE = Reference()


class Page:
    """The page of one reviewer, as its script talks to the server."""

    def __init__(self, workspace: Path, reviewer: str = "A. Officer", authority: str = "kelderby") -> None:
        self.file = workspace / f"library/{authority}/decisions.yaml"
        self.desk: Desk = desk_for(authority, Workspace(workspace), REFERENCE, reviewer=reviewer)
        self.desk.today = lambda: DAY
        self.client = TestClient(app_for(self.desk, Workspace(workspace)))
        self.look()

    def look(self) -> None:
        self.state: dict[str, Any] = self.client.get("/state").json()["state"]

    def item(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] = next(i for i in self.state["items"] if i["id"].endswith(key))
        return found

    def act(self, key: str, action: str, value: str = "", status: int = 200) -> dict[str, Any]:
        item = self.item(key)
        sent = {"item": item["id"], "action": action, "value": value, "seen": item["seen"]}
        told = self.client.post("/act", json=sent)
        assert told.status_code == status, told.text
        data: dict[str, Any] = told.json()
        self.state = data.get("state", self.state)
        return data

    def undo(self, status: int = 200) -> dict[str, Any]:
        told = self.client.post("/undo", json={})
        assert told.status_code == status, told.text
        data: dict[str, Any] = told.json()
        self.state = data.get("state", self.state)
        return data

    @property
    def entries(self) -> tuple[Decision, ...]:
        return read_decisions(self.file).entries if self.file.exists() else ()


@pytest.fixture
def page(library: Path) -> Page:
    return Page(library)


SAID = (
    ("accept", "shortfall", {"accepted": True, "label": Label.SHORTFALL}),
    ("label", "neutral", {"accepted": True, "label": Label.NEUTRAL}),
    ("reword", " Choice was\nlimited. ", {"accepted": True, "summary": "Choice was limited."}),
    ("reject", "", {"rejected": True}),
    ("key", "", {"key": True}),
    ("comment", "Ask the director.", {"comment": "Ask the director."}),
)


@pytest.mark.parametrize(("action", "value", "expected"), SAID, ids=[s[0] for s in SAID])
def test_an_act_is_an_entry(page: Page, action: str, value: str, expected: dict[str, object]) -> None:
    """With the reviewer's name and the day; and undone, the file says nothing any more."""
    page.act("/3.1", action, value)
    (entry,) = page.entries
    assert (entry.by, entry.on, entry.paragraph, entry.sentence) == ("A. Officer", "2026-11-21", 3, 1)
    assert {name: getattr(entry, name) for name in expected} == expected
    page.undo()
    assert page.entries == ()


def test_several_steps_are_undone_in_turn(page: Page) -> None:
    page.act("/3.1", "accept", "shortfall")
    page.act("/3.1", "key")
    page.act("/3.1", "label", "mixed")
    page.act("/3.2", "reject")
    for _ in range(2):
        page.undo()
    (entry,) = page.entries
    assert (entry.label, entry.key) == (Label.SHORTFALL, True)
    page.undo()
    page.undo()
    assert page.entries == ()
    assert page.undo(400)["said"] == "There is nothing to undo."


def test_what_was_decided_shows(page: Page) -> None:
    """Accepted items count as reviewed, with their figures; rejected ones too; the rest does not."""
    page.act("/3.2", "accept", page.item("/3.2")["label"])
    page.act("/4.1", "reject")
    states = {i["id"].partition("/")[2]: i["state"] for i in page.state["items"]}
    assert states["3.2"] == "accepted"
    assert states["4.1"] == "rejected"
    assert [s for key, s in states.items() if key.startswith("3.2/")] == ["accepted"]
    assert page.item("/3.2")["by"] == "A. Officer"
    assert sum(s == "unreviewed" for s in states.values()) == len(states) - 3


def test_each_item_shows_what_it_was_read_from(page: Page) -> None:
    """The sentence in its paragraph, the label with its probability and cues, the figure as read."""
    finding = page.item("/1.4")
    assert 0 < finding["confidence"] <= 1
    assert finding["cues"]
    around = page.state["paragraphs"][f"care-provision/{finding['paragraph']}"]
    assert finding["quote"] in [s["text"] for s in around]
    figure = next(i for i in page.state["items"] if i["kind"] == "figure")["figure"]
    assert {"measure", "value", "against", "standing", "form"} <= set(figure)


def test_a_figure_is_rejected_alone(page: Page) -> None:
    figure = next(i for i in page.state["items"] if i["kind"] == "figure")
    page.act(figure["id"], "reject")
    (entry,) = page.entries
    assert entry.figure == figure["figure"]["name"]
    assert page.item(f"/{figure['paragraph']}.{figure['sentence']}")["state"] == "unreviewed"
    page.act(figure["id"], "label", "mixed", status=400)


def test_two_reviewers_who_differ(library: Path) -> None:
    """Both entries stay; it is disputed for both, and settled by whoever says so."""
    first, second = Page(library), Page(library, "B. Member")
    first.act("/3.1", "accept", "shortfall")
    second.look()
    second.act("/3.1", "label", "mixed")
    first.look()
    for page in (first, second):
        item = page.item("/3.1")
        assert item["state"] == "disputed"
        assert item["disagrees"]
        assert sorted(item["disputed_by"]) == ["A. Officer", "B. Member"]
    assert first.item("/3.1")["others"][0]["label"] == "mixed"
    first.act("/3.1", "settle")
    item = first.item("/3.1")
    assert (item["state"], item["label"], item["by"]) == ("accepted", "shortfall", "A. Officer")
    assert {(e.by, e.label, e.over) for e in first.entries} == {
        ("A. Officer", Label.SHORTFALL, ("B. Member",)),
        ("B. Member", Label.MIXED, ()),
    }


def test_an_item_that_changed_under_the_page_is_not_overwritten(library: Path) -> None:
    """The page is told, shown the new state, and nothing is written until the reviewer has looked."""
    first, second = Page(library), Page(library)
    first.act("/3.1", "label", "mixed")
    told = second.act("/3.1", "reject", status=409)
    assert "elsewhere" in told["said"]
    assert second.item("/3.1")["label"] == "mixed"
    assert [e.label for e in second.entries] == [Label.MIXED]
    second.act("/3.1", "reject")
    assert first.undo(409)["said"].startswith("That was changed elsewhere")
    assert [e.rejected for e in second.entries] == [True]


def test_the_file_by_hand(library: Path) -> None:
    """An entry made by hand is shown; a broken file is told with its line, left alone, and mended."""
    page = Page(library)
    page.act("/3.1", "accept", "shortfall")
    text = page.file.read_text(encoding="utf-8")
    page.file.write_text(text.replace("accepted: true", "rejected: true"), encoding="utf-8")
    page.look()
    assert page.item("/3.1")["state"] == "rejected"
    page.file.write_text(text.replace("label: shortfall", "label: bad"), encoding="utf-8")
    sent = {
        "item": page.item("/3.2")["id"],
        "action": "reject",
        "value": "",
        "seen": page.item("/3.2")["seen"],
    }
    for told in (page.client.get("/state"), page.client.post("/act", json=sent)):
        assert told.status_code == 422
        (problem,) = told.json()["problems"]
        assert re.search(r"kelderby/decisions\.yaml:\d+:\d+$", problem["place"])
        assert "it can be one of" in problem["message"]
    assert "label: bad" in page.file.read_text(encoding="utf-8")
    page.file.write_text(text, encoding="utf-8")
    page.look()
    page.act("/3.2", "reject")
    assert len(page.entries) == 2


def test_decisions_survive_another_reading(
    library: Path, briefing: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page imported again with one changed sentence: the others' decisions stay, its own is told."""
    page = Page(library)
    for key in ("/3.1", "/3.2"):
        page.act(key, "accept", page.item(key)["label"])
    monkeypatch.chdir(library)
    text = (PAGES / "kelderby-care-provision.txt").read_text(encoding="utf-8")
    (library / "newer.txt").write_text(
        text.replace("Choice was limited", "Choice was scarce"), encoding="utf-8"
    )
    assert briefing("import", "newer.txt").code == 0
    page.look()
    assert page.item("/3.2")["state"] == "accepted"
    assert page.item("/3.1")["state"] == "unreviewed"
    (lost,) = page.state["lost"]
    assert lost["place"] == "care-provision 3.1"
    done = briefing("check", "--json")
    assert done.code == 5
    assert "kelderby care-provision 3.1" in done.err


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b'{"item": 1}', 400),
        (b"[" * 60_000, 400),
        (b'{"item": "care-provision/3.1", "action": "drop"}', 400),
        (b'{"item": "../../etc/passwd", "action": "accept"}', 409),
        (b'{"item": "care-provision/3.1", "action": "label", "value": "bad"}', 409),
    ],
)
def test_what_no_page_sends_is_refused(page: Page, sent: bytes, status: int) -> None:
    told = page.client.post("/act", content=sent, headers={"content-type": "application/json"})
    assert told.status_code == status
    assert page.entries == ()


@pytest.mark.parametrize("name", ["", "  ", "\n", "x" * 81])
def test_a_review_needs_a_name(library: Path, name: str) -> None:
    with pytest.raises(InputError):
        desk_for("kelderby", Workspace(library), REFERENCE, reviewer=name)


def test_without_a_name_nothing_is_written(library: Path) -> None:
    page = Page(library)
    page.desk.reviewer = ""
    assert page.act("/3.1", "reject", status=400)["said"] == "Say who you are first."
    assert page.client.post("/name", json={"name": " B.  Member "}).json()["state"]["reviewer"] == "B. Member"
    page.act("/3.1", "reject")
    assert [e.by for e in page.entries] == ["B. Member"]


def test_what_ships_can_be_reviewed_in_an_empty_folder(tmp_path: Path) -> None:
    """By name or code; the summaries that ship are shown, and the user's file holds only what was decided."""
    for name in ("camden", "Camden", "E09000007"):
        assert desk_for(name, Workspace(tmp_path), REFERENCE).authority == "Camden"
    page = Page(tmp_path, authority="camden")
    first = page.state["items"][0]
    assert first["summary"]
    assert first["quote"] is None
    page.act(first["id"], "accept", first["label"])
    assert page.item(first["id"])["summary"] == first["summary"]
    assert len(page.entries) == 1


@pytest.mark.parametrize(
    ("name", "statement"), [("nowhere", None), ("barnet", None), ("kelderby", "equity"), ("kelderby", "?")]
)
def test_what_is_not_there_cannot_be_reviewed(library: Path, name: str, statement: str | None) -> None:
    with pytest.raises(InputError):
        desk_for(name, Workspace(library), REFERENCE, statement=statement)
