"""Starting out: a workspace in one command, configs from flags or answers, names completed."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commanding import Command

HEADER = "# yaml-language-server: $schema="


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command) -> Path:
    """A workspace as `init` makes it, and the person in it."""
    monkeypatch.chdir(tmp_path)
    assert briefing("init", "ours").code == 0
    monkeypatch.chdir(tmp_path / "ours")
    return tmp_path / "ours"


def schema_of(config: Path) -> Path:
    """The file that a config's first line points at."""
    first = config.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(HEADER)
    return (config.parent / first.removeprefix(HEADER)).resolve()


def test_every_config_points_at_its_schema(started: Path, briefing: Command) -> None:
    """The examples, and those that `new` writes into configs/."""
    assert briefing("new", "mine", "--authorities", "camden,haringey").code == 0
    configs = sorted((started / "configs").glob("*.yaml"))
    assert [c.stem for c in configs] == ["camden-vs-haringey", "mine", "north-london-pack"]
    for config in configs:
        found = json.loads(schema_of(config).read_text(encoding="utf-8"))
        assert found == json.loads(briefing("schema").out)


def test_a_config_outside_a_workspace_points_at_one_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command
) -> None:
    """In a bare folder the schema is written beside it."""
    monkeypatch.chdir(tmp_path)
    assert briefing("new", "mine", "--authorities", "camden,haringey").code == 0
    assert schema_of(tmp_path / "mine.yaml") == tmp_path / "schemas" / "config.json"


def test_the_example_of_a_workspace_builds(started: Path, briefing: Command) -> None:
    assert briefing("build", "camden-vs-haringey", "--format", "data").code == 0


def test_flags_are_in_the_config(started: Path, briefing: Command) -> None:
    flags = (
        "--committee",
        "Adults' Panel",
        "--look",
        "high-contrast",
        "--title",
        "A title",
        "--subject",
        "camden",
    )
    assert briefing("new", "mine", "--authorities", "camden,haringey", *flags).code == 0
    text = (started / "configs/mine.yaml").read_text(encoding="utf-8")
    for line in ('committee: "Adults\' Panel"', "look: high-contrast", 'title: "A title"', "subject: camden"):
        assert line in text
    assert briefing("new", "other", "--authorities", "camden,haringey", "--look", "hous").code == 2


def test_without_a_terminal_nothing_is_asked(started: Path, briefing: Command) -> None:
    """A script that forgets a flag is told, and does not hang."""
    done = briefing("new", "mine")
    assert done.code == 2
    assert "--authorities" in done.err


def answered(folder: Path, *answers: str) -> str:
    """`briefing new mine` on a terminal, each question answered in turn; what the terminal showed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "briefing", "new", "mine"]
    process = subprocess.Popen(command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown, waiting, end = "", list(answers), time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([ours], [], [], 0.2)[0]:
            if process.poll() is not None:
                break
            continue
        try:
            shown += os.read(ours, 4096).decode()
        except OSError:  # the terminal is closed from the other side
            break
        if waiting and re.search(r"\?( \[all\])?: $", shown):
            os.write(ours, f"{waiting.pop(0)}\n".encode())
            shown += "\n"
    process.wait(30)
    os.close(ours)
    assert process.returncode == 0, shown
    return shown


def test_a_few_answers_make_a_config(started: Path, briefing: Command) -> None:
    """A wrong name is asked for again; what is left out is left out."""
    shown = answered(
        started, "Camden, Haringy", "Camden, Haringey", "equity", "leeds", "haringey", "", "Our panel"
    )
    assert "Did you mean 'haringey'?" in shown
    assert "'leeds' is not among the authorities" in shown
    text = (started / "configs/mine.yaml").read_text(encoding="utf-8")
    assert "authorities: [camden, haringey]" in text
    assert "themes: [equity]" in text
    assert "subject: haringey" in text
    assert 'committee: "Our panel"' in text
    assert "# title:" in text
    assert briefing("check", "mine").code == 0


COMPLETED = [
    ("fetch cam", ["cambridgeshire", "camden"]),
    ("review har", ["haringey", "harrow", "hartlepool"]),
    ("new x --authorities camden,hari", ["camden,haringey"]),
    ("new x --themes lead", ["leadership"]),
    ("new x --look hi", ["high-contrast"]),
    ("build cam", ["camden-vs-haringey"]),
    ("serve north", ["north-london-pack"]),
    ("import --statement care", ["care-provision"]),
    ("fe", ["fetch"]),
]


@pytest.mark.parametrize(("line", "names"), COMPLETED, ids=[line for line, _ in COMPLETED])
def test_names_are_completed(line: str, names: list[str], started: Path) -> None:
    """As bash asks for it; what is offered is what the words begin."""
    words = f"briefing {line}"
    environment = {
        **os.environ,
        "_BRIEFING_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    command = [
        sys.executable,
        "-c",
        "import sys; sys.argv[0] = 'briefing'; from briefing.cli import main; main()",
    ]
    done = subprocess.run(command, cwd=started, env=environment, capture_output=True, text=True, check=False)
    assert [item.partition(",")[2] for item in done.stdout.split()] == names
