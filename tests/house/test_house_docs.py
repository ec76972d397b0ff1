"""The documents point at what is there: pages, headings, files, commands; the site of them, too."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from briefing.cli import commands

ROOT = Path(__file__).resolve().parents[2]
GENERATED = "docs/reference/generated/"
PAGES = sorted(
    p for p in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")) if GENERATED not in p.as_posix()
)
FENCED = re.compile(r"^```.*?^```$", re.S | re.M)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FILE = re.compile(
    r"`((?:briefing|configs|docs|requirements|scripts|styles|templates|tests|training)/[\w./*-]+)`"
)
MADE = re.compile(r"^(configs/(leeds|every|care|in-our)|styles/our-council|templates/main\.html)")
"""Files that a guide has its reader write."""


def shown(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    """Of the headings, as the site and the usual hosts make them."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text(encoding="utf-8")), re.M)
    return {re.sub(r"[^\w -]", "", h.lower()).strip().replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_lead_somewhere(page: Path) -> None:
    """To a page or file that is there, and to a heading that is in it."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    lost = []
    for link in LINK.findall(text):
        if re.match(r"https?://|mailto:", link):
            continue
        path, _, heading = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if GENERATED in target.as_posix():
            continue  # the build of the site holds these
        if not target.exists() or (heading and heading not in anchors(target)):
            lost.append(link)
    assert not lost


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_files_that_are_named_are_there(page: Path) -> None:
    """A path in the text is one of the repository, or one that the guide has its reader write."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    lost = [n for n in FILE.findall(text) if not MADE.match(n) and not list(ROOT.glob(n.rstrip("/")))]
    assert not lost


def calls(page: Path) -> list[list[str]]:
    """Every `briefing …` of a page, in its blocks and in its lines, as words."""
    text = re.sub(r"\\\n\s*", "", page.read_text(encoding="utf-8"))
    lines = re.findall(r"^(?:    )?(briefing [a-z][^\n#]*)$", text, re.M)
    lines += re.findall(r"`(briefing [a-z][^`]*)`", text)
    return [shlex.split(re.split(r" && | > |  +", line)[0].replace("'", ""))[1:] for line in lines]


@pytest.mark.parametrize("page", [p for p in PAGES if calls(p)], ids=shown)
def test_commands_that_are_named_are_there(page: Path) -> None:
    """Each with options that it has."""
    for words in calls(page):
        command: click.Command = commands
        rest = list(words)
        while rest and isinstance(command, click.Group):
            word = rest.pop(0)
            assert word in command.commands, f"briefing {' '.join(words)}"
            command = command.commands[word]
        known = {s for p in command.params if isinstance(p, click.Option) for s in p.opts} | {"--help"}
        given = {w.partition("=")[0] for w in rest if re.match(r"--?[a-z]", w)}
        assert given <= known, f"briefing {' '.join(words)}"


def test_the_figures_of_the_limits_are_those_of_their_pages() -> None:
    """All numbers of a row stand together in its own page: in one paragraph, or one row of a table."""
    text = (ROOT / "docs/method/limits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[\w+\]\((\w+\.md)\) \|(.*)$", text, re.M)
    assert len(rows) == 2
    for page, row in rows:
        found = (ROOT / "docs/method" / page).read_text(encoding="utf-8")
        places = [b for b in found.split("\n\n") if not b.startswith("|")] + re.findall(
            r"^\|.*$", found, re.M
        )
        numbers = [n for n in re.findall(r"[\d.]*\d", row) if n != "1"]
        assert numbers
        assert any(set(numbers) <= set(re.findall(r"[\d.]*\d", place)) for place in places), page


@pytest.mark.slow
def test_the_site_is_built_without_a_warning_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    """`make docs`, and every picture, style and script of every page."""
    if not all(importlib.util.find_spec(name) for name in ("sphinx", "myst_parser", "sphinx_click", "furo")):
        pytest.skip("what builds the site is not installed; `make docs` installs it")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-b",
        "html",
        "docs",
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    pages = [p for p in tmp_path.rglob("*.html") if "_" not in p.parent.name]
    assert len(pages) > len(PAGES) / 2
    loaded = re.compile(
        r'(?:<script[^>]*\ssrc|<img[^>]*\ssrc|<link[^>]*\shref|<iframe[^>]*\ssrc)="(?:https?:)?//'
    )
    assert [p.name for p in pages if loaded.search(p.read_text(encoding="utf-8"))] == []
    unread = re.compile(r"<p>\.\. \w+::|```")  # markup that was not understood, printed as text
    assert [p.name for p in pages if unread.search(p.read_text(encoding="utf-8"))] == []
    imported = re.compile(r"(?:@import|url\()\s*[\"']?(?:https?:)?//")
    styles = tmp_path.rglob("*.css")
    assert [p.name for p in styles if imported.search(p.read_text(encoding="utf-8"))] == []
