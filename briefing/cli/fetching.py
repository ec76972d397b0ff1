"""The command that gets reports from the regulator's site: fetch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import completing, flags
from briefing.errors import BatchError, BriefingError, InputError, Problem, SourceError

if TYPE_CHECKING:
    from briefing.pipeline.fetching_visit import Fetched, PageOutcome


@click.command(
    short_help="Download assessments.",
    epilog="""\b
Examples:
  briefing fetch camden
  briefing fetch camden haringey --statement care-provision
""",
)
@click.argument(
    "authorities", nargs=-1, required=True, metavar="AUTHORITY...", shell_complete=completing.authorities
)
@flags.ONE_STATEMENT
@click.option("--base-url", metavar="URL", help="A mirror to ask instead of the regulator's site.")
@click.option("--delay", type=click.FloatRange(min=0), help="Seconds between two requests.")
@flags.AS_JSON
@flags.QUIET
def fetch(
    authorities: tuple[str, ...],
    statement: str | None,
    base_url: str | None,
    delay: float | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Download assessments from the regulator's site into the library.

    AUTHORITY is a slug, a name or a GSS code. One page is asked for at a time, with a pause after each, as
    the site's robots.txt allows; a page that has not changed since the last fetch is not sent again. A fetch
    that was interrupted goes on where it stopped when it is started again.
    """
    from briefing.cli.progress import Line
    from briefing.library.workspace import Workspace
    from briefing.pipeline.fetching import fetch as fetch_all
    from briefing.pipeline.fetching import slugs_of, website
    from briefing.pipeline.materials import Reference

    reference = Reference()
    if statement is not None:
        _check_statement(statement, [s.id for s in reference.framework.statements])
    fetched: list[Fetched] = []
    with Line(wanted=not (quiet or as_json)) as status:
        for one in fetch_all(
            slugs_of(authorities, reference),
            Workspace(Path.cwd()),
            reference,
            website(base_url, delay),
            statement=statement,
            say=status.say,
        ):
            status.wipe()
            fetched.append(one)
            if not quiet and not as_json:
                _tell(one)
    if as_json:
        click.echo(json.dumps([_shape(one) for one in fetched], ensure_ascii=False, indent=2))
    _leave(fetched)


def _check_statement(statement: str, known: list[str]) -> None:
    if statement not in known:
        raise InputError(
            Problem(
                f"There is no quality statement called '{statement}'.",
                mend=f"It can be one of: {', '.join(known)}.",
            )
        )


def _leave(fetched: list[Fetched]) -> None:
    """With an error where anything could not be had: nothing at all, or some of it."""
    for warning in dict.fromkeys(w for one in fetched for w in one.warnings):
        click.echo(f"Warning: {warning}", err=True)
    problems = tuple(dict.fromkeys(p for one in fetched for p in one.all_problems))
    if problems:
        kind: type[BriefingError] = BatchError if any(one.found for one in fetched) else SourceError
        raise kind(*problems)


def _tell(one: Fetched) -> None:
    from briefing.cli.import_summary import counted, summary

    came = [p for p in one.pages if p.imported]
    same = sum(1 for p in one.pages if p.statements and not p.imported)
    told = [counted(len(came), "page") + " read", f"{same} as before"]
    if failed := sum(1 for p in one.pages if p.problems):
        told.append(f"{failed} not had")
    click.echo(f"{one.authority}: {', '.join(told)}")
    for page in came:
        if page.record and page.imported:
            for line in summary(page.record, page.imported):
                click.echo(f"  {line}")
            for warning in page.record.warnings:
                click.echo(f"{page.address}: {warning.place or 'page'}: {warning.message}", err=True)


def _shape(one: Fetched) -> dict[str, object]:
    return {
        "authority": one.authority,
        "pages": [_page_shape(page) for page in one.pages],
        "problems": [str(problem) for problem in one.problems],
    }


def _page_shape(page: PageOutcome) -> dict[str, object]:
    from briefing.cli.import_summary import as_data

    return {
        "address": page.address,
        "result": page.result,
        "statements": list(page.statements),
        "import": as_data(page.record, page.imported) if page.record and page.imported else None,
        "problems": [str(problem) for problem in page.problems],
    }


COMMANDS = (fetch,)
