"""The ledger remembers every run, and what became of one that was killed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from briefing.schedule.ledger import Ledger

NOW = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)


def test_what_was_done_is_remembered(tmp_path: Path) -> None:
    """The latest period dealt with is read back by a ledger opened anew."""
    ledger = Ledger(tmp_path / "ledger.sqlite")
    assert ledger.last_done("monthly-pack") is None
    ledger.finish(ledger.start("monthly-pack", "2026-12", NOW, NOW), "built", NOW, inputs="a", outputs="b")
    again = Ledger(tmp_path / "ledger.sqlite")
    assert again.last_done("monthly-pack") == NOW
    assert again.last_done("another") is None
    assert [(r.period, r.result, r.inputs) for r in again.runs()] == [("2026-12", "built", "a")]


def test_a_failed_run_is_not_done(tmp_path: Path) -> None:
    """A failure leaves its reason, and its period is still to be built."""
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.finish(ledger.start("pack", "2026-12", NOW, NOW), "failed", NOW, message="disk full")
    assert ledger.last_done("pack") is None
    assert ledger.runs("pack")[0].message == "disk full"


def test_a_killed_run_is_told_at_the_next(tmp_path: Path) -> None:
    """A run that never finished is marked failed when the next one starts."""
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.start("pack", "2026-12", NOW, NOW)
    ledger.start("pack", "2026-12", NOW, NOW)
    assert [r.result for r in ledger.runs("pack")] == ["running", "failed"]
