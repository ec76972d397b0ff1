"""`briefing diff`: what changed between two issues, or any two output folders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.domain.changes import Edition, EditionChanges, edition_changes
from briefing.errors import InputError, Problem
from briefing.pipeline.editions import read_edition, read_edition_file
from briefing.schedule.issues import ACCOUNT, ISSUES, MANIFEST, Issue, issues

LATEST, PREVIOUS = "latest", "previous"
_WORDS = (LATEST, PREVIOUS)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    name: str
    """As messages call it."""
    edition: Edition


@dataclass(frozen=True, slots=True)
class Difference:
    before: Side
    now: Side
    changes: EditionChanges

    def text(self) -> str:
        """All that changed, in plain text."""
        from briefing.document.changes import changes_text

        return f"What changed from {self.before.name} to {self.now.name}\n\n{changes_text(self.changes)}"


def diff(before: str, now: str, output: Path) -> Difference:
    """What changed from one issue to another.

    Each is `config@issue`, as `my-pack@2026-11`, `my-pack@latest` (the output as it is) or `my-pack@previous`
    (the issue before that); an output folder or one of an issue; or `latest` and `previous` alone, of the
    config that the other names or the only one that has issues.
    Raises InputError where one of them is not there, or where one is a pack and the other is not.
    """
    config = _config_of((before, now), output)
    one, other = _side(before, config, output), _side(now, config, output)
    if one.edition.pack != other.edition.pack:
        pack = one if one.edition.pack else other
        raise InputError(
            Problem(
                f"{pack.name} is a pack and the other is one briefing; the two cannot be compared.",
                mend="Compare a pack with a pack, and a briefing with a briefing.",
            )
        )
    return Difference(one, other, edition_changes(one.edition, other.edition))


def _config_of(asked: Sequence[str], output: Path) -> str | None:
    """The config that `latest` and `previous` alone are of."""
    named = {a.rpartition("@")[0] for a in asked if "@" in a and not Path(a).exists()}
    if len(named) == 1:
        return named.pop()
    folder = output / ISSUES
    kept = [p.name for p in folder.iterdir() if issues(output, p.name)] if folder.is_dir() else []
    return kept[0] if len(kept) == 1 and not named else None


def _side(asked: str, config: str | None, output: Path) -> Side:
    path = Path(asked)
    if asked not in _WORDS and path.exists():
        account = path if path.is_file() else path / ACCOUNT
        return Side(asked, read_edition_file(account))
    named, at, which = asked.rpartition("@")
    if not at and asked not in _WORDS and (output / asked / ACCOUNT).is_file():
        named, which = asked, LATEST
    elif not at and asked in _WORDS:
        named = config or ""
    if not named:
        raise _no_such(asked, output)
    if which == LATEST:
        return Side(f"{named}@{LATEST}", read_edition_file(_there(output / named / ACCOUNT, asked, output)))
    issue = _issue(issues(output, named), which, output / named)
    if issue is None:
        raise _no_such(asked, output, named)
    return Side(f"{named}@{issue.name}", read_edition(issue.account(), str(issue.folder)))


def _issue(kept: Sequence[Issue], which: str, latest: Path) -> Issue | None:
    """By its name, or the last of that period; `previous` is the newest that is not the latest output."""
    if which == PREVIOUS:
        try:
            listed = (latest / MANIFEST).read_bytes()
        except OSError:
            listed = b""
        others = [i for i in kept if (i.folder / MANIFEST).read_bytes() != listed]
        return others[-1] if others else None
    return next((i for i in reversed(kept) if which in (i.name, i.period)), None)


def _there(path: Path, asked: str, output: Path) -> Path:
    if not path.is_file():
        raise _no_such(asked, output)
    return path


def _no_such(asked: str, output: Path, config: str | None = None) -> InputError:
    folder = output / ISSUES
    configs = [config] if config else sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    known = [f"{name}@{issue.name}" for name in configs for issue in issues(output, name)]
    if asked in _WORDS and len(configs) > 1:
        mend = f"Say of which config, as {configs[0]}@{asked}."
    elif known:
        mend = f"The issues there are: {', '.join(known[-12:])}."
    else:
        mend = "`briefing run` keeps issues; an output folder can be named by its path."
    return InputError(Problem(f"There is no issue '{asked}'.", place=str(output), mend=mend))
