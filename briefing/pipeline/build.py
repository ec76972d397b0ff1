"""The story of a build, in the order the data travels."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.errors import InputError, Problem
from briefing.library.inputs import Digests
from briefing.library.workspace import Workspace
from briefing.pipeline.options import Built, Options, Target
from briefing.pipeline.unchanged import asked_for, input_digest, mapping_digest, meaning, unchanged
from briefing.schedule import INPUT

if TYPE_CHECKING:
    from briefing.config.specs import BriefingSpec, PackSpec
    from briefing.pipeline.document import Made
    from briefing.pipeline.materials import Reference
    from briefing.pipeline.parts import PartSpec

# Nothing heavy is imported up here: an unchanged build ends before it is needed.


def build(name: str, workspace: Workspace, options: Options) -> Built:
    """Builds the config of that name or path, unless it is built already and nothing changed.

    Raises InputError for a config that is wrong, GateError for a final build that may not be.
    """
    config = workspace.config(name)
    target, digests = Target(config, config.stem), Digests(workspace)
    done = unchanged(target, digests, options)
    if done is not None and not options.final:  # a final one is kept, too
        return done
    from briefing.pipeline.materials import Reference

    return build_target(target, digests, Reference(), options)


def build_target(target: Target, digests: Digests, reference: Reference, options: Options) -> Built:
    """Builds what changed, as `build` does; of many, those that follow share digests and reference data."""
    from briefing.config.load import load_config
    from briefing.pipeline.materials import vocabulary
    from briefing.pipeline.sides import seen_from
    from briefing.publishing.atomic import locked

    digests.take()  # before anything is read
    workspace = digests.workspace
    known = vocabulary(workspace, reference)
    spec = load_config(target.config, known, workspace.shown(target.config))
    if target.side:
        spec = seen_from(target.side, spec, reference)
    parts = _parts(spec, target, workspace, reference)
    with locked(options.output / target.name):  # of builds that begin at once one builds, others find it done
        done = unchanged(target, digests, options) or _build(spec, parts, target, digests, reference, options)
        if options.final:
            from briefing.pipeline.issuing import keep_final

            keep_final(options.output, target.name)
        return done


def _parts(
    spec: BriefingSpec | PackSpec, target: Target, workspace: Workspace, reference: Reference
) -> tuple[PartSpec, ...]:
    """The parts of a pack, read before anything is locked or written: what is wrong leaves no trace."""
    from briefing.config.specs import BriefingSpec

    if isinstance(spec, BriefingSpec):
        return ()
    from briefing.pipeline.parts import part_specs

    return part_specs(spec, target.config, workspace, reference)


def _build(
    spec: BriefingSpec | PackSpec,
    parts: tuple[PartSpec, ...],
    target: Target,
    digests: Digests,
    reference: Reference,
    options: Options,
) -> Built:
    from briefing.config.specs import BriefingSpec
    from briefing.pipeline.document import make_briefing
    from briefing.pipeline.issuing import compared_with
    from briefing.pipeline.pack import make_pack

    today = partial(input_digest, target=target, digests=digests)
    options = replace(options, earlier=compared_with(options.output, target.name, today))
    if isinstance(spec, BriefingSpec):
        made = make_briefing(spec, target.name, digests.workspace, reference, options)
    else:
        made = make_pack(spec, parts, target.config, digests.workspace, reference, options)
    if options.strict and made.warnings:
        raise InputError(*(Problem(warning, place=target.config.name) for warning in made.warnings))
    return _publish(made, target, digests, options)


def _publish(made: Made, target: Target, digests: Digests, options: Options) -> Built:
    from briefing.library.inputs import versions
    from briefing.pipeline.issuing import issue_inputs
    from briefing.publishing.atomic import publish
    from briefing.publishing.manifest import InputFile, manifest

    folder = options.output / target.name
    inputs = {name: input_digest(name, target, digests) for name in made.inputs}
    inputs |= issue_inputs(options.earlier)
    listed = manifest(
        [
            InputFile(name, sha256, _role(name), meaning(name, target, digests))
            for name, sha256 in inputs.items()
        ],
        made.files,
        tuple(versions().items()),
        asked=asked_for(options, target),
        warnings=made.warnings,
        pages=made.pages,
    )
    publish(folder, (*made.files, listed))
    outputs = {file.path: sha256_of(file.data) for file in made.files}
    return Built(
        name=target.name,
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
        ("issue", INPUT),
        ("decisions", "decisions.yaml"),
        ("record", "record"),
        ("template", "templates/"),
        ("style", "styles/"),
        ("code", "code"),
    ):
        if part in name:
            return role
    return "reference"
