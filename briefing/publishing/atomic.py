"""A folder of outputs appears whole or not at all.

The files of one build are written into a new folder beside the published one, flushed to disk, and the two
folders change places in one step. A reader sees the old set or the new set; a process that is killed, or a
disk that is full, leaves the old set as it was. The reasons
are in docs/adr/0010-whole-output-folders.md.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from briefing import whole_files
from briefing.errors import BriefingError, InputError, Problem

WORKROOM: Final = ".briefing"
"""Folder beside the published ones: for each of them a lock, and the sets that are being written."""

NEW: Final = "new-"
PARKED: Final = "old"
"""Inside a set that is being written: the old set, between two renames."""

MANIFEST: Final = "manifest.json"

_RENAME_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of a published folder."""

    path: str
    """Relative to the folder, with `/`, as `data/figures.csv`."""
    data: bytes


@contextlib.contextmanager
def locked(folder: Path, *, wait: float = 120.0) -> Iterator[None]:
    """Nobody else publishes into `folder` meanwhile, and what a killed build left is cleared. It may be taken
    again inside itself.

    Raises InputError where the folder cannot be one of ours, BriefingError after `wait` seconds.
    """
    _check_folder(folder)
    workroom = _workroom(folder)
    with whole_files.locked(workroom / "lock", folder, wait=wait):
        _clear(folder)
        yield


def publish(folder: Path, files: Sequence[OutputFile]) -> None:
    """Makes `files` the content of `folder`, all together.

    What an earlier build published there and this one did not make goes away; files that no build made (the
    manifest does not name them) stay. Leftovers of a killed build are cleared. Raises InputError where the
    folder cannot be one of ours, BriefingError where writing fails; then the old content is as it was.
    """
    _check_paths(files)
    with locked(folder):
        try:
            staging = Path(tempfile.mkdtemp(prefix=NEW, dir=_workroom(folder)))
            try:
                _write(staging, files)
                _carry_over(folder, staging)
                _exchange(staging, folder)
            finally:
                shutil.rmtree(staging, ignore_errors=True)  # the old set, or what could not be finished
        except OSError as error:
            raise _failed(folder, error) from error


def _workroom(folder: Path) -> Path:
    workroom = folder.parent / WORKROOM / folder.name
    try:
        workroom.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _failed(folder, error) from error
    return workroom


def _check_paths(files: Sequence[OutputFile]) -> None:
    """A wrong path here is a mistake in the program, not in what the user gave it."""
    seen: set[str] = set()
    for file in files:
        path = PurePosixPath(file.path)
        if (
            path.is_absolute()
            or ".." in path.parts
            or not path.parts
            or "\\" in file.path
            or "\0" in file.path
        ):
            raise ValueError(f"not a path inside the output folder: {file.path!r}")
        if file.path.casefold() in seen:
            raise ValueError(f"two outputs of the same name: {file.path}")
        seen.add(file.path.casefold())


def _check_folder(folder: Path) -> None:
    """Neither the folder nor what it stands in is a link: whoever made one decides where we would write."""
    workrooms = folder.parent / WORKROOM
    if folder.name in ("", "..", WORKROOM):
        raise _refused("This is not a folder that outputs can be written to.", folder)
    for place in (folder.parent, folder, workrooms, workrooms / folder.name):
        if place.is_symlink():
            what = "This is a link to somewhere else, and outputs are never written through a link."
            raise _refused(what, place)
        if place.exists() and not place.is_dir():
            raise _refused("There is a file where the output folder should be.", place)


def _refused(problem: str, place: Path) -> InputError:
    mend = "Remove it, or name another folder with --output."
    return InputError(Problem(problem, place=str(place), mend=mend))


def _clear(folder: Path) -> None:
    """Remove what a killed build left. Where it was killed between two renames, its old set comes back."""
    for leftover in sorted(_workroom(folder).glob(f"{NEW}*")):
        parked = leftover / PARKED
        if parked.is_dir() and not folder.exists():
            parked.rename(folder)
        shutil.rmtree(leftover, ignore_errors=True)


def _write(staging: Path, files: Sequence[OutputFile]) -> None:
    made = {staging}
    for file in files:
        path = staging / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        made.update(p for p in path.parents if p.is_relative_to(staging))
        with path.open("wb") as out:
            out.write(file.data)
            out.flush()
            os.fsync(out.fileno())
    for directory in made:
        whole_files.flush_folder(directory)


def _carry_over(folder: Path, staging: Path) -> None:
    """The user's own files in the folder stay: they are linked, so that nothing is read or copied."""
    ours = _published(folder)
    for directory, _, names in os.walk(folder):
        for name in names:
            path = Path(directory, name)
            relative = path.relative_to(folder)
            target = staging / relative
            if relative.as_posix() in ours or target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(path, target, follow_symlinks=False)
            except OSError:
                shutil.copy2(path, target, follow_symlinks=False)


def _published(folder: Path) -> frozenset[str]:
    """What the last build put there, by its manifest."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        return frozenset((MANIFEST, *(str(output["path"]) for output in manifest["outputs"])))
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset((MANIFEST,))


def _exchange(staging: Path, folder: Path) -> None:
    staging.chmod(0o777 & ~whole_files.umask())  # mkdtemp makes a folder for its owner alone
    if not folder.exists():
        staging.rename(folder)
    elif not _swapped(staging, folder):
        # Without an atomic exchange there is a moment with no set at all, never one with half a set; `_clear`
        # puts the old one back if the process ends in that moment.
        holder = Path(tempfile.mkdtemp(prefix=NEW, dir=staging.parent))
        folder.rename(holder / PARKED)
        staging.rename(folder)
        shutil.rmtree(holder, ignore_errors=True)
    with contextlib.suppress(OSError):  # it is there; at worst a machine that fails now has the old set again
        whole_files.flush_folder(folder.parent)


def _swapped(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (Linux's renameat2). False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:  # a C library older than 2.28
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):  # an old kernel, or a file system that cannot
        return False
    raise OSError(code, os.strerror(code), str(other))


def _failed(folder: Path, error: OSError) -> BriefingError:
    message = f"The outputs could not be written ({error.strerror}); what was there before is unchanged."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.ENAMETOOLONG):
        mend = "Choose a folder that you may write to, with --output."
        return InputError(Problem(message, place=str(folder), mend=mend))
    mend = "Make room on the disk, or mend it, and build again."
    return BriefingError(Problem(message, place=str(folder), mend=mend))
