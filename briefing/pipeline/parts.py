"""The parts of a pack: the configs it names and the briefings written in place, each with its own name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config.load import load_config
from briefing.config.specs import BriefingSpec, PackSpec
from briefing.document.pack_links import ANNEX
from briefing.errors import InputError, Problem
from briefing.library.bundled import configs
from briefing.library.workspace import Workspace
from briefing.marked_yaml import MarkedYaml, read_yaml
from briefing.pipeline.materials import Reference, vocabulary

if TYPE_CHECKING:
    from briefing.config.names import Vocabulary


@dataclass(frozen=True, slots=True)
class PartSpec:
    """One part before it is built."""

    name: str
    """Of its files; no other part of the pack has it."""
    spec: BriefingSpec
    """In the look of the pack, and with its date where it has none of its own."""
    config: str | None
    """What the pack calls the config; None for a briefing written in place."""


def part_specs(
    spec: PackSpec, config: Path, workspace: Workspace, reference: Reference
) -> tuple[PartSpec, ...]:
    """The parts of a pack in order.

    Raises InputError with all problems of all parts at once: a config that is not there or is itself a pack
    or stands twice, with its place in the pack's file, and whatever is wrong inside a config.
    """
    marked = read_yaml(config, workspace.shown(config))
    known = vocabulary(workspace, reference)
    problems: list[Problem] = []
    paths: dict[Path, int] = {}
    names = {ANNEX}  # is behind the parts, so that no part may have its name
    parts = []
    for i, part in enumerate(spec.parts):
        if isinstance(part, BriefingSpec):
            parts.append(PartSpec(_free(f"part-{i + 1}", names), _in_pack(part, spec), None))
            continue
        try:
            path = _path(part, i, paths, workspace, marked)
            read = _briefing(path, i, known, workspace, marked)
        except InputError as error:
            problems.extend(error.problems)
            continue
        parts.append(PartSpec(_free(path.stem, names), _in_pack(read, spec), part))
    if problems:
        raise InputError(*dict.fromkeys(problems))
    return tuple(parts)


def _path(name: str, i: int, paths: dict[Path, int], workspace: Workspace, marked: MarkedYaml) -> Path:
    place = marked.place(("parts", i))
    try:
        path = workspace.config(name).resolve()
    except InputError as error:
        raise InputError(*(Problem(p.message, place, p.mend) for p in error.problems)) from None
    if not any(path.is_relative_to(home.resolve()) for home in (workspace.root, configs())):
        message = f"'{name}' lies outside this folder, and a pack joins only what is inside."
        raise InputError(Problem(message, place, "Copy it into configs/, and name it by its name."))
    if path in paths:
        raise InputError(
            Problem(
                f"'{name}' stands here a second time (see part {paths[path] + 1}).",
                place,
                "Keep one of the two.",
            )
        )
    paths[path] = i
    return path


def _briefing(
    path: Path, i: int, known: Vocabulary, workspace: Workspace, marked: MarkedYaml
) -> BriefingSpec:
    read = load_config(path, known, workspace.shown(path))
    if isinstance(read, PackSpec):
        raise InputError(
            Problem(
                f"'{path.stem}' is itself a pack, and a pack cannot stand inside a pack.",
                marked.place(("parts", i)),
                "Name the briefings it joins, one by one.",
            )
        )
    return read


def _in_pack(part: BriefingSpec, pack: PackSpec) -> BriefingSpec:
    return part.model_copy(update={"look": pack.look, "date": part.date or pack.date})


def _free(name: str, names: set[str]) -> str:
    """The name itself, or with the first number that makes it one of its own."""
    free, number = name, 1
    while free.casefold() in names:
        number += 1
        free = f"{name}-{number}"
    names.add(free.casefold())
    return free
