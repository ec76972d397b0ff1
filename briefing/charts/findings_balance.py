"""Good practice against shortfalls, topic by topic: bars to either side of a line, mixed findings apart.

All bars share one scale. With more than four authorities the topics are added up, one row for each authority;
the table beside the chart keeps them apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.charts import wording
from briefing.charts.plan import ChartPlan, Who, assessed, everyone
from briefing.domain.chart import ChartTable
from briefing.domain.comparison import Comparison, StatementComparison, TopicBalance
from briefing.domain.finding import Label
from briefing.domain.look import Look

if TYPE_CHECKING:
    from briefing.charts.canvas import Canvas

KIND = "findings_balance"
_BY_TOPIC = 4
"""Most authorities drawn topic by topic."""
_NO_TOPIC = "Outside any topic"
_HEADERS = ("← Shortfall", "Good practice →", "Mixed")


@dataclass(frozen=True, slots=True)
class Line:
    who: Who
    counts: tuple[int, int, int] | None
    """Shortfall, good practice, mixed; None where no report is in the library."""
    evidence: tuple[str, ...] = field(default=(), repr=False)
    """Ids of the findings counted; no part of the picture."""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    lines: tuple[Line, ...]


def plan(comparison: Comparison, statement: StatementComparison, look: Look) -> tuple[ChartPlan, ...]:
    """Nothing where no finding on the statement has a label other than neutral."""
    whos = everyone(comparison)
    there = assessed(statement)
    balances = {
        view.authority: {balance.topic: balance for balance in view.balance}
        for view in statement.views
        if view.authority in there
    }
    found = _found(statement)
    groups = tuple(
        Group(
            title,
            tuple(Line(who, _counts(balances, who, topic), found.get((who.slug, topic), ())) for who in whos),
        )
        for topic, title in _topics(statement)
        if any(sum(_triple(topics.get(topic))) for topics in balances.values())
    )
    if not groups:
        return ()
    totals = tuple(Line(who, _sum(groups, who.slug)) for who in whos)
    by_topic = len(whos) <= _BY_TOPIC
    plan = ChartPlan(
        id=f"findings-balance-{statement.statement.id}",
        kind=KIND,
        headline=_headline(totals),
        subtitle=f"Number of findings on {statement.statement.title.lower()} in each report, "
        + ("by topic" if by_topic else "over all topics"),
        alt=_alt(groups, totals, by_topic),
        table=ChartTable(
            ("Topic", "Authority", "Shortfall", "Mixed", "Good practice"),
            tuple((g.title, line.who.name, *_cells(line)) for g in groups for line in g.lines),
            grouped=True,
            evidence=tuple(line.evidence for g in groups for line in g.lines),
        ),
        drawing=FindingsBalance(groups if by_topic else (Group("", totals),)),
        evidence=tuple(dict.fromkeys(one for ids in found.values() for one in ids)),
        statement=statement.statement.id,
    )
    return (plan,)


def _topics(statement: StatementComparison) -> tuple[tuple[str, str], ...]:
    titles = {topic.id: topic.title for topic in statement.statement.topics}
    for view in statement.views:
        for balance in view.balance:
            titles.setdefault(balance.topic, balance.title)
    titles.pop("", None)
    return (*titles.items(), ("", _NO_TOPIC))


def _found(statement: StatementComparison) -> dict[tuple[str, str], tuple[str, ...]]:
    """Ids of the findings with a label, by authority and topic."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for view in statement.views:
        for finding in view.findings:
            if finding.label != Label.NEUTRAL:
                key = (view.authority, finding.topic or "")
                found[key] = (*found.get(key, ()), finding.evidence.id)
    return found


def _triple(balance: TopicBalance | None) -> tuple[int, int, int]:
    return (balance.shortfall, balance.good_practice, balance.mixed) if balance else (0, 0, 0)


def _counts(
    balances: dict[str, dict[str, TopicBalance]], who: Who, topic: str
) -> tuple[int, int, int] | None:
    return _triple(balances[who.slug].get(topic)) if who.slug in balances else None


def _sum(groups: tuple[Group, ...], slug: str) -> tuple[int, int, int] | None:
    found = [line.counts for g in groups for line in g.lines if line.who.slug == slug and line.counts]
    if not found:
        return None
    shortfall, good, mixed = (sum(column) for column in zip(*found, strict=True))
    return (shortfall, good, mixed)


def _cells(line: Line) -> tuple[str, ...]:
    if line.counts is None:
        return ("No report",) * 3
    shortfall, good, mixed = line.counts
    return (str(shortfall), str(mixed), str(good))


def _headline(totals: tuple[Line, ...]) -> str:
    """`Northam: 44 good practice findings and 35 shortfalls; Southam: 72 and 8`."""
    told = [(line.who.name, line.counts) for line in totals if line.counts]
    if len(told) <= 2:
        first, *rest = (f"{name}: {counts[1]} {{}}and {counts[0]}{{}}" for name, counts in told)
        return "; ".join(
            (first.format("good practice findings ", " shortfalls"), *(r.format("", "") for r in rest))
        )
    more = [name for name, counts in told if counts[0] > counts[1]]
    if not more:
        return "No report has more shortfall findings than good practice"
    subject = wording.listed(more) if len(more) < 3 else wording.share(len(more), len(told), "authorities")
    verb = "has" if len(more) == 1 else "have"
    return wording.sentence(f"{subject} {verb} more shortfall findings than good practice")


def _alt(groups: tuple[Group, ...], totals: tuple[Line, ...], by_topic: bool) -> str:
    rows = (
        f"under each of {wording.counted(len(groups), 'topic')} one for each authority"
        if by_topic
        else ("one for each authority")
    )
    sums = "; ".join(
        f"{line.who.name}: {line.counts[0]} shortfall, {line.counts[1]} good practice, {line.counts[2]} mixed"
        if line.counts
        else f"{line.who.name}: no report"
        for line in totals
    )
    return (
        f"Horizontal bars, {rows}. From an upright line shortfalls run to the left and good practice to the "
        f"right; mixed findings stand in a column of their own. Totals: {sums}."
    )


@dataclass(frozen=True, slots=True)
class FindingsBalance:
    groups: tuple[Group, ...]

    def draw(self, page: Canvas) -> None:
        em, line = page.size, page.line
        label = 0.0 if page.narrow else page.width * 0.24
        frame = self._frame(page, label)
        y = self._headers(page, frame)
        for group in self.groups:
            page.stroke(0, y, page.width, y)
            y += em * 1.3
            if group.title:
                y = page.lines(0, y, page.wrap(group.title, page.width, 600), weight=600)
            for entry in group.lines:
                y = self._line(page, y, entry, frame, label)
            y += em * 0.55 - line
        page.height = max(page.height, y)

    def _frame(self, page: Canvas, label: float) -> _Frame:
        """One scale for all bars, such that the widest row and the headers fit."""
        em = page.size
        counts = [line.counts for group in self.groups for line in group.lines if line.counts]
        most = [max((c[column] for c in counts), default=0) for column in range(3)]
        number = page.measure("00") + em * 0.5
        left = label + (0 if page.narrow else em)
        room = page.width - left - em * 1.2
        heads = [page.measure(word, 600) + em * 0.2 for word in _HEADERS]
        unit = room / max(sum(most), 1)
        for _ in range(3):  # headers may be wider than bars: take their room off and try again
            widths = [max(head, unit * m + number) for head, m in zip(heads, most, strict=True)]
            spare = room - sum(widths)
            growing = sum(m for head, m in zip(heads, most, strict=True) if unit * m + number > head)
            unit += spare / growing if growing else 0
        unit = min(max(unit, 0.5), em * 1.6)
        widths = [max(head, unit * m + number) for head, m in zip(heads, most, strict=True)]
        axis = left + widths[0]
        return _Frame(axis, axis + widths[1] + em * 1.2, unit)

    def _headers(self, page: Canvas, frame: _Frame) -> float:
        em, line = page.size, page.line
        page.text(frame.axis - em * 0.35, line * 0.8, _HEADERS[0], weight=600, at="right")
        page.text(frame.axis + em * 0.35, line * 0.8, _HEADERS[1], weight=600)
        page.text(frame.mixed, line * 0.8, _HEADERS[2], weight=600)
        return line + em * 0.2

    def _line(self, page: Canvas, y: float, entry: Line, frame: _Frame, label: float) -> float:
        em = page.size
        after = page.named(0, y, entry.who, label or page.width)
        y = after if page.narrow else y
        if entry.counts is None:
            page.text(frame.axis + em * 0.35, y, "No report in the library", colour="muted")
            return max(after, y + page.line)
        shortfall, good, mixed = (frame.unit * count for count in entry.counts)
        top, height, gap = y - em * 0.78, em * 0.95, em * 0.3
        page.bar(frame.axis - shortfall, top, shortfall, height, entry.who)
        page.text(frame.axis - shortfall - gap, y, str(entry.counts[0]), at="right")
        page.bar(frame.axis, top, good, height, entry.who)
        page.text(frame.axis + good + gap, y, str(entry.counts[1]))
        page.bar(frame.mixed, top, mixed, height, entry.who)
        page.text(frame.mixed + mixed + gap, y, str(entry.counts[2]))
        for x in (frame.axis, frame.mixed):
            page.stroke(x, top - em * 0.12, x, top + height + em * 0.12, colour="text", width=0.9)
        return max(after, y + page.line) + em * 0.15


@dataclass(frozen=True, slots=True)
class _Frame:
    axis: float
    """Where shortfall and good practice meet."""
    mixed: float
    """Where the bars of mixed findings begin."""
    unit: float
    """Points for one finding."""
