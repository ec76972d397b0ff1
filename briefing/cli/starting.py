"""Commands to start from: new, init."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.errors import InputError, Problem


@click.command(
    epilog="""\b
Examples:
  briefing new camden-vs-haringey-equity --authorities camden,haringey --themes equity
  briefing new our-neighbours --authorities leeds,bradford,kirklees --themes all --subject leeds
"""
)
@click.argument("name")
@click.option("--authorities", metavar="LIST", required=True, help="Two to twelve slugs, names or GSS codes.")
@click.option(
    "--themes", metavar="LIST", default="all", show_default=True, help="Themes or quality statements."
)
@click.option("--subject", metavar="NAME", help="The authority whose committee the briefing is for.")
@click.option("--title", help="The title on the front.")
def new(name: str, authorities: str, themes: str, subject: str | None, title: str | None) -> None:
    """Write a commented config to start from, in configs/ if there is one, else here."""
    from briefing.config.starter import starter
    from briefing.library.workspace import Workspace
    from briefing.pipeline.materials import Reference, vocabulary

    workspace = Workspace(Path.cwd())
    stem = name.removesuffix(".yaml")
    if Path(stem).name != stem or stem.startswith("."):
        raise InputError(Problem(f"'{name}' is not a plain name for a config.", mend="As `our-council`."))
    folder = workspace.root / "configs"
    path = (folder if folder.is_dir() else workspace.root) / f"{stem}.yaml"
    if path.exists():
        raise InputError(Problem("There is a config of that name already.", place=workspace.shown(path)))
    text = starter(
        vocabulary(workspace, Reference()),
        authorities=_listed(authorities),
        themes=_listed(themes),
        subject=subject,
        title=title,
    )
    path.write_text(text, encoding="utf-8")
    click.echo(f"Wrote {workspace.shown(path)}. Build it with: briefing build {stem}")


def _listed(given: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.split(",") if part.strip())


@click.command(
    epilog="""\b
Examples:
  briefing init our-briefings
"""
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Make a workspace: a folder with configs/, library/ and an example that builds."""
    from briefing.library.bundled import configs

    if folder.exists() and any(folder.iterdir()):
        raise InputError(
            Problem("This folder is not empty.", place=str(folder), mend="Name a new or empty folder.")
        )
    (folder / "configs").mkdir(parents=True)
    (folder / "library").mkdir()
    for example in sorted(configs().glob("*.yaml")):
        (folder / "configs" / example.name).write_bytes(example.read_bytes())
    (folder / ".gitignore").write_text("/output/\n", encoding="utf-8")
    click.echo(
        f"Made {folder} with configs/ and library/.\n"
        f"Next: cd {folder}, then briefing build camden-vs-haringey"
    )


COMMANDS = (new, init)
