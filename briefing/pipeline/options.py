"""What a build is asked for on the command line, and what it reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


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


BY_FORMAT = {"pdf": ".pdf", "html": ".html", "docx": ".docx"}
DATA_FILES = ("data/figures.csv", "data/findings.csv", "data/scores.csv", "briefing.json", "manifest.json")
