"""YAML with the place of every key and value, so that a message can say file:line:column.

The text is looked at as events first: nesting and aliases are bounded before anything is built, because a
hostile file can otherwise take the process down. Duplicate keys are an error, as is any tag.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeAlias

import yaml
from yaml.reader import ReaderError

from briefing.errors import InputError, Problem

Plain: TypeAlias = "bool | int | float | str | date | list[Plain] | dict[str, Plain] | None"
At: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_ALIASES = 50

MAX_REPEATED = 10_000
"""Values that stand in a document a second time because of an alias."""
MAX_PLAIN = 64
"""Characters of a number or date; a longer one is text."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Characters that nobody sees: controls, and those that turn the direction of what follows."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class MarkedYaml:
    """A YAML document as plain data, with the `line:column` of every key and value by its path."""

    file: str
    data: Plain
    keys: Mapping[At, str]
    values: Mapping[At, str]
    problems: tuple[Problem, ...] = ()

    def place(self, at: At, *, key: bool = False) -> str:
        """`file:line:column` of the value (or key) at a path, or of its nearest parent that is there."""
        marks = self.keys if key else self.values
        while at and at not in marks:
            at = at[:-1]
            marks = self.values
        return f"{self.file}:{marks.get(at, '1:1')}"


def read_yaml(path: Path, shown: str | None = None, *, max_bytes: int = MAX_BYTES) -> MarkedYaml:
    """Reads one YAML file; `shown` is how messages name it.

    Raises InputError where the file cannot be read at all; problems inside it that leave the rest readable
    (a duplicate key) are listed in `problems`, so that they are told together with all others.
    """
    name = shown or str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
    except OSError as error:
        raise InputError(Problem(f"The file cannot be read: {error.strerror}.", place=name)) from None
    if len(raw) > max_bytes:
        size = f"{max_bytes / 1_000_000:g} MB"
        raise InputError(Problem(f"The file is over {size}; nothing of its kind needs that.", place=name))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            Problem(
                f"The file is not UTF-8 text (byte {error.start + 1}).",
                place=_place(name, raw[: error.start].decode("utf-8", "replace")),
                mend="Save it again as UTF-8 in your editor.",
            )
        ) from None
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str) -> MarkedYaml:
    """As `read_yaml`, for a text that is already in hand."""
    try:
        _bounded(text, name)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        raise InputError(
            Problem(
                f"This is not YAML: {error.problem or error.context or 'it cannot be read'}.",
                place=where,
                mend="Check the indentation and the colons and quotes on this line and the one before.",
            )
        ) from None
    except ReaderError as error:
        message = f"A character stands here that YAML does not allow (U+{_code(error):04X})."
        raise InputError(Problem(message, _place(name, text[: error.position]), "Remove it.")) from None
    except yaml.YAMLError as error:
        first = str(error).splitlines()[0]
        raise InputError(Problem(f"This is not YAML: {first}.", place=name)) from None
    walk = _Walk(name)
    data = walk.plain(node, ()) if node is not None else None
    return MarkedYaml(name, data, walk.keys, walk.values, tuple(walk.problems))


def _place(name: str, before: str) -> str:
    """`file:line:column` of what follows this text."""
    return f"{name}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def _code(error: ReaderError) -> int:
    found = error.character
    return found if isinstance(found, int) else ord(found[:1] or "\0")


def _bounded(text: str, name: str) -> None:
    depth = aliases = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
        if depth > MAX_DEPTH:
            raise _refused(f"nested more than {MAX_DEPTH} deep", name, event)
        if aliases > MAX_ALIASES:
            raise _refused("full of aliases", name, event)
        if getattr(event, "tag", None) is not None:
            raise _refused("tagged with a '!'", name, event)


def _refused(what: str, name: str, at: yaml.Event | yaml.Node) -> InputError:
    message = f"This YAML is {what}; nothing of its kind needs that."
    return InputError(Problem(message, place=f"{name}:{_mark(at)}"))


@dataclass(slots=True)
class _Walk:
    """Turns nodes into plain data and notes where each came from."""

    name: str
    keys: dict[At, str] = field(default_factory=dict)
    values: dict[At, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    repeated: int = 0

    def plain(self, node: yaml.Node, at: At) -> Plain:
        if id(node) in self.seen:
            self.repeated += 1
        self.seen.add(id(node))
        if len(at) > MAX_DEPTH or self.repeated > MAX_REPEATED:
            raise _refused("built of aliases within aliases", self.name, node)
        self.values[at] = _mark(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*at, i)) for i, child in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, at: At) -> dict[str, Plain]:
        out: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in out:
                first = self.keys[(*at, key)].split(":")[0]
                self._problem(
                    key_node,
                    f"The key '{key}' stands here a second time; it was first given on line {first}.",
                    "Keep one of the two.",
                )
                continue
            self.keys[(*at, key)] = _mark(key_node)
            out[key] = self.plain(value_node, (*at, key))
        return out

    def _scalar(self, node: yaml.Node) -> Plain:
        if unseen := _UNSEEN.search(node.value):
            self._problem(
                node,
                f"A character stands in this text that nobody sees (U+{ord(unseen[0]):04X}).",
                "Type the text again instead of pasting it.",
            )
        if len(node.value) > MAX_PLAIN:
            return str(node.value)
        try:
            return _construct(node)
        except (yaml.YAMLError, ValueError, OverflowError):
            # As a date that the calendar does not have: it stays text, and the type it meets refuses it.
            return str(node.value)

    def _problem(self, node: yaml.Node, message: str, mend: str) -> None:
        self.problems.append(Problem(message, place=f"{self.name}:{_mark(node)}", mend=mend))


def _mark(node: yaml.Event | yaml.Node) -> str:
    mark = node.start_mark
    return f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"


def _construct(node: yaml.Node) -> Plain:
    # Not a whole loader: that reads and scans, too, and a file of decisions has ten thousand scalars.
    value: Plain = yaml.constructor.SafeConstructor().construct_object(node)
    return value
