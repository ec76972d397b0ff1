"""What a page may load: files under the folders of its assets, and data in the page itself.

There is no handler for any network protocol, so nothing that hostile text, CSS or SVG names can be reached.
Every refusal is kept, because the renderer carries on without a resource it could not load, and a picture or
font that is missing from a published page is an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote, urlsplit
from urllib.request import DataHandler, OpenerDirector, Request

from weasyprint.urls import URLFetcher, URLFetcherResponse

from briefing.errors import Problem

ASSETS: Final = "assets"
"""Host of the addresses that relative references become: looked up in each root, in order."""

BASE_URL: Final = f"file://{ASSETS}/"
"""The same for every machine and folder, so that no path of the machine can reach the output."""

MEDIA_TYPES: Final = MappingProxyType(
    {
        ".css": "text/css",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".gif": "image/gif",
        ".webp": "image/webp",
        ".ttf": "font/ttf",
        ".otf": "font/otf",
        ".woff": "font/woff",
        ".woff2": "font/woff2",
    }
)
"""The kinds of file that a page may use."""

LARGEST: Final = 50_000_000
"""Bytes of one asset; a page's pictures and fonts are far smaller."""


class RefusedError(Exception):
    """The renderer asked for something it may not have."""


class LockedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves files under `roots` (the first root that has it wins) and `data:` addresses, nothing else."""

    def __init__(self, roots: Sequence[Path]) -> None:
        OpenerDirector.__init__(self)  # past URLFetcher's own, which adds handlers for http, ftp and file
        self._fail_on_errors = False  # all problems are wanted, not only the first
        self._roots = tuple(root.resolve() for root in roots)
        self.problems: list[Problem] = []
        self.loaded: set[str] = set()
        """Names of the files that were served, relative to the root that has them."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Raises RefusedError, and keeps a Problem, for whatever is not ours to serve."""
        try:
            return self._serve(url)
        except (RefusedError, OSError, ValueError) as error:
            problem = Problem(
                f"{_why(error)}.",
                place=_shortened(url),
                mend="Put the file in the templates or styles folder, and name it relative to that folder.",
            )
            if problem not in self.problems:
                self.problems.append(problem)
            raise RefusedError(_why(error)) from error

    def open(self, url: str | Request, data: object = None, timeout: object = None) -> URLFetcherResponse:
        return self.fetch(url.full_url if isinstance(url, Request) else url)

    def _serve(self, url: str) -> URLFetcherResponse:
        scheme = url.partition(":")[0].lower()
        if scheme == "data":
            reply = DataHandler().data_open(Request(url))  # noqa: S310 - decodes the address itself, opens nothing
            return URLFetcherResponse(url, reply.read(), {"Content-Type": reply.headers["Content-Type"]})
        if scheme != "file":
            raise RefusedError("The page asks for something outside this machine, which is never loaded")
        path = self._path(url)
        media_type = MEDIA_TYPES.get(path.suffix.lower())
        if media_type is None:
            raise RefusedError(f"A {path.suffix or 'nameless'} file is not something that a page may use")
        if path.stat().st_size > LARGEST:
            raise RefusedError(f"The file is larger than {LARGEST // 1_000_000} MB")
        # A style sheet's address is what its own references are relative to. Any other file gets an address
        # that is no file's, so that the renderer keeps the bytes it was given and does not go back to disk.
        self.loaded.update(path.relative_to(r).as_posix() for r in self._roots if path.is_relative_to(r))
        address = url if media_type == "text/css" else f"asset:{path.name}"
        return URLFetcherResponse(address, path.read_bytes(), {"Content-Type": media_type})

    def _path(self, url: str) -> Path:
        parts = urlsplit(url)
        name = unquote(parts.path)
        if "\0" in name:
            raise RefusedError("The address holds a character that no file name has")
        if parts.netloc == ASSETS:
            wanted = [root / name.lstrip("/") for root in self._roots]
        elif parts.netloc in ("", "localhost"):
            wanted = [Path(name)]
        else:
            raise RefusedError("The page asks for a file of another machine, which is never loaded")
        for candidate in wanted:
            path = candidate.resolve()  # follows links, so that one leading out of a root is seen as outside
            if any(path.is_relative_to(root) for root in self._roots) and path.is_file():
                return path
        if any(candidate.exists() for candidate in wanted):
            raise RefusedError("The file lies outside the folders that a page may load from")
        raise RefusedError("There is no such file in the folders that a page may load from")


def _why(error: Exception) -> str:
    if isinstance(error, RefusedError):
        return str(error)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"The file cannot be read ({reason})"


def _shortened(url: str) -> str:
    shown = url.removeprefix(BASE_URL)
    return shown if len(shown) <= 120 else f"{shown[:117]}..."
