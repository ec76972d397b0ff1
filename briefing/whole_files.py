"""One file, written whole or not at all, and a lock that a killed process leaves to nobody.

What is published as a set of files goes through `publishing.atomic`; a file that stands alone (a record, a
reviewer's decisions, a picture kept for the next build) goes through here.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefing.errors import BriefingError, Problem

BEGUN: Final = ".writing-"
"""How the names of files begin that are being written."""


def write_whole(path: Path, data: bytes) -> None:
    """Writes beside the place, flushes to disk and moves there, so that nobody ever finds half a file.

    Raises OSError where that fails; then the old file is as it was, and nothing is left beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=BEGUN)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, temporary) if path.exists() else Path(temporary).chmod(0o666 & ~umask())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):  # it is there; at worst a machine that fails now has the old one again
        flush_folder(path.parent)


@contextlib.contextmanager
def locked(lock: Path, what: Path, *, wait: float = 120.0) -> Iterator[None]:
    """Nobody else holds this lock meanwhile. `what` is what a message names that is being written to.

    The lock is the operating system's, so a killed process leaves none; the file itself stays. It may be
    taken again inside itself. Raises BriefingError after `wait` seconds, OSError where it cannot be made.
    """
    from filelock import FileLock, Timeout

    lock.parent.mkdir(parents=True, exist_ok=True)
    taken = FileLock(lock, is_singleton=True)
    try:
        taken.acquire(timeout=wait)
    except Timeout:
        raise BriefingError(
            Problem(
                f"Something else has been writing here for more than {wait:.0f} seconds.",
                place=str(what),
                mend="Wait for it, or end it, and try again.",
            )
        ) from None
    try:
        yield
    finally:
        taken.release()


def clear_begun(folder: Path) -> None:
    """Removes what killed writers left in a folder. Only for whoever holds the lock on what lies there."""
    for leftover in folder.glob(f"{BEGUN}*"):
        with contextlib.suppress(OSError):
            leftover.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Makes the names in a folder as lasting as the files themselves."""
    if sys.platform == "win32":
        return  # a folder cannot be opened there
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def umask() -> int:
    """The permissions that this process withholds from new files."""
    current = os.umask(0)
    os.umask(current)
    return current
