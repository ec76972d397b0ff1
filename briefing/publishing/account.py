"""`briefing.json`: everything a briefing prints, each number and finding with its evidence.

The words are the domain's own, so that whoever knows the glossary can read it. Evidence stands as its id,
place and digest wherever it is used, and once with its quotation, where there is one, under `evidence`.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Final, TypeAlias

from briefing.domain.briefing import FrontMatter, Printed
from briefing.domain.changes import Since
from briefing.domain.comparison import AuthorityView, Comparison, StatementComparison
from briefing.domain.evidence import Evidence
from briefing.domain.record import Record

SCHEMA: Final = 1

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


def briefing_json(
    comparison: Comparison,
    front: FrontMatter,
    printed: Sequence[Printed],
    *,
    records: Sequence[Record] = (),
    since: Since | None = None,
) -> bytes:
    """The account of one briefing as JSON, UTF-8. Numbers are strings as printed: 59.90 stays 59.90.

    `records` are those that the comparison was made from: their files are listed under `sources`.
    """
    register: dict[str, Evidence] = {}
    content: dict[str, Json] = {
        "schema": SCHEMA,
        "front": _plain(front, register),
        "authorities": _plain(comparison.authorities, register),
        "subject": comparison.subject,
        "reviewed": _reviewed(comparison),
        "one_page": _plain(comparison.one_page, register),
        "printed": _plain(tuple(printed), register),
        "statements": [
            {
                "statement": statement.statement.id,
                "title": statement.statement.title,
                "headline": _plain(statement.headline, register),
                "scores": [
                    {
                        "authority": view.authority,
                        "assessed": view.assessed,
                        "score": view.score,
                        "score_words": view.score_words,
                        "balance": _plain(view.balance, register),
                    }
                    for view in statement.views
                ],
                "tensions": _plain(statement.tensions, register),
                "contradictions": _plain(statement.contradictions, register),
                "shared_gaps": _plain(statement.shared_gaps, register),
                "strengths": _plain(statement.strengths, register),
            }
            for statement in comparison.statements
        ],
        "figures": [
            _of_view(statement, view, figure, register)
            for statement in comparison.statements
            for view in statement.views
            for figure in view.figures
        ],
        "findings": [
            _of_view(statement, view, finding, register)
            for statement in comparison.statements
            for view in statement.views
            for finding in view.findings
        ],
        "comparability": list(_comparability(comparison, register)),
        "pairs": [
            _of_statement(statement, pair, register)
            for statement in comparison.statements
            for pair in statement.pairs
        ],
        "questions": [
            _of_statement(statement, question, register)
            for statement in comparison.statements
            for question in statement.questions
        ],
        "context": {
            "as_of": comparison.context_as_of,
            "authorities": _plain(comparison.context, register),
            "distributions": _plain(comparison.distributions, register),
        },
        "cannot_conclude": list(comparison.cannot_conclude),
        "sources": list(_sources(comparison, records)),
        # What an earlier issue said is no evidence of this one, so it registers nothing.
        "changes": _plain(since, {}),
    }
    ordered = sorted(register.values(), key=lambda e: (e.authority, e.statement, e.paragraph, e.sentence))
    content["evidence"] = [{**_reference(e), "quote": e.quote} for e in ordered]
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def _reviewed(comparison: Comparison) -> dict[str, Json]:
    views = [view for statement in comparison.statements for view in statement.views]
    return {
        "findings": comparison.findings,
        "reviewed": comparison.reviewed,
        "disputed": sum(bool(f.disputed_by) for view in views for f in view.findings),
        "figures_waiting": comparison.figures_waiting,
        "rejected_findings": sum(view.rejected_findings for view in views),
        "rejected_figures": sum(view.rejected_figures for view in views),
    }


def _plain(value: object, register: dict[str, Evidence]) -> Json:
    """A value of the domain as JSON: fields by their names, evidence as its reference."""
    if isinstance(value, Evidence):
        if value.id not in register or value.quote:
            register[value.id] = value
        return _reference(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, tuple):
        return [_plain(item, register) for item in value]
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name), register) for f in dataclasses.fields(value)}
    raise TypeError(f"no form in JSON for {type(value).__name__}")


def _reference(evidence: Evidence) -> dict[str, Json]:
    return {
        "id": evidence.id,
        "authority": evidence.authority,
        "statement": evidence.statement,
        "paragraph": evidence.paragraph,
        "sentence": evidence.sentence,
        "digest": evidence.digest,
    }


def _sources(comparison: Comparison, records: Sequence[Record]) -> Iterator[Json]:
    wanted = [s.statement.id for s in comparison.statements]
    for record in records:
        for statement in record.statements:
            source = statement.source or record.source
            if record.authority is not None and statement.statement in wanted:
                where: dict[str, Json] = {
                    "authority": record.authority.slug,
                    "statement": statement.statement,
                }
                yield where | {f.name: getattr(source, f.name) for f in dataclasses.fields(source)}


def _of_statement(statement: StatementComparison, value: object, register: dict[str, Evidence]) -> Json:
    plain = _plain(value, register)
    where: dict[str, Json] = {"statement": statement.statement.id}
    return where | plain if isinstance(plain, dict) else plain


def _of_view(
    statement: StatementComparison, view: AuthorityView, value: object, register: dict[str, Evidence]
) -> Json:
    plain = _of_statement(statement, value, register)
    where: dict[str, Json] = {"authority": view.authority}
    return where | plain if isinstance(plain, dict) else plain


def _comparability(comparison: Comparison, register: dict[str, Evidence]) -> Iterator[Json]:
    for statement in comparison.statements:
        for indicator in statement.indicators:
            yield {
                "statement": statement.statement.id,
                "indicator": indicator.indicator.id,
                "label": indicator.indicator.label,
                "verdict": indicator.verdict.value,
                "reasons": _plain(indicator.reasons, register),
                "england_values": _plain(indicator.england_values, register),
                "cells": [
                    {
                        "authority": cell.authority,
                        "values": [format(figure.value, "f") for figure in cell.figures],
                        "gaps": _plain(cell.gaps, register),
                        "counts": list(cell.counts),
                        "words": cell.words,
                        "evidence": _plain(
                            (*(figure.evidence for figure in cell.figures), *cell.words_evidence), register
                        ),
                    }
                    for cell in indicator.cells
                ],
            }
