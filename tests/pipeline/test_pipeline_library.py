"""What is imported is kept with its digest, and held against its text."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from commanding import PAGES, Command


def test_everything_imported_holds(workspace: Path, briefing: Command) -> None:
    """Every sentence and figure of both pages is found again in the source that is kept."""
    done = briefing("check", "--json")
    assert done.code == 0
    found = json.loads(done.out)
    assert found["sentences"] == 58 + 53
    assert found["problems"] == []


def test_a_quotation_that_was_altered_is_refused(workspace: Path, briefing: Command) -> None:
    """One changed word in the record: exit code 5 and the place."""
    path = workspace / "library/kelderby/record.json"
    path.write_text(path.read_text(encoding="utf-8").replace("holes in it", "gaps in it"), encoding="utf-8")
    done = briefing("check")
    assert done.code == 5
    assert "kelderby care-provision 1.4" in done.err


def test_a_source_that_was_altered_is_refused(workspace: Path, briefing: Command) -> None:
    """The kept source must be the one that was imported."""
    source = next((workspace / "library/kelderby/sources").iterdir())
    source.write_text(source.read_text(encoding="utf-8").replace("61.9%", "71.9%"), encoding="utf-8")
    done = briefing("check")
    assert done.code == 5
    assert "SHA-256 differs" in done.err


def test_a_newer_page_takes_the_place_and_the_older_is_kept(workspace: Path, briefing: Command) -> None:
    """Importing a changed page replaces the statement; what it was before lies under versions."""
    newer = workspace / "kelderby-newer.txt"
    text = (PAGES / "kelderby-care-provision.txt").read_text(encoding="utf-8")
    newer.write_text(text.replace("Score: 2", "Score: 3").replace("2 - Evidence shows some shortfalls", ""))
    done = briefing("import", str(newer))
    assert "1 replaced" in done.out
    record = json.loads((workspace / "library/kelderby/record.json").read_text(encoding="utf-8"))
    assert [s["score"] for s in record["statements"]] == [3]
    assert len(list((workspace / "library/kelderby/versions").iterdir())) == 1
    assert len(list((workspace / "library/kelderby/sources").iterdir())) == 2
    assert briefing("check").code == 0


def test_several_pages_of_one_authority_are_joined(workspace: Path, briefing: Command) -> None:
    """A page on another statement is added to the record, not put in the place of the first."""
    page = workspace / "page.txt"
    shutil.copy(PAGES / "wrelland-assessing-needs.txt", page)
    page.write_text(page.read_text(encoding="utf-8").replace("Wrelland", "Kelderby"), encoding="utf-8")
    assert briefing("import", str(page), "--authority", "kelderby").code == 0
    record = json.loads((workspace / "library/kelderby/record.json").read_text(encoding="utf-8"))
    assert [s["statement"] for s in record["statements"]] == ["care-provision", "assessing-needs"]
    assert briefing("check").code == 0


def test_one_bad_file_does_not_stop_the_others(workspace: Path, briefing: Command) -> None:
    """The good ones are read, the bad one is named, exit code 4."""
    (workspace / "empty.txt").write_text("")
    done = briefing("import", str(PAGES / "hollinsworth-equity.txt"), str(workspace / "empty.txt"))
    assert done.code == 4
    assert "empty.txt" in done.err
    assert (workspace / "library/hollinsworth/record.json").is_file()
