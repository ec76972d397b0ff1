"""Whole drawings against kept ones, so that review sees what changed.

`BRIEFING_GOLDENS=write pytest tests/charts` rewrites them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import chart_examples as examples
import pytest

from briefing.charts import NARROW, WIDE, draw, plan_charts
from briefing.domain.framework import Framework
from briefing.domain.look import Look

GOLDENS = Path(__file__).parent / "goldens"
FRAMEWORK = Framework("", "", (), (), examples.LEVELS, ())
CASES = {
    "two": (examples.EXAMPLES["two authorities"], WIDE),
    "two-phone": (examples.EXAMPLES["two authorities"], NARROW),
    "twelve": (examples.EXAMPLES["twelve on two statements"], WIDE),
}


@pytest.mark.parametrize("case", CASES)
def test_drawings_are_as_kept(case: str, house: Look) -> None:
    """Every chart, element by element; no kept drawing is left over."""
    made, width = CASES[case]
    folder = GOLDENS / case
    drawn = {
        f"{plan.id}.svg": re.sub(r"(?<=>)(?=<(?:path|text|/svg))", "\n", draw(plan, house, width)) + "\n"
        for plan in plan_charts(made, house, FRAMEWORK)
        if plan.statement != "statement-2"
    }
    if os.environ.get("BRIEFING_GOLDENS") == "write":
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.svg"):
            old.unlink()
        for name, svg in drawn.items():
            (folder / name).write_text(svg, encoding="utf-8")
    assert sorted(path.name for path in folder.glob("*.svg")) == sorted(drawn)
    for name, svg in drawn.items():
        assert svg == (folder / name).read_text(encoding="utf-8"), name


def test_a_drawing_is_lean(house: Look) -> None:
    """No ids to clash in one page, no clip paths, styles or metadata, and few bytes."""
    for plan in plan_charts(examples.two_towns(), house, FRAMEWORK):
        svg = draw(plan, house)
        assert not re.search(r"\sid=|<defs|<style|<metadata|clip|<use|xlink|style=|<\?xml", svg), plan.id
        assert len(svg) < 10_000, plan.id
