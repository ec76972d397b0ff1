"""Figures as printed: one table form for all of them, the authorities one beneath the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from briefing.document.cite import Cited, Citer, Mark, ids
from briefing.document.numbers import Aligned, aligned, fraction, signed, unit_header, unit_word
from briefing.document.words import (
    capital,
    listed,
    measure_name,
    number_in_words,
    plain_decimal,
    printed_period,
)
from briefing.domain.comparison import Cell, Comparability, IndicatorComparison
from briefing.domain.figure import Figure, Standing

STANDING_WORDS = {
    Standing.BETTER: "Better",
    Standing.WORSE: "Worse",
    Standing.SIMILAR: "Similar",
    Standing.NOT_COMPARED: "Not compared",
}
_VERDICT = {
    Comparability.YES: ("✓", "Can be compared"),
    Comparability.WITH_CAUTION: ("≈", "Compare with caution"),
    Comparability.NO: ("✗", "Cannot be compared"),
}


@dataclass(frozen=True, slots=True)
class StandingView:
    symbol: str
    words: str
    """`Worse`: with the symbol, never by colour alone."""
    variation: str
    """The assessor's own phrase, empty where the report gives a bare direction."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    authority: str
    mark: Mark | None
    value: Aligned | None
    """None where nothing is reported; `words` then says so."""
    words: Cited | None
    comparator: Aligned | None
    comparator_name: str
    gap: Aligned | None
    standing: StandingView
    count: Cited | None
    """The count a percentage implies, as "3 of 6"."""


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """One indicator: a heading row, a row for each figure, and what to know before comparing."""

    title: Cited
    """The measure and its unit. A number in its name rests on the figures it names."""
    detail: str
    """Source, period and whom it counts."""
    rows: tuple[FigureRow, ...]
    verdict_symbol: str
    verdict: str
    """Empty where one report alone gives it: there is nothing to compare, and the note says so."""
    note: Cited | None
    """Why it can or cannot be compared; None where there is nothing to warn of."""


@dataclass(frozen=True, slots=True)
class FiguresTable:
    id: str
    title: str
    groups: tuple[IndicatorGroup, ...]


def figures_table(
    table_id: str,
    title: str,
    comparisons: Sequence[IndicatorComparison],
    citer: Citer,
    order: Sequence[str],
    symbols: Mapping[str, str],
    *,
    silent_rows: bool,
) -> FiguresTable:
    """Indicators one after the other, the authorities in the document's order beneath each.

    With `silent_rows` an authority that does not report an indicator has a row that says so; without, the
    note beneath the indicator's name does.
    """
    places = _places(comparisons)
    form = _Form(citer, symbols, places)
    groups = (_group(c, order, form, silent_rows=silent_rows) for c in comparisons)
    return FiguresTable(table_id, title, tuple(groups))


@dataclass(frozen=True, slots=True)
class _Form:
    """What the rows of one table share."""

    citer: Citer
    symbols: Mapping[str, str]
    places: tuple[int, int, int]
    """The longest fraction among values, comparator values and gaps."""
    unit: str = ""
    """The indicator's, as the heading row names it; a figure of another unit says its own."""

    def standing(self, standing: Standing, variation: str = "") -> StandingView:
        return StandingView(self.symbols.get(standing.value, ""), STANDING_WORDS[standing], variation)


def _group(
    comparison: IndicatorComparison, order: Sequence[str], form: _Form, *, silent_rows: bool
) -> IndicatorGroup:
    cells = {cell.authority: cell for cell in comparison.cells}
    form = replace(form, unit=comparison.indicator.unit)
    rows: list[FigureRow] = []
    silent: list[str] = []
    for slug in order:
        cell = cells.get(slug, Cell(slug))
        if cell.figures or cell.words or silent_rows:
            rows += _rows(cell, form)
        else:
            silent.append(form.citer.name(slug))
    symbol, verdict = ("", "") if _only_silent(comparison) else _VERDICT[comparison.verdict]
    return IndicatorGroup(
        _title(comparison),
        _detail(comparison),
        tuple(rows),
        symbol,
        verdict,
        _note(comparison, silent, silent_rows),
    )


def _title(comparison: IndicatorComparison) -> Cited:
    indicator = comparison.indicator
    figures = (figure.evidence for cell in comparison.cells for figure in cell.figures)
    return Cited(f"{measure_name(indicator.label)}, {unit_header(indicator.unit)}", "finding", ids(figures))


def _rows(cell: Cell, form: _Form) -> list[FigureRow]:
    name = form.citer.name(cell.authority)
    if not cell.figures:
        words = form.citer.cite(capital(cell.words), "finding", cell.words_evidence) if cell.words else None
        return [
            FigureRow(name, None, None, words, None, "", None, form.standing(Standing.NOT_COMPARED), None)
        ]
    gaps = cell.gaps or (None,) * len(cell.figures)
    counts = cell.counts or ("",) * len(cell.figures)
    return [
        _row(figure, gap, count, name, form)
        for figure, gap, count in zip(cell.figures, gaps, counts, strict=True)
    ]


def _row(figure: Figure, gap: Decimal | None, count: str, name: str, form: _Form) -> FigureRow:
    on = (figure.evidence,)
    value = number_in_words(figure.value) if figure.in_words else plain_decimal(figure.value)
    if figure.unit != form.unit:
        value = f"{value} {unit_word(figure.unit)}"
    return FigureRow(
        authority=name,
        mark=form.citer.marks(on)[0],
        value=aligned(value, "figure", on, form.places[0], figure.qualifier),
        words=None,
        comparator=_comparator(figure, form.places[1]),
        comparator_name=capital(figure.comparator or ""),
        gap=None if gap is None else aligned(signed(gap), "gap", on, form.places[2]),
        standing=form.standing(figure.standing, figure.variation),
        count=Cited(count, "count", ids(on)) if count else None,
    )


def _comparator(figure: Figure, places: int) -> Aligned | None:
    if figure.comparator_value is None:
        return None
    text = plain_decimal(figure.comparator_value)
    return aligned(text, "comparator", (figure.evidence,), places, figure.comparator_qualifier)


def _places(comparisons: Sequence[IndicatorComparison]) -> tuple[int, int, int]:
    """The longest fraction among a table's values, comparator values and gaps: its columns share a point."""
    cells = [cell for comparison in comparisons for cell in comparison.cells]
    figures = [figure for cell in cells for figure in cell.figures]
    gaps = [gap for cell in cells for gap in cell.gaps if gap is not None]
    return (
        _longest(figures, lambda f: f.value),
        _longest(figures, lambda f: f.comparator_value),
        max((fraction(plain_decimal(gap)) for gap in gaps), default=0),
    )


def _longest(figures: Sequence[Figure], number: Callable[[Figure], Decimal | None]) -> int:
    values = [number(figure) for figure in figures]
    return max((fraction(plain_decimal(value)) for value in values if value is not None), default=0)


def _detail(comparison: IndicatorComparison) -> str:
    """The sources and periods that the figures name, each once; where they differ the note says so."""
    figures = [figure for cell in comparison.cells for figure in cell.figures]
    said = dict.fromkeys(_origin(figure) for figure in figures)
    return "; ".join(filter(None, said))


def _origin(figure: Figure) -> str:
    if figure.source and figure.period:
        return f"{figure.source}, {printed_period(figure.period)}"
    return figure.source or (printed_period(figure.period) if figure.period else "")


def _only_silent(comparison: IndicatorComparison) -> bool:
    return bool(comparison.reasons) and all(r.kind == "not_reported" for r in comparison.reasons)


def _note(comparison: IndicatorComparison, silent: Sequence[str], silent_rows: bool) -> Cited | None:
    """The reasons in plain words. A measure that can be compared without reserve needs none.

    That an authority does not report it needs no words where its row says so.
    """
    told = {"not_reported"} if silent_rows else set()
    reasons = [
        r.text
        for r in comparison.reasons
        if comparison.verdict is not Comparability.YES and r.kind not in told
    ]
    if silent and not any(r.kind == "not_reported" for r in comparison.reasons):
        reasons.append(f"Not reported by {listed(silent)}.")
    if not reasons:
        return None
    figures = [figure.evidence for cell in comparison.cells for figure in cell.figures]
    words = [evidence for cell in comparison.cells for evidence in cell.words_evidence]
    return Cited(" ".join(reasons), "figure", ids([*figures, *words]))
