"""Inputs by name and content: what an output was made from, so that an unchanged build is known as such.

A name says where a thing is found without saying on which machine: `bundled:` is what ships with the program,
`workspace:` the user's folder. A name that ends in `/` is a whole folder. An input that is not there has the
digest None; when it appears, it has changed.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

from briefing.library import bundled
from briefing.library.workspace import Workspace

# What decides the bytes of an output, besides our own code.
DEPENDENCIES = (
    "fonttools",
    "jinja2",
    "lxml",
    "matplotlib",
    "numpy",
    "pikepdf",
    "pydyf",
    "python-docx",
    "weasyprint",
)


def sha256(path: Path) -> str | None:
    """SHA-256 of a file, or None where there is no such file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


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


def digest(name: str, workspace: Workspace) -> str | None:
    """The digest an input has now."""
    if name == "code":
        return code_digest()
    path = located(name, workspace)
    return folder_digest(path) if name.endswith("/") else sha256(path)


@cache
def code_digest() -> str:
    """A digest of the program itself and the versions of what it draws and writes with."""
    package = Path(__file__).resolve().parent.parent
    whole = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        whole.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    for name, version in versions().items():
        whole.update(f"{name}={version}\n".encode())
    return whole.hexdigest()


def versions() -> dict[str, str]:
    """Versions of the libraries that decide the bytes of an output."""
    return {name: metadata.version(name) for name in DEPENDENCIES}
