"""The thirteen England pairs of the two real assessments: all right, none invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import briefing
from briefing.domain.figure import Figure
from briefing.extraction.figures import read_figures
from briefing.extraction.text import Paragraph, Sentence, StatementText
from briefing.library.indicators import load_indicators

REPOSITORY = Path(__file__).parents[2]
SOURCES = REPOSITORY.parent / "shared" / "sources"
INDICATORS = load_indicators(Path(briefing.__file__).parent / "reference" / "indicators.yaml")

# indicator, value, unit, England, variation, standing, source: every period is 2023-24.
CAMDEN = """
choice_over_services 59.90 percent 70.28 | | worse ASCS
carers_break_emergency 5.71 percent 12.08 | negative variation | worse SACE
carers_break_over_24h 11.43 percent 16.14 | tending towards negative variation | worse SACE
carers_break_1_24h 16.67 percent 21.73 | no statistical variation | similar SACE
staff_vacancy_rate 16.78 percent 8.06 | significant negative variation | worse ASC-WE
staff_turnover_rate 0.10 rate 0.25 | significantly positive variation | better ASC-WE
staff_sickness_days 5.30 days 5.33 | consistent with | similar ASC-WE
"""
HARINGEY = """
choice_over_services 63.16 percent 70.28 | tended towards a negative variation | worse ASCS
carers_break_over_24h 23.16 percent 16.14 | slightly better | better SACE
carers_break_1_24h 16.84 percent 21.73 | in line with | similar SACE
care_certificate 61.45 percent 55.53 | in line with | similar ASC-WE
staff_vacancy_rate 8.44 percent 9.74 | slightly better | better ASC-WE
staff_turnover_rate 0.12 rate 0.25 | statistically significantly better | better ASC-WE
"""


def findings(file: str) -> StatementText:
    """The findings of a page, cut into sentences roughly: enough for reading figures."""
    path = SOURCES / file
    if not path.exists():
        pytest.skip(f"{file} is not here: the real assessments are not part of this project")
    prose = path.read_text(encoding="utf-8").split("Key findings for this quality statement")[1]
    lines = [line.strip() for line in prose.splitlines() if len(line.strip()) > 80]
    paragraphs = []
    for n, line in enumerate(lines, 1):
        parts = re.split(r"(?<=[.?!]) (?=[A-Z0-9\u2018'])", line)
        paragraphs.append(Paragraph(n, None, tuple(Sentence(n, k, p) for k, p in enumerate(parts, 1))))
    return StatementText("", "care-provision", None, None, None, (), tuple(paragraphs))


def row(figure: Figure) -> str:
    variation = f" {figure.variation} " if figure.variation else " "
    return (
        f"{figure.indicator} {figure.value} {figure.unit} {figure.comparator_value} |{variation}| "
        f"{figure.standing.value} {figure.source}"
    )


@pytest.mark.sources
@pytest.mark.parametrize(
    ("file", "expected"),
    [("camden-care-provision.txt", CAMDEN), ("haringey-care-provision.txt", HARINGEY)],
    ids=["camden", "haringey"],
)
def test_england_pairs_of_the_real_pages(file: str, expected: str) -> None:
    """Value, comparator, unit, variation as printed, standing, source, period, in the page's order."""
    figures, warnings = read_figures(findings(file), INDICATORS)
    pairs = [f for f in figures if f.against_england]
    assert [row(f) for f in pairs] == expected.strip().splitlines()
    assert {f.period for f in pairs} == {"2023-24"}
    assert not warnings
