"""Ways in which two printed numbers differ in more than what they measure: one rule each."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from briefing.comparison.rating_rules import handfuls, missing_base, unrated
from briefing.comparison.ratings import is_rating
from briefing.comparison.rows import Row
from briefing.comparison.words import (
    capital,
    figure_words,
    listed,
    measured,
    period_words,
    some,
    spelled,
    verb,
)
from briefing.domain.comparison import Comparability, Reason

_SPAN = re.compile(r"\bmonths to\b|\d{4}-\d{2}$|^(?:last|previous|preceding|since)\b")
_POINT = re.compile(r"^\d{4}-(?:0[1-9]|1[0-2])$|^(?:at|time of|day of|current)")

Rule = Callable[[Row], tuple[Comparability, Reason] | None]
"""A verdict and its reason, or None where the rule finds nothing amiss."""


def single_account(row: Row) -> tuple[Comparability, Reason] | None:
    alone = [
        row.name(cell)
        for cell in row.reporting
        if all(
            (said := row.findings.get(f.evidence.id)) is not None and said.single_voice for f in cell.figures
        )
    ]
    if not alone or len(alone) == len(row.reporting):
        return None
    text = f"{listed(alone)}'s figure is one person's account, not a count of everyone."
    return Comparability.NO, Reason("single_account", text)


def absence(row: Row) -> tuple[Comparability, Reason] | None:
    said = [c for c in row.speaking if c.words or all(f.in_words and f.value == 0 for f in c.figures)]
    if not said or (len(said) == len(row.speaking) and not any(c.words for c in said)):
        return None
    numbers = [c for c in row.speaking if c not in said]
    denying = [row.name(c) for c in said]
    if not numbers:
        return Comparability.WITH_CAUTION, Reason(
            "absence_in_words",
            f"{capital(some(denying))} say in words that there was no problem; no report prints a number.",
        )
    given = [f"{row.name(c)} prints {figure_words(c.figures[0])}" for c in numbers]
    told = listed(given) if len(given) <= 3 else f"{spelled(len(given))} print numbers"
    text = (
        f"{capital(some(denying))} {verb(denying, 'says', 'say')} in words that there were none; {told}. "
        "The direction is clear, the size is not."
    )
    return Comparability.WITH_CAUTION, Reason("absence_in_words", text)


def units(row: Row) -> tuple[Comparability, Reason] | None:
    units = {f.unit for f in row.figures if not (f.in_words and f.value == 0)}
    if len(units) < 2:
        return None
    if is_rating(row.indicator.id) and units == {"percent", "count"}:
        text = "One report gives percentages and the other a count, so read the counts behind both."
        return Comparability.WITH_CAUTION, Reason("small_base", text)
    return Comparability.NO, Reason(
        "different_measure", f"The reports use different units: {listed(sorted(units))}."
    )


def england(row: Row) -> tuple[Comparability, Reason] | None:
    quoted: dict[Decimal, list[str]] = {}
    for cell in row.reporting:
        for figure in cell.figures:
            if figure.against_england and figure.comparator_value is not None:
                quoted.setdefault(figure.comparator_value, []).append(row.name(cell))
    if len(quoted) < 2 or len({f.period for f in row.figures}) > 1:
        return None
    unit = row.figures[0].unit
    said = [f"{measured(value, unit)} in {listed(names)}" for value, names in quoted.items()]
    text = (
        f"The reports quote different England averages: {listed(said)}. Gaps to England cannot be compared."
    )
    return Comparability.WITH_CAUTION, Reason("conflicting_england", text)


def periods(row: Row) -> tuple[Comparability, Reason] | None:
    periods = {cell.authority: frozenset(f.period for f in cell.figures) for cell in row.reporting}
    known = {p for own in periods.values() for p in own if p}
    if not known and is_rating(row.indicator.id):
        return Comparability.WITH_CAUTION, Reason("period", "No report says at what date the ratings stood.")
    absent = [all(f.in_words and f.value == 0 for f in c.figures) for c in row.reporting]
    if len(set(periods.values())) < 2 or (any(absent) and not all(absent)):
        return None  # "no waits" has no date of its own; another rule tells of it
    said = "; ".join(f"{row.name(c)}, {_dates(periods[c.authority])}" for c in row.reporting)
    if len(row.reporting) > 3:
        said = f"{len(set(periods.values()))} different dates"
    spans, points = {p for p in known if _SPAN.search(p)}, {p for p in known if _POINT.search(p)}
    undated = any(None in own for own in periods.values())
    if (spans - points) and (points or undated) and not row.survey:
        kind = "period" if all(f.value == 0 for f in row.figures) else "stock_and_flow"
        text = f"One is a point in time and the other a span of months ({said})."
        return Comparability.WITH_CAUTION, Reason(kind, text)
    return Comparability.WITH_CAUTION, Reason("period", f"The periods differ ({said}).")


def _dates(periods: frozenset[str | None]) -> str:
    return listed([period_words(p) if p else "no date" for p in sorted(periods, key=str)])


def sources(row: Row) -> tuple[Comparability, Reason] | None:
    sources = {f.source for f in row.figures if f.source}
    if len(sources) < 2:
        return None
    return Comparability.WITH_CAUTION, Reason("source", f"The sources differ: {listed(sorted(sources))}.")


RULES: tuple[Rule, ...] = (
    single_account,
    units,
    england,
    absence,
    unrated,
    handfuls,
    missing_base,
    periods,
    sources,
)
"""In the order in which reasons of equal weight are printed."""
