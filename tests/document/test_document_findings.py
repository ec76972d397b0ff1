"""What is printed for a finding: summary, quotation beneath, whose voice; an error where there is neither."""

from __future__ import annotations

from dataclasses import replace

import invented
import pytest
from document_pages import Renderer, tree

from briefing.document.cite import Citer
from briefing.document.findings import FindingView, finding_view
from briefing.document.quotations import LONG, Quoted
from briefing.domain.comparison import Comparison
from briefing.domain.finding import Finding, Voice
from briefing.errors import InputError

CITER = Citer.of(invented.authorities(), [invented.CARE])
PLAIN = invented.finding("northmere", 2, 3)


def spoken(summary: str | None, quote: str | None, **changes: object) -> Finding:
    evidence = replace(PLAIN.evidence, quote=quote)
    return replace(PLAIN, summary=summary, evidence=evidence, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("summary", "quote", "text", "beneath"),
    [
        ("Choice is narrow", None, "Choice is narrow.", ""),
        ("Choice is narrow", "There was little choice.", "Choice is narrow.", "There was little choice."),
        (None, "There was little choice.", "“There was little choice.”", ""),
    ],
)
def test_summary_with_the_quotation_beneath_or_the_quotation(
    summary: str | None, quote: str | None, text: str, beneath: str
) -> None:
    view = finding_view(spoken(summary, quote), CITER)
    assert (view.cited.text, view.quote) == (text, beneath)


@pytest.mark.parametrize(
    ("voice", "summary", "marked"),
    [
        (Voice.PARTNERS, "Respite takes too long", "one partner"),
        (Voice.CARERS, "Respite takes too long", "one carer"),
        (Voice.PARTNERS, "One partner said respite takes too long", ""),
        (Voice.PROVIDERS, "A care provider found the forum useful", ""),
        (Voice.STAFF, "One staff team said it was hard to find respite", ""),
    ],
)
def test_a_single_voice_is_never_a_general_finding(voice: Voice, summary: str, marked: str) -> None:
    assert finding_view(spoken(summary, None, voice=voice, single_voice=True), CITER).voice == marked


def test_many_voices_are_not_marked() -> None:
    assert finding_view(spoken("Respite takes too long", None, voice=Voice.PARTNERS), CITER).voice == ""


def without_words(comparison: Comparison) -> Comparison:
    statement = comparison.statements[0]
    view = statement.views[0]
    silent = tuple(replace(f, summary=None) for f in view.findings[:2])
    views = (replace(view, findings=silent + view.findings[2:]), *statement.views[1:])
    return replace(comparison, statements=(replace(statement, views=views),))


def test_findings_without_any_words_are_all_named(rendering: Renderer) -> None:
    with pytest.raises(InputError) as caught:
        rendering(without_words(invented.comparison()))
    assert [p.place for p in caught.value.problems] == [
        "northmere care-provision 2.1",
        "northmere care-provision 2.3",
    ]
    assert all("briefing review" in p.mend for p in caught.value.problems)


def test_quotations_stand_beneath_summaries_but_not_on_page_two(rendering: Renderer) -> None:
    """The register has the quotation of each sentence that is held."""
    made = invented.comparison()
    quoted = tuple(
        replace(f, evidence=replace(f.evidence, quote="It was said so.")) for f in made.one_page.shortfalls
    )
    view = made.statements[0].views[0]
    held = tuple(replace(f, evidence=replace(f.evidence, quote="It was said so.")) for f in view.findings)
    statement = replace(
        made.statements[0], views=(replace(view, findings=held), *made.statements[0].views[1:])
    )
    page = rendering(
        replace(made, statements=(statement,), one_page=replace(made.one_page, shortfalls=quoted))
    )
    root = tree(page.print_html)
    assert not root.xpath("//section[@id='one-page']//span[contains(@class, 'quote')]")
    assert root.xpath("//section[@id='statement-care-provision']//span[contains(@class, 'quote')]")
    known = {f.evidence.id for f in (*held, *quoted)}
    assert len(root.xpath("//section[@id='evidence']//span[contains(@class, 'quote')]")) == len(known)


def quoting(place: tuple[int, int], words: int) -> FindingView:
    quote = " ".join(["word"] * words)
    finding = spoken("Choice is narrow", quote)
    evidence = replace(finding.evidence, paragraph=place[0], sentence=place[1])
    return finding_view(replace(finding, evidence=evidence), CITER)


def test_a_quotation_stands_where_it_is_printed_first() -> None:
    """The same finding again has its summary and its mark, which leads to the register."""
    first, again, other = Quoted(set()).once((quoting((2, 3), 9), quoting((2, 3), 9), quoting((3, 1), 9)))
    assert [bool(view.quote) for view in (first, again, other)] == [True, False, True]
    assert again.cited == first.cited


@pytest.mark.parametrize(("words", "whole"), [(LONG, True), (LONG + 1, False)])
def test_a_long_quotation_is_pointed_to_and_never_shortened(words: int, whole: bool) -> None:
    (view,) = Quoted(set()).once((quoting((2, 3), words),))
    assert len(view.quote.split()) == (words if whole else 0)
    assert view.quoted_at == ("" if whole else "#e-northmere-care-provision-2-3")


@pytest.mark.parametrize(
    ("summary", "who"),
    [("The council lacked a plan", "Northmere"), ("Northmere lacked a plan", "")],
)
def test_a_finding_says_whose_it_is(summary: str, who: str) -> None:
    assert finding_view(spoken(summary, None), CITER, named=True).who == who
    assert finding_view(spoken(summary, None), CITER).who == ""
