"""What a newer version of a statement says otherwise than the one it takes the place of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.domain.changes import Account, Changes, Report, changes
from briefing.domain.record import Record, StatementRecord


def version_changes(record: Record, versions: Sequence[tuple[StatementRecord, StatementRecord]]) -> Changes:
    """What is different in one authority's statements, each given as it was and as it is now."""
    return changes(
        _account(record, (was for was, _ in versions)), _account(record, (now for _, now in versions))
    )


def _account(record: Record, statements: Iterable[StatementRecord]) -> Account:
    said = tuple(statements)
    authority = record.authority
    slug, name = (authority.slug, authority.short_name) if authority else ("", "")
    return Account(
        authorities=((slug, name),),
        statements=tuple((s.statement or "", s.title or "") for s in said),
        reports=tuple(Report(slug, s.statement or "", s.score, None, None) for s in said),
        findings=tuple(f for s in said for f in s.findings),
        figures=tuple(f for s in said for f in s.figures),
        verdicts=(),
    )
