"""Charts drawn in a second process, and kept by content: a picture that is known is never drawn twice."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from briefing.charts import NARROW, WIDE, ChartPlan, draw
from briefing.domain.chart import Chart
from briefing.domain.look import Look
from briefing.errors import BriefingError
from briefing.pipeline.orphans import end_with_parent
from briefing.whole_files import BEGUN, clear_begun, locked

CACHE = ".briefing/charts"
"""Below the output folder."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    plan: ChartPlan
    width: float
    key: str


class Drawing:
    """Pictures on their way: those that are known, and a process that draws the others meanwhile; in a build
    that is one of many side by side they are drawn here."""

    def __init__(self, plans: tuple[ChartPlan, ...], look: Look, output: Path, *, alone: bool = True) -> None:
        self._plans = plans
        self._look = look
        self._cache = output / CACHE
        self._known: dict[str, str] = {}
        wanted = {
            key: _Wanted(plan, width, key)
            for plan in plans
            for width in (WIDE, NARROW)
            for key in (plan.key(look, width),)
        }
        for key in wanted:
            if svg := _kept(self._cache / f"{key}.svg"):
                self._known[key] = svg
        missing = tuple(w for w in wanted.values() if w.key not in self._known)
        self._missing, self._worker = missing, None
        if missing and alone:
            self._worker = _started(missing, look)

    def charts(self) -> tuple[Chart, ...]:
        """All charts, once the last is drawn. What was drawn goes into the cache."""
        if self._missing:
            drawn = self._worker.finished() if self._worker else _drawn(self._missing, self._look)
            self._known.update(drawn)
            _keep(self._cache, drawn.items())
        return tuple(
            plan.chart(self._known[plan.key(self._look, WIDE)], self._known[plan.key(self._look, NARROW)])
            for plan in self._plans
        )


@dataclass(frozen=True, slots=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    receiver: Connection
    wanted: tuple[_Wanted, ...]
    look: Look

    def finished(self) -> dict[str, str]:
        try:
            answer = self.receiver.recv()
        except EOFError:
            answer = None  # the process died, for whatever reason: draw here, where an error is seen
        self.process.join()
        self.receiver.close()
        return answer if isinstance(answer, dict) else _drawn(self.wanted, self.look)


def _started(wanted: tuple[_Wanted, ...], look: Look) -> _Worker:
    has_fork = hasattr(os, "fork")
    context = multiprocessing.get_context("fork") if has_fork else multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_draw_and_send, args=(sender, wanted, look), daemon=True)
    process.start()
    sender.close()
    return _Worker(process, receiver, wanted, look)


def _draw_and_send(sender: Connection, wanted: tuple[_Wanted, ...], look: Look) -> None:
    end_with_parent()
    sender.send(_drawn(wanted, look))
    sender.close()


def _drawn(wanted: Iterable[_Wanted], look: Look) -> dict[str, str]:
    return {w.key: draw(w.plan, look, w.width) for w in wanted}


def _kept(path: Path) -> str | None:
    """A picture that was kept, or None where there is none, or half of one after the power failed."""
    try:
        svg = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return svg if svg.rstrip().endswith("</svg>") else None


def _keep(cache: Path, drawn: Iterable[tuple[str, str]]) -> None:
    """Each picture written beside its place and moved there; failing to keep one is no error.

    Nothing is flushed to disk, which would take longer than drawing: `_kept` knows half a picture.
    """
    try:
        with locked(cache / "lock", cache):
            clear_begun(cache)
            for key, svg in drawn:
                beside = cache / f"{BEGUN}{key}"
                beside.write_text(svg, encoding="utf-8")
                beside.replace(cache / f"{key}.svg")
    except (OSError, BriefingError):
        return
