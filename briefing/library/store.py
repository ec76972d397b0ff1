"""The library of a workspace: what was imported, and what a build takes from it.

    library/haringey/record.json        the joined record, with quotations
    library/haringey/decisions.yaml     what reviewers decided
    library/haringey/sources/           every imported file, named by the start of its digest
    library/haringey/versions/          records of statements that a newer page replaced

Where the user's library has nothing, the records that ship are used: facts and summaries, no quotations.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.domain.authority import Authority
from briefing.domain.changes import Changes
from briefing.domain.decisions import Decisions
from briefing.domain.record import Overall, ReadingWarning, Record, SourceRef, StatementRecord
from briefing.errors import Problem, SourceError
from briefing.library import bundled
from briefing.library.decisions import merged, read_decisions
from briefing.library.records import dump_record, read_record
from briefing.library.versions import version_changes
from briefing.library.workspace import Workspace
from briefing.whole_files import clear_begun, locked, write_whole


@dataclass(frozen=True, slots=True)
class Held:
    """What is held on one authority, and the names of the files it was read from."""

    record: Record | None
    decisions: Decisions
    inputs: tuple[str, ...]
    """Names as in `library.inputs`, also of files that are not there yet."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did to the library."""

    authority: str
    source: Path
    """Where the source text is kept."""
    new: tuple[str, ...]
    """Statements that the library had nothing on."""
    replaced: tuple[str, ...]
    """Statements that had another version before."""
    unchanged: tuple[str, ...]
    older: tuple[str, ...] = ()
    """Of those replaced, what was published before the version it took the place of."""
    duplicate: bool = False
    """The very same file was imported before."""
    changes: Changes | None = None
    """What is different in the statements that were replaced."""


def held_names(slug: str) -> tuple[str, ...]:
    """Names, as in `library.inputs`, of the files that may hold something on an authority."""
    return (
        f"bundled:reference/records/{slug}.json",
        f"bundled:reference/records/{slug}.decisions.yaml",
        f"workspace:library/{slug}/record.json",
        f"workspace:library/{slug}/decisions.yaml",
    )


def held(slug: str, workspace: Workspace, register: tuple[Authority, ...]) -> Held:
    """The record and decisions on one authority: the user's own first, what ships where there is nothing."""
    shipped = bundled.reference(f"records/{slug}.json")
    own = workspace.authority(slug)
    records = [read_record(p, register) for p in (shipped, own / "record.json") if p.is_file()]
    decisions = Decisions(slug)
    for path in (bundled.reference(f"records/{slug}.decisions.yaml"), own / "decisions.yaml"):
        if path.is_file():
            decisions = merged(decisions, read_decisions(path))
    record = joined(records[0], records[1]) if len(records) == 2 else (records[0] if records else None)
    return Held(record, decisions, held_names(slug))


def joined(first: Record, then: Record) -> Record:
    """Two records of one authority as one: a statement of the second takes the place of the first's.

    A statement that only a summary lists has a score and no findings; it does not displace one that was read.
    """
    bare = {s.statement for s in then.statements if not s.findings}
    read = {s.statement for s in first.statements if s.findings}
    new = {s.statement for s in then.statements} - (bare & read)
    kept = (_sourced(s, first) for s in first.statements if s.statement not in new)
    fresh = (_sourced(s, then) for s in then.statements if s.statement in new)
    return replace(
        then,
        overall=then.overall if then.overall != Overall() else first.overall,
        statements=(*kept, *fresh),
        warnings=tuple(dict.fromkeys((*_still_true(first.warnings, new), *then.warnings))),
    )


def _still_true(warnings: tuple[ReadingWarning, ...], new: set[str | None]) -> Iterator[ReadingWarning]:
    """Without what was said of statements that have been read anew."""
    return (w for w in warnings if w.place.partition(" ")[0] not in new or not w.place)


def _sourced(statement: StatementRecord, record: Record) -> StatementRecord:
    return statement if statement.source is not None else replace(statement, source=record.source)


def store(record: Record, source: Path, workspace: Workspace, register: tuple[Authority, ...]) -> Imported:
    """Keeps a source and what was read from it. Raises SourceError where the page names no authority."""
    if record.authority is None:
        raise SourceError(
            Problem(
                "This page does not say which authority it is about.",
                place=str(source),
                mend="Name it with --authority.",
            )
        )
    with locked_library(record.authority.slug, workspace):
        return _stored(record, source, workspace.authority(record.authority.slug), register)


@contextmanager
def locked_library(slug: str, workspace: Workspace) -> Iterator[None]:
    """Nobody else changes what is held on this authority; what killed writers left there is gone."""
    folder = workspace.authority(slug)
    with locked(workspace.library / ".briefing" / f"{slug}.lock", folder):
        for place in (folder, folder / "sources", folder / "versions"):
            clear_begun(place)
        yield


def _stored(record: Record, source: Path, folder: Path, register: tuple[Authority, ...]) -> Imported:
    before = folder / "record.json"
    old = read_record(before, register) if before.is_file() else None
    known = next(iter(_sources(folder, record.source)), None)
    kept = known or folder / "sources" / f"{record.source.sha256[:12]}-{source.name}"
    if not known:
        write_whole(kept, source.read_bytes())
    news = [s.statement or "" for s in record.statements if not _version(old, s)]
    replaced = [
        s
        for s in record.statements
        if (o := _version(old, s)) and _digests(o) != _digests(s) and (s.findings or not o.findings)
    ]
    for statement in replaced:
        _keep_version(folder, old, statement)
    if old is None or known is None or not _says(old, record):
        whole = joined(old, record) if old else record
        write_whole(before, dump_record(whole).encode())
    changed = {s.statement for s in replaced} | set(news)
    versions = [(o, s) for s in replaced if (o := _version(old, s))]
    return Imported(
        authority=folder.name,
        source=kept,
        new=tuple(news),
        replaced=tuple(s.statement or "" for s in replaced),
        unchanged=tuple(s.statement or "" for s in record.statements if s.statement not in changed),
        older=tuple(s.statement or "" for o, s in versions if old and _older(s, record, o, old)),
        duplicate=known is not None,
        changes=version_changes(record, versions) if versions else None,
    )


def already_held(record: Record, workspace: Workspace, register: tuple[Authority, ...]) -> bool:
    """Whether the record that the library holds says all that this one says, word for word."""
    path = workspace.authority(record.authority.slug) / "record.json" if record.authority else None
    if path is None or not path.is_file():
        return False
    return _says(read_record(path, register), record)


def _says(held: Record, record: Record) -> bool:
    if record.overall not in (Overall(), held.overall):
        return False
    return all(
        (old := _version(held, s)) is not None and replace(old, source=None) == replace(s, source=None)
        for s in record.statements
    )


def source_text(record: Record, statement: StatementRecord, workspace: Workspace) -> Path | None:
    """Where the library keeps the source of a statement, or None where it does not hold it."""
    source = statement.source or record.source
    if record.authority is None:
        return None
    return next(iter(_sources(workspace.authority(record.authority.slug), source)), None)


def _sources(folder: Path, source: SourceRef) -> list[Path]:
    """The files that are kept with this digest."""
    return sorted((folder / "sources").glob(f"{source.sha256[:12]}-*"))


def _older(now: StatementRecord, record: Record, was: StatementRecord, old: Record) -> bool:
    """Whether a version was published before the one it takes the place of, as far as both pages say."""
    dates = [(s.source or r.source).published for s, r in ((now, record), (was, old))]
    return bool(dates[0] and dates[1] and dates[0] < dates[1])


def _version(record: Record | None, statement: StatementRecord) -> StatementRecord | None:
    return record.statement(statement.statement or "") if record else None


def _digests(statement: StatementRecord) -> tuple[object, ...]:
    return (statement.score, *(f.evidence.digest for f in statement.findings))


def _keep_version(folder: Path, old: Record | None, statement: StatementRecord) -> None:
    was = _version(old, statement)
    if old is None or was is None:
        return
    source = was.source or old.source
    alone = replace(old, source=source, statements=(was,), warnings=())
    write_whole(
        folder / "versions" / f"{was.statement}-{source.sha256[:12]}.json", dump_record(alone).encode()
    )
