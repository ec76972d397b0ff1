"""Percentages of a handful, and the counts they imply."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.comparison.ratings import implied_count, rating_bases
from briefing.comparison.small_base import smallest_base
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure


@pytest.mark.parametrize(
    ("printed", "base", "counts"),
    [
        ("50 33 16.67", 6, "3 2 1"),
        ("6.67 57.78 15.56 20", 45, "3 26 7 9"),
        ("87.50", 8, "7"),
        ("60 40", 5, "3 2"),
        ("66.67 12.96", 54, "36 7"),
        ("42.86", 7, "3"),
        ("66.66", 3, "2"),  # cut off instead of rounded
        ("100", None, ""),
        ("60", None, ""),  # a whole number alone fits some base always
        ("61.47 3.91", None, ""),
        ("75 75.00", None, ""),  # three of four twice is more than the whole
    ],
)
def test_the_smallest_base_that_all_shares_fit(printed: str, base: int | None, counts: str) -> None:
    """Every share must be a whole number of the base at its printed precision."""
    found = smallest_base([Decimal(p) for p in printed.split()])
    assert (found.size if found else None) == base
    assert " ".join(str(c) for c in found.counts) == counts if found else counts == ""


@given(base=st.integers(2, 60), data=st.data())
def test_shares_of_a_real_base_are_always_explained(base: int, data: st.DataObject) -> None:
    """Shares made from counts fit that base or a smaller one, never none."""
    first = data.draw(st.integers(1, base - 1))
    shares = [
        (Decimal(100) * n / base).quantize(Decimal("0.01"), ROUND_HALF_UP) for n in (first, base - first)
    ]
    found = smallest_base(shares)
    assert found is not None
    assert found.size <= base


def test_a_base_is_named_as_certain_only_where_the_shares_add_up() -> None:
    """Seven eighths may be 14 of 16; three, two and one sixth are most likely six homes."""
    whole = smallest_base([Decimal("50"), Decimal("33"), Decimal("16.67")])
    part = smallest_base([Decimal("87.50")])
    assert whole is not None
    assert part is not None
    assert whole.words(0) == "3 of 6"
    assert part.words(0) == "7 of 8, or a multiple"


def rated(indicator: str, value: str) -> Figure:
    evidence = Evidence("kelderby", "care-provision", 20, 2, "0" * 64)
    return Figure(indicator, indicator, Decimal(value), "percent", evidence)


@pytest.mark.parametrize(
    ("shares", "counts"),
    [
        (
            (("care_homes_rated_ri", "40"), ("care_homes_rated_good", "60")),
            {"2 of 5, or a multiple", "3 of 5, or a multiple"},
        ),
        ((("care_homes_rated_ri", "40"), ("care_homes_rated_ri", "15.56")), {""}),
        ((("care_homes_rated_ri", "37.5"), ("care_homes_rated_ri", "37.5")), {"3 of 8, or a multiple"}),
    ],
)
def test_one_share_with_two_values_implies_no_count(
    shares: tuple[tuple[str, str], ...], counts: set[str]
) -> None:
    """A count is of one set of services; two values for one share are of two sets."""
    figures = [rated(indicator, value) for indicator, value in shares]
    bases = rating_bases(figures)
    assert {implied_count(figure, bases) for figure in figures} == counts
