"""The scheduled entry: builds what is due, once, and notes it in the ledger. Safe to call at any time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.errors import BriefingError, InputError, Problem
from briefing.library.workspace import Workspace
from briefing.pipeline.build import build
from briefing.pipeline.options import Built, Options
from briefing.schedule.ledger import Ledger, Run
from briefing.schedule.periods import Period, Schedule, due, upcoming

LEDGER = "ledger.sqlite"
"""In the output folder."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call did for one config."""

    config: str
    period: str
    result: str
    """`built`, `unchanged`, `skipped`, `failed`, or `not due`."""
    built: Built | None = None
    error: BriefingError | None = None
    next: str = ""
    """When the next period begins, ISO with offset."""


def run(
    name: str, workspace: Workspace, options: Options, now: datetime, *, if_due: bool
) -> tuple[Outcome, ...]:
    """Builds the due periods of one config; without `if_due`, the current one whether or not it was built.

    Raises InputError for a config that is wrong or has no schedule. A build that fails is an outcome: the
    ledger says failed and why, and the period is tried again at the next call.
    """
    from briefing.publishing.atomic import locked

    config = workspace.config(name)
    schedule = schedule_of(config, workspace)
    ledger = Ledger(options.output / LEDGER)
    with locked(options.output / config.stem):
        last = ledger.last_done(config.stem) if if_due else None
        answer = due(schedule, now, last)
        for period in answer.skipped:
            ledger.finish(ledger.start(config.stem, period.id, period.start, now), "skipped", now)
        outcomes = [Outcome(config.stem, p.id, "skipped") for p in answer.skipped]
        outcomes += [_build(name, config, period, workspace, options, ledger, now) for period in answer.build]
    if not outcomes:
        begins = upcoming(schedule, now).start.isoformat()
        outcomes.append(Outcome(config.stem, "", "not due", next=begins))
    return tuple(outcomes)


def _build(
    name: str,
    config: Path,
    period: Period,
    workspace: Workspace,
    options: Options,
    ledger: Ledger,
    now: datetime,
) -> Outcome:
    entry = ledger.start(config.stem, period.id, period.start, now)
    try:
        built = build(name, workspace, options)
    except BriefingError as error:
        ledger.finish(entry, "failed", now, message=str(error))
        return Outcome(config.stem, period.id, "failed", error=error)
    except BaseException as bug:
        ledger.finish(entry, "failed", now, message=f"{type(bug).__name__}: {bug}")
        raise
    ledger.finish(entry, built.result, now, inputs=built.inputs, outputs=built.outputs)
    return Outcome(config.stem, period.id, built.result, built)


def schedule_of(config: Path, workspace: Workspace) -> Schedule:
    """The schedule a config declares. Raises InputError where it declares none."""
    from briefing.config.load import load_config
    from briefing.pipeline.materials import Reference, vocabulary

    spec = load_config(config, vocabulary(workspace, Reference()), workspace.shown(config))
    if spec.schedule is None:
        raise InputError(
            Problem(
                "This config has no schedule, so nothing is ever due.",
                place=workspace.shown(config),
                mend="Add a line such as `schedule: {every: monthly}`, or use `briefing build`.",
            )
        )
    return Schedule(spec.schedule.every, spec.schedule.timezone, spec.schedule.missed)


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
    schedule = schedule_of(config, workspace)
    ledger = options.output / LEDGER
    last = Ledger(ledger).last_done(config.stem) if ledger.is_file() else None
    waiting = tuple(p.id for p in due(schedule, now, last).build)
    begins = upcoming(schedule, now).start.isoformat()
    return Plan(config.stem, schedule.every, schedule.timezone, waiting, begins)


def history(options: Options, config: str | None = None) -> tuple[Run, ...]:
    """What the ledger holds, newest first; nothing where nothing was ever run."""
    path = options.output / LEDGER
    return Ledger(path).runs(config) if path.is_file() else ()
