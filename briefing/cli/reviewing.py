"""Commands for people who answer for what is printed: review."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from briefing.cli import completing, flags


@click.command(
    short_help="Accept, edit, reject findings.",
    epilog="""\b
Examples:
  briefing review haringey
  briefing review camden --statement care-provision --reviewer "A. Officer"
""",
)
@click.argument("authority", shell_complete=completing.authorities)
@flags.ONE_STATEMENT
@click.option("--reviewer", metavar="NAME", help="Who reviews; asked on the page where it is not given.")
@flags.PORT
@flags.NO_BROWSER
def review(authority: str, statement: str | None, reviewer: str | None, port: int, no_browser: bool) -> None:
    """Accept, edit or reject findings and figures on a page in your browser, before they are published.

    AUTHORITY is a slug, name or GSS code. The page is served to this machine alone. What you decide is kept
    in library/AUTHORITY/decisions.yaml, which you can also edit by hand.
    """
    from briefing.library.workspace import Workspace
    from briefing.pipeline.reviewing import review as reviewed

    def say(address: str) -> None:
        click.echo(f"Review: {address}\nPress Ctrl+C to stop; what you decided is kept.")

    with suppress(KeyboardInterrupt):  # the way to stop it, at whatever moment
        reviewed(
            authority,
            Workspace(Path.cwd()),
            statement=statement,
            reviewer=reviewer,
            port=port,
            browser=not no_browser,
            say=say,
        )


COMMANDS = (review,)
