"""A preview that runs as a user starts it, and a listener to what it tells."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from commanding import CONFIG, PAGES

PATIENCE = 60.0
"""Seconds; a machine under load is slow to start, and no test measures that."""


@dataclass
class Running:
    """A preview that is up: asked with the cookie that its address gives."""

    folder: Path
    address: str
    cookie: str = ""
    opened: ExitStack = field(default_factory=ExitStack, repr=False)
    """Where what stays open is closed at the end."""
    _events: http.client.HTTPResponse | None = field(default=None, repr=False)

    def get(self, path: str) -> tuple[int, str, dict[str, str]]:
        """Status, text and headers of a page."""
        with self._asked(path) as answer:
            return answer.status, answer.read().decode(), {k.lower(): v for k, v in answer.getheaders()}

    def come_in(self) -> None:
        """Opens the printed address and keeps the cookie."""
        parts = urlsplit(self.address)
        self.cookie = self.get(f"{parts.path}?{parts.query}")[2]["set-cookie"].partition(";")[0]

    def told(self) -> dict[str, Any]:
        """The next thing that the preview says; the first is what it shows now."""
        if self._events is None:
            self._events = self.opened.enter_context(self._asked("/events"))
        while line := self._events.readline().decode():
            if line.startswith("data: "):
                found = json.loads(line.removeprefix("data: "))
                assert isinstance(found, dict)
                return found
        raise AssertionError("the preview has stopped")

    def page(self) -> str:
        status, text, _ = self.get("/page/kelderby.html")
        assert status == 200
        return text

    def write(self, name: str, text: str) -> float:
        """Writes a file of the workspace, and says when."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return time.perf_counter()

    @contextmanager
    def _asked(self, path: str) -> Iterator[http.client.HTTPResponse]:
        host = urlsplit(self.address).netloc
        with closing(http.client.HTTPConnection(host, timeout=PATIENCE)) as connection:
            connection.request("GET", path, headers={"Cookie": self.cookie})
            with connection.getresponse() as answer:
                yield answer


@contextmanager
def previewed(folder: Path, config: str = "kelderby") -> Iterator[Running]:
    """`briefing serve` in a folder, with a free port and no browser, ended as a user ends it."""
    command = [sys.executable, "-m", "briefing", "serve", config, "--no-browser"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + (process.stderr.read() if process.stderr and process.poll() is not None else "")
        with ExitStack() as opened:
            running = Running(folder, found[0], opened=opened)
            running.come_in()
            yield running
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.communicate()


def workspace(folder: Path) -> Path:
    """Two invented authorities in the library, a config that compares them, and a pack of it."""
    (folder / "kelderby.yaml").write_text(CONFIG, encoding="utf-8")
    (folder / "pack.yaml").write_text("kind: pack\ntitle: A pack\nparts: [kelderby]\n", encoding="utf-8")
    pages = [str(PAGES / name) for name in ("kelderby-care-provision.txt", "ottersham-care-provision.html")]
    subprocess.run(
        [sys.executable, "-m", "briefing", "import", *pages], cwd=folder, check=True, capture_output=True
    )
    return folder


def copied(made: Path, to: Path) -> Path:
    shutil.copytree(made, to, dirs_exist_ok=True)
    return to
