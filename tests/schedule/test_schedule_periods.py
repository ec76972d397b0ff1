"""When a scheduled build is due: the declared policy, under any clock."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
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
