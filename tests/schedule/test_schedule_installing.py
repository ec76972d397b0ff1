"""The files that call `run --if-due`: read by what reads them, as far as one machine has it."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
import yaml
from cronsim import CronSim
from lxml import etree

from briefing.schedule.installing import KINDS, Call, crontab_with, installable

PLAIN = Call(("/opt/briefing/bin/python", "-m", "briefing"), PurePosixPath("/srv/briefings"), ("our-pack",))
ODD = Call(
    ("/opt/50% more/bin/python", "-m", "briefing"),
    PurePosixPath("/srv/members' papers & 100%"),
    ("our pack", 'the "big" one', "$HOME"),
)
WINDOWS = Call(
    (r"C:\Program Files\briefing\python.exe", "-m", "briefing"),
    PureWindowsPath(r"C:\Scrutiny & Co\briefings"),
    ("our-pack", "C:\\a folder\\", 'a "b"'),
)
WHOLE = [*PLAIN.program, "run", "--if-due", "--quiet", "--", "our-pack"]
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


@pytest.mark.parametrize("call", [PLAIN, ODD])
def test_the_line_of_a_crontab(call: Call) -> None:
    """Its five fields are a schedule, and a shell takes the rest apart into the very call."""
    (file,) = installable("cron", call)
    (line,) = [entry for entry in file.text.splitlines() if not entry.startswith("#")]
    fields, command = " ".join(line.split(" ")[:5]), line.split(" ", 5)[5]
    assert next(CronSim(fields, datetime(2026, 12, 1, 6, 1, tzinfo=UTC))).minute == 15
    assert "%" not in command.replace("\\%", "")
    words = shlex.split(command.replace("\\%", "%"))
    assert words == ["cd", str(call.workspace), "&&", *call.program, *call.arguments]


def test_a_crontab_has_the_entry_once() -> None:
    """What was there stays; the entry that makes the same call gives way."""
    others = "MAILTO=officer@council.example\n0 5 * * 0 tar cz /srv\n"
    once = crontab_with(others, PLAIN)
    assert once.startswith(others)
    assert crontab_with(once, PLAIN) == once
    both = crontab_with(once, ODD)
    assert both.count("run --if-due") == 2


@pytest.mark.parametrize("call", [PLAIN, ODD])
def test_the_units_of_systemd(tmp_path: Path, call: Call) -> None:
    """systemd's own checker has nothing to say of them, and a missed call is caught up."""
    for file in installable("systemd", call):
        (tmp_path / file.name).write_text(file.text, encoding=file.encoding)
    assert "Persistent=true" in (tmp_path / "briefing.timer").read_text(encoding="utf-8")
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("systemd-analyze is not on this machine")
    text = (tmp_path / "briefing.service").read_text(encoding="utf-8")
    # The checker also looks whether the program is there.
    there = text.replace(str(call.program[0]).replace("%", "%%"), "/bin/true")
    (tmp_path / "briefing.service").write_text(there, encoding="utf-8")
    done = subprocess.run(
        [tool, "verify", str(tmp_path / "briefing.service"), str(tmp_path / "briefing.timer")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    calendar = subprocess.run([tool, "calendar", "*:0/15"], capture_output=True, text=True, check=False)
    assert calendar.returncode == 0


def test_the_words_of_a_unit() -> None:
    """Per cent and dollar signs are doubled, and words with spaces or quotes are quoted as in C."""
    service = installable("systemd", ODD)[0].text
    assert (
        'ExecStart="/opt/50%% more/bin/python" -m briefing run --if-due --quiet -- '
        '"our pack" "the \\"big\\" one" $$HOME\n'
    ) in service


def test_the_task_of_windows() -> None:
    """In the encoding that it declares, with the elements of the schema in their order, and every word."""
    (file,) = installable("windows", WINDOWS)
    task = etree.fromstring(file.text.encode(file.encoding))
    assert task.tag == f"{TASK}Task"
    assert [c.tag.removeprefix(TASK) for c in task] == ["RegistrationInfo", "Triggers", "Settings", "Actions"]
    said = {e.tag.removeprefix(TASK): e.text for e in task.iter() if e.text and e.text.strip()}
    assert said["StartWhenAvailable"] == "true"
    assert said["MultipleInstancesPolicy"] == "IgnoreNew"
    assert said["Interval"] == "PT15M"
    assert said["Command"] == WINDOWS.program[0]
    assert said["WorkingDirectory"] == str(WINDOWS.workspace)
    assert said["Arguments"] == (
        '-m briefing run --if-due --quiet -- our-pack "C:\\a folder\\\\" "a \\"b\\""'
    )


def test_the_workflow_of_a_ci_service() -> None:
    """It is YAML, keeps the ledger between runs, never overlaps, and asks for no right to write."""
    (file,) = installable("ci", PLAIN)
    workflow = yaml.safe_load(file.text)
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["cancel-in-progress"] is False
    (cron,) = workflow[True]["schedule"]  # YAML 1.1 reads `on` as true; the services do not
    next(CronSim(cron["cron"], datetime(2026, 12, 1, tzinfo=UTC)))
    steps = workflow["jobs"]["build"]["steps"]
    assert [s["with"]["path"] for s in steps if "cache" in s.get("uses", "")] == ["output", "output"]
    assert [s["run"] for s in steps if s["name" if "name" in s else "uses"] == "Build what is due"] == [
        "briefing run --if-due -- our-pack"
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_how_to_install_it(kind: str) -> None:
    """A file without a word on what to do with it helps nobody."""
    files = installable(kind, PLAIN)
    assert any(file.how for file in files)
    for file in files:
        assert file.text.encode(file.encoding).decode(file.encoding) == file.text
