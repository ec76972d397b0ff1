"""Whether one measure can be set side by side: the table of rules, one invented case each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from briefing.domain.authority import Authority
from briefing.domain.comparison import Comparison, IndicatorComparison
from briefing.domain.decisions import ComparabilityDecision
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Finding, Label
from briefing.domain.record import Record, SourceRef, StatementRecord

Together = Callable[..., Comparison]
PLACES = (Authority("ashby", "Ashby Council", "Ashby"), Authority("brook", "Brook Council", "Brook"))


@dataclass(frozen=True)
class Said:
    """One figure as a report prints it."""

    value: str
    indicator: str = "choice_over_services"
    unit: str = "percent"
    england: str | None = None
    source: str | None = "ASCS"
    period: str | None = "2023-24"
    population: str | None = None
    in_words: bool = False
    single_voice: bool = False
    sentence: str = "A sentence of a report."


def record(authority: Authority, *figures: Said) -> Record:
    def evidence(n: int, said: Said) -> Evidence:
        return Evidence(authority.slug, "care-provision", n, 1, f"{n:064d}", said.sentence)

    return Record(
        authority,
        SourceRef("page.txt", "0" * 64),
        statements=(
            StatementRecord(
                "care-provision",
                None,
                3,
                findings=tuple(
                    Finding(evidence(n, f), Label.NEUTRAL, single_voice=f.single_voice)
                    for n, f in enumerate(figures, 1)
                ),
                figures=tuple(
                    Figure(
                        indicator=f.indicator,
                        label=f.indicator.replace("_", " "),
                        value=Decimal(f.value),
                        unit=f.unit,
                        evidence=evidence(n, f),
                        comparator="England average" if f.england else None,
                        comparator_value=Decimal(f.england) if f.england else None,
                        standing=Standing.NOT_COMPARED,
                        source=f.source,
                        period=f.period,
                        population=f.population,
                        in_words=f.in_words,
                    )
                    for n, f in enumerate(figures, 1)
                ),
            ),
        ),
    )


def row(
    together: Together, ashby: list[Said], brook: list[Said], wanted: str, **more: object
) -> IndicatorComparison:
    found = together(record(PLACES[0], *ashby), record(PLACES[1], *brook), **more)
    return next(r for r in found.statements[0].indicators if r.indicator.id == wanted)


CHOICE = Said("61.2", england="70.28")
VACANCY = Said("9.1", "staff_vacancy_rate", england="8.06", source="ASC-WE")
HOMES = Said("50", "nursing_homes_rated_good", source="CQC ratings", period=None)
PLACED = Said("41", "out_of_borough_placements", source=None, period="2024-06")
WAITS = Said("0", "placement_wait_nursing_care", "count", source=None, period=None, in_words=True)

CASES = {
    "same survey, year and England average": (
        [CHOICE],
        [replace(CHOICE, value="64.0")],
        "yes",
        "same_measure",
    ),
    "different England averages for one year": (
        [VACANCY],
        [replace(VACANCY, england="9.74")],
        "with_caution",
        "conflicting_england",
    ),
    "two years of one survey": (
        [CHOICE],
        [replace(CHOICE, period="2022-23", england=None)],
        "with_caution",
        "period",
    ),
    "two sources": ([CHOICE], [replace(CHOICE, source="council survey")], "with_caution", "source"),
    "only one reports it": ([CHOICE], [VACANCY], "no", "not_reported"),
    "days against people": (
        [replace(WAITS, value="12", in_words=False, unit="days")],
        [replace(WAITS, value="3", in_words=False)],
        "no",
        "different_measure",
    ),
    "no waits in words against a number of days": (
        [WAITS],
        [replace(WAITS, value="27", unit="days", in_words=False, period="3 months to 2024-06")],
        "with_caution",
        "absence_in_words",
    ),
    "ratings without a date": ([HOMES], [replace(HOMES, value="75")], "with_caution", "period"),
    "ratings without a number of services": (
        [HOMES],
        [replace(HOMES, value="75")],
        "with_caution",
        "missing_base",
    ),
    "ratings that fit a handful": (
        [HOMES, Said("33", "nursing_homes_rated_ri"), Said("16.67", "nursing_homes_unrated")],
        [replace(HOMES, value="75")],
        "with_caution",
        "small_base",
    ),
    "ratings as a share and as a count": (
        [HOMES],
        [replace(HOMES, value="1", unit="count", population="1 of 1")],
        "with_caution",
        "small_base",
    ),
    "unrated services in one base only": (
        [HOMES],
        [replace(HOMES, sentence="Half were good and the rest were not yet rated.")],
        "with_caution",
        "denominator",
    ),
    "a count on one day against a span of months": (
        [PLACED],
        [replace(PLACED, period="12 months to 2024-06")],
        "with_caution",
        "stock_and_flow",
    ),
    "one person's account against everyone": (
        [replace(WAITS, value="10", unit="days", in_words=False, single_voice=True)],
        [replace(WAITS, value="4", unit="days", in_words=False)],
        "no",
        "single_account",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_verdict_and_kind_of_reason(together: Together, case: str) -> None:
    """Each rule gives its verdict and its kind of reason, in either order of the authorities."""
    ashby, brook, verdict, kind = CASES[case]
    for left, right in ((ashby, brook), (brook, ashby)):
        found = row(together, left, right, ashby[0].indicator)
        assert found.verdict == verdict
        assert kind in {reason.kind for reason in found.reasons}


def test_shares_of_all_placements_and_of_placements_elsewhere_stand_in_one_row_that_says_no(
    together: Together,
) -> None:
    """Two shares that readers would subtract are set out together, with what each counts."""
    elsewhere = Said("55", "out_of_area_placements_within_the_region", source=None, period=None)
    found = row(together, [elsewhere], [PLACED], "out_of_area_share")
    assert found.verdict == "no"
    assert [r.kind for r in found.reasons] == ["denominator"]
    assert "Ashby counts only the placements already outside the area." in found.reasons[0].text
    assert "Brook counts all of its placements." in found.reasons[0].text


def test_conflicting_england_averages_are_both_kept(together: Together) -> None:
    """Both are listed for the page, so that nobody draws one England line."""
    found = row(together, [VACANCY], [replace(VACANCY, england="9.74")], "staff_vacancy_rate")
    assert found.england_values == (Decimal("8.06"), Decimal("9.74"))


def test_a_person_decides_above_the_rules(together: Together) -> None:
    """A decision on comparability replaces the verdict and gives its own reason."""
    decision = ComparabilityDecision(
        "choice_over_services", ("ashby", "brook"), "no", "One was a postal pilot."
    )
    found = row(together, [CHOICE], [CHOICE], "choice_over_services", comparability=(decision,))
    assert found.verdict == "no"
    assert [(r.kind, r.text) for r in found.reasons] == [("decided", "One was a postal pilot.")]


def test_a_decision_on_two_of_three_is_told_and_does_not_decide_for_the_third(together: Together) -> None:
    """It weighs among the reasons instead."""
    third = Authority("combe", "Combe Council", "Combe")
    decision = ComparabilityDecision("choice_over_services", ("ashby", "brook"), "with_caution", "A pilot.")
    records = [record(place, CHOICE) for place in PLACES]
    records.append(record(third, replace(CHOICE, period="2022-23")))
    found = together(*records, comparability=(decision,)).statements[0].indicators[0]
    assert found.verdict == "with_caution"
    assert {r.kind for r in found.reasons} == {"decided", "period"}
