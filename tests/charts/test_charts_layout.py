"""No chart clips or overlaps anything, whatever the names, values and number of authorities."""

from __future__ import annotations

import chart_examples as examples
import pytest
import svg_boxes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.charts import NARROW, WIDE, draw, plan_charts
from briefing.domain.figure import Standing
from briefing.domain.framework import Framework
from briefing.domain.look import Look

FRAMEWORK = Framework("", "", (), (), examples.LEVELS, ())
TALLEST = 700.0
"""Points: what fits on a page with a headline and a subtitle."""


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["page", "phone"])
@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_nothing_overlaps_or_sticks_out(name: str, width: float, looks: dict[str, Look]) -> None:
    """Words stay inside the drawing and clear of each other, of bars and of marks, in every look."""
    for look in looks.values():
        for plan in plan_charts(examples.EXAMPLES[name], look, FRAMEWORK):
            if plan.statement not in ("", "statement-1", "statement-4"):
                continue
            svg = draw(plan, look, width)
            assert svg_boxes.faults(svg, tracks=(look.colour("panel"),)) == [], f"{plan.id} in {look.name}"


@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_a_chart_fits_a_page(name: str, house: Look) -> None:
    """A chart that would outgrow a page is shared out over several."""
    for plan in plan_charts(examples.EXAMPLES[name], house, FRAMEWORK):
        assert svg_boxes.size(draw(plan, house))[1] <= TALLEST, plan.id


hundredths = st.decimals(min_value=0, max_value=100, places=2)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(local=hundredths, england=hundredths)
def test_numbers_stay_apart_wherever_the_marks_stand(local: object, england: object, house: Look) -> None:
    """The local number and England's never touch, also where the two are equal or at either end."""
    entry = examples.figure("a0", "choice", str(local), england=str(england), standing=Standing.SIMILAR)
    of_a = examples.compared("choice", "Choice", "percent", {"a0": [entry]})
    about = examples.of_statement([examples.view("a0", 3, [entry])], [of_a])
    for name in ("Bree", examples.LONG_NAMES[0]):
        made = examples.comparison([name], [about])
        plan = next(p for p in plan_charts(made, house) if p.kind == "against_england")
        for width in (WIDE, NARROW):
            assert svg_boxes.faults(draw(plan, house, width)) == []


def test_the_check_sees_planted_faults() -> None:
    """The measuring itself: two words on each other and one outside are found."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40" font-size="10">'
        '<text x="10" y="12">Northam</text><text x="30" y="12">Southam</text>'
        '<text x="90" y="30">Eastham</text><path d="M10 24L20 24L20 34L10 34Z" fill="#12436d"/>'
        '<text x="12" y="32">4</text></svg>'
    )
    assert len(svg_boxes.faults(svg)) == 3
