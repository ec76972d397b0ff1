"""Properties of the reading of figures that hold for any text."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefing
from briefing.domain.figure import Figure
from briefing.domain.record import ReadingWarning
from briefing.extraction.figures import FORMS, read_figures
from briefing.extraction.text import Paragraph, Sentence, StatementText
from briefing.library.indicators import load_indicators

INDICATORS = load_indicators(Path(briefing.__file__).parent / "reference" / "indicators.yaml")
Read = tuple[tuple[Figure, ...], tuple[ReadingWarning, ...]]

MEASURES = [
    "of people had choice over services",
    "of carers were satisfied with social services",
    "of adult social care jobs were vacant",
    "of people with long-term support had been reviewed",
    "of older people were at home 91 days after discharge",
]
WORDS = [
    "slightly better than",
    "significantly worse than",
    "in line with",
    "lower than",
    "above",
    "a negative variation from",
    "tending towards a positive variation from",
]
percents = st.decimals(min_value=1, max_value=99, places=2).map(str)


def paragraph(*texts: str) -> StatementText:
    numbered = tuple(Sentence(1, n, text) for n, text in enumerate(texts, 1))
    return StatementText("marlow", "care-provision", None, None, None, (), (Paragraph(1, None, numbered),))


def read(*texts: str) -> Read:
    return read_figures(paragraph(*texts), INDICATORS)


def bare(figure: Figure) -> Figure:
    """The figure without its place and quotation, which name the sentence and not what it says."""
    evidence = replace(figure.evidence, quote=None, digest="", sentence=0)
    return replace(figure, evidence=evidence)


@st.composite
def comparisons(draw: st.DrawFn) -> tuple[str, str, str]:
    value, comparator = draw(percents), draw(percents)
    text = (
        f"ASCS and SACE data (2023-24) showed {value}% {draw(st.sampled_from(MEASURES))}, "
        f"{draw(st.sampled_from(WORDS))} the England average of {comparator}%."
    )
    return text, value, comparator


@given(comparisons())
def test_any_numbers_come_back_as_printed(case: tuple[str, str, str]) -> None:
    """Whatever the numbers, value and comparator keep their digits and never change places."""
    text, value, comparator = case
    figures, warnings = read(text)
    assert [(str(f.value), str(f.comparator_value)) for f in figures] == [(value, comparator)]
    assert not warnings


CURLY = str.maketrans({"'": "\u2019", '"': "\u201d", "-": "\u2013"})


@given(comparisons(), st.sampled_from(["\u00a0", "  ", " \u200b", "\u2009"]))
def test_quotes_dashes_and_spaces_change_nothing(case: tuple[str, str, str], space: str) -> None:
    """The same page saved by another program is read the same."""
    plain = read(case[0], "Carers' breaks were a five-year aim.")
    other = read(
        case[0].translate(CURLY).replace(" ", space), "Carers\u2019 breaks were a five\u2011year aim."
    )
    assert [bare(f) for f in other[0]] == [bare(f) for f in plain[0]]
    assert other[1] == plain[1]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_reformatting_changes_nothing_in_any_form(form: object) -> None:
    """Every form survives curly quotes, en dashes and non-breaking spaces."""
    example = str(getattr(form, "example", ""))
    parts = [p if p.endswith(".") else p + "." for p in example.split(". ")]
    typeset = [p.translate(CURLY).replace(" ", "\u00a0") for p in parts]
    assert [bare(f) for f in read(*typeset)[0]] == [bare(f) for f in read(*parts)[0]]


NEUTRAL = "The local authority worked with partners across the area."


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_neutral_paragraph_changes_nothing_else(form: object) -> None:
    """A paragraph without numbers, before or after, leaves every figure as it was."""
    example = str(getattr(form, "example", ""))
    parts = [p if p.endswith(".") else p + "." for p in example.split(". ")]
    alone = [bare(f) for f in read(*parts)[0]]
    own = paragraph(*parts).paragraphs[0]
    neutral = Paragraph(2, None, (Sentence(2, 1, NEUTRAL),))
    for order in ((own, neutral), (neutral, own)):
        text = replace(paragraph(), paragraphs=order)
        assert [bare(f) for f in read_figures(text, INDICATORS)[0]] == alone


NUMBERS = st.lists(percents, min_size=1, max_size=4, unique=True)
JOINTS = st.sampled_from(
    [
        " was better than ",
        ", compared to ",
        " against England's ",
        " (",
        "; ",
        " and worse than ",
        ", in line with ",
    ]
)


@given(NUMBERS, st.lists(JOINTS, min_size=4, max_size=4))
def test_no_number_beside_a_comparison_is_dropped_in_silence(numbers: list[str], joints: list[str]) -> None:
    """Every number is a value, a comparator's, or named in a warning."""
    text = "In the survey satisfaction" + "".join(
        f"{joint}{number}%{')' if joint.endswith('(') else ''}"
        for joint, number in zip(joints, numbers, strict=False)
    )
    figures, warnings = read(text + ".")
    seen = {str(f.value) for f in figures} | {str(f.comparator_value) for f in figures}
    warned = " ".join(w.message for w in warnings)
    assert [n for n in numbers if n not in seen and n not in warned] == []


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    """No text whatever makes the reading fail."""
    read(text, "This was worse than the England average of 62.72%.")


@pytest.mark.parametrize(
    "piece",
    [
        "abc 12% higher than the England average of 14% and ",
        "((((((12%) (",
        "1,2,3,4,5.6.7-8/9 ",
        "significantly slightly much well far ",
        "from 1 to 2 from ",
        "no no no no waits ",
        "a",
        "one two three four in ",
    ],
)
def test_time_grows_with_the_length_of_a_line(piece: str) -> None:
    """No pattern runs wild: four times the text takes nothing like sixteen times as long."""
    read(piece * 10)

    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        start = time.process_time()
        read(text)
        return time.process_time() - start

    short = max(seconds(4_500), 0.004)
    assert seconds(18_000) < 10 * short + 0.2


def test_a_line_of_a_hundred_kilobytes_is_read() -> None:
    """A page that lost its line ends and full stops is slow to read, and read."""
    piece = "In the survey 52.10% of carers were satisfied, better than the England average of 36.83%, and "
    figures, _ = read((piece * 1100)[:100_000])
    assert len(figures) > 900
