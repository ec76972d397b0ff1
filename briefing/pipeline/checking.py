"""Holding evidence against its source: every quotation, every digest, every figure read again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.domain.decisions import Decisions, unmatched
from briefing.domain.figure import Figure
from briefing.domain.record import Record, StatementRecord
from briefing.errors import Problem
from briefing.library.inputs import sha256
from briefing.library.records import read_record
from briefing.library.store import held, source_text
from briefing.library.workspace import Workspace
from briefing.pipeline.materials import Reference, vocabulary
from briefing.pipeline.reading import read


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: how much was held against a source, and what no longer holds."""

    sentences: int = 0
    figures: int = 0
    without_source: tuple[str, ...] = ()
    """Statements whose source the library does not hold: nothing to hold them against."""
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: Checked) -> Checked:
        return Checked(
            self.sentences + other.sentences,
            self.figures + other.figures,
            (*self.without_source, *other.without_source),
            (*self.problems, *other.problems),
        )


def check(names: tuple[str, ...], workspace: Workspace, reference: Reference) -> Checked:
    """Checks configs (with the records of their authorities) and record files; all of the library if none.

    Raises InputError for a config that is wrong, SourceError for a record that cannot be read.
    """
    if not names:
        return _all(workspace.imported(), workspace, reference)
    whole = Checked()
    for name in names:
        if name.endswith(".json"):
            record = read_record(Path(name), reference.authorities)
            whole += check_record(record, Decisions(""), workspace, reference)
        else:
            whole += _all(authorities_of(name, workspace, reference), workspace, reference)
    return whole


def _all(slugs: tuple[str, ...], workspace: Workspace, reference: Reference) -> Checked:
    whole = Checked()
    for slug in slugs:
        on = held(slug, workspace, reference.authorities)
        if on.record is not None:
            whole += check_record(on.record, on.decisions, workspace, reference)
    return whole


def authorities_of(name: str, workspace: Workspace, reference: Reference) -> tuple[str, ...]:
    """Slugs of all authorities that a config compares; of a pack, those of every part."""
    from briefing.config.load import load_config
    from briefing.config.specs import BriefingSpec
    from briefing.pipeline.parts import part_specs

    path = workspace.config(name)
    spec = load_config(path, vocabulary(workspace, reference))
    if isinstance(spec, BriefingSpec):
        return spec.authorities
    slugs: dict[str, None] = {}
    for part in part_specs(spec, path, workspace, reference):
        slugs.update(dict.fromkeys(part.spec.authorities))
    return tuple(slugs)


def check_record(record: Record, decisions: Decisions, workspace: Workspace, reference: Reference) -> Checked:
    """One record: each statement against the source it came from, and the decisions against the record."""
    slug = record.authority.slug if record.authority else ""
    whole = Checked(
        problems=tuple(
            Problem(
                "A decision stands on a sentence that is no longer there: its text changed.",
                place=f"{slug} {d.statement} {d.paragraph}.{d.sentence}",
                mend="Review it again, or take the decision out of decisions.yaml.",
            )
            for d in unmatched(record, decisions)
        )
    )
    for statement in record.statements:
        whole += _check_statement(slug, record, statement, workspace, reference)
    return whole


def _check_statement(
    slug: str, record: Record, statement: StatementRecord, workspace: Workspace, reference: Reference
) -> Checked:
    name = f"{slug} {statement.statement}"
    kept = source_text(record, statement, workspace)
    if kept is None:
        return Checked(without_source=(name,))
    if sha256(kept) != (statement.source or record.source).sha256:
        return Checked(
            problems=(
                Problem(
                    "The source that is kept is not the one that was imported: its SHA-256 differs.",
                    place=str(kept),
                    mend="Import the page again.",
                ),
            )
        )
    again = read(kept, reference, authority=slug, statement=statement.statement).statement(
        statement.statement or ""
    )
    return _held_against(name, statement, again)


def _held_against(name: str, statement: StatementRecord, again: StatementRecord | None) -> Checked:
    problems: list[Problem] = []
    if again is not None and statement.score != again.score:
        problems.append(_no_longer(name, "", f"The score {statement.score}"))
    there = {f.evidence.id: f.evidence for f in again.findings} if again else {}
    for finding in statement.findings:
        now = there.get(finding.evidence.id)
        if now is None or now.digest != finding.evidence.digest:
            problems.append(_no_longer(name, finding.evidence.place, "The sentence"))
        elif finding.evidence.quote is not None and finding.evidence.quote != now.quote:
            problems.append(_no_longer(name, finding.evidence.place, "The quotation"))
    figures = {_said(f) for f in again.figures} if again else set()
    problems.extend(
        _no_longer(name, f.evidence.place, f"The figure {f.value} ({f.label})")
        for f in statement.figures
        if _said(f) not in figures
    )
    return Checked(len(statement.findings), len(statement.figures), (), tuple(problems))


def _said(figure: Figure) -> tuple[object, ...]:
    return (
        figure.evidence.id,
        figure.evidence.digest,
        figure.indicator,
        str(figure.value),
        figure.unit,
        figure.qualifier,
        figure.comparator,
        str(figure.comparator_value),
        figure.comparator_qualifier,
        figure.variation,
        figure.standing,
        figure.source,
        figure.period,
        figure.population,
        figure.form,
    )


def _no_longer(name: str, place: str, what: str) -> Problem:
    return Problem(
        f"{what} does not stand in the source as the record has it.",
        place=f"{name} {place}".strip(),
        mend="Import the page again, and review what changed.",
    )
