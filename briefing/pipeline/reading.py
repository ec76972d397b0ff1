"""Reading sources: into records on stdout, into the library, and against labelled pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.domain.record import Record
from briefing.errors import BriefingError, Problem, SourceError
from briefing.library.records import load_record
from briefing.pipeline.readers import readers

if TYPE_CHECKING:
    from briefing.library.store import Imported
    from briefing.library.workspace import Workspace
    from briefing.pipeline.materials import Reference


def read(
    path: Path, reference: Reference, *, authority: str | None = None, statement: str | None = None
) -> Record:
    """The record of one report or page, read in a process of its own. It never consults records or decisions.

    Raises SourceError where the file cannot be read within the limits, InputError for a statement there is
    none of.
    """
    text = readers().ask(path, authority, statement)
    return load_record(text, path.name, reference.authorities)


def read_many(
    paths: Sequence[Path],
    reference: Reference,
    *,
    authority: str | None = None,
    statement: str | None = None,
) -> Iterator[Record | BriefingError]:
    """What `read` gives or raises for each file, in their order; several are read at once, and no more are
    held than are being read."""
    shared = readers()

    def one(path: Path) -> Record | BriefingError:
        try:
            return read(path, reference, authority=authority, statement=statement)
        except BriefingError as error:
            return error

    with ThreadPoolExecutor(shared.processes) as pool:
        coming: deque[Future[Record | BriefingError]] = deque()
        try:
            for path in paths:
                coming.append(pool.submit(one, path))
                if len(coming) > 2 * shared.processes:
                    yield coming.popleft().result()
            while coming:
                yield coming.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            shared.abandon()
            raise


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """One file of an import: what was read and kept, or why not."""

    path: Path
    record: Record | None = None
    imported: Imported | None = None
    error: BriefingError | None = None


def import_sources(
    paths: Sequence[Path],
    workspace: Workspace,
    reference: Reference,
    *,
    authority: str | None = None,
    statement: str | None = None,
) -> Iterator[ImportOutcome]:
    """Reads files, and all files in folders, into the library; one that fails does not stop the others."""
    from briefing.library.store import store

    files = files_in(paths)
    records = read_many(files, reference, authority=authority, statement=statement)
    for file, record in zip(files, records, strict=True):
        if isinstance(record, BriefingError):
            yield ImportOutcome(file, error=record)
            continue
        try:
            yield ImportOutcome(file, record, store(record, file, workspace, reference.authorities))
        except BriefingError as error:
            yield ImportOutcome(file, error=error)


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The paths, and instead of each folder the files in it, by name.

    Raises SourceError for a folder that cannot be looked into.
    """
    files: list[Path] = []
    for path in paths:
        try:
            files += _inside(path) if path.is_dir() else [path]
        except OSError as error:
            message = f"The folder cannot be looked into: {error.strerror}."
            raise SourceError(Problem(message, str(path), "Check its name and who may read it.")) from error
    return tuple(files)


def _inside(folder: Path) -> list[Path]:
    """What a person sees in a folder: not what a system or an editor hides there."""
    return sorted(x for x in folder.iterdir() if not x.is_dir() and not x.name.startswith("."))


def evaluate(
    paths: tuple[Path, ...], reference: Reference, sources: Path | None, *, misses: bool
) -> tuple[str, dict[str, object]]:
    """How well the reading agrees with labelled pages: as text, and as JSON."""
    from briefing.evaluation.gold import find_gold
    from briefing.evaluation.report import as_json, as_text
    from briefing.evaluation.scoring import score_page

    titles = {
        title.casefold(): topic.id
        for s in reference.framework.statements
        for topic in s.topics
        for title in (topic.title, *topic.headings)
    }
    aliases = {alias: i.id for i in reference.indicators for alias in i.aliases}
    pages = tuple(
        score_page(
            gold,
            read(
                gold.source,
                reference,
                authority=gold.authority or None,
                statement=gold.statements[0].statement if len(gold.statements) == 1 else None,
            ),
            titles,
            aliases,
        )
        for gold in find_gold(paths, sources)
    )
    return as_text(pages, misses=misses), as_json(pages)
