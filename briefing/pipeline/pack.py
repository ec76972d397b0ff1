"""A pack: briefings joined behind a front sheet."""

from __future__ import annotations

from briefing.config.specs import PackSpec
from briefing.library.workspace import Workspace
from briefing.pipeline.document import Made
from briefing.pipeline.materials import Reference
from briefing.pipeline.options import Options


def make_pack(
    spec: PackSpec, name: str, workspace: Workspace, reference: Reference, options: Options
) -> Made:
    raise NotImplementedError
