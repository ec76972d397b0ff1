"""What a build is asked for on the command line, and what it reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def silent(_: str) -> None:
    """Nobody waits: scripts, tests, `--quiet` and `--json`."""


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
    say: Callable[[str], None] = silent
    """Told what is being done, for somebody who waits."""


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
