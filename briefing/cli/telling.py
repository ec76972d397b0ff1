"""What a build tells: what it made on standard output; progress and what is wrong on standard error."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from briefing.cli.progress import Line
from briefing.errors import BatchError, BriefingError, GateError, InputError, Problem, SourceError

if TYPE_CHECKING:
    from briefing.pipeline.batch import Batch, Outcome
    from briefing.pipeline.options import Built
    from briefing.pipeline.pace import Pace

_ERRORS = {error.exit_code: error for error in (BriefingError, InputError, SourceError, GateError)}
_MOST_EACH: Final = 5
"""Problems told of one output among many."""
_PATIENCE: Final = 30.0
"""Seconds between two lines of progress where they are not written over one another."""


class Teller:
    """Tells somebody who waits, or a script (`as_json`), or nobody but of problems (`quiet`)."""

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self._json, self._quiet = as_json, quiet
        self._aloud = not (as_json or quiet)
        self._status = Line(wanted=self._aloud)
        self._told = time.monotonic()

    def __enter__(self) -> Teller:
        return self

    def __exit__(self, *_: object) -> None:
        self._status.wipe()

    def doing(self, words: str) -> None:
        """One line on the terminal, written over by the next."""
        self._status.say(words)

    def one(self, built: Built) -> None:
        """The only output of a command, with its files."""
        self._status.wipe()
        if self._json:
            click.echo(json.dumps([_summary(built)], indent=2))
        elif not self._quiet:
            self._line(built, files=True)

    def left_out(self, authorities: Sequence[tuple[str, str]]) -> None:
        """Authorities that a matrix has no briefing for, by name, each reason once."""
        by_reason: dict[str, list[str]] = {}
        for name, why in authorities:
            by_reason.setdefault(why, []).append(name)
        if not self._quiet:
            for why, names in by_reason.items():
                click.echo(f"Left out, as {why}: {', '.join(names)}.", err=True)

    def many(self, batch: Batch, outcomes: Iterable[Outcome], *, files: bool) -> tuple[Outcome, ...]:
        """Tells of each output as it is finished, and how long the rest will take."""
        from briefing.pipeline.pace import Pace

        for built in batch.unchanged:
            if self._aloud and files:
                self._line(built, files=False)
        pace = Pace(len(batch.waiting), time.monotonic(), batch.side_by_side)
        if pace.total:
            self._progress(pace, at_once=True)
        told = []
        for outcome in outcomes:
            told.append(outcome)
            self._status.wipe()
            if outcome.built and self._aloud:
                self._line(outcome.built, files=files)
            pace.one_more(time.monotonic())
            self._progress(pace)
        self._status.wipe()
        return tuple(told)

    def finish(self, names: Sequence[str], built: Sequence[Built], failed: Sequence[Outcome]) -> None:
        """The whole of a batch. Raises BatchError where some failed, their own error where all did."""
        if self._json:
            made = {b.name: _summary(b) for b in built} | {o.name: _failure(o) for o in failed}
            click.echo(json.dumps([made[name] for name in names if name in made], indent=2))
        elif not self._quiet and len(names) > 1:
            new = sum(1 for b in built if b.result == "built")
            parts = (f"{new} built", f"{len(built) - new} unchanged", f"{len(failed)} failed")
            click.echo(f"{len(names)} in all: {', '.join(parts)}")
        if failed:
            problems = [problem for outcome in failed for problem in _named(outcome)]
            raise (BatchError if built else _ERRORS.get(failed[0].exit_code, BriefingError))(*problems)

    def _line(self, built: Built, *, files: bool) -> None:
        if built.result == "unchanged":
            click.echo(f"{built.name}: nothing changed since it was built, in {built.folder}")
        else:
            pages = f", {built.pages} pages" if built.pages else ""
            click.echo(f"{built.name}: built{pages}, in {built.folder}")
            for name in built.files if files else ():
                click.echo(f"  {built.folder / name}")
        for warning in built.warnings:
            click.echo(f"Warning: {warning if files else f'{built.name}: {warning}'}", err=True)

    def _progress(self, pace: Pace, *, at_once: bool = False) -> None:
        from briefing.pipeline.pace import in_words

        now = time.monotonic()
        if not self._aloud or not (self._status.seen or at_once or now - self._told > _PATIENCE):
            return
        self._told = now
        remaining = pace.remaining(now)
        rest = f", {in_words(remaining)} to go" if remaining else ""
        line = (
            f"{pace.finished} of {pace.total} finished{rest}" if pace.finished else f"{pace.total} to build"
        )
        if self._status.seen:
            self._status.say(line)
        else:
            click.echo(line, err=True)


def _named(outcome: Outcome) -> list[Problem]:
    """What is wrong with one of many, each problem under the name of the output."""
    told = [
        replace(p, place=p.place if p.place.startswith(outcome.name) else f"{outcome.name}: {p.place}")
        if p.place
        else replace(p, place=outcome.name)
        for p in outcome.problems[:_MOST_EACH]
    ]
    if more := len(outcome.problems) - len(told):
        told.append(Problem(f"and {more} more problem{'s' if more > 1 else ''}.", place=outcome.name))
    return told


def _summary(built: Built) -> dict[str, object]:
    return {
        "name": built.name,
        "folder": str(built.folder),
        "result": built.result,
        "files": list(built.files),
        "pages": built.pages,
        "warnings": list(built.warnings),
    }


def _failure(outcome: Outcome) -> dict[str, object]:
    return {"name": outcome.name, "result": "failed", "problems": [str(p) for p in outcome.problems]}
