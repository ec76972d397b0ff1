"""The vocabulary of matters, from YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import yaml

from briefing.domain.matter import Aspect, Breadth, Matter, MatterVocabulary
from briefing.errors import InputError, Problem

Yaml: TypeAlias = bool | int | float | str | Sequence["Yaml"] | Mapping[str, "Yaml"] | None

_KEYS = {"id", "label", "match", "unless", "breadth", "indicators", "outcome", "unknown", "witnesses", "ask"}


def load_matters(path: Path) -> MatterVocabulary:
    """The matters and aspects of a vocabulary file. Raises InputError with every fault it holds."""
    tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    problems = [
        Problem(fault, f"{path.name}, {matter.get('id', 'a matter without an id')}")
        for matter in tree["matters"]
        for fault in _faults(matter)
    ]
    ids = [matter.get("id") for matter in tree["matters"]]
    problems += [
        Problem(f"Two matters are called {i!r}.", path.name) for i in {i for i in ids if ids.count(i) > 1}
    ]
    if problems:
        raise InputError(*problems)
    return MatterVocabulary(
        matters=tuple(_matter(entry) for entry in tree["matters"]),
        aspects=tuple(Aspect(name, _words(phrases)) for name, phrases in tree.get("aspects", {}).items()),
        against=_words(tree.get("against", ())),
        in_favour=_words(tree.get("in_favour", ())),
        absence=_words(tree.get("absence", ())),
        alone=_words(tree.get("alone", ())),
        echo=_words(tree.get("echo", ())),
        aside=_words(tree.get("aside", ())),
    )


def _faults(entry: Mapping[str, Yaml]) -> list[str]:
    faults = [f"There is no key {key!r} for a matter." for key in sorted(entry.keys() - _KEYS)]
    faults += [f"The key {key!r} is missing." for key in ("id", "label", "match") if not entry.get(key)]
    if entry.get("breadth", "plain") not in set(Breadth):
        faults.append(f"`breadth` is one of {', '.join(Breadth)}; this says {entry['breadth']!r}.")
    return faults


def _matter(entry: Mapping[str, Yaml]) -> Matter:
    asks = entry.get("ask")
    return Matter(
        id=str(entry["id"]),
        label=str(entry["label"]),
        phrases=_words(entry["match"]),
        unless=_words(entry.get("unless", ())),
        breadth=Breadth(str(entry.get("breadth", "plain"))),
        indicators=_words(entry.get("indicators", ())),
        outcome=str(entry.get("outcome", "")),
        unknown=str(entry.get("unknown", "")),
        witnesses=_words(entry.get("witnesses", ())),
        asks=tuple((str(witness), str(text)) for witness, text in asks.items())
        if isinstance(asks, Mapping)
        else (),
    )


def _words(value: Yaml) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()
