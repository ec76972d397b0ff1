"""What an import brought, for people and for scripts: what was read, what is doubtful, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.domain.changes import Change
from briefing.domain.finding import DOUBTFUL

if TYPE_CHECKING:
    from briefing.domain.changes import Changes, FigureChange
    from briefing.domain.record import Record, StatementRecord
    from briefing.library.store import Imported

_MOST = 5
"""Figures that are named one by one."""


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
        f"{'; this very file was imported before' if done.duplicate else ''}"
    )


def summary(record: Record, done: Imported) -> Iterator[str]:
    """A line on each statement, and one on what is different from the version before."""
    for statement in record.statements:
        told = [
            "no score" if statement.score is None else f"score {statement.score}",
            counted(len(statement.findings), "sentence"),
            counted(len(statement.figures), "figure"),
        ]
        if doubtful := _doubtful(statement):
            told.append(f"{doubtful} with a label that is not certain")
        yield f"{statement.statement or 'unknown statement'}: {', '.join(told)}; {_state(statement, done)}"
        if done.changes and _state(statement, done) == "replaced":
            yield f"  since the version before: {_changed(done.changes, statement.statement or '')}"
        if (statement.statement or "") in done.older:
            yield "  this page was published before the version that it replaced"


def as_data(record: Record, done: Imported) -> dict[str, object]:
    """The same for scripts."""
    return {
        "authority": done.authority,
        "kept": done.source.as_posix(),
        "duplicate": done.duplicate,
        "statements": [_statement_data(s, done) for s in record.statements],
        "warnings": [{"place": w.place, "message": w.message} for w in record.warnings],
    }


def _statement_data(statement: StatementRecord, done: Imported) -> dict[str, object]:
    name, state = statement.statement or "", _state(statement, done)
    return {
        "statement": statement.statement,
        "state": state,
        "older": name in done.older,
        "score": statement.score,
        "sentences": len(statement.findings),
        "figures": len(statement.figures),
        "uncertain_labels": _doubtful(statement),
        "changes": _changes_data(done.changes, name) if done.changes and state == "replaced" else None,
    }


def _changed(changes: Changes, statement: str) -> str:
    told = [
        f"score {s.before or 'not stated'}, now {s.now or 'not stated'}"
        for s in changes.scores
        if s.statement == statement
    ]
    sentences = _sentences(changes, statement)
    words = {Change.ADDED: "new", Change.GONE: "gone", Change.CHANGED: "read otherwise"}
    told += [f"{counted(n, 'sentence')} {words[kind]}" for kind, n in sentences.items() if n]
    figures = _figures(changes, statement)
    told += [_figure(f) for f in figures[:_MOST]]
    if len(figures) > _MOST:
        told.append(f"{len(figures) - _MOST} more figures changed")
    return "; ".join(told) or "the same in other places"


def _figure(change: FigureChange) -> str:
    figure = change.now or change.before
    label = figure.label if figure else ""
    if change.before is None or change.now is None:
        return f"figure {'new' if change.before is None else 'gone'}: {label}"
    if change.before.value != change.now.value:
        return f"figure changed: {label}, {change.before.value:f}, now {change.now.value:f}"
    return f"figure told otherwise: {label}"


def _changes_data(changes: Changes, statement: str) -> dict[str, object]:
    scores = [s for s in changes.scores if s.statement == statement]
    sentences = _sentences(changes, statement)
    return {
        "score_before": scores[0].before if scores else None,
        "score_now": scores[0].now if scores else None,
        "sentences_added": sentences[Change.ADDED],
        "sentences_gone": sentences[Change.GONE],
        "sentences_relabelled": sentences[Change.CHANGED],
        "figures": [
            {
                "label": figure.label,
                "change": f.change.value,
                "before": f"{f.before.value:f}" if f.before else None,
                "now": f"{f.now.value:f}" if f.now else None,
            }
            for f in _figures(changes, statement)
            if (figure := f.now or f.before)
        ],
    }


def _sentences(changes: Changes, statement: str) -> dict[Change, int]:
    """How many came, went, or have another label; one whose number changed is told among the figures."""
    kinds = [
        f.change
        for f in changes.findings
        if (x := f.now or f.before)
        and x.evidence.statement == statement
        and (f.change != Change.CHANGED or "label" in f.what)
    ]
    return {kind: kinds.count(kind) for kind in Change}


def _figures(changes: Changes, statement: str) -> list[FigureChange]:
    return [f for f in changes.figures if (x := f.now or f.before) and x.evidence.statement == statement]


def _state(statement: StatementRecord, done: Imported) -> str:
    for names, word in ((done.new, "new"), (done.replaced, "replaced")):
        if (statement.statement or "") in names:
            return word
    return "unchanged"


def _doubtful(statement: StatementRecord) -> int:
    return sum(1 for f in statement.findings if f.confidence < DOUBTFUL)
