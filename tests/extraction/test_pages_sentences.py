"""Sentences: where they end, where they do not, and that nothing is lost between them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_pages import SHARED

from briefing.extraction.sentences import split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["Rates were 5.4%.", "The council knew why."],
        ["Waits were long...", "Some waited weeks."],
        ["Did it work?", "People said yes!", "It did."],
        ["Support, e.g. equipment, was quick, i.e. within days.", "Few had to wait."],
        ["The team met Dr. Smith at St. Aldwyn's.", "They were happy."],
        ["It closed at 5 p.m.", "The team left."],
        ["People said 'it was great.'", "Staff agreed."],
        ["People said “it was great.”", "Staff agreed."],
        ["The aim was not met.", "31.2% of people used one.", "12 had appealed."],
        # A source in brackets belongs to the sentence whose full stop it follows.
        ["Turnover was 0.12, against 0.25. (ASC-WE 2023-2024).", "The council knew why."],
        ["Turnover was low (0.12). (ASC-WE 2023-2024).", "The council knew why."],
        ["Turnover was 0.12. (Skills for Care, 2023/24)", "The council knew why."],
        ["Turnover was 0.12.", "(This was being looked at.)", "The council knew why."],
        # A stray full stop inside a list of counts, or before a piece in lower case, ends nothing.
        ["Last year 2 day centres. 3 care homes, 4 clubs and a nursing home gave notice."],
        ["For therapy the figures were 388 people. 47 days and 201 days respectively."],
        ["The council had relied on a neighbour. which staff regretted.", "It was mended."],
        ["The no. of visits rose.", "No. 4 was closed."],
    ],
)
def test_boundaries(sentences: list[str]) -> None:
    """Each row is a paragraph cut where an officer would cut it."""
    assert list(split_sentences(" ".join(sentences))) == sentences


def test_a_lost_space_between_sentences() -> None:
    """A full stop glued to the next sentence still ends one; an address is left whole."""
    assert split_sentences("It ended.The council acted. See www.Example.org for more.") == (
        "It ended.",
        "The council acted.",
        "See www.Example.org for more.",
    )


def test_nothing_gives_nothing() -> None:
    """An empty paragraph has no sentences."""
    assert split_sentences(" \u00a0\n") == ()


words = st.text(alphabet=st.sampled_from("abcdefgXYZ0123456789 .?!,;:()'\"’“”%-–£\n\t\u00a0"), max_size=200)


@given(words)
def test_no_character_is_lost(text: str) -> None:
    """Joined again, the sentences hold every character of the paragraph but for white space."""
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


@given(words)
def test_splitting_again_changes_nothing_but_joins(text: str) -> None:
    """White space of any kind and amount makes no difference."""
    assert split_sentences(text) == split_sentences(" ".join(text.split()))


def corpus() -> Iterator[list[str]]:
    folder = SHARED / "gold" / "corpus"
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for _, paragraph in groupby(rows, key=lambda row: (row["page"], row["para"])):
            yield [" ".join(row["text"].split()) for row in paragraph]


@pytest.mark.sources
@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the labelled sentences are not at hand")
def test_the_labelled_corpus() -> None:
    """More than 999 in 1,000 of the corpus's sentences come out whole."""
    paragraphs = list(corpus())
    right = sum(len(set(split_sentences(" ".join(paragraph))) & set(paragraph)) for paragraph in paragraphs)
    total = sum(len(set(paragraph)) for paragraph in paragraphs)
    assert total > 4000
    assert right / total > 0.999
