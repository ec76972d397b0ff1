"""The processes in which sources are read, and how they are asked.

Each reads one file after another. One that dies, hangs or grows is replaced; the file that it died of is an
error that names it, and the program goes on.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from functools import cache
from pathlib import Path

from briefing.errors import InputError, Problem, SourceError
from briefing.pipeline.reading_child import MEMORY, SECONDS

MOST_PROCESSES = 8
_LONGEST_ANSWER = 1 << 28
"""Bytes; a process that sends more is broken."""
_ERRORS = {kind.__name__: kind for kind in (SourceError, InputError)}
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from briefing.pipeline.reading_child import main; main()"
)
_ELSE = "Save the page again as HTML or text, or print it to PDF, and read that file."


class ReaderError(Exception):
    """Why a process could not read a file, as it told itself: the cause of a SourceError, shown to whoever
    looks for a bug."""


class Readers:
    """As many processes as are asked at once, up to one a processor; each is started when it is needed."""

    def __init__(self, processes: int | None = None) -> None:
        self.processes = processes or min(_processors(), MOST_PROCESSES)
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()
        self._busy: set[_Child] = set()
        self._slots = threading.BoundedSemaphore(self.processes)

    def start(self) -> None:
        """Starts one already, so that it is there when the first file is."""
        if self._idle.empty():
            self._idle.put(_Child())

    def ask(self, path: Path, authority: str | None, statement: str | None) -> str:
        """The record in that file, as JSON. Any number of threads may ask at once.

        Raises SourceError, or InputError, as reading the file here would; and SourceError where it took too
        long, too much memory, or the process with it.
        """
        question = {"path": str(path.absolute()), "authority": authority, "statement": statement}
        with self._slots:
            child, until = self._rested(), time.monotonic() + SECONDS
            experienced = child.asked > 0
            told, record = self._told(child, question, until)
            if experienced and ("broken" in told or told.get("fault") == "memory"):
                # It may have suffered from the files before: a fresh one decides whose fault it is.
                told, record = self._told(_Child(), question, until)
        _raise_what_went_wrong(told, path.name)
        return record

    def _told(
        self, child: _Child, question: dict[str, str | None], until: float
    ) -> tuple[dict[str, object], str]:
        self._busy.add(child)
        try:
            told, record = child.answer(question, until - time.monotonic())
        except BaseException:
            child.end()
            raise
        finally:
            self._busy.discard(child)
        if told.get("last", True):
            child.end()
        else:
            self._idle.put(child)
        return told, record

    def abandon(self) -> None:
        """Ends the processes that are at work: nobody wants their answers any more."""
        for child in tuple(self._busy):
            child.kill()

    def close(self) -> None:
        """Ends the processes that wait."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().end()

    def _rested(self) -> _Child:
        while True:
            try:
                child = self._idle.get_nowait()
            except queue.Empty:
                return _Child()
            if child.is_alive():
                return child
            child.end()


@cache
def readers() -> Readers:
    """Those of this program, which end with it."""
    shared = Readers()
    atexit.register(shared.close)
    return shared


def _processors() -> int:
    """How many this program may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


class _Child:
    """One process. It is asked by one thread at a time."""

    def __init__(self) -> None:
        self.asked = 0
        self._late = False
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter and a program of ours
            [sys.executable, "-P", "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def answer(self, question: dict[str, str | None], seconds: float) -> tuple[dict[str, object], str]:
        """What it tells of a file: what went wrong, if anything ("late" and "broken" where it tells nothing),
        and the record as JSON, if there is one."""
        self.asked += 1
        timer = threading.Timer(seconds, self._stop)
        timer.start()
        try:
            told, record = self._exchange(json.dumps(question))
        except (OSError, ValueError):
            return ({"late": True} if self._late else {"broken": self._code()}), ""
        finally:
            timer.cancel()
        return told, record

    def _exchange(self, question: str) -> tuple[dict[str, object], str]:
        """Raises OSError or ValueError where the process does not answer as it should."""
        sent, told = self._process.stdin, self._process.stdout
        if sent is None or told is None:
            raise OSError  # both were asked for
        sent.write(question.encode("ascii") + b"\n")
        sent.flush()
        head, record = (told.readline(_LONGEST_ANSWER) for _ in range(2))
        answer = json.loads(head)
        if not record.endswith(b"\n") or not isinstance(answer, dict):
            raise ValueError
        return answer, record.decode("ascii")

    def _code(self) -> int:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(1)  # it may be dying
        self.kill()
        return self._process.wait()

    def _stop(self) -> None:
        self._late = True
        self.kill()

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """Ends the process, whatever it is doing, and waits until it is gone."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _raise_what_went_wrong(told: dict[str, object], name: str) -> None:
    problems = told.get("problems")
    if isinstance(problems, list):
        kind = _ERRORS.get(str(told.get("error")), SourceError)
        raise kind(*(Problem(*map(str, p)) for p in problems if isinstance(p, list) and len(p) == 3))
    if "fault" in told and told["fault"] != "memory":
        message = f"A fault in the program met on this file ({told['fault']})."
        raise SourceError(Problem(message, name, _ELSE)) from ReaderError(str(told.get("trace", "")))
    if "late" in told:
        message = f"Reading the file takes longer than {SECONDS:.0f} seconds."
    elif "fault" in told:
        message = f"Reading the file takes more than {MEMORY >> 30} GB of memory."
    elif "broken" in told:
        message = f"What reads the file broke off at it (code {told['broken']})."
    else:
        return
    raise SourceError(Problem(message, name, _ELSE))
