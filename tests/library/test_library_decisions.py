"""Decisions survive the way to disk and back, and a wrong entry is told with its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.domain.decisions import ComparabilityDecision, Decision, Decisions
from briefing.domain.finding import Label
from briefing.errors import InputError
from briefing.library.deciding import change_decisions, dump_decisions, rewritten
from briefing.library.decisions import merged, parse_decisions, read_decisions
from briefing.library.workspace import Workspace

ONE = Decision("d1", "equity", 2, 1, accepted=True, summary="The council asks people.", by="A. Reader")
TWO = Decision("d2", "equity", 1, 3, label=Label.SHORTFALL, key=True, on="2026-11-21")
FIGURE = Decision("d1", "equity", 2, 1, rejected=True, by="A. Reader", figure="turnover 8.06")
SETTLED = Decision("d2", "equity", 1, 3, accepted=True, by="B. Officer", over=("A. Reader", "C. Third"))

BY_HAND = """\
# What the panel's officers decided.
schema: 1
authority: ottersham
entries:
  # The director asked about this one.
  - digest: d2
    statement: equity
    paragraph: 1
    sentence: 3
    label: shortfall   # see the minutes
    key: true
  - {digest: d1, statement: equity, paragraph: 2, sentence: 1, accepted: true, by: A. Reader}
comparability:
  - {indicator: turnover, authorities: [ottersham], verdict: "no", reason: Different years.}
# The end.
"""


def test_what_was_decided_is_read_back(tmp_path: Path) -> None:
    """Written and read, decisions are the same, in the report's order."""
    path = tmp_path / "decisions.yaml"
    apart = ComparabilityDecision("turnover", ("ottersham", "kelderby"), "no", "Different years.")
    path.write_text(
        dump_decisions(Decisions("ottersham", (FIGURE, ONE, SETTLED, TWO), (apart,))), encoding="utf-8"
    )
    assert read_decisions(path) == Decisions("ottersham", (TWO, SETTLED, ONE, FIGURE), (apart,))


def test_each_reviewer_keeps_an_entry() -> None:
    """A reviewer's later entry takes the place of their earlier one; another's stays beside it."""
    again = replace(ONE, accepted=False, rejected=True)
    other = replace(ONE, by="B. Officer", label=Label.MIXED)
    both = merged(Decisions("ottersham", (ONE, TWO)), Decisions("ottersham", (again, other)))
    assert both.entries == (TWO, again, other)


def test_a_draft_is_laid_over_the_one_that_ships() -> None:
    """Whoever marks a sentence by hand does not lose the summary that ships."""
    own = Decision("d2", "equity", 1, 3, accepted=True)
    shipped = replace(TWO, summary="People wait.")
    (both,) = merged(Decisions("ottersham", (shipped,)), Decisions("ottersham", (own,))).entries
    assert (both.accepted, both.label, both.summary) == (True, Label.SHORTFALL, "People wait.")


def test_every_wrong_entry_is_told(tmp_path: Path) -> None:
    """A misspelt key, a wrong label, a missing digest and the like are all named, each with its line."""
    path = tmp_path / "decisions.yaml"
    path.write_text(
        "schema: 1\nauthority: ottersham\nentries:\n"
        "  - {digest: d1, statement: equity, paragraph: 1, sentence: 1, lable: mixed}\n"
        "  - {digest: d2, statement: equity, paragraph: 1, sentence: 2, label: bad}\n"
        "  - {statement: equity, paragraph: one, sentence: 2}\n"
        "  - {digest: d3, statement: equity, paragraph: 1, sentence: 4, accepted: true, rejected: true}\n"
        "  - {digest: d4, statement: equity, paragraph: 1, sentence: 5, figure: a 1, label: mixed}\n"
        "  - {digest: d5, statement: equity, paragraph: 1, sentence: 6, over: B. Officer}\n"
        "  - {digest: d5, statement: equity, paragraph: 1, sentence: 6}\n"
        "reviewer: A. Reader\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as raised:
        read_decisions(path)
    lines = sorted(int(p.place.split(":")[-2]) for p in raised.value.problems)
    assert lines == [4, 5, 6, 6, 7, 8, 9, 10, 11]


def test_only_the_lines_of_the_change_change() -> None:
    """A changed, a new and a removed entry; comments and the hand's own layout stay."""
    before = parse_decisions(BY_HAND, "decisions.yaml")
    two, one = before.entries
    after = replace(before, entries=(two, replace(one, accepted=False, rejected=True), SETTLED))
    text = rewritten(BY_HAND, before, after)
    gone = set(BY_HAND.splitlines()) - set(text.splitlines())
    assert gone == {
        "  - {digest: d1, statement: equity, paragraph: 2, sentence: 1, accepted: true, by: A. Reader}"
    }
    assert set(parse_decisions(text, "").entries) == set(after.entries)
    assert text.index("B. Officer") < text.index("rejected: true")
    without = rewritten(text, after, replace(after, entries=(two,)))
    assert "# The director asked" in without
    assert parse_decisions(without, "").entries == (two,)
    changed = rewritten(BY_HAND, before, replace(before, entries=(replace(two, key=False), one)))
    assert "# The director asked" in changed


@pytest.mark.parametrize(
    "text",
    [
        '{"schema": 1, "authority": "ottersham", "entries": []}',
        "schema: 1\nauthority: ottersham\n",
        "schema: 1\nauthority: ottersham\nentries: []\n",
        "schema: 1\nauthority: ottersham\nentries:\n-\n  digest: d1\n  statement: equity\n"
        "  paragraph: 2\n  sentence: 1\n",
        "schema: 1\nauthority: ottersham\nentries:\n- {digest: d1, statement: equity,\n"
        "   paragraph: 2, sentence: 1}",
    ],
    ids=["json", "no entries", "an empty list", "dashes alone", "no last line end"],
)
def test_a_file_of_another_shape_is_written_anew(text: str) -> None:
    before = parse_decisions(text, "")
    after = replace(before, entries=(*before.entries, SETTLED))
    assert set(parse_decisions(rewritten(text, before, after), "").entries) == set(after.entries)


def test_a_change_is_made_to_what_is_on_disk(tmp_path: Path) -> None:
    """And to what a hand saves while the change is being made."""
    path = tmp_path / "library/ottersham/decisions.yaml"
    path.parent.mkdir(parents=True)
    saved = []

    def change(now: Decisions) -> Decisions:
        if not saved:  # a colleague's editor comes in between
            path.write_text(BY_HAND, encoding="utf-8")
            saved.append(True)
        return replace(now, entries=(*now.entries, SETTLED))

    change_decisions("ottersham", Workspace(tmp_path), change)
    assert len(read_decisions(path).entries) == 3
    assert "# The director asked" in path.read_text(encoding="utf-8")


def test_a_broken_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "library/ottersham/decisions.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("schema: 1\nauthority: [ottersham\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        change_decisions("ottersham", Workspace(tmp_path), lambda now: replace(now, entries=(ONE,)))
    assert "library/ottersham/decisions.yaml:3:1" in raised.value.problems[0].place
    assert path.read_text(encoding="utf-8") == "schema: 1\nauthority: [ottersham\n"
