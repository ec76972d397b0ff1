"""What the help shows can be typed: each example of each command, where there is what it speaks of."""

from __future__ import annotations

import http.client
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import weasyprint
from commanding import PAGES, Command

from briefing.cli import commands, run
from briefing.cli.overview import WORK, called, examples

NAMES = [name for _, names in WORK for name in names]
EXAMPLES = {name: examples(c) for name, c in zip(NAMES, called(commands, tuple(NAMES)), strict=True)}
IN_A_BARE_FOLDER = ("init", "new", "extract", "import", "evaluate")
FOR_A_PERSON = ("review", "serve")
PACK = """\
kind: pack
title: A pack that stands in for the one that ships
date: 2026-12-01
agenda_item: "7"
formats: [html]
schedule: {every: monthly}
parts:
  - {authorities: [leeds, bradford], themes: [care-provision], date: 2026-12-01}
"""
CONFIG = "authorities: [leeds, bradford]\nthemes: [care-provision]\nsubject: leeds\ndate: 2026-12-01\n"


def page(invented: str, name: str) -> str:
    """An invented authority's page under another name."""
    text = (PAGES / invented).read_text(encoding="utf-8")
    return text.replace("Kelderby", name).replace("Ottersham", name)


def invented_pages(folder: Path) -> None:
    """The files that the examples read: each under the name that they give it."""
    (folder / "reports").mkdir(parents=True)
    for name, invented, whose in (
        ("camden.html", "ottersham-care-provision.html", "Camden"),
        ("haringey.html", "ottersham-care-provision.html", "Haringey"),
        ("page.txt", "kelderby-care-provision.txt", "Kelderby"),
        ("reports/leeds.txt", "kelderby-care-provision.txt", "Leeds"),
        ("reports/bradford.html", "ottersham-care-provision.html", "Bradford"),
    ):
        (folder / name).write_text(page(invented, whose), encoding="utf-8")
    weasyprint.HTML(folder / "haringey.html").write_pdf(folder / "haringey.pdf")
    for labelled in ("tests/pages", "labelled"):
        (folder / labelled).mkdir(parents=True)
        for file in PAGES.glob("mossford-equity.*"):
            shutil.copy(file, folder / labelled)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in use: two authorities in the library, a pack with issues, the example built."""
    folder = tmp_path_factory.mktemp("office")
    before = Path.cwd()
    os.chdir(folder)
    try:
        invented_pages(folder)
        assert run(("import", "reports", "-q")) == 0
        (folder / "configs").mkdir()
        (folder / "configs" / "ours-and-theirs.yaml").write_text(CONFIG + "formats: [data]\n", "utf-8")
        (folder / "my-council.yaml").write_text(CONFIG, encoding="utf-8")
        (folder / "every-council.yaml").write_text(
            "authorities: [leeds, bradford]\nthemes: [care-provision]\nformats: [data]\n", encoding="utf-8"
        )
        pack = folder / "north-london-pack.yaml"
        for issue, text in (("2026-11", PACK), ("2026-12", PACK.replace("stands in", "stood in"))):
            pack.write_text(text, encoding="utf-8")
            assert run(("run", "north-london-pack", "-q")) == 0
            issues = folder / "output" / "issues" / "north-london-pack"
            if not (issues / issue).exists():
                shutil.copytree(next(p for p in issues.iterdir() if p.is_dir()), issues / issue)
        shutil.copytree(folder / "output" / "north-london-pack", folder / "old")
        assert run(("build", "camden-vs-haringey", "-q")) == 0
    finally:
        os.chdir(before)
    return folder


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A crontab of the test's own, found before that of the machine."""
    program = tmp_path / "bin" / "crontab"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\n[ "$1" = -l ] && exit 1\ncat > {tmp_path}/crontab.txt\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path / "crontab.txt"


@pytest.fixture
def mirror() -> Iterator[str]:
    """The regulator's site as far as a fetch needs it, on this machine."""
    reports = "/care-services/local-authority-assessment-reports"
    served = {"/robots.txt": "User-agent: *\nDisallow:\n"}
    links = ""
    for name in ("Camden", "Haringey"):
        own = f"{reports}/{name.lower()}-0225"
        links += f'<a href="{own}">{name}</a>'
        served[own] = (
            f'<html><body><main><h1>{name}</h1><a href="{own}-theme2-care">Care</a></main></body></html>'
        )
        served[f"{own}-theme2-care"] = page("ottersham-care-provision.html", name)
    served[reports] = f"<html><body><main><h1>Reports</h1>{links}</main></body></html>"

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = served.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/plain" if self.path.endswith(".txt") else "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def typed(line: str) -> list[str]:
    """The words after `briefing`, without what is for the shell."""
    return shlex.split(line.partition(" > ")[0])[1:]


@pytest.mark.parametrize("line", EXAMPLES["fetch"])
def test_an_example_of_fetching(
    line: str, mirror: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command
) -> None:
    """From a mirror, which is an option of the command."""
    monkeypatch.chdir(tmp_path)
    done = briefing(*typed(line), "--base-url", mirror, "--delay", "0")
    assert done.code == 0, done.err
    assert (tmp_path / "library" / "camden" / "record.json").is_file()


@pytest.mark.parametrize("line", [e for name in IN_A_BARE_FOLDER for e in EXAMPLES[name]])
def test_an_example_in_a_bare_folder(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command
) -> None:
    """In a folder with nothing but the pages that it names."""
    monkeypatch.chdir(tmp_path)
    invented_pages(tmp_path)
    done = briefing(*typed(line))
    assert done.code == 0, done.err


@pytest.mark.parametrize("line", [e for name in FOR_A_PERSON for e in EXAMPLES[name]])
def test_an_example_that_waits_for_a_person(line: str, office: Path) -> None:
    """It says where to look, stays, and ends with 0 when it is asked to stop."""
    words = [sys.executable, "-m", "briefing", *typed(line)]
    if "--no-browser" not in words:
        words.append("--no-browser")
    process = subprocess.Popen(
        words, cwd=office, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert re.search(r"http://127\.0\.0\.1:\d+/", said), process.communicate(timeout=60)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("line", ["review leeds", "serve my-council"])
def test_impatience(line: str, office: Path) -> None:
    """Ctrl+C twice is no more than once: an end with 0, and nothing on standard error."""
    words = [sys.executable, "-m", "briefing", *line.split(), "--no-browser"]
    process = subprocess.Popen(words, cwd=office, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert found
        asked = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=60)
        asked.request("GET", "/")
        assert asked.getresponse().status == 401  # it is up, and wants the whole address
        asked.close()
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            time.sleep(0.05)
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")
    finally:
        process.kill()
        process.communicate()


ELSEWHERE = ("fetch", *IN_A_BARE_FOLDER, *FOR_A_PERSON)


@pytest.mark.parametrize("line", [e for name in NAMES if name not in ELSEWHERE for e in EXAMPLES[name]])
def test_an_example(
    line: str, office: Path, crontab: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command
) -> None:
    """In a workspace in use; nothing outside of it is touched."""
    monkeypatch.chdir(office)
    done = briefing(*typed(line))
    assert done.code == 0, done.err
    assert crontab.exists() == ("cron --write" in line)
