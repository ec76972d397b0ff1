"""Commands for builds that run by themselves: run, status, schedule, diff."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import completing, flags
from briefing.cli.columns import in_columns
from briefing.errors import BatchError, BriefingError

if TYPE_CHECKING:
    from briefing.pipeline.overview import Overview
    from briefing.pipeline.scheduled import Outcome


@click.command(
    short_help="Build what is due, once.",
    epilog="""\b
Examples:
  briefing run --if-due north-london-pack
  briefing run north-london-pack            build this month's again
""",
)
@click.argument("configs", nargs=-1, required=True, shell_complete=completing.configs)
@click.option("--if-due", is_flag=True, help="Build only periods that were not built yet; safe at any time.")
@flags.OUTPUT
@flags.STRICT
@flags.AS_JSON
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but what was built, and problems.")
def run(
    configs: tuple[str, ...], if_due: bool, output: Path, strict: bool, as_json: bool, quiet: bool
) -> None:
    """Build what is due by the schedule of each config, once, say what changed, and note it in the ledger.

    With --if-due it can be called every minute: where nothing is due, or another call is at work, it says
    so and ends at once.
    """
    from briefing.library.workspace import Workspace
    from briefing.pipeline.options import Options
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
        for outcome in done:
            if not (as_json or (quiet and outcome.result in ("not due", "running"))):
                click.echo(_told(outcome))
            for warning in outcome.warnings:
                click.echo(f"Warning: {warning}", err=True)
    if as_json:
        click.echo(json.dumps([_row(o) for o in outcomes], ensure_ascii=False, indent=2))
    if failed:
        problems = [p for error in failed for p in error.problems]
        raise (BatchError if len(configs) > 1 else failed[0].__class__)(*problems)


def _row(outcome: Outcome) -> dict[str, object]:
    return {
        "config": outcome.config,
        "period": outcome.period,
        "result": outcome.result,
        "issue": outcome.issue or None,
        "draft": outcome.draft,
        "changes": outcome.changes or None,
        "fetched": list(outcome.news),
        "warnings": list(outcome.warnings),
        "next": outcome.next or None,
    }


def _told(outcome: Outcome) -> str:
    if outcome.result == "not due":
        return f"{outcome.config}: nothing is due; the next period begins at {outcome.next}"
    if outcome.result == "running":
        return f"{outcome.config}: another run is at work"
    head = f"{outcome.config} {outcome.period}"
    if outcome.result == "unchanged":
        return f"{head}: nothing changed, nothing built"
    if outcome.result == "skipped":
        return f"{head}: missed and skipped"
    if outcome.result != "built":
        return f"{head}: {outcome.result}"
    lines = [f"fetched {news}" for news in outcome.news]
    lines += outcome.changes.splitlines() or (["the first issue"] if outcome.issue else [])
    state = ", a DRAFT that waits for review" if outcome.draft else ""
    kept = f", kept as issue {outcome.issue}" if outcome.issue else ""
    return "\n".join([f"{head}: built{state}{kept}", *(f"  {line}".rstrip() for line in lines)])


@click.command(
    short_help="What was built, and how it went.",
    epilog="""\b
Examples:
  briefing status
  briefing status north-london-pack --json
""",
)
@click.argument("config", required=False, shell_complete=completing.configs)
@flags.OUTPUT
@flags.AS_JSON
def status(config: str | None, output: Path, as_json: bool) -> None:
    """What was built by schedule, when, from what and with what result; what runs now, and what is next.

    As JSON: every run, newest first.
    """
    from briefing.library.workspace import Workspace
    from briefing.pipeline.options import Options
    from briefing.pipeline.overview import overviews

    workspace = Workspace(Path.cwd())
    name = Path(config).stem if config else None
    found = overviews(workspace, Options(output), datetime.now(UTC), name)
    if config and not found:
        workspace.config(config)  # a name that is no config is told as such
    if as_json:
        rows = [(run_.id, _run_row(one, run_.id)) for one in found for run_ in one.runs]
        click.echo(
            json.dumps([r for _, r in sorted(rows, key=lambda r: -r[0])], ensure_ascii=False, indent=2)
        )
    elif not found:
        click.echo("Nothing has been run by schedule yet.")
    for one in () if as_json else found:
        click.echo("\n".join(_overview(one)))


def _run_row(one: Overview, run_id: int) -> dict[str, object]:
    from dataclasses import asdict

    run_ = next(r for r in one.runs if r.id == run_id)
    row = asdict(run_) | {"forced": bool(run_.forced), "draft": bool(run_.draft)}
    if run_.result == "running" and one.running is None:
        row |= {"result": "failed", "message": "stopped before it was done"}
    return row | {"next_due": one.next, "due_now": list(one.due_now)}


def _overview(one: Overview) -> list[str]:
    lines = [one.config]
    if one.running:
        lines.append(f"  running now: {one.running}")
    if one.failed:
        why = one.failed.message or "stopped before it was done"
        lines.append(f"  failed last, {one.failed.period}: {why.splitlines()[0]}")
    if one.due_now:
        lines.append(f"  due now: {', '.join(one.due_now)}")
    lines.append(f"  next: {one.next}" if one.next else "  next: unknown, for the config has no schedule now")
    if one.clock_ahead:
        lines.append(
            f"  a run was noted at {one.clock_ahead}, which has yet to come: "
            "the clock was ahead then, or is behind now"
        )
    lines += [f"  a notice by {n.channel} was not sent: {n.detail}" for n in one.not_sent]
    if one.removed:
        lines.append(f"  issues removed by the retention rule: {', '.join(one.removed)}")
    rows = [
        (
            run_.started[:16],
            run_.period,
            run_.result,
            "DRAFT" if run_.draft else "",
            f"issue {run_.issue}" if run_.issue else "",
            f"{run_.seconds:.1f} s" if run_.seconds else "",
            run_.message.splitlines()[0] if run_.message else "",
        )
        for run_ in one.runs
    ]
    return lines + [f"  {line}" for line in in_columns(rows)]


@click.command(
    short_help="What changed since an issue.",
    epilog="""\b
Examples:
  briefing diff previous latest
  briefing diff north-london-pack@previous north-london-pack@latest
  briefing diff north-london-pack@2026-11 north-london-pack@2026-12 --json
  briefing diff old/briefing.json output/north-london-pack
""",
)
@click.argument("a")
@click.argument("b")
@flags.OUTPUT
@flags.AS_JSON
def diff(a: str, b: str, output: Path, as_json: bool) -> None:
    """What changed from one issue of a briefing to another: scores, figures, findings, reports, verdicts.

    A and B are `config@issue` (an issue's name or period, `latest` or `previous`) or an output folder. The
    exit code is 0 whether or not they differ.
    """
    from dataclasses import asdict

    from briefing.pipeline.differing import diff as differ

    found = differ(a, b, output)
    if not as_json:
        click.echo(found.text(), nl=False)
        return
    content = {"before": found.before.name, "now": found.now.name, "nothing_changed": found.changes.nothing}
    click.echo(json.dumps(content | asdict(found.changes), default=str, ensure_ascii=False, indent=2))


@click.group()
def schedule() -> None:
    """What is due, and when; and what calls it."""


@schedule.command(
    short_help="What is due, and when.",
    epilog="""\b
Examples:
  briefing schedule show north-london-pack
""",
)
@click.argument("configs", nargs=-1, required=True, shell_complete=completing.configs)
@flags.OUTPUT
@flags.AS_JSON
def show(configs: tuple[str, ...], output: Path, as_json: bool) -> None:
    """What is due now, and when the next period begins. Nothing is built."""
    from dataclasses import asdict

    from briefing.library.workspace import Workspace
    from briefing.pipeline.options import Options
    from briefing.pipeline.overview import plan

    plans = [plan(c, Workspace(Path.cwd()), Options(output), datetime.now(UTC)) for c in configs]
    if as_json:
        click.echo(json.dumps([asdict(p) for p in plans], indent=2))
        return
    for p in plans:
        now = f"due now: {', '.join(p.due_now)}" if p.due_now else "nothing due now"
        click.echo(f"{p.config}: {p.every} ({p.timezone}); {now}; next {p.next}")


@schedule.command(
    short_help="Let the machine call it.",
    epilog="""\b
Examples:
  briefing schedule install north-london-pack --for systemd
  briefing schedule install north-london-pack --for windows --to for-the-server
  briefing schedule install north-london-pack --for cron --write
""",
)
@click.argument("configs", nargs=-1, required=True, shell_complete=completing.configs)
@click.option(
    "--for",
    "kind",
    type=click.Choice(["cron", "systemd", "windows", "ci"]),
    required=True,
    help="What is to make the call.",
)
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help="Write the files here."
)
@click.option("--write", is_flag=True, help="Install them on this machine, for the user who asks.")
def install(configs: tuple[str, ...], kind: str, to: Path | None, write: bool) -> None:
    """Files that make cron, systemd, the Windows Task Scheduler or a CI service call `briefing run --if-due`.

    They are printed, or with --to written into a folder. Nothing is installed without --write.
    """
    from briefing.library.workspace import Workspace
    from briefing.pipeline.installing import files_for, write_files
    from briefing.pipeline.installing import install as install_files

    if to is not None and write:
        raise click.UsageError("Give --to or --write, not both.")
    call, files = files_for(kind, configs, Workspace(Path.cwd()))
    if to is None and not write:
        for file in files:
            if len(files) > 1:
                click.echo(f"# {file.name}")
            click.echo(file.text)
        click.echo(" ".join(file.how for file in files if file.how), err=True)
        return
    done = install_files(kind, call, files) if write else write_files(files, to or Path())
    for name in done.files:
        click.echo(f"Wrote {name}")
    click.echo(done.next)


COMMANDS = (run, status, schedule, diff)
