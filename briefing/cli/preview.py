"""The command that shows a briefing while it is being written: serve."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from briefing.cli import completing, flags


@click.command(
    short_help="Preview it while you write.",
    epilog="""\b
Examples:
  briefing serve camden-vs-haringey
  briefing serve north-london-pack --port 8123 --no-browser
""",
)
@click.argument("config", shell_complete=completing.configs)
@flags.PORT
@flags.NO_BROWSER
@flags.OUTPUT
def serve(config: str, port: int, no_browser: bool, output: Path) -> None:
    """Show a briefing or pack in your browser, new after every change of a file.

    CONFIG is looked up as `briefing build` does. A change of the config, a template, a style, a record or a
    decision shows within a second; what is wrong is shown above the last page that was right. The page is
    served to this machine alone.
    """
    from briefing.library.workspace import Workspace
    from briefing.pipeline.previewing import preview

    def say(address: str) -> None:
        click.echo(f"Preview: {address}\nPress Ctrl+C to stop.")

    with suppress(KeyboardInterrupt):  # the way to stop it, at whatever moment
        preview(config, Workspace(Path.cwd()), output, port=port, browser=not no_browser, say=say)


COMMANDS = (serve,)
