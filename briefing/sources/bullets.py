"""Bullets and numbers in front of list items, in formats that print them as text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.source import BlockKind

_BULLET = re.compile(
    r"^(?:[\u2022\u2023\u25aa\u25ab\u25cf\u25cb\u25e6\u2043\u2219\u00b7\uf0b7\uf0a7*]\s*"
    r"|[-\u2013\u2014o]\s+)(?=\S)"
)
_NUMBER = re.compile(r"^\(?(?P<number>\d{1,2})[.)]\s+(?=\S)")


def strip_bullets(texts: Sequence[str]) -> tuple[list[str], list[BlockKind]]:
    """The texts without bullets, and which of them are list items. A number counts as a bullet only where its
    neighbour before or after carries the next one: "2. …" alone may be anything."""
    numbers = [int(m["number"]) if (m := _NUMBER.match(text)) else None for text in texts]
    stripped: list[str] = []
    kinds: list[BlockKind] = []
    for i, text in enumerate(texts):
        number = numbers[i]
        before = numbers[i - 1] if i else None
        after = numbers[i + 1] if i + 1 < len(numbers) else None
        in_sequence = number is not None and (before == number - 1 or after == number + 1)
        bare = _NUMBER.sub("", text) if in_sequence else _BULLET.sub("", text)
        stripped.append(bare)
        kinds.append(BlockKind.LIST_ITEM if bare != text else BlockKind.PARAGRAPH)
    return stripped, kinds


def is_bulleted(text: str) -> bool:
    """Whether a line begins with a bullet or a number as list items do."""
    return bool(_BULLET.match(text) or _NUMBER.match(text))
