"""What the project promises of itself: its structure, and what it does not contain."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
STANDING_PHRASES = (
    "variation from the england average",
    "support or services allowing them to take a break",
)
NAMES_A_REGISTRY = re.compile(
    r"https?://[\w.-]*(?:pypi|python-?hosted|npm|debian)[\w.-]*\.\w+", re.IGNORECASE
)


def tracked() -> list[Path]:
    """Every file of the project that is under version control or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9%.]+", text.lower().replace("\u2019", "'"))


def nine_in_a_row(text: str) -> set[str]:
    found = words(text)
    return {" ".join(found[i : i + 9]) for i in range(len(found) - 8)}


@pytest.mark.sources
def test_no_sentence_of_a_report_is_in_the_project() -> None:
    """No nine words in a row of a finding, survey wording and standing phrases aside."""
    sources = sorted((SHARED / "sources").glob("*.txt")) if SHARED.is_dir() else []
    if not sources:
        pytest.skip("the two real assessments are not here; they are not part of this project")
    shingles: set[str] = set()
    for source in sources:
        text = source.read_text(encoding="utf-8")
        for paragraph in text.split("Key findings for this quality statement", 1)[1].splitlines():
            if paragraph.rstrip().endswith((".", ")")):  # a sub-heading is a standing phrase
                shingles |= nine_in_a_row(paragraph)
    shingles = {s for s in shingles if not any(phrase in s for phrase in STANDING_PHRASES)}
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if common := nine_in_a_row(text) & shingles:
            found.append(f"{path.relative_to(ROOT)}: {sorted(common)[0]} …")
    assert found == []


def test_no_registry_and_no_machine_is_named() -> None:
    """No address of a package registry and no path of a machine stands anywhere."""
    places = {f"{ROOT}/", f"{ROOT.parent}/", f"{Path.home()}/"} - {"/", "//"}
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if NAMES_A_REGISTRY.search(text) or any(place in text for place in places):
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_rooms_do_not_know_their_neighbours() -> None:
    """The import contract of pyproject.toml holds."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


HEAVY = ("weasyprint", "matplotlib", "pydantic", "lxml", "numpy", "pypdfium2", "docx")


@pytest.mark.parametrize("arguments", [["--help"], ["list", "authorities"], ["extract", "--help"]])
def test_light_commands_import_nothing_heavy(arguments: list[str]) -> None:
    """Neither the renderer nor the drawing library is imported where none is needed."""
    code = (
        "import sys\nfrom briefing.cli import commands\n"
        f"try:\n    commands.main({arguments!r})\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip().splitlines()[-1] == "[]"
