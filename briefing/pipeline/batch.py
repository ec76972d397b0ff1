"""Many outputs at once: what is unchanged is known here, the rest is built side by side.

Each output stands or falls alone. What a killed batch had finished is unchanged when it is started again. The
same work is done by processes of this machine or by the workers of a Dask cluster, and gives the same bytes.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
import traceback
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.errors import BriefingError, Problem
from briefing.library.inputs import Digests
from briefing.library.workspace import Workspace
from briefing.pipeline.options import Built, Options, Target, processors, silent
from briefing.pipeline.unchanged import unchanged

if TYPE_CHECKING:
    from briefing.pipeline.materials import Reference

PER_WORKER: Final = 50
"""Outputs that a process builds before another takes its place: each leaves some hundred kilobytes behind."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one output of a batch: built, or the reasons why not."""

    name: str
    built: Built | None = None
    problems: tuple[Problem, ...] = ()
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """What every process of a batch is told."""

    workspace: Workspace
    options: Options
    known: Mapping[Path, str | None]
    """Digests taken before the batch began."""
    scratch: Path | None = None
    """Where temporary files go; None for wherever the process keeps its own."""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)


class Batch:
    """The outputs of one command: those that are unchanged, and those that are waiting to be built."""

    def __init__(self, targets: Sequence[Target], digests: Digests, options: Options) -> None:
        found = [(target, unchanged(target, digests, options)) for target in targets]
        self.unchanged = tuple(done for _, done in found if done)
        self.waiting = tuple(target for target, done in found if not done)
        self.side_by_side = max(1, min(options.jobs or processors(), len(self.waiting)))
        self._digests, self._options = digests, options

    def outcomes(self, cluster: str | None = None) -> Iterator[Outcome]:
        """Builds what is waiting, and tells of each as it is finished; `cluster` is a scheduler's address.

        Raises InputError where the cluster cannot be used.
        """
        for outcome in self._outcomes(cluster):
            made = outcome.built
            folder = self._options.output / outcome.name  # as it was asked for, not as the processes saw it
            yield replace(outcome, built=replace(made, folder=folder)) if made else outcome

    def _outcomes(self, cluster: str | None) -> Iterator[Outcome]:
        if not self.waiting:
            return
        self._digests.take()
        options = replace(
            self._options,
            output=self._options.output.absolute(),
            alone=len(self.waiting) == 1 and not cluster,
            say=silent,
        )
        work = Work(self._digests.workspace, options, self._digests.known)
        if cluster:
            from briefing.pipeline.cluster import on_cluster

            yield from on_cluster(self.waiting, work, cluster)
        elif self.side_by_side == 1:
            yield from (built(target, work) for target in self.waiting)
        else:
            from briefing.pipeline.crew import side_by_side

            with tempfile.TemporaryDirectory(prefix="briefing-") as scratch:
                yield from side_by_side(
                    self.waiting, replace(work, scratch=Path(scratch)), self.side_by_side, PER_WORKER
                )


_here = threading.Lock()  # a worker of a cluster may have several threads; documents are built one at a time
_at_hand: dict[str, tuple[Digests, Reference]] = {}


def built(target: Target, work: Work) -> Outcome:
    """Builds one output in this process. Whatever goes wrong is its outcome, and nobody else's."""
    from briefing.pipeline.build import build_target

    with _here, _private_folder(target, work):
        try:
            digests, reference = _materials(work)
            return Outcome(target.name, build_target(target, digests, reference, work.options))
        except BriefingError as error:
            return Outcome(target.name, None, error.problems, error.exit_code)
        except Exception as bug:
            return Outcome(target.name, None, (_told(bug),), 1)


def _materials(work: Work) -> tuple[Digests, Reference]:
    """Digests and reference data, the same for all outputs that this process builds."""
    from briefing.pipeline.materials import Reference

    if work.id not in _at_hand:
        _at_hand.clear()
        _at_hand[work.id] = Digests(work.workspace, work.known), Reference()
    return _at_hand[work.id]


def begun(target: Target, work: Work) -> bool:
    """Whether a process began this output and ended before it was finished."""
    return work.scratch is not None and (work.scratch / target.name).is_dir()


@contextlib.contextmanager
def _private_folder(target: Target, work: Work) -> Iterator[None]:
    """Temporary files of one output lie in a folder of their own, which goes when it is finished.

    Where the process is killed, the folder says what it was at, and goes with the batch.
    """
    if work.scratch is None:
        with tempfile.TemporaryDirectory(prefix="briefing-") as folder, _temporary(Path(folder)):
            yield
        return
    own = work.scratch / target.name
    own.mkdir(parents=True, exist_ok=True)
    with _temporary(own):
        yield
    import shutil

    shutil.rmtree(own, ignore_errors=True)


@contextlib.contextmanager
def _temporary(folder: Path) -> Iterator[None]:
    before, before_here = os.environ.get("TMPDIR"), tempfile.tempdir
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before_here
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before


def _told(bug: Exception) -> Problem:
    """A mistake of the program, with the line of ours that it showed in."""
    ours = [frame for frame in traceback.extract_tb(bug.__traceback__) if "briefing" in frame.filename]
    place = f", {Path(ours[-1].filename).name} line {ours[-1].lineno}" if ours else ""
    return Problem(
        f"This is a bug in briefing ({type(bug).__name__}: {bug}{place}).",
        mend="Report it, with the record or config that it was met with.",
    )
