"""Reading sources: into records on stdout, into the library, and against labelled pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.domain.record import Record
from briefing.errors import BriefingError, InputError, Problem
from briefing.library.store import Imported, store
from briefing.library.workspace import Workspace
from briefing.pipeline.materials import Reference


def read(
    path: Path, reference: Reference, *, authority: str | None = None, statement: str | None = None
) -> Record:
    """The record of one report or page. It never consults records or decisions.

    Raises SourceError where the file cannot be read, InputError for a statement there is none of.
    """
    from briefing.extraction.extract import extract
    from briefing.sources import read_source

    if statement is not None:
        known = [s.id for s in reference.framework.statements]
        if statement not in known:
            raise InputError(
                Problem(
                    f"There is no quality statement called '{statement}'.",
                    mend=f"It can be one of: {', '.join(known)}.",
                )
            )
    return extract(
        read_source(path),
        framework=reference.framework,
        authorities=reference.authorities,
        indicators=reference.indicators,
        authority=authority,
        statement=statement,
    )


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """One file of an import: what was read and kept, or why not."""

    path: Path
    record: Record | None = None
    imported: Imported | None = None
    error: BriefingError | None = None


def import_sources(
    paths: tuple[Path, ...],
    workspace: Workspace,
    reference: Reference,
    *,
    authority: str | None = None,
    statement: str | None = None,
) -> tuple[ImportOutcome, ...]:
    """Reads files, and all files in folders, into the library; one that fails does not stop the others."""
    files = [f for p in paths for f in (sorted(x for x in p.iterdir() if x.is_file()) if p.is_dir() else [p])]
    outcomes = []
    for file in files:
        try:
            record = read(file, reference, authority=authority, statement=statement)
            imported = store(record, file, workspace, reference.authorities)
            outcomes.append(ImportOutcome(file, record, imported))
        except BriefingError as error:
            outcomes.append(ImportOutcome(file, error=error))
    return tuple(outcomes)


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
