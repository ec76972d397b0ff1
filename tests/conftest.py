"""What tests of whole commands share: a way to run one, and a workspace of invented authorities."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from bars import count, pytest_terminal_summary  # noqa: F401  (for all tests)
from commanding import CONFIG, PAGES, Command, Done

from briefing.cli import run


@pytest.fixture
def briefing(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command as the command line does."""

    def call(*arguments: str) -> Done:
        capsys.readouterr()
        code = run(arguments)
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return call


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command) -> Path:
    """A folder with two invented authorities in its library and a config that compares them."""
    monkeypatch.chdir(tmp_path)
    pages = [str(PAGES / name) for name in ("kelderby-care-provision.txt", "ottersham-care-provision.html")]
    done = briefing("import", *pages)
    assert done.code == 0, done.err
    (tmp_path / "kelderby.yaml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="session")
def second_judge() -> Callable[[Path], str]:
    """veraPDF's verdict on PDF/UA-1 and PDF/A-3a: its failed rules, empty where the file passes."""
    tool = Path(__file__).resolve().parents[2] / "shared" / "tools" / "verapdf"
    if not tool.exists() or not shutil.which("java") or not shutil.which("javac"):
        pytest.skip("veraPDF or Java is not on this machine")

    def judge(path: Path) -> str:
        told = subprocess.run(
            [tool, "ua1,3a", path], capture_output=True, text=True, timeout=180, check=False
        )
        if "PASS" not in told.stdout and "FAIL" not in told.stdout:
            pytest.skip(f"veraPDF could not be started: {told.stderr[-200:]}")
        return "" if told.returncode == 0 else told.stdout

    return judge
