"""`manifest.json`: what a build was made from, with what, and what it left, each with its SHA-256."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import briefing
from briefing.publishing.atomic import MANIFEST, OutputFile

SCHEMA: Final = 1


@dataclass(frozen=True, slots=True)
class InputFile:
    """Something the build read. Only its name and content count: where it lay does not reach the output."""

    name: str
    """File name, or a name within the workspace or the project, as `records/haringey.json`."""
    sha256: str | None
    """None for something that was looked for and is not there: when it appears, the output is out of date."""
    role: str = "source"
    """`config`, `record`, `decisions`, `source`, `reference`, `look`, `template`, …"""
    meaning: str | None = None
    """Of an input whose comments count for nothing, a digest of the rest."""


def manifest(
    inputs: Sequence[InputFile],
    outputs: Sequence[OutputFile],
    versions: Sequence[tuple[str, str]] = (),
    *,
    asked: Mapping[str, object] | None = None,
    warnings: Sequence[str] = (),
    pages: int | None = None,
) -> OutputFile:
    """The manifest of these outputs. `versions` are those of the libraries that decide bytes (`engine`);
    `asked` is what the command line asked for beyond the config.

    No time of day and no folder of the machine is in it, so that the same inputs give the same manifest.
    """
    content = {
        "schema": SCHEMA,
        "versions": {"briefing": briefing.__version__, "python": platform.python_version(), **dict(versions)},
        "inputs": [
            {"name": item.name, "role": item.role, "sha256": item.sha256}
            | ({"meaning": item.meaning} if item.meaning else {})
            for item in sorted(set(inputs), key=lambda item: (item.role, item.name, item.sha256 or ""))
        ],
        "asked": dict(asked or {}),
        "warnings": list(warnings),
        "pages": pages,
        "outputs": [
            {"path": item.path, "sha256": hashlib.sha256(item.data).hexdigest(), "bytes": len(item.data)}
            for item in sorted(outputs, key=lambda item: item.path)
        ],
    }
    return OutputFile(MANIFEST, f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode())
