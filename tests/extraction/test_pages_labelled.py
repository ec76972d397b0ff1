"""Whole pages against their labels: the invented ones, and the two real ones where they are at hand."""

from __future__ import annotations

import re

import pytest
from invented_pages import (
    CARE_TOPICS,
    PAGES,
    SHARED,
    facts_of,
    heading_topics,
    labels_of,
    page_names,
    read_file,
    read_lines,
    sentences,
    source_labels,
)

from briefing.domain.evidence import plain_characters

needs_sources = pytest.mark.skipif(
    not (SHARED / "sources").is_dir(), reason="the two real assessments are not part of this project"
)
# Sub-headings that are not printed in the framework's words: one it knows, one that it does not.
OTHERWISE = {
    "Learning from feedback": "Learning from people's feedback about their experience of care and support",
    "Workforce": "workforce",
}


@pytest.mark.parametrize("page", page_names())
def test_every_sentence_is_split_kept_and_placed(page: str) -> None:
    """Every labelled sentence is read, at its place, and nothing else is."""
    expected = [(s.statement, s.paragraph, s.sentence, plain_characters(s.text)) for s in labels_of(page)]
    read = [(*place, plain_characters(text)) for *place, text in sentences(read_file(PAGES / page))]
    assert read == expected


@pytest.mark.parametrize("page", page_names())
def test_authority_statements_and_scores(page: str) -> None:
    """The page's authority, and the score of every statement it holds."""
    facts, reading = facts_of(page), read_file(PAGES / page)
    assert reading.authority is not None
    assert reading.authority.name == facts["authority"]
    assert [(s.statement, s.score) for s in reading.statements] == facts["scores"]


def test_the_overall_summary_of_a_whole_report() -> None:
    """Percent and rating as printed, and no warning: the nine scores come to the percent rounded up."""
    reading = read_file(PAGES / "thornmere-report.txt")
    assert facts_of("thornmere-report.txt")["overall"] == {"percent": 64, "rating": "Good"}
    assert (reading.overall.percent, reading.overall.rating, len(reading.overall.scores)) == (64, "Good", 9)
    assert ["not in the register" in warning.message for warning in reading.warnings] == [True]


@pytest.mark.parametrize("page", page_names())
def test_topics_are_the_printed_sub_headings(page: str) -> None:
    """A sentence's topic is the sub-heading above it; None before the first and on pages without, but for
    one page that has lost them and whose sections can be told."""
    printed = [s.topic and OTHERWISE.get(s.topic, plain_characters(s.topic)) for s in labels_of(page)]
    assert [topic for _, topic in heading_topics(read_file(PAGES / page))] == printed


@pytest.mark.sources
@needs_sources
@pytest.mark.parametrize(
    ("name", "score", "words", "headings"),
    [
        ("camden", 3, "Evidence shows a good standard", 5),
        ("haringey", 2, "Evidence shows some shortfalls", 0),
    ],
)
def test_the_two_real_pages(name: str, score: int, words: str, headings: int) -> None:
    """Sentences, places, topics (printed in one, inferred in the other) and score of the real pages."""
    reading = read_file(SHARED / "sources" / f"{name}-care-provision.txt")
    (statement,) = reading.statements
    assert (statement.statement, statement.score, statement.score_words) == ("care-provision", score, words)
    assert len(statement.headings) == headings
    read = [
        (s.paragraph, s.number, p.topic, plain_characters(s.text))
        for p in statement.paragraphs
        for s in p.sentences
    ]
    expected = [(s.paragraph, s.sentence, s.topic, plain_characters(s.text)) for s in source_labels(name)]
    assert read == expected


@pytest.mark.sources
@needs_sources
def test_authority_of_the_real_pages() -> None:
    """One page names its authority; the other names none, which is a warning unless the reader says."""
    haringey = read_file(SHARED / "sources" / "haringey-care-provision.txt")
    assert haringey.authority is not None
    assert (haringey.authority.slug, haringey.authority.gss) == ("haringey", "E09000014")
    camden = SHARED / "sources" / "camden-care-provision.txt"
    nameless = read_file(camden)
    assert nameless.authority is None
    assert ["names no authority" in w.message for w in nameless.warnings] == [True]
    told = read_file(camden, authority="camden")
    assert told.authority is not None
    assert (told.authority.name, told.warnings) == ("London Borough of Camden", ())


def without_headings(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.strip() not in CARE_TOPICS)


@pytest.mark.parametrize(
    ("page", "at_least"), [("kelderby-care-provision.txt", 0.85), ("ottersham-care-provision.html", 0.85)]
)
def test_lost_sub_headings_are_inferred(page: str, at_least: float) -> None:
    """Most sentences of a page whose sub-headings were taken out are given to their sections again."""
    text = (PAGES / page).read_text(encoding="utf-8")
    if page.endswith(".html"):
        body = re.sub(r"(?s)^.*<article>|</article>.*$", "", re.sub(r"\s+", " ", text))
        text = re.sub(r"&#39;", "'", re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|li|h\d)>", "\n", body)))
        text = text.replace("&nbsp;", " ").replace("&ndash;", "–")
    reading = read_lines(without_headings(text))
    topics = {plain_characters(s): topic for s, topic in heading_topics(reading)}
    right = [topics.get(plain_characters(s.text)) == s.topic for s in labels_of(page)]
    assert sum(right) / len(right) >= at_least


@pytest.mark.sources
@needs_sources
def test_lost_sub_headings_of_the_real_page_are_inferred() -> None:
    """Camden's page without its sub-headings: at least 95 sentences in 100 in their sections."""
    text = (SHARED / "sources" / "camden-care-provision.txt").read_text(encoding="utf-8")
    reading = read_lines(without_headings(text))
    topics = [p.topic for s in reading.statements for p in s.paragraphs for _ in p.sentences]
    expected = [s.topic for s in source_labels("camden")]
    assert sum(a == b for a, b in zip(topics, expected, strict=True)) / len(expected) >= 0.95


def test_a_section_that_a_page_leaves_out_is_not_filled() -> None:
    """A page without sub-headings and without anything on one of the topics gives no paragraph to it."""
    lines = (
        "The needs assessment drew on census data about the population of each ward.",
        "It showed where deprivation was highest, and public health had mapped it.",
        "Quality assurance was strong, and every provider was monitored and rated.",
        "Where quality fell, an improvement plan followed and a suspension if need be.",
        "The workforce was stable, with low turnover, few vacancies and fair pay.",
        "Fees covered the cost of care, and nobody had handed back a contract.",
    )
    page = "Care provision, integration and continuity\nScore: 3\nKey findings\n" + "\n".join(lines)
    (statement,) = read_lines(page).statements
    topics = [paragraph.topic for paragraph in statement.paragraphs]
    assert topics == ["needs", "needs", "quality", "quality", "sustainability", "sustainability"]


def test_statements_without_words_for_their_topics_are_not_inferred() -> None:
    """A page of another statement without sub-headings has no topics."""
    reading = read_file(PAGES / "wrelland-assessing-needs.txt")
    assert {p.topic for s in reading.statements for p in s.paragraphs} == {None}
