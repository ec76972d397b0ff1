"""One of one in words, and one wait said of several services."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.domain.figure import Figure
from briefing.extraction.figures import read_figures
from briefing.extraction.text import Paragraph, Sentence, StatementText
from briefing.library.indicators import load_indicators

INDICATORS = load_indicators(Path(briefing.__file__).parent / "reference" / "indicators.yaml")


def read(*sentences: str, apart: bool = False) -> tuple[Figure, ...]:
    """Reads sentences of one paragraph, or `apart`, each in a paragraph of its own."""
    if apart:
        paragraphs = tuple(Paragraph(n, None, (Sentence(n, 1, s),)) for n, s in enumerate(sentences, 1))
    else:
        numbered = tuple(Sentence(1, n, s) for n, s in enumerate(sentences, 1))
        paragraphs = (Paragraph(1, None, numbered),)
    return read_figures(StatementText("", "care-provision", None, None, None, (), paragraphs), INDICATORS)[0]


def told(figures: tuple[Figure, ...]) -> list[str]:
    return [f"{f.indicator} {f.value} {f.unit}" for f in figures]


@pytest.mark.parametrize(
    ("sentence", "indicator", "population"),
    [
        (
            "The town's only residential home was rated requires improvement.",
            "residential_homes_rated_ri",
            "the town's only residential home",
        ),
        (
            "Its sole home care agency is now rated as 'outstanding'.",
            "home_care_rated_outstanding",
            "its sole home care agency",
        ),
        (
            "The only supported living provider across the two islands had not yet been rated.",
            "supported_living_unrated",
            "the only supported living provider",
        ),
        (
            "Staff visited often, and the only nursing home in Brindle was still rated inadequate by CQC.",
            "nursing_homes_rated_inadequate",
            "the only nursing home",
        ),
    ],
)
def test_the_rating_of_the_only_service_is_a_count_of_one(
    sentence: str, indicator: str, population: str
) -> None:
    """Stated in words, of a population in the words of the text, from the regulator's ratings."""
    (figure,) = read(sentence)
    assert told((figure,)) == [f"{indicator} 1 count"]
    assert (figure.population, figure.source, figure.in_words) == (population, "CQC ratings", True)
    assert figure.form == "one_of_one_in_words"


@pytest.mark.parametrize(
    "sentence",
    [
        "The only nursing home in the town rated inadequate had closed.",
        "The only nursing homes people liked were rated good.",
        "The district's only nursing home was rated good by families.",
        "The council had closed its only care home and was rated good.",
        "The council wanted to act until the only nursing home was rated good.",
        "The only nursing home was good at sharing news.",
    ],
)
def test_other_words_about_an_only_service_count_nothing(sentence: str) -> None:
    """One picked out of several, an opinion, a wish, and praise that is no rating."""
    assert read(sentence) == ()


def test_england_is_held_against_the_share_and_not_the_one() -> None:
    """What the next sentence says of England belongs to the share before it."""
    share, one = read(
        "In Brindleshire 60% of care homes were rated good and the only nursing home was rated good.",
        "The England average was 79%.",
    )
    assert (str(share.comparator_value), one.comparator) == ("79", None)


@pytest.mark.parametrize(
    "sentences",
    [
        ("Waits for home care and supported living averaged 12 days.",),
        ("People waited 12 days on average for home care and supported living.",),
        ("Queues were longest for home care and supported living.", "Waits for both services were 12 days."),
        ("Home care had few staff, as did supported living.", "The wait for these services was 12 days."),
        ("Brindle bought supported living and home care.", "Waits for those two types of care took 12 days."),
    ],
)
def test_one_wait_is_given_to_each_service(sentences: tuple[str, ...]) -> None:
    """A list in the clause, or the services of the sentence before where the clause points back at them."""
    figures = read(*sentences)
    expected = {"placement_wait_home_care 12 days", "placement_wait_supported_living 12 days"}
    assert set(told(figures)) == expected
    assert len(figures) == 2
    assert {(f.evidence.sentence, f.form) for f in figures} == {(len(sentences), "one_wait_for_several")}


def test_a_list_of_three_keeps_the_earlier_value() -> None:
    """Each figure has the comparison of the one value."""
    figures = read("People waited 9 days for residential, nursing and home care, down from 14 days in 2023.")
    assert [(f.indicator, str(f.comparator_value)) for f in figures] == [
        ("placement_wait_residential_care", "14"),
        ("placement_wait_nursing_care", "14"),
        ("placement_wait_home_care", "14"),
    ]


@pytest.mark.parametrize(
    "sentences",
    [
        ("Queues were longest for home care.", "Waits for both services averaged 12 days."),
        (
            "Queues were long for home care but not for nursing care.",
            "Waits for these services were 12 days.",
        ),
        ("Brindle bought home care and nursing care.", "Waits across all services averaged 12 days."),
        ("Brindle bought home care and nursing care.", "Some 12 people were waiting for these services."),
        ("Brindle bought home care and nursing care.", "Waits for repairs averaged 12 days."),
    ],
)
def test_a_wait_is_not_shared_out_where_the_words_do_not_say_so(sentences: tuple[str, ...]) -> None:
    """Too few services, some set apart, no pointing back, and a count of people who wait for either."""
    assert all(f.form != "one_wait_for_several" for f in read(*sentences))


def test_two_waits_of_two_services_stay_apart() -> None:
    """Each service has its own value."""
    figures = read("The average wait for home care was 4 days and for residential care 9 days.")
    assert told(figures) == ["placement_wait_home_care 4 days", "placement_wait_residential_care 9 days"]


def test_pointing_back_ends_with_the_paragraph() -> None:
    """ "These services" of a new paragraph are not those of the one before."""
    figures = read(
        "Queues were longest for home care and nursing care.",
        "Waits for both services averaged 12 days.",
        apart=True,
    )
    assert all(f.form != "one_wait_for_several" for f in figures)


def test_waits_of_services_named_before_come_from_where_those_did() -> None:
    """The source named in the paragraph, and the window that the sentence naming the services gives."""
    figures = read(
        "Data shared by the council in March 2025 showed where delays were.",
        "In the 6 months to March 2025 the longest were for home care and supported living.",
        "Waits for these services averaged 19 days.",
    )
    waits = [f for f in figures if f.evidence.sentence == 3]
    assert [(f.source, f.period) for f in waits] == [("local authority data", "6 months to 2025-03")] * 2


def test_the_same_year_is_the_last_one_named_beside_a_source() -> None:
    """Over a paragraph's end too; who collected "national data" is not said."""
    figures = read(
        "The Adult Social Care Survey 2022/23 showed 71.20% of people felt safe.",
        "National data for the same year put social contact at 44.10%, below the England average of 45.56%.",
        apart=True,
    )
    assert [(f.source, f.period) for f in figures] == [("ASCS", "2022-23"), (None, "2022-23")]
