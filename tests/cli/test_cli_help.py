"""Help: the commands of the contract and their options, an example of each, one meaning an option."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from commanding import Command

from briefing.cli import commands
from briefing.cli.overview import WORK, called, examples

NAMES = [name for _, names in WORK for name in names]
COMMANDS = dict(zip(NAMES, called(commands, tuple(NAMES)), strict=True))

CONTRACT = {
    "build": "--output --format --force --final --jobs --all --matrix --cluster --strict --json --quiet",
    "extract": "--authority --statement --format -o",
    "import": "--authority --statement --json --quiet",
    "fetch": "--statement --base-url --delay --json --quiet",
    "review": "--statement --reviewer --port --no-browser",
    "check": "--json --quiet",
    "explain": "--json",
    "run": "--if-due --strict --json --quiet",
    "schedule show": "--json",
    "schedule install": "--for --to --write",
    "diff": "--json",
    "status": "--json",
    "list": "--json",
    "new": "--authorities --themes --subject --quiet",
    "init": "--quiet",
    "schema": "",
    "evaluate": "--json",
    "serve": "--port --no-browser --output",
}
"""Commands, and options that people and scripts count on."""

TWO_MEANINGS = {
    "--format": "files that a build makes; the one text that extract prints",
    "--statement": "what a page is about, where it does not say; which pages are wanted",
    "--output": "the folder of all that is built; the one file of extract",
    "--quiet": "run says what it built all the same, for that is what a scheduled call is for",
}
"""Options that a reader could take for another's, each with its reason."""

HEAVY = {
    "weasyprint",
    "matplotlib",
    "pydantic",
    "lxml",
    "pypdfium2",
    "docx",
    "numpy",
    "nupunkt",
    "yaml",
    "jinja2",
}
NO_SLOWER = 2.5
"""Times a Python that imports click."""


def options(command: click.Command) -> list[click.Option]:
    return [p for p in command.params if isinstance(p, click.Option)]


def test_the_contract_is_there() -> None:
    """No more commands and no fewer; each with every option that is promised."""
    there = {
        f"{name} {sub}".strip()
        for name, command in commands.commands.items()
        for sub in (command.commands if isinstance(command, click.Group) else ("",))
    }
    assert there == set(CONTRACT) == set(NAMES)
    for name, promised in CONTRACT.items():
        have = {spelling for option in options(COMMANDS[name]) for spelling in option.opts}
        assert set(promised.split()) <= have, name


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(name: str, briefing: Command) -> None:
    """What it does, each option in words, and an example that calls it."""
    done = briefing(*name.split(), "--help")
    assert done.code == 0
    shown = examples(COMMANDS[name])
    assert shown
    assert all(line.startswith(f"briefing {name}") and line in done.out for line in shown)
    assert all(o.help for o in options(COMMANDS[name]))
    assert (COMMANDS[name].help or "").split(".")[0]


def test_the_first_help_has_an_example_of_each(briefing: Command) -> None:
    """And fits a terminal of eighty columns."""
    done = briefing("--help")
    assert done.code == 0
    for name, command in COMMANDS.items():
        assert f"  {examples(command)[0]}" in done.out, name
        assert (command.short_help or "no short help") in done.out, name
    assert max(len(line) for line in done.out.splitlines()) <= 80


def test_an_option_has_one_meaning() -> None:
    """The same words wherever it is offered, but for those whose second meaning has a reason."""
    words: dict[str, set[str]] = {}
    for command in COMMANDS.values():
        for option in options(command):
            words.setdefault(option.opts[-1], set()).add(option.help or "")
    assert {name for name, helps in words.items() if len(helps) > 1} == set(TWO_MEANINGS)


def test_help_imports_nothing_heavy() -> None:
    """What a build needs is imported when something is built."""
    code = "import sys; from briefing.cli import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & {name.partition(".")[0] for name in done.stderr.split()}


def test_help_is_quick() -> None:
    """Against a bare Python with click, in turns; the quickest of each, for others use the machine too."""

    def took(*arguments: str) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        return time.perf_counter() - began

    turns = [(took("-c", "import click"), took("-m", "briefing", "--help")) for _ in range(7)]
    bare, full = (min(times) for times in zip(*turns, strict=True))
    assert full / bare <= NO_SLOWER


def test_a_new_config_builds(workspace: Path, briefing: Command) -> None:
    """What `new` writes is accepted as it is."""
    done = briefing("new", "ours", "--authorities", "kelderby,Ottersham", "--themes", "care-provision")
    assert done.code == 0, done.err
    assert briefing("build", "ours", "--format", "data").code == 0
    again = briefing("new", "ours", "--authorities", "kelderby,ottersham")
    assert again.code == 2


def test_wrong_names_are_told_before_anything_is_written(workspace: Path, briefing: Command) -> None:
    """Every wrong name at once, with the nearest right one."""
    done = briefing("new", "ours", "--authorities", "kelderbi,leeds", "--themes", "equty")
    assert done.code == 2
    assert "'kelderby'" in done.err
    assert "'equity'" in done.err
    assert not (workspace / "ours.yaml").exists()


def test_a_wrong_option_is_the_users_to_mend(briefing: Command) -> None:
    """Exit code 2, as the contract has it."""
    assert briefing("build", "x", "--format", "pfd").code == 2
    assert briefing("bild").code == 2
