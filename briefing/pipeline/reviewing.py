"""A review: what the library holds on an authority, laid before a person on a page of their own machine."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.domain.decisions import Decisions
from briefing.domain.record import Record
from briefing.errors import InputError, Problem
from briefing.library.bundled import templates
from briefing.library.deciding import change_decisions
from briefing.library.decisions import merged, read_decisions
from briefing.library.inputs import located
from briefing.library.looks import load_look
from briefing.library.store import held, held_names
from briefing.library.workspace import Workspace
from briefing.pipeline.materials import Reference, vocabulary
from briefing.workbench.review_desk import Desk, NotDoneError
from briefing.workbench.review_items import Holding

if TYPE_CHECKING:
    from starlette.applications import Starlette


def review(
    authority: str,
    workspace: Workspace,
    *,
    statement: str | None,
    reviewer: str | None,
    port: int,
    browser: bool,
    say: Callable[[str], None],
) -> None:
    """Serves the review of an authority until it is stopped.

    Raises InputError for an authority, statement or port that cannot be, or decisions that cannot be read.
    """
    from briefing.workbench.serving import serve

    reference = Reference()
    desk = desk_for(authority, workspace, reference, statement=statement, reviewer=reviewer)
    serve(app_for(desk, workspace), port, say, browser=browser)


def app_for(desk: Desk, workspace: Workspace) -> Starlette:
    """The pages of a review, in the house look."""
    from briefing.document.styling import style
    from briefing.workbench.review import review_app

    look = str(style(load_look(workspace.look("house")), (), ()))
    return review_app(desk, templates() / "workbench", look)


def desk_for(
    authority: str,
    workspace: Workspace,
    reference: Reference,
    *,
    statement: str | None = None,
    reviewer: str | None = None,
) -> Desk:
    """A desk with the report of an authority on it. Raises InputError where there is none."""
    slug = _slug(authority, workspace, reference)
    framework = reference.framework
    titles = {t.id: t.title for s in framework.statements for t in s.topics}
    titles |= {s.id: s.title for s in framework.statements}
    if statement is not None and statement not in [s.id for s in framework.statements]:
        known = ", ".join(s.id for s in framework.statements)
        raise InputError(
            Problem(
                f"There is no quality statement called '{statement}'.", mend=f"It can be one of: {known}."
            )
        )
    shelf = _Shelf(slug, workspace, reference, statement)
    shelf.read()
    desk = Desk(shelf, reference.authority(slug).short_name, titles, suggestion=_user(workspace))
    if reviewer is not None:
        try:
            desk.name(reviewer)
        except NotDoneError as error:
            raise InputError(Problem(str(error), place="--reviewer")) from None
    return desk


def _slug(authority: str, workspace: Workspace, reference: Reference) -> str:
    names = vocabulary(workspace, reference).authorities
    slug = names.find(authority)
    if slug is None:
        near = names.nearest(authority)
        raise InputError(
            Problem(
                f"There is no authority called '{authority}' in the register or the library.",
                mend=f"Did you mean '{near}'?" if near else "`briefing list authorities` lists them.",
            )
        )
    return slug


@dataclass
class _Shelf:
    """What the library holds on one authority, read again as soon as a file of it changed."""

    slug: str
    workspace: Workspace
    reference: Reference
    statement: str | None
    _held: tuple[str, Holding] | None = None
    _record: tuple[str, Record] | None = None
    _shipped: Decisions | None = None
    _files: tuple[Path, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._files = tuple(located(name, self.workspace) for name in held_names(self.slug))

    def version(self) -> str:
        return _stamp(self._files)

    def read(self) -> Holding:
        version = self.version()
        if self._held is None or self._held[0] != version:
            self._held = (version, self._read(version))
        return self._held[1]

    def change(self, change: Callable[[Decisions], Decisions]) -> None:
        change_decisions(self.slug, self.workspace, change)

    def _read(self, version: str) -> Holding:
        shipped, own = (p for p in self._files if p.suffix == ".yaml")
        if self._shipped is None:
            self._shipped = read_decisions(shipped) if shipped.is_file() else Decisions(self.slug)
        of_user = read_decisions(own) if own.is_file() else Decisions(self.slug)
        only = self.statement
        kept = replace(
            self._shipped,
            entries=tuple(d for d in self._shipped.entries if only in (None, d.statement)),
        )
        own_kept = replace(of_user, entries=tuple(d for d in of_user.entries if only in (None, d.statement)))
        return Holding(self._report(), merged(kept, own_kept), of_user, version)

    def _report(self) -> Record:
        stamp = _stamp(p for p in self._files if p.suffix == ".json")
        if self._record is None or self._record[0] != stamp:
            self._record = (stamp, self._wanted())
        return self._record[1]

    def _wanted(self) -> Record:
        record = held(self.slug, self.workspace, self.reference.authorities).record
        only = self.statement
        statements = [s for s in record.statements if s.findings] if record else []
        kept = tuple(s for s in statements if only in (None, s.statement))
        if record is None or not kept:
            of = f" for {only}" if only and record else ""
            raise InputError(
                Problem(
                    f"The library holds no report on {self.reference.authority(self.slug).short_name}{of}.",
                    mend="`briefing import` reads one into it.",
                )
            )
        return replace(record, statements=kept)


def _stamp(files: Iterable[Path]) -> str:
    """A code of the state of files on disk, without reading them."""
    said: list[tuple[int, int, int] | None] = []
    for path in files:
        try:
            state = path.stat()
            said.append((state.st_ino, state.st_mtime_ns, state.st_size))
        except OSError:
            said.append(None)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _user(workspace: Workspace) -> str:
    """The name that version control has for this person: the one that goes with the file of decisions."""
    git = shutil.which("git")
    if git is None:
        return ""
    try:
        told = subprocess.run(  # noqa: S603  a fixed command
            [git, "config", "user.name"],
            cwd=workspace.root,
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return told.stdout.strip()[:80]
