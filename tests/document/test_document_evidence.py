"""Every number on the page leads somewhere: the evidence lock, seen from the reader's side."""

from __future__ import annotations

import re
from dataclasses import replace

import invented
from document_pages import Renderer, tree
from lxml.html import HtmlElement

from briefing.document import Rendered
from briefing.domain.finding import Label

KINDS = {"figure", "comparator", "gap", "count", "score", "finding", "question", "pair"}
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATES = re.compile(rf"\b(?:\d{{1,2}} )?(?:{_MONTHS}) \d{{4}}\b|\b\d{{4}}-\d{{2}}\b|SHA-256")
_NUMBER = re.compile(r"\d[\d.,]*")
#: Not figures: marks and places, digests, the officer's own words, page numbers, the style and the drawings.
_ASIDE = ("mark", "place", "digest", "own-words", "folio")


def numbers_outside(element: HtmlElement) -> list[str]:
    """Numbers in the text that no element with evidence holds."""
    if not isinstance(element.tag, str) or element.tag in {"style", "title", "svg", "h1"}:
        return []
    if element.get("data-kind") or set(element.get("class", "").split()) & set(_ASIDE):
        return []
    texts = [element.text or ""]
    found = []
    for child in element:
        found += numbers_outside(child)
        texts.append(child.tail or "")
    for text in texts:
        found += [f"{n} in “{text.strip()}”" for n in _NUMBER.findall(_DATES.sub("", text))]
    return found


def test_no_number_stands_without_evidence(page: Rendered) -> None:
    for markup in (page.print_html, page.screen_html):
        assert numbers_outside(tree(markup).find("body")) == []


def test_kinds_and_sections_are_known(page: Rendered) -> None:
    sections = set(tree(page.print_html).xpath("//section/@id"))
    assert page.printed
    for printed in page.printed:
        assert printed.kind in KINDS, printed
        assert printed.where in sections, printed
        assert printed.text, printed


def test_all_evidence_has_an_entry_in_the_page(page: Rendered) -> None:
    """Each id that anything rests on is an entry of the register, a score's place or a named source."""
    ids = set(tree(page.print_html).xpath("//@id"))
    for printed in page.printed:
        for evidence in printed.evidence:
            assert "e-" + re.sub(r"[^a-z0-9]+", "-", evidence) in ids, printed


def test_only_an_empty_count_rests_on_nothing(page: Rendered) -> None:
    for printed in page.printed:
        assert printed.evidence or (printed.kind, printed.text) == ("count", "0"), printed


def test_a_mark_names_authority_and_place(pair: Rendered) -> None:
    """Each mark's full name is that of the entry it leads to."""
    root = tree(pair.print_html)
    marks = root.xpath("//a[@class='mark']")
    assert marks
    for mark in marks:
        if mark.get("href") == "#e-reference-scores":
            continue
        entry = root.get_element_by_id(mark.get("href")[1:])
        assert entry.xpath("string(strong)") == (mark.get("aria-label") or mark.text)


def test_marks_name_the_statement_where_there_are_several(rendering: Renderer) -> None:
    one = tree(rendering().print_html).xpath("string(//a[@class='mark'])")
    several = tree(rendering(invented.comparison(2, None, 2)).print_html).xpath("string(//a[@class='mark'])")
    assert (one, several) == ("Northmere 4.1", "Northmere 4/4.1")


def test_no_evidence_twice_on_page_two(pair: Rendered) -> None:
    """Findings on page 2 are all different; the fixture's headlines and caveat are set apart on purpose."""
    section = tree(pair.print_html).get_element_by_id("one-page")
    cited = section.xpath(".//div[@class='side']//li/span/@data-evidence")
    assert len(cited) == 6
    assert len(set(cited)) == 6


def test_a_count_lists_what_it_counts(pair: Rendered) -> None:
    """The count of findings on the front names each of them."""
    front = [p for p in pair.printed if p.where == "front"]
    assert [p.text for p in front] == ["0", "18"]
    assert front[0].evidence == ()
    labelled = [
        f for s in ("eastwold", "northmere") for f in invented.findings(s) if f.label is not Label.NEUTRAL
    ]
    assert set(front[1].evidence) == {f.evidence.id for f in labelled}


def test_figures_are_printed_with_their_digits(pair: Rendered) -> None:
    figures = {p.text for p in pair.printed if p.kind == "figure" and p.where == "statement-care-provision"}
    assert {"11.43", "23.2", "16.78", "8", "0.10"} <= figures
    gaps = [p.text for p in pair.printed if p.kind == "gap"]
    assert gaps == ["+7.06", "−4.71", "−1.74", "+8.72", "−0.15"]


def test_swapping_two_authorities_changes_no_figure(rendering: Renderer) -> None:
    """A subject changes wording and order, never a number."""

    def said(subject: str | None) -> list[tuple[str, str, tuple[str, ...]]]:
        printed = rendering(invented.comparison(subject=subject)).printed
        kinds = {"figure", "comparator", "gap", "score", "count"}
        return sorted((p.text, p.kind, tuple(sorted(p.evidence))) for p in printed if p.kind in kinds)

    assert said("northmere") == said("eastwold") == said(None)


def test_the_subject_comes_first(rendering: Renderer) -> None:
    """And without one the order is the config's."""

    def order(subject: str | None) -> list[str]:
        root = tree(rendering(invented.comparison(subject=subject)).print_html)
        return [th.text for th in root.xpath("//table[@class='scores']/tbody//th")]

    assert order("eastwold") == ["Eastwold", "Northmere"]
    assert order("northmere") == order(None) == ["Northmere", "Eastwold"]


def test_a_register_too_long_lists_what_the_pages_name(rendering: Renderer) -> None:
    """Above its bound the register still has an entry for each mark."""
    short = invented.comparison(12, None, 2)
    many = tuple(
        replace(f, evidence=replace(f.evidence, paragraph=n))
        for n in range(100, 800)
        for f in invented.findings("northmere")[:1]
    )
    statement = short.statements[1]
    first = replace(statement.views[0], findings=statement.views[0].findings + many)
    statements = (short.statements[0], replace(statement, views=(first, *statement.views[1:])))
    made = rendering(replace(short, statements=statements))
    root = tree(made.print_html)
    ids = set(root.xpath("//@id"))
    assert {href[1:] for href in root.xpath("//a[@class='mark']/@href")} <= ids
    assert "e-northmere-care-provision-799-1" not in ids
