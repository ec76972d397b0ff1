"""Templates: a user's come first and may change one block; nothing from a source is ever markup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import invented
import pytest
from document_pages import ROOT, Renderer, tree

from briefing.domain.briefing import FrontMatter
from briefing.domain.chart import ChartTable
from briefing.errors import InputError

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}{% raw %}"


def own(folder: Path, name: str, text: str) -> tuple[Path, ...]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return (folder, ROOT / "templates")


def test_one_block_is_changed_and_the_rest_stays(rendering: Renderer, tmp_path: Path) -> None:
    folders = own(
        tmp_path,
        "main.html",
        '{% extends "layouts/base.html" %}'
        '{% block glossary %}<section id="glossary"><h2>Ours</h2></section>{% endblock %}',
    )
    page = rendering(template_dirs=folders)
    for markup in (page.print_html, page.screen_html):
        root = tree(markup)
        assert root.xpath("//section[@id='glossary']/h2/text()") == ["Ours"]
        assert root.xpath("//section[@id='method']")


def test_one_component_is_changed(rendering: Renderer, tmp_path: Path) -> None:
    folders = own(tmp_path, "sections/response.html", "<p>No response yet</p>")
    assert "No response yet" in rendering(template_dirs=folders).print_html


def test_own_rules_are_added_to_the_style(rendering: Renderer, tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("h2 { color: black; }", encoding="utf-8")
    style = tree(rendering(style_dirs=(tmp_path, ROOT / "styles")).print_html).xpath("string(//style)")
    assert style.rstrip().endswith("h2 { color: black; }")
    assert ".figures" in style


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ doc.nothing }}", "nothing"),
        ("{% if %}", "templates/sections/response.html:1"),
        ("{{ doc.front.__class__.__mro__ }}", "__class__"),
    ],
)
def test_a_broken_template_is_the_users_to_mend(
    rendering: Renderer, tmp_path: Path, text: str, said: str
) -> None:
    """A missing name, a fault of syntax, a way out of the sandbox."""
    with pytest.raises(InputError) as caught:
        rendering(template_dirs=own(tmp_path, "sections/response.html", text))
    assert said in str(caught.value)


def test_a_missing_style_sheet_is_named(rendering: Renderer, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"base\.css"):
        rendering(style_dirs=(tmp_path,))


def test_text_from_outside_is_never_markup(rendering: Renderer) -> None:
    """Names, summaries, quotations, config words, chart words: all of them hostile."""
    made = invented.comparison()
    statement = made.statements[0]
    view = statement.views[0]
    bad = tuple(
        replace(f, summary=HOSTILE, evidence=replace(f.evidence, quote=HOSTILE)) for f in view.findings
    )
    figures = tuple(replace(f, variation=HOSTILE, source=HOSTILE, comparator=HOSTILE) for f in view.figures)
    views = (replace(view, findings=bad, figures=figures, score_words=HOSTILE), *statement.views[1:])
    names = (replace(made.authorities[0], name=HOSTILE, short_name=HOSTILE), made.authorities[1])
    comparison = replace(made, statements=(replace(statement, views=views),), authorities=names)
    front = FrontMatter(HOSTILE, "2026-12-01", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    charts = tuple(
        replace(
            c, alt=HOSTILE, headline=HOSTILE, subtitle=HOSTILE, table=ChartTable((HOSTILE,), ((HOSTILE,),))
        )
        for c in invented.charts()
    )
    page = rendering(comparison, front=front, charts=charts)
    for markup in (page.print_html, page.screen_html):
        root = tree(markup)
        assert not root.xpath("//script|//img")
        assert not root.xpath("//@onerror")
        assert "49" not in root.xpath("string(//title)")
        assert root.xpath("string(//title)") == HOSTILE


def test_the_response_is_left_out_when_empty(rendering: Renderer) -> None:
    assert not tree(rendering().print_html).xpath("//section[@id='response']")
    said = rendering(front=replace(invented.FRONT, response="We agree.\n\nWe will act."))
    section = tree(said.print_html).get_element_by_id("response")
    assert section.xpath("h2/text()") == ["Eastwold’s response"]
    assert section.xpath("p/text()") == ["We agree.", "We will act."]


@pytest.mark.parametrize(
    ("reviewed", "final", "status", "footer"),
    [
        (0, False, "DRAFT", "DRAFT, not reviewed by an officer"),
        (18, False, "FINAL", "FINAL"),
        (0, True, "FINAL", "FINAL"),
    ],
)
def test_draft_until_reviewed(
    rendering: Renderer, reviewed: int, final: bool, status: str, footer: str
) -> None:
    page = rendering(
        replace(invented.comparison(), reviewed=reviewed), front=replace(invented.FRONT, final=final)
    )
    root = tree(page.print_html)
    assert root.xpath("string(//span[@class='stamp'])") == status
    assert root.get_element_by_id("front").get("data-status") == footer
