"""Ratings of local services, service by service: what each report states, and how much it leaves unsaid.

Indicators of this kind are named `SERVICE_rated_RATING` (or `SERVICE_unrated`) in the indicators file. Shares
are drawn as printed; what a report does not state is drawn as an empty box, not shared out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from briefing.charts import wording
from briefing.charts.plan import (
    NOT_COMPARABLE,
    WITH_CAUTION,
    ChartPlan,
    Who,
    assessed,
    caution,
    everyone,
    in_parts,
)
from briefing.domain.chart import ChartTable
from briefing.domain.comparison import Comparability, Comparison, StatementComparison
from briefing.domain.figure import Figure
from briefing.domain.look import Look

if TYPE_CHECKING:
    from briefing.charts.canvas import Canvas

KIND = "ratings"
_RATINGS = {
    "rated_outstanding": "Outstanding",
    "rated_good": "Good",
    "rated_ri": "Requires improvement",
    "rated_inadequate": "Inadequate",
    "unrated": "Not rated",
}
_NAMED = re.compile(rf"(?P<service>.+)_(?P<rating>{'|'.join(_RATINGS)})")
_NOT_STATED = "Not stated"
_ABSENT = "–"
_MOST_ROWS = 18
"""In one chart, to stay on a page whatever the labels."""
_WHOLE = Decimal(100)
_ROUNDING = Decimal(1)
"""Printed shares of a whole may miss 100 by this much through rounding alone."""
_COUNT = re.compile(r"(\d+) of (\d+)")


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


_Found = dict[tuple[str, str, str], tuple[Figure, str]]
"""By service, rating and authority: the figure, and the count it implies."""


def plan(comparison: Comparison, statement: StatementComparison, look: Look) -> tuple[ChartPlan, ...]:
    """Nothing where no report on the statement gives ratings of local services."""
    del look  # the alt text names no marks: bars are told apart by their row
    whos = tuple(who for who in everyone(comparison) if who.slug in assessed(statement))
    found = _found(statement)
    if not found:
        return ()
    services = tuple(dict.fromkeys(service for service, _, _ in found))
    return tuple(
        _plan(statement, found, part, whos, suffix)
        for suffix, part in in_parts(services, len(whos), _MOST_ROWS)
    )


def _plan(
    statement: StatementComparison,
    found: _Found,
    services: tuple[str, ...],
    whos: tuple[Who, ...],
    suffix: str,
) -> ChartPlan:
    ratings = tuple(r for r in _RATINGS if any(key[0] in services and key[1] == r for key in found))
    groups = tuple(
        Group(
            service,
            _title(service),
            _note(statement, service),
            tuple(_line(found, service, who, ratings) for who in whos),
        )
        for service in services
    )
    words = tuple(_RATINGS[rating] for rating in ratings)
    figures = [figure for (service, _, _), (figure, _) in found.items() if service in services]
    return ChartPlan(
        id=f"ratings-{statement.statement.id}{suffix}",
        kind=KIND,
        headline=_headline(groups, ratings, _comparable(statement)),
        subtitle="Share of local services with each CQC rating, as each report states it, "
        + wording.periods(figure.period for figure in figures),
        alt=f"Bars in columns headed {wording.listed((*words, _NOT_STATED.lower()))}, a row for each "
        f"authority under {wording.listed(group.title.lower() for group in groups)}. The share is printed "
        "over its bar; empty boxes show what a report leaves unstated, dashes what it does not report.",
        table=_table(groups, words, found),
        drawing=Ratings(groups, words),
        evidence=tuple(dict.fromkeys(figure.evidence.id for figure in figures)),
        statement=statement.statement.id,
    )


def _found(statement: StatementComparison) -> _Found:
    found: _Found = {}
    for indicator in statement.indicators:
        named = _NAMED.fullmatch(indicator.indicator.id)
        if named is None:
            continue
        for cell in indicator.cells:
            counts = cell.counts or ("",) * len(cell.figures)
            for figure, count in zip(cell.figures[:1], counts, strict=False):
                found[named["service"], named["rating"], cell.authority] = (figure, count)
    return found


def _title(service: str) -> str:
    words = wording.sentence(service.replace("_", " "))
    return words if words.endswith("s") else f"{words} services"


def _note(statement: StatementComparison, service: str) -> str:
    """The gravest caution that any of the service's indicators carries."""
    notes = [
        caution(indicator)
        for indicator in statement.indicators
        if (named := _NAMED.fullmatch(indicator.indicator.id)) and named["service"] == service
    ]
    return max(notes, key=("", WITH_CAUTION, NOT_COMPARABLE).index, default="")


def _line(found: _Found, service: str, who: Who, ratings: tuple[str, ...]) -> Line:
    parts = tuple(
        _part(*found[service, rating, who.slug]) if (service, rating, who.slug) in found else None
        for rating in ratings
    )
    return Line(who, parts, _rest(tuple(part for part in parts if part is not None)))


def _rest(parts: tuple[Part, ...]) -> Decimal | None:
    shares = [part.share for part in parts if part.share is not None]
    if not shares or len(shares) < len(parts):
        return None
    rest = _WHOLE - sum(shares, Decimal(0))
    if rest < -_ROUNDING:
        return None
    return rest if rest > _ROUNDING else Decimal(0)


def _part(figure: Figure, count: str) -> Part:
    shown = wording.value(figure.value, figure.unit, figure.qualifier)
    if figure.unit == "percent":
        return Part(shown, figure.value, count)
    implied = _COUNT.fullmatch(count)
    share = None
    if implied and int(implied[2]):
        share = (_WHOLE * int(implied[1]) / int(implied[2])).quantize(Decimal("0.01"))
    return Part(count or f"{shown} service{'' if figure.value == 1 else 's'}", share)


def _comparable(statement: StatementComparison) -> frozenset[str]:
    """Services whose shares rated good may be set side by side without a caution."""
    return frozenset(
        named["service"]
        for indicator in statement.indicators
        if (named := _NAMED.fullmatch(indicator.indicator.id)) and named["rating"] == "rated_good"
        if indicator.verdict == Comparability.YES
    )


def _headline(groups: tuple[Group, ...], ratings: tuple[str, ...], comparable: frozenset[str]) -> str:
    """The widest gap in shares rated good among those that can be compared; else what is left unstated."""
    spread: list[tuple[Decimal, str]] = []
    for group in groups if "rated_good" in ratings else ():
        good = [
            (part.share, f"{part.shown} in {line.who.name}")
            for line in group.lines
            if (part := line.parts[ratings.index("rated_good")]) is not None and part.share is not None
        ]
        if group.service in comparable and len(good) > 1:
            high, low = max(good, key=lambda g: g[0]), min(good, key=lambda g: g[0])
            spread.append((high[0] - low[0], f"{group.title} rated good: {high[1]}, {low[1]}"))
    if spread:
        return max(spread, key=lambda s: s[0])[1]
    told = [line for group in groups for line in group.lines if any(line.parts)]
    partial = [line for line in told if line.rest != 0]
    if not partial:
        return "Each report accounts for all its services' ratings"
    subject = wording.share(len(partial), len(told), "sets of ratings")
    return wording.sentence(f"{subject} leave{'s' if len(partial) == 1 else ''} a share of services unstated")


def _table(groups: tuple[Group, ...], words: tuple[str, ...], found: _Found) -> ChartTable:
    rows = tuple(
        (
            f"{group.title} ({group.note})" if group.note else group.title,
            line.who.name,
            *(_cell(part) for part in line.parts),
            _rest_words(line),
        )
        for group in groups
        for line in group.lines
    )
    evidence = tuple(
        tuple(
            dict.fromkeys(
                figure.evidence.id
                for (service, _, slug), (figure, _) in found.items()
                if (service, slug) == (group.service, line.who.slug)
            )
        )
        for group in groups
        for line in group.lines
    )
    return ChartTable(("Service", "Authority", *words, _NOT_STATED), rows, grouped=True, evidence=evidence)


def _rest_words(line: Line) -> str:
    """Whether a report leaves a share unstated; its size would be our arithmetic, so it is only drawn."""
    if line.rest is None:
        return "Not known" if any(line.parts) else "Not reported"
    return "The rest" if line.rest else "None"


def _cell(part: Part | None) -> str:
    if part is None:
        return "Not reported"
    return f"{part.shown} ({part.count})" if part.count else part.shown


@dataclass(frozen=True, slots=True)
class Ratings:
    groups: tuple[Group, ...]
    words: tuple[str, ...]

    def draw(self, page: Canvas) -> None:
        em, line = page.size, page.line
        columns = (*self.words, _NOT_STATED)
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
        wrapped = [page.wrap(word, width - em * 0.5, 600) for word in (*self.words, _NOT_STATED)]
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
        page.text(0, y, _NOT_STATED)
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
        page.text(x, y, _rest_words(entry), colour="text" if entry.rest else "muted")
        if entry.rest:
            width = room * float(entry.rest / _WHOLE)
            page.box(x, y + page.size * 0.3, width, page.size * 0.5, edge="muted")

    def _part(self, page: Canvas, x: float, y: float, part: Part, room: float, who: Who) -> float:
        """The number, its bar on a track that stands for all services, and the count below."""
        em = page.size
        page.text(x, y, part.shown)
        after = y + page.line
        if part.share is not None:
            page.box(x, y + em * 0.3, room, em * 0.5, fill="panel")
            page.bar(x, y + em * 0.3, room * float(part.share / _WHOLE), em * 0.5, who)
            after += em * 0.65
        if part.count:
            after = page.lines(x, after + em * 0.05, page.wrap(part.count, room), colour="muted")
        return after
