"""Options that several commands have: one spelling, one meaning, one line of help."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli import completing

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program to read.")
QUIET = click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
STRICT = click.option("--strict", is_flag=True, help="Warnings count as errors.")
OUTPUT = click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="Where what was built is kept, with a folder for each config.",
)
ONE_STATEMENT = click.option(
    "--statement",
    metavar="ID",
    shell_complete=completing.statements,
    help="Only this quality statement, as care-provision.",
)
PORT = click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port on this machine; a free one where it is not given.",
)
NO_BROWSER = click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
