"""The review server answers its own page alone, gives no file away, and loses no decision."""

from __future__ import annotations

import contextlib
import random
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bars import Count
from commanding import PAGES
from reviewing import Served, Told

from briefing.cli import run
from briefing.library.decisions import read_decisions

CANARY = "a word that only this file holds"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one invented authority, and files beside and outside it that are nobody's business."""
    outside = tmp_path_factory.mktemp("outside")
    folder = outside / "workspace"
    folder.mkdir()
    with contextlib.chdir(folder):
        assert run(["import", str(PAGES / "kelderby-care-provision.txt")]) == 0
    for place in (outside, folder, folder / "library"):
        (place / "secret.txt").write_text(CANARY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def served(imported: Path) -> Iterator[Served]:
    with Served(imported) as server:
        yield server


@pytest.fixture
def library(imported: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    shutil.copytree(imported, folder)
    return folder


def _origin(origin: str | None) -> dict[str, str]:
    return {} if origin is None else {"origin": origin}


REFUSED = {
    "no secret": (lambda s: s.ask("GET", "/"), 401),
    "a wrong secret": (lambda s: s.ask("GET", "/?token=0000"), 401),
    "a wrong cookie": (lambda s: s.ask("GET", "/state", cookie=f"briefing-{s.port}=0000"), 401),
    "writing without the cookie": (lambda s: s.post("/act", {}, cookie="a=b"), 401),
    "another port's cookie": (lambda s: s.ask("GET", "/", cookie=f"briefing-1={s.cookie}"), 401),
    "a name that resolves to loopback": (lambda s: s.get("/state", host="rebound.example"), 421),
    "such a name with the right port": (lambda s: s.get("/state", host=f"rebound.example:{s.port}"), 421),
    "two hosts": (lambda s: s.get("/state", host=f"{s.host}, evil.example"), 421),
    "a foreign page that writes": (lambda s: s.post("/act", {}, origin="https://evil.example"), 403),
    "a page of another port that writes": (lambda s: s.post("/undo", {}, origin="http://127.0.0.1:9"), 403),
    "a page without origin that writes": (lambda s: s.post("/name", {"name": "X"}, origin="null"), 403),
    "a foreign page that reads": (lambda s: s.get("/state", sec_fetch_site="cross-site"), 403),
    "a page of another port that reads": (lambda s: s.get("/state", sec_fetch_site="same-site"), 403),
    "a form": (lambda s: s.post("/act", {}, content_type="application/x-www-form-urlencoded"), 415),
    "plain text": (lambda s: s.post("/act", {}, content_type="text/plain"), 415),
    "a body of a megabyte": (lambda s: s.post("/act", {"value": "x" * 1_000_000}), 413),
    "a body that lies about its length": (lambda s: s.post("/act", {}, content_length="99999999"), 413),
    "another method": (lambda s: s.post("/state", {}), 405),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_requests_that_are_refused(served: Served, count: Count, case: str) -> None:
    """Nobody but the page that the person opened; and nothing is written."""
    asks, status = REFUSED[case]
    told: Told = asks(served)
    assert told.status == status
    assert "Kelderby" not in told.text
    assert not (served.workspace / "library/kelderby/decisions.yaml").exists()
    count(12, "review server", requests_refused=1)


PATHS = (
    "/secret.txt", "/../secret.txt", "/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
    "/%2e%2e%2f%2e%2e%2fsecret.txt", "/....//secret.txt", "//secret.txt", "/library/secret.txt",
    "/review.css/../../secret.txt", "/..\\secret.txt", "/%5c..%5csecret.txt", "/etc/passwd", "//etc/passwd",
    "/file:///etc/passwd", "/review.html%00.css", "/library/kelderby/record.json", "/.git/config",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_to_a_file(served: Served, count: Count, path: str) -> None:
    """The server has eight addresses; none is made from what was asked."""
    told = served.get(path)
    assert told.status == 404
    assert CANARY not in told.text
    assert "root:" not in told.text
    count(12, "review server", paths_refused=1)


def test_only_loopback(served: Served, count: Count) -> None:
    """The port is closed on every other address that this machine has."""
    own: set[str] = set()
    with contextlib.suppress(socket.gaierror):  # a machine need not know its own name
        own = {str(a[4][0]) for a in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in {*own, "127.0.0.2"} - {"127.0.0.1"}:
        with (
            pytest.raises(OSError, match="refused"),
            socket.create_connection((address, served.port), timeout=5),
        ):
            pass
    assert served.get("/").status == 200
    count(12, "review server", addresses_closed=1)


def test_prose_stays_text(library: Path, count: Count) -> None:
    """Markup in a comment or a summary comes back as text in JSON; no page is made from it."""
    payload = "</script><img src=x onerror=alert(1)>"
    with Served(library) as server:
        told = server.act(server.state()["items"][0], "comment", payload)
        assert told.headers["content-type"] == "application/json"
        assert told.headers["x-content-type-options"] == "nosniff"
        assert payload not in server.get("/").text
    entry = read_decisions(library / "library/kelderby/decisions.yaml").entries[0]
    assert entry.comment == payload
    count(12, "review server", payloads=1)


def test_edits_at_the_same_time_are_never_lost(library: Path, count: Count) -> None:
    """Two servers on one library, two reviewers, eight threads, the same sentences."""
    path = library / "library/kelderby/decisions.yaml"
    with Served(library, reviewer="A. Officer") as one, Served(library, reviewer="B. Member") as other:
        items = [i for i in one.state()["items"] if i["kind"] == "finding"][:24]
        wrong: list[Told] = []

        def review(server: Served, mine: list[dict[str, str]]) -> None:
            for item in mine:
                told = server.act(item, "comment", f"{server.reviewer} on {item['id']}")
                while told.status == 409:  # the other one was here: look again, as a person would
                    again = next(i for i in told.data["state"]["items"] if i["id"] == item["id"])
                    told = server.act(again, "comment", f"{server.reviewer} on {item['id']}")
                if told.status != 200:
                    wrong.append(told)

        threads = [
            threading.Thread(target=review, args=(server, items[n::4]))
            for server in (one, other)
            for n in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong
    found = {(e.by, f"{e.statement}/{e.paragraph}.{e.sentence}") for e in read_decisions(path).entries}
    assert found == {(by, i["id"]) for by in ("A. Officer", "B. Member") for i in items}
    assert not list(path.parent.glob(".writing-*"))
    count(12, "review server", edits_at_once=2 * len(items), edits_lost=0)


def test_one_item_two_tabs(library: Path, count: Count) -> None:
    """Of sixteen acts on one item that all saw the same state, one is written; the others are told."""
    with Served(library) as server:
        item = server.state()["items"][0]
        told: list[Told] = []
        threads = [
            threading.Thread(target=lambda n=n: told.append(server.act(item, "comment", f"tab {n}")))  # type: ignore[misc]
            for n in range(16)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(t.status for t in told) == [200] + [409] * 15
    count(12, "review server", stale_tabs_told=15)


def _killed(library: Path, seed: int) -> None:
    """Kills a server while it writes; what it said it had saved is there, and the next one goes on."""
    path = library / "library/kelderby/decisions.yaml"
    moment = random.Random(seed).uniform(0.02, 0.6)  # noqa: S311
    saved: list[str] = []
    with Served(library, reviewer=f"R. {seed}") as server:
        items = [i for i in server.state()["items"] if i["kind"] == "finding"]

        def review() -> None:
            with contextlib.suppress(OSError):
                for item in items:
                    if server.act(item, "accept", item["label"]).status == 200:
                        saved.append(item["id"])  # noqa: PERF401  (what was saved before the kill counts)

        thread = threading.Thread(target=review)
        thread.start()
        time.sleep(moment)
        server.kill()
        thread.join()
    entries = read_decisions(path).entries if path.exists() else ()
    mine = [f"{e.statement}/{e.paragraph}.{e.sentence}" for e in entries if e.by == f"R. {seed}"]
    assert set(saved) <= set(mine)
    assert len(mine) <= len(saved) + 1
    with Served(library, reviewer="After") as server:
        item = next(i for i in server.state()["items"] if i["kind"] == "finding" and not i["mine"])
        assert server.act(item, "accept", item["label"]).status == 200
    assert not list(path.parent.glob(".writing-*"))


def test_killed_while_it_writes(library: Path, count: Count) -> None:
    for seed in range(2):
        _killed(library, seed)
    count(1, "review killed", kills=2, damaged_decisions=0)


@pytest.mark.slow
def test_killed_thirty_times(library: Path, count: Count) -> None:
    for seed in range(100, 130):
        _killed(library, seed)
    count(1, "review killed", kills=30, damaged_decisions=0)
