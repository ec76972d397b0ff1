"""Commands to start from: new, init."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import completing, flags
from briefing.errors import InputError, Problem

if TYPE_CHECKING:
    from briefing.config.names import Names, Vocabulary

SCHEMAS = "schemas"
"""Folder of a workspace that editors read."""
_IGNORED = "/output/\n/library/.briefing/\n"


@dataclass(frozen=True, slots=True)
class _Answers:
    """What a config is made from."""

    authorities: tuple[str, ...]
    themes: tuple[str, ...]
    subject: str | None
    title: str | None
    committee: str | None
    look: str


@click.command(
    short_help="Write a config to start from.",
    epilog="""\b
Examples:
  briefing new ours --authorities leeds,kent
  briefing new equity --authorities camden,haringey --themes equity
  briefing new our-neighbours --authorities leeds,bradford,kirklees --themes all --subject leeds
""",
)
@click.argument("name")
@click.option(
    "--authorities",
    metavar="LIST",
    shell_complete=completing.authorities,
    help="Two to twelve slugs, names or GSS codes; asked for where it is not given.",
)
@click.option(
    "--themes",
    metavar="LIST",
    default="all",
    show_default=True,
    shell_complete=completing.themes,
    help="Themes or quality statements.",
)
@click.option(
    "--subject",
    metavar="NAME",
    shell_complete=completing.authorities,
    help="The authority whose committee the briefing is for.",
)
@click.option("--title", help="The title on the front.")
@click.option("--committee", help="The committee it is for.")
@click.option(
    "--look",
    metavar="NAME",
    default="house",
    show_default=True,
    shell_complete=completing.looks,
    help="The house style; `briefing list looks` lists them.",
)
@flags.QUIET
def new(
    name: str,
    authorities: str | None,
    themes: str,
    subject: str | None,
    title: str | None,
    committee: str | None,
    look: str,
    quiet: bool,
) -> None:
    """Write a commented config to start from, in configs/ if there is one, else here.

    In a terminal, without --authorities, a few questions are asked instead.
    """
    from briefing.config.starter import starter
    from briefing.library.workspace import Workspace
    from briefing.pipeline.materials import Reference, vocabulary

    workspace = Workspace(Path.cwd())
    path = _place(name, workspace.root)
    known = vocabulary(workspace, Reference())
    if authorities is not None:
        answers = _Answers(_listed(authorities), _listed(themes), subject, title, committee, look)
    elif sys.stdin.isatty():
        answers = _asked(known, look)
    else:
        raise click.UsageError("Missing option '--authorities'; the questions are for a terminal.")
    text = starter(
        known,
        authorities=answers.authorities,
        themes=answers.themes,
        subject=answers.subject,
        title=answers.title,
        committee=answers.committee,
        look=answers.look,
    )
    _write_schemas(workspace.root)
    path.write_text(_header(path, workspace.root) + text, encoding="utf-8")
    if not quiet:
        click.echo(f"Wrote {workspace.shown(path)}. Build it with: briefing build {path.stem}")


def _place(name: str, root: Path) -> Path:
    stem = name.removesuffix(".yaml")
    if Path(stem).name != stem or stem.startswith("."):
        raise InputError(Problem(f"'{name}' is not a plain name for a config.", mend="As `our-council`."))
    folder = root / "configs"
    path = (folder if folder.is_dir() else root) / f"{stem}.yaml"
    if path.exists():
        shown = path.relative_to(root)
        raise InputError(Problem("There is a config of that name already.", place=str(shown)))
    return path


def _asked(known: Vocabulary, look: str) -> _Answers:
    """A few questions; a name that is not known is asked for again, with the nearest one there is."""
    click.echo("Names can be short or full, or GSS codes. Press Enter to leave a question out.\n")
    authorities = _ask_names("Which authorities (two to twelve, with commas between)?", known.authorities, 2)
    themes = _ask_names("Which themes or quality statements?", known.themes, 1, "all")
    subject = ""
    while not subject:
        subject = click.prompt("Whose committee is it for?", default="", show_default=False).strip()
        if not subject:
            break
        if known.authorities.find(subject) not in {known.authorities.find(a) for a in authorities}:
            click.echo(f"  '{subject}' is not among the authorities that are compared.")
            subject = ""
    title = click.prompt("Title (made from the names if left out)?", default="", show_default=False).strip()
    committee = click.prompt("Name of the committee?", default="", show_default=False).strip()
    return _Answers(authorities, themes, subject or None, title or None, committee or None, look)


def _ask_names(question: str, known: Names, least: int, default: str | None = None) -> tuple[str, ...]:
    while True:
        names = _listed(click.prompt(question, default=default))
        wrong = [name for name in names if known.find(name) is None]
        for name in wrong:
            near = known.nearest(name)
            offer = f" Did you mean '{near}'?" if near else f" `{known.listing}` lists them."
            click.echo(f"  There is no {known.what} called '{name}'.{offer}")
        if not wrong and len(names) >= least:
            return names
        if not wrong:
            click.echo(f"  At least {least} are needed.")


def _listed(given: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.split(",") if part.strip())


@click.command(
    short_help="Make a folder to work in.",
    epilog="""\b
Examples:
  briefing init our-briefings
""",
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@flags.QUIET
def init(folder: Path, quiet: bool) -> None:
    """Make a workspace: a folder with configs/, library/ and an example that builds.

    Editors that know YAML complete and check the configs by the schemas that are put beside them.
    """
    from briefing.library.bundled import configs

    if folder.exists() and any(folder.iterdir()):
        raise InputError(
            Problem("This folder is not empty.", place=str(folder), mend="Name a new or empty folder.")
        )
    (folder / "configs").mkdir(parents=True)
    (folder / "library").mkdir()
    _write_schemas(folder)
    for example in sorted(configs().glob("*.yaml")):
        path = folder / "configs" / example.name
        path.write_text(_header(path, folder) + example.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")
    if not quiet:
        click.echo(
            f"Made {folder} with configs/, library/ and schemas/.\n"
            f"Next: cd {folder}, then briefing build camden-vs-haringey"
        )


def _header(path: Path, root: Path) -> str:
    """The line by which an editor finds the schema of a config, from wherever the config lies."""
    schema = os.path.relpath(root / SCHEMAS / "config.json", path.parent)
    return f"# yaml-language-server: $schema={Path(schema).as_posix()}\n"


def _write_schemas(root: Path) -> None:
    """The schemas of this version of the program, in place of those of an older one."""
    from briefing.config.schema import config_schema
    from briefing.library.record_schema import record_schema

    (root / SCHEMAS).mkdir(exist_ok=True)
    for name, schema in (("config", config_schema("config")), ("record", record_schema())):
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        (root / SCHEMAS / f"{name}.json").write_text(text, encoding="utf-8")


COMMANDS = (new, init)
