"""`briefing import`: many files at once, what was read, what is doubtful, what changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from commanding import PAGES, Command

CARE = PAGES / "kelderby-care-provision.txt"


NEWER = {
    "61.9%": "71.9%",
    "Score: 2": "Score: 3",
    "2 - Evidence shows some shortfalls": "",
    "Choice was limited for many people.": "Many people had too little choice. Some had none at all.",
}


def changed(folder: Path, others: dict[str, str]) -> Path:
    """The page of Kelderby with some words in place of others."""
    text = CARE.read_text(encoding="utf-8")
    for was, now in others.items():
        assert was in text
        text = text.replace(was, now)
    path = folder / "kelderby-newer.txt"
    path.write_text(text, encoding="utf-8")
    return path


def shapes(briefing: Command, *arguments: str) -> list[dict[str, Any]]:
    done = briefing("import", "--json", *arguments)
    found = json.loads(done.out)
    assert isinstance(found, list)
    return found


def record(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "library/kelderby/record.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_a_folder_is_read_whole(workspace: Path, briefing: Command) -> None:
    """Every file that a person sees in it; one line in the end says how it went."""
    reports = workspace / "reports"
    reports.mkdir()
    for name in ("hollinsworth-equity.txt", "pellingstowe-safeguarding.txt"):
        shutil.copy(PAGES / name, reports / name)
    shutil.copy(CARE, reports / "again.txt")
    (reports / ".hidden").write_bytes(b"\0")
    (reports / "broken.docx").write_bytes(b"PK\3\4 nothing")
    done = briefing("import", str(reports))
    assert done.code == 4
    assert "broken.docx" in done.err
    assert "4 files: 2 brought something new, 1 did not, 1 failed" in done.out
    assert (workspace / "library/hollinsworth/record.json").is_file()


def test_what_was_read_is_told(workspace: Path, briefing: Command) -> None:
    """Whose it is, each statement with its score, and how many labels are not certain."""
    done = briefing("import", str(PAGES / "hollinsworth-equity.txt"))
    assert "hollinsworth-equity.txt: hollinsworth, 1 statement (1 new)" in done.out
    assert "  equity: score " in done.out
    assert "not in the register" in done.err


def test_only_bad_files(workspace: Path, briefing: Command) -> None:
    """Exit code 3, every file named."""
    for name in ("one.txt", "two.txt"):
        (workspace / name).write_text("", encoding="utf-8")
    done = briefing("import", "one.txt", "two.txt")
    assert done.code == 3
    assert "one.txt" in done.err
    assert "two.txt" in done.err


def test_an_empty_folder(workspace: Path, briefing: Command) -> None:
    (workspace / "nothing").mkdir()
    assert briefing("import", "nothing").code == 3


def test_what_changed_is_told(workspace: Path, briefing: Command) -> None:
    """Score, sentences and figures against the version before; the words of people and of scripts agree."""
    newer = changed(workspace, NEWER)
    done = briefing("import", str(newer))
    assert "since the version before: score 2, now 3; 2 sentences new; " in done.out
    assert "; 1 sentence gone; figure changed: " in done.out
    assert "61.9, now 71.9" in done.out
    shutil.rmtree(workspace / "library/kelderby")
    shapes(briefing, str(CARE))
    (statement,) = shapes(briefing, str(newer))[0]["statements"]
    assert statement["state"] == "replaced"
    told = statement["changes"]
    assert (told["score_before"], told["score_now"]) == (2, 3)
    assert (told["sentences_added"], told["sentences_gone"]) == (2, 1)
    assert [(f["before"], f["now"]) for f in told["figures"]] == [("61.9", "71.9")]


def test_the_same_again(workspace: Path, briefing: Command) -> None:
    """The very same file is known under any name; nothing is kept twice and nothing in the record changes."""
    copy = workspace / "copy of a page.txt"
    shutil.copy(CARE, copy)
    before = (workspace / "library/kelderby/record.json").read_bytes()
    (told,) = shapes(briefing, str(copy))
    assert told["duplicate"] is True
    assert [s["state"] for s in told["statements"]] == ["unchanged"]
    assert len(list((workspace / "library/kelderby/sources").iterdir())) == 1
    assert json.loads(before)["statements"] == record(workspace)["statements"]
    assert briefing("check").code == 0


def test_doubts_do_not_pile_up(workspace: Path, briefing: Command) -> None:
    """However often a page and a newer one are read in turn."""
    newer = changed(workspace, {"61.9%": "71.9%"})
    for path in (newer, CARE, newer, CARE):
        assert briefing("import", str(path)).code == 0
    warnings = [(w["place"], w["message"]) for w in record(workspace)["warnings"]]
    assert len(warnings) == len(set(warnings))


def test_an_older_page_over_a_newer_one_is_told(workspace: Path, briefing: Command) -> None:
    """By the dates that both pages print."""
    text = CARE.read_text(encoding="utf-8")
    for name, date, score in (("new.txt", "14 March 2026", "3"), ("old.txt", "14 March 2025", "2")):
        dated = text.replace("Score: 2", f"Published: {date}\nScore: {score}")
        (workspace / name).write_text(dated, encoding="utf-8")
    shutil.rmtree(workspace / "library/kelderby")
    assert "before the version" not in briefing("import", "new.txt").out
    assert "published before the version that it replaced" in briefing("import", "old.txt").out


def test_two_imports_at_once_lose_nothing(workspace: Path) -> None:
    """Two statements of one authority, read by two processes at the same time: both are in the record."""
    pages = ("wrelland-assessing-needs.txt", "hollinsworth-equity.txt")
    running = []
    for name in pages:
        text = (PAGES / name).read_text(encoding="utf-8")
        path = workspace / name
        path.write_text(
            text.replace("Wrelland", "Kelderby").replace("Hollinsworth", "Kelderby"), encoding="utf-8"
        )
        command = [sys.executable, "-m", "briefing", "import", str(path), "--authority", "kelderby"]
        running.append(
            subprocess.Popen(command, cwd=workspace, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        )
    for process in running:
        _, told = process.communicate()
        assert process.returncode == 0, told
    names = {s["statement"] for s in record(workspace)["statements"]}
    assert names == {"care-provision", "assessing-needs", "equity"}
