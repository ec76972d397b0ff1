"""The guard lets in whoever holds the secret, on our own pages, under our own name; nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from briefing.workbench.guard import MAX_BODY, Guard, inside

HOME = "http://127.0.0.1:4321"
JSON = {"origin": HOME, "content-type": "application/json"}


async def _said(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"inside, {len(await request.body())} bytes")


@pytest.fixture
def guard() -> Guard:
    return Guard(Starlette(routes=[Route("/", _said, methods=["GET", "POST"])]), 4321)


@pytest.fixture
def stranger(guard: Guard) -> TestClient:
    return TestClient(guard, base_url=HOME)


@pytest.fixture
def person(guard: Guard, stranger: TestClient) -> TestClient:
    """A client that came in by the printed address."""
    assert stranger.get(guard.address()).status_code == 200
    return stranger


def test_the_address_lets_in_and_the_cookie_stays(person: TestClient) -> None:
    assert person.get("/").text == "inside, 0 bytes"
    assert person.post("/", content=b"{}", headers=JSON).text == "inside, 2 bytes"


@pytest.mark.parametrize("query", ["", "?token=", "?token=guessed", "?token=ü", "?tok"])
def test_without_the_secret_nothing(stranger: TestClient, query: str) -> None:
    """No secret, a wrong one, one that is not even ASCII."""
    told = stranger.get(f"/{query}")
    assert told.status_code == 401
    assert "inside" not in told.text
    assert "set-cookie" not in told.headers


@pytest.mark.parametrize("cookie", ["briefing-4321=guessed", "briefing-4321=", "a=b; briefing-1=x", ";;=;"])
def test_a_wrong_cookie_is_none(stranger: TestClient, cookie: str) -> None:
    assert stranger.get("/", headers={"cookie": cookie}).status_code == 401


def test_an_address_for_the_browser_is_good_once(guard: Guard, stranger: TestClient) -> None:
    """Whoever reads it off the list of processes comes too late."""
    address = guard.opening_address()
    assert stranger.get(address).status_code == 200
    stranger.cookies.clear()
    assert stranger.get(address).status_code == 401


def test_the_cookie_is_out_of_reach(guard: Guard, stranger: TestClient) -> None:
    """No script reads it, no foreign page sends it, and it is not the secret of the address."""
    told = stranger.get(guard.address())
    cookie = told.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert guard.address().partition("token=")[2] not in cookie


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:4321", "127.0.0.1", "127.0.0.1:80", "127.0.0.1.evil.example:4321", ""],
)
def test_a_foreign_name_is_refused(guard: Guard, person: TestClient, host: str) -> None:
    """A name that was made to resolve to loopback, even with cookie and secret."""
    assert person.get("/", headers={"host": host}).status_code == 421
    assert person.get(guard.address(), headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://evil.example", "http://127.0.0.1:9999", "https://127.0.0.1:4321", HOME + ".evil"],
)
def test_a_foreign_page_cannot_write(person: TestClient, origin: str | None) -> None:
    headers = {"content-type": "application/json"} | ({"origin": origin} if origin else {})
    assert person.post("/", content=b"{}", headers=headers).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_foreign_page_cannot_read(person: TestClient, site: str) -> None:
    """Not even one of another port of this machine, to which browsers do send the cookie."""
    assert person.get("/", headers={"sec-fetch-site": site}).status_code == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_a_form_cannot_write(person: TestClient, kind: str) -> None:
    """What a page can send elsewhere without asking first is not taken."""
    headers = {"origin": HOME, "content-type": kind}
    assert person.post("/", content=b"{}", headers=headers).status_code == 415


@pytest.mark.parametrize("length", [None, "9" * 5000, "-1", "²", str(MAX_BODY + 1)])
def test_an_oversized_body_is_refused(person: TestClient, length: str | None) -> None:
    """By what it says of its length, and where that is a lie or missing, by its length."""
    headers = JSON | ({"content-length": length.encode()} if length else {})
    told = person.post("/", content=iter([b"x" * 1000] * 65), headers=headers)
    assert told.status_code == 413


def test_every_answer_carries_the_policy(person: TestClient, stranger: TestClient) -> None:
    for told in (person.get("/"), person.get("/nowhere"), stranger.get("/", headers={"host": "evil"})):
        policy = told.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert told.headers["x-content-type-options"] == "nosniff"
        assert told.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["//evil.example", "/%5Cevil.example", '/"><script>', "/%0d%0ax: y"])
def test_the_way_in_leads_nowhere_else(guard: Guard, stranger: TestClient, path: str) -> None:
    """The page that gives the cookie goes on to a path of this server, whatever the path is."""
    secret = guard.address().partition("?")[2]
    told = stranger.get(f"{HOME}{path}?{secret}").text
    target = told.partition("url=")[2].partition('"')[0]
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))
    assert "<script" not in told


@pytest.mark.parametrize(
    "name", ["../out.txt", "..", "", "/etc/passwd", "a/../../out.txt", "link", "a\0b", "no"]
)
def test_no_path_leaves_a_folder(tmp_path: Path, name: str) -> None:
    """Dots, absolute paths and links that lead outside are not there."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "out.txt").write_text("outside")
    (folder / "in.txt").write_text("inside")
    (folder / "link").symlink_to(tmp_path / "out.txt")
    assert inside(folder, name) is None
    assert inside(folder, "in.txt") == (folder / "in.txt").resolve()
