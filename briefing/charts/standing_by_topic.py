"""How many figures are worse, similar, better or not compared, topic by topic: one mark is one figure.

The standings are the assessor's. With more than four authorities the topics are added up, one row for each
authority; the table beside the chart keeps them apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.charts import wording
from briefing.charts.plan import ChartPlan, Who, assessed, everyone, shape
from briefing.domain.chart import ChartTable
from briefing.domain.comparison import AuthorityView, Comparison, StatementComparison
from briefing.domain.figure import Figure, Standing
from briefing.domain.look import Look

if TYPE_CHECKING:
    from briefing.charts.canvas import Canvas

KIND = "standing_by_topic"
_BY_TOPIC = 4
"""Most authorities drawn topic by topic."""
_COLUMNS = (
    (Standing.WORSE, "Worse"),
    (Standing.SIMILAR, "Similar"),
    (Standing.BETTER, "Better"),
    (Standing.NOT_COMPARED, "Not compared"),
)
_NO_TOPIC = "Outside any topic"


@dataclass(frozen=True, slots=True)
class Line:
    who: Who
    counts: tuple[int, ...] | None
    """In the order worse, similar, better, not compared; None where no report is in the library."""
    evidence: tuple[str, ...] = field(default=(), repr=False)
    """Ids of the figures counted; no part of the picture."""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    lines: tuple[Line, ...]


def plan(comparison: Comparison, statement: StatementComparison, look: Look) -> tuple[ChartPlan, ...]:
    """Nothing where no report on the statement prints a figure."""
    whos = everyone(comparison)
    views = {view.authority: view for view in statement.views}
    there = assessed(statement)
    if not any(views[who.slug].figures for who in whos if who.slug in there):
        return ()
    placed = {who.slug: _by_topic(views[who.slug]) for who in whos if who.slug in there}
    groups = tuple(
        Group(title, tuple(_line(placed, who, topic) for who in whos))
        for topic, title in _topics(statement)
        if any(topic in topics for topics in placed.values())
    )
    totals = tuple(Line(who, _sum(groups, who.slug)) for who in whos)
    figures = [f for who in whos if who.slug in there for f in views[who.slug].figures]
    plan = ChartPlan(
        id=f"standing-by-topic-{statement.statement.id}",
        kind=KIND,
        headline=_headline(totals),
        subtitle="Number of figures by their standing against the comparator, from the assessor's words; "
        "one mark is one figure compared",
        alt=_alt(groups, totals, look, len(whos) <= _BY_TOPIC),
        table=_table(groups),
        drawing=StandingByTopic(groups if len(whos) <= _BY_TOPIC else (Group("", totals),)),
        evidence=tuple(dict.fromkeys(f.evidence.id for f in figures)),
        statement=statement.statement.id,
    )
    return (plan,)


def _topics(statement: StatementComparison) -> tuple[tuple[str, str], ...]:
    """Ids and titles in the framework's order, then what reports use beside them, then none."""
    titles = {topic.id: topic.title for topic in statement.statement.topics}
    for view in statement.views:
        for balance in view.balance:
            titles.setdefault(balance.topic, balance.title)
    titles.pop("", None)
    return (*titles.items(), ("", _NO_TOPIC))


def _by_topic(view: AuthorityView) -> dict[str, tuple[Figure, ...]]:
    topics = view.figure_topics or tuple(_topic_near(view, figure) for figure in view.figures)
    found: dict[str, tuple[Figure, ...]] = {}
    for figure, topic in zip(view.figures, topics, strict=True):
        found[topic] = (*found.get(topic, ()), figure)
    return found


def _topic_near(view: AuthorityView, figure: Figure) -> str:
    """The topic of the findings round a figure, where those before and after agree; else none."""
    at = figure.evidence.paragraph
    same = [f.topic for f in view.findings if f.evidence.paragraph == at]
    before = [f.topic for f in view.findings if f.evidence.paragraph < at]
    after = [f.topic for f in view.findings if f.evidence.paragraph > at]
    if same:
        return same[0] or ""
    near = {*before[-1:], *after[:1]}
    return (near.pop() or "") if len(near) == 1 else ""


def _line(placed: dict[str, dict[str, tuple[Figure, ...]]], who: Who, topic: str) -> Line:
    if who.slug not in placed:
        return Line(who, None)
    figures = placed[who.slug].get(topic, ())
    counts = tuple(sum(f.standing == standing for f in figures) for standing, _ in _COLUMNS)
    return Line(who, counts, tuple(dict.fromkeys(f.evidence.id for f in figures)))


def _sum(groups: tuple[Group, ...], slug: str) -> tuple[int, ...] | None:
    counts = [line.counts for group in groups for line in group.lines if line.who.slug == slug]
    present = [c for c in counts if c is not None]
    return tuple(map(sum, zip(*present, strict=True))) if present else None


def _headline(totals: tuple[Line, ...]) -> str:
    """`Worse than the comparator: four figures in Northam, one in Southam`."""
    told = [line for line in totals if line.counts is not None]
    for column, words in ((0, "Worse than"), (2, "Better than"), (1, "Similar to")):
        with_any = [line for line in told if line.counts and line.counts[column]]
        if not with_any:
            continue
        if len(told) > 2:
            subject = wording.share(len(with_any), len(told), "authorities")
            verb = "has" if len(with_any) == 1 else "have"
            return wording.sentence(f"{subject} {verb} figures {words.lower()} the comparator")
        counts = [(line.who.name, line.counts[column]) for line in told if line.counts]
        first, *rest = counts
        parts = (
            f"{wording.counted(first[1], 'figure')} in {first[0]}",
            *(f"{wording.number(count) if count else 'none'} in {name}" for name, count in rest),
        )
        return f"{words} the comparator: {', '.join(parts)}"
    return "No figure in these reports is compared with another"


def _alt(groups: tuple[Group, ...], totals: tuple[Line, ...], look: Look, by_topic: bool) -> str:
    rows = (
        f"for each of {wording.counted(len(groups), 'topic')} and each authority"
        if by_topic
        else "an authority"
    )
    sums = "; ".join(
        f"{line.who.name}, drawn as a {shape(look, line.who)}: "
        + ", ".join(f"{count} {word.lower()}" for count, (_, word) in zip(line.counts, _COLUMNS, strict=True))
        if line.counts is not None
        else f"{line.who.name}: no report"
        for line in totals
    )
    return f"Rows of marks in four columns, a row {rows}; one mark is one figure. In all, {sums}."


def _table(groups: tuple[Group, ...]) -> ChartTable:
    rows = tuple((group.title, line.who.name, *_cells(line)) for group in groups for line in group.lines)
    evidence = tuple(line.evidence for group in groups for line in group.lines)
    return ChartTable(
        ("Topic", "Authority", *(word for _, word in _COLUMNS)), rows, grouped=True, evidence=evidence
    )


def _cells(line: Line) -> tuple[str, ...]:
    return tuple(map(str, line.counts)) if line.counts is not None else ("No report",) * len(_COLUMNS)


@dataclass(frozen=True, slots=True)
class StandingByTopic:
    groups: tuple[Group, ...]

    def draw(self, page: Canvas) -> None:
        em, line = page.size, page.line
        label = 0.0 if page.narrow else page.width * 0.25
        left = label + (0 if page.narrow else em * 0.8)
        last = page.measure("Not compared", 600) + em * 1.5
        column = (page.width - left - (last if not page.narrow else last * 0.7)) / (len(_COLUMNS) - 1)
        at = [left + place * column for place in range(len(_COLUMNS))]
        y = self._headers(page, at, column)
        for group in self.groups:
            page.stroke(0, y, page.width, y)
            y += em * 1.3
            if group.title:
                y = page.lines(0, y, page.wrap(group.title, page.width, 600), weight=600)
            for entry in group.lines:
                y = self._line(page, y, entry, at, column, label)
            y += em * 0.55 - line
        page.height = max(page.height, y)

    def _headers(self, page: Canvas, at: list[float], column: float) -> float:
        em, line = page.size, page.line
        wrapped = [
            page.wrap(
                f"{page.look.symbol(s)} {word}",
                (column if s != Standing.NOT_COMPARED else page.width - at[-1]),
            )
            for s, word in _COLUMNS
        ]
        deepest = max(map(len, wrapped))
        for x, lines in zip(at, wrapped, strict=True):
            page.lines(x, line * (deepest - len(lines) + 0.8), lines, weight=600)
        return line * deepest + em * 0.2

    def _line(
        self, page: Canvas, y: float, entry: Line, at: list[float], column: float, label: float
    ) -> float:
        em, line = page.size, page.line
        after = page.named(0, y, entry.who, label or page.width)
        y = after if page.narrow else y
        if entry.counts is None:
            page.text(at[0], y, "No report in the library", colour="muted")
            return max(after, y + line)
        *compared, rest = entry.counts
        for x, count in zip(at, compared, strict=False):
            after = max(after, self._cell(page, x, y, entry.who, count, column))
        page.text(at[-1], y, str(rest), colour="muted")
        return after + em * 0.1

    def _cell(self, page: Canvas, x: float, y: float, who: Who, count: int, column: float) -> float:
        """The count, then that many marks in rows."""
        em = page.size
        page.text(x, y, str(count), weight=600 if count else 400, colour="text" if count else "muted")
        start = x + page.measure("00", 600) + em * 0.5
        pitch = page.radius * 2 + em * 0.12
        per_row = max(1, int((column - (start - x) - em * 0.5) // pitch))
        for place in range(count):
            row, position = divmod(place, per_row)
            page.mark(
                start + page.radius + position * pitch, y - em * 0.33 + row * pitch, who, page.radius * 0.85
            )
        rows = max(1, -(-count // per_row))
        return y + page.line + (rows - 1) * pitch
