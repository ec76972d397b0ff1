"""Commands that hold what is printed against what was read: explain, check."""

from __future__ import annotations

import json
from pathlib import Path

import click

from briefing.errors import GateError


@click.command(
    epilog="""\b
Examples:
  briefing explain output/camden-vs-haringey 63.16
  briefing explain camden-vs-haringey "haringey 21.3"
"""
)
@click.argument("output")
@click.argument("number", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def explain(output: str, number: str | None, as_json: bool) -> None:
    """From a printed number or finding back to the sentence it came from.

    OUTPUT is an output folder or a config's name; NUMBER a number as printed, or a place.
    """
    from dataclasses import asdict

    from briefing.library.workspace import Workspace
    from briefing.pipeline.explaining import explain as explained

    found = explained(output, number, Workspace(Path.cwd()))
    if as_json:
        click.echo(json.dumps([asdict(e) for e in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(f"{one.text}  ({one.kind}, in {one.where})")
        for e in one.evidence:
            click.echo(f"  {e.id}  {e.digest[:12]}  {e.reviewed}")
            said = (
                f"“{e.quote}”" if e.quote else e.summary or "a figure; the library does not hold its sentence"
            )
            click.echo(f"    {said}")
            if e.form:
                source = f" from {e.source}" if e.source else ""
                click.echo(f"    read by the form {e.form}{source}")


@click.command(
    epilog="""\b
Examples:
  briefing check
  briefing check camden-vs-haringey
  briefing check library/haringey/record.json
"""
)
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def check(names: tuple[str, ...], as_json: bool) -> None:
    """Hold configs, records and every piece of evidence against the source texts in the library.

    Without a name, the whole library. Exit code 5 where something no longer holds.
    """
    from briefing.library.workspace import Workspace
    from briefing.pipeline.checking import check as checked
    from briefing.pipeline.materials import Reference

    result = checked(names, Workspace(Path.cwd()), Reference())
    if as_json:
        data = {
            "sentences": result.sentences,
            "figures": result.figures,
            "without_source": list(result.without_source),
            "problems": [{"place": p.place, "message": p.message} for p in result.problems],
        }
        click.echo(json.dumps(data, indent=2))
    else:
        click.echo(f"{result.sentences} sentences and {result.figures} figures held against their sources.")
        for name in result.without_source:
            click.echo(
                f"  {name}: the library does not hold its source, so there is nothing to hold it against"
            )
    if result.problems:
        raise GateError(*result.problems)


COMMANDS = (explain, check)
