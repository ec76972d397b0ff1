"""Swapping and reordering authorities: sides change places, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparison.indicators import gap
from briefing.domain.comparison import Comparison, IndicatorComparison
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure, Standing
from briefing.domain.record import Record

Together = Callable[..., Comparison]


def rows_of(comparison: Comparison) -> dict[str, IndicatorComparison]:
    return {row.indicator.id: row for row in comparison.statements[0].indicators}


def legs(comparison: Comparison) -> set[tuple[str, str, str]]:
    return {
        (p.matter_id, p.shortfall.evidence.id, p.good_practice.evidence.id)
        for p in comparison.statements[0].pairs
    }


def test_swapping_two_authorities_swaps_their_cells_and_changes_no_verdict(
    together: Together, kelderby: Record, ottersham: Record
) -> None:
    """Gaps, standings and comparability belong to the figures, not to the order of the columns."""
    one, other = rows_of(together(kelderby, ottersham)), rows_of(together(ottersham, kelderby))
    assert one.keys() == other.keys()
    for name, row in one.items():
        assert row.cells == tuple(reversed(other[name].cells)), name
        assert row.verdict is other[name].verdict, name
        assert {r.kind for r in row.reasons} == {r.kind for r in other[name].reasons}, name


def test_swapping_two_authorities_changes_no_pair(
    together: Together, kelderby: Record, ottersham: Record
) -> None:
    """Which shortfall stands beside which good practice does not depend on the order of the columns."""
    assert legs(together(kelderby, ottersham)) == legs(together(ottersham, kelderby))


def test_the_subject_changes_wording_and_order_but_no_figure(
    together: Together, kelderby: Record, ottersham: Record
) -> None:
    """The committee's own authority is asked the questions; its figures are those of any other view."""
    plain = together(kelderby, ottersham)
    taken = together(kelderby, ottersham, subject="ottersham")
    assert taken.statements[0].indicators == plain.statements[0].indicators
    assert taken.statements[0].views == plain.statements[0].views
    assert {q.council for q in taken.statements[0].questions} == {"ottersham"}
    assert {q.council for q in plain.statements[0].questions} == {"kelderby", "ottersham"}


def moved(record: Record, slug: str) -> Record:
    """The same report under another authority's name."""
    assert record.authority is not None
    named = replace(record.authority, slug=slug, short_name=slug.title())

    def its(evidence: Evidence) -> Evidence:
        return replace(evidence, authority=slug)

    return replace(
        record,
        authority=named,
        statements=tuple(
            replace(
                s,
                findings=tuple(replace(f, evidence=its(f.evidence)) for f in s.findings),
                figures=tuple(replace(f, evidence=its(f.evidence)) for f in s.figures),
            )
            for s in record.statements
        ),
    )


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(["alder", "birch", "cedar", "dogwood"]))
def test_any_order_of_authorities_permutes_the_cells(
    together: Together, kelderby: Record, ottersham: Record, order: list[str]
) -> None:
    """Cell n is always that of authority n."""
    records = {slug: moved((kelderby, ottersham)[n % 2], slug) for n, slug in enumerate(sorted(order))}
    first = rows_of(together(*(records[s] for s in sorted(order))))
    for name, row in rows_of(together(*(records[s] for s in order))).items():
        assert [c.authority for c in row.cells] == order
        assert sorted(row.cells, key=lambda c: c.authority) == list(first[name].cells), name
        assert row.verdict is first[name].verdict, name


@pytest.mark.parametrize(
    ("value", "england", "about", "expected"),
    [
        ("59.90", "70.28", None, "-10.38"),
        ("0.31", "0.25", None, "0.06"),
        ("84.02", None, None, None),
        ("30", "28", "about", None),
    ],
)
def test_a_gap_is_value_minus_comparator(
    value: str, england: str | None, about: str | None, expected: str | None
) -> None:
    """Exact subtraction of what is printed; nothing is subtracted from or by an approximate number."""
    figure = Figure(
        indicator="choice_over_services",
        label="",
        value=Decimal(value),
        unit="percent",
        evidence=Evidence("a", "care-provision", 1, 1, "0" * 64),
        qualifier=about,
        comparator="England average" if england else None,
        comparator_value=Decimal(england) if england else None,
        standing=Standing.SIMILAR,
    )
    assert gap(figure) == (Decimal(expected) if expected else None)


def test_an_authority_without_a_record_is_shown_and_not_compared(
    together: Together, kelderby: Record, ottersham: Record
) -> None:
    """Its column stays, empty, and the limits say that it is missing."""
    assert kelderby.authority is not None
    assert ottersham.authority is not None
    found = together(kelderby, authorities=(kelderby.authority, ottersham.authority))
    views = found.statements[0].views
    assert [view.assessed for view in views] == [True, False]
    assert any("Ottersham is left out on" in text for text in found.cannot_conclude)
    assert not found.statements[0].pairs


def test_nothing_in_the_library_gives_an_empty_comparison_and_no_crash(
    together: Together, kelderby: Record, ottersham: Record
) -> None:
    """Every column is there and says that there is no report."""
    found = together(authorities=(kelderby.authority, ottersham.authority), subject="kelderby")
    statement = found.statements[0]
    assert [view.assessed for view in statement.views] == [False, False]
    for empty in (statement.indicators, statement.pairs, statement.questions, found.one_page.shortfalls):
        assert not empty
    assert statement.headline.text == "No score is printed for care provision in these reports."


@pytest.mark.parametrize("subject", ["camden", ""])
def test_a_subject_that_is_not_compared_is_an_error(
    together: Together, kelderby: Record, ottersham: Record, subject: str
) -> None:
    """The config is checked before; this guards the seam."""
    with pytest.raises(ValueError, match="is not among the authorities"):
        together(kelderby, ottersham, subject=subject)
