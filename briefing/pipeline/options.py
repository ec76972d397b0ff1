"""What a build is asked for on the command line, and what it reports."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.schedule.issues import Issue


def silent(_: str) -> None:
    """Nobody waits: scripts, tests, `--quiet` and `--json`."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Options:
    """How to build; the config says what."""

    output: Path
    """The folder that holds a folder for each config."""
    formats: tuple[str, ...] = ()
    """Empty: what the config says."""
    force: bool = False
    """Build although nothing changed."""
    final: bool = False
    """Refuse unless every printed finding was reviewed."""
    strict: bool = False
    """Warnings count as errors."""
    alone: bool = True
    """One build has the machine to itself and draws and prints in further processes; of many side by side
    each keeps to its own."""
    jobs: int | None = None
    """Processes side by side; None for as many as there are processors."""
    say: Callable[[str], None] = silent
    """Told what is being done, for somebody who waits."""
    earlier: Issue | None = None
    """The issue that the build tells changes since; found by the build itself."""


@dataclass(frozen=True, slots=True)
class Side:
    """Whose briefing is made of a config, where one config makes a briefing for each of many authorities."""

    subject: str
    """Slug."""
    beside: tuple[str, ...]
    """Slugs of those it is compared with, in order."""
    set_name: str
    """What they are to it, for a title: `the London region`, `its neighbours`."""
    chosen: str
    """How they were chosen, in a sentence that is printed."""


@dataclass(frozen=True, slots=True)
class Target:
    """One folder of outputs, and the config that it is made from."""

    config: Path
    name: str
    """Of the folder, and of the files in it."""
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one config."""

    name: str
    folder: Path
    result: str
    """`built` or `unchanged`."""
    files: tuple[str, ...]
    """Relative to the folder."""
    warnings: tuple[str, ...] = ()
    pages: int | None = None
    inputs: str = ""
    """Digest over all inputs, as the ledger keeps it."""
    outputs: str = ""
