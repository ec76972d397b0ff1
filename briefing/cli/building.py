"""Commands that make documents: build."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.errors import BatchError, BriefingError

if TYPE_CHECKING:
    from briefing.pipeline.options import Built


@click.command(
    epilog="""\b
Examples:
  briefing build camden-vs-haringey
  briefing build my-council.yaml --format pdf,html,docx --output papers
"""
)
@click.argument("configs", nargs=-1, required=True)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="Where a folder for each config is made.",
)
@click.option(
    "--format", "formats", metavar="LIST", help="pdf,html,docx,data; default: what the config says."
)
@click.option("--force", is_flag=True, help="Build although nothing changed.")
@click.option("--final", is_flag=True, help="Refuse unless every finding was reviewed.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--json", "as_json", is_flag=True, help="Print what was built as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
def build(
    configs: tuple[str, ...],
    output: Path,
    formats: str | None,
    force: bool,
    final: bool,
    strict: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Build briefings and packs.

    CONFIG is a path or a name, with or without .yaml, looked up here, then in configs/, then among the
    examples that ship. What has not changed since it was last built is left as it is.
    """
    from briefing.library.workspace import Workspace
    from briefing.pipeline.build import build as build_one
    from briefing.pipeline.options import Options, silent

    workspace = Workspace(Path.cwd())
    waiting = not (quiet or as_json) and sys.stderr.isatty()
    options = Options(
        output,
        _formats(formats),
        force=force,
        final=final,
        strict=strict,
        say=_progress if waiting else silent,
    )
    built: list[Built] = []
    failed: list[BriefingError] = []
    for config in configs:
        try:
            built.append(build_one(config, workspace, options))
            if waiting:
                click.echo("\r\033[K", nl=False, err=True)
        except BriefingError as error:
            if len(configs) == 1:
                raise
            failed.append(error)
        else:
            if not as_json and not quiet:
                _tell(built[-1])
    if as_json:
        click.echo(json.dumps([_summary(b) for b in built], indent=2))
    if failed:
        problems = [p for error in failed for p in error.problems]
        if not built:
            raise failed[0].__class__(*problems)
        raise BatchError(*problems)


def _formats(given: str | None) -> tuple[str, ...]:
    known = ("pdf", "html", "docx", "data")
    names = tuple(dict.fromkeys(n.strip() for n in (given or "").split(",") if n.strip()))
    wrong = [n for n in names if n not in known]
    if wrong:
        raise click.BadParameter(
            f"{', '.join(wrong)}: it can be any of {', '.join(known)}.", param_hint="--format"
        )
    return names


def _progress(doing: str) -> None:
    """One line on the terminal, written over by the next."""
    click.echo(f"\r\033[K{doing} …", nl=False, err=True)


def _tell(built: Built) -> None:
    if built.result == "unchanged":
        click.echo(f"{built.name}: nothing changed since it was built, in {built.folder}")
    else:
        pages = f", {built.pages} pages" if built.pages else ""
        click.echo(f"{built.name}: built{pages}, in {built.folder}")
        for name in built.files:
            click.echo(f"  {built.folder / name}")
    for warning in built.warnings:
        click.echo(f"Warning: {warning}", err=True)


def _summary(built: Built) -> dict[str, object]:
    return {
        "name": built.name,
        "folder": str(built.folder),
        "result": built.result,
        "files": list(built.files),
        "pages": built.pages,
        "warnings": list(built.warnings),
    }


COMMANDS = (build,)
