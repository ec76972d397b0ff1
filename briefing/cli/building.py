"""Commands that make documents: build."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import completing, flags
from briefing.errors import InputError, Problem

if TYPE_CHECKING:
    from briefing.cli.telling import Teller
    from briefing.library.inputs import Digests
    from briefing.library.workspace import Workspace
    from briefing.pipeline.batch import Outcome
    from briefing.pipeline.options import Options, Target
    from briefing.pipeline.sides import Matrix

_MATRIX = ("region", "neighbours")


class _Build(click.Command):
    """`--matrix` may stand before the name of a config, which is not what it is given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        bare = [a == "--matrix" and then not in _MATRIX for a, then in pairwise([*args, ""])]
        return super().parse_args(
            ctx, ["--matrix=region" if b else a for a, b in zip(args, bare, strict=True)]
        )


@click.command(
    cls=_Build,
    short_help="Build briefings and packs.",
    epilog="""\b
Examples:
  briefing build camden-vs-haringey
  briefing build my-council.yaml --format pdf,html,docx --output papers
  briefing build --all --jobs 4
  briefing build every-council --matrix region
""",
)
@click.argument("configs", nargs=-1, shell_complete=completing.configs)
@click.option("--all", "everything", is_flag=True, help="Every config in configs/.")
@click.option(
    "--matrix",
    type=click.Choice(_MATRIX),
    help="One briefing for each authority in the library, beside its region or its neighbours.",
)
@flags.OUTPUT
@click.option(
    "--format", "formats", metavar="LIST", help="pdf,html,docx,data; default: what the config says."
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; default: one a processor.")
@click.option("--cluster", metavar="ADDRESS", help="Build on the workers of this Dask scheduler.")
@click.option("--force", is_flag=True, help="Build although nothing changed.")
@click.option("--final", is_flag=True, help="Refuse unless every finding was reviewed.")
@flags.STRICT
@flags.AS_JSON
@flags.QUIET
def build(
    configs: tuple[str, ...],
    everything: bool,
    matrix: str | None,
    output: Path,
    formats: str | None,
    jobs: int | None,
    cluster: str | None,
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
    from briefing.cli.telling import Teller
    from briefing.library.workspace import Workspace
    from briefing.pipeline.options import Options

    workspace = Workspace(Path.cwd())
    with Teller(as_json=as_json, quiet=quiet) as teller:
        options = Options(
            output, _formats(formats), force=force, final=final, strict=strict, jobs=jobs, say=teller.doing
        )
        if len(configs) == 1 and not (everything or matrix or cluster):
            from briefing.pipeline.build import build as build_one

            teller.one(build_one(configs[0], workspace, options))
        else:
            _many(configs, everything, matrix, cluster, workspace, options, teller)


def _many(
    configs: tuple[str, ...],
    everything: bool,
    matrix: str | None,
    cluster: str | None,
    workspace: Workspace,
    options: Options,
    teller: Teller,
) -> None:
    """Every output of a batch, told of as it comes."""
    from briefing.library.inputs import Digests
    from briefing.pipeline.batch import Batch

    digests = Digests(workspace)
    failed: list[Outcome] = []
    if matrix:
        found = _sides(configs, everything, matrix, digests, options)
        teller.left_out(found.left_out)
        targets = found.targets
    else:
        targets, failed = _targets(configs, everything, workspace)
    batch = Batch(targets, digests, options)
    outcomes = teller.many(batch, batch.outcomes(cluster), files=not (everything or matrix))
    names = (*(target.name for target in targets), *(outcome.name for outcome in failed))
    failed += [outcome for outcome in outcomes if not outcome.built]
    built = (*batch.unchanged, *(outcome.built for outcome in outcomes if outcome.built))
    teller.finish(names, built, failed)


def _targets(
    configs: tuple[str, ...], everything: bool, workspace: Workspace
) -> tuple[tuple[Target, ...], list[Outcome]]:
    """What is to be built; and what cannot be, because there is no such config or two share a folder."""
    from briefing.pipeline.batch import Outcome
    from briefing.pipeline.options import Target

    if everything and configs:
        raise InputError(Problem("Name configs, or ask for --all, not both."))
    if not everything and not configs:
        raise InputError(Problem("Name a config, or ask for --all.", mend="See `briefing build --help`."))
    paths: dict[Path, None] = {}
    failed: list[Outcome] = []
    if everything:
        paths = dict.fromkeys(sorted((workspace.root / "configs").glob("*.yaml")))
        if not paths:
            message, mend = "There is no config in configs/ here.", "`briefing new` writes one."
            raise InputError(Problem(message, mend=mend))
    for name in configs:
        try:
            paths[workspace.config(name)] = None
        except InputError as error:
            failed.append(Outcome(Path(name).stem, None, error.problems, error.exit_code))
    targets: dict[str, Target] = {}
    for path in paths:
        if path.stem in targets:
            both = f"{workspace.shown(targets[path.stem].config)} and {workspace.shown(path)}"
            problem = Problem(f"{both} would be built into the same folder.", mend="Rename one of them.")
            failed.append(Outcome(path.stem, None, (problem,), InputError.exit_code))
        else:
            targets[path.stem] = Target(path, path.stem)
    return tuple(targets.values()), failed


def _sides(
    configs: tuple[str, ...], everything: bool, against: str, digests: Digests, options: Options
) -> Matrix:
    from briefing.pipeline.sides import matrix

    if everything or len(configs) != 1:
        raise InputError(Problem("--matrix takes the name of one config.", mend="Run it once for each."))
    config = digests.workspace.config(configs[0])
    return matrix(config, "neighbours" if against == "neighbours" else "region", digests, options.output)


def _formats(given: str | None) -> tuple[str, ...]:
    known = ("pdf", "html", "docx", "data")
    names = tuple(dict.fromkeys(n.strip() for n in (given or "").split(",") if n.strip()))
    wrong = [n for n in names if n not in known]
    if wrong:
        raise click.BadParameter(
            f"{', '.join(wrong)}: it can be any of {', '.join(known)}.", param_hint="--format"
        )
    return names


COMMANDS = (build,)
