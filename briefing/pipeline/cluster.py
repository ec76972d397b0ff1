"""The workers of a Dask cluster, by joblib: the same work as on this machine, sent to others.

Workers take the workspace from the same path as this machine does, and write the outputs there: a folder that
all of them share. They must have this very version of the program, and that is asked of them first.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from briefing.errors import InputError, Problem
from briefing.pipeline.batch import Outcome, Work, built
from briefing.pipeline.options import Target

PATIENCE: Final = 20.0
"""Seconds to wait for the scheduler, and then for a first worker."""

_NOT_THERE: Final = "not there"


def on_cluster(targets: Sequence[Target], work: Work, address: str) -> Iterator[Outcome]:
    """Builds them on the workers of that scheduler. One that is lost has its work done by another.

    Raises InputError where Dask is not installed, the scheduler does not answer, or a worker does not see the
    workspace or has another version of the program.
    """
    with _client(address) as client:
        _check(client, work, address)
        done: set[str] = set()
        try:
            for outcome in _shared_out(targets, work):
                done.add(outcome.name)
                yield outcome
        except _lost_workers():
            for target in targets:  # one of them ends workers; each alone, so that the others are built
                if target.name not in done:
                    yield _alone(target, work)


def _shared_out(targets: Sequence[Target], work: Work) -> Iterator[Outcome]:
    from joblib import Parallel, delayed, parallel_config

    with parallel_config(backend="dask"):
        crew: Any = Parallel(n_jobs=-1, batch_size=1, return_as="generator_unordered")
        yield from crew(delayed(built)(target, work) for target in targets)


def _alone(target: Target, work: Work) -> Outcome:
    try:
        (outcome,) = _shared_out([target], work)
    except _lost_workers():
        problem = Problem(
            "Every worker that was given this was lost.", mend="Look at the memory of the workers."
        )
        return Outcome(target.name, None, (problem,), 1)
    return outcome


def _lost_workers() -> type[Exception]:
    from distributed import KilledWorker

    lost: type[Exception] = KilledWorker
    return lost


@contextlib.contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise InputError(
            Problem(
                "Building on a cluster takes Dask, which is not installed.",
                mend="pip install 'briefing[cluster]', here and on every worker.",
            )
        ) from None
    try:
        client: Any = Client(address, timeout=PATIENCE)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise InputError(
            Problem(
                f"The scheduler of the cluster does not answer: {error}.",
                place=address,
                mend="An address is as tcp://host:8786; `dask scheduler` prints its own.",
            )
        ) from None
    with client:
        yield client


def _check(client: Any, work: Work, address: str) -> None:
    """Raises InputError unless every worker sees the workspace and the outputs, and runs this version."""
    from briefing.library.inputs import code_digest

    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise InputError(
            Problem("The cluster has no workers.", address, "Start some: dask worker ADDRESS --nthreads 1")
        ) from None
    work.options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(prefix=".briefing-", dir=work.options.output) as sign:
        try:
            answers = client.run(seen_by_worker, sign.name, str(work.workspace.root))
        except Exception as error:
            raise InputError(
                Problem(
                    f"A worker of the cluster cannot run briefing ({type(error).__name__}: {error}).",
                    place=address,
                    mend="Install the same version, with briefing[cluster], where the workers run.",
                )
            ) from error
    problems = [_problem(worker, said, work) for worker, said in answers.items() if said != code_digest()]
    if problems:
        raise InputError(*problems)


def _problem(worker: str, said: str, work: Work) -> Problem:
    if said == _NOT_THERE:
        return Problem(
            f"This worker does not see {work.workspace.root} and {work.options.output}.",
            place=worker,
            mend="The workspace must lie in a folder that all machines share, at the same path.",
        )
    return Problem(
        "This worker has another version of briefing, or of a library that decides what is printed.",
        place=worker,
        mend="Install the very versions of requirements/run.txt on all machines.",
    )


def seen_by_worker(sign: str, root: str) -> str:
    """Runs on a worker: its version of the program, or that it does not see the folders."""
    from briefing.library.inputs import code_digest

    if not Path(sign).is_file() or not Path(root).is_dir() or not os.access(Path(sign).parent, os.W_OK):
        return _NOT_THERE
    return code_digest()
