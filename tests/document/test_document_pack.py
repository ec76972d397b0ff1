"""The pages of a pack: a front sheet, parts without what they share, and the annex that has it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import invented
import pytest
from document_pages import ROOT, tree

from briefing.document.pack import (
    House,
    PackEntry,
    PartPlace,
    RenderedPart,
    SectionEntry,
    render_annex,
    render_front,
    render_part,
    united,
)
from briefing.domain.briefing import Implication, PackFront
from briefing.domain.comparison import Comparison

HOUSE = House("evening", invented.LOOK, invented.FRAMEWORK, (ROOT / "templates",), (ROOT / "styles",))
FULL = PackFront(
    title="Care in two councils",
    committee="Adults Panel",
    date="2026-12-01",
    agenda_item="7",
    author="Scrutiny team",
    wards="All",
    purpose="To bring two papers together.",
    recommendations=("That the panel notes the papers.", "That it asks <why>."),
    background_papers=("Two reports & their notes",),
    implications=(Implication("Financial", "None."), Implication("Legal", "None.")),
)
PLACE = PartPlace("first", "7.1", "Item 7.1")


def entry(number: str, page: str = "3") -> PackEntry:
    return PackEntry(
        number,
        SectionEntry("A paper", "part:1", page),
        SectionEntry("A paper", "parts/first.html"),
        (SectionEntry("Scores", "part:1#scores", "4"),),
        (SectionEntry("Scores", "parts/first.html#scores"),),
    )


@pytest.fixture(scope="module")
def whole() -> Comparison:
    return united([invented.comparison(), invented.comparison(2, "northmere")])


@pytest.fixture(scope="module")
def front(whole: Comparison) -> RenderedPart:
    return render_front(FULL, whole, [entry("7.1"), entry("")], HOUSE, final=False)


@pytest.fixture(scope="module")
def part(whole: Comparison) -> RenderedPart:
    charts = invented.charts()
    return render_part(invented.comparison(), invented.FRONT, charts, (), whole, FULL, PLACE, HOUSE)


@pytest.fixture(scope="module")
def annex(whole: Comparison, part: RenderedPart) -> RenderedPart:
    return render_annex(whole, FULL, (), part.elsewhere, PartPlace("annex", "", "Annex"), HOUSE, final=False)


@pytest.fixture(params=["front", "part", "annex"])
def leaf(request: pytest.FixtureRequest) -> RenderedPart:
    page: RenderedPart = request.getfixturevalue(request.param)
    return page


@pytest.mark.parametrize("form", ["print_html", "screen_html"])
def test_headings_start_at_one_and_skip_no_level(leaf: RenderedPart, form: str) -> None:
    levels = [int(h.tag[1]) for h in tree(getattr(leaf, form)).xpath("//h1|//h2|//h3|//h4|//h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("form", ["print_html", "screen_html"])
def test_ids_are_unique_and_links_within_lead_somewhere(leaf: RenderedPart, form: str) -> None:
    root = tree(getattr(leaf, form))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in root.xpath("//a/@href") if h.startswith("#")} <= set(ids)
    assert {n for names in root.xpath("//@aria-labelledby") for n in names.split()} <= set(ids)


def test_links_out_of_a_part_lead_into_the_annex(part: RenderedPart, annex: RenderedPart) -> None:
    """On paper by the annex's name, on the screen by its file; what they lead to is there."""
    on_paper = {h for h in tree(part.print_html).xpath("//a/@href") if not h.startswith("#")}
    on_screen = {h for h in tree(part.screen_html).xpath("//a/@href") if not h.startswith("#")}
    assert {h.partition("#")[0] for h in on_paper} == {"part:annex"}
    assert {h.partition("#")[0] for h in on_screen} == {"annex.html", "../evening.html"}
    assert part.elsewhere <= set(tree(annex.print_html).xpath("//@id"))
    assert "evidence" in part.elsewhere


def test_a_part_has_none_of_what_the_annex_has(part: RenderedPart, annex: RenderedPart) -> None:
    """Together they are the sections of a briefing, each once but for the front."""
    in_part = tree(part.print_html).xpath("//main/section/@id")
    in_annex = tree(annex.print_html).xpath("//main/section/@id")
    assert in_part == [
        "front", "one-page", "scores", "statement-care-provision", "learning", "enquiry", "all-figures",
        "charts",
    ]  # fmt: skip
    assert in_annex == ["front", "how-to-read", "evidence", "method", "sources", "glossary"]


def test_the_sections_of_the_contents_are_the_headings_of_the_pages(part: RenderedPart) -> None:
    headings = [" ".join(h.text_content().split()) for h in tree(part.print_html).xpath("//section/h2")]
    assert [title for _, title in part.sections] == headings


def test_a_part_says_its_item_and_not_what_the_front_sheet_says(part: RenderedPart) -> None:
    """The same author and date are on the front sheet; a purpose of its own stays."""
    root = tree(part.print_html)
    assert root.xpath("string(//p[@class='kicker'])") == "Item 7.1"
    facts = [" ".join(row.text_content().split()) for row in root.xpath("//table[@class='facts']//tr")]
    assert not [fact for fact in facts if fact.startswith(("Date 1 December", "Author Scrutiny team"))]
    assert any(fact.startswith("Purpose") for fact in facts)


def test_the_front_sheet_has_every_section_it_is_given(front: RenderedPart) -> None:
    root = tree(front.screen_html)
    assert root.xpath("//h2/text()") == ["Recommendations", "Contents", "Implications", "Background papers"]
    assert root.xpath("//h3/text()") == ["Financial", "Legal"]
    assert [li.text_content() for li in root.xpath("//ol[@class='recommendations']/li")] == [
        "That the panel notes the papers.",
        "That it asks <why>.",
    ]
    labels = root.xpath("//table[@class='facts']//th/text()")
    assert labels == ["Date", "Agenda item", "Report author", "Wards affected", "Purpose", "Reviewed by"]


def test_the_front_sheet_has_no_section_it_is_not_given(whole: Comparison) -> None:
    bare = render_front(PackFront("Bare"), whole, [entry("1")], HOUSE, final=False)
    assert tree(bare.print_html).xpath("//h2/text()") == ["Contents"]
    assert tree(bare.print_html).xpath("//table[@class='facts']//th/text()") == ["Reviewed by"]


def test_page_numbers_are_for_paper(front: RenderedPart) -> None:
    lines = [" ".join(li.text_content().split()) for li in tree(front.print_html).xpath("//nav//li/span")]
    assert lines == ["7.1 A paper 3", "Scores 4", "A paper 3", "Scores 4"]
    assert not tree(front.screen_html).find_class("page-number")


def test_the_state_counts_each_finding_once(whole: Comparison, front: RenderedPart) -> None:
    """Two parts on the same reports have the findings of one; draft until all are reviewed."""
    alone = invented.comparison()
    ids = {f.evidence.id for s in alone.statements for v in s.views for f in v.findings}
    assert whole.findings == len(ids)
    assert tree(front.print_html).xpath("string(//*[@class='stamp'])") == "DRAFT"
    final = render_front(FULL, whole, [], HOUSE, final=True)
    assert tree(final.print_html).xpath("string(//*[@class='stamp'])") == "FINAL"


def test_all_reviewed_is_final(whole: Comparison) -> None:
    statements = tuple(
        replace(
            s,
            views=tuple(
                replace(
                    v,
                    findings=tuple(replace(f, reviewed_by="A. Officer") for f in v.findings),
                    figures=tuple(replace(f, reviewed_by="A. Officer") for f in v.figures),
                )
                for v in s.views
            ),
        )
        for s in invented.comparison().statements
    )
    reviewed = united([replace(invented.comparison(), statements=statements)])
    page = render_front(FULL, reviewed, [], HOUSE, final=False)
    assert tree(page.print_html).xpath("string(//*[@class='stamp'])") == "FINAL"
    assert "A. Officer" in tree(page.print_html).xpath("string(//table[@class='facts'])")


def test_taken_together_statements_and_authorities_stand_once() -> None:
    """Two councils on care and on equity, and twelve on care: twelve councils, two statements."""
    whole = united([invented.comparison(2, None, 2), invented.comparison(12)])
    assert len(whole.authorities) == 12
    assert [s.statement.id for s in whole.statements] == ["equity", "care-provision"]
    care = next(s for s in whole.statements if s.statement.id == "care-provision")
    assert len({v.authority for v in care.views}) == len(care.views) == 12


def test_a_template_of_the_users_own_stands_first(whole: Comparison, tmp_path: Path) -> None:
    """A `pack.html` that overrides one block leaves the others as they ship."""
    (tmp_path / "pack.html").write_text(
        '{% extends "layouts/pack_front.html" %}{% block papers %}<p id="own">Ours</p>{% endblock %}',
        encoding="utf-8",
    )
    own = replace(HOUSE, template_dirs=(tmp_path, ROOT / "templates"))
    root = tree(render_front(FULL, whole, [entry("7.1")], own, final=False).print_html)
    assert root.get_element_by_id("own").text == "Ours"
    assert root.xpath("//h2/text()") == ["Recommendations", "Contents", "Implications"]


def test_no_script_and_nothing_from_elsewhere(leaf: RenderedPart) -> None:
    root = tree(leaf.screen_html)
    assert not root.xpath("//script|//img|//iframe|//link[@rel='stylesheet']")
    assert not re.search(r"@import|url\((?!data:)", root.xpath("string(//style)"))
