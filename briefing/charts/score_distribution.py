"""Scores within the distribution of all authorities assessed by a date, and of the region, as counts.

One quality statement gets a strip with the regulator's words and a column of bars for each set of
authorities; several get a small strip each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.charts import wording
from briefing.charts.plan import ChartPlan, Who, everyone, shape
from briefing.domain.chart import ChartTable
from briefing.domain.comparison import Comparison, ScoreDistribution, StatementComparison
from briefing.domain.framework import ScoreLevel
from briefing.domain.look import Look

if TYPE_CHECKING:
    from briefing.charts.canvas import Canvas

KIND = "score_distribution"
_SCORES = (4, 3, 2, 1)
_MOST_SCOPES = 2
"""Columns of bars beside each other: all, and one region. More regions are left to the table."""
_MOST_PANELS = 10
_MOST_NAMES = 54
"""Names in small multiples before they are split over two charts, to stay on a page."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A set of authorities and how many of them have each score."""

    title: str
    counts: tuple[int, int, int, int]
    """Of scores 1 to 4."""


@dataclass(frozen=True, slots=True)
class Placed:
    who: Who
    score: int | None
    note: str = ""
    """Why there is no score."""


@dataclass(frozen=True, slots=True)
class Strip:
    title: str
    scopes: tuple[Scope, ...]
    placed: tuple[Placed, ...]

    def at(self, score: int) -> tuple[Who, ...]:
        return tuple(p.who for p in self.placed if p.score == score)

    def missing(self) -> tuple[Placed, ...]:
        return tuple(p for p in self.placed if p.score is None)


def plan(comparison: Comparison, look: Look, levels: Sequence[ScoreLevel] = ()) -> tuple[ChartPlan, ...]:
    """Nothing where no statement has a distribution; one chart, or several where one would outgrow a page."""
    whos = everyone(comparison)
    statements = [s for s in comparison.statements if _distributions(comparison, s)]
    if not statements:
        return ()
    words = tuple((level.score, level.words) for level in levels)
    if len(statements) == 1:
        return (_single(comparison, statements[0], whos, look, words),)
    most = max(2, min(_MOST_PANELS, _MOST_NAMES // len(whos)))
    charts = -(-len(statements) // most)
    each = -(-len(statements) // charts)  # as even as can be: no chart with one statement left over
    groups = [statements[i : i + each] for i in range(0, len(statements), each)]
    return tuple(
        _several(comparison, group, whos, look, str(i + 1) if len(groups) > 1 else "")
        for i, group in enumerate(groups)
    )


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
    rows = tuple(
        (
            f"{score} {dict(words).get(score, '')}".strip(),
            *(str(scope.counts[score - 1]) for scope in strip.scopes),
            wording.listed(who.name for who in strip.at(score)) or "None",
        )
        for score in _SCORES
    )
    return ChartPlan(
        id=KIND.replace("_", "-"),
        kind=KIND,
        headline=_headline(strip),
        subtitle=f"Scores for {statement.statement.title.lower()}: number of authorities with each score, "
        + wording.listed(scope.title for scope in strip.scopes[:_MOST_SCOPES]),
        alt=_alt(strip, look, whole),
        table=ChartTable(columns, rows + _missing_row(strip)),
        drawing=SingleStrip(strip, words),
        statement="",
    )


def _missing_row(strip: Strip) -> tuple[tuple[str, ...], ...]:
    gone = strip.missing()
    if not gone:
        return ()
    names = wording.listed(f"{p.who.name} ({p.note})" for p in gone)
    return (("No score", *("Not applicable" for _ in strip.scopes), names),)


def _headline(strip: Strip) -> str:
    """`Northam scores 3 and Southam 2; 41 of 72 score 3`."""
    scored = [(p.who.name, p.score) for p in strip.placed if p.score is not None]
    counts, total = strip.scopes[0].counts, sum(strip.scopes[0].counts)
    if not scored:
        return "No score is stated in these reports"
    scores = sorted({score for _, score in scored}, reverse=True)
    usual = max(_SCORES, key=lambda s: counts[s - 1])
    if len(scores) == 1:
        subject = {1: f"{scored[0][0]} scores", 2: "Both score"}.get(len(scored), f"All {len(scored)} score")
        return f"{subject} {scores[0]}, as do {counts[scores[0] - 1]} of the {total}"
    if len(scored) == 2:
        (one, first), (other, second) = sorted(scored, key=lambda pair: -pair[1])
        return f"{one} scores {first} and {other} {second}; {counts[usual - 1]} of {total} score {usual}"
    parts = [f"{wording.number(sum(s == score for _, s in scored))} score {score}" for score in scores]
    return wording.sentence(f"{wording.listed(parts)}; {counts[usual - 1]} of {total} score {usual}")


def _alt(strip: Strip, look: Look, whole: Scope) -> str:
    bars = ", ".join(f"score {score}: {whole.counts[score - 1]}" for score in _SCORES)
    marks = "; ".join(
        f"a {shape(look, p.who)} labelled {p.who.name} "
        + (f"in the row of score {p.score}" if p.score else f"below the rows, {p.note}")
        for p in strip.placed
    )
    return f"Horizontal bars, one row for each score from 4 down to 1. {whole.title}: {bars}. Marks: {marks}."


def _several(
    comparison: Comparison,
    statements: list[StatementComparison],
    whos: tuple[Who, ...],
    look: Look,
    part: str,
) -> ChartPlan:
    strips = tuple(_strip(comparison, statement, whos) for statement in statements)
    columns = ("Quality statement", *(f"Score {score}" for score in _SCORES), *(who.name for who in whos))
    rows = tuple(
        (
            strip.title,
            *(str(strip.scopes[0].counts[score - 1]) for score in _SCORES),
            *(str(p.score) if p.score else wording.sentence(p.note) for p in strip.placed),
        )
        for strip in strips
    )
    marks = wording.listed(f"{who.name} by a {shape(look, who)}" for who in whos)
    return ChartPlan(
        id="-".join(("score-distribution", *([part] if part else []))),
        kind=KIND,
        headline=_headline_of_several(strips),
        subtitle="Number of authorities with each score on each quality statement, "
        + strips[0].scopes[0].title,
        alt=f"A small chart for each of {wording.counted(len(strips), 'quality statement')}, with horizontal "
        f"bars for scores 4 to 1. The row of an authority's score carries its mark: {marks}.",
        table=ChartTable(columns, rows),
        drawing=SmallStrips(strips),
    )


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


@dataclass(frozen=True, slots=True)
class SingleStrip:
    strip: Strip
    words: tuple[tuple[int, str], ...]

    def draw(self, page: Canvas) -> None:
        em, line = page.size, page.line
        scopes = self.strip.scopes[:_MOST_SCOPES]
        names_width = page.width if page.narrow else page.width * 0.21
        label_width = page.width if page.narrow else page.width * 0.385
        left = 0.0 if page.narrow else label_width + em
        bars_width = page.width - left - (0 if page.narrow else names_width + em)
        column = (bars_width - em * (len(scopes) - 1)) / len(scopes)

        tops = [page.wrap(scope.title, column) for scope in scopes]
        deepest = max(len(lines) for lines in tops)
        for place, lines in enumerate(tops):
            x = left + place * (column + em)
            page.lines(x, line * (deepest - len(lines) + 0.8), lines, colour="muted")
        if not page.narrow:
            page.text(page.width - names_width, line * (deepest - 0.2), "In this briefing", colour="muted")
        y = line * deepest + em * 0.2

        for score in _SCORES:
            y = self._row(page, y, score, scopes, left, column, label_width, names_width)
        page.stroke(0, y, page.width, y)
        for gone in self.strip.missing():
            y = page.named(0, y + line + em * 0.2, gone.who, page.width * 0.6) - line
            page.text(page.width, y, wording.sentence(gone.note), colour="muted", at="right")
        page.height = max(page.height, y + 1)

    def _row(
        self,
        page: Canvas,
        top: float,
        score: int,
        scopes: tuple[Scope, ...],
        left: float,
        column: float,
        label_width: float,
        names_width: float,
    ) -> float:
        em, line = page.size, page.line
        page.stroke(0, top, page.width, top)
        here = self.strip.at(score)
        label = page.wrap(dict(self.words).get(score, ""), label_width - em * 1.5)
        names_lines = sum(page.name_lines(who, names_width) for who in here)
        first = top + em * 1.35
        page.text(0, first, str(score), weight=600)
        after = page.lines(em * 1.5, first, label)
        bar_at = first if not page.narrow else max(after, first + line)
        room = column - page.measure("00") - em * 0.5
        for place, scope in enumerate(scopes):
            share = scope.counts[score - 1] / max(max(scope.counts), 1)
            x = left + place * (column + em)
            page.box(x, bar_at - em * 0.8, room * share, em * 0.95, fill="context")
            page.text(x + room * share + (em * 0.4 if share else 0), bar_at, str(scope.counts[score - 1]))
        names_at = bar_at + line if page.narrow else first
        x = 0.0 if page.narrow else page.width - names_width
        for who in here:
            names_at = page.named(x, names_at, who, names_width, weight=600)
        tallest = max(after, bar_at + line, names_at if names_lines else 0)
        return tallest - line + em * 0.65


@dataclass(frozen=True, slots=True)
class SmallStrips:
    strips: tuple[Strip, ...]

    def draw(self, page: Canvas) -> None:
        em = page.size
        columns = 1 if page.narrow else 2
        gap = em * 2.4
        width = (page.width - gap * (columns - 1)) / columns
        top = 0.0
        for start in range(0, len(self.strips), columns):
            row = self.strips[start : start + columns]
            titles = max(len(page.wrap(strip.title, width, 600)) for strip in row)
            top = max(
                self._panel(page, place * (width + gap), top, width, strip, titles)
                for place, strip in enumerate(row)
            )

    def _panel(self, page: Canvas, x: float, top: float, width: float, strip: Strip, titles: int) -> float:
        em, line = page.size, page.line
        lines = page.wrap(strip.title, width, 600)
        page.lines(x, top + line * (titles - len(lines) + 0.8), lines, weight=600)
        y = top + line * titles + em * 0.3
        page.stroke(x, y, x + width, y)
        counts = strip.scopes[0].counts
        room = width * 0.38
        names_x = x + em * 1.4 + room + page.measure("000") + em * 0.7
        y += em * 1.2
        for score in _SCORES:
            share = counts[score - 1] / max(max(counts), 1)
            page.text(x, y, str(score), weight=600)
            page.box(x + em * 1.4, y - em * 0.75, room * share, em * 0.85, fill="context")
            page.text(x + em * (1.8 if share else 1.4) + room * share, y, str(counts[score - 1]))
            names_y = y
            for who in strip.at(score):
                names_y = page.named(names_x, names_y, who, x + width - names_x)
            y = max(y + line, names_y) + em * 0.1
        for note in dict.fromkeys(gone.note for gone in strip.missing()):
            names = wording.listed(gone.who.name for gone in strip.missing() if gone.note == note)
            y = page.lines(x, y, page.wrap(f"{wording.sentence(note)}: {names}", width), colour="muted")
        return y - line + em * 1.6
