"""The YAML of a look: flat keys with their places, laid over those of the look it is based on."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from briefing.domain.look import SIZE_ROLES, STANDING_SYMBOLS
from briefing.errors import Problem
from briefing.library import bundled

_LARGEST_FILE = 200_000
_GROUPS: dict[str, tuple[str, ...] | None] = {
    "font": ("family", "fallbacks", "files"),
    "sizes": SIZE_ROLES,
    "page": ("size", "margin_mm"),
    "colours": None,  # a look may add roles of its own
    "symbols": STANDING_SYMBOLS,
}
_KEYS = ("name", "based_on", "spacing_mm", "series", *_GROUPS)


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar or list of the file with its place, so that a fault found later can still name it."""

    node: yaml.Node
    path: Path

    @property
    def place(self) -> str:
        mark = self.node.start_mark
        return f"{self.path}:{mark.line + 1}:{mark.column + 1}"


Values = dict[tuple[str, ...], Value]


def merged(path: Path, problems: list[Problem], seen: tuple[Path, ...] = ()) -> Values:
    """The flat keys of the file laid over those of the look it is based on; empty where one cannot be read.

    It is sought beside the file, then among those that ship: a user's `house.yaml` may be based on the
    `house` that ships.
    """
    values = _flat(path, problems)
    base = values.pop(("based_on",), None)
    if base is None:
        return values
    seen = (*seen, path.resolve())
    file = f"{base.node.value}.yaml"
    folders = (path.parent, bundled.styles())
    there = [folder / file for folder in folders if (folder / file).is_file()]
    below = next((candidate for candidate in there if candidate.resolve() not in seen), None)
    if below is None and there:
        problems.append(Problem("This look is based on itself.", base.place, "Name another look."))
    elif below is None:
        names = sorted({other.stem for folder in folders for other in folder.glob("*.yaml")} - {path.stem})
        message = f"There is no look named {base.node.value!r} to base this one on."
        problems.append(Problem(message, base.place, nearest(str(base.node.value), names)))
    else:
        under = merged(below, problems, seen)
        return {**under, **values} if under else {}
    return {}


def _flat(path: Path, problems: list[Problem]) -> Values:
    root = _compose(path, problems)
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        problems.append(Problem("A look is a list of keys and values.", str(path), f"Keys: {listed(_KEYS)}."))
        return {}
    flat: Values = {}
    for key, node in pairs(root, path, problems, _KEYS):
        if key not in _GROUPS:
            flat[(key,)] = Value(node, path)
        elif not isinstance(node, yaml.MappingNode):
            problems.append(Problem(f"{key!r} holds keys and values.", Value(node, path).place))
        else:
            for inner, value in pairs(node, path, problems, _GROUPS[key]):
                if (key, inner) == ("font", "files") and isinstance(value, yaml.MappingNode):
                    for weight, file in pairs(value, path, problems, None):
                        flat[("font", "files", weight)] = Value(file, path)
                else:
                    flat[(key, inner)] = Value(value, path)
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
        problems.append(Problem("This look is empty.", str(path), f"Keys: {listed(_KEYS)}."))
    return node


def pairs(
    node: yaml.MappingNode, path: Path, problems: list[Problem], known: tuple[str, ...] | None
) -> list[tuple[str, yaml.Node]]:
    """Keys and value nodes in order; unknown and repeated keys become problems."""
    pairs: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key, place = str(key_node.value), Value(key_node, path).place
        if known is not None and key not in known:
            problems.append(Problem(f"A look has no key {key!r} here.", place, nearest(key, known)))
        elif key in pairs:
            problems.append(Problem(f"{key!r} is given twice.", place, "Keep one of them."))
        else:
            pairs[key] = value
    return list(pairs.items())


def nearest(word: str, known: Sequence[str]) -> str:
    """How to mend a misspelt name."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"Did you mean {close[0]!r}?" if close else f"Known: {listed(known)}."


def listed(words: Sequence[str], join: str = ", ") -> str:
    return join.join(words)
