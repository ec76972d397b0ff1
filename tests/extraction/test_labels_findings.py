"""Findings: what `label_findings` promises of every sentence, whatever its label."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.finding import Finding, Label
from briefing.extraction.labels import label_findings
from briefing.extraction.text import Paragraph, Sentence, StatementText

SENTENCES = (
    "The local authority had a clear and effective approach to reviews.",
    "However, people told us they waited too long for equipment.",
    "The partnership board met every quarter and was chaired by the director.",
    "Carers' feedback was mixed - some felt heard, while others didn't.",
    "Staff said the 'one front door' had reduced delays.",
    "There were plans to co-produce a new strategy by 2026.",
    "5.2% of posts were vacant, which was better than the England average of 8.06%.",
    "One partner said information-sharing was poor.",
)
NEUTRAL = "The strategy was published in 2023 and covered five years."


def statement(*paragraphs: tuple[str, ...], score: int | None = 2) -> StatementText:
    return StatementText(
        authority="westmarch",
        statement="care-provision",
        title=None,
        score=score,
        score_words=None,
        headings=(),
        paragraphs=tuple(
            Paragraph(i, "market", tuple(Sentence(i, j, text) for j, text in enumerate(texts, 1)))
            for i, texts in enumerate(paragraphs, 1)
        ),
    )


def labels(text: StatementText) -> list[Label]:
    return [finding.label for finding in label_findings(text)]


def test_every_sentence_has_a_finding_in_order() -> None:
    """One finding a sentence, with its place and the topic of its paragraph."""
    findings = label_findings(statement(SENTENCES[:3], SENTENCES[3:]))
    assert [f.evidence.place for f in findings] == [
        "1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5",
    ]  # fmt: skip
    assert {f.topic for f in findings} == {"market"}


def test_plain_sentences_get_their_labels() -> None:
    """Nobody would argue with these."""
    assert labels(statement(SENTENCES)) == [
        Label.GOOD_PRACTICE,
        Label.SHORTFALL,
        Label.NEUTRAL,
        Label.MIXED,
        Label.GOOD_PRACTICE,
        Label.NEUTRAL,
        Label.GOOD_PRACTICE,
        Label.SHORTFALL,
    ]


def test_a_label_says_why_and_how_surely() -> None:
    """Cues come heaviest first with a weight; confidence is a probability."""
    for finding in label_findings(statement(SENTENCES)):
        weights = [abs(cue.weight) for cue in finding.cues]
        assert weights == sorted(weights, reverse=True)
        assert weights
        assert 0 < finding.confidence <= 1
        assert finding.cues[0].cue.strip()


def test_no_score_is_no_error() -> None:
    """A page whose score cannot be read is labelled all the same."""
    assert len(labels(statement(SENTENCES, score=None))) == len(SENTENCES)


VARIANTS = st.fixed_dictionaries(
    {
        "'": st.sampled_from(["'", "\u2019", "\u2018", "\u02bc"]),
        "-": st.sampled_from(["-", "\u2010", "\u2011", "\u2013"]),
        " ": st.sampled_from([" ", "\u00a0", "  ", "\u2009"]),
    }
)


@given(marks=VARIANTS)
@settings(max_examples=40, deadline=None)
def test_printing_changes_no_label(marks: dict[str, str]) -> None:
    """Quotes, dashes and spaces differ between two printings of a page; its labels do not."""

    def printed(text: str) -> str:
        return "".join(marks.get(character, character) for character in text)

    def told(findings: tuple[Finding, ...]) -> list[tuple[object, ...]]:
        return [(f.label, f.voice, f.single_voice, f.confidence, f.cues) for f in findings]

    plain = label_findings(statement(SENTENCES))
    other = label_findings(statement(tuple(printed(text) for text in SENTENCES)))
    assert told(plain) == told(other)


@given(
    paragraphs=st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(tuple), max_size=5),
    place=st.integers(0, 5),
)
@settings(max_examples=40, deadline=None)
def test_a_neutral_paragraph_changes_nothing_elsewhere(paragraphs: list[tuple[str, ...]], place: int) -> None:
    """A label depends on its paragraph and the page's score, on nothing else."""
    place = min(place, len(paragraphs))
    with_it = [*paragraphs[:place], (NEUTRAL,), *paragraphs[place:]]
    expected = labels(statement(*paragraphs))
    found = labels(statement(*with_it))
    skipped = sum(len(p) for p in paragraphs[:place])
    assert found[:skipped] + found[skipped + 1 :] == expected


def test_the_weights_are_small() -> None:
    """The whole model stays under two megabytes."""
    file = resources.files("briefing.extraction.labels").joinpath("weights.json")
    assert len(file.read_bytes()) < 2_000_000


@pytest.mark.parametrize("text", ["", "?", "…", "1", "“", "Â", "- - -", "no no no not never"])
def test_odd_sentences_are_labelled_too(text: str) -> None:
    """Whatever a page holds gets a label and breaks nothing."""
    assert len(labels(statement((text,)))) == 1
