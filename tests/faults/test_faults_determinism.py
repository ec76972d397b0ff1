"""Bar 5: the same inputs give the same bytes, whoever builds them, where, and with how many processors."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bars import Count
from commanding import CONFIG, PAGES

NAMES = ("kelderby-care-provision.txt", "ottersham-care-provision.html")
LOCALES = ("C", "C.UTF-8", "POSIX", "tr_TR.UTF-8", "de_DE.UTF-8")
ZONES = ("UTC", "Pacific/Auckland", "America/Los_Angeles", "Europe/London", "Asia/Kathmandu")
UMASKS = (0o022, 0o077, 0o002, 0o027)


def surroundings(number: int, home: Path) -> dict[str, str]:
    """Everything about a machine that no output may depend on, different for each number."""
    home.mkdir(parents=True)
    (home / ".config" / "matplotlib").mkdir(parents=True)
    settings = "font.size: 30\nsvg.fonttype: path\nlines.linewidth: 9\n" if number % 2 else ""
    (home / ".config" / "matplotlib" / "matplotlibrc").write_text(settings)
    found = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONHASHSEED": str(number * 7919),
        "HOME": str(home),
        "LC_ALL": LOCALES[number % len(LOCALES)],
        "TZ": ZONES[number % len(ZONES)],
        "USER": f"user{number}",
    }
    if number % 3 == 1:
        found |= {"SOURCE_DATE_EPOCH": str(number), "COLUMNS": "40"}
    if number % 4 == 2:
        found |= {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return found


def build(number: int, root: Path) -> dict[str, str]:
    """Imports and builds from nothing, in a folder and surroundings of its own; digests by file."""
    folder = root / Path(*("deeper",) * (number % 5)) / f"place {number}"
    folder.mkdir(parents=True)
    order = NAMES if number % 2 else NAMES[::-1]
    for name in order:
        shutil.copy(PAGES / name, folder)
    (folder / "kelderby.yaml").write_text(CONFIG, encoding="utf-8")
    formats = "pdf,html,docx,data" if number % 2 else "data,docx,html,pdf"
    environment = surroundings(number, root / f"home{number}")
    processors = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []

    def start() -> None:
        os.umask(UMASKS[number % len(UMASKS)])
        if processors:
            os.sched_setaffinity(0, processors[:1] if number % 2 else processors)

    for arguments in (["import", *order], ["build", "kelderby", "-q", "--format", formats]):
        subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "briefing", *arguments],
            cwd=folder,
            env=environment,
            preexec_fn=start,
            capture_output=True,
            check=True,
        )
    made = folder / "output" / "kelderby"
    return {
        path.relative_to(made).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in made.rglob("*")
        if path.is_file() and path.name != "manifest.json"  # it says in which order formats were asked for
    }


def builds(times: int, root: Path, count: Count) -> None:
    first = build(0, root)
    assert {"kelderby.pdf", "kelderby.html", "kelderby.docx", "briefing.json", "data/figures.csv"} <= set(
        first
    )
    for number in range(1, times):
        assert build(number, root) == first
    count(5, "determinism", builds=times, files_that_differ=0)


def test_two_builds_are_the_same_bytes(tmp_path: Path, count: Count) -> None:
    """PDF, HTML, Word and data, in other surroundings."""
    builds(2, tmp_path, count)


@pytest.mark.slow
def test_twenty_builds_are_the_same_bytes(tmp_path: Path, count: Count) -> None:
    """Hash seeds, processors, locales, time zones, order of inputs, folders, permissions, homes, settings."""
    builds(20, tmp_path, count)
