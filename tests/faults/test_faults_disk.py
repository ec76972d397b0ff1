"""Bar 2: a disk that is full or fails, wherever it is met: the old output stays, and the failure is told."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bars import Count
from under_faults import Faulty, faulty, files, is_whole, ledger_rows, leftovers

COMMAND = ("run", "monthly")
ERRORS = ("ENOSPC", "EIO", "EDQUOT", "ENOSPC")


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faulty]:
    with faulty(tmp_path_factory.mktemp("said")) as started:
        yield started


@pytest.fixture(scope="module")
def built(stocked: Path, process: Faulty, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a briefing that was built by schedule, and a change that asks for another."""
    folder = tmp_path_factory.mktemp("disk") / "w"
    shutil.copytree(stocked, folder)
    assert process.run(folder, *COMMAND).code == 0
    with (folder / "monthly.yaml").open("a") as config:
        config.write("committee: Adults Panel\n")
    return folder


def meet(trouble: str, at: int, lasting: bool, built: Path, folder: Path, process: Faulty) -> str:
    """What came of trouble at that point: `failed`, `failed and told` by the ledger already, `failed late`
    where the new set was in place, or `no harm` where only something kept for speed was lost."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built, folder)
    output = folder / "output" / "monthly"
    before = files(output)
    left = process.run(folder, *COMMAND, what=trouble, at=at, lasting=lasting)
    assert "bug" not in left.said, left.said
    assert is_whole(output)
    old = files(output) == before
    result, why = ledger_rows(folder, "monthly")[-1]
    if left.code == 0:
        assert not old
        return "no harm"
    assert left.code > 0
    assert left.said.strip()
    again = process.run(folder, *COMMAND)
    assert again.code == 0, again.said
    assert leftovers(folder) == []
    results = [r for r, _ in ledger_rows(folder, "monthly")]
    assert "running" not in results
    assert results[-1] in ("built", "unchanged")
    if not old:
        return "failed late"
    return "failed and told" if result == "failed" and why else "failed"


def trouble_at(points: int, built: Path, folder: Path, process: Faulty, count: Count) -> None:
    """Meets trouble at points spread over all that a run writes."""
    whole = folder.with_name("whole")
    shutil.copytree(built, whole)
    last = process.run(whole, *COMMAND).points
    chance = random.Random(20261201)  # noqa: S311 - points, not secrets
    chosen = sorted(chance.sample(range(1, last + 1), min(points, last)))
    came = [
        meet(ERRORS[n % len(ERRORS)], at, n % 2 == 0, built, folder, process) for n, at in enumerate(chosen)
    ]
    failed = sum(c != "no harm" for c in came)
    assert failed >= len(came) // 2
    assert "failed and told" in came
    assert came.count("failed late") <= len(came) // 2  # keeping the issue and the last word of the ledger
    count(
        2,
        "full disk and I/O errors",
        write_points=len(came),
        failed=failed,
        of_these_in_the_ledger=came.count("failed and told"),
        after_the_new_set_was_in_place=came.count("failed late"),
        outputs_harmed=0,
    )


def test_trouble_at_a_few_points(built: Path, tmp_path: Path, process: Faulty, count: Count) -> None:
    """The old output is as it was, the exit code is not zero, and the ledger says failed and why."""
    trouble_at(5, built, tmp_path / "w", process, count)


@pytest.mark.slow
def test_trouble_at_ninety_points(built: Path, tmp_path: Path, process: Faulty, count: Count) -> None:
    trouble_at(90, built, tmp_path / "w", process, count)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes, where this user may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("only an administrator may make a small file system here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_is_really_full(built: Path, small_disk: Path, count: Count) -> None:
    """No room for the next set beside the old one: exit code 1, what to do, and the old set as it was."""
    shutil.copytree(built, small_disk / "w")
    folder = small_disk / "w"
    before = files(folder / "output" / "monthly")
    room = shutil.disk_usage(small_disk).free
    filling = small_disk / "filling"
    filling.write_bytes(b"x" * (room - 40_000))

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "briefing", *COMMAND],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            env={"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin", "HOME": str(small_disk)},
        )

    done = run()
    assert done.returncode == 1, done.stderr
    assert "No space left on device" in done.stderr
    assert "bug" not in done.stderr
    assert files(folder / "output" / "monthly") == before
    assert ledger_rows(folder, "monthly")[-1][0] in ("failed", "running")
    filling.unlink()
    assert run().returncode == 0
    assert is_whole(folder / "output" / "monthly")
    assert [result for result, _ in ledger_rows(folder, "monthly")][-2:] == ["failed", "built"]
    count(2, "full disk and I/O errors", real_full_disks=1)
