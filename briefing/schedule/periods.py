"""Periods: what is due, by the schedule a config declares.

A period has an id that names it for ever (`2026-12`, or the moment of a cron tick in UTC), so that it is
built once however often the entry is called, and whatever the clock does meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError

from briefing.errors import InputError, Problem

# However long the machine was off, no more periods than this are caught up in one call.
MOST_AT_ONCE = 36
# With `missed: skip`, a period that began longer ago than this has been missed.
ON_TIME = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Period:
    id: str
    """`2026-12` for a month; `2026-12-01T06:00Z` for a tick."""
    start: datetime
    """When it begins, with its time zone."""


@dataclass(frozen=True, slots=True)
class Schedule:
    every: str
    """`monthly`, or a cron expression of five fields."""
    timezone: str = "Europe/London"
    missed: str = "latest"
    """`latest`, `each` or `skip`."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a call has to do. Both are oldest first."""

    build: tuple[Period, ...] = ()
    skipped: tuple[Period, ...] = ()
    """Periods that went by and that the policy leaves unbuilt: noted in the ledger, not forgotten."""
    before: Period | None = None
    """The latest of the periods that went by before those: too many to be named one by one."""


def due(schedule: Schedule, now: datetime, last: datetime | None, done: frozenset[str] = frozenset()) -> Due:
    """The periods to build and to skip now; `last` is the start of the latest period already dealt with.

    Without a history only the current period counts: a new config is not built for the past. Of those that
    have begun since, `each` builds all (up to 36), `latest` the newest, and `skip` the newest if it began
    within the last 24 hours. A period in `done` is never built or skipped again, whatever the clock and the
    time zone say of its start. A clock that went back finds nothing due.
    Raises InputError for an expression or a time zone that cannot be read.
    """
    here = now.astimezone(_zone(schedule.timezone))
    found = _begun(schedule, here, last, MOST_AT_ONCE + 1 if last else 1)
    before = found[0] if len(found) > MOST_AT_ONCE else None
    periods = found[-MOST_AT_ONCE:]
    chosen = set(periods)
    if periods and schedule.missed != "each":
        late = schedule.missed == "skip" and _utc(here) - _utc(periods[-1].start) > ON_TIME
        chosen = set() if late else {periods[-1]}
    waiting = [p for p in periods if p.id not in done]
    return Due(
        build=tuple(p for p in waiting if p in chosen),
        skipped=tuple(p for p in waiting if p not in chosen),
        before=before,
    )


def current(schedule: Schedule, now: datetime) -> Period:
    """The period that began last."""
    here = now.astimezone(_zone(schedule.timezone))
    return _begun(schedule, here, None, 1)[-1]


def upcoming(schedule: Schedule, now: datetime) -> Period:
    """The next period to begin after now."""
    here = now.astimezone(_zone(schedule.timezone))
    if schedule.every == "monthly":
        year, month = (here.year, here.month + 1) if here.month < 12 else (here.year + 1, 1)
        return _month(year, month, here.tzinfo)
    return _tick(next(_cron(schedule.every, here, reverse=False)))


def _begun(schedule: Schedule, here: datetime, after: datetime | None, most: int) -> list[Period]:
    """The newest periods that have begun, after that moment if one is given; oldest first."""
    if schedule.every == "monthly":
        year, month = here.year, here.month
        months: list[Period] = []
        while len(months) < most:
            period = _month(year, month, here.tzinfo)
            if after is not None and _utc(period.start) <= _utc(after):
                break
            months.append(period)
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return months[::-1]
    return [_tick(moment) for moment in _ticks(schedule.every, here, after, most)]


def _ticks(expression: str, here: datetime, after: datetime | None, most: int) -> list[datetime]:
    """The newest ticks up to now, oldest first.

    Forwards is what the expression means. Backwards it loses the hour that comes twice when the clocks go
    back, so going backwards only finds where to begin.
    """
    # A tick at this very minute has begun, and a reversed expression looks strictly before.
    back = list(islice(_cron(expression, _next_minute(here), reverse=True), most))
    if not back:
        return []
    begin = _utc(back[-1]) - timedelta(minutes=1)
    if after is not None:
        begin = max(begin, _utc(after))
    forward = _cron(expression, begin.astimezone(here.tzinfo), reverse=False)
    return list(takewhile(lambda tick: _utc(tick) <= _utc(here), forward))[-most:]


def _utc(moment: datetime) -> datetime:
    """Two moments of one zone compare by what the clock on the wall shows, which comes twice in autumn."""
    return moment.astimezone(UTC)


def _next_minute(moment: datetime) -> datetime:
    after = datetime.fromtimestamp(moment.timestamp() // 60 * 60 + 60, UTC)
    return after.astimezone(moment.tzinfo)


def _month(year: int, month: int, zone: object) -> Period:
    start = datetime(year, month, 1, tzinfo=zone)  # type: ignore[arg-type]
    return Period(f"{year:04}-{month:02}", start)


def _tick(moment: datetime) -> Period:
    return Period(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"), moment)


def _cron(expression: str, start: datetime, *, reverse: bool) -> Iterator[datetime]:
    try:
        ticks: Iterator[datetime] = CronSim(expression, start, reverse=reverse)
    except CronSimError:
        raise InputError(
            Problem(
                f"'{expression}' is not a schedule: 'monthly' or a cron expression of five fields is.",
                mend="As `0 6 1 * *`: at six in the morning on the first of each month.",
            )
        ) from None
    return ticks


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise InputError(
            Problem(f"There is no time zone called '{name}'.", mend="As `Europe/London`.")
        ) from None
