"""The guides are run as their readers would run them: every `sh` block, top to bottom, in one shell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import PAGES

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "how-to"
RUN = [p for p in sorted(GUIDES.glob("*.md")) if "```sh" in p.read_text(encoding="utf-8")]
FIRST = "compare-two-councils"
"""The other guides go on from the folder that this one leaves."""


def _commands(guide: Path) -> str:
    return "\n".join(re.findall(r"^```sh\n(.*?)^```", guide.read_text(encoding="utf-8"), re.S | re.M))


def _run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-eu"],
        input=script,
        cwd=folder,
        env={**os.environ, "PATH": path, "BRIEFING_OPEN_BROWSER": "no"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="session")
def reports(tmp_path_factory) -> Path:
    """A folder with the two saved pages the guides speak of: invented pages under other names."""
    folder = tmp_path_factory.mktemp("officer")
    (folder / "reports").mkdir()
    for page, invented, name in (
        ("kelderby-care-provision.txt", "Kelderby", "leeds.txt"),
        ("ottersham-care-provision.html", "Ottersham", "bradford.html"),
    ):
        text = (PAGES / page).read_text(encoding="utf-8")
        (folder / "reports" / name).write_text(text.replace(invented, Path(name).stem.title()), "utf-8")
    return folder


@pytest.fixture(scope="session")
def compared(reports) -> Path:
    """The workspace that the first guide leaves."""
    done = _run(_commands(GUIDES / f"{FIRST}.md"), reports)
    assert done.returncode == 0, done.stderr
    return reports / "our-briefings"


@pytest.mark.parametrize("guide", RUN, ids=lambda p: p.stem)
def test_the_commands_of_a_guide_run(guide, compared, tmp_path):
    """Each guide ends with exit code 0; the first one leaves the PDF it speaks of."""
    if guide.stem == FIRST:
        assert (compared / "output" / "leeds-and-bradford" / "leeds-and-bradford.pdf").is_file()
        return
    done = _run(_commands(guide), compared)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def test_every_guide_is_in_the_contents():
    """A guide that the index does not name would never be found."""
    index = (GUIDES.parent / "index.md").read_text(encoding="utf-8")
    assert {f"how-to/{p.stem}" for p in GUIDES.glob("*.md")} <= set(re.findall(r"how-to/[\w-]+", index))
