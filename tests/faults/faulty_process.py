"""Runs commands in forked processes that are killed, or whose writing fails, at a chosen point.

Asked by a line of JSON, answers with one. The modules of the program are as they are; only what Python writes
with is counted, so that every point at which something reaches the disk has a number.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

MAIN = 0
SEEN = 0
EVENTS = {
    "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.chmod", "os.truncate", "os.symlink",
    "tempfile.mkstemp", "tempfile.mkdtemp", "shutil.rmtree", "sqlite3.connect",
}  # fmt: skip
TROUBLE = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EDQUOT": errno.EDQUOT, "EROFS": errno.EROFS}


class Plan:
    """What happens at the point of that number: `count`, `kill`, or the name of an error."""

    def __init__(self, what: str, at: int, lasting: bool) -> None:
        self.what, self.at, self.lasting, self.busy = what, at, lasting, False

    def point(self, name: str, half: Callable[[], object] = lambda: None) -> None:
        global SEEN
        if self.busy:
            return
        SEEN += 1
        lasts = self.lasting and self.what in TROUBLE
        if not (self.at <= SEEN if lasts else self.at == SEEN):
            return
        self.busy = True
        try:
            if self.what == "kill":
                half()
                os.kill(MAIN, signal.SIGKILL)
            elif self.what in TROUBLE:
                half()
                if name.startswith("sqlite3"):
                    raise sqlite3.OperationalError("database or disk is full")
                raise OSError(TROUBLE[self.what], os.strerror(TROUBLE[self.what]))
        finally:
            self.busy = False


def install(plan: Plan) -> None:
    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in EVENTS:
            plan.point(event)
        elif event == "ctypes.dlsym" and "renameat2" in arguments:
            plan.point("exchange")

    class Raw(io.FileIO):
        def write(self, data: Any) -> int:
            plan.point("write", lambda: super(Raw, self).write(bytes(data)[: len(data) // 2]))
            return super().write(data)

    class Connection(sqlite3.Connection):
        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            plan.point("sqlite3.execute")
            return super().execute(*arguments)

    plain_open, plain_connect, plain_fsync = io.open, sqlite3.connect, os.fsync

    def opened(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if not set(mode) & set("wax") or "+" in mode or file == os.devnull:
            return plain_open(file, mode, *rest, **named)
        plan.point("open")
        raw = Raw(file, mode.replace("b", "").replace("t", ""))
        if "b" in mode:
            return io.BufferedWriter(raw)
        return io.TextIOWrapper(io.BufferedWriter(raw), named.get("encoding"), newline=named.get("newline"))

    def synced(descriptor: int) -> None:
        plan.point("fsync")
        plain_fsync(descriptor)

    def connected(*arguments: Any, **named: Any) -> sqlite3.Connection:
        return plain_connect(*arguments, **{"factory": Connection, **named})

    io.open = builtins.open = opened
    os.fsync, sqlite3.connect = synced, connected
    sys.addaudithook(heard)


def decide(arguments: list[str]) -> int:
    """What the review does when a reviewer accepts a finding: the decision goes into the file."""
    from dataclasses import replace

    from briefing.domain.decisions import Decision
    from briefing.library.deciding import change_decisions
    from briefing.library.workspace import Workspace

    slug, digest, paragraph, summary = arguments
    entry = Decision(digest, "care-provision", int(paragraph), 1, summary=summary, by="A reviewer")
    workspace = Workspace(Path.cwd())
    change_decisions(
        slug,
        workspace,
        lambda d: replace(d, entries=(*(e for e in d.entries if e.digest != digest), entry)),
    )
    return 0


def work(asked: dict[str, Any]) -> int:
    os.chdir(asked["folder"])
    said = os.open(asked["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.setpgid(0, 0)
    from briefing.cli import run

    install(Plan(asked["what"], asked["at"], asked["lasting"]))
    arguments = asked["arguments"]
    code = decide(arguments[1:]) if arguments[0] == "decide" else run(arguments)
    sys.stdout.flush()
    return code


def main() -> None:
    global MAIN
    sys.path[:] = json.loads(sys.argv[1])
    # Imported once; each command then begins where an import would have ended.
    import briefing.charts
    import briefing.cli.building
    import briefing.cli.reading
    import briefing.cli.scheduling
    import briefing.config.load
    import briefing.document.pack
    import briefing.extraction.extract
    import briefing.library.deciding
    import briefing.pipeline.build
    import briefing.pipeline.document
    import briefing.pipeline.scheduled
    import briefing.publishing.datafiles
    import briefing.sources.html  # noqa: F401

    for line in sys.stdin:
        asked = json.loads(line)
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            MAIN = os.getpid()
            code = 70
            try:
                code = work(asked)
            finally:
                os.write(tell, str(SEEN).encode())
                os._exit(code)
        os.close(tell)
        _, status = os.waitpid(child, 0)
        seen = os.read(told, 20) if os.waitstatus_to_exitcode(status) >= 0 else b"0"
        os.close(told)
        print(json.dumps({"code": os.waitstatus_to_exitcode(status), "seen": int(seen or 0)}), flush=True)


if __name__ == "__main__":
    main()
