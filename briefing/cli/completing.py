"""Names completed in the shell. Nothing here is heavier than the list it reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem


def authorities(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Slugs of the register and of the library; the last of several with commas between them."""
    from briefing.library.bundled import reference
    from briefing.library.register import load_authorities
    from briefing.library.workspace import Workspace

    known = {a.slug: a.name for a in load_authorities(reference("authorities.csv"))}
    imported = {slug: "in the library" for slug in Workspace(Path.cwd()).imported() if slug not in known}
    before, comma, last = begun.rpartition(",")
    taken = before.split(",")
    return [
        CompletionItem(f"{before}{comma}{slug}", help=name)
        for slug, name in {**known, **imported}.items()
        if slug.startswith(last.lower()) and slug not in taken
    ]


def configs(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Configs of the workspace and the examples; after a slash, whatever lies there."""
    from briefing.library.workspace import Workspace

    if "/" in begun or begun.startswith("."):
        return [CompletionItem(begun, type="file")]
    return _beginning(begun, Workspace(Path.cwd()).configs())


def statements(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Ids of quality statements."""
    from briefing.library.bundled import reference
    from briefing.library.framework import load_framework

    found = load_framework(reference("framework.yaml")).statements
    return [CompletionItem(s.id, help=s.title) for s in found if s.id.startswith(begun)]


def themes(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Whatever `themes:` takes; the last of several with commas between them."""
    from briefing.library.bundled import reference
    from briefing.library.framework import load_framework

    framework = load_framework(reference("framework.yaml"))
    before, comma, last = begun.rpartition(",")
    names = ("all", *(t.id for t in framework.themes), *(s.id for s in framework.statements))
    return [CompletionItem(f"{before}{comma}{name}") for name in names if name.startswith(last)]


def looks(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    from briefing.library.workspace import Workspace

    return _beginning(begun, Workspace(Path.cwd()).looks())


def _beginning(begun: str, names: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(begun)]
