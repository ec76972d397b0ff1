"""The indicators that ship, and what is said of a file of indicators that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.domain.indicator import Polarity
from briefing.errors import InputError
from briefing.library.indicators import load_indicators

SHIPPED = Path(briefing.__file__).parent / "reference" / "indicators.yaml"


def test_every_shipped_indicator_is_complete() -> None:
    """A label that reads in a table, a unit, words that name it, and an id of its own."""
    indicators = load_indicators(SHIPPED)
    assert len({i.id for i in indicators}) == len(indicators) > 100
    for indicator in indicators:
        assert indicator.label[:1].isupper(), indicator.id
        assert not indicator.label.endswith("."), indicator.id
        assert indicator.unit, indicator.id
        by_rating = "rated" in indicator.id and indicator.family == "CQC ratings"
        assert indicator.synonyms or by_rating, indicator.id
        assert indicator.population in ("", "people", "carers", "staff"), indicator.id


@pytest.mark.parametrize(
    ("indicator", "polarity"),
    [
        ("staff_vacancy_rate", Polarity.LOWER_IS_BETTER),
        ("carers_not_in_paid_work", Polarity.LOWER_IS_BETTER),
        ("choice_over_services", Polarity.HIGHER_IS_BETTER),
        ("ethnic_minority_residents", Polarity.NONE),
    ],
)
def test_polarity(indicator: str, polarity: Polarity) -> None:
    """Which way is good."""
    by_id = {i.id: i for i in load_indicators(SHIPPED)}
    assert by_id[indicator].polarity is polarity


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """A missing key, an unknown key, an unknown polarity and a repeated id: four problems, one message."""
    path = tmp_path / "indicators.yaml"
    path.write_text(
        "- {id: a, label: A, unit: percent, polarity: upwards}\n"
        "- {id: a, label: A, unit: percent, polarity: none, colour: red}\n"
        "- {id: b, label: B, polarity: none}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        load_indicators(path)
    text = str(caught.value)
    assert len(caught.value.problems) == 4
    for words in ("upwards", "colour", "'unit' is missing", "two indicators are called 'a'"):
        assert words in text
