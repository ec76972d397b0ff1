"""Assessments from the regulator's site into the library: what is new there, and what could not be had."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.errors import Problem, SourceError
from briefing.library.workspace import Workspace
from briefing.pipeline.materials import Reference
from briefing.pipeline.options import silent


@dataclass(frozen=True, slots=True)
class News:
    """A statement of one authority that the library did not hold before, or held otherwise."""

    authority: str
    """Slug."""
    statement: str
    kind: str
    """`new` or `changed`."""
    address: str

    def __str__(self) -> str:
        return f"{self.authority} {self.statement}: {self.kind}"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a look at the regulator's site gave: nothing new is a normal answer."""

    news: tuple[News, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Pages and authorities that could not be had; what the library holds on them is as it was."""


def refresh(
    authorities: Sequence[str],
    workspace: Workspace,
    reference: Reference,
    say: Callable[[str], None] = silent,
) -> Refreshed:
    """Looks for newer assessments of these authorities (slugs) and imports them, for scheduled runs.

    Never raises for a page, an authority or a site that cannot be had: that is in `problems`, and what the
    library holds stays. Lasts as long as good manners towards the site ask: a second or more for each page.
    """
    raise SourceError(Problem("Assessments cannot be fetched yet."))
