"""Commands that say what there is: list, schema."""

from __future__ import annotations

import json
from pathlib import Path

import click

from briefing.cli import flags
from briefing.cli.columns import in_columns


@click.command(
    "list",
    short_help="What can be named in a config.",
    epilog="""\b
Examples:
  briefing list authorities
  briefing list statements --json
""",
)
@click.argument("what", type=click.Choice(["authorities", "statements", "indicators", "themes", "looks"]))
@flags.AS_JSON
def list_(what: str, as_json: bool) -> None:
    """What can be named in a config."""
    from briefing.library.workspace import Workspace
    from briefing.pipeline.materials import Reference

    reference = Reference()
    rows: list[tuple[str, ...]]
    if what == "authorities":
        head: tuple[str, ...] = ("slug", "gss", "name", "region")
        rows = [(a.slug, a.gss or "", a.name, a.region or "") for a in reference.authorities]
        imported = set(Workspace(Path.cwd()).imported()) - {row[0] for row in rows}
        rows += [(slug, "", reference.authority(slug).name, "in the library") for slug in sorted(imported)]
    elif what == "statements":
        head = ("id", "theme", "title")
        rows = [(s.id, s.theme, s.title) for s in reference.framework.statements]
    elif what == "themes":
        head = ("id", "title", "statements")
        rows = [(t.id, t.title, ", ".join(t.statements)) for t in reference.framework.themes]
    elif what == "indicators":
        head = ("id", "unit", "polarity", "family", "label")
        rows = [(i.id, i.unit, i.polarity.value, i.family, i.label) for i in reference.indicators]
    else:
        head = ("look",)
        rows = [(name,) for name in Workspace(Path.cwd()).looks()]
    if as_json:
        click.echo(json.dumps([dict(zip(head, row, strict=True)) for row in rows], indent=2))
    else:
        click.echo("\n".join(in_columns([head, *rows])))


@click.command(
    short_help="The JSON Schema, for editors.",
    epilog="""\b
Examples:
  briefing schema > config.json
  briefing schema record > record.json
""",
)
@click.argument("what", type=click.Choice(["briefing", "pack", "config", "record"]), default="config")
def schema(what: str) -> None:
    """Print the JSON Schema of configs or records, for completion and checks in an editor or a program."""
    if what == "record":
        from briefing.library.record_schema import record_schema

        found = record_schema()
    else:
        from briefing.config.schema import config_schema

        found = config_schema(what)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


COMMANDS = (list_, schema)
