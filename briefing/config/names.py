"""What a config may name, and the nearest right name for a wrong one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """A set of names, each with the id it stands for; matching sets case and spacing aside."""

    what: str
    """As "authority", for messages."""
    listing: str
    """The command that lists them."""
    ids: Mapping[str, str]
    """Folded name to id."""
    shown: tuple[str, ...]
    """What to offer when a name is near one of these."""

    def find(self, name: str) -> str | None:
        """The id a name stands for, or None."""
        return self.ids.get(folded(name))

    def nearest(self, name: str) -> str | None:
        """The offered name nearest to a wrong one, or None where nothing is near."""
        by_fold = {folded(s): s for s in self.shown}
        near = difflib.get_close_matches(folded(name), list(by_fold), n=1, cutoff=0.6)
        return by_fold[near[0]] if near else None


def folded(name: str) -> str:
    """A name for matching: lower case, spaces and hyphens alike."""
    return " ".join(name.lower().replace("-", " ").replace("_", " ").split())


def names(what: str, listing: str, pairs: Iterable[tuple[str, str]], shown: Iterable[str]) -> Names:
    """Names from (name, id) pairs; the first of two equal names wins."""
    ids: dict[str, str] = {}
    for name, identifier in pairs:
        ids.setdefault(folded(name), identifier)
    return Names(what, listing, ids, tuple(shown))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that a config may name in a workspace."""

    authorities: Names
    themes: Names
    """Theme ids, quality statement ids and `all`; the id is the name itself."""
    theme_statements: Mapping[str, tuple[str, ...]]
    """For a theme id or `all`, the ids of its statements; for a statement's id, itself."""
    looks: Names
