"""A small comparison of two invented authorities, with a figure, a finding and a pair on each side."""

from __future__ import annotations

from decimal import Decimal

from briefing.domain.authority import Authority
from briefing.domain.comparison import (
    AuthorityContext,
    AuthorityView,
    Cell,
    Comparability,
    Comparison,
    Headline,
    IndicatorComparison,
    OnePage,
    Pair,
    Question,
    Reason,
    ScoreDistribution,
    StatementComparison,
)
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Finding, Label
from briefing.domain.framework import QualityStatement
from briefing.domain.indicator import Indicator, Polarity

HUB = "A carers’ hub – open daily"
AMBERSIDE = Authority("amberside", "Amberside Borough Council", "Amberside", gss="E09999991")
FERNLEIGH = Authority("fernleigh", "Fernleigh Council", "Fernleigh")


def evidence(authority: str, paragraph: int, sentence: int, quote: str | None = None) -> Evidence:
    digest = f"{paragraph:032}{sentence:032}"
    return Evidence(authority, "care-provision", paragraph, sentence, digest, quote)


def figure(authority: str, value: str, **more: object) -> Figure:
    given: dict[str, object] = {
        "comparator": "England average",
        "comparator_value": Decimal("70.28"),
        "variation": "tending towards negative variation",
        "standing": Standing.WORSE,
        "source": "ASCS",
        "period": "2023-24",
        "population": "people who use services",
        "polarity": Polarity.HIGHER_IS_BETTER,
        "form": "value-against-england",
    }
    return Figure(
        "choice_over_services",
        "People with choice over services",
        Decimal(value),
        "percent",
        evidence(authority, 21, 3),
        **(given | more),  # type: ignore[arg-type]
    )


def comparison(summary: str = "Carers wait for breaks", quote: str | None = None) -> Comparison:
    ours, theirs = figure("amberside", "59.90"), figure("fernleigh", "66.00", standing=Standing.SIMILAR)
    short = Finding(evidence("amberside", 4, 1, quote), Label.SHORTFALL, "market", summary=summary)
    good = Finding(evidence("fernleigh", 9, 2), Label.GOOD_PRACTICE, "market", summary=HUB)
    indicator = Indicator(
        "choice_over_services", "People with choice over services", "percent", Polarity.HIGHER_IS_BETTER
    )
    compared = IndicatorComparison(
        indicator,
        (
            Cell("amberside", (ours,), (Decimal("-10.38"),), ("",)),
            Cell("fernleigh", (theirs,), (Decimal("-4.28"),), ("",)),
        ),
        Comparability.WITH_CAUTION,
        (Reason("small_base", "Few people answered."),),
        (Decimal("70.28"),),
    )
    question = Question(
        "director",
        "Director of adult social services",
        "What has changed?",
        "Waits",
        (short.evidence,),
    )
    statement = StatementComparison(
        QualityStatement("care-provision", 4, "Care provision", "Care", "support"),
        Headline("Fernleigh reports more choice", (ours.evidence,)),
        (
            AuthorityView("amberside", True, 2, "Some shortfalls", findings=(short,), figures=(ours,)),
            AuthorityView("fernleigh", True, 3, "Good standard", findings=(good,), figures=(theirs,)),
        ),
        (compared,),
        (),
        (),
        (Pair("breaks", "market", short, good, (), "", "Both are about breaks.", Decimal("0.8")),),
        (),
        (),
        (question,),
    )
    return Comparison(
        (AMBERSIDE, FERNLEIGH),
        "amberside",
        (statement,),
        OnePage((Headline("One", (ours.evidence,)),), (short,), (good,), (question,), Headline("Care", ())),
        (ScoreDistribution("care-provision", "72 authorities", (1, 30, 40, 1)),),
        (AuthorityContext("amberside", (("care-provision", 2), ("safeguarding", 3)), None, None, None),),
        "2025-10-03",
        ("Which of the two is better run.",),
    )
