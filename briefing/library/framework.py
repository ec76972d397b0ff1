"""The regulator's framework, read from its YAML file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

import yaml

from briefing.domain.framework import (
    Band,
    Framework,
    PageAnatomy,
    QualityStatement,
    ScoreLevel,
    Theme,
    Topic,
    slug_of,
)
from briefing.errors import InputError, Problem

_Mapping = Mapping[str, object]


def load_framework(path: Path) -> Framework:
    """The framework in that file.

    Raises InputError where the file cannot be read, is not YAML, or lacks or misspells something; the message
    names the file and the entry.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _broken(path, f"The framework file cannot be read: {error}.") from error
    try:
        return _framework(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _broken(path, f"The framework file has a missing or misshapen entry: {error}.") from error


def _broken(path: Path, message: str) -> InputError:
    return InputError(
        Problem(message, place=path.name, mend="Compare it with the framework file that ships.")
    )


def _framework(raw: _Mapping) -> Framework:
    statements = tuple(
        _statement(number, entry) for number, entry in enumerate(_entries(raw, "statements"), start=1)
    )
    themes = tuple(
        Theme(
            id=_text(entry, "id"),
            number=number,
            title=_text(entry, "title"),
            statements=tuple(s.id for s in statements if s.theme == entry["id"]),
        )
        for number, entry in enumerate(_entries(raw, "themes"), start=1)
    )
    astray = {s.theme for s in statements} - {theme.id for theme in themes}
    if astray:
        raise ValueError(f"a quality statement names a theme that is not there: {sorted(astray)}")
    return Framework(
        regulator=_text(raw, "regulator"),
        abbreviation=_text(raw, "abbreviation"),
        themes=themes,
        statements=statements,
        levels=tuple(
            ScoreLevel(score=_number(entry, "score"), words=_text(entry, "words"))
            for entry in _entries(raw, "levels")
        ),
        bands=tuple(
            Band(_text(entry, "rating"), _number(entry, "lowest"), _number(entry, "highest"))
            for entry in _entries(raw, "bands")
        ),
        anatomy=_anatomy(cast("_Mapping", raw.get("page", {}))),
    )


def _statement(number: int, entry: _Mapping) -> QualityStatement:
    return QualityStatement(
        id=_text(entry, "id"),
        number=number,
        title=_text(entry, "title"),
        short_title=_text(entry, "short_title"),
        theme=_text(entry, "theme"),
        titles=_texts(entry, "titles"),
        page_names=_texts(entry, "pages"),
        topics=tuple(_topic(topic) for topic in _entries(entry, "topics")),
    )


def _topic(entry: _Mapping) -> Topic:
    title = _text(entry, "title")
    return Topic(
        id=_text(entry, "id") if "id" in entry else slug_of(title),
        title=title,
        headings=_texts(entry, "headings"),
        openings=_texts(entry, "openings"),
        words=tuple((word, _number(group, word)) for group in _entries(entry, "words") for word in group),
    )


def _anatomy(entry: _Mapping) -> PageAnatomy:
    known = ("findings", "expectation", "commitment", "asides", "summary_parts", "endings", "furniture")
    unknown = sorted(set(entry) - set(known))
    if unknown:
        raise ValueError(f"page has entries nobody reads: {', '.join(unknown)}")
    return PageAnatomy(**{name: _texts(entry, name) for name in known})


def _entries(entry: _Mapping, key: str) -> Iterable[_Mapping]:
    found = entry.get(key, ())
    if not isinstance(found, list | tuple) or not all(isinstance(item, dict) for item in found):
        raise TypeError(f"{key} should be a list of entries")
    return cast("Iterable[_Mapping]", found)


def _texts(entry: _Mapping, key: str) -> tuple[str, ...]:
    found = entry.get(key, ())
    if not isinstance(found, list | tuple) or not all(isinstance(item, str) for item in found):
        raise TypeError(f"{key} should be a list of texts")
    return tuple(found)


def _text(entry: _Mapping, key: str) -> str:
    found = entry[key]
    if not isinstance(found, str):
        raise TypeError(f"{key} should be a text")
    return found


def _number(entry: _Mapping, key: str) -> int:
    found = entry[key]
    if not isinstance(found, int):
        raise TypeError(f"{key} should be a whole number")
    return found
