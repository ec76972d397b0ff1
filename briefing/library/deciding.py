"""Writing decisions: one change at a time, merged into what is on disk, and never half a file.

Whoever changes an entry changes its lines and no others, so that the file's history in version control reads
as what was decided, and comments that a colleague wrote into it by hand stay.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import yaml

from briefing.domain.decisions import ComparabilityDecision, Decision, Decisions
from briefing.errors import BriefingError, Problem
from briefing.library.decisions import (
    COMPARABILITY_KEYS,
    ENTRY_KEYS,
    SCHEMA,
    parse_decisions,
    report_order,
)
from briefing.library.store import locked_library
from briefing.library.workspace import Workspace
from briefing.whole_files import write_whole

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TRIES = 20


def change_decisions(slug: str, workspace: Workspace, change: Callable[[Decisions], Decisions]) -> Decisions:
    """Reads the user's decisions on an authority, changes them and writes them, while nobody else does.

    A hand that saves the file in the meantime wins: the change is made again on what it saved. Raises
    InputError where the file is not as it should be, then it is left as it is; BriefingError where somebody
    else does not let go of it; OSError where it cannot be written.
    """
    path = workspace.authority(slug) / "decisions.yaml"
    name = workspace.shown(path)
    with locked_library(slug, workspace):
        for _ in range(_TRIES):
            text = _text(path)
            before = parse_decisions(text, name) if text else Decisions(slug)
            after = change(before)
            if after == before:
                return after
            new = rewritten(text, before, after)
            if _text(path) == text:
                write_whole(path, new.encode())
                return after
    raise BriefingError(Problem("Something keeps changing this file.", place=name, mend="Try again."))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        parse_problem = Problem(
            "The file is not UTF-8 text.", place=str(path), mend="Save it again as UTF-8."
        )
        raise BriefingError(parse_problem) from None


def dump_decisions(decisions: Decisions) -> str:
    """The decisions as YAML text, in the report's order and the reviewers', keys left out when unset."""
    data: dict[str, object] = {
        "schema": SCHEMA,
        "authority": decisions.authority,
        "entries": [_entry_out(d) for d in sorted(decisions.entries, key=report_order)],
    }
    if decisions.comparability:
        data["comparability"] = [_comparability_out(c) for c in decisions.comparability]
    return _dumped(data)


def _dumped(data: object) -> str:
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    return text


def _entry_out(decision: Decision) -> dict[str, object]:
    values = {name: getattr(decision, name) for name in ENTRY_KEYS}
    values["label"] = decision.label.value if decision.label else None
    values["over"] = list(decision.over) or None
    return {name: value for name, value in values.items() if value not in (None, False)}


def _comparability_out(decision: ComparabilityDecision) -> dict[str, object]:
    values = {name: getattr(decision, name) for name in COMPARABILITY_KEYS}
    values["authorities"] = list(decision.authorities)
    return {name: value for name, value in values.items() if value is not None}


def rewritten(text: str, before: Decisions, after: Decisions) -> str:
    """The text of a decisions file after a change: only lines of entries that changed are different ones.

    A file in a shape of its own, such as JSON, is written anew as a whole.
    """
    cut = _cut(text) if before.comparability == after.comparability else None
    if cut is None or len(cut.chunks) != len(before.entries):
        return dump_decisions(after)
    spliced = _spliced(cut, before, after)
    try:
        read = parse_decisions(spliced, "")
    except BriefingError:
        return dump_decisions(after)
    kept = sorted(map(repr, read.entries)) == sorted(map(repr, after.entries))
    return spliced if kept else dump_decisions(after)


class _Cut(NamedTuple):
    """A decisions file in pieces: what stands before its entries, each entry's lines, and what follows."""

    head: str
    chunks: tuple[str, ...]
    tail: str
    indent: str


def _cut(text: str) -> _Cut | None:
    """None where the entries do not stand as a list of lines with dashes."""
    root = yaml.compose(text, Loader=_LOADER)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    keys = [key.start_mark.line for key, _ in root.value]
    listed = [(i, value) for i, (key, value) in enumerate(root.value) if key.value == "entries"]
    if not listed or not isinstance(listed[0][1], yaml.SequenceNode) or listed[0][1].flow_style:
        return None
    at, entries = listed[0]
    lines = text.splitlines(keepends=True)
    end = keys[at + 1] if at + 1 < len(keys) else len(lines)
    starts = [item.start_mark.line for item in entries.value]
    if not all(lines[n].lstrip().startswith("- ") for n in starts) or not text.endswith("\n"):
        return None
    bounds = [_with_remarks(lines, n) for n in starts] + [_with_remarks(lines, end)]
    first = lines[starts[0]]
    return _Cut(
        head="".join(lines[: bounds[0]]),
        chunks=tuple("".join(lines[a:b]) for a, b in pairwise(bounds)),
        tail="".join(lines[bounds[-1] :]),
        indent=first[: len(first) - len(first.lstrip())],
    )


def _with_remarks(lines: list[str], n: int) -> int:
    """The first of the comment lines above a line, which are about what follows them."""
    while n > 0 and lines[n - 1].lstrip().startswith("#"):
        n -= 1
    return n


def _spliced(cut: _Cut, before: Decisions, after: Decisions) -> str:
    was = {(d.item, report_order(d)): (d, chunk) for d, chunk in zip(before.entries, cut.chunks, strict=True)}
    pieces: list[tuple[Decision, str]] = []
    new: list[tuple[Decision, str]] = []
    for decision in after.entries:
        old = was.get((decision.item, report_order(decision)))
        if old is None:
            new.append((decision, _entry_text(decision, cut.indent)))
        elif old[0] == decision:
            pieces.append(old)
        else:
            remarks = "".join(x for x in old[1].splitlines(keepends=True) if x.lstrip().startswith("#"))
            pieces.append((decision, remarks + _entry_text(decision, cut.indent)))
    for piece in new:
        place = next((i for i, (d, _) in enumerate(pieces) if report_order(d) > report_order(piece[0])), None)
        pieces.insert(len(pieces) if place is None else place, piece)
    return cut.head + "".join(chunk for _, chunk in pieces) + cut.tail


def _entry_text(decision: Decision, indent: str) -> str:
    return "".join(indent + line for line in _dumped([_entry_out(decision)]).splitlines(keepends=True))
