"""The records that ship: what the program reads from the two texts, and summaries in our own words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.domain.decisions import decided, unmatched
from briefing.domain.finding import Label
from briefing.library.bundled import reference
from briefing.library.decisions import read_decisions
from briefing.library.records import dump_record, read_record
from briefing.pipeline.materials import Reference
from briefing.pipeline.reading import read

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "sources"
SHIPPED = ["camden", "haringey"]


@pytest.mark.parametrize("slug", SHIPPED)
@pytest.mark.sources
def test_a_shipped_record_is_what_the_program_reads(slug: str) -> None:
    """Made again from its source, the record is the same to the byte."""
    source = SOURCES / f"{slug}-care-provision.txt"
    if not source.is_file():
        pytest.skip("the two real assessments are not here; they are not part of this project")
    again = dump_record(read(source, Reference(), authority=slug), quotes=False)
    assert again == reference(f"records/{slug}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_record_holds_no_quotation(slug: str) -> None:
    """Facts, places and digests only."""
    data = json.loads(reference(f"records/{slug}.json").read_text(encoding="utf-8"))
    quotes = {row["quote"] for s in data["statements"] for row in (*s["findings"], *s["figures"])}
    assert quotes == {None}


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_finding_that_can_be_printed_has_a_summary(slug: str) -> None:
    """Good practice, shortfall and mixed findings all do, and every decision finds its sentence."""
    record = read_record(reference(f"records/{slug}.json"))
    decisions = read_decisions(reference(f"records/{slug}.decisions.yaml"))
    assert unmatched(record, decisions) == ()
    printed = [
        f for s in decided(record, decisions).statements for f in s.findings if f.label is not Label.NEUTRAL
    ]
    assert [f.evidence.place for f in printed if not f.summary] == []
    assert all(f.reviewed_by is None for f in printed)
