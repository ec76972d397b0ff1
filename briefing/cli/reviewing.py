"""Commands for people who answer for what is printed: review."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli import completing


@click.command(
    epilog="""\b
Examples:
  briefing review haringey
  briefing review camden --statement care-provision --reviewer "A. Officer"
"""
)
@click.argument("authority", shell_complete=completing.authorities)
@click.option(
    "--statement", metavar="ID", shell_complete=completing.statements, help="Only this quality statement."
)
@click.option("--reviewer", metavar="NAME", help="Who reviews; asked on the page where it is not given.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port on this machine; a free one where it is not given.",
)
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
def review(authority: str, statement: str | None, reviewer: str | None, port: int, no_browser: bool) -> None:
    """Accept, edit or reject findings and figures on a page in your browser, before they are published.

    AUTHORITY is a slug, name or GSS code. The page is served to this machine alone. What you decide is kept
    in library/AUTHORITY/decisions.yaml, which you can also edit by hand.
    """
    from briefing.library.workspace import Workspace
    from briefing.pipeline.reviewing import review as reviewed

    def say(address: str) -> None:
        click.echo(f"Review: {address}\nPress Ctrl+C to stop; what you decided is kept.")

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
