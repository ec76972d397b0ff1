"""What can go wrong, told so that the reader can mend it.

Every error a user can cause is a `BriefingError`: it carries the exit code of the public contract and a list
of problems, each with its place, what was found, what was expected and how to mend it. Anything else that
escapes is a bug (exit code 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Controls, and characters that turn the direction of writing: in a file's name they could make a terminal
# show something else than what is there.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _visible(text: str) -> str:
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what, what was expected, how to mend."""

    message: str
    """What is wrong and what was expected, in one or two plain sentences."""
    place: str = ""
    """`file:line:column`, a file name, or a place in a report such as `haringey care-provision 21.3`."""
    mend: str = ""
    """What to do about it; for a misspelt name, the nearest right one."""

    def __str__(self) -> str:
        place = _visible(self.place).replace("\n", "\\u000a")
        message, mend = _visible(self.message), _visible(self.mend)
        head = f"{place}: {message}" if place else message
        return f"{head}\n    {mend}" if mend else head


class BriefingError(Exception):
    """An error that the user can mend. `problems` holds all that were found, not only the first."""

    exit_code = 1

    def __init__(self, *problems: Problem | str) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            p if isinstance(p, Problem) else Problem(p) for p in problems
        )
        super().__init__("\n".join(str(p) for p in self.problems))


class InputError(BriefingError):
    """The config or the arguments are wrong (exit code 2)."""

    exit_code = 2


class SourceError(BriefingError):
    """A source cannot be read or extracted (exit code 3)."""

    exit_code = 3


class BatchError(BriefingError):
    """Some of a batch failed and the rest was built (exit code 4)."""

    exit_code = 4


class GateError(BriefingError):
    """A gate refused: unreviewed findings, or evidence that no longer matches its source (exit code 5)."""

    exit_code = 5
