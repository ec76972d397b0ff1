"""Decisions survive the way to disk and back, and a wrong entry is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.domain.decisions import ComparabilityDecision, Decision, Decisions
from briefing.domain.finding import Label
from briefing.errors import InputError
from briefing.library.decisions import dump_decisions, merged, read_decisions

ONE = Decision("d1", "equity", 2, 1, accepted=True, summary="The council asks people.", by="A. Reader")
TWO = Decision("d2", "equity", 1, 3, label=Label.SHORTFALL, key=True, on="2026-11-21")


def test_what_was_decided_is_read_back(tmp_path: Path) -> None:
    """Written and read, decisions are the same, in the report's order."""
    path = tmp_path / "decisions.yaml"
    apart = ComparabilityDecision("turnover", ("ottersham", "kelderby"), "no", "Different years.")
    path.write_text(dump_decisions(Decisions("ottersham", (ONE, TWO), (apart,))), encoding="utf-8")
    assert read_decisions(path) == Decisions("ottersham", (TWO, ONE), (apart,))


def test_the_later_decision_holds() -> None:
    """A user's decision takes the place of one that ships; the others stay."""
    own = Decision("d1", "equity", 2, 1, rejected=True)
    both = merged(Decisions("ottersham", (ONE, TWO)), Decisions("ottersham", (own,)))
    assert both.entries == (TWO, own)


def test_every_wrong_entry_is_told(tmp_path: Path) -> None:
    """A misspelt key, a wrong label and a missing digest are all named, each with its line."""
    path = tmp_path / "decisions.yaml"
    path.write_text(
        "schema: 1\nauthority: ottersham\nentries:\n"
        "  - {digest: d1, statement: equity, paragraph: 1, sentence: 1, lable: mixed}\n"
        "  - {digest: d2, statement: equity, paragraph: 1, sentence: 2, label: bad}\n"
        "  - {statement: equity, paragraph: one, sentence: 2}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as raised:
        read_decisions(path)
    lines = [p.place.split(":")[-2] for p in raised.value.problems]
    assert lines == ["4", "5", "6", "6"]
