"""Outlines of marks and lines of hatches, as plain numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]

_CURVE = 0.5523
"""How far the handles of four curves stand off to make a circle of radius 1."""
_PITCH = 4.0
"""Distance of hatch lines in points."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed outline in a circle of radius 1, y down. M moves, L draws, C bends, Z closes."""

    points: tuple[Point, ...]
    codes: str
    open: bool = False
    """Drawn as a line round paper, not filled."""


def marker(name: str) -> Outline:
    """The outline of a marker of the look. Raises KeyError for one that is not known."""
    plain = name.removesuffix("_open")
    if plain == "ring":
        return Outline(_circle(0.85), _CIRCLE_CODES, open=True)
    if name.endswith("_open"):
        return Outline(
            tuple((x * 0.9, y * 0.9) for x, y in _SHAPES[plain].points), _SHAPES[plain].codes, open=True
        )
    return _SHAPES[plain]


def hatch_lines(
    hatch: str, x: float, y: float, width: float, height: float
) -> tuple[tuple[Point, Point], ...]:
    """The lines of a hatch inside a rectangle, cut at its sides so that no clipping is needed."""
    if hatch == "cross":
        return hatch_lines("vertical", x, y, width, height) + hatch_lines("horizontal", x, y, width, height)
    if hatch == "diagonal_cross":
        return hatch_lines("diagonal", x, y, width, height) + hatch_lines(
            "back_diagonal", x, y, width, height
        )
    if hatch == "vertical":
        return tuple(((x + d, y), (x + d, y + height)) for d in _steps(width))
    if hatch == "horizontal":
        return tuple(((x, y + d), (x + width, y + d)) for d in _steps(height))
    if hatch in ("diagonal", "back_diagonal"):
        rising = _diagonals(width, height)
        flip = hatch == "back_diagonal"
        return tuple(
            ((x + ax, y + (ay if flip else height - ay)), (x + bx, y + (by if flip else height - by)))
            for (ax, ay), (bx, by) in rising
        )
    return ()


def _steps(length: float) -> tuple[float, ...]:
    return tuple(_PITCH * i for i in range(1, math.ceil(length / _PITCH)) if _PITCH * i < length - 0.5)


def _diagonals(width: float, height: float) -> tuple[tuple[Point, Point], ...]:
    """Lines x − y = d, from the top or left side to the bottom or right one."""
    pitch = _PITCH * math.sqrt(2)
    lines = []
    d = -height + pitch
    while d < width - 0.5:
        start = (max(d, 0.0), max(-d, 0.0))
        end = (min(width, height + d), min(height, width - d))
        if end[0] - start[0] > 0.5:
            lines.append((start, end))
        d += pitch
    return tuple(lines)


def _circle(radius: float) -> tuple[Point, ...]:
    r, c = radius, radius * _CURVE
    return (
        (0, -r), (c, -r), (r, -c), (r, 0), (r, c), (c, r), (0, r),
        (-c, r), (-r, c), (-r, 0), (-r, -c), (-c, -r), (0, -r), (0, -r),
    )  # fmt: skip


_CIRCLE_CODES = "MCCCCCCCCCCCCZ"


def _polygon(*points: Point) -> Outline:
    return Outline((*points, points[0]), "M" + "L" * (len(points) - 1) + "Z")


def _star() -> Outline:
    turns = (math.pi * i / 5 for i in range(10))
    return _polygon(
        *(
            ((1.05, 0.45)[i % 2] * math.sin(t), -(1.05, 0.45)[i % 2] * math.cos(t))
            for i, t in enumerate(turns)
        )
    )


_SHAPES: dict[str, Outline] = {
    "circle": Outline(_circle(1.0), _CIRCLE_CODES),
    "square": _polygon((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": _polygon((0, -1.05), (1, 0.85), (-1, 0.85)),
    "triangle_down": _polygon((0, 1.05), (1, -0.85), (-1, -0.85)),
    "diamond": _polygon((0, -1.15), (1, 0), (0, 1.15), (-1, 0)),
    "hexagon": _polygon(*((math.cos(math.pi * i / 3), math.sin(math.pi * i / 3)) for i in range(6))),
    "plus": _polygon(
        (-0.35, -1),
        (0.35, -1),
        (0.35, -0.35),
        (1, -0.35),
        (1, 0.35),
        (0.35, 0.35),
        (0.35, 1),
        (-0.35, 1),
        (-0.35, 0.35),
        (-1, 0.35),
        (-1, -0.35),
        (-0.35, -0.35),
    ),
    "star": _star(),
}
