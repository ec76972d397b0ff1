"""Bar 1: whatever is killed, whenever: nothing half done is ever to be seen, and the next run clears up."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bars import Count
from commanding import PAGES
from under_faults import KILLED, Faulty, faulty, files, is_whole, kill_after, ledger_rows, leftovers

from briefing.library.decisions import read_decisions

DIGEST = "ab" * 32


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Faulty]:
    with faulty(tmp_path) as started:
        yield started


def prepared(kind: str, stocked: Path, folder: Path) -> tuple[str, ...]:
    """A workspace in which that command has something to do, on top of something done; and the command."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(stocked, folder)
    if kind == "build":
        with (folder / "monthly.yaml").open("a") as config:
            config.write("committee: Adults Panel\n")
        return ("build", "monthly", "-q")
    if kind == "import":
        page = (PAGES / "kelderby-care-provision.txt").read_text(encoding="utf-8")
        (folder / "kelderby-care-provision.txt").write_text(page.replace("carers", "all carers"))
        return ("import", "kelderby-care-provision.txt")
    if kind == "run":
        return ("run", "--if-due", "monthly")
    path = folder / "library" / "kelderby" / "decisions.yaml"
    path.write_text("schema: 1\nauthority: kelderby\nentries: []\n", encoding="utf-8")
    return ("decide", "kelderby", DIGEST, "1", "In our own words")


def look(kind: str, folder: Path, before: dict[str, bytes]) -> None:
    """What must hold at any moment after a kill."""
    for name in ("kelderby", "monthly"):
        assert is_whole(folder / "output" / name)
    record = json.loads((folder / "library" / "kelderby" / "record.json").read_bytes())
    assert record["statements"][0]["findings"]
    if kind == "review":
        assert len(read_decisions(folder / "library/kelderby/decisions.yaml").entries) in (0, 1)
    if kind == "run":
        assert [result for result, _ in ledger_rows(folder, "monthly")] in ([], ["running"], ["built"])
    assert files(folder / "output" / "kelderby") == before


def look_afterwards(kind: str, folder: Path) -> None:
    """What must hold once the command ran again."""
    assert leftovers(folder) == []
    if kind == "build":
        assert is_whole(folder / "output" / "monthly")
        assert "Adults Panel" in (folder / "output/monthly/briefing.json").read_text(encoding="utf-8")
    elif kind == "import":
        assert "all carers" in (folder / "library/kelderby/record.json").read_text(encoding="utf-8")
    elif kind == "run":
        assert is_whole(folder / "output" / "monthly")
        results = [result for result, _ in ledger_rows(folder, "monthly")]
        assert results[-1] in ("built", "unchanged")
        assert "running" not in results
        assert results.count("built") == 1 or results[-1] == "unchanged"
    else:
        decided = read_decisions(folder / "library/kelderby/decisions.yaml").entries
        assert {d.summary for d in decided} == {"In our own words"}


def kill_at_points(kind: str, kills: int, stocked: Path, folder: Path, process: Faulty, count: Count) -> None:
    """Kills the command at points spread over all that it writes, first and last among them."""
    command = prepared(kind, stocked, folder)
    points = process.run(folder, *command).points
    assert points > 5
    chance = random.Random(f"{kind} 20261201")  # noqa: S311 - points, not secrets
    chosen = range(1, points + 1) if kills >= points else sorted(chance.sample(range(1, points + 1), kills))
    landed = dirty = 0
    for number in range(kills):
        at = list(chosen)[number % len(chosen)]
        command = prepared(kind, stocked, folder)
        before = files(folder / "output" / "kelderby")
        landed += process.run(folder, *command, what="kill", at=at).code == KILLED
        dirty += bool(leftovers(folder))
        look(kind, folder, before)
        again = process.run(folder, *command)
        assert again.code == 0, again.said
        look_afterwards(kind, folder)
    assert landed >= kills * 0.9
    assert dirty or kills < 10
    count(1, "kill", kills=landed, partial_files=0, left_something=dirty)


QUICK = {"build": 2, "import": 2, "run": 2, "review": 3}
FULL = {"build": 50, "import": 45, "run": 50, "review": 25}


@pytest.mark.parametrize("kind", QUICK)
def test_a_few_kills(kind: str, stocked: Path, tmp_path: Path, process: Faulty, count: Count) -> None:
    """At chosen points of writing: whole before, whole after, and the next run succeeds and clears up."""
    kill_at_points(kind, QUICK[kind], stocked, tmp_path / "w", process, count)


@pytest.mark.slow
@pytest.mark.parametrize("kind", FULL)
def test_kills_at_every_point(
    kind: str, stocked: Path, tmp_path: Path, process: Faulty, count: Count
) -> None:
    kill_at_points(kind, FULL[kind], stocked, tmp_path / "w", process, count)


@pytest.mark.slow
def test_kills_at_any_time(stocked: Path, tmp_path: Path, process: Faulty, count: Count) -> None:
    """By the clock, anywhere in a whole build with its PDF: also while another process draws the charts."""
    folder = tmp_path / "w"
    chance = random.Random(20261201)  # noqa: S311 - times, not secrets
    landed = 0
    for _ in range(30):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(stocked, folder)
        shutil.rmtree(folder / "output" / ".briefing" / "charts")
        before = files(folder / "output" / "kelderby")
        build = ("build", "kelderby", "-q", "--format", "html,pdf")
        landed += kill_after(chance.uniform(0.2, 5), *build, folder=folder) == KILLED
        found = files(folder / "output" / "kelderby")
        assert is_whole(folder / "output" / "kelderby")
        assert found == before or "kelderby.pdf" in found
        again = process.run(folder, "build", "kelderby", "-q", "--force")
        assert again.code == 0, again.said
        assert leftovers(folder) == []
        assert is_whole(folder / "output" / "kelderby")
    count(1, "kill", kills=landed, partial_files=0)
