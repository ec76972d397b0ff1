"""A line on standard error that counts, where somebody is waiting: on a terminal, and after a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

Item = TypeVar("Item")
_PATIENCE = 1.0
_BETWEEN = 0.1


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
