"""Scores within the distribution of all authorities assessed by a date, and of the region, as counts.

One quality statement gets a strip with the regulator's words and a column of bars for each set of
authorities; several get a small strip each.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts import wording
from briefing.charts.plan import ChartPlan, Who, everyone, in_parts, shape
from briefing.charts.score_strips import MOST_SCOPES, SCORES, Placed, Scope, SingleStrip, SmallStrips, Strip
from briefing.domain.chart import ChartTable
from briefing.domain.comparison import Comparison, ScoreDistribution, StatementComparison
from briefing.domain.framework import ScoreLevel
from briefing.domain.look import Look

KIND = "score_distribution"
_ROWS_OF_A_STRIP = 5
_COLUMNS = 4
"""Most authorities with a column of their own in the table of several statements."""
_MOST_NAMES = 54
"""Rows of names in small multiples before they are shared out over several charts, to stay on a page."""


def plan(comparison: Comparison, look: Look, levels: Sequence[ScoreLevel] = ()) -> tuple[ChartPlan, ...]:
    """Nothing where no statement has a distribution; one chart, or several where one would outgrow a page."""
    whos = everyone(comparison)
    statements = [s for s in comparison.statements if _distributions(comparison, s)]
    if not statements:
        return ()
    words = tuple((level.score, level.words) for level in levels)
    if len(statements) == 1:
        return (_single(comparison, statements[0], whos, look, words),)
    parts = in_parts(statements, max(len(whos), _ROWS_OF_A_STRIP), _MOST_NAMES)
    return tuple(_several(comparison, part, whos, look, suffix, len(parts) > 1) for suffix, part in parts)


def _distributions(comparison: Comparison, statement: StatementComparison) -> tuple[ScoreDistribution, ...]:
    return tuple(d for d in comparison.distributions if d.statement == statement.statement.id)


def _strip(comparison: Comparison, statement: StatementComparison, whos: tuple[Who, ...]) -> Strip:
    views = {view.authority: view for view in statement.views}
    placed = []
    for who in whos:
        view = views.get(who.slug)
        there = view is not None and view.assessed
        placed.append(Placed(who, view.score if view else None, "not scored" if there else "no report"))
    scopes = tuple(Scope(d.scope, d.counts) for d in _distributions(comparison, statement))
    return Strip(statement.statement.short_title, scopes, tuple(placed))


def _single(
    comparison: Comparison,
    statement: StatementComparison,
    whos: tuple[Who, ...],
    look: Look,
    words: tuple[tuple[int, str], ...],
) -> ChartPlan:
    strip = _strip(comparison, statement, whos)
    whole = strip.scopes[0]
    columns = ("Score", *(scope.title for scope in strip.scopes), "In this briefing")
    return ChartPlan(
        id=KIND.replace("_", "-"),
        kind=KIND,
        headline=_headline(strip),
        subtitle=f"Scores for {statement.statement.title.lower()}: number of authorities with each score, "
        + wording.listed(scope.title for scope in strip.scopes[:MOST_SCOPES]),
        alt=_alt(strip, look, whole),
        table=ChartTable(columns, _score_rows(strip, strip.scopes, dict(words))),
        drawing=SingleStrip(strip, words),
        statement="",
    )


def _score_rows(strip: Strip, scopes: Sequence[Scope], words: dict[int, str]) -> tuple[tuple[str, ...], ...]:
    """A row for each score: how many have it in each set of authorities, and who of those compared."""
    rows = tuple(
        (
            f"{score} {words.get(score, '')}".strip(),
            *(str(scope.counts[score - 1]) for scope in scopes),
            wording.listed(who.name for who in strip.at(score)) or "None",
        )
        for score in SCORES
    )
    gone = strip.missing()
    if not gone:
        return rows
    names = wording.listed(f"{p.who.name} ({p.note})" for p in gone)
    return (*rows, ("No score", *("Not applicable" for _ in scopes), names))


def _headline(strip: Strip) -> str:
    """`Northam scores 3 and Southam 2; 41 of 72 score 3`."""
    scored = [(p.who.name, p.score) for p in strip.placed if p.score is not None]
    counts, total = strip.scopes[0].counts, sum(strip.scopes[0].counts)
    if not scored:
        return "No score is stated in these reports"
    scores = sorted({score for _, score in scored}, reverse=True)
    usual = max(SCORES, key=lambda s: counts[s - 1])
    if len(scores) == 1:
        subject = {1: f"{scored[0][0]} scores", 2: "Both score"}.get(len(scored), f"All {len(scored)} score")
        return f"{subject} {scores[0]}, as do {counts[scores[0] - 1]} of the {total}"
    if len(scored) == 2:
        (one, first), (other, second) = sorted(scored, key=lambda pair: -pair[1])
        return f"{one} scores {first} and {other} {second}; {counts[usual - 1]} of {total} score {usual}"
    parts = [f"{wording.number(sum(s == score for _, s in scored))} score {score}" for score in scores]
    return wording.sentence(f"{wording.listed(parts)}; {counts[usual - 1]} of {total} score {usual}")


def _alt(strip: Strip, look: Look, whole: Scope) -> str:
    bars = ", ".join(f"score {score}: {whole.counts[score - 1]}" for score in SCORES)
    marks = "; ".join(
        f"a {shape(look, p.who)} labelled {p.who.name} "
        + (f"in the row of score {p.score}" if p.score else f"below the rows, {p.note}")
        for p in strip.placed
    )
    return f"Horizontal bars, one row for each score from 4 down to 1. {whole.title}: {bars}. Marks: {marks}."


def _several(
    comparison: Comparison,
    statements: Sequence[StatementComparison],
    whos: tuple[Who, ...],
    look: Look,
    suffix: str,
    in_part: bool,
) -> ChartPlan:
    strips = tuple(_strip(comparison, statement, whos) for statement in statements)
    marks = wording.listed(f"{who.name} by a {shape(look, who)}" for who in whos)
    return ChartPlan(
        id=f"score-distribution{suffix}",
        kind=KIND,
        headline=_headline_of_several(strips),
        subtitle="Number of authorities with each score on each quality statement, "
        + strips[0].scopes[0].title
        + (f": {wording.listed(strip.title.lower() for strip in strips)}" if in_part else ""),
        alt=f"A small chart for each of {wording.counted(len(strips), 'quality statement')}, with horizontal "
        f"bars for scores 4 to 1. The row of an authority's score carries its mark: {marks}.",
        table=_side_by_side(strips, whos) if len(whos) <= _COLUMNS else _by_score(strips),
        drawing=SmallStrips(strips),
    )


def _side_by_side(strips: tuple[Strip, ...], whos: tuple[Who, ...]) -> ChartTable:
    """A row for each statement, a column for each authority."""
    return ChartTable(
        ("Quality statement", *(f"Score {score}" for score in SCORES), *(who.name for who in whos)),
        tuple(
            (
                strip.title,
                *(str(strip.scopes[0].counts[score - 1]) for score in SCORES),
                *(str(p.score) if p.score else wording.sentence(p.note) for p in strip.placed),
            )
            for strip in strips
        ),
    )


def _by_score(strips: tuple[Strip, ...]) -> ChartTable:
    """A row for each score of each statement: more authorities than columns fit a page are listed."""
    whole = strips[0].scopes[0].title
    rows = ((strip.title, *row) for strip in strips for row in _score_rows(strip, strip.scopes[:1], {}))
    return ChartTable(("Quality statement", "score", whole, "In this briefing"), tuple(rows), grouped=True)


def _headline_of_several(strips: tuple[Strip, ...]) -> str:
    total = len(strips)
    apart = [s for s in strips if len({p.score for p in s.placed if p.score}) > 1]
    if len(strips[0].placed) == 2:
        first, second = (p.who.name for p in strips[0].placed)
        pairs = [(s.placed[0].score, s.placed[1].score) for s in strips]
        higher = sum(a > b for a, b in pairs if a and b)
        lower = sum(a < b for a, b in pairs if a and b)
        if higher + lower:
            if lower >= higher:
                first, second, higher, lower = second, first, lower, higher
            also = f", lower on {wording.number(lower)}" if lower else ""
            on = wording.share(higher, total, "statements")
            return f"{first} scores higher than {second} on {on}{also}"
        return f"{first} and {second} score the same on every statement both report"
    return f"Scores differ between authorities on {wording.share(len(apart), total, 'statements')}"
