"""A batch on a Dask cluster: a scheduler and two workers as processes of their own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import Command
from many_authorities import library

BUILD = ("build", "care", "--matrix", "neighbours", "--json")


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    library(tmp_path, 8)
    capsys.readouterr()
    return tmp_path


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """The address of a scheduler, and its two workers."""
    pytest.importorskip("distributed")
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    scheduler = subprocess.Popen([*dask, "--no-dashboard"], stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    workers = []
    try:
        assert scheduler.stderr
        found = next(m for line in scheduler.stderr if (m := re.search(r"tcp://127\.0\.0\.1:\d+", line)))
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", found[0], "--nthreads", "1"]
        workers = [
            subprocess.Popen(
                [*worker, "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path / f"dask-{n}")],
                stderr=subprocess.DEVNULL,
                text=True,
                cwd=tmp_path,
            )
            for n in (1, 2)
        ]
        yield found[0], workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()
        if scheduler.stderr:
            scheduler.stderr.close()


def published(output: Path) -> dict[str, object]:
    """What every manifest says of its outputs."""
    return {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))["outputs"]
        for path in output.glob("care-*/manifest.json")
    }


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes_and_loses_nothing_with_a_worker(
    many: Path, briefing: Command, cluster: tuple[str, list[subprocess.Popen[str]]]
) -> None:
    """One of two workers is killed in the middle: all eight are built, and as one process builds them."""
    address, workers = cluster
    batch = subprocess.Popen(
        [sys.executable, "-m", "briefing", *BUILD, "--cluster", address, "--output", "cluster"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(1800):
        if published(many / "cluster") or batch.poll() is not None:
            break
        time.sleep(0.1)
    os.kill(workers[0].pid, signal.SIGKILL)
    out, err = batch.communicate(timeout=600)
    assert batch.returncode == 0, err
    assert len(published(many / "cluster")) == 8
    # What the killed worker had published and not told of is unchanged for the other.
    assert {entry["result"] for entry in json.loads(out)} <= {"built", "unchanged"}
    done = briefing(*BUILD, "--jobs", "1", "--output", "here")
    assert done.code == 0, done.err
    assert published(many / "here") == published(many / "cluster")


@pytest.mark.slow
def test_a_worker_with_another_version_is_refused(
    many: Path,
    briefing: Command,
    cluster: tuple[str, list[subprocess.Popen[str]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The workers were started with this program; this process pretends to a newer library."""
    address, _ = cluster
    (many / "pretended" / "jinja2-999.0.dist-info").mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *BUILD, "--cluster", address],
        env={**os.environ, "PYTHONPATH": str(many / "pretended")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "This worker has another version of briefing" in done.stderr
    assert not published(many / "output")


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer(many: Path) -> None:
    """Exit code 2 and the address, without a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *BUILD, "--cluster", "tcp://127.0.0.1:1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "tcp://127.0.0.1:1: The scheduler of the cluster does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_extra_it_says_what_to_install(many: Path) -> None:
    """A Python that has no Dask, as after a plain installation."""
    (many / "without").mkdir()
    (many / "without" / "distributed.py").write_text("raise ImportError('not here')\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *BUILD, "--cluster", "tcp://127.0.0.1:1", "--format", "data"],
        env={**os.environ, "PYTHONPATH": str(many / "without")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "pip install 'briefing[cluster]'" in done.stderr
