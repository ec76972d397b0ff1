"""Lists of words, written as one would write them."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of a text in their order."""
    return tuple(text.split())
