"""The scheduled entry: builds what is due, once, and notes it in the ledger. Safe to call at any time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from briefing.errors import BriefingError, Problem
from briefing.library.workspace import Workspace
from briefing.pipeline.declaring import Reading, reading
from briefing.pipeline.options import Built, Options
from briefing.schedule.ledger import History, Ledger
from briefing.schedule.periods import Due, due, upcoming

# Nothing heavy is imported up here: nearly every call finds nothing due.

LEDGER = "ledger.sqlite"
"""In the output folder."""
LOCK = "run"
"""In the workroom of a config: held by the one run that is at work."""
PATIENCE = 600.0
"""Seconds that a run which was asked for waits for one that is at work. One that looks for what is due never
waits: the next call comes soon enough."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call did for one config."""

    config: str
    period: str
    result: str
    """`built`, `unchanged`, `skipped`, `failed`, `not due`, or `running`: another call is at work."""
    built: Built | None = None
    error: BriefingError | None = None
    next: str = ""
    """When the next period begins, ISO with offset."""
    issue: str = ""
    """Name of the issue that was kept, or empty."""
    draft: bool = False
    """Findings of what was built wait for review."""
    changes: str = ""
    """What changed since the issue before, in plain text."""
    news: tuple[str, ...] = ()
    """What was fetched before."""
    warnings: tuple[str, ...] = ()


def run(
    name: str, workspace: Workspace, options: Options, now: datetime, *, if_due: bool
) -> tuple[Outcome, ...]:
    """Builds the due periods of one config; without `if_due`, the current one whether or not it was built.

    Raises InputError for a config that never was right or has no schedule, and for a damaged ledger. A build
    that fails is an outcome: the ledger says failed and why, and the period is tried again at the next call.
    """
    config = workspace.config(name)
    ledger = Ledger(options.output / LEDGER)
    told = reading(config, workspace, ledger)
    if if_due and not _anything(config.stem, told, ledger, options, now):
        begins = upcoming(told.declared.schedule, now).start.isoformat()
        return (Outcome(config.stem, "", "not due", next=begins),)
    with _alone(options.output, config.stem, 0.0 if if_due else PATIENCE) as alone:
        if not alone:
            return (Outcome(config.stem, "", "running"),)
        from briefing.pipeline.due_builds import DueBuilds

        ledger.check()
        work = DueBuilds(name, config, workspace, options, ledger, told, now)
        return work.due() if if_due else work.asked()


def _anything(config: str, told: Reading, ledger: Ledger, options: Options, now: datetime) -> bool:
    answer = answered(config, told, ledger, options.output, now)
    return answer != Due() or bool(ledger.notices(config, waiting=True))


def answered(config: str, told: Reading, ledger: Ledger, output: Path, now: datetime) -> Due:
    """What is due now, by the ledger; where it knows nothing of a config, by the issues that were kept."""
    history = ledger.history(config, now)
    if history == History(None, frozenset(), None):
        from briefing.pipeline.issuing import kept_periods

        history = replace(history, done=kept_periods(output, config))
    return due(told.declared.schedule, now, history.last, history.done)


@contextlib.contextmanager
def _alone(output: Path, config: str, wait: float) -> Iterator[bool]:
    """Whether this is the one run of the config at work. A run that is killed leaves no lock."""
    from filelock import FileLock, Timeout

    lock = lock_of(output, config)
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock).acquire(timeout=wait):
            yield True
    except Timeout:
        if wait:
            raise BriefingError(
                Problem(
                    f"Another run has been at work for more than {wait:.0f} seconds.",
                    place=config,
                    mend="Wait for it, or end it, and run again.",
                )
            ) from None
        yield False


def lock_of(output: Path, config: str) -> Path:
    """The lock that a run of this config holds."""
    return output / ".briefing" / config / LOCK
