"""Finding the wordings of a vocabulary in sentences."""

from __future__ import annotations

import pytest

from briefing.comparison.phrases import PhraseFinder, words_of


@pytest.mark.parametrize(
    ("wording", "text", "named"),
    [
        ("day service*", "Day services had closed.", True),
        ("day service*", "Services by day had closed.", False),
        ("co produc*", "The plan was co-produced.", True),
        ("carer* + break|breaks", "A break was rare for carers.", True),
        ("carer* + break|breaks", "Carers were thanked.", False),
        ("out of area|borough", "Placed out of borough, far from home.", True),
        ("carers assessment*", "Carers\u2019 assessments were late.", True),
        ("living wage", "It paid the London Living Wage.", True),
        ("wait*", "Nobody had to await news.", False),
        ("first + last", f"first {'and ' * 15}last", True),
        ("first + last", f"first {'and ' * 16}last", False),
        ("care home* / nursing + wait*", "They waited for care homes.", True),
        ("care home* / nursing + wait*", "They waited for nursing.", True),
        ("care home* / nursing + wait*", "They waited for home care.", False),
        ("end of*", "This is the end", False),
    ],
)
def test_a_wording_is_found_where_it_stands(wording: str, text: str, named: bool) -> None:
    """Words in a row, any ending, one of several, and parts near one another."""
    assert ("it" in PhraseFinder([("it", (wording,))]).find(words_of(text))) is named


def test_a_group_is_named_by_each_of_its_wordings_once() -> None:
    """The number of wordings found tells how plainly a text is about something."""
    found = PhraseFinder([("respite", ("respite", "short break*")), ("other", ("bus",))]).find(
        words_of("Respite and short breaks, and more respite.")
    )
    assert {name: len(wordings) for name, wordings in found.items()} == {"respite": 2}
