"""Looks: one house style that feeds the style sheet and the charts alike."""

from __future__ import annotations

from dataclasses import dataclass, field

COLOUR_ROLES = (
    "text",  # words and numbers
    "muted",  # secondary words; still readable, 4.5:1 on paper
    "paper",  # the page
    "panel",  # a quiet surface behind a block of text
    "rule",  # hairlines of tables and charts
    "accent",  # headings, borders, links
    "accent_text",  # words on accent
    "england",  # the mark of the England average
    "context",  # bars of the authorities that are not in this briefing
    "focus",  # the ring round what has the keyboard
)
"""Every look defines these. In the style sheet `accent_text` is the property `--colour-accent-text`."""

SIZE_ROLES = ("body", "small", "table", "chart", "title", "heading_1", "heading_2", "heading_3")
"""Sizes of type in points: `--size-heading-1` in the style sheet."""

STANDING_SYMBOLS = ("better", "similar", "worse", "not_compared")
"""Standings that a look gives a symbol, always printed beside the word."""

MARKERS = (
    "circle",
    "square",
    "triangle",
    "diamond",
    "triangle_down",
    "hexagon",
    "plus",
    "star",
    "ring",
    "square_open",
    "triangle_open",
    "diamond_open",
)
HATCHES = ("", "diagonal", "back_diagonal", "vertical", "horizontal", "cross", "diagonal_cross")


@dataclass(frozen=True, slots=True)
class Series:
    """How one authority is drawn: a colour, and a shape and hatch so that greyscale loses nothing."""

    colour: str
    """`#12436D`"""
    marker: str
    """One of `MARKERS`."""
    hatch: str = ""
    """One of `HATCHES`; empty for a plain fill."""


@dataclass(frozen=True, slots=True)
class FontFace:
    """A static TrueType file of the look's family, used by the page and by the charts."""

    weight: int
    """400, 600, … as in CSS."""
    path: str = field(repr=False)
    """Where the file lies. Left out of `repr`, which feeds digests: the same font elsewhere is the same."""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    name: str
    colours: tuple[tuple[str, str], ...]
    """Role (see `COLOUR_ROLES`) and colour; a look may add roles of its own."""
    series: tuple[Series, ...]
    """In the order authorities are drawn; at least twelve."""
    font_family: str
    font_size_pt: float
    """Size of body text."""
    spacing_mm: float
    """The step that margins and gaps are multiples of."""
    sizes: tuple[tuple[str, float], ...] = ()
    """Role (see `SIZE_ROLES`) and size in points."""
    symbols: tuple[tuple[str, str], ...] = ()
    """Standing (see `STANDING_SYMBOLS`) and its symbol."""
    fonts: tuple[FontFace, ...] = ()
    fallbacks: tuple[str, ...] = ()
    """Families to try where the face cannot be loaded, as `Arial`, `sans-serif`."""
    page_size: str = "A4"
    page_margin_mm: float = 20.0
    files: tuple[str, ...] = field(default=(), repr=False, compare=False)
    """Where its values were read: its own file, and those of the looks it is based on."""

    def colour(self, role: str) -> str:
        """The colour of a role. Raises KeyError for a role the look does not define."""
        return dict(self.colours)[role]

    def size(self, role: str) -> float:
        """The type size of a role in points. Raises KeyError for a role the look does not define."""
        return dict(self.sizes)[role]

    def symbol(self, standing: str) -> str:
        """The symbol of a standing. Raises KeyError for one the look does not define."""
        return dict(self.symbols)[standing]

    def font(self, weight: int) -> FontFace:
        """The face of the nearest weight. Raises ValueError where the look has no font files."""
        return min(self.fonts, key=lambda face: (abs(face.weight - weight), face.weight))
