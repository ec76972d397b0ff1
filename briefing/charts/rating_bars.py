"""Bars of ratings: a column for each rating, a row for an authority, an empty box for what is unsaid."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from briefing.charts.plan import Who

if TYPE_CHECKING:
    from briefing.charts.canvas import Canvas

NOT_STATED = "Not stated"
WHOLE = Decimal(100)
_ABSENT = "–"


@dataclass(frozen=True, slots=True)
class Part:
    """One rating of one authority's services of one type."""

    shown: str
    """As printed: `87.50%`, or the count a text gives."""
    share: Decimal | None
    """In percent, for the bar; None where no share is known."""
    count: str = ""
    """The count the share implies: `3 of 6`."""


@dataclass(frozen=True, slots=True)
class Line:
    who: Who
    parts: tuple[Part | None, ...]
    """One for each rating of the chart; None where the report does not give it."""
    rest: Decimal | None
    """Percent the report leaves unstated, 0 within rounding; None where nothing is known of the whole."""


@dataclass(frozen=True, slots=True)
class Group:
    service: str
    title: str
    note: str
    """What must be said before these are compared; usually empty."""
    lines: tuple[Line, ...]


def rest_words(line: Line) -> str:
    """Whether a report leaves a share unstated; its size would be our arithmetic, so it is only drawn."""
    if line.rest is None:
        return "Not known" if any(line.parts) else "Not reported"
    return "The rest" if line.rest else "None"


@dataclass(frozen=True, slots=True)
class Ratings:
    groups: tuple[Group, ...]
    words: tuple[str, ...]

    def draw(self, page: Canvas) -> None:
        em, line = page.size, page.line
        columns = (*self.words, NOT_STATED)
        label = page.width * 0.25
        left = label + em
        width = (page.width - left) / len(columns)
        y = 0.0 if page.narrow else self._heads(page, left, width)
        for group in self.groups:
            page.stroke(0, y, page.width, y)
            y = page.heading(y + em * 1.3, group.title, group.note)
            for entry in group.lines:
                y = (
                    self._stacked(page, y, entry)
                    if page.narrow
                    else self._line(page, y, entry, left, width, label)
                )
            y += em * 0.5 - line
        if any(None in entry.parts and any(entry.parts) for group in self.groups for entry in group.lines):
            page.stroke(0, y, page.width, y)
            page.text(page.width, y + em * 1.3, f"{_ABSENT} not reported", colour="muted", at="right")
        page.height = max(page.height, y)

    def _heads(self, page: Canvas, left: float, width: float) -> float:
        """The ratings over their columns, standing on one line. Returns where the rows begin."""
        em, line = page.size, page.line
        wrapped = [page.wrap(word, width - em * 0.5, 600) for word in (*self.words, NOT_STATED)]
        deepest = max(map(len, wrapped))
        for place, lines in enumerate(wrapped):
            page.lines(left + place * width, line * (deepest - len(lines) + 0.8), lines, weight=600)
        return line * deepest + em * 0.2

    def _stacked(self, page: Canvas, y: float, entry: Line) -> float:
        """On a phone: the ratings one below the other, for their names would not fit side by side."""
        em, line = page.size, page.line
        y = page.named(0, y, entry.who, page.width)
        if not any(entry.parts):
            page.text(0, y, "Not reported", colour="muted")
            return y + line + em * 0.4
        left = page.width * 0.42
        room = page.width - left
        for word, part in zip(self.words, entry.parts, strict=True):
            after = page.lines(0, y, page.wrap(word, left - em * 0.5))
            if part is None:
                page.text(left, y, _ABSENT, colour="muted")
            else:
                after = max(after, self._part(page, left, y, part, room, entry.who))
            y = after + em * 0.1
        page.text(0, y, NOT_STATED)
        self._rest(page, left, y, entry, room)
        return y + line + em * 0.8

    def _line(self, page: Canvas, y: float, entry: Line, left: float, width: float, label: float) -> float:
        em = page.size
        after = page.named(0, y, entry.who, label)
        if not any(entry.parts):
            page.text(left, y, "Not reported", colour="muted")
            return max(after, y + page.line)
        room = width - em * 0.8
        for place, part in enumerate(entry.parts):
            x = left + place * width
            if part is None:
                page.text(x, y, _ABSENT, colour="muted")
            else:
                after = max(after, self._part(page, x, y, part, room, entry.who))
        self._rest(page, left + len(entry.parts) * width, y, entry, room)
        return max(after, y + page.line) + em * 0.2

    def _rest(self, page: Canvas, x: float, y: float, entry: Line, room: float) -> None:
        """What the report leaves unsaid, as an empty box on the scale of the bars."""
        page.text(x, y, rest_words(entry), colour="text" if entry.rest else "muted")
        if entry.rest:
            width = room * float(entry.rest / WHOLE)
            page.box(x, y + page.size * 0.3, width, page.size * 0.5, edge="muted")

    def _part(self, page: Canvas, x: float, y: float, part: Part, room: float, who: Who) -> float:
        """The number, its bar on a track that stands for all services, and the count below."""
        em = page.size
        page.text(x, y, part.shown)
        after = y + page.line
        if part.share is not None:
            page.box(x, y + em * 0.3, room, em * 0.5, fill="panel")
            page.bar(x, y + em * 0.3, room * float(part.share / WHOLE), em * 0.5, who)
            after += em * 0.65
        if part.count:
            after = page.lines(x, after + em * 0.05, page.wrap(part.count, room), colour="muted")
        return after
