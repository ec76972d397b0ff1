"""Whether one measure can be set side by side across authorities, and why not.

Each rule looks at one way in which two printed numbers can differ in more than what they measure. A rule
gives a reason and how much it weighs; the heaviest decides. A human's decision stands above every rule.
"""

from __future__ import annotations

from briefing.comparison.lookalikes import Resemblance
from briefing.comparison.rows import Row
from briefing.comparison.rules import RULES
from briefing.comparison.words import capital, listed, measured, some, verb
from briefing.domain.comparison import Comparability, IndicatorComparison, Reason


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
    found = [outcome for rule in RULES if (outcome := rule(row)) is not None]
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


def conflicts(rows: tuple[IndicatorComparison, ...]) -> tuple[IndicatorComparison, ...]:
    """The rows whose reports quote different England averages for one measure."""
    return tuple(row for row in rows if any(reason.kind == "conflicting_england" for reason in row.reasons))
