"""Words inside a paragraph: which elements stand in a line, and how their text is put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from briefing.publishing.word import BREAK, Run

_SPACES: Final = re.compile(r"[ \t\r\n\f]+")  # a no-break space stays
_INLINE: Final = frozenset((
    "a", "abbr", "b", "bdi", "br", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "u", "wbr",
))  # fmt: skip
OWN_LINE: Final = frozenset({"subtitle", "prompt", "quote"})
"""Classes of words inside a paragraph that the style sheet puts on a line of their own."""


def plain_runs(text: str | None) -> Iterator[Run]:
    if text:
        yield Run(_SPACES.sub(" ", text))


def joined_runs(runs: list[Run]) -> list[Run]:
    """Runs that look alike put together, and spaces folded as a browser does."""
    joined: list[Run] = []
    for run in runs:
        text = run.text
        if not joined or joined[-1].text.endswith((" ", BREAK)):
            text = text.lstrip(" ")
        if not text:
            continue
        alike = bool(joined) and replace(joined[-1], text="") == replace(run, text="")
        if alike and BREAK not in (text, joined[-1].text):
            joined[-1] = replace(run, text=joined[-1].text + text)
        else:
            joined.append(replace(run, text=text))
    while joined and not (text := joined[-1].text.rstrip(" ")):
        joined.pop()
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return joined


def is_hidden(element: Any) -> bool:
    return not isinstance(element.tag, str) or element.get("aria-hidden") == "true"


def is_inline(element: Any) -> bool:
    return element.tag in _INLINE
