"""Printed words, case by case."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document.numbers import figure_text, signed
from briefing.document.words import (
    listed,
    listed_or_counted,
    measure_name,
    number_in_words,
    plain_decimal,
    printed_date,
    printed_period,
    sentence,
)


@pytest.mark.parametrize(
    ("iso", "printed"),
    [("2026-11-21", "21 November 2026"), ("2025-02", "February 2025"), ("spring 2025", "spring 2025")],
)
def test_dates(iso: str, printed: str) -> None:
    assert printed_date(iso) == printed


@pytest.mark.parametrize(
    ("period", "printed"),
    [
        ("2023-24", "2023-24"),
        ("2024-10", "October 2024"),
        ("2011-12", "2011-12"),
        ("2024", "2024"),
        ("12 months to 2025-03", "twelve months to March 2025"),
        ("3 months to 2024-06", "three months to June 2024"),
        (None, "date not given"),
    ],
)
def test_periods(period: str | None, printed: str) -> None:
    assert printed_period(period) == printed


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        ("59.90", "percent", "59.90%"),
        ("60", "percent", "60%"),
        ("5.30", "days", "5.30 days"),
        ("0.10", "rate", "0.10"),
        ("450", "GBP", "£450"),
    ],
)
def test_figures_in_running_text(value: str, unit: str, printed: str) -> None:
    assert figure_text(Decimal(value), unit) == printed


@pytest.mark.parametrize(
    ("value", "printed"), [("0", "None"), ("1", "One"), ("12", "Twelve"), ("13", "13"), ("2.5", "2.5")]
)
def test_values_the_text_gives_in_words(value: str, printed: str) -> None:
    assert number_in_words(Decimal(value)) == printed


@pytest.mark.parametrize(
    ("names", "printed"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_lists(names: list[str], printed: str) -> None:
    assert listed(names) == printed


def test_many_names_are_counted() -> None:
    names = list("ABCDEFG")
    assert listed_or_counted(names, 7) == "All seven"
    assert listed_or_counted(names, 12) == "Seven of the twelve"
    assert listed_or_counted(names[:2], 12) == "A and B"


@pytest.mark.parametrize(
    ("text", "printed"), [("a word", "A word."), ("Is it?", "Is it?"), (" said “so”", "Said “so”"), ("", "")]
)
def test_sentences(text: str, printed: str) -> None:
    assert sentence(text) == printed


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("carers able to take a break", "Carers able to take a break"),
        ("there were # new flats", "“there were … new flats”"),
        ("a b c d # f g h i j", "“a b c d … f g h …”"),
    ],
)
def test_a_measure_without_a_name_is_quoted_in_a_few_words(label: str, printed: str) -> None:
    assert measure_name(label) == printed


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=3))
def test_printing_then_reading_gives_the_same_number(value: Decimal) -> None:
    assert Decimal(plain_decimal(value)) == value
    assert Decimal(signed(value).replace("−", "-")) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-1000, max_value=1000, places=2))
def test_a_gap_and_its_opposite_differ_in_sign_only(gap: Decimal) -> None:
    one, other = signed(gap), signed(-gap)
    assert one.lstrip("+−") == other.lstrip("+−")
    assert (one == other) == (gap == 0)
