"""Issues of a config: what a build is compared with, keeping what was built, and forgetting the oldest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefing.domain.changes import EditionChanges, Since, edition_changes
from briefing.errors import InputError, Problem
from briefing.schedule.issues import (
    INPUT,
    ISSUES,
    MANIFEST,
    Issue,
    earlier,
    issues,
    keep,
    remove,
    superfluous,
)


def compared_with(output: Path, config: str, today: Callable[[str], str | None]) -> Issue | None:
    """The issue that a build of today is compared with; `today` gives the digest that an input has now."""
    kept = issues(output, config)
    if not kept:
        return None
    return earlier(kept, {name: today(name) for name in kept[-1].inputs() if not name.startswith(INPUT)})


def issue_inputs(issue: Issue | None) -> dict[str, str | None]:
    """The earlier issue as an input of a build, by name and digest."""
    return {issue.input: issue.digest} if issue else {}


@dataclass(frozen=True, slots=True)
class Told:
    """What a build tells of the issue before it."""

    issue: Issue
    changes: EditionChanges

    def since(self, part: str = "") -> Since:
        """For the page of a briefing, or of the part of a pack with that name."""
        found = next((c for name, _, c in self.changes.parts if name == part), None)
        return Since(self.issue.name, self.issue.issued[:10], self.issue.digest, found)

    def text(self) -> bytes:
        """For `changes.txt`."""
        return changes_text(self.changes, self.issue).encode()


def told(issue: Issue | None, account: Callable[[], bytes]) -> Told | None:
    """What changed since that issue. `account` makes the account of today, called only if there is an issue.

    Raises InputError where the issue is not as it was issued.
    """
    if issue is None:
        return None
    from briefing.pipeline.editions import read_edition

    then = read_edition(issue.account(), str(issue.folder))
    return Told(issue, edition_changes(then, read_edition(account(), "this build")))


def changes_text(found: EditionChanges, issue: Issue) -> str:
    """All that changed since an issue, in plain text."""
    from briefing.document.changes import changes_text as in_words
    from briefing.document.words import printed_date

    date = printed_date(issue.issued[:10])
    return f"What changed since the issue of {date} ({issue.name})\n\n{in_words(found)}"


def keep_latest(output: Path, config: str, period: str, now: datetime) -> Issue | None:
    """Keeps the latest output as an issue, unless it is the newest issue already.

    Called after every build that is given out, so that one that was killed before it was kept is kept later.
    """
    folder = output / config
    listed = (folder / MANIFEST).read_bytes()
    kept = issues(output, config)
    if kept and kept[-1].manifest == hashlib.sha256(listed).hexdigest():
        return None
    manifest = json.loads(listed)
    paths = [str(item["path"]) for item in manifest["outputs"]]
    files = [(path, (folder / path).read_bytes()) for path in paths]
    final = bool(manifest["asked"].get("final"))
    return keep(output, config, period, [*files, (MANIFEST, listed)], now, final)


def keep_final(output: Path, name: str) -> None:
    """Keeps a final build that was asked for by hand, under the day it was made."""
    now = datetime.now(UTC)
    keep_latest(output, name, now.date().isoformat(), now)


def refuse_name(config: Path, shown: str) -> None:
    """Raises InputError for a config whose outputs would lie where the archive is."""
    if config.stem.casefold() == ISSUES:
        raise InputError(
            Problem(
                f"A config with a schedule cannot be called '{config.stem}': the archive has that name.",
                place=shown,
                mend="Give the file another name.",
            )
        )


def brings_news(output: Path, config: str, issue: Issue) -> bool:
    """Whether an issue says anything that the one before did not; the first one does."""
    from briefing.pipeline.editions import read_edition

    before = next((i for i in issues(output, config) if i.input in issue.inputs()), None)
    if before is None:
        return True
    then, now = (read_edition(i.account(), str(i.folder)) for i in (before, issue))
    return not edition_changes(then, now).nothing


def kept_periods(output: Path, config: str) -> frozenset[str]:
    """The periods that issues were kept for."""
    return frozenset(issue.period for issue in issues(output, config))


def forget(
    output: Path,
    config: str,
    keep_issues: int | None,
    keep_months: int | None,
    now: datetime,
    note: Callable[[tuple[str, ...]], None],
) -> None:
    """Removes the issues that the retention rule no longer keeps; `note` is told their names before."""
    gone = superfluous(issues(output, config), keep_issues, keep_months, now)
    if gone:
        note(tuple(issue.name for issue in gone))
    for issue in gone:
        remove(issue)
