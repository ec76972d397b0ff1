"""The same measure across authorities: one row an indicator, one cell an authority, and a verdict on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase

from briefing.comparison.comparability import Row, judged
from briefing.comparison.phrases import PhraseFinder, words_of
from briefing.comparison.reading import Reader, Remark
from briefing.comparison.small_base import Base, smallest_base
from briefing.domain.comparison import Cell, IndicatorComparison
from briefing.domain.decisions import ComparabilityDecision
from briefing.domain.figure import Figure
from briefing.domain.indicator import Indicator, Polarity
from briefing.domain.lookalike import Lookalike
from briefing.domain.matter import Breadth
from briefing.domain.record import StatementRecord

_RATED = re.compile(r"_(rated_\w+|unrated)$")
_OF = re.compile(r"\b(\d+) of (\d+)\b")


@dataclass(frozen=True, slots=True)
class Alignment:
    """What aligning the figures of one statement needs to know."""

    authorities: tuple[str, ...]
    """Slugs, in the comparison's order."""
    names: Mapping[str, str]
    indicators: tuple[Indicator, ...]
    lookalikes: tuple[Lookalike, ...]
    decisions: tuple[ComparabilityDecision, ...]
    reader: Reader


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
    bases = {a: _bases(statements[a].figures) for a in statements}
    alike = list(_lookalike_rows(alignment, statements))
    set_out = {row[0].id for row in alike} | {
        f.indicator for row in alike for fs in row[2].values() for f in fs
    }
    plain = _plain_rows(alignment, statements)
    rows = [*alike, *(row for row in plain if len(row[2]) > 1 or row[0].id not in set_out)]
    found = [_compared(alignment, row, statements, remarks, bases) for row in rows]
    return tuple(sorted(found, key=lambda c: -sum(bool(cell.figures) for cell in c.cells)))


def _plain_rows(
    alignment: Alignment, statements: Mapping[str, StatementRecord]
) -> Iterator[tuple[Indicator, Lookalike | None, dict[str, tuple[Figure, ...]]]]:
    by_indicator: dict[str, dict[str, list[Figure]]] = {}
    for authority in alignment.authorities:
        for figure in statements[authority].figures if authority in statements else ():
            by_indicator.setdefault(figure.indicator, {}).setdefault(authority, []).append(figure)
    order = {indicator.id: n for n, indicator in enumerate(alignment.indicators)}
    for indicator_id in sorted(by_indicator, key=lambda i: (order.get(i, len(order)), i)):
        figures = {a: tuple(fs) for a, fs in by_indicator[indicator_id].items()}
        yield _indicator(alignment, indicator_id, figures), None, figures


def _indicator(
    alignment: Alignment, indicator_id: str, figures: Mapping[str, tuple[Figure, ...]]
) -> Indicator:
    for indicator in alignment.indicators:
        if indicator.id == indicator_id:
            return indicator
    first = next(iter(figures.values()))[0]
    return Indicator(indicator_id, first.label, first.unit, first.polarity)


def _lookalike_rows(
    alignment: Alignment, statements: Mapping[str, StatementRecord]
) -> Iterator[tuple[Indicator, Lookalike | None, dict[str, tuple[Figure, ...]]]]:
    """A row for each set of lookalikes of which no two authorities report the same member."""
    for lookalike in alignment.lookalikes:
        figures = {
            authority: found
            for authority in alignment.authorities
            if authority in statements
            and (
                found := tuple(
                    f for f in statements[authority].figures if member_of(lookalike, f) is not None
                )
            )
        }
        members = {a: {member_of(lookalike, f) for f in found} for a, found in figures.items()}
        if len(figures) > 1 and not set.intersection(*members.values()):
            yield Indicator(lookalike.id, lookalike.label, lookalike.unit, Polarity.NONE), lookalike, figures


def member_of(lookalike: Lookalike, figure: Figure) -> int | None:
    """Which member of the lookalikes a figure is, if any: by its id, else by the words it was read from."""
    for number, member in enumerate(lookalike.members):
        if any(fnmatchcase(figure.indicator, indicator) for indicator in member.indicators):
            return number
    text = words_of(f"{figure.label} {figure.population or ''}")
    for number, member in enumerate(lookalike.members):
        if member.words and PhraseFinder([("named", member.words)]).find(text):
            return number
    return None


def _compared(
    alignment: Alignment,
    row: tuple[Indicator, Lookalike | None, dict[str, tuple[Figure, ...]]],
    statements: Mapping[str, StatementRecord],
    remarks: Mapping[str, tuple[Remark, ...]],
    bases: Mapping[str, dict[str, tuple[Base, int]]],
) -> IndicatorComparison:
    indicator, lookalike, figures = row
    cells = tuple(
        _cell(alignment, indicator, authority, figures, remarks, bases) for authority in alignment.authorities
    )
    england = {
        f.comparator_value
        for fs in figures.values()
        for f in fs
        if f.against_england and f.comparator_value is not None
    }
    verdict, reasons = judged(
        Row(
            indicator=indicator,
            cells=cells,
            names=alignment.names,
            assessed=frozenset(statements),
            findings={f.evidence.id: f for a in figures for f in statements[a].findings},
            beside=_beside([f for a in figures for f in statements[a].figures]),
            ratings={a: _rated_ids(statements[a].figures) for a in figures},
            bases={a: bases[a].get(indicator.id) for a in figures},
            lookalike=lookalike,
            members={a: tuple(member_of(lookalike, f) for f in fs) for a, fs in figures.items()}
            if lookalike
            else {},
            decisions=tuple(d for d in alignment.decisions if d.indicator == indicator.id),
        )
    )
    return IndicatorComparison(indicator, cells, verdict, reasons, tuple(sorted(england)))


def _cell(
    alignment: Alignment,
    indicator: Indicator,
    authority: str,
    figures: Mapping[str, tuple[Figure, ...]],
    remarks: Mapping[str, tuple[Remark, ...]],
    bases: Mapping[str, dict[str, tuple[Base, int]]],
) -> Cell:
    own = figures.get(authority, ())
    if own:
        counts = tuple(_implied(figure, bases[authority]) for figure in own)
        return Cell(authority, own, tuple(gap(f) for f in own), counts)
    elsewhere = [f for fs in figures.values() for f in fs]
    spoken = _in_words(alignment.reader, indicator, remarks.get(authority, ()), elsewhere)
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
    said = [r for r in remarks if r.absence and any(r.names(m) for m in matters)]
    return said[0] if said else None


def _beside(figures: Sequence[Figure]) -> dict[str, frozenset[str]]:
    places: dict[str, set[str]] = {}
    for figure in figures:
        places.setdefault(figure.evidence.id, set()).add(figure.indicator)
    return {place: frozenset(ids) for place, ids in places.items()}


def _rated_ids(figures: Sequence[Figure]) -> frozenset[str]:
    return frozenset(f.indicator for f in figures if _RATED.search(f.indicator))


def _implied(figure: Figure, bases: Mapping[str, tuple[Base, int]]) -> str:
    if figure.indicator in bases and figure.unit == "percent":
        base, position = bases[figure.indicator]
        return base.words(position)
    stated = _OF.search(figure.population or "")
    return stated.group(0) if stated and figure.unit == "count" else ""


def _bases(figures: Sequence[Figure]) -> dict[str, tuple[Base, int]]:
    """For each rating share, the base that all shares of that kind of service fit, and its position in it."""
    kinds: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.unit == "percent" and _RATED.search(figure.indicator):
            kinds.setdefault(_RATED.sub("", figure.indicator), []).append(figure)
    found: dict[str, tuple[Base, int]] = {}
    for shares in kinds.values():
        base = smallest_base([f.value for f in shares])
        if base is not None:
            found |= {f.indicator: (base, position) for position, f in enumerate(shares)}
    return found
