"""A config file into a spec: every problem at once, each with its place, what was expected and the mend."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefing.config.names import Names, Vocabulary
from briefing.config.specs import (
    BriefingSpec,
    EmailSpec,
    ImplicationSpec,
    NotifySpec,
    PackSpec,
    ScheduleSpec,
    WebhookSpec,
)
from briefing.errors import InputError, Problem
from briefing.marked_yaml import At, MarkedYaml, Plain, read_yaml

M = TypeVar("M", bound=BaseModel)

_INNER: dict[str, type[BaseModel]] = {
    "schedule": ScheduleSpec,
    "notify": NotifySpec,
    "email": EmailSpec,
    "webhook": WebhookSpec,
    "implications": ImplicationSpec,
}
"""What may stand inside a key, for finding the nearest name."""

MOST_TOLD = 30
"""Problems of one list or set of keys; whoever made more has another file in mind."""

_EXPECTED = {
    "string_type": "text was expected",
    "tuple_type": "a list was expected",
    "int_type": "a whole number was expected",
    "bool_type": "true or false was expected",
    "date_type": "a date was expected, as 2026-12-01",
    "date_from_datetime_inexact": "a date without a time was expected, as 2026-12-01",
    "model_type": "a set of keys and values was expected",
    "model_attributes_type": "a set of keys and values was expected",
    "dict_type": "a set of keys and values was expected",
}


def load_config(path: Path, vocabulary: Vocabulary, shown: str | None = None) -> BriefingSpec | PackSpec:
    """The spec that a config file holds, its names resolved to ids.

    Raises InputError with all problems of the file at once.
    """
    marked = read_yaml(path, shown)
    problems = list(marked.problems)
    spec = _validated(marked, marked.data, (), problems)
    if isinstance(spec, PackSpec):
        spec = _pack(marked, spec, vocabulary, problems)
    elif spec is not None:
        spec = _named(marked, spec, (), vocabulary, problems)
    else:
        _check_names_in_place(marked, marked.data, (), vocabulary, problems)
    if problems:
        raise InputError(*_in_order(problems))
    assert spec is not None  # noqa: S101  (no problem was found, so there is a spec)
    return spec


def _in_order(problems: list[Problem]) -> list[Problem]:
    def line(problem: Problem) -> tuple[int, int]:
        parts = problem.place.rsplit(":", 2)
        return (int(parts[1]), int(parts[2])) if len(parts) == 3 and parts[1].isdigit() else (0, 0)

    return sorted(dict.fromkeys(problems), key=line)


def _validated(
    marked: MarkedYaml, data: Plain, at: At, problems: list[Problem]
) -> BriefingSpec | PackSpec | None:
    if not isinstance(data, dict):
        what = "The file is empty" if data is None else "This is not a set of keys and values"
        problems.append(
            Problem(
                f"{what}; a config has keys such as 'authorities' and 'themes'.",
                place=marked.place(at),
                mend="See `briefing new --help` for one to start from.",
            )
        )
        return None
    kind = data.get("kind", "briefing")
    if kind not in ("briefing", "pack"):
        problems.append(
            Problem(
                f"kind is '{kind}'; it can be 'briefing' or 'pack'.",
                place=marked.place((*at, "kind")),
                mend=_near(str(kind), ("briefing", "pack")),
            )
        )
        data = {**data, "kind": "briefing"}
    return (
        _pack_model(marked, data, at, problems)
        if kind == "pack"
        else _model(marked, BriefingSpec, data, at, problems)
    )


def _pack_model(
    marked: MarkedYaml, data: dict[str, Plain], at: At, problems: list[Problem]
) -> PackSpec | None:
    """Parts are read one by one, so that a problem in one is told at its own place."""
    found = len(problems)
    parts = data.get("parts")
    read: list[str | BriefingSpec] = []
    if isinstance(parts, list):
        for i, part in enumerate(parts):
            place = (*at, "parts", i)
            if isinstance(part, str):
                read.append(part)
                continue
            spec = _validated(marked, part, place, problems)
            if isinstance(spec, BriefingSpec):
                read.append(spec)
            elif spec is not None:
                problems.append(Problem("A pack cannot stand inside a pack.", place=marked.place(place)))
        checked: dict[str, object] = {**data, "parts": tuple(read) or ("",)}
    else:
        checked = dict(data)
    spec = _model(marked, PackSpec, checked, at, problems)
    return spec if len(problems) == found else None


def _model(marked: MarkedYaml, model: type[M], data: object, at: At, problems: list[Problem]) -> M | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = error.errors()
        deeper = {e["loc"][:-1] for e in errors}
        # A list that lost an item to an error of its own is not, on top of that, too short.
        told = [e for e in errors if not (e["type"] == "too_short" and e["loc"] in deeper)]
        problems.extend(_problem(marked, model, at, e) for e in told[:MOST_TOLD])
        return None


def _problem(marked: MarkedYaml, model: type[BaseModel], at: At, error: ErrorDetails) -> Problem:
    path = (*at, *(part for part in error["loc"]))
    name = str(path[-1]) if path else ""
    kind = error["type"]
    if kind == "extra_forbidden":
        near = _near(name, _keys(model, error["loc"][:-1]))
        return Problem(f"There is no key '{name}' here.", place=marked.place(path, key=True), mend=near)
    if kind == "missing":
        return Problem(f"The key '{name}' is missing; a config must have it.", place=marked.place(path[:-1]))
    place = marked.place(path)
    given = _shown(error["input"])
    if kind == "literal_error":
        allowed = str(error["ctx"]["expected"]).replace(" or ", ", ")
        mend = _near(str(error["input"]), tuple(a.strip("' ") for a in allowed.split(",")))
        return Problem(f"{name_of(path)} is {given}; it can be {allowed}.", place=place, mend=mend)
    if kind in ("too_short", "too_long"):
        context = error["ctx"]
        bound = (
            f"at least {context['min_length']}" if kind == "too_short" else f"at most {context['max_length']}"
        )
        return Problem(
            f"{name_of(path)} has {context['actual_length']}; {bound} must stand here.", place=place
        )
    expected = _EXPECTED.get(kind, error["msg"].lower())
    return Problem(f"{name_of(path)} is {given}; {expected}.", place=place)


def name_of(path: At) -> str:
    """A place in a config for a sentence: `authorities, item 2`."""
    words = [f"item {part + 1}" if isinstance(part, int) else f"'{part}'" for part in path]
    return ", ".join(words) or "The config"


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a set of keys and values"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def _keys(model: type[BaseModel], inner: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys allowed at a place inside a model, for finding the nearest."""
    for part in reversed(inner):
        if part in _INNER:
            model = _INNER[str(part)]
            break
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _near(name: str, allowed: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, allowed, n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else f"It can be one of: {', '.join(allowed)}."


def _pack(marked: MarkedYaml, spec: PackSpec, vocabulary: Vocabulary, problems: list[Problem]) -> PackSpec:
    parts = tuple(
        part if isinstance(part, str) else _named(marked, part, ("parts", i), vocabulary, problems)
        for i, part in enumerate(spec.parts)
    )
    look = _one(marked, spec.look, ("look",), vocabulary.looks, problems)
    return spec.model_copy(update={"parts": parts, "look": look or spec.look})


def _named(
    marked: MarkedYaml, spec: BriefingSpec, at: At, vocabulary: Vocabulary, problems: list[Problem]
) -> BriefingSpec:
    """The spec with names as ids: slugs for authorities, quality statement ids for themes."""
    authorities = _many(marked, spec.authorities, (*at, "authorities"), vocabulary.authorities, problems)
    themes = _many(marked, spec.themes, (*at, "themes"), vocabulary.themes, problems)
    neighbours = _many(marked, spec.neighbours, (*at, "neighbours"), vocabulary.authorities, problems)
    subject = spec.subject
    if subject is not None:
        subject = _one(marked, subject, (*at, "subject"), vocabulary.authorities, problems)
        if subject is not None and authorities and subject not in authorities:
            problems.append(
                Problem(
                    f"The subject '{spec.subject}' is not among the authorities compared.",
                    place=marked.place((*at, "subject")),
                    mend="Add it to 'authorities', or name one that is there.",
                )
            )
    look = _one(marked, spec.look, (*at, "look"), vocabulary.looks, problems)
    statements = dict.fromkeys(s for theme in themes for s in vocabulary.theme_statements[theme])
    return spec.model_copy(
        update={
            "authorities": authorities,
            "themes": tuple(statements),
            "neighbours": neighbours,
            "subject": subject,
            "look": look or spec.look,
        }
    )


def _many(
    marked: MarkedYaml, given: tuple[str, ...], at: At, known: Names, problems: list[Problem]
) -> tuple[str, ...]:
    found: dict[str, int] = {}
    before = len(problems)
    for i, name in enumerate(given):
        if len(problems) - before >= MOST_TOLD:
            break
        identifier = _one(marked, name, (*at, i), known, problems)
        if identifier is None:
            continue
        if identifier in found:
            problems.append(
                Problem(
                    f"'{name}' stands here a second time (see item {found[identifier] + 1}).",
                    place=marked.place((*at, i)),
                    mend="Keep one of the two.",
                )
            )
        found.setdefault(identifier, i)
    return tuple(found)


def _one(marked: MarkedYaml, name: str, at: At, known: Names, problems: list[Problem]) -> str | None:
    identifier = known.find(name)
    if identifier is None:
        near = known.nearest(name)
        offer = f"Did you mean '{near}'? " if near else ""
        problems.append(
            Problem(
                f"There is no {known.what} called '{name}'.",
                place=marked.place(at),
                mend=f"{offer}`{known.listing}` lists them.",
            )
        )
    return identifier


def _check_names_in_place(
    marked: MarkedYaml, data: Plain, at: At, vocabulary: Vocabulary, problems: list[Problem]
) -> None:
    """Names in a config whose shape is wrong elsewhere: they are told in the same go."""
    if not isinstance(data, dict):
        return
    for key, known in (
        ("authorities", vocabulary.authorities),
        ("neighbours", vocabulary.authorities),
        ("themes", vocabulary.themes),
    ):
        value = data.get(key)
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            _many(marked, tuple(str(v) for v in value), (*at, key), known, problems)
    for key, known in (("subject", vocabulary.authorities), ("look", vocabulary.looks)):
        value = data.get(key)
        if isinstance(value, str):
            _one(marked, value, (*at, key), known, problems)
    parts = data.get("parts")
    for i, part in enumerate(parts if isinstance(parts, list) else []):
        _check_names_in_place(marked, part, (*at, "parts", i), vocabulary, problems)
