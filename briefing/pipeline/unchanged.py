"""Whether there is anything to do: inputs and outputs by content, against the manifest of the last build.

Nothing heavy is imported here, so that an unchanged build costs no more than reading its inputs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from briefing.library.inputs import digest, sha256
from briefing.library.workspace import Workspace
from briefing.pipeline.options import Built, Options

MANIFEST = "manifest.json"


def unchanged(config: Path, folder: Path, workspace: Workspace, options: Options) -> Built | None:
    """The last build, if it had the very inputs of today and its outputs are still as they were written."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        inputs = {item["name"]: item["sha256"] for item in manifest["inputs"]}
        outputs = {item["path"]: item["sha256"] for item in manifest["outputs"]}
        asked = manifest["asked"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if options.force or asked != asked_for(options):
        return None
    if any(input_digest(name, config, workspace) != was for name, was in inputs.items()):
        return None
    if any(sha256(folder / name) != was for name, was in outputs.items()):
        return None
    return Built(
        name=folder.name,
        folder=folder,
        result="unchanged",
        files=(*outputs, MANIFEST),
        warnings=tuple(manifest.get("warnings", ())),
        pages=manifest.get("pages"),
        inputs=mapping_digest(inputs),
        outputs=mapping_digest(outputs),
    )


def asked_for(options: Options) -> dict[str, object]:
    """The options that decide what comes out."""
    return {"formats": list(options.formats), "final": options.final}


def input_digest(name: str, config: Path, workspace: Workspace) -> str | None:
    """The digest of an input today: `config` is the config itself, `config:NAME` one that a pack names."""
    if name == "config":
        return sha256(config)
    if name.startswith("config:"):
        found = workspace.find_config(name.removeprefix("config:"))
        return sha256(found) if found else None
    return digest(name, workspace)


def mapping_digest(entries: Mapping[str, str | None]) -> str:
    """One digest for a set of named digests."""
    return hashlib.sha256(json.dumps(sorted(entries.items())).encode()).hexdigest()
