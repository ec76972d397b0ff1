"""The three tables of a briefing's data: figures, findings and scores, for a spreadsheet.

UTF-8 with a byte order mark, because Excel reads a file without one in the machine's old code page and turns
dashes and apostrophes into rubbish. A program that does not expect the mark sees it in the name of the first
column, so that column is only the row's number.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from briefing.domain.authority import Authority
from briefing.domain.comparison import AuthorityView, Comparison, IndicatorComparison, StatementComparison
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_INVISIBLE: Final = re.compile(
    r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\U000e0000-\U000e007f]+"
)
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?")

FIGURE_COLUMNS: Final = (
    "row", "authority", "authority_name", "gss", "statement", "indicator", "label", "qualifier", "value",
    "unit", "comparator", "comparator_qualifier", "comparator_value", "gap", "variation", "standing",
    "source", "period", "population", "polarity", "in_words", "count", "comparability",
    "comparability_reason", "form", "place", "evidence", "digest",
)  # fmt: skip
FINDING_COLUMNS: Final = (
    "row", "authority", "authority_name", "gss", "statement", "topic", "label", "text", "quotation", "voice",
    "single_voice", "key", "confidence", "reviewed_by", "reviewed_on", "place", "evidence", "digest",
)  # fmt: skip
SCORE_COLUMNS: Final = (
    "row", "authority", "authority_name", "gss", "statement", "statement_title", "score", "score_words",
    "in_this_briefing", "as_of",
)  # fmt: skip


def figures_csv(comparison: Comparison) -> bytes:
    """Every figure the reports give, numbers as printed, each with its place in the source and digest."""
    return _csv(FIGURE_COLUMNS, _figure_rows(comparison))


def findings_csv(comparison: Comparison) -> bytes:
    """Every finding that is good practice, shortfall or mixed. `text` is what a briefing prints for it."""
    return _csv(FINDING_COLUMNS, _finding_rows(comparison))


def scores_csv(comparison: Comparison) -> bytes:
    """Each authority's score on each quality statement, as far as it is known."""
    return _csv(SCORE_COLUMNS, _score_rows(comparison))


def cell(text: str) -> str:
    """Text as a spreadsheet may see it: nothing invisible, and nothing that it would run as a formula.

    A leading apostrophe is the mark for "this is text". Numbers, negative ones too, stay numbers.
    """
    clean = _CONTROL.sub(" ", _INVISIBLE.sub("", text)).strip()
    return f"'{clean}" if _FORMULA.match(clean) and not _NUMBER.fullmatch(clean) else clean


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    # All cells quoted: where the list separator is a semicolon, one inside a cell does not begin another.
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    for number, row in enumerate(rows, 1):
        writer.writerow((str(number), *map(cell, row)))
    return out.getvalue().encode("utf-8-sig")


def _views(
    comparison: Comparison,
) -> Iterator[tuple[tuple[str, str, str], StatementComparison, AuthorityView]]:
    """The authority's slug, name and GSS code, with its side of each statement, in the briefing's order."""
    for statement in comparison.statements:
        for view in statement.views:
            yield _named(comparison.authorities, view.authority), statement, view


def _named(authorities: tuple[Authority, ...], slug: str) -> tuple[str, str, str]:
    for authority in authorities:
        if authority.slug == slug:
            return slug, authority.name, authority.gss or ""
    return slug, "", ""


def _figure_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for authority, statement, view in _views(comparison):
        for figure in view.figures:
            compared = _compared(statement, view.authority, figure)
            yield (
                *authority,
                statement.statement.id,
                figure.indicator,
                figure.label,
                figure.qualifier or "",
                _number(figure.value),
                figure.unit,
                figure.comparator or "",
                figure.comparator_qualifier or "",
                _number(figure.comparator_value),
                compared[0],
                figure.variation,
                figure.standing.value,
                figure.source or "",
                figure.period or "",
                figure.population or "",
                figure.polarity.value,
                _yes(figure.in_words),
                *compared[1:],
                figure.form,
                *_place(figure.evidence),
            )


def _compared(statement: StatementComparison, authority: str, figure: Figure) -> tuple[str, str, str, str]:
    """Gap, implied count, comparability and its reasons; empty where the figure is in no comparison."""
    for indicator in statement.indicators:
        for one in indicator.cells:
            if one.authority == authority and figure in one.figures:
                at = one.figures.index(figure)
                gap = one.gaps[at] if at < len(one.gaps) else None
                count = one.counts[at] if at < len(one.counts) else ""
                return _number(gap), count, indicator.verdict.value, _reasons(indicator)
    return "", "", "", ""


def _reasons(indicator: IndicatorComparison) -> str:
    return " ".join(reason.text for reason in indicator.reasons)


def _finding_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for authority, statement, view in _views(comparison):
        for finding in view.findings:
            yield (
                *authority,
                statement.statement.id,
                finding.topic or "",
                finding.label.value,
                finding.summary or finding.evidence.quote or "",
                finding.evidence.quote or "",
                finding.voice.value,
                _yes(finding.single_voice),
                _yes(finding.key),
                _number(finding.confidence),
                finding.reviewed_by or "",
                finding.reviewed_on or "",
                *_place(finding.evidence),
            )


def _score_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    shown = {
        (view.authority, statement.statement.id): (statement.statement.title, view)
        for statement in comparison.statements
        for view in statement.views
    }
    listed = set()
    for context in comparison.context:
        for statement_id, score in context.scores:
            listed.add((context.authority, statement_id))
            title, view = shown.get((context.authority, statement_id), ("", None))
            yield (
                *_named(comparison.authorities, context.authority),
                statement_id,
                title,
                "" if score is None else str(score),
                view.score_words if view else "",
                _yes(view is not None),
                comparison.context_as_of,
            )
    for (authority, statement_id), (title, view) in shown.items():
        if (authority, statement_id) not in listed:
            score_text = "" if view.score is None else str(view.score)
            named = _named(comparison.authorities, authority)
            yield (*named, statement_id, title, score_text, view.score_words, "yes", "")


def _place(evidence: Evidence) -> tuple[str, str, str]:
    return evidence.place, evidence.id, evidence.digest


def _number(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def _yes(value: bool) -> str:
    return "yes" if value else "no"
