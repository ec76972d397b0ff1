"""Scores: number and the regulator's words side by side, and how the reference set scored, as counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.document.cite import REFERENCE_FRAMEWORK, REFERENCE_SCORES, Cited, Citer, referenced, score_id
from briefing.document.words import FEW_NAMES, listed, printed_date, sentence, small_number
from briefing.domain.authority import Authority
from briefing.domain.comparison import AuthorityContext, Comparison, ScoreDistribution

NO_REPORT = "No report in the library"
_NO_REPORT_HERE = "No report"
_NOT_REPORTED = "Not reported"
WIDE_FROM = 5
"""More statements than this do not stand side by side on an upright page."""


@dataclass(frozen=True, slots=True)
class ScoreCell:
    score: Cited | None
    """None where the library holds no report or the report states no score; `words` then says which."""
    words: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    name: str
    """Of the authority; of the statement where the columns are authorities."""
    cells: tuple[ScoreCell, ...]


@dataclass(frozen=True, slots=True)
class DistributionRow:
    name: str
    counts: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class DistributionTable:
    title: str
    rows: tuple[DistributionRow, ...]


@dataclass(frozen=True, slots=True)
class OverallRow:
    authority: str
    rating: str
    percent: Cited | None
    steps: Cited | None
    note: Cited | None
    """Where publications conflict."""


@dataclass(frozen=True, slots=True)
class ScoresView:
    first: str
    """What the rows are: authorities; statements where few authorities are compared on many."""
    columns: tuple[str, ...]
    """Short titles of the statements, or the authorities' names."""
    single: bool
    """One statement: the regulator's words have a column of their own."""
    wide: bool
    """The table needs a page on its side."""
    absent: str
    """What cells without a score say, in full; empty where every cell has one."""
    hardest: Cited | None
    """Which statement most authorities fall short on; only where several are compared."""
    rows: tuple[ScoreRow, ...]
    levels: tuple[Cited, ...]
    """The four scores, for the heads of the distributions' columns."""
    distributions: tuple[DistributionTable, ...]
    overall: tuple[OverallRow, ...]
    overall_title: str


def scores_view(comparison: Comparison, order: tuple[Authority, ...], citer: Citer) -> ScoresView:
    titles = tuple(s.statement.short_title for s in comparison.statements)
    names = tuple(a.short_name for a in order)
    by_authority = [_cells(comparison, a.slug) for a in order]
    many = len(titles) > WIDE_FROM
    turned = many and len(names) <= FEW_NAMES
    rows = zip(*by_authority, strict=True) if turned else by_authority
    single = len(titles) == 1
    return ScoresView(
        first="Quality statement" if turned else "Authority",
        columns=names if turned else titles,
        single=single,
        wide=many and not turned,
        absent="" if single else _absent(by_authority),
        hardest=None if single else _hardest(comparison),
        rows=tuple(
            ScoreRow(n, tuple(cells)) for n, cells in zip(titles if turned else names, rows, strict=True)
        ),
        levels=tuple(referenced(str(score), "score", REFERENCE_FRAMEWORK) for score in range(1, 5)),
        distributions=_distributions(comparison),
        overall=_overall(comparison.context, [a.slug for a in order], citer),
        overall_title=_overall_title(comparison),
    )


def _hardest(comparison: Comparison) -> Cited | None:
    said = sentence(comparison.hardest)
    return referenced(said, "count", REFERENCE_SCORES) if said else None


def _cells(comparison: Comparison, slug: str) -> tuple[ScoreCell, ...]:
    cells = []
    for statement in comparison.statements:
        view = next((v for v in statement.views if v.authority == slug), None)
        if view is None or not view.assessed:
            single = len(comparison.statements) == 1
            cells.append(ScoreCell(None, NO_REPORT if single else _NO_REPORT_HERE))
        elif view.score is None:
            cells.append(ScoreCell(None, _NOT_REPORTED))
        else:
            said = referenced(str(view.score), "score", score_id(slug, statement.statement.id))
            cells.append(ScoreCell(said, view.score_words))
    return tuple(cells)


def _absent(rows: Iterable[tuple[ScoreCell, ...]]) -> str:
    words = {cell.words for row in rows for cell in row if cell.score is None}
    said = (
        (_NO_REPORT_HERE, "the library holds no report of the authority on the statement"),
        (_NOT_REPORTED, "the report states no score that could be read"),
    )
    return "; ".join(f"{word}: {why}" for word, why in said if word in words)


def _distributions(comparison: Comparison) -> tuple[DistributionTable, ...]:
    """One statement: a table with a row for each set. Several: a table for each set, a row a statement."""
    titles = {s.statement.id: s.statement.short_title for s in comparison.statements}
    shown = [d for d in comparison.distributions if d.statement in titles]
    if len(titles) == 1:
        rows = tuple(DistributionRow(d.scope, _counts(d)) for d in shown)
        title = f"Authorities at each score: {next(iter(titles.values())).lower()}"
        return (DistributionTable(title, rows),) if rows else ()
    scopes = dict.fromkeys(d.scope for d in shown)
    return tuple(
        DistributionTable(
            f"Authorities at each score: {scope}",
            tuple(DistributionRow(titles[d.statement], _counts(d)) for d in shown if d.scope == scope),
        )
        for scope in scopes
    )


def _counts(distribution: ScoreDistribution) -> tuple[Cited, ...]:
    return tuple(referenced(str(count), "count", REFERENCE_SCORES) for count in distribution.counts)


def _overall(
    contexts: Sequence[AuthorityContext], order: Sequence[str], citer: Citer
) -> tuple[OverallRow, ...]:
    """The overall ratings that are known. No percent is printed unless all nine scores are there."""
    by_slug = {c.authority: c for c in contexts if c.rating or c.percent is not None or c.conflicts}
    if not any(by_slug[slug].rating for slug in order if slug in by_slug):
        return ()
    return tuple(_overall_row(by_slug[slug], citer.name(slug)) for slug in order if slug in by_slug)


def _overall_title(comparison: Comparison) -> str:
    """Where the nine scores are from: the published set, which does not hold every report."""
    by = f"published by {printed_date(comparison.context_as_of)}"
    if all(context.published for context in comparison.context):
        return f"Overall, all nine quality statements: scores {by}"
    return f"Overall, all nine quality statements: scores of the reports, and else those {by}"


def _overall_row(context: AuthorityContext, name: str) -> OverallRow:
    percent = None
    if context.percent is not None:
        percent = referenced(str(context.percent), "score", REFERENCE_SCORES)
    steps = None
    if context.percent is not None and context.steps_to_next_band is None:
        steps = referenced("Already the highest", "count", REFERENCE_SCORES)
    if context.steps_to_next_band is not None:
        steps = referenced(_steps(context.steps_to_next_band), "count", REFERENCE_SCORES)
    conflicts = " ".join(sentence(c) for c in context.conflicts)
    note = referenced(conflicts, "score", REFERENCE_SCORES) if conflicts else None
    return OverallRow(name, context.rating or "Not reported", percent, steps, note)


def _steps(steps: int) -> str:
    return "Already the highest" if steps == 0 else small_number(steps).capitalize()


def scope_names(comparison: Comparison) -> str:
    return listed(tuple(dict.fromkeys(d.scope for d in comparison.distributions)))
