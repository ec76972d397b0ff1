"""Asks `faulty_process.py` for commands, and looks at what they left."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KILLED = -9


@dataclass(frozen=True)
class Left:
    """What a command left: its exit code (-9 where it was killed), how many points it met, what it said."""

    code: int
    points: int
    said: str


class Faulty:
    """Commands in a workspace, each in a process of its own that meets the trouble asked for."""

    def __init__(self, process: subprocess.Popen[str], scratch: Path) -> None:
        self._process, self._said = process, scratch / "said.txt"

    def run(
        self, folder: Path, *arguments: str, what: str = "count", at: int = 0, lasting: bool = False
    ) -> Left:
        """`what` happens at the point numbered `at`: `kill`, or an error such as `ENOSPC`, then or from then
        on."""
        asked = {
            "folder": str(folder),
            "arguments": arguments,
            "what": what,
            "at": at,
            "lasting": lasting,
            "said": str(self._said),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        return Left(told["code"], told["seen"], self._said.read_text(encoding="utf-8", errors="replace"))


@contextlib.contextmanager
def faulty(scratch: Path) -> Iterator[Faulty]:
    """The process that runs them, for as long as it is wanted."""
    command = [sys.executable, str(Path(__file__).with_name("faulty_process.py")), json.dumps(sys.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Faulty(process, scratch)
        assert process.stdin is not None
        process.stdin.close()


def kill_after(seconds: float, name: str, *arguments: str, folder: Path) -> int:
    """Runs a command as a user does and kills it after that time; its exit code."""
    with subprocess.Popen(
        [sys.executable, "-m", "briefing", name, *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"},
    ) as process:
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        process.wait(120)
        timer.cancel()
    return process.returncode


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a published folder; empty where there is none."""
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {name: path.read_bytes() for name, path in found.items()}


def is_whole(folder: Path) -> bool:
    """Whether a published folder is what its manifest says, no more and no less. One that is not there is."""
    if not folder.exists():
        return True
    found = files(folder)
    listed = json.loads(found.pop("manifest.json"))["outputs"]
    return {o["path"]: o["sha256"] for o in listed} == {
        name: hashlib.sha256(data).hexdigest() for name, data in found.items()
    }


def leftovers(folder: Path) -> list[str]:
    """What killed commands left lying in a workspace."""
    began = [*folder.rglob(".writing-*"), *folder.glob("output/.briefing/*/new-*")]
    return [str(p.relative_to(folder)) for p in began]


def ledger_rows(folder: Path, config: str) -> list[tuple[str, str]]:
    """Result and message of every run of a config, oldest first; fails where the ledger is damaged."""
    path = folder / "output" / "ledger.sqlite"
    if not path.is_file():
        return []
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
        tables = {row[0] for row in db.execute("select name from sqlite_master")}
        if "runs" not in tables:
            return []
        query = "select result, message from runs where config = ? order by id"
        return [(str(r), str(m)) for r, m in db.execute(query, (config,))]
