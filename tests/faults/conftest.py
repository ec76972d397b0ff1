"""A workspace of invented authorities, made once and copied for each test, and what a secret looks like."""

from __future__ import annotations

import contextlib
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import CONFIG, PAGES

from briefing.cli import run

FORMATS = ("pdf", "html", "docx", "data")


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two invented authorities, three configs, and the charts of all of them drawn."""
    folder = tmp_path_factory.mktemp("stocked")
    with contextlib.chdir(folder):
        pages = ("kelderby-care-provision.txt", "ottersham-care-provision.html")
        assert run(["import", *(str(PAGES / name) for name in pages)]) == 0
        for name, formats in (("kelderby", "[html]"), ("monthly", "[data]"), ("other", "[data]")):
            text = f"{CONFIG}formats: {formats}\nschedule: {{every: monthly}}\nauthor: {name}\n"
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        assert run(["build", "kelderby", "-q"]) == 0
    return folder


@pytest.fixture
def house(stocked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that workspace, to work in."""
    folder = tmp_path / "workspace"
    shutil.copytree(stocked, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """A web server on loopback that notes each request, and its address."""
    hits: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_POST = do_OPTIONS = do_GET  # noqa: N815  (names that the server looks for)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", hits
        server.shutdown()
        thread.join()
