"""Whether one measure can be set side by side across authorities, and why not.

Each rule looks at one way in which two printed numbers can differ in more than what they measure. A rule
gives a reason and how much it weighs; the heaviest decides. A human's decision stands above every rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from briefing.comparison.lookalikes import Resemblance
from briefing.comparison.ratings import is_rating, service_of
from briefing.comparison.small_base import HANDFUL, Base
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
from briefing.domain.comparison import Cell, Comparability, IndicatorComparison, Reason
from briefing.domain.decisions import ComparabilityDecision
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding
from briefing.domain.indicator import Indicator

SURVEYS = frozenset({"ASCS", "SACE", "ASCOF", "SALT", "CLD", "ASC-WE"})
"""Collections that define their own base: the wording of the population in a report does not change it."""
_UNRATED = re.compile(
    r"\bnot (?:yet )?(?:been )?rated\b|\bunrated\b|yet to receive a rating|without a rating"
)
_SPAN = re.compile(r"\bmonths to\b|\d{4}-\d{2}$|^(?:last|previous|preceding|since)\b")
_POINT = re.compile(r"^\d{4}-(?:0[1-9]|1[0-2])$|^(?:at|time of|day of|current)")


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator across authorities, with what the rules look at."""

    indicator: Indicator
    cells: tuple[Cell, ...]
    names: Mapping[str, str]
    """Short name by slug."""
    findings: Mapping[str, Finding]
    """The sentences behind the figures, by evidence id."""
    beside: Mapping[str, frozenset[str]]
    """By evidence id, the indicators of all figures in that sentence."""
    ratings: Mapping[str, frozenset[str]]
    """By authority, the rating indicators its report gives."""
    bases: Mapping[str, tuple[Base, int] | None]
    alike: Resemblance | None
    """What only looks like one measure, where this row sets that out."""
    decisions: tuple[ComparabilityDecision, ...]

    @property
    def reporting(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.figures)

    @property
    def speaking(self) -> tuple[Cell, ...]:
        """Cells with figures or words."""
        return tuple(cell for cell in self.cells if cell.figures or cell.words)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for cell in self.reporting for figure in cell.figures)

    def name(self, cell: Cell) -> str:
        return self.names[cell.authority]


Rule = Callable[[Row], tuple[Comparability, Reason] | None]


def judged(row: Row) -> tuple[Comparability, tuple[Reason, ...]]:
    """The verdict and its reasons, heaviest first."""
    reporting = {cell.authority for cell in row.reporting}
    for decision in reversed(row.decisions):
        if not decision.authorities or reporting <= set(decision.authorities):
            return Comparability(decision.verdict), (Reason("decided", decision.reason),)
    missing = _not_reported(row)
    if len(row.speaking) < 2:
        return Comparability.NO, missing
    if row.alike is not None:
        return Comparability.NO, (_told_apart(row, row.alike), *missing)
    found = [outcome for rule in _RULES if (outcome := rule(row)) is not None]
    found += [
        (Comparability(d.verdict), Reason("decided", d.reason))
        for d in row.decisions
        if len(reporting & set(d.authorities)) > 1
    ]
    for verdict in (Comparability.NO, Comparability.WITH_CAUTION):
        reasons = tuple(reason for weight, reason in found if weight is verdict)
        if reasons:
            lighter = tuple(reason for weight, reason in found if weight is not verdict)
            return verdict, (*reasons, *lighter, *missing)
    return Comparability.YES, (_same(row), *missing)


def _not_reported(row: Row) -> tuple[Reason, ...]:
    silent = [row.name(cell) for cell in row.cells if not (cell.figures or cell.words)]
    if not silent:
        return ()
    if len(row.reporting) == 1:
        return (Reason("not_reported", f"Only {row.name(row.reporting[0])}'s report gives a figure."),)
    return (Reason("not_reported", f"{capital(some(silent))} {verb(silent, 'does', 'do')} not report it."),)


def _same(row: Row) -> Reason:
    england = {f.comparator_value for f in row.figures if f.against_england}
    figure = row.figures[0]
    where = " ".join(part for part in (figure.source, figure.period) if part)
    if len(england) == 1:
        value = measured(next(v for v in england if v is not None), figure.unit)
        return Reason("same_measure", f"Same measure ({where}) and the same England average, {value}.")
    return Reason("same_measure", f"Same measure, source and period ({where})." if where else "Same measure.")


def _told_apart(row: Row, alike: Resemblance) -> Reason:
    parts = []
    for cell in row.reporting:
        counted = [alike.lookalike.members[m].counts for m in sorted(set(alike.members[cell.authority]))]
        parts.append(f"{row.name(cell)} counts {listed(counted)}.")
    return Reason(alike.lookalike.reason, " ".join([*parts, alike.lookalike.warning]).strip())


def _single_account(row: Row) -> tuple[Comparability, Reason] | None:
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


def _absence(row: Row) -> tuple[Comparability, Reason] | None:
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


def _units(row: Row) -> tuple[Comparability, Reason] | None:
    units = {f.unit for f in row.figures if not (f.in_words and f.value == 0)}
    if len(units) < 2:
        return None
    if is_rating(row.indicator.id) and units == {"percent", "count"}:
        text = "One report gives percentages and the other a count, so read the counts behind both."
        return Comparability.WITH_CAUTION, Reason("small_base", text)
    return Comparability.NO, Reason(
        "different_measure", f"The reports use different units: {listed(sorted(units))}."
    )


def _england(row: Row) -> tuple[Comparability, Reason] | None:
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


def _periods(row: Row) -> tuple[Comparability, Reason] | None:
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
    if (spans - points) and (points or undated) and not _survey(row):
        kind = "period" if all(f.value == 0 for f in row.figures) else "stock_and_flow"
        text = f"One is a point in time and the other a span of months ({said})."
        return Comparability.WITH_CAUTION, Reason(kind, text)
    return Comparability.WITH_CAUTION, Reason("period", f"The periods differ ({said}).")


def _dates(periods: frozenset[str | None]) -> str:
    return listed([period_words(p) if p else "no date" for p in sorted(periods, key=str)])


def _sources(row: Row) -> tuple[Comparability, Reason] | None:
    sources = {f.source for f in row.figures if f.source}
    if len(sources) < 2:
        return None
    return Comparability.WITH_CAUTION, Reason("source", f"The sources differ: {listed(sorted(sources))}.")


def _unrated(row: Row) -> tuple[Comparability, Reason] | None:
    """Ratings whose base takes in unrated services in some reports and not in others, or not as stated."""
    if not is_rating(row.indicator.id):
        return None
    kind = service_of(row.indicator.id)
    stating = [
        c for c in row.reporting if f"{kind}_unrated" in row.ratings[c.authority] or _says_unrated(row, c)
    ]
    if not stating or len(stating) == len(row.reporting):
        return None
    counting = [row.name(c) for c in stating]
    others = [row.name(c) for c in row.reporting if c not in stating]
    text = (
        f"{capital(some(counting))} {verb(counting, 'counts', 'count')} services not yet rated in the base; "
        f"{some(others)} {verb(others, 'does', 'do')} not say whether they are."
    )
    return Comparability.WITH_CAUTION, Reason("denominator", text)


def _says_unrated(row: Row, cell: Cell) -> bool:
    """The sentence speaks of unrated services, and not as a share of another kind of service."""
    for figure in cell.figures:
        place = figure.evidence.id
        if any(indicator.endswith("_unrated") for indicator in row.beside.get(place, ())):
            continue
        finding = row.findings.get(place)
        said = (figure.population, figure.evidence.quote, finding.summary if finding else None)
        if any(_UNRATED.search(text) for text in said if text):
            return True
    return False


def _rating_bases(row: Row) -> tuple[Comparability, Reason] | None:
    if not is_rating(row.indicator.id):
        return None
    small = []
    for cell in row.reporting:
        base = row.bases.get(cell.authority)
        for figure, count in zip(cell.figures, cell.counts, strict=True):
            if count and (base is None or base[0].size <= HANDFUL):
                small.append(
                    f"{row.name(cell)}'s {figure_words(figure)} fits {count}".replace(
                        "fits 1 of 1", "is 1 of 1"
                    )
                )
    if len(small) > 3:
        small = [f"{spelled(len(small))} of the shares stand on a handful of services"]
    if small:
        return Comparability.WITH_CAUTION, Reason(
            "small_base", f"{capital('; '.join(small))}. Read counts, not ranks."
        )
    return None


def _missing_base(row: Row) -> tuple[Comparability, Reason] | None:
    if not is_rating(row.indicator.id) or all(f.unit == "count" for f in row.figures):
        return None
    return Comparability.WITH_CAUTION, Reason(
        "missing_base", "The reports do not print how many services were counted."
    )


def _survey(row: Row) -> bool:
    return all(f.source in SURVEYS for f in row.figures)


_RULES: tuple[Rule, ...] = (
    _single_account,
    _units,
    _england,
    _absence,
    _unrated,
    _rating_bases,
    _missing_base,
    _periods,
    _sources,
)


def conflicts(rows: tuple[IndicatorComparison, ...]) -> tuple[IndicatorComparison, ...]:
    """The rows whose reports quote different England averages for one measure."""
    return tuple(row for row in rows if any(reason.kind == "conflicting_england" for reason in row.reasons))
