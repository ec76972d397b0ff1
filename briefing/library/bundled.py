"""The one place that finds what ships with the program: reference data, templates, styles and examples.

In a checkout the editable parts stand at the top of the repository; in an installed wheel they travel inside
the package, under `bundled/`.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / "bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def reference(name: str = "") -> Path:
    """A file of the reference data, or its folder."""
    return _PACKAGE / "reference" / name


def templates() -> Path:
    return _folder("templates")


def styles() -> Path:
    return _folder("styles")


def configs() -> Path:
    return _folder("configs")
