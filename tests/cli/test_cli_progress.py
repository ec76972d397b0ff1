"""Progress: a line for somebody who waits, nothing for anybody else."""

from __future__ import annotations

import io
import sys
import time

import pytest

from briefing.cli.progress import Line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_is_quick_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does it say anything late, after the command has ended."""
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with Line() as line:
        line.say("reading")
        line.say("laying out")
    time.sleep(1.2)
    assert terminal.getvalue() == ""


def test_after_a_second_it_says_what_is_being_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last thing that was begun, though it began before; and it is wiped for what comes next."""
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with Line() as line:
        line.say("reading")
        line.say("laying out")
        time.sleep(1.2)
        assert terminal.getvalue() == "\r\x1b[Klaying out …"
        line.say("drawing")
    assert terminal.getvalue().endswith("drawing …\r\x1b[K")


def test_only_a_terminal_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log is not, and nobody who asked for quiet."""
    log, silent = io.StringIO(), Terminal()
    for where, wanted in ((log, True), (silent, False)):
        monkeypatch.setattr(sys, "stderr", where)
        with Line(wanted=wanted) as line:
            line.say("reading")
            time.sleep(1.1)
            line.say("laying out")
    assert (log.getvalue(), silent.getvalue()) == ("", "")
