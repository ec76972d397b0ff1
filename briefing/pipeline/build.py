"""The story of a build, in the order the data travels."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import InputError, Problem
from briefing.library.workspace import Workspace
from briefing.pipeline.options import Built, Options
from briefing.pipeline.unchanged import asked_for, input_digest, mapping_digest, unchanged

if TYPE_CHECKING:
    from briefing.pipeline.document import Made

# Nothing heavy is imported up here: an unchanged build ends before it is needed.


def build(name: str, workspace: Workspace, options: Options) -> Built:
    """Builds the config of that name or path, unless it is built already and nothing changed.

    Raises InputError for a config that is wrong, GateError for a final build that may not be.
    """
    config = workspace.config(name)
    folder = options.output / config.stem
    done = unchanged(config, folder, workspace, options)
    if done is not None:
        return done
    made = _make(config, workspace, options)
    if options.strict and made.warnings:
        raise InputError(*(Problem(warning, place=config.name) for warning in made.warnings))
    return _publish(made, config, folder, workspace, options)


def _make(config: Path, workspace: Workspace, options: Options) -> Made:
    from briefing.config.load import load_config
    from briefing.config.specs import BriefingSpec
    from briefing.pipeline.document import make_briefing
    from briefing.pipeline.materials import Reference, vocabulary
    from briefing.pipeline.pack import make_pack

    reference = Reference()
    spec = load_config(config, vocabulary(workspace, reference), workspace.shown(config))
    if isinstance(spec, BriefingSpec):
        return make_briefing(spec, config.stem, workspace, reference, options)
    return make_pack(spec, config, workspace, reference, options)


def _publish(made: Made, config: Path, folder: Path, workspace: Workspace, options: Options) -> Built:
    from briefing.library.inputs import versions
    from briefing.publishing.atomic import publish
    from briefing.publishing.manifest import InputFile, manifest

    inputs = {name: input_digest(name, config, workspace) for name in made.inputs}
    listed = manifest(
        [InputFile(name, sha256, _role(name)) for name, sha256 in inputs.items()],
        made.files,
        tuple(versions().items()),
        asked=asked_for(options),
        warnings=made.warnings,
        pages=made.pages,
    )
    publish(folder, (*made.files, listed))
    outputs = {file.path: sha256_of(file.data) for file in made.files}
    return Built(
        name=config.stem,
        folder=folder,
        result="built",
        files=(*outputs, listed.path),
        warnings=made.warnings,
        pages=made.pages,
        inputs=mapping_digest(inputs),
        outputs=mapping_digest(outputs),
    )


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _role(name: str) -> str:
    """What an input is to the build, for a reader of the manifest."""
    if name.startswith("config"):
        return "config"
    for role, part in (
        ("decisions", "decisions.yaml"),
        ("record", "record"),
        ("template", "templates/"),
        ("style", "styles/"),
        ("code", "code"),
    ):
        if part in name:
            return role
    return "reference"
