"""Shortfalls beside good practice: which findings meet, and which must never."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from briefing.comparison.reading import Reader, Side
from briefing.domain.authority import Authority
from briefing.domain.comparison import Comparison
from briefing.domain.evidence import Evidence
from briefing.domain.finding import Finding, Label, Voice
from briefing.domain.record import Record, SourceRef, StatementRecord
from briefing.library.bundled import reference
from briefing.library.matters import load_matters

Together = Callable[..., Comparison]
GOOD, SHORT, MIXED = Label.GOOD_PRACTICE, Label.SHORTFALL, Label.MIXED


def report(slug: str, *said: tuple[Label, str], **more: object) -> Record:
    """A report of one-sentence paragraphs."""
    findings = tuple(
        Finding(Evidence(slug, "care-provision", n, 1, f"{n:064d}", text), label, **more)  # type: ignore[arg-type]
        for n, (label, text) in enumerate(said, 1)
    )
    statement = StatementRecord("care-provision", None, 2, findings=findings)
    return Record(Authority(slug, slug, slug.title()), SourceRef("p.txt", "0" * 64), statements=(statement,))


def places(comparison: Comparison) -> dict[str, tuple[str, str]]:
    """Matter and the places of both legs."""
    return {
        p.matter_id: (
            f"{p.shortfall.evidence.authority} {p.shortfall.evidence.place}",
            f"{p.good_practice.evidence.authority} {p.good_practice.evidence.place}",
        )
        for p in comparison.statements[0].pairs
    }


def test_the_pairs_of_two_invented_reports(together: Together, kelderby: Record, ottersham: Record) -> None:
    """What an officer reading both pages would set side by side."""
    assert places(together(kelderby, ottersham)) == {
        "provider-viability": ("kelderby 11.4", "ottersham 19.5"),
        "turnover": ("kelderby 10.2", "ottersham 18.2"),
        "choice-over-services": ("kelderby 3.2", "ottersham 5.1"),
        "local-capacity": ("kelderby 6.1", "ottersham 10.1"),
        "outside-area-checks": ("ottersham 17.3", "kelderby 6.5"),
    }


@pytest.mark.parametrize(
    ("shortfall", "good", "matter"),
    [
        (
            "Carers told us respite was hard to book.",
            "Replacement care was easy to arrange for most carers.",
            "carers-breaks",
        ),
        (
            "Reviews were late, with many overdue by a year.",
            "Annual reviews were almost all done on time.",
            "care-reviews",
        ),
        (
            "People waited months for a Deprivation of Liberty Safeguards assessment.",
            "DoLS applications were seen within a week.",
            "dols",
        ),
        (
            "Interpreters were seldom offered and relatives translated.",
            "British Sign Language support came the same day.",
            "interpreting",
        ),
        (
            "Complaints were answered late.",
            "The Ombudsman praised how complaints led to change.",
            "complaints",
        ),
        (
            "Young people reached 18 without a plan for moving to adult services.",
            "Preparation for adulthood began at 14 for every young person.",
            "transitions",
        ),
    ],
)
def test_the_same_matter_in_other_words_makes_a_pair(
    together: Together, shortfall: str, good: str, matter: str
) -> None:
    """Pairing goes by matter on any statement, not by shared wording alone."""
    found = together(report("ashby", (SHORT, shortfall)), report("brook", (GOOD, good)))
    assert matter in places(found)


@pytest.mark.parametrize(
    ("shortfall", "good"),
    [
        ("Carers told us respite was hard to book.", "Carers praised the advice line."),
        ("Homecare staff left often and turnover was high.", "People waited no time for homecare."),
        ("Providers feared for their sustainability.", "The council had enough homecare to meet demand."),
        ("Autistic people had no specialist housing.", "Autistic staff were well supported."),
        ("Day services had closed.", "People with dementia had a good choice of care homes."),
    ],
)
def test_the_same_topic_alone_makes_no_pair(together: Together, shortfall: str, good: str) -> None:
    """Findings of one section about different things stay apart."""
    assert not places(together(report("ashby", (SHORT, shortfall)), report("brook", (GOOD, good))))


def test_a_single_voice_is_never_a_leg_of_a_pair(together: Together) -> None:
    """One person's account is not the council's record; it may only be read beside a pair."""
    short = report("ashby", (SHORT, "Respite was hard to book."))
    alone = report("brook", (GOOD, "Respite had been easy to book."), single_voice=True)
    told = report("brook", (GOOD, "One carer said respite had been easy to book."))
    assert not places(together(short, alone))
    assert not places(together(short, told))
    assert places(together(short, report("brook", (GOOD, "Respite was easy to book."))))


def test_a_doubtful_label_is_not_built_upon(together: Together) -> None:
    """A label read with little confidence waits for review before it makes a pair."""
    good = report("brook", (GOOD, "Respite was easy to book."))
    doubtful = report("ashby", (SHORT, "Respite was hard to book."), confidence=Decimal("0.41"))
    sure = report("ashby", (SHORT, "Respite was hard to book."), confidence=Decimal("0.93"))
    assert not places(together(doubtful, good))
    assert places(together(sure, good))


def test_what_pulls_the_other_way_is_read_with_the_pair(together: Together) -> None:
    """Where the better council has the weakness too, the pair says so and shows it."""
    found = together(
        report("ashby", (SHORT, "Respite was hard to book.")),
        report("brook", (GOOD, "Respite was easy to book."), (SHORT, "One carer waited a year for respite.")),
    )
    pair = found.statements[0].pairs[0]
    assert [f.evidence.id for f in pair.also] == ["brook/care-provision/2.1"]
    assert pair.caveat == "Brook's report also describes a weakness here."
    assert pair.why == "Both are about carers' breaks."


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Respite was patchy, but the advice line was praised.", Side.SHORTFALL),
        ("Respite was praised, although the advice line was slow.", Side.GOOD),
        ("Respite was described in the carers' strategy.", None),
    ],
)
def test_a_mixed_finding_takes_the_side_of_its_clause(text: str, side: Side | None) -> None:
    """Only the clause that names the matter decides; without a leaning it is not used."""
    reader = Reader(load_matters(reference("matters.yaml")))
    read = report("ashby", (MIXED, text)).statements[0]
    assert reader.remarks(read)[0].side("carers-breaks") is side


def test_a_matter_where_all_fall_short_is_a_shared_gap(together: Together) -> None:
    """Nobody has an answer, so there is no pair to print."""
    found = together(
        report("ashby", (SHORT, "Respite was hard to book.")),
        report("brook", (SHORT, "Carers rarely had a short break.")),
    ).statements[0]
    assert [gap.matter_id for gap in found.shared_gaps] == ["carers-breaks"]
    assert not found.pairs


def test_what_only_the_subject_does_well_is_its_strength(together: Together) -> None:
    """Only where its own report has no shortfall on the matter."""
    ours = report("ashby", (GOOD, "Respite was easy to book."))
    theirs = report("brook", (SHORT, "Homecare had waiting lists."))
    assert [s.matter_id for s in together(ours, theirs, subject="ashby").statements[0].strengths] == [
        "carers-breaks"
    ]
    assert not together(ours, theirs, subject="brook").statements[0].strengths
    assert not together(ours, theirs).statements[0].strengths


def test_a_report_that_contradicts_itself_keeps_both_sentences(together: Together) -> None:
    """A flat denial beside a reported case is shown; a strength beside an unrelated weakness is not."""
    found = together(
        report(
            "ashby",
            (GOOD, "There were no waits for a place in residential care."),
            (SHORT, "A person waited three months for a placement in a nursing home."),
            (GOOD, "Day services were lively."),
        ),
        report("brook", (GOOD, "Day services were lively."), (SHORT, "Parking at day services was hard.")),
    ).statements[0]
    assert [(c.authority, c.first.evidence.place, c.second.evidence.place) for c in found.contradictions] == [
        ("ashby", "1.1", "2.1")
    ]


def test_two_voices_in_neighbouring_sentences_contradict_each_other(together: Together) -> None:
    """Staff say one thing, the assessor answers with another."""
    said = report(
        "ashby",
        (SHORT, "Staff felt dementia services in the eastern wards needed developing."),
        (GOOD, "The council had invested in dementia services in the eastern wards."),
    )
    findings = said.statements[0].findings
    object.__setattr__(findings[0], "voice", Voice.STAFF)
    found = together(said, report("brook", (GOOD, "Day services were lively."))).statements[0]
    assert [c.matter_id for c in found.contradictions] == ["dementia"]
    assert found.contradictions[0].why == "Two voices differ: staff and the assessors."
