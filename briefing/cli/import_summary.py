"""What an import brought, for people and for scripts: what was read, what is doubtful, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.domain.finding import DOUBTFUL

if TYPE_CHECKING:
    from briefing.domain.record import Record, StatementRecord
    from briefing.library.store import Imported


def counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def headline(record: Record, done: Imported) -> str:
    """One line on a page: whose it is, how much of it is new, how much was read."""
    words = [
        f"{len(names)} {word}"
        for names, word in ((done.new, "new"), (done.replaced, "replaced"), (done.unchanged, "unchanged"))
        if names
    ]
    findings = sum(len(s.findings) for s in record.statements)
    figures = sum(len(s.figures) for s in record.statements)
    return (
        f"{done.authority}, {counted(len(record.statements), 'statement')} ({', '.join(words) or 'none'}), "
        f"{counted(findings, 'sentence')}, {counted(figures, 'figure')}, "
        f"{counted(len(record.warnings), 'doubt')}"
    )


def summary(record: Record, done: Imported) -> Iterator[str]:
    """A line on each statement."""
    for statement in record.statements:
        score = "no score" if statement.score is None else f"score {statement.score}"
        told = [
            score,
            counted(len(statement.findings), "sentence"),
            counted(len(statement.figures), "figure"),
        ]
        if doubtful := _doubtful(statement):
            told.append(f"{doubtful} with a label that is not certain")
        yield f"{statement.statement or 'unknown statement'}: {', '.join(told)}; {_state(statement, done)}"


def as_data(record: Record, done: Imported) -> dict[str, object]:
    """The same for scripts."""
    return {
        "authority": done.authority,
        "kept": done.source.as_posix(),
        "statements": [
            {
                "statement": s.statement,
                "state": _state(s, done),
                "score": s.score,
                "sentences": len(s.findings),
                "figures": len(s.figures),
                "uncertain_labels": _doubtful(s),
            }
            for s in record.statements
        ],
        "warnings": [{"place": w.place, "message": w.message} for w in record.warnings],
    }


def _state(statement: StatementRecord, done: Imported) -> str:
    for names, word in ((done.new, "new"), (done.replaced, "replaced")):
        if (statement.statement or "") in names:
            return word
    return "unchanged"


def _doubtful(statement: StatementRecord) -> int:
    return sum(1 for f in statement.findings if f.confidence < DOUBTFUL)
