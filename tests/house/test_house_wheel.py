"""What is installed: the wheel holds all that a build needs and nothing else, and works anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SHIPPED = {
    "briefing": "briefing",
    "templates": "briefing/bundled/templates",
    "styles": "briefing/bundled/styles",
    "configs": "briefing/bundled/configs",
}
"""Folders of the repository, and where they are in the wheel."""

EDITORS_AND_SYSTEMS = ("~", ".orig", ".swp", ".pyc", ".DS_Store")


def made(folder: Path, target: str, into: Path) -> Path:
    """The wheel or the source distribution of a folder; the network is not asked."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(into)],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    (only,) = into.iterdir()
    return only


def contents(wheel: Path) -> dict[str, bytes]:
    """What is in a wheel, its description of itself aside."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
        return {name: archive.read(name) for name in names}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as an installer leaves it, in a folder whose name has a space."""
    folder = tmp_path_factory.mktemp("installed here")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def away(unpacked: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs Python with the unpacked wheel, from an unrelated folder, in a bare locale."""
    keep = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**keep, "PYTHONPATH": str(unpacked), "LC_ALL": "C", "HOME": os.devnull},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_holds_the_package_and_its_editable_parts_and_nothing_else(wheel: Path) -> None:
    """Every file of the four folders is in the wheel, byte for byte, and there is no other."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *SHIPPED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    expected = {}
    for name in listed:
        if not (ROOT / name).is_file():
            continue  # deleted, and not yet committed
        top, _, inner = name.partition("/")
        expected[f"{SHIPPED[top]}/{inner}"] = (ROOT / name).read_bytes()
    assert sorted(contents(wheel)) == sorted(expected)
    assert contents(wheel) == expected


@pytest.mark.parametrize(
    "name",
    [
        "briefing/bundled/configs/camden-vs-haringey.yaml",
        "briefing/bundled/styles/fonts/BriefingSans-Regular.ttf",
        "briefing/bundled/styles/house.yaml",
        "briefing/bundled/templates/main.html",
        "briefing/extraction/labels/weights.json",
        "briefing/reference/authorities.csv",
        "briefing/reference/framework.yaml",
        "briefing/reference/indicators.yaml",
        "briefing/reference/records/camden.json",
        "briefing/reference/records/haringey.json",
    ],
)
def test_what_a_build_needs_is_in_the_wheel(wheel: Path, name: str) -> None:
    """One of each kind, by name, so that moving a folder is noticed."""
    assert contents(wheel)[name]


def test_nothing_that_editors_and_tests_leave_is_in_the_wheel(wheel: Path) -> None:
    """No compiled file, no backup, no test, no labelled corpus."""
    names = list(contents(wheel))
    assert [n for n in names if n.endswith(EDITORS_AND_SYSTEMS) or Path(n).name.startswith("test_")] == []
    assert [n for n in names if n.endswith((".jsonl", ".tsv", ".gold.json"))] == []


def test_the_licences_and_the_command_are_declared(wheel: Path) -> None:
    """The project's licence, the typeface's, and the entry point travel with the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" in name]
        about = {name.partition(".dist-info/")[2]: archive.read(name).decode() for name in names}
    assert "MIT License" in about["licenses/LICENSE"]
    assert "SIL Open Font License" in about["licenses/styles/fonts/OFL.txt"]
    assert "briefing = briefing.cli:main" in about["entry_points.txt"]
    assert "Requires-Python: >=3.11" in about["METADATA"]


def test_the_source_distribution_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """Built from the published sources, the wheel is the same."""
    source = made(ROOT, "sdist", tmp_path / "sdist")
    (tmp_path / "unpacked").mkdir()
    subprocess.run(["tar", "-xf", str(source), "-C", str(tmp_path / "unpacked")], check=True)
    (folder,) = (tmp_path / "unpacked").iterdir()
    assert contents(made(folder, "wheel", tmp_path / "wheel")) == contents(wheel)


def test_the_example_builds_away_from_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    """From an unrelated empty folder, without home and locale, the installed program makes PDF and HTML."""
    done = away(unpacked, tmp_path, "-m", "briefing", "build", "camden-vs-haringey")
    assert done.returncode == 0, done.stderr
    made_here = tmp_path / "output" / "camden-vs-haringey"
    assert (made_here / "camden-vs-haringey.pdf").read_bytes().startswith(b"%PDF-")
    assert (made_here / "camden-vs-haringey.html").stat().st_size > 50_000
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_the_checkout_is_not_looked_into(unpacked: Path, tmp_path: Path) -> None:
    """What ships is found in the installed package, although the checkout can be imported as well."""
    code = "import briefing.library.bundled as b; print(b.templates(), b.styles(), b.configs(), sep='\\n')"
    done = away(unpacked, tmp_path, "-c", code)
    found = [Path(line).relative_to(unpacked).as_posix() for line in done.stdout.splitlines()]
    assert found == [SHIPPED["templates"], SHIPPED["styles"], SHIPPED["configs"]]
