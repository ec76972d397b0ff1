"""What cannot be concluded from these reports, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.comparison.comparability import conflicts
from briefing.comparison.rows import SURVEYS
from briefing.comparison.words import capital, day, listed, some, spelled, verb
from briefing.domain.comparison import StatementComparison
from briefing.domain.record import Record

_ONE_BY_ONE = 4
"""More measures, or more authorities, than this are counted."""


def cannot_conclude(
    statements: Sequence[StatementComparison],
    records: Mapping[str, Record],
    names: Mapping[str, str],
    published: Mapping[str, str | None],
) -> Iterator[str]:
    """The sentences for "How to read this", only those that these reports give cause for."""
    yield (
        "A score is one of four steps, so two councils with one score may differ, and no average or rank is "
        "made."
    )
    yield from _dates(records, names, published)
    yield from _missing(statements, names)
    if any(f.source in SURVEYS for s in statements for v in s.views for f in v.figures):
        yield (
            "Survey figures alone cannot judge how effective a council is, as the Department of Health and "
            "Social Care says of this data."
        )
        yield (
            "A figure that differs from England's may do so by chance, so the assessor's own words are "
            "carried."
        )
    yield from _conflicts(statements)
    rows = [row for s in statements for row in s.indicators]
    kinds = {
        reason.kind for row in rows for reason in row.reasons if sum(bool(c.figures) for c in row.cells) > 1
    }
    if "missing_base" in kinds:
        yield (
            "CQC ratings of local services carry no date and no number of services, so they cannot be "
            "ranked or tracked over time."
        )
    if "small_base" in kinds:
        yield "Some percentages stand on a handful of services, where one more or less changes them greatly."
    if "denominator" in kinds:
        yield "Shares with different denominators stand apart, and none has been worked out from another."
    yield "A matter that a report does not mention may still be there: silence is neither good nor bad."


def _dates(
    records: Mapping[str, Record], names: Mapping[str, str], published: Mapping[str, str | None]
) -> Iterator[str]:
    dates = {a: r.source.published or published.get(a) for a, r in records.items()}
    undated = [names[a] for a, found in dates.items() if not found]
    known = {a: found for a, found in dates.items() if found}
    if undated:
        yield (
            f"{capital(some(undated))} {verb(undated, 'prints', 'print')} no publication date, so it is not "
            "known how recent the findings are."
        )
    if known and len({found[:7] for found in known.values()}) == 1:
        month = day(next(iter(known.values()))[:7])
        yield f"The reports were published in {month}; what has changed since is not in them."
    elif known:
        first, last = min(known.values())[:7], max(known.values())[:7]
        yield (
            f"The reports were published between {day(first)} and {day(last)}: a difference may be a change "
            "over time, or in how CQC assesses."
        )


def _conflicts(statements: Sequence[StatementComparison]) -> Iterator[str]:
    """A sentence for each measure; one for all where they are many, for every table names its own."""
    labels = dict.fromkeys(row.indicator.label for s in statements for row in conflicts(s.indicators))
    why = "the reports quote different England averages, so the gaps to England cannot be compared."
    if len(labels) > _ONE_BY_ONE:
        yield f"On {spelled(len(labels))} measures {why} The tables say which."
    else:
        yield from (f"{label}: {why}" for label in labels)


def _missing(statements: Sequence[StatementComparison], names: Mapping[str, str]) -> Iterator[str]:
    absent: dict[str, list[str]] = {}
    for statement in statements:
        for view in statement.views:
            if not view.assessed:
                absent.setdefault(names[view.authority], []).append(statement.statement.short_title.lower())
    if len(absent) > _ONE_BY_ONE:
        yield (
            f"{capital(some(list(absent)))} are left out on one statement or more: the library holds no "
            "report on it."
        )
        return
    together: dict[tuple[str, ...], list[str]] = {}
    for name, titles in absent.items():
        together.setdefault(tuple(titles), []).append(name)
    for where, missing in together.items():
        yield (
            f"{capital(some(missing))} {verb(missing, 'is', 'are')} left out on "
            f"{_which(where, len(statements))}: the library holds no report on it."
        )


def _which(titles: Sequence[str], total: int) -> str:
    """`equity and safeguarding`, `six of the nine statements`, `every statement`."""
    if len(titles) == total > 1:
        return "every statement"
    return (
        listed(titles) if len(titles) <= 3 else f"{spelled(len(titles))} of the {spelled(total)} statements"
    )
