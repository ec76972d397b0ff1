"""The figures table: what stands in it, and what it never does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import invented
import pytest
from document_pages import Renderer, tree
from lxml.html import HtmlElement

from briefing.document import Rendered
from briefing.domain.comparison import Cell


@pytest.fixture(scope="module")
def table(pair: Rendered) -> HtmlElement:
    return tree(pair.print_html).get_element_by_id("figures-care-provision")


def rows(table: HtmlElement, group: int) -> list[list[str]]:
    """The cells of one indicator, row by row."""
    body = table.xpath("tbody")[group]
    return [[" ".join(cell.text_content().split()) for cell in row] for row in body.xpath("tr")]


def test_values_stand_below_each_other_with_the_assessors_words(table: HtmlElement) -> None:
    assert rows(table, 0) == [
        ["Carers able to take a break, % SACE, 2023-24"],
        ["Eastwold 8.2", "23.2", "16.14", "+7.06", "+ Better: “slightly better”"],
        ["Northmere 4.1", "11.43", "16.14", "−4.71", "− Worse: “tending towards negative variation”"],
    ]


def test_conflicting_england_averages_are_both_printed_and_said(table: HtmlElement) -> None:
    assert rows(table, 1)[1:] == [
        [
            "≈ Compare with caution. "
            "The reports quote different England averages, 8.06 and 9.74, for the same year."
        ],
        ["Eastwold 9.1", "8", "9.74", "−1.74", "+ Better"],
        ["Northmere 9.1", "16.78", "8.06", "+8.72", "− Worse: “significant negative variation”"],
    ]


def test_an_absence_is_said_never_left_blank(table: HtmlElement) -> None:
    assert rows(table, 2)[1] == ["Eastwold", "Not reported"]


def test_numbers_align_on_the_point(table: HtmlElement) -> None:
    """23.2 is one place short of 11.43; 8 is two short, and has no point."""
    pads = {n.text_content(): n.get("class") for n in table.xpath(".//td[@class='n'][1]/span")}
    assert pads == {
        "23.2": "pad-1",
        "11.43": "pad-0",
        "8": "pad-2 pad-point",
        "16.78": "pad-0",
        "0.10": "pad-0",
    }


def test_only_figures_against_england_stand_in_the_section(pair: Rendered) -> None:
    root = tree(pair.print_html)
    section = root.get_element_by_id("figures-care-provision").text_content()
    appendix = root.get_element_by_id("all-figures-care-provision").text_content()
    assert "rated good" not in section
    assert "Care homes rated good" in appendix
    assert "Carers able to take a break" in appendix


def test_a_value_in_words_and_an_implied_count(pair: Rendered) -> None:
    appendix = tree(pair.print_html).get_element_by_id("all-figures-care-provision")
    assert rows(appendix, 4)[-1] == ["Northmere 11.1", "None", "No comparator", "○ Not compared"]
    assert rows(appendix, 3)[-1][1] == "50 3 of 6"


def test_a_figure_of_another_unit_says_its_own(rendering: Renderer) -> None:
    """One home of one, in a table of percentages, is not one percent."""
    made = invented.comparison()
    statement = made.statements[0]
    homes = statement.indicators[3]
    eastwold = homes.cells[1]
    one = replace(eastwold.figures[0], unit="count", value=Decimal(1))
    changed = replace(homes, cells=(homes.cells[0], replace(eastwold, figures=(one,))))
    indicators = (*statement.indicators[:3], changed, statement.indicators[4])
    page = rendering(replace(made, statements=(replace(statement, indicators=indicators),)))
    appendix = tree(page.print_html).get_element_by_id("all-figures-care-provision")
    assert rows(appendix, 3)[2][:2] == ["Eastwold 10.1", "1 (a count)"]


def test_words_without_a_number_are_printed_as_words(rendering: Renderer) -> None:
    made = invented.comparison()
    statement = made.statements[0]
    turnover = statement.indicators[2]
    words = Cell("eastwold", words="a small number", words_evidence=(invented.evidence("eastwold", 2, 1),))
    changed = replace(turnover, cells=(turnover.cells[0], words))
    indicators = (*statement.indicators[:2], changed, *statement.indicators[3:])
    page = rendering(replace(made, statements=(replace(statement, indicators=indicators),)))
    table = tree(page.print_html).get_element_by_id("figures-care-provision")
    assert rows(table, 2)[1] == ["Eastwold", "A small number Eastwold 2.1"]
