"""WCAG 2.2 AA by axe: no violation, at any width, in any colours."""

from __future__ import annotations

import pytest
from opening import Opener

pytestmark = pytest.mark.slow
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN = """levels => axe.run(document, {runOnly: {type: "tag", values: levels}, resultTypes: ["violations"]})"""


@pytest.mark.parametrize("mode", ["light", "dark", "forced-colors", "print"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation(opened: Opener, axe: str, width: int, mode: str) -> None:
    """With every table of numbers unfolded, for what is folded is not looked at."""
    page = opened(width, mode).page
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.evaluate(axe)
    found = page.evaluate(RUN, list(LEVELS))
    assert len(found["passes"]) > 10
    told = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found["violations"]]
    assert told == []


def test_axe_would_find_one(opened: Opener, axe: str) -> None:
    """A picture without words is reported: the check is alive."""
    page = opened(1280).page
    page.evaluate("document.querySelector('svg').removeAttribute('aria-labelledby')")
    page.evaluate("document.querySelector('svg title').remove()")
    page.evaluate(axe)
    found = page.evaluate(RUN, list(LEVELS))
    assert "svg-img-alt" in {v["id"] for v in found["violations"]}
