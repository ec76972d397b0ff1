"""Breakdowns by rating: the service is carried over a list, the rating stands beside its number."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.domain.figure import Figure
from briefing.extraction.figures import read_figures
from briefing.extraction.text import Paragraph, Sentence, StatementText
from briefing.library.indicators import load_indicators

INDICATORS = load_indicators(Path(briefing.__file__).parent / "reference" / "indicators.yaml")


def read(*sentences: str) -> tuple[Figure, ...]:
    numbered = tuple(Sentence(1, n, text) for n, text in enumerate(sentences, 1))
    text = StatementText("", "care-provision", None, None, None, (), (Paragraph(1, None, numbered),))
    return read_figures(text, INDICATORS)[0]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In the district 62% of nursing homes were rated good, 30% Requires Improvement and 8% unrated.",
            "nursing_homes_rated_good 62, nursing_homes_rated_ri 30, nursing_homes_unrated 8",
        ),
        (
            "71% of residential homes were good and 9% RI, while of homecare services 55% were good.",
            "residential_homes_rated_good 71, residential_homes_rated_ri 9, home_care_rated_good 55",
        ),
        (
            "Domiciliary care agencies: 3% Outstanding, 74% Good, 23% not yet rated. Extra care: 90% Good.",
            "home_care_rated_outstanding 3, home_care_rated_good 74, home_care_unrated 23, "
            "extra_care_rated_good 90",
        ),
        (
            "Ratings of good stood at 72% for nursing homes and 80% for residential homes.",
            "nursing_homes_rated_good 72, residential_homes_rated_good 80",
        ),
        (
            "Nursing homes rated good (63%) were fewer than residential homes rated good (81%).",
            "nursing_homes_rated_good 63, residential_homes_rated_good 81",
        ),
        (
            "Of 31 care homes 24 were good or outstanding.",
            "care_homes 31, care_homes_rated_good_or_outstanding 24",
        ),
        ("Only one of the 11 care homes was rated inadequate.", "care_homes_rated_inadequate 1"),
        ("No residential home was rated inadequate.", "residential_homes_rated_inadequate 0"),
    ],
)
def test_service_and_rating_name_the_indicator(sentence: str, expected: str) -> None:
    """Each number with the rating beside it, and the last service named."""
    read_as = ", ".join(f"{f.indicator} {f.value}" for f in read(sentence))
    assert read_as == expected


def test_the_service_may_stand_in_the_sentence_before() -> None:
    """A list goes on in the next sentence."""
    figures = read(
        "Supported living was assured by visits.", "In all, 58% were rated good and 42% had no rating."
    )
    assert [f.indicator for f in figures] == ["supported_living_rated_good", "supported_living_unrated"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Of those asked, 72% of people who used home care rated the service as good.",
        "In a year 12% of the homes had been rated red by the quality team.",
        "Some 4 homes had moved from inadequate to good.",
    ],
)
def test_other_praise_is_no_rating(sentence: str) -> None:
    """People's opinions, the council's own colours and changes of rating are not the regulator's shares."""
    assert not any("rated_good" in f.indicator or f.source == "CQC ratings" for f in read(sentence))


def test_a_breakdown_is_held_against_england() -> None:
    """Ratings take comparators like any other figure."""
    (figure,) = read("85% of care homes were rated good or outstanding, above the England average of 79%.")
    assert (figure.indicator, figure.standing.value) == ("care_homes_rated_good_or_outstanding", "better")
    assert str(figure.comparator_value) == "79"
