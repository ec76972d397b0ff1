"""Page 2: three of each, no sentence twice, marked items first, by turns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing.domain.comparison import Comparison
from briefing.domain.context import ScoreContext
from briefing.domain.finding import Label
from briefing.domain.record import Record

Together = Callable[..., Comparison]


def evidence_of(comparison: Comparison) -> list[str]:
    """Evidence ids over the whole page, each item's own repeats folded."""
    page = comparison.one_page
    items = [*page.headlines, page.caveat, *page.questions]
    found = [e.id for item in items for e in set(item.evidence)]
    return found + [f.evidence.id for f in (*page.shortfalls, *page.good_practices)]


@pytest.mark.parametrize("subject", [None, "kelderby", "ottersham"])
def test_no_piece_of_evidence_appears_twice(
    together: Together, kelderby: Record, ottersham: Record, published: ScoreContext, subject: str | None
) -> None:
    """Headlines, findings, questions and the caveat each stand on sentences of their own."""
    found = evidence_of(together(kelderby, ottersham, subject=subject, context=published))
    assert len(found) == len(set(found))


def test_three_of_each_and_one_caveat(
    together: Together, kelderby: Record, ottersham: Record, published: ScoreContext
) -> None:
    """Nothing else fits the page."""
    page = together(kelderby, ottersham, subject="kelderby", context=published).one_page
    assert [len(x) for x in (page.headlines, page.shortfalls, page.good_practices, page.questions)] == [3] * 4
    assert page.caveat.text


def test_the_authorities_take_turns_with_the_subject_first_in_shortfalls_and_last_in_good_practice(
    together: Together, kelderby: Record, ottersham: Record
) -> None:
    """A committee reads its own shortfalls and the others' answers."""
    page = together(kelderby, ottersham, subject="ottersham").one_page
    assert [f.evidence.authority for f in page.shortfalls] == ["ottersham", "kelderby", "ottersham"]
    assert [f.evidence.authority for f in page.good_practices] == ["kelderby", "ottersham", "kelderby"]


def test_what_a_reviewer_marked_comes_first(together: Together, kelderby: Record, ottersham: Record) -> None:
    """Even a finding that the rule would have left out."""
    statement = kelderby.statements[0]
    last = [f for f in statement.findings if f.label is Label.SHORTFALL][-1]
    assert last not in together(kelderby, ottersham).one_page.shortfalls
    marked = replace(last, key=True)
    findings = tuple(marked if f == last else f for f in statement.findings)
    record = replace(kelderby, statements=(replace(statement, findings=findings),))
    assert together(record, ottersham).one_page.shortfalls[0] == marked


def test_no_single_voice_and_nothing_that_points_back(
    together: Together, kelderby: Record, ottersham: Record
) -> None:
    """Every finding on the page can be read alone and speaks for more than one person."""
    page = together(kelderby, ottersham).one_page
    for finding in (*page.shortfalls, *page.good_practices):
        text = finding.summary or finding.evidence.quote or ""
        assert not text.startswith(("This", "They", "It ", "However", "For example", "One man", "Another")), (
            text
        )


def test_the_headlines_are_the_scores_and_the_plainest_verdicts(
    together: Together, kelderby: Record, ottersham: Record, published: ScoreContext
) -> None:
    """Scores within the reference set first, then what the assessor's words weigh most."""
    page = together(kelderby, ottersham, context=published).one_page
    assert [h.text for h in page.headlines] == [
        "Ottersham scores 3 and Kelderby 2 for care provision; 40 of the 72 authorities assessed by "
        "3 October 2025 score 2.",
        "Adult social care staff turnover rate: worse than England (0.25) in Kelderby at 0.31 and better in "
        "Ottersham at 0.19.",
        "Carers able to take a break at short notice or in an emergency: 9.35% in Kelderby and 8.21% in "
        "Ottersham, both worse than England (12.08%).",
    ]


def test_conflicting_england_averages_are_the_caveat(
    together: Together, kelderby: Record, ottersham: Record
) -> None:
    """The one thing a member must not do with the figures."""
    statement = ottersham.statements[0]
    figures = tuple(
        replace(f, comparator_value=f.comparator_value * 2)
        if f.indicator == "staff_vacancy_rate" and f.comparator_value
        else f
        for f in statement.figures
    )
    changed = replace(ottersham, statements=(replace(statement, figures=figures),))
    caveat = together(kelderby, changed).one_page.caveat
    assert "It is 8.06% in the report on Kelderby and 16.12% in the report on Ottersham." in caveat.text
    assert {e.id for e in caveat.evidence} == {
        "kelderby/care-provision/10.2",
        "ottersham/care-provision/18.2",
    }


def test_the_section_headline_is_a_finding(together: Together, kelderby: Record, ottersham: Record) -> None:
    """Scores, and figures worse than England, with the sentences behind them."""
    headline = together(kelderby, ottersham).statements[0].headline
    assert headline.text == (
        "Ottersham scores 3 and Kelderby 2, and four figures are worse than England in Kelderby and one in "
        "Ottersham."
    )
    assert {e.id for e in headline.evidence} == {
        "kelderby/care-provision/3.2",
        "kelderby/care-provision/3.6",
        "kelderby/care-provision/5.2",
        "kelderby/care-provision/10.2",
        "ottersham/care-provision/7.1",
    }
