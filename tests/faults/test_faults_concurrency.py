"""Bar 3: of many who start at once one builds, and two configs do not disturb each other."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from bars import Count
from under_faults import files, is_whole, ledger_rows, leftovers

CONFIGS = ("monthly", "other")


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", *arguments, "--json"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.environ["PATH"]},
    )


def results(running: list[subprocess.Popen[str]]) -> Counter[str]:
    """What each of them says it did."""
    found: Counter[str] = Counter()
    for process in running:
        out, err = process.communicate(timeout=600)
        assert process.returncode == 0, err
        found.update(entry["result"] for entry in json.loads(out))
    return found


def all_at_once(starts: int, stocked: Path, folder: Path) -> None:
    """Half of them build by hand and half by schedule, two configs each; then a look at what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(stocked, folder)
    by_hand = [started(folder, "build", CONFIGS[n % 2]) for n in range(starts // 2)]
    told = results(by_hand)
    assert told["built"] == min(2, starts // 2), told
    assert set(told) <= {"built", "unchanged"}
    for config in CONFIGS:
        with (folder / f"{config}.yaml").open("a") as file:
            file.write("committee: Adults Panel\n")
    by_schedule = [started(folder, "run", "--if-due", CONFIGS[n % 2]) for n in range(starts - starts // 2)]
    told = results(by_schedule)
    assert told["built"] == 2, told
    assert set(told) <= {"built", "not due", "running"}
    for config in CONFIGS:
        assert is_whole(folder / "output" / config)
        assert [result for result, _ in ledger_rows(folder, config)] == ["built"]
    assert leftovers(folder) == []


def check_rounds(rounds: int, starts: int, stocked: Path, folder: Path, count: Count) -> None:
    alone = folder.with_name("alone")
    shutil.copytree(stocked, alone)
    for config in CONFIGS:
        with (alone / f"{config}.yaml").open("a") as file:
            file.write("committee: Adults Panel\n")
        assert results([started(alone, "build", config)]) == {"built": 1}
    for _ in range(rounds):
        all_at_once(starts, stocked, folder)
        for config in CONFIGS:
            assert files(folder / "output" / config) == files(alone / "output" / config)
        count(3, "concurrency", rounds=1, starts=starts, builds_too_many=0)


def test_six_at_once(stocked: Path, tmp_path: Path, count: Count) -> None:
    """Exactly one build of each config, by hand and by schedule, and the bytes of a build alone."""
    check_rounds(1, 6, stocked, tmp_path / "w", count)


@pytest.mark.slow
def test_thirty_at_once_twenty_times(stocked: Path, tmp_path: Path, count: Count) -> None:
    check_rounds(20, 30, stocked, tmp_path / "w", count)
