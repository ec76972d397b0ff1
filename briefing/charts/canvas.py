"""The drawing surface: points from the top left, text measured in the face it will be printed in.

The only module that meets matplotlib, and of that only its SVG renderer: charts place every mark themselves,
so no axes are made, nothing is laid out twice and nothing depends on a default of the library's.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal, Protocol

import matplotlib
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from briefing.charts import shapes
from briefing.charts.lean_svg import lean
from briefing.charts.plan import Who
from briefing.domain.look import Look


class _Renderer(Protocol):
    """What is used of matplotlib's SVG renderer, which has no types of its own."""

    height: float

    def new_gc(self) -> GraphicsContextBase: ...
    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Affine2D, rgb_face: Colour | None
    ) -> None: ...
    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool,
        mtext: Text,
    ) -> None: ...
    def finalize(self) -> None: ...


Colour = tuple[float, float, float, float]
Align = Literal["left", "center", "right"]
"""Which end of a line of text its place is."""

_MEASURED_AT = 100.0
_FIXED_POINT = 65536
_CODES = {"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4, "Z": Path.CLOSEPOLY}


@lru_cache(maxsize=8)
def _face(path: str) -> FT2Font:
    face = FT2Font(path)
    face.set_size(_MEASURED_AT, 72)
    return face


@lru_cache(maxsize=4096)
def _advance(path: str, letter: str) -> float:
    """Width of a character at one point, in points. Kerning, which mostly narrows, is left out."""
    glyph = _face(path).load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / _FIXED_POINT / _MEASURED_AT


@lru_cache(maxsize=64)
def _properties(path: str, family: str, weight: int, size: float) -> FontProperties:
    return FontProperties(family=[family], weight=weight, size=size, fname=path)


class Canvas:
    """A page of given width on which a chart draws itself; its height is what was used."""

    def __init__(self, look: Look, width: float) -> None:
        self.look = look
        self.width = width
        self.size = look.size("chart")
        self.line = round(self.size * 1.25, 2)
        """Distance of baselines."""
        self.height = 0.0
        self._steps: list[Callable[[_Renderer], None]] = []

    @property
    def narrow(self) -> bool:
        """Too narrow for a column of labels beside the marks: they go above."""
        return self.width < 36 * self.size

    def colour(self, role: str) -> str:
        """A colour role of the look, or a colour as it stands."""
        return role if role.startswith("#") else self.look.colour(role)

    # Text

    def measure(self, text: str, weight: int = 400) -> float:
        """Width of a line of text in points."""
        path = self.look.font(weight).path
        return sum(_advance(path, letter) for letter in text) * self.size

    def wrap(self, text: str, width: float, weight: int = 400) -> tuple[str, ...]:
        """Lines no wider than `width`; a word that is wider alone is cut, so that nothing ever sticks out."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if self.measure(longer, weight) <= width:
                lines[-1] = longer
                continue
            pieces = self._cut(word, width, weight)
            lines = [*lines, *pieces] if lines[-1] else list(pieces)
        return tuple(lines)

    def _cut(self, word: str, width: float, weight: int) -> tuple[str, ...]:
        pieces = [""]
        for letter in word:
            if pieces[-1] and self.measure(pieces[-1] + letter, weight) > width:
                pieces.append("")
            pieces[-1] += letter
        return tuple(pieces)

    def text(
        self, x: float, y: float, text: str, *, colour: str = "text", weight: int = 400, at: Align = "left"
    ) -> None:
        """A line of text with its baseline at y; `at` says which end of it x is: left, center or right."""
        if not text:
            return
        face = _properties(self.look.font(weight).path, self.look.font_family, weight, self.size)
        ink = to_rgba(self.colour(colour))

        def step(renderer: _Renderer) -> None:
            pen = renderer.new_gc()
            pen.set_foreground(ink, isRGBA=True)
            # The renderer reads from the artist only where the text is anchored.
            anchor = Text(x, renderer.height - y, text, horizontalalignment=at, fontproperties=face)
            renderer.draw_text(pen, x, y, text, face, 0.0, False, anchor)

        self._steps.append(step)
        self.height = max(self.height, y + self.size * 0.25)

    def lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        colour: str = "text",
        weight: int = 400,
        at: Align = "left",
    ) -> float:
        """Lines below each other, the first with its baseline at y. Returns the baseline after the last."""
        for line in lines:
            self.text(x, y, line, colour=colour, weight=weight, at=at)
            y += self.line
        return y

    def heading(self, y: float, title: str, note: str = "") -> float:
        """A bold title over the whole width, then a quiet note. Returns the baseline after the last."""
        lines = self.wrap(title, self.width, 600)
        after = self.lines(0, y, lines, weight=600)
        start = self.measure(lines[-1], 600) + self.size * 0.8
        if note and start + self.measure(note) > self.width:
            return self.lines(0, after, self.wrap(note, self.width), colour="muted")
        self.text(start, after - self.line, note, colour="muted")
        return after

    # Marks

    def stroke(
        self, x0: float, y0: float, x1: float, y1: float, *, colour: str = "rule", width: float = 0.75
    ) -> None:
        if (x0, y0) == (x1, y1):
            return
        self._path(Path([(x0, y0), (x1, y1)]), edge=self.colour(colour), width=width, bottom=max(y0, y1))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        edge: str | None = None,
        hatch: str = "",
        ink: str = "paper",
    ) -> None:
        """A rectangle by its top left corner, perhaps with hatch lines in `ink`."""
        if width <= 0:
            return
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
        self._path(
            Path(corners, closed=True),
            fill=self.colour(fill) if fill else None,
            edge=self.colour(edge) if edge else None,
            width=0.75,
            bottom=y + height,
        )
        if segments := shapes.hatch_lines(hatch, x, y, width, height):
            points = [point for segment in segments for point in segment]
            codes = [Path.MOVETO, Path.LINETO] * len(segments)
            self._path(Path(points, codes), edge=self.colour(ink), width=0.9, bottom=y + height)

    def bar(self, x: float, y: float, width: float, height: float, who: Who) -> None:
        """A bar in an authority's colour and hatch."""
        series = self.look.series[who.series % len(self.look.series)]
        self.box(x, y, width, height, fill=series.colour, hatch=series.hatch)

    def mark(self, x: float, y: float, who: Who, radius: float | None = None) -> None:
        """An authority's mark, centred."""
        series = self.look.series[who.series % len(self.look.series)]
        outline = shapes.marker(series.marker)
        points = [
            (x + px * (radius or self.radius), y + py * (radius or self.radius)) for px, py in outline.points
        ]
        codes = [_CODES[code] for code in outline.codes]
        self._path(
            Path(points, codes),
            fill=self.colour("paper") if outline.open else series.colour,
            edge=series.colour if outline.open else None,
            width=1.6,
            bottom=y + self.radius,
        )

    @property
    def radius(self) -> float:
        """Of a mark."""
        return self.size * 0.45

    def named(self, x: float, y: float, who: Who, width: float, *, weight: int = 400) -> float:
        """An authority's mark and name, wrapped to `width`. Returns the baseline after the last line."""
        self.mark(x + self.radius, y - self.size * 0.33, who)
        indent = self.radius * 2 + self.size * 0.4
        return self.lines(x + indent, y, self.wrap(who.name, width - indent, weight), weight=weight)

    def name_lines(self, who: Who, width: float, weight: int = 400) -> int:
        """How many lines `named` will take."""
        return len(self.wrap(who.name, width - self.radius * 2 - self.size * 0.4, weight))

    # Output

    def svg(self) -> str:
        """The finished drawing, lean and the same bytes every time."""
        out = io.StringIO()
        with matplotlib.rc_context(
            {"svg.fonttype": "none", "svg.hashsalt": "briefing", "path.simplify": False}
        ):
            renderer: _Renderer = RendererSVG(  # type: ignore[no-untyped-call]
                self.width, self.height, out, image_dpi=72, metadata={"Date": None}
            )
            for step in self._steps:
                step(renderer)
            renderer.finalize()
        return lean(out.getvalue(), (self.look.font_family, *self.look.fallbacks), self.size)

    def _path(
        self, path: Path, *, bottom: float, width: float, fill: str | None = None, edge: str | None = None
    ) -> None:
        ink, face = to_rgba(edge or "none"), to_rgba(fill) if fill else None

        def step(renderer: _Renderer) -> None:
            pen = renderer.new_gc()
            pen.set_foreground(ink, isRGBA=True)
            pen.set_linewidth(width if edge else 0)
            upwards = Affine2D().scale(1, -1).translate(0, renderer.height)
            renderer.draw_path(pen, path, upwards, face)

        self._steps.append(step)
        self.height = max(self.height, bottom)
