"""Ratings of local services, service by service: what each report states, and how much it leaves unsaid.

Indicators of this kind are named `SERVICE_rated_RATING` (or `SERVICE_unrated`) in the indicators file. Shares
are drawn as printed; what a report does not state is drawn as an empty box, not shared out.
"""

from __future__ import annotations

import re
from decimal import Decimal

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
from briefing.charts.rating_bars import NOT_STATED, WHOLE, Group, Line, Part, Ratings, rest_words
from briefing.domain.chart import ChartTable
from briefing.domain.comparison import Comparability, Comparison, StatementComparison
from briefing.domain.figure import Figure
from briefing.domain.look import Look

KIND = "ratings"
_RATINGS = {
    "rated_outstanding": "Outstanding",
    "rated_good": "Good",
    "rated_ri": "Requires improvement",
    "rated_inadequate": "Inadequate",
    "unrated": "Not rated",
}
_NAMED = re.compile(rf"(?P<service>.+)_(?P<rating>{'|'.join(_RATINGS)})")
_MOST_ROWS = 18
"""In one chart, to stay on a page whatever the labels."""
_ROUNDING = Decimal(1)
"""Printed shares of a whole may miss 100 by this much through rounding alone."""
_COUNT = re.compile(r"(\d+) of (\d+)")


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
        alt=f"Bars in columns headed {wording.listed((*words, NOT_STATED.lower()))}, a row for each "
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
    rest = WHOLE - sum(shares, Decimal(0))
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
        share = (WHOLE * int(implied[1]) / int(implied[2])).quantize(Decimal("0.01"))
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
            rest_words(line),
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
    return ChartTable(("Service", "Authority", *words, NOT_STATED), rows, grouped=True, evidence=evidence)


def _cell(part: Part | None) -> str:
    if part is None:
        return "Not reported"
    return f"{part.shown} ({part.count})" if part.count else part.shown
