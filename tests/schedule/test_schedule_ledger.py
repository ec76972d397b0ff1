"""The ledger remembers every run and all of it, whatever became of the process, the file or the tables."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.domain.notice import Event, Notice
from briefing.errors import InputError
from briefing.schedule.ledger import Ended, Ledger

NOW = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
BUILT = Ended("built", {"config": "a1", "record": None}, {"x.pdf": "b2"}, "in", "out", issue="2026-12")

FIRST_TABLES = """
create table runs (
    id integer primary key, config text not null, period text not null, period_start text not null,
    started text not null, finished text,
    result text not null check (result in ('running', 'built', 'unchanged', 'skipped', 'failed')),
    inputs text not null default '', outputs text not null default '', message text not null default ''
);
create unique index one_success on runs (config, period) where result in ('built', 'unchanged');
insert into runs values (1, 'pack', '2026-10', '2026-10-01T00:00:00+01:00', '2026-10-01T06:00:00+00:00',
    '2026-10-01T06:01:00+00:00', 'built', 'in', 'out', '');
insert into runs values (2, 'pack', '2026-11', '2026-11-01T00:00:00+00:00', '2026-11-01T06:00:00+00:00',
    '2026-11-01T06:01:00+00:00', 'failed', '', '', 'disk full');
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.sqlite")


def test_what_was_done_is_remembered(ledger: Ledger) -> None:
    """A ledger opened anew knows the period, its inputs and outputs by digest, and how long it took."""
    assert ledger.history("pack", NOW).last is None
    run = ledger.start("pack", "2026-12", NOW, NOW)
    ledger.finish(run, BUILT, NOW + timedelta(seconds=3), 3.0)
    again = Ledger(ledger.path)
    assert again.history("pack", NOW).last == NOW
    assert again.history("pack", NOW).done == {"2026-12"}
    assert again.history("another", NOW).done == frozenset()
    (row,) = again.runs()
    assert (row.period, row.result, row.inputs, row.issue, row.seconds) == (
        "2026-12", "built", "in", "2026-12", 3.0,
    )  # fmt: skip
    assert again.files(run, "input") == {"config": "a1", "record": None}
    assert again.files(run, "output") == {"x.pdf": "b2"}


def test_a_failed_run_is_not_done(ledger: Ledger) -> None:
    """A failure leaves its reason, and its period is still to be built."""
    ledger.finish(ledger.start("pack", "2026-12", NOW, NOW), Ended("failed", message="disk full"), NOW)
    assert ledger.history("pack", NOW).done == frozenset()
    assert ledger.last_failure("pack", "2026-12") == "disk full"


def test_a_killed_run_is_told_at_the_next(ledger: Ledger) -> None:
    """A run that never finished is marked failed when the next one starts."""
    ledger.start("pack", "2026-12", NOW, NOW)
    ledger.start("pack", "2026-12", NOW, NOW)
    assert [r.result for r in ledger.runs("pack")] == ["running", "failed"]


def test_a_period_is_noted_as_built_once(ledger: Ledger) -> None:
    """Two builds of one period are impossible but by asking for them."""
    ledger.finish(ledger.start("pack", "2026-12", NOW, NOW), BUILT, NOW)
    ledger.finish(ledger.start("pack", "2026-12", NOW, NOW, forced=True), BUILT, NOW)
    with pytest.raises(sqlite3.IntegrityError):
        ledger.finish(ledger.start("pack", "2026-12", NOW, NOW), BUILT, NOW)


def test_a_clock_that_was_ahead_skips_nothing(ledger: Ledger) -> None:
    """What a clock ahead of ours noted as skipped does not count; what it built does."""
    later = datetime(2027, 2, 3, tzinfo=UTC)
    ledger.skip("pack", "2027-01", datetime(2027, 1, 1, tzinfo=UTC), later, "missed")
    ledger.finish(
        ledger.start("pack", "2027-02", datetime(2027, 2, 1, tzinfo=UTC), later), Ended("built"), later
    )
    history = ledger.history("pack", NOW)
    assert (history.last, history.done, history.ahead) == (None, {"2027-02"}, later.isoformat())
    assert ledger.history("pack", later).done == {"2027-01", "2027-02"}
    nearly = later - timedelta(hours=23)
    assert ledger.history("pack", nearly).done == {"2027-01", "2027-02"}


def test_notices_wait_until_somebody_tries(ledger: Ledger) -> None:
    """A notice is noted with the run, in one step, and what became of it afterwards."""
    notice = Notice("pack", "2026-12", Event.FAILED, "failed", "why")
    ledger.finish(ledger.start("pack", "2026-12", NOW, NOW), Ended("failed"), NOW, 0, [("email", notice)])
    (waiting,) = ledger.notices("pack", waiting=True)
    assert (waiting.channel, waiting.notice) == ("email", notice)
    ledger.notice_done(waiting.id, "not sent", "no server", NOW)
    assert ledger.notices("pack", waiting=True) == ()
    assert [(n.state, n.detail) for n in ledger.notices("pack")] == [("not sent", "no server")]


def test_the_first_form_of_the_ledger_becomes_todays(tmp_path: Path) -> None:
    """Every row of the table without a version is kept, and the new columns take what follows."""
    path = tmp_path / "ledger.sqlite"
    with sqlite3.connect(path) as db:
        db.executescript(FIRST_TABLES)
    db.close()
    ledger = Ledger(path)
    assert [(r.period, r.result, r.inputs, r.message) for r in ledger.runs()] == [
        ("2026-11", "failed", "", "disk full"),
        ("2026-10", "built", "in", ""),
    ]
    ledger.finish(ledger.start("pack", "2026-11", NOW, NOW), BUILT, NOW)
    assert ledger.history("pack", NOW).done == {"2026-10", "2026-11"}
    assert [r.period for r in Ledger(path).runs()] == ["2026-11", "2026-11", "2026-10"]


def test_many_bring_one_old_ledger_up_to_date(tmp_path: Path) -> None:
    """Eight that open an old ledger at once find it with its rows, and none fails."""
    path = tmp_path / "ledger.sqlite"
    with sqlite3.connect(path) as db:
        db.executescript(FIRST_TABLES)
    db.close()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: len(Ledger(path).runs()), range(8)))
    assert found == [2] * 8


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _overwritten(path: Path) -> None:
    path.write_bytes(b"not a ledger at all " * 400)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


def _torn(path: Path) -> None:
    """Pages in the middle are gone, the head is as it was."""
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(bytes(data))


def _another(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("create table recipes (name text)")
    db.close()


@pytest.mark.parametrize("damage", [_emptied, _overwritten, _cut, _torn, _another])
def test_a_damaged_ledger_is_told_and_left(ledger: Ledger, damage) -> None:  # type: ignore[no-untyped-def]
    """The message says what to do; the file stays as it is for whoever can save it."""
    for number in range(1, 13):
        start = datetime(2025, number, 1, tzinfo=UTC)
        ledger.finish(ledger.start("pack", f"2025-{number:02}", start, start), BUILT, start)
    damage(ledger.path)
    before = ledger.path.read_bytes()
    with pytest.raises(InputError) as told:
        Ledger(ledger.path).check()
    assert "damaged" in str(told.value)
    assert "move it away" in str(told.value)
    assert ledger.path.read_bytes() == before


def test_a_ledger_of_a_newer_version_is_left(ledger: Ledger) -> None:
    """What a newer program wrote is not read as if it were ours."""
    with sqlite3.connect(ledger.path) as db:
        db.execute("pragma user_version = 99")
    db.close()
    with pytest.raises(InputError, match="newer version"):
        Ledger(ledger.path)


def test_a_ledger_is_never_written_through_a_link(tmp_path: Path) -> None:
    """Whoever made the link does not decide where we write."""
    (tmp_path / "ledger.sqlite").symlink_to(tmp_path / "elsewhere.sqlite")
    with pytest.raises(InputError, match="link"):
        Ledger(tmp_path / "ledger.sqlite")
    assert not (tmp_path / "elsewhere.sqlite").exists()


def test_many_make_one_ledger(tmp_path: Path) -> None:
    """Of sixteen that find none, one makes it, and all write into that one."""
    path = tmp_path / "output" / "ledger.sqlite"

    def note(number: int) -> None:
        made = Ledger(path)
        made.finish(made.start(f"pack-{number}", "2026-12", NOW, NOW), BUILT, NOW)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(note, range(16)))
    assert len(Ledger(path).runs()) == 16
    assert sorted(p.name for p in path.parent.iterdir() if p.name.startswith(".")) == []
