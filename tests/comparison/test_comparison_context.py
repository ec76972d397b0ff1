"""Context among the authorities assessed by a date: counts and score steps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.comparison.context import hardest, percent_of, rating_of, steps_to_next_band
from briefing.domain.authority import Authority
from briefing.domain.comparison import Comparison
from briefing.domain.context import PublishedScores, ScoreContext
from briefing.domain.record import Record
from briefing.library.bundled import reference
from briefing.library.framework import load_framework

FRAMEWORK = load_framework(reference("framework.yaml"))
NINE = tuple(s.id for s in FRAMEWORK.statements)


@pytest.mark.parametrize(
    ("total", "percent", "rating", "steps"),
    [
        (9, 25, "Inadequate", 5),
        (13, 37, "Inadequate", 1),
        (14, 39, "Requires improvement", 9),
        (20, 56, "Requires improvement", 3),
        (22, 62, "Requires improvement", 1),
        (23, 64, "Good", 9),
        (25, 70, "Good", 7),
        (31, 87, "Good", 1),
        (32, 89, "Outstanding", None),
        (36, 100, "Outstanding", None),
    ],
)
def test_percent_rating_and_steps(total: int, percent: int, rating: str, steps: int | None) -> None:
    """Nine scores over 36, rounded up; steps are counted to the first sum that reaches the next band."""
    assert percent_of(total, 9) == percent
    assert (rating_of(FRAMEWORK, percent) or "").lower() == rating.lower()
    assert steps_to_next_band(FRAMEWORK, total) == steps


def published(gss: str, scores: str, region: str, conflict: str | None = None) -> PublishedScores:
    pairs = tuple((s, int(x)) for s, x in zip(NINE, scores, strict=True))
    return PublishedScores(gss, gss, region, "2025-02", pairs, None, None, conflict)


CONTEXT = ScoreContext(
    "2025-10-03",
    (
        published("E1", "222232223", "Yorkshire", "a newspaper gives 3 for equity"),
        published("E2", "333333333", "London"),
        published("E3", "132233223", "London"),
    ),
)


def test_counts_for_the_whole_set_each_region_and_the_neighbours(
    together: Callable[..., Comparison], kelderby: Record, ottersham: Record
) -> None:
    """Counts of scores 1 to 4, named with their set; no rank, no mean."""
    near = (Authority("x", "X", "X", gss="E2"), Authority("y", "Y", "Y", gss="E9"))
    found = together(kelderby, ottersham, context=CONTEXT, neighbours=near).distributions
    assert [(d.scope, d.counts) for d in found] == [
        ("3 authorities assessed by 3 October 2025", (0, 2, 1, 0)),
        ("1 authority in Yorkshire among them", (0, 1, 0, 0)),
        ("2 authorities in London among them", (0, 1, 1, 0)),
        ("1 of 2 chosen neighbours among them", (0, 0, 1, 0)),
    ]


def test_which_statement_is_hardest_is_a_count_of_the_named_set() -> None:
    """Never "national"; ties are all named."""
    assert hardest(CONTEXT, FRAMEWORK).startswith(
        "Of the 3 authorities assessed by 3 October 2025, 2 score 1 or 2 on “"
    )
    assert hardest(ScoreContext("2025-10-03", ()), FRAMEWORK) == ""


def test_a_conflict_between_publications_is_shown(
    together: Callable[..., Comparison], kelderby: Record, ottersham: Record
) -> None:
    """The report's own score stands, what another publication says stands beside it."""
    first = kelderby.authority
    assert first is not None
    named = Authority("kelderby", first.name, first.short_name, gss="E1", region="Yorkshire")
    found = together(kelderby, ottersham, context=CONTEXT, authorities=(named, ottersham.authority))
    kelderbys, ottershams = found.context
    assert kelderbys.conflicts[0] == "a newspaper gives 3 for equity"
    assert (kelderbys.percent, kelderbys.steps_to_next_band) == (56, 3)
    assert (ottershams.percent, ottershams.rating, ottershams.steps_to_next_band) == (None, None, None)
