"""The archive: every issue that was given out, dated, kept as it was.

    output/issues/<config>/2026-11/        all files of the issue, read-only, and issue.json
    output/issues/<config>/2026-11.2/      a second issue of one period, from a run that was forced

A folder of an issue appears whole and is never written to again. Copies, not links: a link would change with
the latest output when somebody edits that in place.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from briefing.errors import BriefingError, InputError, Problem
from briefing.schedule import INPUT, ISSUES
from briefing.whole_files import flush_folder, umask

__all__ = ["INPUT", "ISSUES", "Issue", "earlier", "issues", "keep", "remove", "superfluous"]

CARD: Final = "issue.json"
MANIFEST: Final = "manifest.json"
ACCOUNT: Final = "briefing.json"

_BEGUN: Final = ".new-"
_READ_ONLY: Final = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9+-]")


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue in the archive."""

    config: str
    name: str
    """Of its folder: the period, and a number from the second in a period on."""
    period: str
    number: int
    """1 for the first in its period."""
    sequence: int
    """Counts the issues of a config, whatever the clock said."""
    issued: str
    """When, ISO with offset."""
    manifest: str
    """SHA-256 of its manifest, which holds the digests of all other files."""
    folder: Path
    digest: str
    """SHA-256 of its card."""

    @property
    def input(self) -> str:
        return f"{INPUT}{self.name}"

    def inputs(self) -> dict[str, str | None]:
        """What it was made from: names and digests. Raises InputError where the manifest was changed."""
        manifest = json.loads(self._held(MANIFEST, self.manifest))
        return {str(item["name"]): item["sha256"] for item in manifest["inputs"]}

    def account(self) -> bytes:
        """Its `briefing.json`. Raises InputError where it is not as it was issued."""
        manifest = json.loads(self._held(MANIFEST, self.manifest))
        digests = {str(item["path"]): str(item["sha256"]) for item in manifest["outputs"]}
        return self._held(ACCOUNT, digests.get(ACCOUNT, ""))

    def _held(self, name: str, sha256: str) -> bytes:
        try:
            data = (self.folder / name).read_bytes()
        except OSError as error:
            raise self._changed(f"{name} cannot be read: {error.strerror}") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise self._changed(f"{name} was changed afterwards")
        return data

    def _changed(self, what: str) -> InputError:
        return InputError(
            Problem(
                f"The issue {self.name} of {self.config} is not as it was issued: {what}.",
                place=str(self.folder),
                mend="Put it back from a copy, or remove its folder: nothing is then compared with it.",
            )
        )


def issues(output: Path, config: str) -> tuple[Issue, ...]:
    """The issues of a config, oldest first. Folders without a card are none."""
    folder = output / ISSUES / config
    found = [] if not folder.is_dir() else [_read(path, config) for path in folder.iterdir()]
    return tuple(sorted((i for i in found if i is not None), key=lambda i: i.sequence))


def earlier(kept: Sequence[Issue], today: Mapping[str, str | None]) -> Issue | None:
    """The issue that a build made from the inputs of `today` is compared with.

    The newest: but where today's inputs are the very ones that the newest was made from, the build only makes
    that issue again, and is compared with what that issue was compared with. So it gives the same bytes.
    """
    if not kept:
        return None
    newest = kept[-1]
    was = newest.inputs()
    named = {name: sha for name, sha in was.items() if name.startswith(INPUT)}
    if any(name not in today or today[name] != sha for name, sha in was.items() if name not in named):
        return newest
    return next((issue for issue in kept[:-1] if named.get(issue.input) == issue.digest), None)


def keep(
    output: Path, config: str, period: str, files: Iterable[tuple[str, bytes]], now: datetime, final: bool
) -> Issue:
    """Keeps a published set as an issue of that period, flushed to disk, read-only.

    The caller sees to it that nobody else does so for this config meanwhile. Raises BriefingError where it
    cannot be written; then there is no such issue.
    """
    folder = output / ISSUES / config
    for place in (output / ISSUES, folder):
        if place.is_symlink():
            raise InputError(
                Problem(
                    "This is a link to somewhere else, and issues are never written through a link.",
                    place=str(place),
                    mend="Remove it, or name another folder with --output.",
                )
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        kept = issues(output, config)
        number = 1 + max((i.number for i in kept if i.period == period), default=0)
        name = _UNSAFE.sub("", period) + (f".{number}" if number > 1 else "")
        contents = dict(files)
        card = {
            "schema": 1,
            "config": config,
            "period": period,
            "number": number,
            "sequence": 1 + max((i.sequence for i in kept), default=0),
            "issued": now.isoformat(timespec="seconds"),
            "final": final,
            "manifest": hashlib.sha256(contents[MANIFEST]).hexdigest(),
        }
        contents[CARD] = f"{json.dumps(card, indent=1)}\n".encode()
        _write(folder, name, contents)
    except OSError as error:
        raise BriefingError(
            Problem(
                f"The issue could not be kept ({error.strerror}).",
                place=str(folder),
                mend="Make room on the disk, or mend it, and run again.",
            )
        ) from error
    issue = _read(folder / name, config)
    if issue is None:
        raise BriefingError(
            Problem("The issue was not found after it was written.", place=str(folder / name))
        )
    return issue


def superfluous(kept: Sequence[Issue], count: int | None, months: int | None, now: datetime) -> list[Issue]:
    """Issues that a retention rule removes: beyond the newest `count`, or older than so many months.

    Never the newest, nor the one that the newest was compared with, which making it again needs.
    """
    if not kept:
        return []
    needed = {name for name in kept[-1].inputs() if name.startswith(INPUT)}
    free = [i for i in kept[:-1] if i.input not in needed]
    over = {i.name for i in kept[: len(kept) - count]} if count and len(kept) > count else set()
    if months:
        oldest = _months_before(now, months)
        over |= {i.name for i in kept if datetime.fromisoformat(i.issued) < oldest}
    return [i for i in free if i.name in over]


def remove(issue: Issue) -> None:
    """Takes an issue away: first out of sight in one step, so that no half of one is ever found."""
    gone = Path(tempfile.mkdtemp(prefix=_BEGUN, dir=issue.folder.parent))
    issue.folder.rename(gone / issue.name)
    _discard(gone)


def _months_before(now: datetime, months: int) -> datetime:
    whole = now.year * 12 + now.month - 1 - months
    # The first of that month: a day that every month has.
    return now.replace(
        year=whole // 12, month=whole % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0
    )


def _read(folder: Path, config: str) -> Issue | None:
    if folder.name.startswith("."):
        return None
    try:
        data = (folder / CARD).read_bytes()
        card = json.loads(data)
        return Issue(
            config=config,
            name=folder.name,
            period=str(card["period"]),
            number=int(card["number"]),
            sequence=int(card["sequence"]),
            issued=datetime.fromisoformat(card["issued"]).isoformat(),
            manifest=str(card["manifest"]),
            folder=folder,
            digest=hashlib.sha256(data).hexdigest(),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(folder: Path, name: str, contents: Mapping[str, bytes]) -> None:
    begun = Path(tempfile.mkdtemp(prefix=_BEGUN, dir=folder))
    try:
        for path, data in contents.items():
            place = begun / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            place.chmod(_READ_ONLY)
        for directory in _folders(begun):
            flush_folder(directory)
        begun.chmod(0o777 & ~umask())
        begun.rename(folder / name)
        flush_folder(folder)
    finally:
        _discard(begun)


def _folders(root: Path) -> Iterator[Path]:
    yield root
    yield from (path for path in root.rglob("*") if path.is_dir())


def _clear(folder: Path) -> None:
    """What a killed run left half written or half removed."""
    for leftover in folder.glob(f"{_BEGUN}*"):
        _discard(leftover)


def _discard(folder: Path) -> None:
    if not folder.is_dir():
        return
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)  # elsewhere than on Unix, read-only files are not removed
    shutil.rmtree(folder, ignore_errors=True)
