"""Where the words and shapes of a drawing stand, measured without the code that drew it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
_NAME = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CAPITAL, _DESCENT = 0.66, 0.21
"""Of the face, in ems: the height of capitals and the depth of a p."""


@dataclass(frozen=True)
class Box:
    what: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, slack: float = 0.4) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > slack
            and min(self.bottom, other.bottom) - max(self.top, other.top) > slack
        )


@cache
def _widths(weight: int) -> tuple[dict[int, str], dict[str, float]]:
    font = TTFont(FONTS / f"BriefingSans-{'SemiBold' if weight >= 600 else 'Regular'}.ttf")
    units = font["head"].unitsPerEm
    advances = font["hmtx"].metrics
    return font.getBestCmap(), {name: advances[name][0] / units for name in advances}


def width(text: str, weight: int = 400) -> float:
    """Of a line of text, in ems."""
    names, advances = _widths(weight)
    return sum(advances[names[ord(letter)]] for letter in text)


def _root(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314, our own drawing


def size(svg: str) -> tuple[float, float]:
    _, _, wide, high = map(float, _root(svg).get("viewBox", "").split())
    return wide, high


def texts(svg: str) -> list[Box]:
    root = _root(svg)
    em = float(root.get("font-size", "0"))
    boxes = []
    for node in root.iter(f"{_NAME}text"):
        text = node.text or ""
        wide = width(text, int(node.get("font-weight", "400"))) * em
        x, y = float(node.get("x", "0")), float(node.get("y", "0"))
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[node.get("text-anchor", "start")]
        boxes.append(Box(text, left, y - _CAPITAL * em, left + wide, y + _DESCENT * em))
    return boxes


def shapes(svg: str, *, but: tuple[str, ...] = ()) -> list[Box]:
    """Filled shapes: bars and marks, but not those in the colours named. Lines are left out."""
    boxes = []
    for node in _root(svg).iter(f"{_NAME}path"):
        fill = node.get("fill", "#000000")
        if fill == "none" or fill in but:
            continue
        numbers = [float(n) for n in _NUMBER.findall(node.get("d", ""))]
        boxes.append(Box(fill, min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])))
    return boxes


def faults(svg: str, *, tracks: tuple[str, ...] = ()) -> list[str]:
    """What a reader would call wrong: words outside the drawing, on each other, or on a bar or mark."""
    wide, high = size(svg)
    words, marks = texts(svg), shapes(svg, but=tracks)
    found = [
        f"{box.what!r} sticks out"
        for box in words + marks
        if box.left < -0.4 or box.top < -0.4 or box.right > wide + 0.4 or box.bottom > high + 0.4
    ]
    for place, one in enumerate(words):
        found += [f"{one.what!r} is on {other.what!r}" for other in words[place + 1 :] if one.overlaps(other)]
        found += [f"{one.what!r} is on a mark {mark.what}" for mark in marks if one.overlaps(mark, slack=0.8)]
    return found
