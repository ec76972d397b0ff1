"""`briefing --help`: every command with an example, in the order of the work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

WORK = (
    ("Start", ("init", "new", "list", "schema")),
    ("Read", ("fetch", "import", "extract", "evaluate")),
    ("Review", ("review",)),
    ("Build", ("build", "serve")),
    ("Prove", ("check", "explain", "diff")),
    ("Schedule", ("run", "schedule show", "schedule install", "status")),
)
"""The commands by the words that call them. A test holds that none is missing."""
_COLUMN = 42
"""Width of the examples; what is longer has its words on the next line."""


class Overview(click.Group):
    """The group of all commands, listed by example."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, names in WORK:
            with formatter.section(title):
                rows = [
                    (examples(one)[0].ljust(_COLUMN), one.short_help or "") for one in called(self, names)
                ]
                formatter.write_dl(rows, col_max=_COLUMN)
        formatter.write_paragraph()
        formatter.write_text("`briefing COMMAND --help` tells more of each, with its options.")


def called(group: click.Group, names: Iterable[str]) -> Iterator[click.Command]:
    """The commands that these words call, one or two words for each."""
    for name in names:
        first, _, second = name.partition(" ")
        found = group.commands[first]
        yield found.commands[second] if second and isinstance(found, click.Group) else found


def examples(command: click.Command) -> tuple[str, ...]:
    """What the help of a command shows, as it can be typed; without what is said of it beside."""
    lines = (line.strip() for line in (command.epilog or "").splitlines())
    return tuple(line.split("   ")[0] for line in lines if line.startswith("briefing "))
