"""Sets of outputs whose every file tells which build made it; imported by tests and by what they start."""

from __future__ import annotations

import json
from pathlib import Path

from briefing.publishing.atomic import OutputFile

NAMES = ["brief.pdf", "brief.html", "data/figures.csv", "data/findings.csv", "briefing.json"]


def outputs(generation: int) -> list[OutputFile]:
    manifest = json.dumps({"generation": generation, "outputs": [{"path": name} for name in NAMES]})
    body = f"{generation:06}\n".encode() * 3000
    return [*(OutputFile(name, body) for name in NAMES), OutputFile("manifest.json", manifest.encode())]


def generation_of(folder: Path) -> int:
    """Which build made this set. Fails where it is not one whole set and nothing else."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    generation: int = json.loads(found["manifest.json"])["generation"]
    assert found == {file.path: file.data for file in outputs(generation)}
    return generation


def leftovers(folder: Path) -> list[Path]:
    return [p for p in (folder.parent / ".briefing" / folder.name).iterdir() if p.name != "lock"]
