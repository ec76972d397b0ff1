"""Help: every command has examples, and the examples of light commands run."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
import pytest
from commanding import Command

from briefing.cli import commands


def every() -> list[tuple[str, click.Command]]:
    """All commands with the words that call them."""
    found: list[tuple[str, click.Command]] = []
    for name, command in commands.commands.items():
        if isinstance(command, click.Group):
            found += [(f"{name} {sub}", c) for sub, c in command.commands.items()]
        else:
            found.append((name, command))
    return found


def examples(command: click.Command) -> list[str]:
    lines = (command.epilog or "").splitlines()
    return [
        " ".join(x.split("  ")[0].split()) for line in lines if (x := line.strip()).startswith("briefing ")
    ]


@pytest.mark.parametrize(("name", "command"), every(), ids=[name for name, _ in every()])
def test_every_command_shows_an_example(name: str, command: click.Command, briefing: Command) -> None:
    """`--help` says what the command does and gives an example that calls it."""
    done = briefing(*name.split(), "--help")
    assert done.code == 0
    assert f"briefing {name}" in done.out
    assert examples(command)


RUN_IN_A_WORKSPACE = [
    "list",
    "schema",
    "check",
    "status",
    "new",
    "init",
    "schedule show",
]


@pytest.mark.parametrize(
    "line",
    [e for name, c in every() if name in RUN_IN_A_WORKSPACE for e in examples(c)],
)
def test_an_example_runs(line: str, workspace: Path, briefing: Command) -> None:
    """What the help shows can be typed in a workspace."""
    words = shlex.split(line.split(">")[0])[1:]
    if words[0] == "check" and words[-1].endswith(".json"):
        words[-1] = words[-1].replace("haringey", "kelderby")
    done = briefing(*words)
    assert done.code == 0, done.err


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
