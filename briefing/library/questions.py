"""The question patterns and lookalike measures, from YAML."""

from __future__ import annotations

from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from briefing.domain.enquiry import Prompt, QuestionBook, QuestionPattern, Witness
from briefing.domain.lookalike import Lookalike, LookalikeMember
from briefing.errors import InputError, Problem
from briefing.marked_yaml import read_yaml

SLOTS = frozenset({"council", "other", "matter", "outcome", "unknown", "values"})


def load_questions(path: Path) -> QuestionBook:
    """The witnesses and question patterns of a file. Raises InputError with every fault it holds."""
    tree = _tree(path)
    witnesses = tuple(Witness(id=name, title=title) for name, title in tree["witnesses"].items())
    known = {witness.id for witness in witnesses}
    problems = [
        Problem(fault, f"{path.name}, {entry.get('id', 'a pattern without an id')}")
        for entry in tree["patterns"]
        for fault in _faults(entry, known)
    ]
    if problems:
        raise InputError(*problems)
    return QuestionBook(
        witnesses=witnesses,
        patterns=tuple(
            QuestionPattern(p["id"], p["witness"], Prompt(p["prompt"]), p["text"]) for p in tree["patterns"]
        ),
        at_most=int(tree.get("at_most", 14)),
        at_most_each=int(tree.get("at_most_each", 3)),
    )


def _tree(path: Path) -> dict[str, Any]:
    """The file as data, read as warily as a config: it may be a user's own."""
    marked = read_yaml(path)
    data = marked.data
    if marked.problems:
        raise InputError(*marked.problems)
    if not isinstance(data, dict) or not isinstance(data.get("witnesses"), dict):
        raise InputError(Problem("There are no 'witnesses' here, with their titles.", marked.place(())))
    patterns = data.get("patterns")
    if not isinstance(patterns, list) or not all(isinstance(entry, dict) for entry in patterns):
        raise InputError(Problem("'patterns' is a list of questions.", marked.place(("patterns",))))
    for key in ("at_most", "at_most_each"):
        if not isinstance(data.get(key, 1), int):
            raise InputError(Problem(f"'{key}' is a whole number.", marked.place((key,))))
    return data


def _faults(entry: dict[str, str], witnesses: set[str]) -> list[str]:
    faults = [
        f"The key {key!r} is missing." for key in ("id", "witness", "prompt", "text") if not entry.get(key)
    ]
    if entry.get("witness") and entry["witness"] not in witnesses:
        faults.append(f"There is no witness {entry['witness']!r}; there are {', '.join(sorted(witnesses))}.")
    if entry.get("prompt") and entry["prompt"] not in set(Prompt):
        faults.append(f"There is no prompt {entry['prompt']!r}; there are {', '.join(Prompt)}.")
    try:
        fields = list(Formatter().parse(str(entry.get("text", ""))))
    except ValueError as error:
        return [*faults, f"The text has a brace too many or too few ({error})."]
    if any(how or conversion for _, _, how, conversion in fields):
        faults.append("A slot is a name in braces, and nothing beside it.")
    slots = {name for _, name, _, _ in fields if name is not None}
    faults += [
        f"{{{slot}}} cannot be filled; {', '.join(sorted(SLOTS))} can." for slot in sorted(slots - SLOTS)
    ]
    return faults


def load_lookalikes(path: Path) -> tuple[Lookalike, ...]:
    """The measures that look alike and count different things."""
    tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(
        Lookalike(
            id=entry["id"],
            label=entry["label"],
            unit=entry["unit"],
            reason=entry["reason"],
            members=tuple(
                LookalikeMember(
                    tuple(member.get("indicators", ())), member["counts"], tuple(member.get("words", ()))
                )
                for member in entry["members"]
            ),
            warning=entry.get("warning", ""),
        )
        for entry in tree["lookalikes"]
    )
