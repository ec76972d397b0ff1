"""The laid-out pages: what stands where, and that nothing runs off the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import invented
import pytest
from document_pages import ROOT, Renderer, tree

from briefing.library.looks import load_look


@pytest.fixture(scope="module", params=[(2, 1), (5, 1), (12, 2)], ids=["two", "five", "twelve"])
def laid_out(request: pytest.FixtureRequest, rendering: Renderer) -> object:
    weasyprint = pytest.importorskip("weasyprint")
    number, statements = request.param
    look = load_look(ROOT / "styles" / "house.yaml")
    made = rendering(invented.comparison(number, None, statements), look=look)
    return weasyprint.HTML(string=made.print_html, base_url=str(Path.cwd())).render()


def test_a_wide_table_of_scores_lies_on_its_side(rendering: Renderer) -> None:
    """Five authorities on six statements need a landscape page; what comes after stands upright again."""
    weasyprint = pytest.importorskip("weasyprint")
    made = invented.comparison(5, None)
    statements = tuple(
        replace(
            s, statement=replace(s.statement, id=f"statement-{n}", number=n, short_title=f"Statement {n}")
        )
        for s in made.statements
        for n in range(1, 7)
    )
    markup = rendering(replace(made, statements=statements)).print_html
    pages = weasyprint.HTML(string=markup).render().pages
    lying = {a for p in pages if p.width > p.height for a in p.anchors if not a.startswith(("e-", "chart"))}
    assert "scores-title" in lying
    assert lying <= {"content", "scores", "scores-title"}
    assert [p.width > p.height for p in pages].count(True) == 1


def test_few_authorities_on_many_statements_stand_upright(rendering: Renderer) -> None:
    """The statements are the rows then."""
    made = invented.comparison(2, None)
    statements = tuple(
        replace(s, statement=replace(s.statement, id=f"statement-{n}", number=n, short_title=f"Title {n}"))
        for s in made.statements
        for n in range(1, 7)
    )
    page = tree(rendering(replace(made, statements=statements)).print_html)
    (table,) = page.find_class("scores")
    heads = [th.text_content() for th in table.xpath(".//thead//th")]
    assert heads == ["Quality statement", *(a.short_name for a in made.authorities)]
    assert table.xpath("string(.//tbody/tr[6]/th)") == "Title 6"
    assert not page.find_class("wide")


def boxes(box: object) -> Iterator[object]:
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes(child)


def test_nothing_runs_off_the_paper(laid_out: object) -> None:
    """Each line of text ends within the margins; a hair's breadth is allowed for rounding."""
    for number, page in enumerate(laid_out.pages, 1):  # type: ignore[attr-defined]
        box = page._page_box
        right = box.content_box_x() + box.width + 1
        bottom = box.content_box_y() + box.height + 1
        content = [child for child in box.children if child.element_tag == "html"]
        for one in (inner for outer in content for inner in boxes(outer)):
            if getattr(one, "text", "").strip():
                place = (number, one.text)
                assert one.position_x + one.width <= right, place
                assert one.position_y + one.height <= bottom, place


def test_front_then_one_page_then_how_to_read(laid_out: object) -> None:
    """The front and page 2 hold on a page each, with any number of authorities."""
    places = {
        anchor: number
        for number, page in enumerate(laid_out.pages, 1)  # type: ignore[attr-defined]
        for anchor in page.anchors
    }
    assert [places[a] for a in ("front", "one-page", "how-to-read")] == [1, 2, 3]


def test_no_heading_stands_last_on_a_page(laid_out: object) -> None:
    for number, page in enumerate(laid_out.pages, 1):  # type: ignore[attr-defined]
        texts = [
            (box.position_y, outer.element_tag)
            for outer in boxes(page._page_box)
            if outer.element_tag in {"h2", "h3", "h4", "h5", "p", "li", "td", "th", "figcaption", "span", "a"}
            for box in boxes(outer)
            if getattr(box, "text", "").strip() and outer.element_tag != "span"
        ]
        lowest = max(texts)[1]
        assert not lowest.startswith("h"), number
