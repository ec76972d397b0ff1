"""The same measure across authorities: one row an indicator, one cell an authority, and a verdict on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from briefing.comparison.comparability import judged
from briefing.comparison.lookalikes import Resemblance, resemblances
from briefing.comparison.ratings import implied_count, is_rating, rating_bases
from briefing.comparison.reading import Reader, Remark
from briefing.comparison.rows import Row
from briefing.comparison.small_base import Base
from briefing.domain.comparison import Cell, IndicatorComparison
from briefing.domain.decisions import ComparabilityDecision
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding
from briefing.domain.indicator import Indicator, Polarity
from briefing.domain.lookalike import Lookalike
from briefing.domain.matter import Breadth
from briefing.domain.record import StatementRecord


@dataclass(frozen=True, slots=True)
class Alignment:
    """What aligning the figures of any statement needs to know."""

    authorities: tuple[str, ...]
    """Slugs, in the comparison's order."""
    names: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    """By id, in the order of the reference data."""
    lookalikes: tuple[Lookalike, ...]
    decisions: tuple[ComparabilityDecision, ...]
    reader: Reader


@dataclass(frozen=True, slots=True)
class _Line:
    """The figures of one row before it is judged."""

    indicator: Indicator
    figures: Mapping[str, tuple[Figure, ...]]
    alike: Resemblance | None = None


@dataclass(slots=True)
class _Statement:
    """One statement of all authorities, with what the rules of comparability look up."""

    figures: dict[str, tuple[Figure, ...]]
    remarks: Mapping[str, tuple[Remark, ...]]
    findings: dict[str, Finding] = field(default_factory=dict)
    beside: dict[str, frozenset[str]] = field(default_factory=dict)
    bases: dict[str, dict[str, tuple[Base, int]]] = field(default_factory=dict)
    ratings: dict[str, frozenset[str]] = field(default_factory=dict)


def gap(figure: Figure) -> Decimal | None:
    """Value minus comparator; None where either is missing or approximate. Arithmetic, never a verdict."""
    if figure.comparator_value is None or figure.qualifier or figure.comparator_qualifier:
        return None
    return figure.value - figure.comparator_value


def aligned(
    alignment: Alignment,
    statements: Mapping[str, StatementRecord],
    remarks: Mapping[str, tuple[Remark, ...]],
) -> tuple[IndicatorComparison, ...]:
    """Every indicator that any report has a figure of; those that several have stand first.

    A figure that stands in a row of lookalikes has no row of its own, unless another report has the same.
    """
    read = _read(statements, remarks)
    alike = [_line_of(found) for found in resemblances(alignment.lookalikes, read.figures)]
    set_out = {line.indicator.id for line in alike} | {
        f.indicator for line in alike for own in line.figures.values() for f in own
    }
    plain = [
        line
        for line in _plain_lines(alignment, read)
        if len(line.figures) > 1 or line.indicator.id not in set_out
    ]
    rows = [_compared(alignment, read, line) for line in (*alike, *plain)]
    return tuple(sorted(rows, key=lambda row: -sum(bool(cell.figures) for cell in row.cells)))


def _read(statements: Mapping[str, StatementRecord], remarks: Mapping[str, tuple[Remark, ...]]) -> _Statement:
    read = _Statement({a: s.figures for a, s in statements.items()}, remarks)
    beside: dict[str, set[str]] = {}
    for authority, statement in statements.items():
        read.findings |= {f.evidence.id: f for f in statement.findings}
        read.bases[authority] = rating_bases(statement.figures)
        read.ratings[authority] = frozenset(f.indicator for f in statement.figures if is_rating(f.indicator))
        for figure in statement.figures:
            beside.setdefault(figure.evidence.id, set()).add(figure.indicator)
    read.beside = {place: frozenset(ids) for place, ids in beside.items()}
    return read


def _line_of(alike: Resemblance) -> _Line:
    lookalike = alike.lookalike
    indicator = Indicator(lookalike.id, lookalike.label, lookalike.unit, Polarity.NONE)
    return _Line(indicator, alike.figures, alike)


def _plain_lines(alignment: Alignment, read: _Statement) -> Iterator[_Line]:
    """One line an indicator, in the order of the reference data, then those it does not know."""
    found: dict[str, dict[str, list[Figure]]] = {}
    for authority in alignment.authorities:
        for figure in read.figures.get(authority, ()):
            found.setdefault(figure.indicator, {}).setdefault(authority, []).append(figure)
    unknown = sorted(i for i in found if i not in alignment.indicators)
    for indicator_id in [*(i for i in alignment.indicators if i in found), *unknown]:
        figures = {authority: tuple(own) for authority, own in found[indicator_id].items()}
        first = next(iter(figures.values()))[0]
        named = Indicator(indicator_id, first.label, first.unit, first.polarity)
        yield _Line(alignment.indicators.get(indicator_id, named), figures)


def _compared(alignment: Alignment, read: _Statement, line: _Line) -> IndicatorComparison:
    cells = tuple(_cell(alignment.reader, read, line, authority) for authority in alignment.authorities)
    indicator = line.indicator
    england = {
        f.comparator_value
        for own in line.figures.values()
        for f in own
        if f.against_england and f.comparator_value is not None
    }
    verdict, reasons = judged(
        Row(
            indicator=indicator,
            cells=cells,
            names=alignment.names,
            findings=read.findings,
            beside=read.beside,
            ratings=read.ratings,
            bases={a: read.bases[a].get(indicator.id) for a in line.figures},
            alike=line.alike,
            decisions=tuple(d for d in alignment.decisions if d.indicator == indicator.id),
        )
    )
    return IndicatorComparison(indicator, cells, verdict, reasons, tuple(sorted(england)))


def _cell(reader: Reader, read: _Statement, line: _Line, authority: str) -> Cell:
    own = line.figures.get(authority, ())
    if own:
        counts = tuple(implied_count(figure, read.bases[authority]) for figure in own)
        return Cell(authority, own, tuple(gap(f) for f in own), counts)
    elsewhere = [f for figures in line.figures.values() for f in figures]
    spoken = _in_words(reader, line.indicator, read.remarks.get(authority, ()), elsewhere)
    if spoken is None:
        return Cell(authority)
    words = spoken.finding.summary or "Described in words, without a number"
    return Cell(authority, words=words, words_evidence=(spoken.finding.evidence,))


def _in_words(
    reader: Reader, indicator: Indicator, remarks: Sequence[Remark], elsewhere: Sequence[Figure]
) -> Remark | None:
    """Where another report states an absence, the sentence in which this one does so without a number."""
    if not any(f.in_words and f.value == 0 for f in elsewhere):
        return None
    matters = [m for m in reader.matters_of(indicator.id) if reader.matters[m].breadth is Breadth.NARROW]
    said = (remark for remark in remarks if remark.absence and any(remark.names(m) for m in matters))
    return next(said, None)
