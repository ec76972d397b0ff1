"""What a preview shows: the pages that were built last, and what is wrong since."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Callable, Mapping

from briefing.errors import BriefingError, Problem


class Preview:
    """The last good pages stay while there are problems."""

    def __init__(self, name: str, make: Callable[[], Mapping[str, bytes]]) -> None:
        """`make` builds the pages, by path, or raises; it is called in a thread, never twice at once."""
        self.name = name
        self.pages: Mapping[str, bytes] = {}
        self.problems: tuple[Problem, ...] = ()
        self.version = 0
        """Of what is shown: pages or problems."""
        self.seconds = 0.0
        """That the last build took."""
        self._make = make
        self._changed = asyncio.Condition()

    async def build(self) -> None:
        """Makes the pages again, and tells whoever waits if anything is different now."""
        began = time.perf_counter()
        pages, problems = await asyncio.to_thread(self._made)
        async with self._changed:
            self.seconds = time.perf_counter() - began
            if (pages or self.pages) != self.pages or problems != self.problems or not self.version:
                self.pages = pages or self.pages
                self.problems = problems
                self.version += 1
                self._changed.notify_all()

    async def newer_than(self, version: int) -> int:
        """Waits until something is shown that is newer, and returns its version."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.version > max(version, 0))
            return self.version

    def _made(self) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
        try:
            return self._make(), ()
        except BriefingError as error:
            return {}, error.problems
        except Exception as bug:  # the preview lives on: the next change may mend it
            where = traceback.extract_tb(bug.__traceback__)[-1]
            return {}, (
                Problem(
                    f"{type(bug).__name__}: {bug}",
                    place=f"{where.filename.rpartition('/')[2]}:{where.lineno}",
                    mend="This is a bug in briefing, or in a template of yours; take back the last change.",
                ),
            )
