"""Processes of this machine side by side, by joblib; none lives until what it leaves behind adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from joblib import Parallel, delayed
from joblib.externals.loky import get_reusable_executor
from joblib.externals.loky.process_executor import BrokenProcessPool

from briefing.errors import Problem
from briefing.pipeline.batch import Outcome, Work, begun, built
from briefing.pipeline.options import Target


def side_by_side(targets: Sequence[Target], work: Work, processes: int, each: int) -> Iterator[Outcome]:
    """Builds them on so many processes, each of which builds `each` before another takes its place.

    A process that is killed takes nothing with it but what it was at. That is tried again with a process to
    itself, and given up when that is killed, too.
    """
    waiting = list(targets)
    while waiting:
        wave, waiting = waiting[: processes * each], waiting[processes * each :]
        done: set[str] = set()
        try:
            for outcome in _shared_out(wave, work, processes):
                done.add(outcome.name)
                yield outcome
        except BrokenProcessPool:
            lost = [target for target in wave if target.name not in done]
            for target in (target for target in lost if begun(target, work)):
                yield _with_a_process_to_itself(target, work)
                done.add(target.name)
            waiting = [target for target in lost if target.name not in done] + waiting
        finally:
            get_reusable_executor().shutdown(wait=True)


def _shared_out(targets: Sequence[Target], work: Work, processes: int) -> Iterator[Outcome]:
    # One process stays with joblib's own loop, in this process; two are two others, whatever there is to do.
    crew: Any = Parallel(
        n_jobs=max(processes, 2), backend="loky", batch_size=1, return_as="generator_unordered"
    )
    yield from crew(delayed(built)(target, work) for target in targets)


def _with_a_process_to_itself(target: Target, work: Work) -> Outcome:
    get_reusable_executor().shutdown(wait=True)
    try:
        (outcome,) = _shared_out([target], work, 2)
    except BrokenProcessPool:
        return Outcome(
            target.name,
            None,
            (
                Problem(
                    "The process that built this was ended from outside, twice.",
                    mend="Perhaps the machine ran out of memory: build fewer at a time, with --jobs.",
                ),
            ),
            1,
        )
    return outcome
