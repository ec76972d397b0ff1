"""Time: whatever the clock does, periods are built as the config declares, once, and none is lost in silence.

The clock is handed in; nothing waits. Each scenario is a table of moments and of what a call at that moment
does, read from what the call returned and held against what the ledger says in the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from commanding import CONFIG

from briefing.library.workspace import Workspace
from briefing.pipeline.options import Options
from briefing.pipeline.scheduled import LEDGER, run
from briefing.schedule.ledger import Ledger


@dataclass(frozen=True)
class Scenario:
    name: str
    schedule: str
    calls: tuple[tuple[str, str], ...]
    """A moment, and what the call does: `2026-12 built`, `2026-11 skipped`, or nothing."""
    zone_after: tuple[str, str] = ("", "")
    """From this moment on, the config names this time zone."""


MONTHLY = "every: monthly"
SCENARIOS = (
    Scenario(
        "three months off, the latest is built",
        MONTHLY,
        (
            ("2026-07-03T09:00+01:00", "2026-07 built"),
            (
                "2026-11-05T09:00+00:00",
                "2026-08 skipped, 2026-09 skipped, 2026-10 skipped, 2026-11 unchanged",
            ),
            ("2026-11-05T09:01+00:00", ""),
        ),
    ),
    Scenario(
        "three months off, each is built",
        f"{MONTHLY}, missed: each",
        (
            ("2026-07-03T09:00+01:00", "2026-07 built"),
            (
                "2026-11-05T09:00+00:00",
                "2026-08 unchanged, 2026-09 unchanged, 2026-10 unchanged, 2026-11 unchanged",
            ),
            ("2026-11-05T09:01+00:00", ""),
        ),
    ),
    Scenario(
        "three months off, all are skipped, and the next is built on time",
        f"{MONTHLY}, missed: skip",
        (
            ("2026-07-01T09:00+01:00", "2026-07 built"),
            ("2026-11-05T09:00+00:00", "2026-08 skipped, 2026-09 skipped, 2026-10 skipped, 2026-11 skipped"),
            ("2026-11-05T09:01+00:00", ""),
            ("2026-12-01T00:00+00:00", "2026-12 unchanged"),
        ),
    ),
    Scenario(
        "the clock goes back over a period, and comes again",
        MONTHLY,
        (
            ("2026-12-01T00:00:10+00:00", "2026-12 built"),
            ("2026-11-30T23:59:50+00:00", ""),
            ("2026-12-01T00:00:20+00:00", ""),
            ("2026-10-02T09:00+01:00", "2026-10 unchanged"),
            ("2026-12-02T09:00+00:00", ""),
            ("2027-01-01T09:00+00:00", "2027-01 unchanged"),
        ),
    ),
    Scenario(
        "the clock is a quarter of a year ahead for a day",
        MONTHLY,
        (
            ("2026-11-02T09:00+00:00", "2026-11 built"),
            ("2027-02-03T09:00+00:00", "2026-12 skipped, 2027-01 skipped, 2027-02 unchanged"),
            ("2026-11-03T09:00+00:00", ""),
            ("2026-12-01T09:00+00:00", "2026-12 unchanged"),
            ("2027-01-01T09:00+00:00", "2027-01 unchanged"),
            ("2027-02-01T09:00+00:00", ""),
            ("2027-03-01T09:00+00:00", "2027-03 unchanged"),
        ),
    ),
    Scenario(
        "the clocks go forward over the minute",
        'every: "30 1 * * *"',
        (
            ("2027-03-27T01:30+00:00", "2027-03-27T01:30Z built"),
            ("2027-03-28T00:59+00:00", ""),
            ("2027-03-28T01:00+00:00", "2027-03-28T01:00Z unchanged"),
            ("2027-03-28T01:30+00:00", ""),
            ("2027-03-29T00:30+00:00", "2027-03-29T00:30Z unchanged"),
        ),
    ),
    Scenario(
        "the clocks go back over the minute",
        'every: "30 1 * * *"',
        (
            ("2026-10-24T00:30+00:00", "2026-10-24T00:30Z built"),
            ("2026-10-25T00:30+00:00", "2026-10-25T00:30Z unchanged"),
            ("2026-10-25T01:30+00:00", ""),
            ("2026-10-25T02:00+00:00", ""),
            ("2026-10-26T01:30+00:00", "2026-10-26T01:30Z unchanged"),
        ),
    ),
    Scenario(
        "every hour, through the hour that comes twice",
        'every: "0 * * * *", missed: each',
        (
            ("2026-10-25T00:10+01:00", "2026-10-24T23:00Z built"),
            (
                "2026-10-25T03:05+00:00",
                "2026-10-25T00:00Z unchanged, 2026-10-25T01:00Z unchanged, "
                "2026-10-25T02:00Z unchanged, 2026-10-25T03:00Z unchanged",
            ),
            ("2026-10-25T03:06+00:00", ""),
        ),
    ),
    Scenario(
        "the 31st, which not every month has",
        'every: "0 6 31 * *", missed: each',
        (
            ("2026-08-31T06:00+01:00", "2026-08-31T05:00Z built"),
            ("2026-09-30T23:00+01:00", ""),
            ("2026-12-31T06:00+00:00", "2026-10-31T06:00Z unchanged, 2026-12-31T06:00Z unchanged"),
        ),
    ),
    Scenario(
        "leap day",
        'every: "0 6 29 2 *"',
        (
            ("2024-02-29T07:00+00:00", "2024-02-29T06:00Z built"),
            ("2027-03-01T07:00+00:00", ""),
            ("2028-02-28T23:59+00:00", ""),
            ("2028-02-29T06:00+00:00", "2028-02-29T06:00Z unchanged"),
            ("2028-03-01T06:00+00:00", ""),
        ),
    ),
    Scenario(
        "the config moves from Auckland to London between two beginnings of one month",
        f"{MONTHLY}, timezone: Pacific/Auckland",
        (
            ("2026-11-30T10:59+00:00", "2026-11 built"),
            ("2026-11-30T11:00+00:00", "2026-12 unchanged"),
            ("2026-12-01T00:00+00:00", ""),
            ("2026-12-31T11:00+00:00", ""),
            ("2027-01-01T00:00+00:00", "2027-01 unchanged"),
        ),
        ("2026-12-01T00:00+00:00", "Europe/London"),
    ),
    Scenario(
        "off for four years: three of them by name, the rest as one",
        f"{MONTHLY}, missed: latest",
        (
            ("2022-12-01T09:00+00:00", "2022-12 built"),
            (
                "2026-12-01T09:00+00:00",
                "up to 2023-12 skipped, "
                + "".join(f"{2024 + m // 12}-{m % 12 + 1:02} skipped, " for m in range(35))
                + "2026-12 unchanged",
            ),
            ("2026-12-01T09:01+00:00", ""),
        ),
    ),
)


def declare(workspace: Path, schedule: str, zone: str = "") -> None:
    said = schedule.replace("Pacific/Auckland", zone) if zone else schedule
    text = CONFIG + f"formats: [data]\nschedule: {{{said}}}\n"
    (workspace / "pack.yaml").write_text(text, encoding="utf-8")


def call(workspace: Path, moment: datetime) -> str:
    """What a call at that moment does, as the scenarios write it."""
    done = run("pack", Workspace(workspace), Options(workspace / "output"), moment, if_due=True)
    assert [o.error for o in done if o.error] == []
    return ", ".join(f"{o.period} {o.result}" for o in done if o.result != "not due")


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.name)
def test_exactly_the_declared_policy(workspace: Path, scenario: Scenario) -> None:
    """Each call does what the table says; the ledger has each of these once, and nothing else."""
    declare(workspace, scenario.schedule)
    since, zone = scenario.zone_after
    for moment, expected in scenario.calls:
        now = datetime.fromisoformat(moment)
        if zone and now >= datetime.fromisoformat(since):
            declare(workspace, scenario.schedule, zone)
        did = call(workspace, now)
        # Another content of the config is another input; whether that builds is another test's.
        assert did.replace("built", "unchanged") == expected.replace("built", "unchanged"), moment
    ledger = Ledger(workspace / "output" / LEDGER)
    noted = [f"{r.period} {r.result}".replace("built", "unchanged") for r in reversed(ledger.runs("pack"))]
    told = [t for _, does in scenario.calls for t in does.replace("built", "unchanged").split(", ") if t]
    assert noted == told
    assert len(set(noted)) == len(noted)
    issues = sorted(p.name for p in (workspace / "output" / "issues" / "pack").iterdir())
    assert issues[0] == min(scenario.calls[0][1].split()[0].replace(":", ""), issues[0])


def test_a_call_every_minute_builds_once(workspace: Path) -> None:
    """Six hours of calls, one a minute, over the turn of a month: built when it begins, and once."""
    declare(workspace, MONTHLY)
    start = datetime(2026, 11, 30, 21, tzinfo=UTC)
    did = [call(workspace, start + timedelta(minutes=m)) for m in range(6 * 60)]
    assert [d for d in did if d] == ["2026-11 built", "2026-12 unchanged"]
    assert did.index("2026-12 unchanged") == 3 * 60


def test_there_are_twelve_scenarios(record_property) -> None:  # type: ignore[no-untyped-def]
    """The count that is promised."""
    record_property("scenarios", len(SCENARIOS))
    assert len(SCENARIOS) == 12
