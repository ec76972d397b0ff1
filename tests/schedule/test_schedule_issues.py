"""Issues are kept whole, never change, are numbered, and go by the rule that the config gives."""

from __future__ import annotations

import hashlib
import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.errors import BriefingError, InputError
from briefing.schedule.issues import Issue, earlier, issues, keep, remove, superfluous

NOW = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)


def published(text: str, **inputs: str) -> list[tuple[str, bytes]]:
    """The files of a build with one account and a manifest that names it."""
    account = json.dumps({"said": text}).encode()
    manifest = {
        "inputs": [{"name": name.replace("__", ":"), "sha256": sha} for name, sha in inputs.items()],
        "outputs": [{"path": "briefing.json", "sha256": hashlib.sha256(account).hexdigest()}],
    }
    return [
        ("briefing.json", account),
        ("data/a.csv", b"1"),
        ("manifest.json", json.dumps(manifest).encode()),
    ]


def kept(output: Path, period: str, text: str = "", now: datetime = NOW, **inputs: str) -> Issue:
    return keep(output, "pack", period, published(text or period, **inputs), now, final=False)


def test_an_issue_is_whole_and_read_only(tmp_path: Path) -> None:
    """Every file is there, nobody may write to it, and its card says what it is."""
    issue = kept(tmp_path, "2026-12", config="a")
    assert issue.folder == tmp_path / "issues" / "pack" / "2026-12"
    files = sorted(p for p in issue.folder.rglob("*") if p.is_file())
    assert [p.name for p in files] == ["briefing.json", "a.csv", "issue.json", "manifest.json"]
    assert {stat.S_IMODE(p.stat().st_mode) & 0o222 for p in files} == {0}
    assert issue.inputs() == {"config": "a"}
    assert json.loads(issue.account()) == {"said": "2026-12"}
    assert issue.issued == "2026-12-01T06:00:00+00:00"


def test_two_issues_of_one_period_are_numbered(tmp_path: Path) -> None:
    """The order is that of keeping, whatever the clock said."""
    kept(tmp_path, "2026-12")
    kept(tmp_path, "2026-12", "again", datetime(2026, 11, 1, tzinfo=UTC))
    kept(tmp_path, "2026-12-01T06:00Z", "by a tick")
    assert [(i.name, i.number) for i in issues(tmp_path, "pack")] == [
        ("2026-12", 1), ("2026-12.2", 2), ("2026-12-01T0600Z", 1),
    ]  # fmt: skip


def test_an_issue_that_was_changed_is_refused(tmp_path: Path) -> None:
    """A file that somebody wrote over is told with its place, not compared with."""
    issue = kept(tmp_path, "2026-12")
    account = issue.folder / "briefing.json"
    account.chmod(0o644)
    account.write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"briefing\.json was changed afterwards"):
        issue.account()
    account.unlink()
    with pytest.raises(InputError, match="cannot be read"):
        issue.account()


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    """Half an issue is no issue, and is gone after the next one is kept."""
    folder = tmp_path / "issues" / "pack"
    (folder / ".new-abc" / "data").mkdir(parents=True)
    (folder / ".new-abc" / "briefing.json").write_bytes(b"{")
    assert issues(tmp_path, "pack") == ()
    kept(tmp_path, "2026-12")
    assert [p.name for p in folder.iterdir()] == ["2026-12"]


def test_nothing_is_kept_through_a_link(tmp_path: Path) -> None:
    """An archive that is a link to somewhere else is refused."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "issues").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="link"):
        kept(tmp_path, "2026-12")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """There is a file where the archive should be."""
    (tmp_path / "issues").write_text("", encoding="utf-8")
    with pytest.raises(BriefingError, match="could not be kept"):
        kept(tmp_path, "2026-12")


# inputs of the issues, oldest first; today's inputs -> what a build of today is compared with
COMPARED = [
    # no issue yet
    ([], {"config": "a"}, None),
    # something is new since the only issue
    ([{"config": "a"}], {"config": "b"}, 0),
    # the very same again: made again without an earlier one, as it was
    ([{"config": "a"}], {"config": "a"}, None),
    # the newest again: compared with what it was compared with
    ([{"config": "a"}, {"config": "b"}], {"config": "b"}, 0),
    # back to what the first was made from: compared with the newest all the same
    ([{"config": "a"}, {"config": "b"}], {"config": "a"}, 1),
    # another input than before counts as a change
    ([{"config": "a", "record": "r"}], {"config": "a"}, 0),
]


@pytest.mark.parametrize(("made_from", "today", "expected"), COMPARED)
def test_what_a_build_is_compared_with(
    tmp_path: Path, made_from: list[dict[str, str]], today: dict[str, str], expected: int | None
) -> None:
    """The newest issue; but one that is only made again is compared with what it was compared with."""
    made: list[Issue] = []
    for number, inputs in enumerate(made_from):
        named = {"issue__" + made[-1].name: made[-1].digest} if made else {}
        made.append(kept(tmp_path, f"2026-{number + 1:02}", **inputs, **named))
    found = earlier(issues(tmp_path, "pack"), today)
    assert found == (None if expected is None else made[expected])


@pytest.mark.parametrize(
    ("count", "months", "gone"),
    [
        (None, None, []),
        (6, None, []),
        (3, None, ["2026-06", "2026-07", "2026-08"]),
        (1, None, ["2026-06", "2026-07", "2026-08", "2026-09"]),  # the one before the newest is needed
        (None, 2, ["2026-06", "2026-07", "2026-08"]),
        (None, 12, []),
    ],
)
def test_retention(tmp_path: Path, count: int | None, months: int | None, gone: list[str]) -> None:
    """By number or by age; never the newest, nor what the newest was compared with."""
    before: Issue | None = None
    for month in range(6, 12):
        named = {"issue__" + before.name: before.digest} if before else {}
        before = kept(tmp_path, f"2026-{month:02}", now=datetime(2026, month, 1, tzinfo=UTC), **named)
    over = superfluous(issues(tmp_path, "pack"), count, months, datetime(2026, 11, 22, tzinfo=UTC))
    assert [i.name for i in over] == gone
    for issue in over:
        remove(issue)
    left = [f"2026-{m:02}" for m in range(6, 12) if f"2026-{m:02}" not in gone]
    assert [i.name for i in issues(tmp_path, "pack")] == left
    assert sorted(p.name for p in (tmp_path / "issues" / "pack").iterdir()) == left
