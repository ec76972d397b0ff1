"""Which templates and styles a page is made from, by name: what no page uses, no build depends on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefing.document.styling import OWN_RULES
from briefing.document.templating import reachable
from briefing.domain.look import Look
from briefing.library.bundled import styles
from briefing.library.inputs import looked_for
from briefing.library.workspace import Workspace

BRIEFING = ("layouts/print.html", "layouts/screen.html")
PACK = tuple(
    f"layouts/pack_{page}_{form}.html" for page in ("front", "part", "annex") for form in ("print", "screen")
)
_SHEETS = {
    BRIEFING: ("base.css", "print.css", "screen.css"),
    PACK: ("base.css", "print.css", "screen.css", "pack.css", "pack-screen.css"),
}


def used(
    layouts: tuple[str, ...], look: Look, workspace: Workspace, loaded: Iterable[str] = ()
) -> tuple[str, ...]:
    """Names, as in `library.inputs`, of all templates and styles behind these pages.

    `loaded` are the files that the renderer asked for, relative to the folders of styles.
    """
    names: dict[str, None] = {}
    for template in reachable(workspace.template_folders, layouts):
        names |= dict.fromkeys(looked_for("templates", template, workspace))
    first, *below = (Path(file) for file in look.files)
    # A look that ships is based on looks that ship; a user's on their own first.
    looks = [first.name, *(path.name for path in below if first.is_relative_to(workspace.root))]
    for style in (*looks, *_SHEETS[layouts], *loaded):
        names |= dict.fromkeys(looked_for("styles", style, workspace))
    for file in (*look.files, *(face.path for face in look.fonts)):
        names[_named(Path(file), workspace)] = None
    names |= dict.fromkeys((f"workspace:styles/{OWN_RULES}", f"bundled:styles/{OWN_RULES}"))
    return tuple(names)


def _named(path: Path, workspace: Workspace) -> str:
    """The name of a file of a look: a font lies where the look says, and is looked for nowhere else."""
    own = workspace.root / "styles"
    if path.is_relative_to(own):
        return f"workspace:styles/{path.relative_to(own).as_posix()}"
    return f"bundled:styles/{path.relative_to(styles()).as_posix()}"
