"""Exit codes as the contract has them, over all commands; what is wrong is told in words."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import CONFIG, PAGES, Command

from briefing.cli import run

PAGE = "good.txt"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with something right and something wrong of each kind."""
    folder = tmp_path_factory.mktemp("codes")
    with contextlib.chdir(folder):
        shutil.copy(PAGES / "kelderby-care-provision.txt", PAGE)
        Path("other.html").write_bytes((PAGES / "ottersham-care-provision.html").read_bytes())
        assert run(("import", PAGE, "other.html", "-q")) == 0
        Path("kelderby.yaml").write_text(CONFIG + "formats: [data]\n", encoding="utf-8")
        Path("monthly.yaml").write_text(
            CONFIG + "formats: [data]\nschedule: {every: monthly}\n", encoding="utf-8"
        )
        Path("wrong.yaml").write_text(CONFIG + "formts: [pdf]\n", encoding="utf-8")
        Path("picture.pdf").write_bytes(b"%PDF-1.7\n% cut short")
        Path("empty").mkdir()
        Path("tampered/library/kelderby").mkdir(parents=True)
        record = Path("library/kelderby/record.json").read_text(encoding="utf-8")
        Path("tampered/library/kelderby/record.json").write_text(
            record.replace('"score": 2', '"score": 4'), encoding="utf-8"
        )
        shutil.copytree("library/kelderby/sources", "tampered/library/kelderby/sources")
        assert run(("build", "kelderby", "-q")) == 0
        assert run(("run", "monthly", "-q")) == 0
    return folder


CODES = [
    # Done
    (0, "build kelderby"),
    (0, "build kelderby --json"),
    (0, f"extract {PAGE} -o record.json"),
    (0, f"import {PAGE}"),
    (0, "check"),
    (0, "check kelderby -q"),
    (0, "explain kelderby"),
    (0, "run --if-due monthly"),
    (0, "schedule show monthly"),
    (0, "schedule install monthly --for ci"),
    (0, "status"),
    (0, "status kelderby"),
    (0, "list looks"),
    (0, "schema record"),
    (0, "--version"),
    # The input is wrong
    (2, ""),
    (2, "bild"),
    (2, "build"),
    (2, "build nowhere"),
    (2, "build nowhere neither"),
    (2, "build wrong"),
    (2, "build kelderby --format pfd"),
    (2, "build kelderby --jobs 0"),
    (2, "build --all kelderby"),
    (2, "build --matrix"),
    (2, f"extract {PAGE} --statement nothing"),
    (2, f"extract {PAGE} --format xml"),
    (2, f"import {PAGE} --statement nothing"),
    (2, "fetch kelderby --statement nothing"),
    (2, "fetch"),
    (2, "review nobody --no-browser"),
    (2, "review kelderby --statement nothing --no-browser"),
    (2, "serve nowhere --no-browser"),
    (2, "check nowhere"),
    (2, "check wrong"),
    (2, "explain nowhere"),
    (2, "explain kelderby 987654321"),
    (2, "run nowhere"),
    (2, "run --if-due kelderby"),
    (2, "schedule show kelderby"),
    (2, "schedule install monthly --for sundial"),
    (2, "schedule install monthly --for cron --to there --write"),
    (2, "diff nothing neither"),
    (2, "status nowhere"),
    (2, "list everything"),
    (2, "schema everything"),
    (2, "new kelderby --authorities kelderby,ottersham"),
    (2, "new another --authorities kelderby"),
    (2, "init library"),
    (2, "evaluate empty"),
    # A source cannot be read
    (3, "extract nowhere.txt"),
    (3, f"extract {PAGE} picture.pdf"),
    (3, "import nowhere.txt"),
    (3, "import picture.pdf"),
    (3, "import empty"),
    (3, "fetch kelderby --base-url http://127.0.0.1:9"),
    (3, "check library/nobody/record.json"),
    # Some of a batch
    (4, "build kelderby nowhere"),
    (4, f"import {PAGE} picture.pdf"),
    (4, f"import {PAGE} nowhere.txt"),
    (4, "run monthly nowhere"),
    # A gate
    (5, "build kelderby --final"),
]


@pytest.mark.parametrize(("code", "line"), CODES, ids=[line or "nothing" for _, line in CODES])
def test_the_code_of_a_command(
    code: int, line: str, made: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command
) -> None:
    """And a message on standard error wherever it is not 0, which is neither a traceback nor a bug."""
    monkeypatch.chdir(made)
    monkeypatch.setenv("BRIEFING_FETCH_DELAY", "0")
    done = briefing(*line.split())
    assert done.code == code, done.err
    assert bool(done.err.strip()) or code == 0
    assert "Traceback" not in done.err
    assert "This is a bug" not in done.err


def test_evidence_that_no_longer_holds(
    made: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command
) -> None:
    """A record that says something else than its source is refused by the gate."""
    monkeypatch.chdir(made / "tampered")
    done = briefing("check", "--json")
    assert done.code == 5
    assert '"problems": [\n' in done.out
    assert "score" in done.err


QUIET = [
    "build kelderby --force -q",
    f"import {PAGE} -q",
    "check -q",
    "new more --authorities kelderby,ottersham -q",
]


@pytest.mark.parametrize("line", QUIET)
def test_quiet_is_quiet(line: str, made: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command) -> None:
    """Where all is well, nothing is printed on standard output."""
    monkeypatch.chdir(made)
    done = briefing(*line.split())
    assert (done.code, done.out) == (0, ""), done.err


BUGGY = """\
import sys
from briefing.cli import commands, main

@commands.command()
def stumble() -> None:
    raise RuntimeError("a programmer's mistake")

main()
"""


@pytest.mark.parametrize(("before", "traceback"), [((), False), (("--debug",), True)])
def test_a_bug(before: tuple[str, ...], traceback: bool) -> None:
    """Exit code 1; the traceback is for those who ask for it."""
    done = subprocess.run(
        [sys.executable, "-c", BUGGY, *before, "stumble"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert ("Traceback" in done.stderr) == traceback
    assert ("This is a bug in briefing" in done.stderr) != traceback
    assert "a programmer's mistake" in done.stderr
