"""Commands that read reports: extract, import, evaluate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import completing, flags
from briefing.errors import BatchError, BriefingError, Problem, SourceError

if TYPE_CHECKING:
    from briefing.domain.record import Record
    from briefing.pipeline.reading import ImportOutcome

_SOURCE = click.Path(path_type=Path)
_AUTHORITY = click.option(
    "--authority",
    metavar="NAME",
    shell_complete=completing.authorities,
    help="Slug, name or GSS code; only where the page does not say.",
)
_STATEMENT = click.option(
    "--statement",
    metavar="ID",
    shell_complete=completing.statements,
    help="Quality statement id; only where the page does not say.",
)


@click.command(
    short_help="Read a page, print its record.",
    epilog="""\b
Examples:
  briefing extract haringey.html
  briefing extract page.txt --authority camden --format yaml -o camden.yaml
""",
)
@click.argument("sources", nargs=-1, required=True, type=_SOURCE)
@_AUTHORITY
@_STATEMENT
@click.option(
    "--format",
    "shape",
    type=click.Choice(["json", "yaml"]),
    default="json",
    show_default=True,
    help="How the record is written.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@flags.STRICT
def extract(
    sources: tuple[Path, ...],
    authority: str | None,
    statement: str | None,
    shape: str,
    output: Path | None,
    strict: bool,
) -> None:
    """Read reports or pages and print what was found.

    SOURCE is a text, HTML, PDF, DOCX or ODT file. Several sources print as a list. Doubts go to stderr.
    """
    # Before anything else is imported here: they need the time to start.
    from briefing.pipeline.readers import readers

    readers().start()
    from briefing.cli.progress import counted_aloud
    from briefing.library.records import record_to_json
    from briefing.pipeline.materials import Reference
    from briefing.pipeline.reading import read_many

    records: list[Record] = []
    problems: list[Problem] = []
    read = read_many(sources, Reference(), authority=authority, statement=statement)
    for one in counted_aloud(read, len(sources)):
        if isinstance(one, SourceError):
            problems.extend(one.problems)
        elif isinstance(one, BriefingError):
            raise one
        else:
            records.append(one)
    if problems:
        raise SourceError(*problems)
    for record in records:
        for warning in record.warnings:
            click.echo(f"{record.source.file}: {warning.place or 'page'}: {warning.message}", err=True)
    shapes = [record_to_json(r) for r in records]
    data = shapes if len(shapes) > 1 else shapes[0]
    if shape == "json":
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    else:
        import yaml

        text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
    doubts = sum(len(r.warnings) for r in records)
    if strict and doubts:
        raise SourceError(Problem(f"{doubts} doubts; see above. Without --strict they are warnings."))


@click.command(
    "import",
    short_help="Read pages into the library.",
    epilog="""\b
Examples:
  briefing import camden.html haringey.pdf
  briefing import reports/                  every file in a folder
  briefing import page.txt --authority camden
""",
)
@click.argument("sources", nargs=-1, required=True, type=_SOURCE)
@_AUTHORITY
@_STATEMENT
@flags.AS_JSON
@flags.QUIET
def import_(
    sources: tuple[Path, ...], authority: str | None, statement: str | None, as_json: bool, quiet: bool
) -> None:
    """Read reports into the library of this folder, and keep the sources beside what was read.

    SOURCE is a file or a folder of files. A newer version of a page takes the place of the older one, which
    is kept; what changed is told. A file that cannot be read does not stop the others.
    """
    from briefing.pipeline.readers import readers

    readers().start()
    from briefing.cli.progress import counted_aloud
    from briefing.library.workspace import Workspace
    from briefing.pipeline.materials import Reference
    from briefing.pipeline.reading import files_in, import_sources

    files = files_in(sources)
    if not files:
        raise SourceError(Problem("There is nothing in this folder to read.", place=str(sources[0])))
    outcomes = import_sources(
        files, Workspace(Path.cwd()), Reference(), authority=authority, statement=statement
    )
    done: list[ImportOutcome] = []
    for outcome in counted_aloud(outcomes, len(files)):
        done.append(outcome)
        if not as_json:
            _tell(outcome, quiet=quiet)
    failed = [o.error for o in done if o.error]
    if as_json:
        click.echo(json.dumps([_shape(o) for o in done], ensure_ascii=False, indent=2))
    elif len(done) > 1 and not quiet:
        click.echo(_in_all(done))
    if failed:
        problems = dict.fromkeys(problem for error in failed for problem in error.problems)
        raise (failed[0].__class__ if len(failed) == len(files) else BatchError)(*problems)


def _tell(outcome: ImportOutcome, *, quiet: bool) -> None:
    """What an import did, statement by statement, and each doubt."""
    from briefing.cli.import_summary import headline, summary

    if outcome.record is None or outcome.imported is None:
        return
    if not quiet:
        click.echo(f"{outcome.path.name}: {headline(outcome.record, outcome.imported)}")
        for line in summary(outcome.record, outcome.imported):
            click.echo(f"  {line}")
    for warning in outcome.record.warnings:
        click.echo(f"  {warning.place or 'page'}: {warning.message}", err=True)


def _in_all(done: list[ImportOutcome]) -> str:
    failed = sum(1 for o in done if o.error)
    same = sum(1 for o in done if o.imported and not (o.imported.new or o.imported.replaced))
    new = len(done) - failed - same
    return f"{len(done)} files: {new} brought something new, {same} did not, {failed} failed"


def _shape(outcome: ImportOutcome) -> dict[str, object]:
    from briefing.cli.import_summary import as_data

    read = outcome.record is not None and outcome.imported is not None
    return {
        "file": outcome.path.name,
        "result": "read" if read else "failed",
        **(as_data(outcome.record, outcome.imported) if outcome.record and outcome.imported else {}),
        "problems": [str(problem) for problem in (outcome.error.problems if outcome.error else ())],
    }


@click.command(
    short_help="Score the reading.",
    epilog="""\b
Examples:
  briefing evaluate tests/pages
  briefing evaluate labelled/ --misses --json
""",
)
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--sources", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Where the pages are."
)
@click.option("--misses", is_flag=True, help="List every figure that was not read as labelled.")
@flags.AS_JSON
def evaluate(gold: tuple[Path, ...], sources: Path | None, misses: bool, as_json: bool) -> None:
    """Score the reading against labelled pages: labels, topics and figures, by page and by form."""
    from briefing.pipeline.materials import Reference
    from briefing.pipeline.reading import evaluate as run

    text, data = run(gold, Reference(), sources, misses=misses)
    click.echo(json.dumps(data, indent=2) if as_json else text, nl=as_json)


COMMANDS = (extract, import_, evaluate)
