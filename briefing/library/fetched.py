"""What was fetched for one authority, and when: `library/<authority>/fetched.json`.

It lets the next fetch ask only for what changed since, and go on where an interrupted one stopped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import cast

from briefing.library.workspace import Workspace
from briefing.whole_files import write_whole

_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """One page of a report as it was last met."""

    address: str
    fetched: str
    """When, ISO with offset."""
    sha256: str
    """Of the page as it came."""
    etag: str | None
    modified: str | None
    links: tuple[str, ...]
    """The other pages of the report that it leads to."""
    statements: tuple[str, ...] = ()
    """Those read from it; empty where it holds no assessment."""


@dataclass(frozen=True, slots=True)
class FetchLog:
    """All pages fetched for one authority, and how far the last fetch came."""

    pages: tuple[FetchedPage, ...] = ()
    began: str | None = None
    """When the last fetch began, ISO with offset."""
    ended: bool = True
    """Whether it came to its end without a failure."""

    def page(self, address: str) -> FetchedPage | None:
        return next((p for p in self.pages if p.address == address), None)

    def with_page(self, page: FetchedPage) -> FetchLog:
        return replace(self, pages=(*(p for p in self.pages if p.address != page.address), page))


def read_log(slug: str, workspace: Workspace) -> FetchLog:
    """The log of an authority; an empty one where none can be read, and then all is asked anew."""
    try:
        data = json.loads(_path(slug, workspace).read_bytes())
        if data["schema"] != _SCHEMA:
            return FetchLog()
        pages = tuple(_page(item) for item in data["pages"])
        return FetchLog(pages, data["began"], bool(data["ended"]))
    except (OSError, ValueError, KeyError, TypeError):
        return FetchLog()


def write_log(slug: str, log: FetchLog, workspace: Workspace) -> None:
    data = {
        "schema": _SCHEMA,
        "began": log.began,
        "ended": log.ended,
        "pages": [asdict(page) for page in sorted(log.pages, key=lambda p: p.address)],
    }
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    write_whole(_path(slug, workspace), text.encode())


def _page(item: Mapping[str, object]) -> FetchedPage:
    def texts(name: str) -> tuple[str, ...]:
        return tuple(cast("list[str]", item[name]))

    return FetchedPage(
        address=str(item["address"]),
        fetched=str(item["fetched"]),
        sha256=str(item["sha256"]),
        etag=cast("str | None", item["etag"]),
        modified=cast("str | None", item["modified"]),
        links=texts("links"),
        statements=texts("statements"),
    )


def _path(slug: str, workspace: Workspace) -> Path:
    return workspace.authority(slug) / "fetched.json"
