"""The labelled pages of invented authorities: no England pair lost, none invented."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

import briefing
from briefing.extraction.figures import read_figures
from briefing.extraction.text import Paragraph, Sentence, StatementText
from briefing.library.indicators import load_indicators

INDICATORS = load_indicators(Path(briefing.__file__).parent / "reference" / "indicators.yaml")
PAGES = sorted((Path(__file__).parents[1] / "pages" / "figures").glob("*.gold.json"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name.removesuffix(".gold.json"))
def test_england_pairs_of_a_labelled_page(page: Path) -> None:
    """Place, indicator, value, comparator and standing of each pair, and no pair besides."""
    (labelled,) = json.loads(page.read_text(encoding="utf-8"))["statements"]
    paragraphs: dict[int, list[Sentence]] = defaultdict(list)
    for row in labelled["sentences"]:
        paragraphs[row["para"]].append(Sentence(row["para"], row["sent"], row["text"]))
    text = StatementText(
        "",
        labelled["statement"],
        None,
        None,
        None,
        (),
        tuple(Paragraph(n, None, tuple(sentences)) for n, sentences in sorted(paragraphs.items())),
    )
    figures, _ = read_figures(text, INDICATORS)
    read = {
        (
            f.evidence.paragraph,
            f.evidence.sentence,
            f.indicator,
            f.value,
            f.comparator_value,
            f.standing.value,
        )
        for f in figures
        if f.against_england
    }
    expected = {
        (
            row["para"],
            row["sent"],
            row["indicator"],
            Decimal(row["value"]),
            Decimal(row["comparator_value"]),
            row["standing"],
        )
        for row in labelled["figures"]
        if row["comparator_value"]
    }
    assert read == expected
