"""The reference data that ships: the register and the published scores."""

from __future__ import annotations

from collections import Counter

from briefing.library.bundled import reference
from briefing.library.register import load_authorities, load_scores

AUTHORITIES = load_authorities(reference("authorities.csv"))
SCORES = load_scores(reference("scores_2025-10.csv"), AUTHORITIES)


def test_the_register_holds_englands_153() -> None:
    """Every authority with adult social care duties once, with code, name and region."""
    assert len(AUTHORITIES) == 153
    assert len({a.slug for a in AUTHORITIES}) == len({a.gss for a in AUTHORITIES}) == 153
    assert all(a.region for a in AUTHORITIES)
    assert Counter(a.region for a in AUTHORITIES)["London"] == 33


def test_the_scores_are_those_of_72_authorities() -> None:
    """Nine scores of 1 to 4 each; seventeen of them in London; County Durham's sum to 24."""
    assert len(SCORES.authorities) == 72
    assert all(len(a.scores) == 9 and all(1 <= s <= 4 for _, s in a.scores) for a in SCORES.authorities)
    assert sum(a.region == "London" for a in SCORES.authorities) == 17
    durham = next(a for a in SCORES.authorities if a.short_name == "County Durham")
    assert sum(score for _, score in durham.scores) == 24
