"""What must hold of every page: formatting changes nothing, nothing is lost, new text adds itself alone."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_pages import PAGES, authorities, framework, labels_of, page_names, read_file, sentences

from briefing.domain.evidence import sentence_digest
from briefing.extraction.pages import PageReading, read_pages
from briefing.sources import read_source

# Pages of text with one line a paragraph: not the hard-wrapped one, nor the one in an older encoding.
TEXTS = [
    name for name in page_names() if name.endswith(".txt") and not name.startswith(("lindmoor", "saltby"))
]
QUOTES = [("'", "’"), ("’", "'"), ('"', "“")]
DASHES = [("–", "-"), ("-", "‐"), (" ", "\u00a0"), (". ", ".  ")]


def lines_of(page: str) -> list[str]:
    return [line.strip() for line in (PAGES / page).read_text(encoding="utf-8").splitlines() if line.strip()]


def essence(reading: PageReading) -> object:
    """All that must not change: statements, scores, headings, and each sentence's digest, place and topic."""
    return [
        (
            statement.statement,
            statement.score,
            [
                (p.number, p.topic, s.number, sentence_digest(s.text))
                for p in statement.paragraphs
                for s in p.sentences
            ],
        )
        for statement in reading.statements
    ]


@st.composite
def reformatted(draw: st.DrawFn, page: str) -> bytes:
    """The page with other quotes, dashes, spaces, line ends and encoding, as text or as HTML."""
    text = "\n".join(lines_of(page))
    for old, new in draw(st.lists(st.sampled_from([*QUOTES, *DASHES]), unique=True, max_size=4)):
        text = text.replace(old, new)
    lines = text.split("\n")
    if draw(st.booleans()):
        # A heading may be marked or not; here nothing is, as in the poorest of pages.
        tag = draw(st.sampled_from(["p", "div"]))
        body = "".join(f"<{tag}>{html.escape(line)}</{tag}>\n" for line in lines)
        if draw(st.booleans()):
            body = body.encode("ascii", "xmlcharrefreplace").decode()
        return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()
    end = draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"]))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    return end.join(lines).encode(encoding)


@pytest.mark.parametrize("page", TEXTS)
def test_reformatting_never_changes_what_is_read(page: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Quotes, dashes, spaces, line ends, encodings, HTML or text: the same sentences, topics and score."""
    original = essence(read_file(PAGES / page))
    path = tmp_path_factory.mktemp("reformatted") / "page.txt"

    @settings(max_examples=12, deadline=None)
    @given(reformatted(page))
    def holds(data: bytes) -> None:
        path.write_bytes(data)
        assert essence(read_file(path)) == original

    holds()


@pytest.mark.parametrize("page", page_names())
def test_every_character_of_the_findings_is_accounted_for(page: str) -> None:
    """The sentences read, put together, are the findings of the page, character for character."""
    labelled = "".join("".join(label.text.split()) for label in labels_of(page))
    read = "".join("".join(text.split()) for *_, text in sentences(read_file(PAGES / page)))
    plain = str.maketrans("’‘“”–", "''\"\"-")
    assert read.translate(plain) == labelled.translate(plain)


NEUTRAL = "The council met its partners in March. Minutes were kept."


def without(text: str, reading: PageReading) -> object:
    """All that was read but for one paragraph, and but for the numbers of paragraphs."""
    return (
        reading.authority,
        reading.overall,
        [
            (
                (s.statement, s.score, s.headings),
                [
                    (p.topic, [x.text for x in p.sentences])
                    for p in s.paragraphs
                    if p.sentences[0].text not in text
                ],
            )
            for s in reading.statements
        ],
    )


@pytest.mark.parametrize("page", TEXTS)
def test_a_neutral_paragraph_changes_nothing_else(
    page: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A paragraph put between two others leaves every other sentence, its topic and the score alone."""
    lines = lines_of(page)
    prose = {label.text for label in labels_of(page) if label.sentence == 1}
    starts = [i for i, line in enumerate(lines) if any(line.startswith(text) for text in prose)]
    original = read_file(PAGES / page)
    path = tmp_path_factory.mktemp("longer") / "page.txt"

    @settings(max_examples=6, deadline=None)
    @given(st.sampled_from(starts))
    def holds(place: int) -> None:
        path.write_text("\n".join([*lines[: place + 1], NEUTRAL, *lines[place + 1 :]]), encoding="utf-8")
        assert without(NEUTRAL, read_file(path)) == without(NEUTRAL, original)
        assert len(sentences(read_file(path))) == len(sentences(original)) + 2

    holds()


def test_reading_twice_gives_the_same() -> None:
    """Nothing is kept between two readings of a document."""
    document = read_source(PAGES / TEXTS[0])
    first = read_pages(document, framework(), authorities())
    assert read_pages(document, framework(), authorities()) == first
