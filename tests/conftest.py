"""What tests of whole commands share: a way to run one, and a workspace of invented authorities."""

from __future__ import annotations

from pathlib import Path

import pytest
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
