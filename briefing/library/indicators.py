"""Indicators as data: reads `reference/indicators.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefing.domain.indicator import Indicator, Polarity
from briefing.errors import InputError, Problem

_KEYS = frozenset({"id", "label", "unit", "units", "polarity", "family", "population", "synonyms", "aliases"})
_REQUIRED = ("id", "label", "unit", "polarity")


def load_indicators(path: Path) -> tuple[Indicator, ...]:
    """The indicators that a YAML list describes, in its order.

    Raises InputError naming every entry that lacks a key, has an unknown one, an unknown polarity, or an id
    that another entry has.
    """
    import yaml

    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if not isinstance(entries, list):
        raise InputError(Problem("expected a list of indicators", path.name))
    problems = [p for n, entry in enumerate(entries, 1) for p in _problems(entry, f"{path.name}, entry {n}")]
    ids = [entry["id"] for entry in entries if isinstance(entry, dict) and "id" in entry]
    ids += [a for entry in entries if isinstance(entry, dict) for a in _words(entry.get("aliases"))]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    problems += [Problem(f"two indicators are called {i!r}", path.name) for i in twice]
    if problems:
        raise InputError(*problems)
    return tuple(_indicator(entry) for entry in entries)


def _problems(entry: object, place: str) -> list[Problem]:
    if not isinstance(entry, dict):
        return [Problem("expected the keys of an indicator", place)]
    problems = [Problem(f"the key {key!r} is missing", place) for key in _REQUIRED if key not in entry]
    problems += [
        Problem(f"unknown key {key!r}", place, f"known keys: {', '.join(sorted(_KEYS))}")
        for key in entry
        if key not in _KEYS
    ]
    if "polarity" in entry and entry["polarity"] not in {p.value for p in Polarity}:
        known = ", ".join(p.value for p in Polarity)
        problems.append(Problem(f"unknown polarity {entry['polarity']!r}", place, f"one of {known}"))
    return problems


def _indicator(entry: Mapping[str, object]) -> Indicator:
    return Indicator(
        id=str(entry["id"]),
        label=str(entry["label"]),
        unit=str(entry["unit"]),
        polarity=Polarity(str(entry["polarity"])),
        family=str(entry.get("family") or ""),
        synonyms=_words(entry.get("synonyms")),
        population=str(entry.get("population") or ""),
        units=_words(entry.get("units")),
        aliases=_words(entry.get("aliases")),
    )


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list) else ()
