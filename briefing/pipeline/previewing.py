"""A preview: the HTML of a config as it stands, made again whenever something under it changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefing.library import bundled
from briefing.library.workspace import Workspace
from briefing.pipeline.materials import Reference, vocabulary
from briefing.pipeline.options import Options

_UNTOUCHED = frozenset(("sources", "versions", "fetched.json"))
"""In the library: nothing that a page is made from."""


def preview(
    name: str, workspace: Workspace, output: Path, *, port: int, browser: bool, say: Callable[[str], None]
) -> None:
    """Serves the preview of a config until it is stopped; `say` is told its address.

    Raises InputError where there is no such config, or the port is taken.
    """
    from briefing.workbench.preview import preview_app
    from briefing.workbench.preview_state import Preview
    from briefing.workbench.preview_watch import Watched
    from briefing.workbench.serving import serve

    config = workspace.config(name)
    reference = Reference()
    state = Preview(config.stem, lambda: pages(name, workspace, reference, output))
    watched = Watched(*watched_folders(config, workspace), matters)
    app = preview_app(state, bundled.templates() / "workbench", watched)
    serve(app, port, say, browser=browser)


def pages(name: str, workspace: Workspace, reference: Reference, output: Path) -> dict[str, bytes]:
    """The HTML files of a config by their paths in the output folder, the first page first.

    Charts are kept under `output`, as those of a build are; nothing else is written. Raises BriefingError for
    whatever a build would refuse.
    """
    from briefing.config.load import load_config
    from briefing.config.specs import BriefingSpec
    from briefing.pipeline.document import lay_out
    from briefing.pipeline.pack import make_pack
    from briefing.pipeline.parts import part_specs

    config = workspace.config(name)
    spec = load_config(config, vocabulary(workspace, reference), workspace.shown(config))
    options = Options(output, ("html",), alone=False)
    if isinstance(spec, BriefingSpec):
        part = lay_out(spec, workspace, reference, options, printing=False)
        return {f"{config.stem}.html": part.rendered.screen_html.encode()}
    parts = part_specs(spec, config, workspace, reference)
    made = make_pack(spec, parts, config, workspace, reference, options)
    return {file.path: file.data for file in made.files if file.path.endswith(".html")}


def watched_folders(config: Path, workspace: Workspace) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Folders of which only the files themselves count, and those that count with all below them."""
    root = workspace.root.resolve()
    own = tuple(root / name for name in ("library", "configs", "templates", "styles"))
    shipped = (bundled.templates(), bundled.styles(), bundled.configs())
    alone = dict.fromkeys((root, config.resolve().parent))
    return tuple(alone), tuple(dict.fromkeys((*own, *(folder.resolve() for folder in shipped))))


def matters(path: Path) -> bool:
    """Whether a page could be made from a file: not where an editor or a writer has only begun."""
    begun = path.name.startswith(".") or path.name.endswith(("~", ".swp", ".tmp", ".lock"))
    return not begun and _UNTOUCHED.isdisjoint(path.parts[-2:])
