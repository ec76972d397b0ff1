"""When a scheduled build is due: the declared policy, under any clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
from cronsim import CronSim
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import InputError
from briefing.schedule.periods import Schedule, due, upcoming


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


# schedule, missed, now, last dealt with -> built, skipped
POLICIES = [
    # the first call builds the month we are in, and no earlier one
    ("monthly", "each", "2026-11-22T09:00+00:00", None, ["2026-11"], []),
    # called again in the same month: nothing
    ("monthly", "latest", "2026-11-30T23:59+00:00", "2026-11-01T00:00+00:00", [], []),
    # the month turns at midnight in London, which in summer is 23:00 UTC
    ("monthly", "latest", "2026-06-30T23:00+00:00", "2026-06-01T00:00+01:00", ["2026-07"], []),
    ("monthly", "latest", "2026-06-30T22:59+00:00", "2026-06-01T00:00+01:00", [], []),
    # three missed months
    (
        "monthly",
        "each",
        "2026-11-05T09:00+00:00",
        "2026-07-01T00:00+01:00",
        ["2026-08", "2026-09", "2026-10", "2026-11"],
        [],
    ),
    (
        "monthly",
        "latest",
        "2026-11-05T09:00+00:00",
        "2026-07-01T00:00+01:00",
        ["2026-11"],
        ["2026-08", "2026-09", "2026-10"],
    ),
    (
        "monthly",
        "skip",
        "2026-11-05T09:00+00:00",
        "2026-08-01T00:00+01:00",
        [],
        ["2026-09", "2026-10", "2026-11"],
    ),
    ("monthly", "skip", "2026-11-01T08:00+00:00", "2026-09-01T00:00+01:00", ["2026-11"], ["2026-10"]),
    # a clock that went back
    ("monthly", "each", "2026-09-05T09:00+00:00", "2026-11-01T00:00+00:00", [], []),
    # half past one happens twice when the clocks go back, and never when they go forward
    (
        "30 1 * * *",
        "each",
        "2026-10-26T05:00+00:00",
        "2026-10-24T01:30+01:00",
        ["2026-10-25T00:30Z", "2026-10-26T01:30Z"],
        [],
    ),
    (
        "30 1 * * *",
        "each",
        "2027-03-29T05:00+00:00",
        "2027-03-27T01:30+00:00",
        ["2027-03-28T01:00Z", "2027-03-29T00:30Z"],
        [],
    ),
    # day 31 and leap day
    ("0 6 31 * *", "each", "2026-12-01T00:00+00:00", "2026-08-31T06:00+01:00", ["2026-10-31T06:00Z"], []),
    ("0 6 29 2 *", "latest", "2028-03-01T00:00+00:00", "2024-02-29T06:00+00:00", ["2028-02-29T06:00Z"], []),
    # a tick counts from its own minute on
    ("0 6 * * *", "latest", "2026-11-22T06:00:20+00:00", "2026-11-21T06:00+00:00", ["2026-11-22T06:00Z"], []),
    ("0 6 * * *", "latest", "2026-11-22T05:59:59+00:00", "2026-11-21T06:00+00:00", [], []),
]


@pytest.mark.parametrize(("every", "missed", "now", "last", "built", "skipped"), POLICIES)
def test_exactly_the_declared_policy(
    every: str, missed: str, now: str, last: str | None, built: list[str], skipped: list[str]
) -> None:
    """Each missed period is built or skipped as the config says, once."""
    answer = due(Schedule(every, missed=missed), at(now), at(last) if last else None)
    assert [p.id for p in answer.build] == built
    assert [p.id for p in answer.skipped] == skipped


@given(
    start=st.integers(0, 60_000).map(lambda hours: at("2025-01-01T00:00+00:00") + timedelta(hours=hours)),
    steps=st.lists(st.integers(-40, 60), max_size=30),
    missed=st.sampled_from(["latest", "each", "skip"]),
)
def test_no_period_is_built_twice_whatever_the_clock_does(
    start: datetime, steps: list[int], missed: str
) -> None:
    """Calls at any moments, forward and back, build each month at most once."""
    now, last, built = start, None, []
    for days in steps:
        now += timedelta(days=days)
        answer = due(Schedule("monthly", missed=missed), now, last)
        built += [p.id for p in answer.build]
        last = max((p.start for p in (*answer.build, *answer.skipped)), default=last)
    assert len(built) == len(set(built))


def test_the_next_period_is_the_one_after_now() -> None:
    """What `schedule show` tells."""
    assert upcoming(Schedule("monthly"), at("2026-12-22T00:00+00:00")).id == "2027-01"
    assert upcoming(Schedule("0 6 1 * *"), at("2026-12-22T00:00+00:00")).id == "2027-01-01T06:00Z"


@pytest.mark.parametrize("schedule", [Schedule("fortnightly"), Schedule("monthly", timezone="Europe/Londn")])
def test_what_cannot_be_read_is_said(schedule: Schedule) -> None:
    """A wrong expression or time zone is the user's to mend."""
    with pytest.raises(InputError):
        due(schedule, at("2026-12-22T00:00+00:00"), None)


def test_periods_that_were_dealt_with_never_come_again() -> None:
    """Whatever the time zone says now of when they began, and whatever a clock that was ahead built."""
    auckland = Schedule("monthly", "Pacific/Auckland")
    built_there = due(auckland, at("2026-12-02T00:00+13:00"), at("2026-11-01T00:00+13:00")).build[0]
    london = due(
        Schedule("monthly"), at("2026-12-05T09:00+00:00"), built_there.start, frozenset({built_there.id})
    )
    assert london == due(Schedule("monthly"), at("2026-12-05T09:00+00:00"), at("2026-12-01T00:00+00:00"))
    done = frozenset({"2027-02"})
    answer = due(Schedule("monthly"), at("2027-03-02T09:00+00:00"), at("2026-12-01T00:00+00:00"), done)
    assert [p.id for p in answer.build] == ["2027-03"]
    assert [p.id for p in answer.skipped] == ["2027-01"]


@pytest.mark.parametrize("missed", ["latest", "each", "skip"])
def test_what_is_too_old_to_be_named_is_told(missed: str) -> None:
    """After four years off, three years of months are dealt with by name and the rest as one."""
    answer = due(
        Schedule("monthly", missed=missed), at("2026-12-01T08:00+00:00"), at("2022-12-01T00:00+00:00")
    )
    assert len(answer.build) + len(answer.skipped) == 36
    assert answer.before is not None
    assert answer.before.id == "2023-12"


def test_a_year_of_minutes_is_answered_at_once() -> None:
    """A schedule of every minute and a machine that was off for a year: 36 ticks, and the rest as one."""
    answer = due(Schedule("* * * * *"), at("2026-12-01T08:00:30+00:00"), at("2025-12-01T08:00+00:00"))
    assert [p.id for p in answer.build] == ["2026-12-01T08:00Z"]
    assert len(answer.skipped) == 35
    assert answer.before is not None


EXPRESSIONS = [
    "30 1 * * *",
    "*/20 * * * *",
    "0 * * * *",
    "15 2 * * *",
    "0 6 1 * *",
    "30 0,1,2 * * 0",
    "5 1 31 * *",
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
@pytest.mark.parametrize("day", ["2026-03-28", "2026-10-24", "2028-02-28", "2026-12-31"])
def test_each_tick_is_due_once_over_a_change_of_the_clocks(expression: str, day: str) -> None:
    """Calls every seven minutes over three days build exactly the ticks that the expression has forwards."""
    begin = at(f"{day}T00:00+00:00")
    schedule = Schedule(expression, missed="each")
    expected = [
        t.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
        for t in takewhile(
            lambda t: t <= begin + timedelta(days=3),
            CronSim(expression, begin.astimezone(ZoneInfo("Europe/London"))),
        )
    ]
    last, built = begin, []
    for minutes in range(0, 3 * 24 * 60 + 8, 7):
        now = min(begin + timedelta(minutes=minutes), begin + timedelta(days=3))
        answer = due(schedule, now, last)
        built += [p.id for p in answer.build]
        last = max((p.start for p in answer.build), default=last)
    assert built == expected
