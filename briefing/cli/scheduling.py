"""Commands for builds that run by themselves: run, status, schedule."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from briefing.errors import BatchError, BriefingError

_OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("output"), show_default=True
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print as JSON.")


@click.command(
    epilog="""\b
Examples:
  briefing run --if-due north-london-pack
  briefing run north-london-pack            build this month's again
"""
)
@click.argument("configs", nargs=-1, required=True)
@click.option("--if-due", is_flag=True, help="Build only periods that were not built yet; safe at any time.")
@_OUTPUT
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@_JSON
def run(configs: tuple[str, ...], if_due: bool, output: Path, strict: bool, as_json: bool) -> None:
    """Build what is due by the schedule of each config, once, and note it in the ledger."""
    from briefing.library.workspace import Workspace
    from briefing.pipeline.options import Options
    from briefing.pipeline.scheduled import Outcome
    from briefing.pipeline.scheduled import run as run_one

    outcomes: list[Outcome] = []
    failed: list[BriefingError] = []
    for config in configs:
        try:
            done = run_one(
                config,
                Workspace(Path.cwd()),
                Options(output, strict=strict),
                datetime.now(UTC),
                if_due=if_due,
            )
        except BriefingError as error:
            failed.append(error)
            continue
        outcomes += done
        failed += [o.error for o in done if o.error]
        if not as_json:
            for outcome in done:
                click.echo(_told(outcome.config, outcome.period, outcome.result, outcome.next))
    if as_json:
        rows = [
            {"config": o.config, "period": o.period, "result": o.result, "next": o.next or None}
            for o in outcomes
        ]
        click.echo(json.dumps(rows, indent=2))
    if failed:
        problems = [p for error in failed for p in error.problems]
        raise (BatchError if len(configs) > 1 else failed[0].__class__)(*problems)


def _told(config: str, period: str, result: str, begins: str) -> str:
    if result == "not due":
        return f"{config}: nothing is due; the next period begins at {begins}"
    words = {"unchanged": "nothing changed since the last build", "skipped": "missed and skipped"}
    return f"{config} {period}: {words.get(result, result)}"


@click.command(
    epilog="""\b
Examples:
  briefing status
  briefing status north-london-pack --json
"""
)
@click.argument("config", required=False)
@_OUTPUT
@_JSON
def status(config: str | None, output: Path, as_json: bool) -> None:
    """What was built by schedule, when, and with what result, newest first."""
    from dataclasses import asdict

    from briefing.pipeline.options import Options
    from briefing.pipeline.scheduled import history

    runs = history(Options(output), Path(config).stem if config else None)
    if as_json:
        click.echo(json.dumps([asdict(r) for r in runs], indent=2))
    elif not runs:
        click.echo("Nothing has been run by schedule yet.")
    for run_ in () if as_json else runs:
        reason = f"  {run_.message.splitlines()[0]}" if run_.message else ""
        click.echo(f"{run_.started[:16]}  {run_.config}  {run_.period}  {run_.result}{reason}")


@click.group()
def schedule() -> None:
    """What is due, and when."""


@schedule.command(
    epilog="""\b
Examples:
  briefing schedule show north-london-pack
"""
)
@click.argument("configs", nargs=-1, required=True)
@_OUTPUT
@_JSON
def show(configs: tuple[str, ...], output: Path, as_json: bool) -> None:
    """What is due now, and when the next period begins. Nothing is built."""
    from dataclasses import asdict

    from briefing.library.workspace import Workspace
    from briefing.pipeline.options import Options
    from briefing.pipeline.scheduled import plan

    plans = [plan(c, Workspace(Path.cwd()), Options(output), datetime.now(UTC)) for c in configs]
    if as_json:
        click.echo(json.dumps([asdict(p) for p in plans], indent=2))
        return
    for p in plans:
        now = f"due now: {', '.join(p.due_now)}" if p.due_now else "nothing due now"
        click.echo(f"{p.config}: {p.every} ({p.timezone}); {now}; next {p.next}")


COMMANDS = (run, status, schedule)
