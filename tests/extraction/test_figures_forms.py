"""Sentence forms: every one of the table, and the traps beside them, in sentences written for the purpose."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import briefing
from briefing.domain.figure import Figure, Standing
from briefing.domain.record import ReadingWarning
from briefing.extraction.figures import FORMS, Form, read_figures
from briefing.extraction.text import Paragraph, Sentence, StatementText
from briefing.library.indicators import load_indicators

INDICATORS = load_indicators(Path(briefing.__file__).parent / "reference" / "indicators.yaml")


def read(*sentences: str) -> tuple[tuple[Figure, ...], tuple[ReadingWarning, ...]]:
    """Reads one paragraph of sentences."""
    numbered = tuple(Sentence(1, n, text) for n, text in enumerate(sentences, 1))
    text = StatementText(
        "brindleshire", "care-provision", None, None, None, (), (Paragraph(1, None, numbered),)
    )
    return read_figures(text, INDICATORS)


def sentences(paragraph: str) -> list[str]:
    return [s if s.endswith(".") else s + "." for s in paragraph.split(". ")]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_form_reads_its_own_example(form: Form) -> None:
    """The example in the table is read by the form it stands for, with nothing left over."""
    figures, warnings = read(*sentences(form.example))
    assert form.id in {f.form for f in figures}
    assert not warnings


def test_form_ids_are_unique() -> None:
    """A figure names one form."""
    assert len({form.id for form in FORMS}) == len(FORMS)


# sentences | indicator, value, unit | comparator, its value | variation, standing
PAIRS = [
    (
        "In the SACE (2023-24) fewer carers (9.10%) got help that let them have a break in a crisis or "
        "at short "
        "notice, when set beside the England average (12.08%)(negative variation).",
        ("carers_break_emergency", "9.10", "percent", "12.08", "negative variation", "worse"),
    ),
    (
        "The vacancy rate was 6.20%, slightly better than the England average of 8.06% (ASC-WE 2023/24).",
        ("staff_vacancy_rate", "6.20", "percent", "8.06", "slightly better", "better"),
    ),
    (
        "Turnover of 0.40 was a negative variation to the England average of 0.25.",
        ("staff_turnover_rate", "0.40", "rate", "0.25", "negative variation", "worse"),
    ),
    (
        "Sickness averaged 4.10 days, consistent with 5.33 days nationally.",
        ("staff_sickness_days", "4.10", "days", "5.33", "consistent with", "similar"),
    ),
    (
        "More carers (52.00%) had financial difficulties because of caring than in England (46.55%).",
        ("carers_financial_difficulties", "52.00", "percent", "46.55", "", "worse"),
    ),
    (
        "Fewer carers (21.00%) were not in paid work because of caring than the England average (26.70%).",
        ("carers_not_in_paid_work", "21.00", "percent", "26.70", "", "better"),
    ),
    (
        "In the ASCS 61.00% of people had choice over services (England average 70.28%).",
        ("choice_over_services", "61.00", "percent", "70.28", "", "not_compared"),
    ),
    (
        "Choice was worse than the England average (60.40% to 70.28%).",
        ("choice_over_services", "60.40", "percent", "70.28", "worse", "worse"),
    ),
    (
        "At 80.50%, people's control over daily life was not statistically different from England's 77.62%.",
        (
            "control_over_daily_life",
            "80.50",
            "percent",
            "77.62",
            "not statistically different",
            "similar",
        ),
    ),
    (
        "Older people entered care homes permanently at a rate of 402.0 per 100,000, better than 566.0 "
        "nationally.",
        ("care_home_admissions_65_plus", "402.0", "rate", "566.0", "better", "better"),
    ),
    (
        "Carers' satisfaction was 31.00% against 36.83% for England as a whole.",
        ("carers_satisfied", "31.00", "percent", "36.83", "", "not_compared"),
    ),
    (
        "Nationally, the proportion of people who felt safe was 71.06%, while here it was higher at 78.00%.",
        ("feel_safe", "78.00", "percent", "71.06", "", "better"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS, ids=[expected[0] for _, expected in PAIRS])
def test_a_value_is_read_with_its_comparator(text: str, expected: tuple[str, ...]) -> None:
    """Indicator, value, unit, comparator's value, variation as printed, and standing."""
    figures, warnings = read(text)
    assert not warnings
    assert [
        (
            f.indicator,
            str(f.value),
            f.unit,
            str(f.comparator_value),
            f.variation,
            f.standing.value,
        )
        for f in figures
    ] == [expected]
    assert figures[0].comparator == "England average"


def test_opposite_verdicts_in_one_sentence_stay_apart() -> None:
    """Each indicator keeps the word beside it."""
    figures, _ = read(
        "Vacancies stood at 14.10% against an England average of 8.06% (significant negative "
        "variation), but "
        "turnover, at 0.09, was a significantly positive variation from England's 0.25."
    )
    assert [(f.indicator, f.variation, f.standing) for f in figures] == [
        ("staff_vacancy_rate", "significant negative variation", Standing.WORSE),
        ("staff_turnover_rate", "significantly positive variation", Standing.BETTER),
    ]


def test_a_late_verdict_reaches_the_values_before_it() -> None:
    """ "Both" speaks of both, a plain "this" of the last."""
    figures, _ = read(
        "In the ASCS 65.00% of people felt safe (England 71.06%) and 70.00% had control over daily life "
        "(England 77.62%).",
        "Both were negative variations.",
    )
    assert [f.standing for f in figures] == [Standing.WORSE, Standing.WORSE]


def test_source_and_period_are_carried_where_pointed_back_to() -> None:
    """ "The same survey" brings both; another paragraph's figure without a pointer gets neither."""
    figures, _ = read(
        "The Survey of Adult Carers in England (2023/2024) showed 40.00% of carers were satisfied "
        "with social "
        "services, better than the England average of 36.83%.",
        "The same survey showed 15.00% had a break of over 24 hours, in line with the England average "
        "(16.14%).",
    )
    assert [(f.indicator, f.source, f.period) for f in figures] == [
        ("carers_satisfied", "SACE", "2023-24"),
        ("carers_break_over_24h", "SACE", "2023-24"),
    ]


def test_a_source_in_brackets_after_the_full_stop_counts() -> None:
    """The assessor's own typing habit."""
    figures, _ = read(
        "Staff turnover was 0.30, worse than the England average of 0.25. (Skills for Care, 2023/24)."
    )
    assert (figures[0].source, figures[0].period) == ("ASC-WE", "2023-24")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (
            "Over the preceding 3 months (June 2024 data) 14 people had waited for a review.",
            "3 months to 2024-06",
        ),
        ("In the 12 months to March 2025, 31 contracts were handed back.", "12 months to 2025-03"),
        ("At the end of November 2024 there were 212 people waiting.", "2024-11"),
        ("The team completed 640 assessments in 2023-24.", "2023-24"),
        ("A Housing Strategy (2024-2029) had 640 actions.", None),
    ],
)
def test_periods(text: str, period: str | None) -> None:
    """The forms of the public contract; a strategy's years are no period of a figure."""
    figures, _ = read(text)
    assert [f.period for f in figures] == [period]


def test_an_earlier_value_is_a_comparator_and_no_figure() -> None:
    """ "Down from" gives a standing by the indicator's polarity."""
    figures, _ = read("There were 140 overdue reviews, down from 300 in March 2024.")
    (figure,) = figures
    assert (figure.value, figure.comparator_value) == (Decimal(140), Decimal(300))
    assert (figure.comparator, figure.standing) == ("same authority in 2024-03", Standing.BETTER)


def test_no_england_number_is_ever_made_up() -> None:
    """A comparator without a number stays without one, and is no England pair."""
    (figure,), _ = read("In the ASCS 70.00% of people felt safe, which was in line with national data.")
    assert (figure.comparator, figure.comparator_value, figure.standing) == (
        "England average",
        None,
        Standing.SIMILAR,
    )
    assert not figure.against_england


def test_a_region_beside_england_gives_two_comparisons() -> None:
    """One value, two comparators: two figures that share the value."""
    figures, _ = read(
        "Vacancies were at 9.00%, above the regional average of 7.00% and the England average of 8.06%."
    )
    assert [(f.comparator, str(f.comparator_value), f.standing.value) for f in figures] == [
        ("regional average", "7.00", "worse"),
        ("England average", "8.06", "worse"),
    ]


def test_an_unknown_measure_keeps_the_words_of_the_text() -> None:
    """Never forced into the nearest indicator: a generated id, and the same one each time."""
    (figure,), _ = read("About 18% of lift buttons had braille.")
    assert figure.indicator == "lift_buttons_braille"
    assert figure.label == "Lift buttons that had braille"
    assert figure.qualifier == "about"


@pytest.mark.parametrize(
    "text",
    [
        "The Care Act 2014 and section 42 enquiries were understood, as was stage 2 of the plan.",
        "The 0-25 team worked 24/7 with people aged 18 to 64 and over 65s until 14 March 2025.",
        "Staff met one another within 28 days, twice a week and every 6 weeks.",
        "The Housing Strategy (2024-2029) was refreshed in 2023 after a three-year review.",
        "Two people told us they needed 2:1 support and a break of between 1-24 hours.",
        "In the last 12 months there was one example of this in each of the two ways described.",
    ],
)
def test_numbers_that_measure_nothing_are_left_alone(text: str) -> None:
    """Years, ages, sections, windows, definitions and turns of phrase are no figures."""
    assert read(text) == ((), ())


def test_zero_in_words() -> None:
    """ "No waits" for several services is nought for each; a wish for none is no report."""
    figures, _ = read("There were no waits for home care, residential care or nursing care.")
    assert {f.indicator for f in figures} == {
        "placement_wait_home_care",
        "placement_wait_residential_care",
        "placement_wait_nursing_care",
    }
    assert all(f.value == 0 and f.in_words for f in figures)
    assert read("Plans aimed to ensure there were no delays in discharge.") == ((), ())


def test_a_comparison_that_no_form_reads_becomes_a_warning() -> None:
    """The number is neither guessed into a figure nor dropped: the warning names its place."""
    figures, warnings = read("People liked the new offer.", "The England average was 62.72%.")
    assert figures == ()
    assert [w.place for w in warnings] == ["care-provision 1.2"]
    assert "62.72%" in warnings[0].message


def test_the_next_sentence_is_not_attached_to_another_subject() -> None:
    """A comparator about carers' training says nothing of the safety before it."""
    figures, warnings = read(
        "In the ASCS 66.00% of people felt safe.",
        "The England average for carers who had taken part in training was 4.30%.",
    )
    assert [f.comparator_value for f in figures] == [None]
    assert len(warnings) == 1
