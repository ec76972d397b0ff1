"""What a preview is made from is watched, and every change makes it again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, awatch

from briefing.workbench.preview_state import Preview

_QUIET = 40
"""Milliseconds without another change: an editor that saves writes more than once."""
_LONGEST = 200
"""Milliseconds that changes are gathered for at most."""


@dataclass(frozen=True, slots=True)
class Watched:
    """Where the files lie that a page is made from."""

    alone: tuple[Path, ...]
    """Folders of which only the files themselves count."""
    whole: tuple[Path, ...]
    """Folders with all below them. Some need not be there yet."""
    matters: Callable[[Path], bool]
    """Whether a page could be made from a file of that name."""


async def keep_up(preview: Preview, watched: Watched) -> None:
    """Builds, and builds again after every change, until it is cancelled."""
    waiting = asyncio.Event()
    waiting.set()  # the first build
    watching = asyncio.create_task(_watch(watched, waiting))
    try:
        while True:
            await waiting.wait()
            waiting.clear()
            await preview.build()
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


async def _watch(watched: Watched, waiting: asyncio.Event) -> None:
    """Sets `waiting` at every change; folders that come later are watched from then on."""
    while True:
        there = tuple(folder for folder in watched.whole if folder.is_dir())
        stop = asyncio.Event()

        async def alone(there: tuple[Path, ...] = there, stop: asyncio.Event = stop) -> None:
            async for paths in _changes(watched.alone, stop, recursive=False):
                if any(path in watched.whole and path not in there for path in paths):
                    stop.set()
                if any(watched.matters(path) and path.suffix in (".yaml", ".yml") for path in paths):
                    waiting.set()

        async def whole(there: tuple[Path, ...] = there, stop: asyncio.Event = stop) -> None:
            async for paths in _changes(there, stop, recursive=True):
                if any(map(watched.matters, paths)):
                    waiting.set()

        async with asyncio.TaskGroup() as group:
            group.create_task(alone())
            group.create_task(whole())
        waiting.set()  # a folder came, with something in it perhaps


async def _changes(
    folders: tuple[Path, ...], stop: asyncio.Event, *, recursive: bool
) -> AsyncIterator[set[Path]]:
    if not folders:
        await stop.wait()
        return
    async for changes in awatch(
        *folders,
        watch_filter=None,
        debounce=_LONGEST,
        step=_QUIET,
        stop_event=stop,
        recursive=recursive,
    ):
        yield {Path(path) for change, path in changes if change in Change}
