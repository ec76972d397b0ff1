"""What every page must have so that everybody can read it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from document_pages import tree

from briefing.document import Rendered

FORMS = ("print_html", "screen_html")


@pytest.mark.parametrize("form", FORMS)
def test_headings_start_at_one_and_skip_no_level(page: Rendered, form: str) -> None:
    levels = [int(h.tag[1]) for h in tree(getattr(page, form)).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("form", FORMS)
def test_ids_are_unique_and_links_lead_somewhere(page: Rendered, form: str) -> None:
    root = tree(getattr(page, form))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    wanted = {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")}
    wanted |= {target[1:] for target in root.xpath("//@data-target")}
    wanted |= {name for names in root.xpath("//@aria-labelledby") for name in names.split()}
    assert wanted <= set(ids)


@pytest.mark.parametrize("form", FORMS)
def test_tables_have_a_title_and_scoped_headers(page: Rendered, form: str) -> None:
    for table in tree(getattr(page, form)).xpath("//table"):
        assert table.xpath("caption[normalize-space()]") or table.get("aria-labelledby")
        assert table.xpath(".//th")
        assert all(th.get("scope") in {"col", "row", "rowgroup"} for th in table.xpath(".//th"))


@pytest.mark.parametrize("form", FORMS)
def test_no_cell_is_blank(page: Rendered, form: str) -> None:
    cells = tree(getattr(page, form)).xpath("//td|//th")
    assert cells
    assert all(cell.text_content().strip() for cell in cells)


@pytest.mark.parametrize("form", FORMS)
def test_drawings_have_words(page: Rendered, form: str) -> None:
    drawings = tree(getattr(page, form)).xpath("//*[local-name()='svg']")
    assert drawings
    for drawing in drawings:
        title = drawing[0]
        assert title.tag.endswith("title")
        assert title.text
        assert drawing.get("aria-labelledby") == title.get("id")


@pytest.mark.parametrize("form", FORMS)
def test_no_italics_no_capitals_no_opacity(page: Rendered, form: str) -> None:
    root = tree(getattr(page, form))
    assert not root.xpath("//em|//i|//cite|//u")
    style = root.xpath("string(//style)")
    assert not re.search(r"italic|oblique|uppercase|opacity|justify", style)


@pytest.mark.parametrize("form", FORMS)
def test_language_title_and_description(page: Rendered, form: str) -> None:
    root = tree(getattr(page, form))
    assert root.get("lang") == "en-GB"
    assert root.xpath("string(//title)") == "How Northmere and Eastwold provide care"
    assert root.xpath("string(//meta[@name='author']/@content)") == "Scrutiny team"


@pytest.mark.parametrize("form", FORMS)
def test_everything_is_in_the_page_itself(page: Rendered, form: str) -> None:
    """No script, no style sheet, font or picture from anywhere else."""
    root = tree(getattr(page, form))
    assert not root.xpath("//script|//img|//iframe|//object|//link[@rel='stylesheet']|//base")
    assert all(href.startswith("data:") for href in root.xpath("//link/@href"))
    assert not re.search(r"@import|url\((?!data:)", root.xpath("string(//style)"))
    assert not root.xpath("//@*[starts-with(name(), 'on')]")


def test_links_hold_plain_text(page: Rendered) -> None:
    """An element inside a link breaks the tags of the PDF."""
    assert not tree(page.print_html).xpath("//a/*")


def test_list_items_hold_inline_content(page: Rendered) -> None:
    """A paragraph inside a list item breaks the tags of the PDF."""
    assert not tree(page.print_html).xpath("//li/p|//li/div|//li/table")


def test_the_screen_has_landmarks_and_a_way_past_them(page: Rendered) -> None:
    root = tree(page.screen_html)
    assert len(root.xpath("//main")) == len(root.xpath("//header")) == len(root.xpath("//footer")) == 1
    first_link = root.xpath("//a")[0]
    assert first_link.get("href") == "#content"
    assert root.xpath("//main/@id") == ["content"]


def test_wide_tables_scroll_in_a_region_the_keyboard_reaches(page: Rendered) -> None:
    root = tree(page.screen_html)
    for table in root.xpath("//table[contains(@class, 'figures') or contains(@class, 'scores')]"):
        region = table.getparent()
        assert region.get("role") == "region"
        assert region.get("tabindex") == "0"
        assert region.get("aria-label")


def test_both_forms_say_the_same(page: Rendered) -> None:
    """What is printed on paper and on the screen, section by section, in order."""
    import briefing.document.printed as reading

    on_screen = [(p.text, p.kind, p.where) for p in reading.printed_in(page.screen_html)]
    on_paper = [(p.text, p.kind, p.where) for p in page.printed]
    # The numbers of a chart stand beside it on the screen; on paper they may be those of another table.
    assert {text for text, _, _ in on_screen} == {text for text, _, _ in on_paper}
    assert [p for p in on_screen if p[2] == "one-page"] == [p for p in on_paper if p[2] == "one-page"]


def test_page_two_holds_three_of_each_and_one_caveat(pair: Rendered) -> None:
    section = tree(pair.print_html).get_element_by_id("one-page")
    counts = [len(items.xpath("li")) for items in section.xpath(".//ul")]
    assert counts == [3, 3, 3, 3]
    assert len(section.find_class("caveat")) == 1


def test_sections_come_in_the_order_of_the_pages(pair: Rendered) -> None:
    sections = tree(pair.print_html).xpath("//main/section/@id")
    assert sections == [
        "front", "one-page", "how-to-read", "scores", "statement-care-provision", "learning", "enquiry",
        "all-figures", "charts", "evidence", "method", "sources", "glossary",
    ]  # fmt: skip
