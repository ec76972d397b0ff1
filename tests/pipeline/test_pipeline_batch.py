"""Many outputs in one command: what is built, what is left out, what fails alone, and how it is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from commanding import CONFIG, Command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from many_authorities import library

from briefing.pipeline.pace import FEWEST, Pace, in_words


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A workspace of six invented authorities, none of which is in the register."""
    monkeypatch.chdir(tmp_path)
    library(tmp_path, 6)
    capsys.readouterr()
    return tmp_path


def digests(output: Path) -> dict[str, str]:
    """Every published file with its digest."""
    files = (path for path in output.rglob("*") if path.is_file() and ".briefing" not in path.parts)
    return {path.relative_to(output).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def results(out: str) -> dict[str, str]:
    return {entry["name"]: entry["result"] for entry in json.loads(out)}


def alone(slug: str, record: Path) -> None:
    """The record of a real council's slug: only there have authorities regions."""
    text = record.read_text(encoding="utf-8")
    was = json.loads(text)["authority"]["slug"]
    path = record.parents[1] / slug / "record.json"
    path.parent.mkdir()
    path.write_text(text.replace(f'"{was}"', f'"{slug}"'), encoding="utf-8")


def test_processes_give_the_same_bytes(many: Path, briefing: Command) -> None:
    """One process or two: each authority beside its neighbour, and a second run finds nothing to do."""
    base = ("build", "care", "--matrix", "neighbours", "--format", "html")
    one = briefing(*base, "--jobs", "1", "--output", "one", "--json")
    assert one.code == 0, one.err
    two = briefing(*base, "--jobs", "2", "--output", "two", "--json")
    assert two.code == 0, two.err
    assert results(one.out) == results(two.out)
    assert set(results(two.out)) == {
        f"care-{n}" for n in ("alderbeck", "aldercombe", "alderdyke", "alderfold", "aldergarth", "alderhythe")
    }
    assert digests(many / "one") == digests(many / "two")
    assert set(results(briefing(*base, "--output", "two", "--json").out).values()) == {"unchanged"}


def test_each_is_told_who_it_is_and_whom_it_stands_beside(many: Path, briefing: Command) -> None:
    """The title has its name, and the front says how the others were chosen."""
    briefing("build", "care", "--matrix", "neighbours", "--format", "html", "--jobs", "1")
    page = (many / "output/care-alderdyke/care-alderdyke.html").read_text(encoding="utf-8")
    assert "Care in Alderdyke" in page
    assert "Compared with all of its neighbours that the library holds reports on (1)." in page
    account = json.loads((many / "output/care-alderdyke/briefing.json").read_text(encoding="utf-8"))
    assert [a["slug"] for a in account["authorities"]] == ["alderdyke", "alderfold"]


def test_a_region_is_that_of_the_register(many: Path, briefing: Command) -> None:
    """Councils of one region stand beside each other, at most eleven; others beside those of the config."""
    record = many / "library/alderbeck/record.json"
    london = ["barnet", "bexley", "brent", "bromley", "croydon", "ealing", "enfield", "greenwich", "hackney"]
    for slug in (*london, "harrow", "havering", "hillingdon", "islington", "leeds"):
        alone(slug, record)
    done = briefing("build", "--matrix", "care", "--format", "data", "--jobs", "1")
    assert done.code == 0, done.err

    def beside(slug: str) -> list[str]:
        account = json.loads((many / f"output/care-{slug}/briefing.json").read_text(encoding="utf-8"))
        return [a["slug"] for a in account["authorities"]]

    assert beside("leeds") == ["leeds", "alderbeck", "aldercombe"]
    assert beside("alderbeck") == ["alderbeck", "aldercombe"]
    first = ["barnet", "bexley", "brent", "bromley", "camden", "croydon", "ealing", "enfield", "greenwich"]
    assert beside("islington") == ["islington", *first, "hackney", "haringey"]
    assert len(beside("islington")) == 12
    manifest = json.loads((many / "output/care-islington/manifest.json").read_text(encoding="utf-8"))
    assert manifest["asked"]["chosen"].startswith("Compared with 11 of the 14 others of the London region")
    assert "camden" not in done.out  # the records that ship are there to compare with
    assert "Left out, as the library holds nothing on it: Barking and Dagenham, Barnsley," in done.err


def test_an_authority_without_a_report_is_left_out_by_name(many: Path, briefing: Command) -> None:
    """A folder without a record, and a record without the statement that is asked for."""
    (many / "library/alderfold/record.json").unlink()
    path = many / "library/aldergarth/record.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"care-provision"', '"equity"'))
    done = briefing("build", "care", "--matrix", "neighbours", "--format", "data", "--jobs", "1", "--json")
    assert done.code == 0, done.err
    assert set(results(done.out)) == {f"care-alder{end}" for end in ("beck", "combe", "dyke", "hythe")}
    assert "no report on it for care-provision: Alderfold, Aldergarth Council." in done.err
    account = json.loads((many / "output/care-alderdyke/briefing.json").read_text(encoding="utf-8"))
    assert [a["slug"] for a in account["authorities"]] == ["alderdyke", "alderbeck", "aldercombe"]


def test_another_authoritys_response_is_not_printed_as_its_own(many: Path, briefing: Command) -> None:
    config = many / "configs/care.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f"{text}subject: alderbeck\nresponse: We at Alderbeck agree.\n", encoding="utf-8")
    briefing("build", "care", "--matrix", "neighbours", "--format", "html", "--jobs", "1")
    said = "We at Alderbeck agree."
    assert said in (many / "output/care-alderbeck/care-alderbeck.html").read_text(encoding="utf-8")
    assert said not in (many / "output/care-alderfold/care-alderfold.html").read_text(encoding="utf-8")


def test_one_that_fails_fails_alone(many: Path, briefing: Command) -> None:
    """Exit code 4, its name and reason, and all others; mended, it is the only one that is built."""
    record = many / "library/alderfold/record.json"
    whole = record.read_text(encoding="utf-8")
    record.write_text(whole[:5000], encoding="utf-8")
    command = ("build", "care", "--matrix", "neighbours", "--format", "data", "--json")
    done = briefing(*command)
    assert done.code == 4
    found = results(done.out)
    assert [name for name, result in found.items() if result == "failed"] == ["care-alderfold"]
    assert len(found) == 6
    assert "care-alderfold: record.json: This record is not as expected at line" in done.err
    record.write_text(whole, encoding="utf-8")
    again = results(briefing(*command).out)
    assert {name for name, result in again.items() if result == "built"} == {
        "care-alderfold",
        "care-alderdyke",
    }


def test_all_builds_every_config_of_the_folder(many: Path, briefing: Command) -> None:
    """One with a mistake fails alone; one that is not there is named with the others."""
    (many / "configs/care.yaml").write_text(
        CONFIG.replace("kelderby", "alderbeck").replace("ottersham", "alderfold")
    )
    (many / "configs/wrong.yaml").write_text("authorities: [alderbeck]\n", encoding="utf-8")
    done = briefing("build", "--all", "--format", "data", "--json")
    assert done.code == 4
    assert results(done.out) == {"care": "built", "wrong": "failed"}
    assert "wrong: configs/wrong.yaml:1:14" in done.err
    assert not (many / "output/wrong").exists()
    named = briefing("build", "care", "missing", "--format", "data", "--json")
    assert named.code == 4
    assert results(named.out)["missing"] == "failed"
    assert "There is no config called 'missing'" in named.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name a config, or ask for --all."),
        (("care", "--all"), "Name configs, or ask for --all, not both."),
        (("--matrix",), "--matrix takes the name of one config."),
        (("care", "care2", "--matrix"), "--matrix takes the name of one config."),
        (("pack", "--matrix"), "This is a pack, and only a briefing can be built for each authority."),
        (("care", "--jobs", "0"), "0 is not in the range"),
        (("care", "--matrix", "neighbours"), "'Nowhere' needs a list of neighbours."),
    ],
)
def test_what_cannot_be_asked_for(
    many: Path, briefing: Command, arguments: tuple[str, ...], said: str
) -> None:
    (many / "configs/pack.yaml").write_text("kind: pack\ntitle: A pack\nparts: [care]\n", encoding="utf-8")
    (many / "neighbours.yaml").write_text("Nowhere: Alderbeck\n", encoding="utf-8")
    done = briefing("build", *arguments)
    assert done.code == 2
    assert said in done.err
    assert not list(many.glob("output/*/manifest.json"))


def test_a_folder_without_configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command) -> None:
    monkeypatch.chdir(tmp_path)
    done = briefing("build", "--all")
    assert done.code == 2
    assert "There is no config in configs/ here." in done.err


def test_progress_goes_to_standard_error_unless_nobody_waits(many: Path, briefing: Command) -> None:
    """With --quiet and --json there is none; what was built is on standard output."""
    command = ("build", "care", "--matrix", "neighbours", "--format", "data", "--jobs", "1")
    aloud = briefing(*command)
    assert "6 to build" in aloud.err
    assert "6 in all: 6 built, 0 unchanged, 0 failed" in aloud.out
    for silence in ("--quiet", "--json"):
        assert "to build" not in briefing(*command, silence, "--force").err
    assert briefing(*command, "--quiet", "--force").out == ""


@pytest.mark.slow
def test_a_killed_batch_goes_on_where_it_was(many: Path, briefing: Command) -> None:
    """Killed with all its processes after two are finished: those two are unchanged, the rest is built."""
    command = ["build", "care", "--matrix", "neighbours", "--format", "html", "--jobs", "1"]
    batch = subprocess.Popen([sys.executable, "-m", "briefing", *command, "-q"], start_new_session=True)
    try:
        finished = _waited_for(many, 2)
    finally:
        os.killpg(batch.pid, signal.SIGKILL)
        batch.wait()
    again = results(briefing(*command, "--json").out)
    assert {name for name, result in again.items() if result == "unchanged"} >= finished
    assert set(again.values()) <= {"unchanged", "built"}
    assert len(again) == 6


@pytest.mark.slow
def test_a_killed_process_takes_nothing_with_it(many: Path) -> None:
    """One of two is killed in the middle; all six are built, and no temporary files stay."""
    temporary = many / "temporary"
    temporary.mkdir()
    command = ["build", "care", "--matrix", "neighbours", "--jobs", "2", "--format", "pdf", "--json"]
    batch = subprocess.Popen(
        [sys.executable, "-m", "briefing", *command],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    _waited_for(many, 1)
    workers = [pid for pid in _children(batch.pid) if "loky" in _line(pid) and "Process-" in _line(pid)]
    os.kill(workers[0], signal.SIGKILL)
    out, _ = batch.communicate(timeout=300)
    assert batch.returncode == 0
    assert results(out) == dict.fromkeys(results(out), "built")
    assert len(results(out)) == 6
    assert [path.name for path in temporary.iterdir() if path.name.startswith("briefing-")] == []


def _waited_for(folder: Path, manifests: int) -> set[str]:
    for _ in range(1200):
        found = {path.parent.name for path in folder.glob("output/care-*/manifest.json")}
        if len(found) >= manifests:
            return found
        time.sleep(0.1)
    raise AssertionError("nothing was built in two minutes")


def _children(parent: int) -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            yield int(path.parent.name)


def _line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""


# How long the rest will take


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(1, 300),
    st.lists(st.floats(0.01, 100), max_size=20),
    st.integers(1, 8),
)
def test_an_estimate_is_said_only_when_there_is_one(total: int, waits: list[float], jobs: int) -> None:
    """Never before four are finished, never negative, nothing when all are."""
    pace, now = Pace(total, 0.0, jobs), 0.0
    for wait in waits[:total]:
        now += wait
        pace.one_more(now)
        rest = pace.remaining(now)
        if pace.finished == total:
            assert rest == 0
        elif pace.finished < FEWEST:
            assert rest is None
        else:
            assert rest is None or rest > 0


def test_a_steady_batch_is_estimated_exactly() -> None:
    """Two seconds each after slow first ones: the slow ones are forgotten."""
    pace = Pace(100, 0.0)
    for second in (30.0, 60.0, *(62.0 + 2 * n for n in range(48))):
        pace.one_more(second)
    assert pace.remaining(156.0) == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(3, "about 10 seconds"), (44, "about 40 seconds"), (58, "about 1 minute"), (200, "about 3 minutes"),
     (3600, "about 60 minutes"), (9000, "about 2.5 hours")],
)  # fmt: skip
def test_an_estimate_is_no_more_exact_than_it_is(seconds: float, said: str) -> None:
    assert in_words(seconds) == said
