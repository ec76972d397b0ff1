"""Commands that hold what is printed against what was read: explain, check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import flags
from briefing.errors import GateError

if TYPE_CHECKING:
    from briefing.pipeline.explaining import Support


@click.command(
    short_help="From a number to its sentence.",
    epilog="""\b
Examples:
  briefing explain camden-vs-haringey 63.16
  briefing explain output/camden-vs-haringey "haringey 21.3"
  briefing explain camden-vs-haringey "page 5"
""",
)
@click.argument("output")
@click.argument("number", required=False)
@flags.AS_JSON
def explain(output: str, number: str | None, as_json: bool) -> None:
    """From a printed number or finding back to the sentence it came from.

    OUTPUT is an output folder or a config's name; NUMBER a number as printed, a place, the beginning of a
    digest, or a page of the PDF.
    """
    from dataclasses import asdict

    from briefing.library.workspace import Workspace
    from briefing.pipeline.explaining import explain as explained

    found = explained(output, number, Workspace(Path.cwd()))
    if as_json:
        click.echo(json.dumps([asdict(e) for e in found], ensure_ascii=False, indent=2))
        return
    before: set[tuple[str, str | None]] = set()
    for one in found:
        click.echo(f"{one.text}  ({one.kind}, in {one.where})")
        for support in one.evidence:
            if (support.id, support.form) in before:
                click.echo(f"  {support.id}, as above")
                continue
            before.add((support.id, support.form))
            for line in _told(support):
                click.echo(f"  {line}")


def _told(support: Support) -> Iterator[str]:
    if not support.digest:
        yield f"{support.id}  a score or reference data"
        return
    yield f"{support.id}  {support.digest[:12]}  {support.reviewed}"
    if support.quote:
        yield f"  “{support.quote}”"
    else:
        yield f"  {support.summary or 'a figure'}; the library does not hold its sentence"
    if support.quote and support.summary:
        yield f"  printed as: {support.summary}"
    if support.paragraph and support.paragraph != support.quote:
        yield f"  in its paragraph: {support.paragraph}"
    if support.label:
        sure = Decimal(support.confidence or 0)
        told = "over 99% sure" if sure > Decimal("0.99") else f"{sure * 100:.0f}% sure"
        cues = "; ".join(support.cues[:4]) or "no single cue"
        yield f"  read as {support.label.replace('_', ' ')}, {told}, by {cues}"
    if support.form:
        yield f"  read by the form {support.form}{f' from {support.source}' if support.source else ''}"


@click.command(
    short_help="Hold evidence against sources.",
    epilog="""\b
Examples:
  briefing check
  briefing check camden-vs-haringey
  briefing check library/leeds/record.json
""",
)
@click.argument("names", nargs=-1)
@flags.AS_JSON
@flags.QUIET
def check(names: tuple[str, ...], as_json: bool, quiet: bool) -> None:
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
    elif not quiet:
        click.echo(f"{result.sentences} sentences and {result.figures} figures held against their sources.")
        for name in result.without_source:
            click.echo(
                f"  {name}: the library does not hold its source, so there is nothing to hold it against"
            )
    if result.problems:
        raise GateError(*result.problems)


COMMANDS = (explain, check)
