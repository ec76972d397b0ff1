"""Scheduled builds from the command line: once per period, noted in the ledger."""

from __future__ import annotations

import json
from pathlib import Path

from commanding import CONFIG, Command


def test_a_period_is_built_once(workspace: Path, briefing: Command) -> None:
    """The first call builds, the second finds nothing due, and the ledger has one run."""
    config = CONFIG + "formats: [data]\nschedule: {every: monthly}\n"
    (workspace / "monthly.yaml").write_text(config, encoding="utf-8")
    first = briefing("run", "--if-due", "monthly", "--json")
    assert first.code == 0, first.err
    assert [o["result"] for o in json.loads(first.out)] == ["built"]
    second = json.loads(briefing("run", "--if-due", "monthly", "--json").out)
    assert [o["result"] for o in second] == ["not due"]
    runs = json.loads(briefing("status", "--json").out)
    assert [(r["config"], r["result"]) for r in runs] == [("monthly", "built")]
    assert "nothing due now" in briefing("schedule", "show", "monthly").out


def test_a_failed_build_is_tried_again(workspace: Path, briefing: Command) -> None:
    """The ledger says failed and why; once mended, the same period is built."""
    path = workspace / "monthly.yaml"
    (workspace / "templates/sections").mkdir(parents=True)
    broken = workspace / "templates/sections/front.html"
    broken.write_text("{% if %}", encoding="utf-8")
    path.write_text(CONFIG + "formats: [html]\nschedule: {every: monthly}\n", encoding="utf-8")
    assert briefing("run", "--if-due", "monthly").code == 2
    assert json.loads(briefing("status", "--json").out)[0]["result"] == "failed"
    broken.unlink()
    assert briefing("run", "--if-due", "monthly").code == 0
    assert [r["result"] for r in json.loads(briefing("status", "--json").out)] == ["built", "failed"]


def test_a_config_without_a_schedule_is_never_due(workspace: Path, briefing: Command) -> None:
    """The message says what to add."""
    done = briefing("run", "--if-due", "kelderby")
    assert done.code == 2
    assert "schedule: {every: monthly}" in done.err
