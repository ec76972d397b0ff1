"""A comparison of councils that do not exist, written by hand: what the document's tests render.

Nothing here is computed by the program. Two councils by default; up to twelve of them, for layouts.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from briefing.domain.authority import Authority
from briefing.domain.briefing import FrontMatter
from briefing.domain.chart import Chart, ChartTable
from briefing.domain.comparison import (
    AuthorityContext,
    AuthorityView,
    Cell,
    Comparability,
    Comparison,
    Contradiction,
    Headline,
    IndicatorComparison,
    OnePage,
    Pair,
    Question,
    Reason,
    ScoreDistribution,
    ScoreTension,
    SharedGap,
    StatementComparison,
    Strength,
)
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Finding, Label, Voice
from briefing.domain.framework import Band, Framework, QualityStatement, ScoreLevel, Theme, Topic
from briefing.domain.indicator import Indicator, Polarity
from briefing.domain.look import Look, Series

CARE = QualityStatement(
    "care-provision",
    4,
    "Care provision, integration and continuity",
    "Care provision",
    "support",
    topics=(
        Topic("market", "Shaping the market"),
        Topic("capacity", "Ensuring there is enough care"),
        Topic("quality", "Quality of local services"),
    ),
)
EQUITY = QualityStatement("equity", 3, "Equity in experience and outcomes", "Equity", "working")
FRAMEWORK = Framework(
    "Commission for Invented Care",
    "CIC",
    (
        Theme("working", 1, "Working with people", ("equity",)),
        Theme("support", 2, "Support", ("care-provision",)),
    ),
    (EQUITY, CARE),
    (
        ScoreLevel(1, "Significant shortfalls"),
        ScoreLevel(2, "Some shortfalls"),
        ScoreLevel(3, "A good standard"),
        ScoreLevel(4, "An exceptional standard"),
    ),
    (Band("Good", 63, 87),),
)
LOOK = Look(
    name="Plain",
    colours=(
        ("text", "#0B0C0C"),
        ("muted", "#505A5F"),
        ("paper", "#FFFFFF"),
        ("panel", "#F3F2F1"),
        ("rule", "#B1B4B6"),
        ("accent", "#12436D"),
        ("accent_text", "#FFFFFF"),
        ("england", "#0B0C0C"),
        ("context", "#8A9399"),
        ("focus", "#FFDD00"),
    ),
    series=(Series("#12436D", "circle"), Series("#F46A25", "square", "diagonal")),
    font_family="Plain Sans",
    font_size_pt=12,
    spacing_mm=4,
    sizes=(
        ("body", 12),
        ("small", 10),
        ("table", 10.5),
        ("chart", 10),
        ("title", 26),
        ("heading_1", 19),
        ("heading_2", 15),
        ("heading_3", 12.5),
    ),
    symbols=(("better", "+"), ("similar", "="), ("worse", "−"), ("not_compared", "○")),
    fallbacks=("sans-serif",),
)
NAMES = (
    "Northmere",
    "Eastwold",
    "Saltby",
    "Tarrowgate",
    "Wrelland",
    "Kelderby",
    "Ottersham",
    "Pellingstowe",
    "Hollinsworth",
    "Brackenshire",
    "Fenhythe",
    "Wraxcombe upon the Long Water",
)
FRONT = FrontMatter(
    title="How Northmere and Eastwold provide care",
    date="2026-12-01",
    committee="Adults and Health Panel",
    author="Scrutiny team",
    purpose="To compare the two assessments of care provision.",
    recommendation="Note the report, and question the director on respite.",
)

# Place, topic, label, summary. Some twenty words each, as real ones are.
_FINDINGS: tuple[tuple[int, int, str, Label, str], ...] = (
    (
        2,
        1,
        "market",
        Label.GOOD_PRACTICE,
        "Providers help to write each commissioning plan, and said their ideas on "
        "night care had been taken up.",
    ),
    (
        2,
        3,
        "market",
        Label.SHORTFALL,
        "The choice of day support is narrow outside the two main towns, and people wait for what there is.",
    ),
    (
        3,
        2,
        "market",
        Label.SHORTFALL,
        "Smaller providers learn of tenders late and do not bid, so the same few firms "
        "hold most of the work.",
    ),
    (
        3,
        4,
        "market",
        Label.GOOD_PRACTICE,
        "A micro-enterprise fund has brought new personal assistants to the "
        "villages that agencies do not reach.",
    ),
    (
        4,
        1,
        "capacity",
        Label.SHORTFALL,
        "Carers find it hard to get a break, above all at short notice and for people with complex needs.",
    ),
    (
        4,
        2,
        "capacity",
        Label.GOOD_PRACTICE,
        "Home care starts within a few days of being agreed, whatever the time of year.",
    ),
    (
        5,
        1,
        "capacity",
        Label.MIXED,
        "New extra care flats are well liked, but there are fewer of them than were planned.",
    ),
    (
        6,
        2,
        "quality",
        Label.GOOD_PRACTICE,
        "Officers visit homes outside the area as often as those inside it, and "
        "act on what families tell them.",
    ),
    (
        6,
        5,
        "quality",
        Label.SHORTFALL,
        "Nobody checks supported living schemes after the first year unless a complaint comes in.",
    ),
    (7, 1, "quality", Label.NEUTRAL, "The area has homes of every size."),
)


def authorities(number: int = 2) -> tuple[Authority, ...]:
    return tuple(
        Authority(name.lower().replace(" ", "-"), f"{name} County Council", name) for name in NAMES[:number]
    )


def evidence(slug: str, paragraph: int, sentence: int, statement: str = "care-provision") -> Evidence:
    digest = f"{abs(hash_of(slug, paragraph, sentence)):064x}"
    return Evidence(slug, statement, paragraph, sentence, digest)


def hash_of(slug: str, paragraph: int, sentence: int) -> int:
    """A stable stand-in for a digest."""
    return int.from_bytes(slug.encode(), "big") * 1009 % 10**60 + paragraph * 100 + sentence


def findings(slug: str, statement: str = "care-provision") -> tuple[Finding, ...]:
    return tuple(
        Finding(
            evidence(slug, paragraph, sentence, statement),
            label,
            topic if statement == "care-provision" else None,
            summary=summary,
            voice=Voice.PARTNERS if (paragraph, sentence) == (4, 1) else Voice.ASSESSOR,
            single_voice=(paragraph, sentence) == (4, 1),
        )
        for paragraph, sentence, topic, label, summary in _FINDINGS
    )


def finding(slug: str, paragraph: int, sentence: int, statement: str = "care-provision") -> Finding:
    place = f"{paragraph}.{sentence}"
    return next(f for f in findings(slug, statement) if f.evidence.place == place)


BREAKS = Indicator("breaks", "carers able to take a break", "percent", Polarity.HIGHER_IS_BETTER, "SACE")
VACANCIES = Indicator("vacancies", "staff vacancy rate", "percent", Polarity.LOWER_IS_BETTER, "ASC-WE")
TURNOVER = Indicator("turnover", "staff turnover rate", "rate", Polarity.LOWER_IS_BETTER, "ASC-WE")
HOMES = Indicator("homes", "care homes rated good", "percent", Polarity.HIGHER_IS_BETTER, "CQC ratings")
WAITS = Indicator(
    "waits", "wait for a nursing home", "days", Polarity.LOWER_IS_BETTER, "local authority data"
)


def figure(
    indicator: Indicator,
    slug: str,
    place: tuple[int, int],
    value: str,
    england: str | None = None,
    standing: Standing = Standing.NOT_COMPARED,
    variation: str = "",
) -> Figure:
    return Figure(
        indicator.id,
        indicator.label,
        Decimal(value),
        indicator.unit,
        evidence(slug, *place),
        comparator="England average" if england else None,
        comparator_value=Decimal(england) if england else None,
        standing=standing,
        variation=variation,
        source=indicator.family,
        period="2023-24" if england else None,
        in_words=value == "0",
    )


def _cell(*figures: Figure, counts: tuple[str, ...] = ()) -> Cell:
    gaps = tuple(f.value - f.comparator_value if f.comparator_value is not None else None for f in figures)
    return Cell(figures[0].evidence.authority, figures, gaps, counts or ("",) * len(figures))


def indicators(slugs: tuple[str, ...]) -> tuple[IndicatorComparison, ...]:
    """The first two differ as written; any further authority repeats the second's values."""
    first, rest = slugs[0], slugs[1:]
    worse, better, similar = Standing.WORSE, Standing.BETTER, Standing.SIMILAR
    breaks = [
        _cell(figure(BREAKS, first, (4, 1), "11.43", "16.14", worse, "tending towards negative variation"))
    ]
    breaks += [_cell(figure(BREAKS, s, (8, 2), "23.2", "16.14", better, "slightly better")) for s in rest]
    vacant = [
        _cell(figure(VACANCIES, first, (9, 1), "16.78", "8.06", worse, "significant negative variation"))
    ]
    vacant += [_cell(figure(VACANCIES, s, (9, 1), "8", "9.74", better)) for s in rest]
    turnover = [_cell(figure(TURNOVER, first, (9, 2), "0.10", "0.25", similar, "in line with"))]
    turnover += [Cell(s) for s in rest]
    homes = [_cell(figure(HOMES, first, (10, 1), "50"), counts=("3 of 6",))]
    homes += [_cell(figure(HOMES, s, (10, 1), "87.50")) for s in rest]
    waits = [_cell(figure(WAITS, first, (11, 1), "0"))]
    waits += [_cell(figure(WAITS, s, (11, 1), "27")) for s in rest]
    return (
        IndicatorComparison(
            BREAKS,
            tuple(breaks),
            Comparability.YES,
            (Reason("same_measure", "Same survey."),),
            (Decimal("16.14"),),
        ),
        IndicatorComparison(
            VACANCIES,
            tuple(vacant),
            Comparability.WITH_CAUTION,
            (
                Reason(
                    "conflicting_england",
                    "The reports quote different England averages, 8.06 and 9.74, for the same year.",
                ),
            ),
            (Decimal("8.06"), Decimal("9.74")),
        ),
        IndicatorComparison(
            TURNOVER,
            tuple(turnover),
            Comparability.NO,
            (Reason("not_reported", f"Only {NAMES[0]} reports it."),),
            (Decimal("0.25"),),
        ),
        IndicatorComparison(
            HOMES,
            tuple(homes),
            Comparability.WITH_CAUTION,
            (Reason("small_base", "So few homes that one more would move the figure far."),),
        ),
        IndicatorComparison(
            WAITS,
            tuple(waits),
            Comparability.WITH_CAUTION,
            (Reason("absence_in_words", "One report says there were none; the other gives an average."),),
        ),
    )


def view(slug: str, score: int | None, statement: str = "care-provision") -> AuthorityView:
    words = {2: "Some shortfalls", 3: "A good standard"}.get(score or 0, "")
    mine = tuple(f for f in findings(slug, statement) if f.label is not Label.NEUTRAL)
    figures: tuple[Figure, ...] = ()
    if statement == "care-provision":
        slugs = tuple(a.slug for a in authorities(12))
        wanted = slugs if slug == slugs[0] else (slugs[0], slug)
        cells = [cell for i in indicators(wanted) for cell in i.cells if cell.authority == slug]
        figures = tuple(f for cell in cells for f in cell.figures)
    return AuthorityView(slug, True, score, words, (), mine, figures, 10)


def statement(slugs: tuple[str, ...], which: QualityStatement = CARE) -> StatementComparison:
    first, second = slugs[:2]
    sid = which.id
    pair = Pair(
        "carers' breaks",
        "capacity",
        finding(first, 4, 1, sid),
        finding(second, 4, 2, sid),
        (finding(second, 5, 1, sid),),
        "The two describe different groups of carers.",
        "Both are about breaks.",
        Decimal("0.9"),
    )
    questions = (
        Question(
            "director",
            "Director of adult social services",
            "What would have to change so that carers can plan a break?",
            "Carers find it hard to get a break",
            (evidence(first, 4, 1, sid),),
        ),
        Question(
            "provider",
            "Care provider",
            "What stops you from bidding for work here?",
            "Smaller providers do not bid",
            (evidence(first, 3, 2, sid),),
        ),
    )
    return StatementComparison(
        statement=which,
        headline=Headline(
            f"{NAMES[0]} trails England on breaks for carers; {NAMES[1]} does not",
            (evidence(first, 4, 1, sid), evidence(second, 8, 2, sid)),
        ),
        views=tuple(view(s, 3 if i else 2, sid) for i, s in enumerate(slugs)),
        indicators=indicators(slugs) if which is CARE else (),
        tensions=(
            ScoreTension(
                second,
                3,
                f"{NAMES[1]} scored 3, and one of its figures cannot be compared",
                (evidence(second, 9, 1, sid),),
            ),
        ),
        contradictions=(
            Contradiction(
                first,
                "checks on schemes",
                finding(first, 6, 2, sid),
                finding(first, 6, 5, sid),
                "One says checks are frequent, one that they stop",
            ),
        ),
        pairs=(pair,),
        shared_gaps=(SharedGap("day support", (finding(first, 2, 3, sid), finding(second, 2, 3, sid))),),
        strengths=(Strength("new providers", (finding(first, 3, 4, sid),)),),
        questions=questions,
    )


def comparison(number: int = 2, subject: str | None = "eastwold", statements: int = 1) -> Comparison:
    councils = authorities(number)
    slugs = tuple(a.slug for a in councils)
    first, second = slugs[:2]
    chosen = (EQUITY, CARE)[-statements:]
    compared = tuple(statement(slugs, s) for s in chosen)
    return Comparison(
        authorities=councils,
        subject=subject,
        statements=compared,
        one_page=OnePage(
            headlines=(
                Headline(
                    f"{NAMES[0]} scores 2 and {NAMES[1]} 3", (evidence(first, 4, 1), evidence(second, 4, 2))
                ),
                Headline(
                    "Carers in Northmere get fewer breaks: 11.43% against 16.14%", (evidence(first, 4, 1),)
                ),
                Headline("Vacancies in Northmere are twice those in Eastwold", (evidence(first, 9, 1),)),
            ),
            shortfalls=tuple(finding(s, *p) for s, p in ((first, (2, 3)), (second, (6, 5)), (first, (3, 2)))),
            good_practices=tuple(
                finding(s, *p) for s, p in ((second, (2, 1)), (first, (3, 4)), (second, (4, 2)))
            ),
            questions=(
                compared[-1].questions[0],
                compared[-1].questions[1],
                replace(compared[-1].questions[1], text="How do you train new staff?"),
            ),
            caveat=Headline(
                "The England averages for vacancies differ, 8.06% and 9.74%", (evidence(first, 9, 1),)
            ),
        ),
        distributions=tuple(
            ScoreDistribution(s.id, scope, counts)
            for s in chosen
            for scope, counts in (
                ("40 authorities assessed by 3 October 2025", (2, 18, 19, 1)),
                ("9 in the same region", (0, 5, 4, 0)),
            )
        ),
        context=(
            AuthorityContext(
                first,
                (("care-provision", 2),),
                61,
                "Requires improvement",
                1,
                ("One press notice says Good",),
                "2025-01",
            ),
            AuthorityContext(second, (("care-provision", 3),), None, None, None),
        ),
        context_as_of="2025-10-03",
        cannot_conclude=("Which council is the better one", "Whether the gap on vacancies is real"),
        reviewed=0,
        findings=9 * number * len(chosen),
    )


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="120" viewBox="0 0 480 120">'
    '<rect x="90" y="20" width="120" height="24" fill="#12436D"/>'
    '<text x="10" y="38" font-size="13">Northmere</text>'
    '<text x="216" y="38" font-size="13">11.43</text></svg>'
)


def charts() -> tuple[Chart, ...]:
    return (
        Chart(
            "scores",
            "score_distribution",
            "Most authorities score 2 or 3",
            "Care provision, 40 authorities",
            "Four columns, the middle two tall.",
            SVG.replace("11.43", "18"),
            ChartTable(("Score", "Authorities"), (("1", "2"), ("2", "18"), ("3", "19"), ("4", "1"))),
        ),
        Chart(
            "breaks",
            "against_england",
            "Northmere trails England on breaks",
            "Carers, 2023-24",
            "One bar, shorter than the line for England.",
            SVG,
            ChartTable(
                ("Report", "Value, %", "England, %"),
                (("Northmere", "11.43", "16.14"), ("Eastwold", "23.2", "16.14")),
            ),
            ("northmere/care-provision/4.1", "eastwold/care-provision/8.2"),
            "care-provision",
        ),
    )
