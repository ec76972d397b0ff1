"""The schedule a config declares: read once for each content of the config, then known from the ledger.

A call that finds nothing due, which is nearly every call, reads the config's bytes and no more.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import InputError, Problem
from briefing.library.workspace import Workspace
from briefing.schedule.declared import Declared
from briefing.schedule.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Reading:
    """What a config declares, and what is wrong with it now."""

    declared: Declared
    error: InputError | None = None
    """The config cannot be read any more; `declared` is what it said when it last could."""


def reading(config: Path, workspace: Workspace, ledger: Ledger) -> Reading:
    """The schedule of a config.

    Raises InputError where it declares none, or cannot be read and never could.
    """
    sha256 = hashlib.sha256(config.read_bytes()).hexdigest()
    known = ledger.known_schedule(config.stem)
    if known and known[0] == sha256:
        return Reading(Declared.read(json.loads(known[1])))
    try:
        said = _declared(config, workspace)
    except InputError as error:
        if known is None:
            raise
        return Reading(Declared.read(json.loads(known[1])), error)
    if said is None:
        raise _none(config, workspace)
    ledger.keep_schedule(config.stem, sha256, said)
    return Reading(Declared.read(json.loads(said)))


def declared(config: Path, workspace: Workspace) -> Declared:
    """The schedule of a config, read anew. Raises InputError where it declares none or cannot be read."""
    said = _declared(config, workspace)
    if said is None:
        raise _none(config, workspace)
    return Declared.read(json.loads(said))


def _declared(config: Path, workspace: Workspace) -> str | None:
    from briefing.config.load import load_config
    from briefing.pipeline.materials import Reference, vocabulary

    spec = load_config(config, vocabulary(workspace, Reference()), workspace.shown(config))
    return None if spec.schedule is None else spec.schedule.model_dump_json(by_alias=True)


def _none(config: Path, workspace: Workspace) -> InputError:
    return InputError(
        Problem(
            "This config has no schedule, so nothing is ever due.",
            place=workspace.shown(config),
            mend="Add a line such as `schedule: {every: monthly}`, or use `briefing build`.",
        )
    )
