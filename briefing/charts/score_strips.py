"""Strips of scores: how many authorities have each score, with the authorities compared in their rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.charts import wording
from briefing.charts.plan import Who

if TYPE_CHECKING:
    from briefing.charts.canvas import Canvas

SCORES = (4, 3, 2, 1)
MOST_SCOPES = 2
"""Columns of bars beside each other: all, and one region. More regions are left to the table."""


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


@dataclass(frozen=True, slots=True)
class SingleStrip:
    strip: Strip
    words: tuple[tuple[int, str], ...]

    def draw(self, page: Canvas) -> None:
        em, line = page.size, page.line
        scopes = self.strip.scopes[:MOST_SCOPES]
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

        for score in SCORES:
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
        for score in SCORES:
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
