"""Looks on disk: one small YAML each, which may build on another in the same folder.

A look names only what differs from the one it is `based_on`; lists and sizes merge by key, the list of series is
replaced whole. Everything that is wrong is told at once, with its line and column.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from dataclasses import dataclass
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

_LARGEST_FILE = 200_000
_FEWEST_SERIES = 12
"""A briefing compares up to twelve authorities."""

_TEXT_ON_PAPER = 4.5
_MARK_ON_PAPER = 3.0
"""Contrast ratios: WCAG 2.2, success criteria 1.4.3 and 1.4.11."""

_GROUPS: dict[str, tuple[str, ...] | None] = {
    "font": ("family", "fallbacks", "files"),
    "sizes": SIZE_ROLES,
    "page": ("size", "margin_mm"),
    "colours": None,  # a look may add roles of its own
    "symbols": STANDING_SYMBOLS,
}
_KEYS = ("name", "based_on", "spacing_mm", "series", *_GROUPS)
_SERIES_KEYS = ("colour", "marker", "hatch")


@dataclass(frozen=True, slots=True)
class _Value:
    """A scalar or list of the file with its place, so that a fault found later can still name it."""

    node: yaml.Node
    path: Path

    @property
    def place(self) -> str:
        mark = self.node.start_mark
        return f"{self.path}:{mark.line + 1}:{mark.column + 1}"


_Flat = dict[tuple[str, ...], _Value]


def load_look(path: Path) -> Look:
    """The look in that file, with what it builds on filled in.

    Raises InputError with every fault found: unknown keys, wrong types, missing roles, colours too faint to
    read, font files that are not there.
    """
    problems: list[Problem] = []
    values = _merged(path, problems, ())
    look = None if problems else _Reader(path, values, problems).look()
    if look is None or problems:
        raise InputError(*problems)
    return look


def _merged(path: Path, problems: list[Problem], seen: tuple[Path, ...]) -> _Flat:
    """The flat keys of the file laid over those of its base."""
    values = _flat(path, problems)
    base = values.pop(("based_on",), None)
    if base is None or problems:
        return values
    below = path.parent / f"{base.node.value}.yaml"
    if below in (*seen, path):
        problems.append(Problem("This look is based on itself.", base.place, "Name another look."))
        return values
    if not below.is_file():
        names = sorted(other.stem for other in path.parent.glob("*.yaml") if other != path)
        message = f"There is no look named {base.node.value!r} beside this one."
        problems.append(Problem(message, base.place, _nearest(str(base.node.value), names)))
        return values
    return {**_merged(below, problems, (*seen, path)), **values}


def _flat(path: Path, problems: list[Problem]) -> _Flat:
    root = _compose(path, problems)
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        problems.append(Problem("A look is a list of keys and values.", str(path), f"Keys: {_listed(_KEYS)}."))
        return {}
    flat: _Flat = {}
    for key, node in _pairs(root, path, problems, _KEYS):
        if key not in _GROUPS:
            flat[(key,)] = _Value(node, path)
        elif not isinstance(node, yaml.MappingNode):
            problems.append(Problem(f"{key!r} holds keys and values.", _Value(node, path).place))
        else:
            for inner, value in _pairs(node, path, problems, _GROUPS[key]):
                if (key, inner) == ("font", "files") and isinstance(value, yaml.MappingNode):
                    for weight, file in _pairs(value, path, problems, None):
                        flat[("font", "files", weight)] = _Value(file, path)
                else:
                    flat[(key, inner)] = _Value(value, path)
    return flat


def _compose(path: Path, problems: list[Problem]) -> yaml.Node | None:
    try:
        text = path.read_text(encoding="utf-8")
        if len(text) > _LARGEST_FILE:
            raise ValueError("it is far larger than a look can be")
        # The loader written in Python: the one in C crashes the process on absurdly deep nesting.
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        problems.append(Problem(f"This is not readable as YAML: {error.problem}.", place))
        return None
    except (OSError, UnicodeDecodeError, ValueError, RecursionError, yaml.YAMLError) as error:
        problems.append(Problem(f"This look cannot be read: {error}.", str(path)))
        return None
    if node is None:
        problems.append(Problem("This look is empty.", str(path), f"Keys: {_listed(_KEYS)}."))
    return node


def _pairs(
    node: yaml.MappingNode, path: Path, problems: list[Problem], known: tuple[str, ...] | None
) -> list[tuple[str, yaml.Node]]:
    """Keys and value nodes in order; unknown and repeated keys become problems."""
    pairs: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key, place = str(key_node.value), _Value(key_node, path).place
        if known is not None and key not in known:
            problems.append(Problem(f"A look has no key {key!r} here.", place, _nearest(key, known)))
        elif key in pairs:
            problems.append(Problem(f"{key!r} is given twice.", place, "Keep one of them."))
        else:
            pairs[key] = value
    return list(pairs.items())


class _Reader:
    """Turns merged values into a Look and notes every fault on the way."""

    def __init__(self, path: Path, values: _Flat, problems: list[Problem]) -> None:
        self.path, self.values, self.problems = path, values, problems

    def look(self) -> Look:
        colours = self._colours()
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
        )
        self._check_contrast(dict(colours))
        return look

    def _scalar(self, *key: str) -> _Value | None:
        value = self.values.get(key)
        if value is None:
            self._fault(str(self.path), f"The look does not say {_listed(key, ' → ')!r}.", "Add it, or a based_on.")
        elif not isinstance(value.node, yaml.ScalarNode) or not str(value.node.value).strip():
            self._fault(value.place, f"{_listed(key, ' → ')!r} is one value.")
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
            self._fault(value.place, f"{_listed(key, ' → ')!r} is a number above 0, not {value.node.value!r}.")
        return number

    def _colours(self) -> tuple[tuple[str, str], ...]:
        extra = tuple(key[1] for key in self.values if key[0] == "colours" and key[1] not in COLOUR_ROLES)
        return tuple((role, self._colour(self._scalar("colours", role))) for role in (*COLOUR_ROLES, *extra))

    def _colour(self, value: _Value | None) -> str:
        if value is None:
            return "#000000"
        if re.fullmatch(r"#[0-9A-Fa-f]{6}", str(value.node.value)):
            return str(value.node.value).upper()
        self._fault(value.place, f"{value.node.value!r} is not a colour.", 'Write it as "#12436D", in quotes.')
        return "#000000"

    def _series(self, paper: str) -> tuple[Series, ...]:
        value = self.values.get(("series",))
        if value is None or not isinstance(value.node, yaml.SequenceNode):
            self._fault(value.place if value else str(self.path), "'series' is a list of colour, marker and hatch.")
            return ()
        if len(value.node.value) < _FEWEST_SERIES:
            message = f"There are {len(value.node.value)} series; twelve authorities need {_FEWEST_SERIES}."
            self._fault(value.place, message)
        return tuple(self._one_series(_Value(node, value.path), paper) for node in value.node.value)

    def _one_series(self, value: _Value, paper: str) -> Series:
        if not isinstance(value.node, yaml.MappingNode):
            self._fault(value.place, "A series has a colour, a marker and perhaps a hatch.")
            return Series("#000000", MARKERS[0])
        pairs = dict(_pairs(value.node, value.path, self.problems, _SERIES_KEYS))
        if "colour" not in pairs or "marker" not in pairs:
            self._fault(value.place, "A series has a colour and a marker.")
            return Series("#000000", MARKERS[0])
        colour = self._colour(_Value(pairs["colour"], value.path))
        if contrast(colour, paper) < _MARK_ON_PAPER:
            place = _Value(pairs["colour"], value.path).place
            self._fault(place, f"{colour} is too faint on {paper}: {contrast(colour, paper):.2f} to 1, needs 3.")
        marker = self._choice(_Value(pairs["marker"], value.path), MARKERS)
        hatch = self._choice(_Value(pairs["hatch"], value.path), HATCHES) if "hatch" in pairs else ""
        return Series(colour, marker, hatch)

    def _choice(self, value: _Value, known: tuple[str, ...]) -> str:
        word = str(value.node.value)
        if word not in known:
            self._fault(value.place, f"{word!r} is not known here.", _nearest(word, tuple(k for k in known if k)))
        return word

    def _fonts(self) -> tuple[FontFace, ...]:
        faces = []
        for key, value in self.values.items():
            if key[:2] != ("font", "files"):
                continue
            weight, file = key[-1], value.path.parent / str(value.node.value)
            if not weight.isdigit() or not 100 <= int(weight) <= 900:
                self._fault(value.place, f"{weight!r} is not a font weight.", "Use 400 for regular, 600 for bold.")
            elif not file.is_file():
                self._fault(value.place, f"There is no font file {value.node.value}.")
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
                message = f"{over} {colours[over]} is too faint on {under} {colours[under]}: {ratio:.2f} to 1."
                self._fault(value.place if value else str(self.path), message, f"At least {least:g} to 1 is needed.")

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


def _nearest(word: str, known: list[str] | tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"Did you mean {close[0]!r}?" if close else f"Known: {_listed(known)}."


def _listed(words: list[str] | tuple[str, ...], join: str = ", ") -> str:
    return join.join(words)
