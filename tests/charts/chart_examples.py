"""Comparisons of invented authorities, small and awkward, for the tests of charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from briefing.domain.authority import Authority
from briefing.domain.comparison import (
    AuthorityView,
    Cell,
    Comparability,
    Comparison,
    Headline,
    IndicatorComparison,
    OnePage,
    ScoreDistribution,
    StatementComparison,
    TopicBalance,
)
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure, Standing
from briefing.domain.framework import QualityStatement, ScoreLevel, Topic
from briefing.domain.indicator import Indicator, Polarity

LEVELS = (
    ScoreLevel(1, "Evidence shows significant shortfalls"),
    ScoreLevel(2, "Evidence shows some shortfalls"),
    ScoreLevel(3, "Evidence shows a good standard"),
    ScoreLevel(4, "Evidence shows an exceptional standard"),
)
TOPICS = (
    Topic("market", "Market shaping and commissioning to meet local needs"),
    Topic("quality", "Ensuring quality of local services"),
)
SHORT_NAMES = ("Alderby", "Brackwater", "Coldmere", "Dunholt", "Eastwold", "Fenmarsh",
               "Glenhythe", "Harrowick", "Inglemoor", "Kelsby", "Larkdale", "Marlowe")  # fmt: skip
LONG_NAMES = tuple(f"{name}, Upper {name} and the Western Valleys" for name in SHORT_NAMES)
WHOLE = "72 authorities assessed by 3 October 2025"


def statement(number: int = 4, title: str = "Care provision, integration and continuity") -> QualityStatement:
    return QualityStatement(f"statement-{number}", number, title, title, "providing-support", topics=TOPICS)


def figure(
    authority: str,
    indicator: str,
    value: str,
    unit: str = "percent",
    *,
    england: str | None = None,
    standing: Standing = Standing.NOT_COMPARED,
    variation: str = "",
    place: tuple[int, int] = (1, 1),
    in_words: bool = False,
    qualifier: str | None = None,
    period: str | None = "2023-24",
) -> Figure:
    return Figure(
        indicator=indicator,
        label=indicator.replace("_", " "),
        value=Decimal(value),
        unit=unit,
        evidence=Evidence(authority, "statement-4", *place, digest="0" * 64),
        qualifier=qualifier,
        comparator="England average" if england else None,
        comparator_value=Decimal(england) if england else None,
        variation=variation,
        standing=standing,
        source="ASCS",
        period=period,
        in_words=in_words,
    )


def compared(
    indicator: str,
    label: str,
    unit: str,
    cells: Mapping[str, Sequence[Figure]],
    *,
    verdict: Comparability = Comparability.YES,
    counts: Mapping[str, Sequence[str]] | None = None,
) -> IndicatorComparison:
    return IndicatorComparison(
        Indicator(indicator, label, unit, Polarity.HIGHER_IS_BETTER),
        tuple(
            Cell(who, tuple(figures), (None,) * len(figures), tuple((counts or {}).get(who, ())))
            for who, figures in cells.items()
        ),
        verdict,
        (),
    )


def balance(market: Sequence[int], quality: Sequence[int]) -> tuple[TopicBalance, ...]:
    """Good practice, shortfall and mixed findings on two topics."""
    return tuple(
        TopicBalance(topic.id, topic.title, counts[0], counts[1], counts[2], 3)
        for topic, counts in zip(TOPICS, (market, quality), strict=True)
    )


def view(
    authority: str,
    score: int | None,
    figures: Sequence[Figure] = (),
    balances: tuple[TopicBalance, ...] = (),
    *,
    assessed: bool = True,
    topics: Sequence[str] = (),
) -> AuthorityView:
    return AuthorityView(
        authority,
        assessed,
        score,
        "",
        balances,
        (),
        tuple(figures),
        figure_topics=tuple(topics) or tuple("market" for _ in figures),
    )


def of_statement(
    views: Sequence[AuthorityView],
    indicators: Sequence[IndicatorComparison] = (),
    about: QualityStatement | None = None,
) -> StatementComparison:
    return StatementComparison(
        about or statement(), Headline("", ()), tuple(views), tuple(indicators), (), (), (), (), (), ()
    )


def comparison(
    names: Sequence[str],
    statements: Sequence[StatementComparison],
    distributions: Sequence[ScoreDistribution] | None = None,
) -> Comparison:
    """Authorities with the slugs `a0`, `a1`, … and those names."""
    authorities = tuple(Authority(f"a{i}", f"County of {name}", name) for i, name in enumerate(names))
    if distributions is None:
        distributions = [ScoreDistribution(s.statement.id, WHOLE, (1, 26, 41, 4)) for s in statements]
    return Comparison(
        authorities,
        None,
        tuple(statements),
        OnePage((), (), (), (), Headline("", ())),
        tuple(distributions),
        (),
        "2025-10-03",
        (),
    )


def two_towns() -> Comparison:
    """Everything at once for two authorities: all six kinds of chart have something to show."""
    choice_a = figure("a0", "choice", "59.90", england="70.28", standing=Standing.WORSE, place=(2, 1))
    choice_b = figure("a1", "choice", "70.28", england="70.28", standing=Standing.SIMILAR, place=(5, 2),
                      variation="in line with")  # fmt: skip
    break_a = figure("a0", "carers_break", "0", england="16.14", standing=Standing.WORSE, place=(2, 2),
                     variation="tending towards negative variation")  # fmt: skip
    turnover_b = figure("a1", "turnover", "0.12", "rate", england="0.25", standing=Standing.BETTER,
                        variation="statistically significantly better", place=(6, 1))  # fmt: skip
    good_a = figure("a0", "nursing_homes_rated_good", "50", place=(8, 1), period=None)
    poor_a = figure("a0", "nursing_homes_rated_ri", "33", place=(8, 1), period=None)
    good_b = figure("a1", "nursing_homes_rated_good", "1", "count", place=(9, 1), period=None)
    wait_a = figure(
        "a0", "placement_wait_nursing_care", "0", "count", in_words=True, place=(10, 1), period=None
    )
    wait_b = figure("a1", "placement_wait_nursing_care", "27", "days", place=(11, 1),
                    period="3 months to 2024-06")  # fmt: skip
    respite_b = figure("a1", "respite_wait", "6", "months", qualifier="over", place=(12, 1), period=None)
    of_a = (choice_a, break_a, good_a, poor_a, wait_a)
    of_b = (choice_b, turnover_b, good_b, wait_b, respite_b)
    indicators = (
        compared("choice", "People who have choice over services", "percent",
                 {"a0": [choice_a], "a1": [choice_b]}),
        compared("carers_break", "Carers able to take a break of more than 24 hours", "percent",
                 {"a0": [break_a], "a1": []}),
        compared("turnover", "Staff turnover", "rate", {"a0": [], "a1": [turnover_b]}),
        compared("nursing_homes_rated_good", "Nursing homes rated good", "percent",
                 {"a0": [good_a], "a1": [good_b]}, verdict=Comparability.WITH_CAUTION,
                 counts={"a0": ["3 of 6"], "a1": ["1 of 1"]}),
        compared("nursing_homes_rated_ri", "Nursing homes rated requires improvement", "percent",
                 {"a0": [poor_a], "a1": []}, counts={"a0": ["2 of 6, or a multiple of it"]}),
        compared("placement_wait_nursing_care", "Wait for nursing care", "days",
                 {"a0": [wait_a], "a1": [wait_b]}),
        compared("respite_wait", "Wait for respite", "months", {"a0": [], "a1": [respite_b]}),
    )  # fmt: skip
    views = (
        view("a0", 3, of_a, balance((12, 3, 1), (0, 0, 0)), topics=["market", "market", *["quality"] * 3]),
        view(
            "a1",
            2,
            of_b,
            balance((4, 9, 0), (6, 2, 2)),
            topics=["market", "quality", "quality", "market", ""],
        ),
    )
    return comparison(
        SHORT_NAMES[:2],
        [of_statement(views, indicators)],
        [
            ScoreDistribution("statement-4", WHOLE, (1, 26, 41, 4)),
            ScoreDistribution("statement-4", "17 London boroughs among them", (0, 5, 11, 1)),
        ],
    )


CROWD_INDICATORS = {
    "choice": ("People who use services and feel they have as much choice over them as they wish", "percent"),
    "turnover": ("Turnover of adult social care staff", "rate"),
    "home_care_rated_good": ("Home care rated good", "percent"),
    "placement_wait_home_care": ("Wait for a place in home care", "days"),
}


def crowd(names: Sequence[str], statements: int = 1) -> Comparison:
    """Many authorities: every third has no report, every fourth no figures, values run from 0 to 100."""
    return comparison(names, [_of_crowd(names, number) for number in range(1, statements + 1)])


def _of_crowd(names: Sequence[str], number: int) -> StatementComparison:
    views = []
    found: dict[str, dict[str, list[Figure]]] = {indicator: {} for indicator in CROWD_INDICATORS}
    for place, _ in enumerate(names):
        who, there = f"a{place}", place % 3 != 2 or len(names) < 3
        figures = _crowd_figures(who, place, len(names))
        reported = there and place % 4 != 3
        for entry in figures:
            found[entry.indicator][who] = [entry] if reported else []
        counts = balance((place * 3, 30 - place * 2, place % 3), (place, 0, 0)) if there else ()
        many = figures * (place + 1) if reported else ()
        views.append(view(who, 1 + place % 4 if there else None, many, counts, assessed=there))
    indicators = [
        compared(indicator, label, unit, found[indicator])
        for indicator, (label, unit) in CROWD_INDICATORS.items()
    ]
    title = "Supporting people to have choice and independence, whatever they need"[: 30 + number * 5]
    return of_statement(views, indicators, statement(number, title))


def _crowd_figures(who: str, place: int, size: int) -> tuple[Figure, ...]:
    share = f"{100 * place / max(size - 1, 1):.2f}"
    standing = Standing.BETTER if place > 5 else Standing.WORSE
    words = "statistically significantly worse than the England average"
    return (
        figure(
            who, "choice", share, england="52.31", standing=standing, variation=words, place=(place + 1, 1)
        ),
        figure(who, "turnover", f"0.{place:02d}", "rate", england="0.05", standing=Standing.SIMILAR),
        figure(who, "home_care_rated_good", share, place=(place + 1, 3), period=None),
        figure(who, "placement_wait_home_care", str(place * 9), "days", place=(place + 1, 4)),
    )


EXAMPLES = {
    "two authorities": two_towns(),
    "one authority": crowd(SHORT_NAMES[:1]),
    "three with long names": crowd(LONG_NAMES[:3], 3),
    "four with long names": crowd(LONG_NAMES[:4]),
    "five": crowd(SHORT_NAMES[:5]),
    "twelve on two statements": crowd(SHORT_NAMES, 2),
    "twelve on nine statements": crowd(SHORT_NAMES, 9),
    "twelve with long names": crowd(LONG_NAMES),
    "a name without a space": crowd(["Llanfairpwllgwyngyllgogerychwyrndrobwllllantysilio", "Bree"]),
}
"""What the gallery shows and the visual tests look at."""
