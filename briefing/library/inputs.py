"""Inputs by name and content: what an output was made from, so that an unchanged build is known as such.

A name says where a thing is found without saying on which machine: `bundled:` is what ships with the program,
`workspace:` the user's folder. `code` is the program itself with the libraries that decide bytes. An input
that is not there has the digest None; when it appears, it has changed.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from briefing.library import bundled
from briefing.library.workspace import Workspace

# What decides the bytes of an output, besides our own code.
DEPENDENCIES = (
    "fonttools",
    "jinja2",
    "lxml",
    "markupsafe",
    "matplotlib",
    "numpy",
    "pikepdf",
    "pillow",
    "pydyf",
    "python-docx",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
)

ROOMS = (
    "charts",
    "comparison",
    "config",
    "document",
    "domain",
    "library",
    "pipeline",
    "publishing",
    "schedule",
)
"""The folders of the program that a build goes through; a test holds them against what a build imports. What
reads sources, fetches pages or serves a preview decides nothing that is printed from a record."""

KINDS = frozenset((".css", ".csv", ".html", ".jpg", ".json", ".png", ".svg", ".ttf", ".otf", ".yaml", ".yml"))
"""Endings of files that a build may read."""

UNREADABLE = "unreadable"
"""Stands for the digest of what is there and cannot be read."""


def sha256(path: Path) -> str | None:
    """SHA-256 of a file, or None where there is no such file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return UNREADABLE


def folder_digest(folder: Path) -> str | None:
    """A digest of the names and contents of all files below a folder, or None where there is no such folder.

    Moving the folder, or touching its files, changes nothing.
    """
    if not folder.is_dir():
        return None
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def digest(name: str, workspace: Workspace) -> str | None:
    """The digest an input has now."""
    if name == "code":
        return code_digest()
    path = located(name, workspace)
    return folder_digest(path) if name.endswith("/") else sha256(path)


def looked_for(folder: str, inner: str, workspace: Workspace) -> tuple[str, ...]:
    """The inputs behind a file of `templates` or `styles`: the user's alone where they have one, otherwise
    the one that ships, and the user's, which is not there yet."""
    own = f"workspace:{folder}/{inner}"
    there = (workspace.root / folder / inner).is_file()
    return (own,) if there else (own, f"bundled:{folder}/{inner}")


def located(name: str, workspace: Workspace) -> Path:
    """Where an input of that name is found."""
    kind, _, rest = name.partition(":")
    if kind == "workspace":
        return workspace.root / rest
    if kind == "bundled":
        folder, _, inner = rest.partition("/")
        roots = {
            "templates": bundled.templates,
            "styles": bundled.styles,
            "configs": bundled.configs,
            "reference": bundled.reference,
        }
        return roots[folder]() / inner
    raise ValueError(f"not the name of an input: {name}")


class Digests:
    """The digests of inputs by name, each taken once: of many outputs that share an input, the first asks.

    What is taken before a file is read never hides that it changed while it was read: the output then names
    the older digest, and the next build makes it again.
    """

    def __init__(self, workspace: Workspace, known: Mapping[Path, str | None] | None = None) -> None:
        self.workspace = workspace
        self.known = dict(known or {})
        self._by_name: dict[str, str | None] = {}  # finding the path of a name takes longer than its digest

    def of(self, name: str) -> str | None:
        """The digest of the input of that name."""
        if name not in self._by_name:
            code = name == "code"
            self._by_name[name] = code_digest() if code else self.file(located(name, self.workspace))
        return self._by_name[name]

    def file(self, path: Path) -> str | None:
        """The digest of a file, or None where there is no such file."""
        if path not in self.known:
            self.known[path] = sha256(path)
        return self.known[path]

    def take(self) -> None:
        """Takes the digest of every file that a build in this workspace may read."""
        code_digest()
        root = self.workspace.root
        folders = (bundled.templates(), bundled.styles(), root / "templates", root / "styles")
        shallow = (
            bundled.reference(),
            bundled.reference("records"),
            bundled.configs(),
            root / "configs",
            root,
        )
        files = [path for folder in folders for path in folder.rglob("*")]
        files += [path for folder in shallow if folder.is_dir() for path in folder.glob("*.*")]
        for authority in self.workspace.library.glob("*"):
            files += (authority / "record.json", authority / "decisions.yaml")
        for path in files:
            if path.is_file() and path.suffix in KINDS:
                self.file(path)


@cache
def code_digest() -> str:
    """A digest of the program's part in an output and the versions of what it draws and writes with."""
    package = Path(__file__).resolve().parent.parent
    whole = hashlib.sha256()
    for path in sorted(_code_files(package)):
        relative = path.relative_to(package).as_posix()
        whole.update(relative.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for name, version in versions().items():
        whole.update(f"{name}={version}\n".encode())
    return whole.hexdigest()


def _code_files(package: Path) -> list[Path]:
    """Python and the data beside it (a glossary, say), in the rooms that a build goes through."""
    found = [path for path in package.glob("*.py") if path.is_file()]
    for room in ROOMS:
        for folder, folders, names in os.walk(package / room):
            folders[:] = [f for f in folders if f != "__pycache__"]
            found += [Path(folder, name) for name in names if not name.startswith(".")]
    return found


@cache
def versions() -> dict[str, str]:
    """Versions of the libraries, and of Python and Pango, that decide the bytes of an output."""
    found = {name: _installed().get(name) or _asked(name) for name in DEPENDENCIES}
    return {**found, "pango": _pango(), "python": ".".join(map(str, sys.version_info[:3]))}


def _installed() -> dict[str, str]:
    """Names and versions by the folders that installing leaves. Asking `importlib.metadata` for them takes
    longer than all else that an unchanged build does."""
    found: dict[str, str] = {}
    for folder in reversed(sys.path):  # the first on the path is the one that is imported
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - thousands of names; a path of each takes longer
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                project, _, version = name.removesuffix(".dist-info").partition("-")
                found[project.lower().replace("_", "-").replace(".", "-")] = version
    return found


def _asked(name: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _pango() -> str:
    """The version of the library that sets text, asked of itself; empty where it cannot be found."""
    import ctypes

    names = {"linux": "libpango-1.0.so.0", "darwin": "libpango-1.0.0.dylib", "win32": "libpango-1.0-0.dll"}
    try:
        number = int(ctypes.CDLL(names.get(sys.platform, "libpango-1.0.so.0")).pango_version())
    except (OSError, AttributeError):
        return ""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
