"""Looks: one house style that feeds the style sheet and the charts alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """How one authority is drawn: a colour, and a shape and hatch so that greyscale loses nothing."""

    colour: str
    """`#12436D`"""
    marker: str
    """`circle`, `square`, `diamond`, `triangle`, …"""
    hatch: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    name: str
    colours: tuple[tuple[str, str], ...]
    """Role (`text`, `muted`, `paper`, `rule`, `panel`, `accent`, `england`, …) and colour."""
    series: tuple[Series, ...]
    """In the order authorities are drawn; at least twelve."""
    font_family: str
    font_size_pt: float
    spacing_mm: float

    def colour(self, role: str) -> str:
        """The colour of a role. Raises KeyError for a role the look does not define."""
        return dict(self.colours)[role]
