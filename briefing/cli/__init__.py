"""The command line: parse, call the pipeline, turn errors into messages and exit codes.

Commands import the pipeline when they run, so that `briefing --help` stays quick.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence

import click

from briefing import __version__
from briefing.cli import (
    building,
    fetching,
    listing,
    overview,
    preview,
    proving,
    reading,
    reviewing,
    scheduling,
    starting,
)
from briefing.errors import BriefingError

_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)
_PLAIN_SPACES = "\n\u00a0\u2009\u202f"


@click.group(
    cls=overview.Overview,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, prog_name="briefing")
@click.option("--debug", is_flag=True, help="Show the traceback of a bug.")
def commands(debug: bool) -> None:
    """Comparative briefings on adult social care, from the assessor's own words."""


for _module in (starting, building, preview, fetching, reading, reviewing, listing, proving, scheduling):
    for _command in _module.COMMANDS:
        commands.add_command(_command)


def main() -> None:
    """The entry point of the `briefing` command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code, as the public contract has them; messages go to stderr."""
    try:
        commands.main(list(arguments), standalone_mode=False)
    except BriefingError as error:
        for problem in error.problems:
            click.echo(_shown(str(problem)), err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except BrokenPipeError:
        return 0
    except OSError as error:
        if error.errno not in _OF_THE_DISK:
            return _bug(error, arguments)
        where = f"{error.filename}: " if error.filename else ""
        mend = "Make room on the disk, or mend it, and try again."
        click.echo(_shown(f"{where}{error.strerror}.\n    {mend}"), err=True)
        return 1
    except Exception as bug:
        return _bug(bug, arguments)
    return 0


def _bug(bug: Exception, arguments: Sequence[str]) -> int:
    if "--debug" in arguments:
        raise bug
    said = f"This is a bug in briefing ({type(bug).__name__}: {bug})."
    how = "Run the same command with `briefing --debug …` to see where, and report it."
    click.echo(f"{_shown(said)}\n{how}", err=True)
    return 1


def _shown(text: str) -> str:
    """Text for a terminal: what is invisible, or would be a command to the terminal, is spelt out."""
    return "".join(c if c in _PLAIN_SPACES or c.isprintable() else ascii(c)[1:-1] for c in text)
