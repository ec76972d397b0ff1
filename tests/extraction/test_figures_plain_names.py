"""Names of measures nobody has described: short, plain, and the same each time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extraction.figures.plain_names import LONGEST_ID, LONGEST_NAME, plain_id, plain_name


@pytest.mark.parametrize(
    ("clause", "unit", "name", "id_"),
    [
        (
            "The plan set out to replace # small garages which had stood empty and were costly",
            "count",
            "Small garages",
            "small_garages",
        ),
        ("# of these visits were in the evening", "percent", "Visits in evening", "visits_evening"),
        ("Repairs to hoists averaged # days from the first call", "days", "Average repairs to hoists", None),
        (", with a median of # days wait for these tenants", "days", "Median wait for tenants", None),
        (
            "There were # bus routes across the valley and people liked them",
            "count",
            "Bus routes across valley",
            None,
        ),
        ("In the 12 months to March 2024, # hoists", "count", "Hoists", "hoists"),
        ("no one waiting for a hoist", "count", "No one waiting for hoist", "waiting_hoist"),
        ("#", "count", "Unnamed measure", "unnamed_measure"),
    ],
)
def test_names(clause: str, unit: str, name: str, id_: str | None) -> None:
    """What follows the number, or what leads to it where nothing telling follows."""
    assert plain_name(clause, unit) == name
    assert id_ is None or plain_id(name) == id_


@given(
    st.text(alphabet="ab #,.()%' of the and was 12", max_size=200),
    st.sampled_from(["count", "days", "percent"]),
)
def test_names_are_short_whatever_the_clause(clause: str, unit: str) -> None:
    """At most eight words, no mark of a number's place, and an id of at most six words."""
    name = plain_name(clause, unit)
    assert name
    assert "#" not in name
    assert len(name.split()) <= LONGEST_NAME
    identifier = plain_id(name)
    assert identifier == plain_id(name)
    assert identifier.replace("_", "").isalnum()
    assert (
        len(plain_id("one two three four five six seven eight".replace(" ", " x")).split("_")) <= LONGEST_ID
    )
