"""A line on standard error, where somebody is waiting: on a terminal, and after a second."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

Item = TypeVar("Item")
_PATIENCE = 1.0
_BETWEEN = 0.1


class Line:
    """What is being done, each time in the place of what was said before."""

    def __init__(self, *, wanted: bool = True) -> None:
        self.seen = wanted and sys.stderr.isatty()
        """Whether there is anybody to see it."""
        self._from = time.monotonic() + _PATIENCE
        self._later: threading.Timer | None = None
        self._written = False

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        self.wipe()

    def say(self, words: str) -> None:
        """Shows it once the wait is over a second, unless something else is said by then."""
        self._hush()
        wait = self._from - time.monotonic()
        if self.seen and wait > 0:
            self._later = threading.Timer(wait, self._write, (words,))
            self._later.daemon = True
            self._later.start()
        elif self.seen:
            self._write(words)

    def wipe(self) -> None:
        """Makes room for a message of the command."""
        self._hush()
        _wipe(self._written)
        self._written = False

    def _hush(self) -> None:
        if self._later is not None:
            self._later.cancel()
            self._later.join()
            self._later = None

    def _write(self, words: str) -> None:
        self._written = True
        click.echo(f"\r\x1b[K{words} …", err=True, nl=False)


def counted_aloud(items: Iterable[Item], total: int) -> Iterator[Item]:
    """The same items; while they come, the line says how many of the files are read."""
    if total < 2 or not sys.stderr.isatty():
        yield from items
        return
    began = told = time.monotonic()
    done = 0
    try:
        for done, item in enumerate(items, start=1):
            _wipe(told > began)
            yield item
            now = time.monotonic()
            if now - began > _PATIENCE and now - told > _BETWEEN:
                told = now
                click.echo(f"\rRead {done:,} of {total:,} files", err=True, nl=False)
    finally:
        _wipe(told > began)


def _wipe(shown: bool) -> None:
    """Nothing of the line stays among the messages of the command."""
    if shown:
        click.echo("\r\x1b[K", err=True, nl=False)
