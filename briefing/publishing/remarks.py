"""What the renderer remarks while it carries on: its log, read for what a page must not be published with."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from typing import Final

from briefing.errors import Problem


class Remarks(logging.Handler):
    """What the renderer says while it carries on: errors are ours to report, the rest is passed on."""

    fatal: Final = ("Font-face", "Failed to apply CSS rule in SVG", "Unable to", "Too many glyphs")

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        fatal = record.levelno >= logging.ERROR or message.startswith(self.fatal)
        kept = self.errors if fatal else self.warnings
        if message not in kept:
            kept.append(message)

    def problems(self, assets_refused: bool) -> tuple[Problem, ...]:
        """Errors in the renderer's words, less those that only repeat that an asset was refused."""
        repeats = ("Failed to load", "Font-face") if assets_refused else ()
        return tuple(
            Problem(f"The page could not be printed in full: {message}.", place="page layout")
            for message in self.errors
            if not (repeats and message.startswith(repeats))
        )


@contextlib.contextmanager
def overheard() -> Iterator[Remarks]:
    logger, handler = logging.getLogger("weasyprint"), Remarks()
    level, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate
