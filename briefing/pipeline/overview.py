"""What the ledger knows, put together for `briefing status` and `briefing schedule show`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.errors import InputError
from briefing.library.workspace import Workspace
from briefing.pipeline.declaring import Reading, declared, reading
from briefing.pipeline.options import Options
from briefing.pipeline.scheduled import LEDGER, answered, lock_of
from briefing.schedule.ledger import Ledger, NoticeRow, Run
from briefing.schedule.periods import due, upcoming


@dataclass(frozen=True, slots=True)
class Plan:
    """What a schedule has before it."""

    config: str
    every: str
    timezone: str
    due_now: tuple[str, ...]
    next: str


def plan(name: str, workspace: Workspace, options: Options, now: datetime) -> Plan:
    """What is due now and when the next period begins; nothing is built and nothing is noted."""
    config = workspace.config(name)
    said = declared(config, workspace)
    path = options.output / LEDGER
    if path.exists():
        answer = answered(config.stem, Reading(said), Ledger(path), options.output, now)
    else:
        answer = due(said.schedule, now, None)
    begins = upcoming(said.schedule, now).start.isoformat()
    waiting = tuple(p.id for p in answer.build)
    return Plan(config.stem, said.schedule.every, said.schedule.timezone, waiting, begins)


@dataclass(frozen=True, slots=True)
class Overview:
    """One config as the ledger has it."""

    config: str
    running: str | None
    """The period that is being built now, or None."""
    failed: Run | None
    """The latest run, where it failed or was stopped; else None."""
    due_now: tuple[str, ...]
    next: str | None
    """When the next period begins; None where the config is not there any more or cannot be read."""
    clock_ahead: str | None
    """When a run was noted that has yet to come by this machine's clock."""
    not_sent: tuple[NoticeRow, ...]
    """The notices of the latest run that were not sent."""
    removed: tuple[str, ...]
    """Issues that the retention rule removed."""
    runs: tuple[Run, ...]
    """All of them, newest first."""


def overviews(
    workspace: Workspace, options: Options, now: datetime, config: str | None = None
) -> tuple[Overview, ...]:
    """What the ledger holds, for one config or all, by name. Nothing where nothing was ever run.

    Raises InputError where the ledger is damaged.
    """
    path = options.output / LEDGER
    if not path.exists():
        return ()
    ledger = Ledger(path)
    ledger.check()
    runs = ledger.runs(config)
    names = sorted({run.config for run in runs})
    return tuple(
        _overview(name, tuple(r for r in runs if r.config == name), ledger, workspace, options, now)
        for name in names
    )


def _overview(
    name: str, runs: tuple[Run, ...], ledger: Ledger, workspace: Workspace, options: Options, now: datetime
) -> Overview:
    waiting: tuple[str, ...] = ()
    begins = None
    found = workspace.find_config(name)
    told = _read(found, name, workspace, ledger) if found else None
    if told is not None:
        waiting = tuple(p.id for p in answered(name, told, ledger, options.output, now).build)
        begins = upcoming(told.declared.schedule, now).start.isoformat()
    latest = next((r for r in runs if r.result != "skipped"), None)
    busy = latest is not None and latest.result == "running"
    running = busy and _held(lock_of(options.output, name))
    return Overview(
        config=name,
        running=latest.period if latest and running else None,
        failed=latest if latest and (latest.result == "failed" or (busy and not running)) else None,
        due_now=waiting,
        next=begins,
        clock_ahead=ledger.history(name, now).ahead,
        not_sent=tuple(n for n in ledger.notices(name) if n.state == "not sent")[-2:],
        removed=ledger.removals(name),
        runs=runs,
    )


def _read(config: Path, name: str, workspace: Workspace, ledger: Ledger) -> Reading | None:
    """None where the config has no schedule any more; what is wrong with it is told by the next run."""
    try:
        return reading(config, workspace, ledger) if ledger.known_schedule(name) else None
    except InputError:
        return None


def _held(lock: Path) -> bool:
    """Whether a process holds the lock: a run that was killed holds none."""
    from filelock import FileLock, Timeout

    if not lock.exists():
        return False
    try:
        with FileLock(lock).acquire(timeout=0):
            return False
    except Timeout:
        return True
