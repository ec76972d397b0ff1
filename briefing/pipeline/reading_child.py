"""The process in which sources are read: what happens here, however badly, does not happen to the program.

Reports come from the web. Whatever parses them runs in here, under limits of memory and time, and answers
with data: two lines of JSON for each question, never code. `readers.py` starts it and asks.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.domain.record import Record
    from briefing.pipeline.materials import Reference

MEMORY = 1 << 30
"""Bytes of address space, where the platform can limit it (Linux can, macOS and Windows cannot)."""
SECONDS = 20.0
"""For one file."""
_MOST_FILES = 1000


def main() -> None:
    """Answers questions from standard input on standard output until there are no more."""
    answers = _own_channel()
    _confine()
    from briefing.pipeline.materials import Reference

    reference = Reference()
    for number, line in enumerate(sys.stdin.buffer, start=1):
        _alarm(SECONDS + 1)
        told, record = _answer(json.loads(line), reference)
        _alarm(0)
        # One that has grown makes room for a fresh one, so that no file suffers from those before it.
        last = "fault" in told or number == _MOST_FILES or _address_space() > MEMORY // 2
        answers.write(f"{json.dumps({**told, 'last': last})}\n{record}\n".encode("ascii"))
        answers.flush()
        if last:
            return


def _own_channel() -> BinaryIO:
    """Standard output for answers alone: what a library prints goes where nobody reads it."""
    channel = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return channel


def _confine() -> None:
    """The limits that the platform has. The one who asks keeps the time as well, on every platform."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks is told, and ends this process
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    """Ends this process after that time, should the one who asked be gone and not do so; 0 for never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _address_space() -> int:
    """Bytes that count against the limit, as far as the platform tells."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf(
            "SC_PAGESIZE"
        )
    except OSError:
        return 0


def _answer(question: dict[str, str | None], reference: Reference) -> tuple[dict[str, object], str]:
    """What went wrong, if anything, and the record as JSON, if there is one."""
    try:
        record = _read(question, reference)
        from briefing.library.records import record_to_json

        return {}, json.dumps(record_to_json(record), separators=(",", ":"))
    except BriefingError as error:
        problems = [[p.message, p.place, p.mend] for p in error.problems]
        return {"error": type(error).__name__, "problems": problems}, ""
    except MemoryError:
        return {"fault": "memory"}, ""
    except Exception as fault:
        return {"fault": f"{type(fault).__name__}: {fault}", "trace": traceback.format_exc()}, ""


def _read(question: dict[str, str | None], reference: Reference) -> Record:
    from briefing.extraction.extract import extract
    from briefing.sources import read_source

    return extract(
        read_source(Path(question["path"] or "")),
        framework=reference.framework,
        authorities=reference.authorities,
        indicators=reference.indicators,
        authority=question["authority"],
        statement=question["statement"],
    )
