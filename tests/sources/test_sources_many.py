"""Many files in one command: the count on a terminal, folders, and what stands between the files."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import PAGES, Command

from briefing.cli.progress import counted_aloud

PAGE = (PAGES / "kelderby-care-provision.txt").read_bytes()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def slowly(count: int) -> Iterator[int]:
    for number in range(count):
        time.sleep(0.3)
        yield number


def test_a_terminal_is_told_how_far_it_is_and_nothing_of_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only after a second, and wiped before anything else is printed."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert list(counted_aloud(slowly(6), 1377)) == list(range(6))
    printed = terminal.getvalue()
    assert "Read 4 of 1,377 files" in printed
    assert "Read 1 of" not in printed
    assert printed.endswith("\r\x1b[K")


def test_what_is_no_terminal_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """A log or a pipe gets messages only."""
    assert list(counted_aloud(slowly(5), 5)) == list(range(5))
    assert capsys.readouterr().err == ""


def test_importing_a_folder_names_what_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command
) -> None:
    """A pipe, a broken link and an empty file are named; the page beside them is imported."""
    monkeypatch.chdir(tmp_path)
    reports = tmp_path / "reports"
    (reports / "older").mkdir(parents=True)
    (reports / "page.txt").write_bytes(PAGE)
    (reports / "empty.txt").write_bytes(b"")
    (reports / "gone.txt").symlink_to(reports / "nowhere.txt")
    os.mkfifo(reports / "pipe.txt")
    done = briefing("import", "reports")
    assert done.code == 4
    assert "page.txt: kelderby" in done.out
    for name in (
        "empty.txt: The file is empty",
        "gone.txt: The file cannot be opened",
        "pipe.txt: This is no file",
    ):
        assert name in done.err
    assert "older: " not in done.err


def test_extracting_several_gives_them_in_the_order_named(tmp_path: Path, briefing: Command) -> None:
    """Whichever is read first."""
    names = ["long.txt", "short.txt"]
    (tmp_path / "long.txt").write_bytes(PAGE * 6)
    (tmp_path / "short.txt").write_bytes(PAGE)
    done = briefing("extract", *(str(tmp_path / name) for name in names), "--format", "yaml")
    assert done.code == 0
    assert done.out.index("long.txt") < done.out.index("short.txt")
