"""A library with one invented authority in it, imported once and copied for each test."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest
from commanding import PAGES

from briefing.cli import run


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    with contextlib.chdir(folder):
        assert run(["import", str(PAGES / "kelderby-care-provision.txt")]) == 0
    return folder


@pytest.fixture
def library(imported: Path, tmp_path: Path) -> Path:
    """A copy of that workspace, to work in."""
    folder = tmp_path / "workspace"
    shutil.copytree(imported, folder)
    return folder
