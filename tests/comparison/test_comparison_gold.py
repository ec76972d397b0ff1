"""The two real reports: pairs and comparability as experienced readers labelled them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.domain.authority import Authority
from briefing.domain.comparison import Comparison
from briefing.domain.evidence import Evidence, sentence_digest
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Finding, Label
from briefing.domain.indicator import Polarity
from briefing.domain.record import Record, SourceRef, StatementRecord

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
pytestmark = [
    pytest.mark.sources,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the labelled real reports are not part of this project"),
]
_SINGLE = re.compile(
    r"^(?:A|One|Another) (?:partner|provider|care provider|person)\b|\bone example\b|\banother example\b"
)

# What each kind of reason is called in the labels' own words, for the rows that two reports can fill.
KINDS = {
    "choice_over_services": "same_measure",
    "carers_break_over_24h": "same_measure",
    "carers_break_1_24h": "same_measure",
    "carers_break_emergency": "not_reported",
    "staff_turnover_rate": "same_measure",
    "staff_vacancy_rate": "conflicting_england",
    "staff_sickness_days": "not_reported",
    "care_certificate": "not_reported",
    "residential_homes_rated_good": "small_base",
    "residential_homes_rated_ri": "not_reported",
    "nursing_homes_rated_good": "small_base",
    "home_care_rated_good": "denominator",
    "home_care_rated_ri": "denominator",
    "supported_living_rated_good": "denominator",
    "commissioning_embargoes": "period",
    "out_of_area_share": "denominator",
    "out_of_area_outside_ncl": "denominator",
    "placement_wait_nursing_care": "absence_in_words",
    "placement_wait_home_care": "absence_in_words",
    "placement_wait_supported_living": "not_reported",
    "hospital_discharge_delays": "single_account",
    "provider_exits": "different_measure",
    "home_care_providers_contracted": "not_reported",
    "home_care_bundled_hours_share": "not_reported",
}
ACCEPTED = {
    # Shortfall and good practice that the notes beside a pair accept as well.
    "providers' voice in market shaping": {"haringey 10.3", "camden 7.6", "camden 7.8"},
    "co-producing commissioning": {"camden 4.7"},
    "providers' viability": {"haringey 37.1", "camden 21.6"},
    "recruitment and retention help for providers": {"haringey 40.2", "camden 23.5"},
}


def rows(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def record(slug: str, score: int) -> Record:
    texts = {(r["paragraph"], r["sentence"]): r["text"] for r in rows(f"{slug}-sentences.tsv")}

    def evidence(row: dict[str, str]) -> Evidence:
        text = texts[row["paragraph"], row["sentence"]]
        place = (int(row["paragraph"]), int(row["sentence"]))
        return Evidence(slug, "care-provision", *place, sentence_digest(text), text)

    findings = tuple(
        Finding(evidence(r), Label(r["label"]), r["topic"], single_voice=bool(_SINGLE.search(r["text"])))
        for r in rows(f"{slug}-sentences.tsv")
    )
    figures = tuple(figure(r, evidence(r)) for r in rows(f"{slug}-figures.tsv"))
    statement = StatementRecord("care-provision", None, score, findings=findings, figures=figures)
    return Record(Authority(slug, slug, slug.title()), SourceRef(slug, "0" * 64), statements=(statement,))


def figure(row: dict[str, str], evidence: Evidence) -> Figure:
    england = row["comparator_value"]
    return Figure(
        indicator=row["indicator"],
        label=row["indicator"].replace("_", " "),
        value=Decimal(row["value"].lstrip("~> ")),
        unit=row["unit"],
        evidence=evidence,
        qualifier={"~": "about", ">": "over"}.get(row["value"][0]),
        comparator=row["comparator"] or None,
        comparator_value=Decimal(england) if re.fullmatch(r"[\d.]+", england) else None,
        variation=row["variation"],
        standing=Standing(row["standing"]),
        source=row["source"] or None,
        period=row["period"] or None,
        population=row["population_or_denominator"] or None,
        polarity=Polarity(row["polarity"]),
        in_words="stated as" in row["population_or_denominator"],
    )


@pytest.fixture(scope="module")
def found(together: Callable[..., Comparison]) -> Comparison:
    return together(record("camden", 3), record("haringey", 2), subject="haringey")


def test_at_least_nine_of_the_twelve_pairs_are_printed_and_few_others(found: Comparison) -> None:
    """Either leg may be one that the note beside the pair accepts."""
    printed = {
        (f"{p.shortfall.evidence.authority} {p.shortfall.evidence.place}",
         f"{p.good_practice.evidence.authority} {p.good_practice.evidence.place}")
        for p in found.statements[0].pairs
    }  # fmt: skip
    hits = [
        row["subject"]
        for row in rows("pairs.tsv")
        for other in [ACCEPTED.get(row["subject"], set())]
        if any(s in {row["shortfall"], *other} and g in {row["good_practice"], *other} for s, g in printed)
    ]
    assert len(hits) >= 9, hits
    assert len(printed) <= len(hits) + 2


@pytest.mark.parametrize("indicator", KINDS)
def test_verdict_and_kind_of_reason(found: Comparison, indicator: str) -> None:
    """As labelled, for every row."""
    wanted = {row["indicator"]: row["comparable"] for row in rows("comparability.tsv")}
    row = next(r for r in found.statements[0].indicators if r.indicator.id == indicator)
    assert row.verdict == wanted[indicator]
    assert KINDS[indicator] in {reason.kind for reason in row.reasons}


def test_what_must_be_read_with_the_carers_pair(found: Comparison) -> None:
    """The weakness in the better report stands beside its figure."""
    pair = next(p for p in found.statements[0].pairs if p.matter_id == "carers-breaks")
    assert {f"{f.evidence.authority} {f.evidence.place}" for f in pair.also} >= {
        "haringey 22.4", "haringey 22.5", "haringey 22.6",
    }  # fmt: skip


def test_the_score_and_the_figures_pull_apart(found: Comparison) -> None:
    """Scored 3 with four figures worse than England; scored 2 with one."""
    said = {(t.authority, t.text) for t in found.statements[0].tensions}
    assert ("camden", "Scored 3, and four figures are worse than England; one is better.") in said
    assert ("haringey", "Scored 2, yet three figures are better than England; one is worse.") in said


def test_denials_and_cases_stand_side_by_side(found: Comparison) -> None:
    """No waits beside a long wait, enough supply beside more demand than capacity, figures beside carers."""
    said = {
        (c.authority, c.first.evidence.place, c.second.evidence.place)
        for c in found.statements[0].contradictions
    }
    assert {("camden", "16.7", "17.2"), ("camden", "12.1", "13.5"), ("haringey", "22.2", "22.4")} <= said
