"""Whether there is anything to do: inputs and outputs by content, against the manifest of the last build.

Nothing heavy is imported here, so that an unchanged build costs no more than reading its inputs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing.errors import BriefingError
from briefing.library.inputs import Digests, sha256
from briefing.pipeline.options import Built, Options, Target
from briefing.schedule import INPUT, ISSUES

MANIFEST = "manifest.json"


def unchanged(target: Target, digests: Digests, options: Options) -> Built | None:
    """The last build, if it had the very inputs of today and its outputs are still as they were written."""
    folder = options.output / target.name
    if any((options.output / ".briefing" / target.name).glob("new-*")):
        return None  # a killed build left something: it goes when the lock is taken
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        inputs = {item["name"]: item["sha256"] for item in manifest["inputs"]}
        meanings = {item["name"]: item["meaning"] for item in manifest["inputs"] if "meaning" in item}
        outputs = {item["path"]: item["sha256"] for item in manifest["outputs"]}
        asked = manifest["asked"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if options.force or asked != asked_for(options, target):
        return None
    for name, was in inputs.items():
        same = name.startswith(INPUT) or input_digest(name, target, digests) == was
        if not same and (name not in meanings or meaning(name, target, digests) != meanings[name]):
            return None
    if not _issues_as_they_were(inputs, target, options):
        return None
    if any(sha256(folder / name) != was for name, was in outputs.items()):
        return None
    return Built(
        name=target.name,
        folder=folder,
        result="unchanged",
        files=(*outputs, MANIFEST),
        warnings=tuple(manifest.get("warnings", ())),
        pages=manifest.get("pages"),
        inputs=mapping_digest(inputs),
        outputs=mapping_digest(outputs),
    )


def _issues_as_they_were(inputs: Mapping[str, str | None], target: Target, options: Options) -> bool:
    """Whether a build of today would be compared with the issue that the last one was compared with."""
    named = {name: was for name, was in inputs.items() if name.startswith(INPUT)}
    if not (options.output / ISSUES / target.name).is_dir():
        return not named
    from briefing.pipeline.issuing import compared_with, issue_inputs

    earlier = compared_with(options.output, target.name, lambda name: inputs.get(name, ""))
    return issue_inputs(earlier) == named


def asked_for(options: Options, target: Target) -> dict[str, Any]:
    """What decides the outputs beside their inputs: options of the command line, and whose briefing it is."""
    asked: dict[str, Any] = {"formats": list(options.formats), "final": options.final}
    if target.side:
        side = target.side
        asked |= {"subject": side.subject, "beside": list(side.beside), "chosen": side.chosen}
    return asked


def input_digest(name: str, target: Target, digests: Digests) -> str | None:
    """The digest of an input today: `config` is the config itself, `config:NAME` one that a pack names."""
    if name.startswith("config"):
        path = _config(name, target, digests)
        return digests.file(path) if path else None
    return digests.of(name)


def meaning(name: str, target: Target, digests: Digests) -> str | None:
    """A digest of what a config says: its keys and values, without its comments and the order of its keys.

    None for what is no config, or cannot be read as one.
    """
    from briefing.marked_yaml import read_yaml

    path = _config(name, target, digests) if name.startswith("config") else None
    if path is None:
        return None
    try:
        said = read_yaml(path).data
    except BriefingError:
        return None
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=repr).encode()).hexdigest()


def _config(name: str, target: Target, digests: Digests) -> Path | None:
    named = name.partition(":")[2]
    return digests.workspace.find_config(named) if named else target.config


def mapping_digest(entries: Mapping[str, str | None]) -> str:
    """One digest for a set of named digests."""
    return hashlib.sha256(json.dumps(sorted(entries.items())).encode()).hexdigest()
