"""How many pages views will take, estimated without laying anything out.

A layout costs a second; this costs a thousandth. Heights are in points, for A4 in the house look: its type
sizes, line heights and margins, with the characters that its face sets in a line on average. A look with
larger type takes more pages for the same content. A test lays out whole briefings and counts their pages.

What may not be broken is a block; a heading belongs to the first block beneath it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from briefing.document.changes import ChangeLine, ChangeRow, ChangesView
from briefing.document.charts import ChartView
from briefing.document.cite import Cited
from briefing.document.enquiry import EnquiryView
from briefing.document.figures import IndicatorGroup
from briefing.document.findings import FindingView
from briefing.document.learning import LearningView, MatterView, PairView
from briefing.document.one_page import OnePageView
from briefing.document.reading import ReadingView
from briefing.document.scores import ScoresView
from briefing.document.statement import ContradictionView, StatementView, TensionView
from briefing.document.topics import Side, TopicView
from briefing.domain.look import Look

PAGE = 740.0
"""Height of the text on a page."""

# Characters in a line: body, table and small type over the whole width, body and small over half of it.
_BODY, _TABLE, _SMALL, _HALF, _HALF_SMALL = 91, 106, 108, 43, 48
_BODY_LINE, _TABLE_LINE, _SMALL_LINE = 16.1, 13.7, 13.4
_ITEM = 6.3
"""Padding and rule of an item in a list."""
_QUOTE = 3.0
_SECTION, _HEADING, _SUBHEADING, _MATTER = 64.0, 40.0, 30.0, 29.0
_INTRODUCTION = 38.0
_ROW, _TABLE_HEAD = 18.0, 62.0
_STANDING = 46
"""Characters in the last column of a table of figures."""
_DRAWN = re.compile(r'viewBox="0 0 [\d.]+ ([\d.]+)"')


def pages(blocks: Iterable[float]) -> float:
    """Pages that blocks fill one after the other, the last one as far as it is filled."""
    full, used = 0, 0.0
    for block in blocks:
        if used and used + block > PAGE:
            full, used = full + 1, 0.0
        used += block
    return full + used / PAGE


def one_page(view: OnePageView, look: Look) -> float:
    """How much of a page the comparison on one page fills, in any look."""
    size = dict(look.sizes).get("body", look.font_size_pt) / 12
    wide = (210 - 2 * look.page_margin_mm) / 170 / size
    body, half, step = int(_BODY * wide), int(_HALF * wide), look.spacing_mm / 4
    headline = (body * 0.94, _BODY_LINE, 7 * step) if view.dense else (body * 0.81, 18.7, 12.5 * step)

    def said(cited: Cited, characters: float, line: float = _BODY_LINE, lead: str = "") -> float:
        return _text(cited, int(characters), line, lead) * size

    def side(findings: Sequence[FindingView]) -> float:
        return sum(_finding(f, half, half, f.who) * size + _ITEM for f in findings)

    blocks = (
        26 * size + 17 * step,
        sum(said(h, *headline[:2]) + headline[2] for h in view.headlines) + 12 * step,
        26 * size + max(side(view.shortfalls), side(view.good_practices)),
        (24 * size + 17 * step) * bool(view.questions),
        sum(said(q.cited, body, lead=f"{q.witness}: ") + _ITEM for q in view.questions),
        31 * step + said(view.caveat, body - 6, lead="Read with care. "),
    )
    return sum(blocks) / ((297 - 1.8 * look.page_margin_mm) * PAGE / 261)


def reading(view: ReadingView) -> Iterator[float]:
    yield _SECTION + 150
    yield from _under(_HEADING + 16, (_lines(y.source, 44) * _TABLE_LINE + 5 for y in view.years))
    yield 27 + len(view.published) * 6
    yield from _under(_HEADING, (_lines(c.text, _BODY) * _BODY_LINE + 2 for c in view.cannot_conclude))


def changes(view: ChangesView) -> Iterator[float]:
    yield _SECTION + _text(view.summary, _BODY, _BODY_LINE)
    yield from map(_change, view.lines)
    yield from _under(_TABLE_HEAD, map(_then_and_now, view.rows))
    yield from _under(_HEADING, map(_change, view.findings))
    yield from (_text(cited, _BODY, _BODY_LINE) + 8 for cited in view.reviewed)
    yield 2 * _BODY_LINE


def scores(view: ScoresView, charts: Sequence[ChartView], tensions: Sequence[TensionView]) -> Iterator[float]:
    tables = (_TABLE_HEAD + _ROW * len(rows) for rows in (view.rows, view.overall) if rows)
    said = (_text(t.cited, _BODY, _BODY_LINE, t.authority) + _ITEM for t in tensions)
    numbers = (
        _TABLE_HEAD - 20 + _ROW * sum(len(g.rows) + bool(g.title) for g in chart.groups) for chart in charts
    )
    yield from _under(_SECTION - 20, [*tables, *map(_chart, charts), *numbers])
    yield from _under(_HEADING, said)


def statement(view: StatementView) -> Iterator[float]:
    headline = _SECTION + 16 + _lines(view.headline.text, 68) * 19.5
    table = (*map(_indicator, view.figures.groups), 20) if view.figures else ()
    yield from _under(headline + (20 if table else 0), table)
    yield from map(_chart, view.charts)
    yield from _under(_HEADING + 20, map(_topic, view.topics))
    yield from _under(_HEADING, map(_contradiction, view.contradictions))


def learning(view: LearningView) -> Iterator[float]:
    for group in view.groups:
        yield from _under(_SECTION + _INTRODUCTION, map(_pair, group.pairs))
        for matters in (group.shared_gaps, group.strengths):
            yield from _matters(matters)


def enquiry(view: EnquiryView) -> Iterator[float]:
    heading = _SECTION + _INTRODUCTION
    for witness in view.first:
        yield from _under(
            heading + _SUBHEADING, (_question(q.text, q.prompted_by) for q in witness.questions)
        )
        heading = 0


def own_words(paragraphs: Sequence[str]) -> Iterator[float]:
    """A section in the authority's own words."""
    return _under(_SECTION, (_lines(p, _BODY) * _BODY_LINE + 8 for p in paragraphs))


def _under(heading: float, blocks: Iterable[float]) -> Iterator[float]:
    """The blocks, the first with its heading; nothing where there are none."""
    for block in blocks:
        yield heading + block
        heading = 0


def _lines(text: str, characters: int) -> int:
    return len(wrap(text, characters)) or 1


def _text(cited: Cited, characters: int, line: float, lead: str = "") -> float:
    marks = ", ".join(mark.text for mark in cited.marks)
    return _lines(f"{lead} {cited.text} {marks}".strip(), characters) * line


def _change(view: ChangeLine) -> float:
    return _text(view.cited, _BODY, _BODY_LINE, f"{view.lead}:") + _ITEM


def _then_and_now(view: ChangeRow) -> float:
    """Three columns, about equal."""
    now = f"{view.now.text} {' '.join(m.text for m in view.now.marks)}"
    return (
        max(_lines(cell, 32) for cell in (f"{view.who}: {view.what}", view.before.text, now)) * _TABLE_LINE
        + 5
    )


def _question(text: Cited, prompted_by: Cited) -> float:
    return _text(text, _BODY - 6, _BODY_LINE) + _text(prompted_by, _TABLE, _TABLE_LINE) + _ITEM


def _finding(view: FindingView, characters: int, small: int, lead: str = "") -> float:
    said = _text(view.cited, characters, _BODY_LINE, f"{lead} {view.voice}")
    if view.quote:
        said += _QUOTE + _lines(view.quote, small) * _SMALL_LINE
    return said + (_BODY_LINE if view.quoted_at else 0)


def _half(view: FindingView, lead: str = "") -> float:
    return _finding(view, _HALF, _HALF_SMALL, lead)


def _side(side: Side) -> float:
    return 20 + sum(_half(f, f.who) + _ITEM for f in side.findings)


def _topic(view: TopicView) -> float:
    return _SUBHEADING + max(_side(view.shortfalls), _side(view.good_practices))


def _contradiction(view: ContradictionView) -> float:
    return _SUBHEADING + max(map(_half, (view.first, view.second))) + _text(view.why, _TABLE, _TABLE_LINE) + 3


def _pair(view: PairView) -> float:
    short = _half(view.shortfall, f"{view.short_authority} falls short.")
    good = _half(view.good_practice, f"Good practice in {view.good_authority}.")
    also = [f.cited for f in view.also] + ([view.caveat] if view.caveat else [])
    marks = [mark.text for cited in also for mark in cited.marks]
    beneath = " ".join(["Read with it: Take care:", *(cited.text for cited in also), *marks])
    return _MATTER + max(short, good) + (_lines(beneath, _TABLE) * _TABLE_LINE + 3 if also else 0)


def _matters(views: Sequence[MatterView]) -> Iterator[float]:
    found = [(f, view.matter if f is view.findings[0] else "") for view in views for f in view.findings]
    return _under(_HEADING, (_finding(f, _BODY, _SMALL, lead) + _ITEM for f, lead in found))


def _indicator(group: IndicatorGroup) -> float:
    said = group.note.text if group.note else ""
    note = _lines(f"{group.verdict} {said}", _TABLE) * _TABLE_LINE if group.verdict and said else 0
    beside = "" if group.verdict else said
    name = _lines(f"{group.title.text} {group.detail} {beside}", _TABLE) * _TABLE_LINE + 7
    rows = (_lines(f"{r.standing.words}: {r.standing.variation}", _STANDING) for r in group.rows)
    return name + note + sum((lines - 1) * _TABLE_LINE + _ROW for lines in rows)


def _chart(view: ChartView) -> float:
    """The drawing says its own height."""
    drawn = _DRAWN.search(view.drawing)
    words = _lines(view.headline.text, 85) * 16.3 + _lines(view.subtitle.text, _TABLE) * _TABLE_LINE
    return 34 + words + (float(drawn[1]) if drawn else 0) + 16
