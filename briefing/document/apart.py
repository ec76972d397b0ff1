"""A user's templates are filled in a process of their own, under limits of time and memory.

Jinja's sandbox keeps a template from Python; it does not keep it from a loop within a loop, or from a text of
a gigabyte. Templates that ship are filled in the program itself, which costs nothing.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, Never

from briefing.document.template_faults import TemplateTakesTooLongError, template_problem
from briefing.errors import InputError, Problem

PROCESSOR_SECONDS: Final = 4
SECONDS: Final = 8.0
"""By the clock, for a template may also wait. The pages of the largest briefing take a tenth of either."""
MEMORY: Final = 512 << 20
"""Bytes of address space above what the program has; where the platform can limit it (Linux can)."""
LARGEST: Final = 64_000_000
"""Characters of the pages together."""

Fill = Callable[[Callable[[str], None]], Sequence[str]]
"""Fills the pages; told a function to call with the name of each template that it reads."""


def filled_apart(fill: Fill, folders: Sequence[Path]) -> tuple[str, ...]:
    """The pages, filled in a process that is stopped where it takes too long, or too much memory.

    Raises InputError for a template that does not work, and names it.
    """
    has_fork = hasattr(os, "fork")
    context = multiprocessing.get_context("fork") if has_fork else multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_fill_and_tell, args=(sender, fill, tuple(folders)), daemon=True)
    process.start()
    sender.close()
    try:
        return _heard(receiver, time.monotonic() + SECONDS + 1, folders)
    finally:
        process.kill()
        process.join()
        receiver.close()


def _heard(receiver: Connection, until: float, folders: Sequence[Path]) -> tuple[str, ...]:
    """What the process tells: the templates it reads, then a problem or the pages. One that falls silent or
    is ended by its limits was at the template that it read last."""
    reading, silence = "", MemoryError()
    while True:
        try:
            if not receiver.poll(max(until - time.monotonic(), 0)):
                raise TemplateTakesTooLongError
            told = json.loads(receiver.recv_bytes())
        except TemplateTakesTooLongError as late:
            raise InputError(template_problem(late, folders, reading)) from None
        except (EOFError, OSError):
            raise InputError(template_problem(silence, folders, reading)) from None
        if "reading" in told:
            reading = str(told["reading"])
        elif "problem" in told:
            raise InputError(Problem(*map(str, told["problem"])))
        else:
            return tuple(map(str, told["pages"]))


def _fill_and_tell(sender: Connection, fill: Fill, folders: tuple[Path, ...]) -> None:
    reading = ""

    def tell(**told: object) -> None:
        sender.send_bytes(json.dumps(told).encode())

    def read(name: str) -> None:
        nonlocal reading
        reading = name
        tell(reading=name)

    _confine()
    try:
        pages = fill(read)
        if sum(map(len, pages)) > LARGEST:
            raise MemoryError
    except BaseException as error:  # whatever is raised in here is a fault of the template
        problem = template_problem(error, folders, reading)
        error.__traceback__ = None  # and with it whatever has grown
        tell(problem=[problem.message, problem.place, problem.mend])
    else:
        tell(pages=list(pages))
    sender.close()
    os._exit(0)  # nothing of the program that was forked is to be tidied up here


def _confine() -> None:
    """The limits that the platform has; the one who waits keeps the time as well."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, _too_long)
        signal.signal(signal.SIGXCPU, _too_long)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # a template has nothing to write
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 2))
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * os.sysconf("SC_PAGESIZE") + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _too_long(*_: object) -> Never:
    raise TemplateTakesTooLongError
