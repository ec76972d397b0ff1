"""Looks on disk: one small YAML each, which may build on another in the same folder.

A look names only what differs from the one it is `based_on`: colours, sizes and symbols merge by key, the
series are replaced as a whole. Everything that is wrong is told at once, with its line and column.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import yaml

from briefing.domain.look import (
    COLOUR_ROLES,
    HATCHES,
    MARKERS,
    SIZE_ROLES,
    STANDING_SYMBOLS,
    FontFace,
    Look,
    Series,
)
from briefing.errors import InputError, Problem
from briefing.library.look_values import Value, Values, listed, merged, nearest, pairs

_FEWEST_SERIES = 12
"""A briefing compares up to twelve authorities."""

_TEXT_ON_PAPER = 4.5
_MARK_ON_PAPER = 3.0
"""Contrast ratios: WCAG 2.2, success criteria 1.4.3 and 1.4.11."""

_FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2")
"""How font files begin."""

_SERIES_KEYS = ("colour", "marker", "hatch")


def load_look(path: Path) -> Look:
    """The look in that file, with what it builds on filled in.

    Raises InputError with every fault found: unknown keys, wrong types, missing roles, colours too faint to
    read, font files that are not there.
    """
    problems: list[Problem] = []
    values = merged(path, problems)
    look = _Reader(path, values, problems).look() if values else None
    if look is None or problems:
        raise InputError(*problems)
    return look


class _Reader:
    """Turns merged values into a Look and notes every fault on the way."""

    def __init__(self, path: Path, values: Values, problems: list[Problem]) -> None:
        self.path, self.values, self.problems = path, values, problems

    def look(self) -> Look:
        colours = self._colours()
        readable = not self.problems
        sizes = tuple((role, self._number("sizes", role)) for role in SIZE_ROLES)
        look = Look(
            name=self._text("name"),
            colours=colours,
            series=self._series(dict(colours).get("paper", "#FFFFFF")),
            font_family=self._text("font", "family"),
            font_size_pt=dict(sizes)["body"],
            spacing_mm=self._number("spacing_mm"),
            sizes=sizes,
            symbols=tuple((standing, self._text("symbols", standing)) for standing in STANDING_SYMBOLS),
            fonts=self._fonts(),
            fallbacks=self._fallbacks(),
            page_size=self._text("page", "size"),
            page_margin_mm=self._number("page", "margin_mm"),
            files=tuple(
                dict.fromkeys(str(path) for path in (self.path, *(v.path for v in self.values.values())))
            ),
        )
        if readable:
            self._check_contrast(dict(colours))
        return look

    def _scalar(self, *key: str) -> Value | None:
        value, named = self.values.get(key), listed(key, " → ")
        if value is None:
            self._fault(str(self.path), f"The look does not say {named!r}.", "Add it, or a based_on.")
        elif not isinstance(value.node, yaml.ScalarNode) or not str(value.node.value).strip():
            self._fault(value.place, f"{named!r} is one value.")
        else:
            return value
        return None

    def _text(self, *key: str) -> str:
        value = self._scalar(*key)
        return "" if value is None else str(value.node.value)

    def _number(self, *key: str) -> float:
        value = self._scalar(*key)
        if value is None:
            return 0.0
        try:
            number = float(value.node.value)
        except ValueError:
            number = 0.0
        if not 0 < number < 1000:
            named = listed(key, " → ")
            self._fault(value.place, f"{named!r} is a number above 0, not {value.node.value!r}.")
        return number

    def _colours(self) -> tuple[tuple[str, str], ...]:
        extra = tuple(key[1] for key in self.values if key[0] == "colours" and key[1] not in COLOUR_ROLES)
        return tuple((role, self._colour(self._scalar("colours", role))) for role in (*COLOUR_ROLES, *extra))

    def _colour(self, value: Value | None) -> str:
        if value is None:
            return "#000000"
        if re.fullmatch(r"#[0-9A-Fa-f]{6}", str(value.node.value)):
            return str(value.node.value).upper()
        mend = 'Write it as "#12436D", in quotes.'
        self._fault(value.place, f"{value.node.value!r} is not a colour.", mend)
        return "#000000"

    def _series(self, paper: str) -> tuple[Series, ...]:
        value = self.values.get(("series",))
        if value is None or not isinstance(value.node, yaml.SequenceNode):
            place = value.place if value else str(self.path)
            self._fault(place, "'series' is a list of colour, marker and hatch.")
            return ()
        if len(value.node.value) < _FEWEST_SERIES:
            message = f"There are {len(value.node.value)} series; twelve authorities need {_FEWEST_SERIES}."
            self._fault(value.place, message)
        return tuple(self._one_series(Value(node, value.path), paper) for node in value.node.value)

    def _one_series(self, value: Value, paper: str) -> Series:
        if not isinstance(value.node, yaml.MappingNode):
            self._fault(value.place, "A series has a colour, a marker and perhaps a hatch.")
            return Series("#000000", MARKERS[0])
        given = dict(pairs(value.node, value.path, self.problems, _SERIES_KEYS))
        if "colour" not in given or "marker" not in given:
            self._fault(value.place, "A series has a colour and a marker.")
            return Series("#000000", MARKERS[0])
        colour = self._colour(Value(given["colour"], value.path))
        if contrast(colour, paper) < _MARK_ON_PAPER:
            message = f"{colour} is too faint on {paper}: {contrast(colour, paper):.2f} to 1."
            place = Value(given["colour"], value.path).place
            self._fault(place, message, f"At least {_MARK_ON_PAPER:g} to 1 is needed.")
        marker = self._choice(Value(given["marker"], value.path), MARKERS)
        hatch = self._choice(Value(given["hatch"], value.path), HATCHES) if "hatch" in given else ""
        return Series(colour, marker, hatch)

    def _choice(self, value: Value, known: tuple[str, ...]) -> str:
        word = str(value.node.value)
        if word not in known:
            mend = nearest(word, tuple(name for name in known if name))
            self._fault(value.place, f"{word!r} is not known here.", mend)
        return word

    def _fonts(self) -> tuple[FontFace, ...]:
        faces = []
        for key, value in self.values.items():
            if key[:2] != ("font", "files"):
                continue
            weight, file = key[-1], value.path.parent / str(value.node.value)
            if not weight.isdigit() or not 100 <= int(weight) <= 900:
                mend = "Use 400 for regular, 600 for bold."
                self._fault(value.place, f"{weight!r} is not a font weight.", mend)
            elif not file.is_file():
                self._fault(value.place, f"There is no font file {value.node.value}.")
            elif not file.resolve().is_relative_to(value.path.parent.resolve()):
                self._fault(value.place, f"The font file {value.node.value} lies outside the folder.")
            elif not file.read_bytes().startswith(_FONTS):
                self._fault(value.place, f"{value.node.value} is not a font file.")
            else:
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                faces.append(FontFace(int(weight), str(file), digest))
        if not any(key[:2] == ("font", "files") for key in self.values):
            self._fault(str(self.path), "The look names no font files.", "Add font → files, weight and path.")
        return tuple(sorted(faces, key=lambda face: face.weight))

    def _fallbacks(self) -> tuple[str, ...]:
        value = self.values.get(("font", "fallbacks"))
        if value is None:
            return ()
        if not isinstance(value.node, yaml.SequenceNode):
            self._fault(value.place, "'fallbacks' is a list of font families.")
            return ()
        return tuple(str(node.value) for node in value.node.value)

    def _check_contrast(self, colours: dict[str, str]) -> None:
        for over, under, least in (
            ("text", "paper", _TEXT_ON_PAPER),
            ("muted", "paper", _TEXT_ON_PAPER),
            ("text", "panel", _TEXT_ON_PAPER),
            ("accent_text", "accent", _TEXT_ON_PAPER),
            ("accent", "paper", _TEXT_ON_PAPER),
            ("england", "paper", _MARK_ON_PAPER),
            ("context", "paper", _MARK_ON_PAPER),
        ):
            ratio = contrast(colours[over], colours[under])
            if ratio < least:
                value = self.values.get(("colours", over))
                place = value.place if value else str(self.path)
                message = (
                    f"{over} {colours[over]} is too faint on {under} {colours[under]}: {ratio:.2f} to 1."
                )
                self._fault(place, message, f"At least {least:g} to 1 is needed.")

    def _fault(self, place: str, message: str, mend: str = "") -> None:
        self.problems.append(Problem(message, place, mend))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two `#RRGGBB` colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
