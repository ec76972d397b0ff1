"""Files that make a machine call `briefing run --if-due`: for cron, systemd, Windows and CI.

Every one of them only calls; what is due, and that it is built once, the program knows itself. So they call
often, and a call that was missed does no harm.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath
from typing import Final
from xml.sax.saxutils import escape

KINDS: Final = ("cron", "systemd", "windows", "ci")
EVERY_MINUTES: Final = 15
"""A call with nothing due takes a fraction of a second."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is to be called, and where."""

    program: tuple[str, ...]
    """The command and what always follows it, as the path of Python and `-m briefing`."""
    workspace: PurePath
    """Absolute."""
    configs: tuple[str, ...]

    @property
    def arguments(self) -> tuple[str, ...]:
        return ("run", "--if-due", "--quiet", "--", *self.configs)


@dataclass(frozen=True, slots=True)
class Installable:
    """One file, and what to do with it."""

    name: str
    text: str
    encoding: str
    how: str
    """How to install it, in a sentence or two."""


def installable(kind: str, call: Call) -> tuple[Installable, ...]:
    """The files for one of `KINDS`."""
    return {"cron": _cron, "systemd": _systemd, "windows": _windows, "ci": _ci}[kind](call)


def _cron(call: Call) -> tuple[Installable, ...]:
    command = " ".join(map(shlex.quote, (*call.program, *call.arguments)))
    line = f"cd {shlex.quote(str(call.workspace))} && {command}"
    escaped = line.replace("%", "\\%")  # in a crontab a per cent sign is the end of the line
    text = (
        "# Briefings that are due. No call overlaps another; cron mails what is built and what fails.\n"
        f"*/{EVERY_MINUTES} * * * * {escaped}\n"
    )
    how = "Add the line to your own crontab with `crontab -e`."
    return (Installable("briefing.cron", text, "utf-8", how),)


def _systemd(call: Call) -> tuple[Installable, ...]:
    command = " ".join(map(_unit_word, (*call.program, *call.arguments)))
    service = f"""\
[Unit]
Description=Briefings that are due

[Service]
Type=oneshot
WorkingDirectory={str(call.workspace).replace("%", "%%")}
ExecStart={command}
Nice=10
"""
    timer = f"""\
[Unit]
Description=Look for briefings that are due every {EVERY_MINUTES} minutes

[Timer]
OnCalendar=*:0/{EVERY_MINUTES}
Persistent=true
RandomizedDelaySec=30

[Install]
WantedBy=timers.target
"""
    how = (
        "Put both files into ~/.config/systemd/user, then `systemctl --user enable --now briefing.timer`; "
        "`loginctl enable-linger` lets it run while nobody is logged in."
    )
    return (
        Installable("briefing.service", service, "utf-8", how),
        Installable("briefing.timer", timer, "utf-8", ""),
    )


def _unit_word(word: str) -> str:
    """A word of a command line in a unit, where % and $ mean something and quotes are C's."""
    plain = word.replace("%", "%%").replace("$", "$$")
    if re.fullmatch(r"[\w@%+=:,./$-]+", plain):
        return plain
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _windows(call: Call) -> tuple[Installable, ...]:
    program, *first = call.program
    arguments = " ".join(_windows_word(word) for word in (*first, *call.arguments))
    text = f"""\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Briefings that are due</Description>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Repetition>
        <Interval>PT{EVERY_MINUTES}M</Interval>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
    </TimeTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Enabled>true</Enabled>
    <ExecutionTimeLimit>PT6H</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(arguments)}</Arguments>
      <WorkingDirectory>{escape(str(call.workspace))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""
    how = "On that machine: schtasks /Create /TN briefing /XML briefing-task.xml"
    return (Installable("briefing-task.xml", text, "utf-16", how),)


def _windows_word(word: str) -> str:
    """A word as the C runtime of Windows takes a command line apart."""
    if word and not re.search(r'[\s"]', word):
        return word
    inner = re.sub(r'(\\*)"', r'\1\1\\"', word)
    inner = re.sub(r"(\\+)$", r"\1\1", inner)
    return f'"{inner}"'


def _ci(call: Call) -> tuple[Installable, ...]:
    configs = " ".join(shlex.quote(_from_root(c, call.workspace)) for c in call.configs)
    text = f"""\
# Builds the briefings that are due, on a schedule, in a repository that holds the workspace.
# The ledger and the issues live in output/. A runner begins empty, so output/ is kept in a cache between
# runs: without it every run would be the first. A cache may be dropped by the service that keeps it, so the
# issues are uploaded as well.
name: Briefings
on:
  schedule:
    - cron: "17 6 * * *"
  workflow_dispatch:
permissions:
  contents: read
concurrency:
  group: briefings
  cancel-in-progress: false
jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 120
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: What pages are printed with
        run: |
          sudo apt-get update
          sudo apt-get install --yes libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
      - name: The program
        run: pip install --require-hashes -r requirements.txt  # a file of yours that names briefing
      - uses: actions/cache/restore@v4
        with:
          path: output
          key: briefings-${{{{ github.run_id }}}}
          restore-keys: briefings-
      - name: Build what is due
        run: briefing run --if-due -- {configs}
      - uses: actions/cache/save@v4
        if: always()
        with:
          path: output
          key: briefings-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: briefings
          path: output/issues
          if-no-files-found: ignore
"""
    how = "Put it into .github/workflows of the repository, with a requirements.txt that names briefing."
    return (Installable("briefings.yml", text, "utf-8", how),)


def _from_root(config: str, workspace: PurePath) -> str:
    """A config as the repository has it: a path of this machine would lead nowhere there."""
    try:
        return PurePath(config).relative_to(workspace).as_posix()
    except ValueError:
        return PureWindowsPath(config).name if "\\" in config else config


def crontab_with(existing: str, call: Call) -> str:
    """A crontab with the entry in it once: one that makes the same call gives way."""
    (entry,) = _cron(call)
    comment, line = entry.text.splitlines()
    command = line.split(" * * * * ", 1)[1]
    kept = [old for old in existing.splitlines() if old != comment and not old.endswith(command)]
    return "\n".join((*kept, entry.text))
