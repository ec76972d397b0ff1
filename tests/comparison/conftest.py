"""Two invented authorities on one statement, and the vocabulary that ships."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from invented_records import KELDERBY, OTTERSHAM, invented_record

from briefing.comparison import compare
from briefing.domain.comparison import Comparison
from briefing.domain.context import ScoreContext
from briefing.domain.record import Record
from briefing.library.bundled import reference
from briefing.library.framework import load_framework
from briefing.library.indicators import load_indicators
from briefing.library.matters import load_matters
from briefing.library.questions import load_lookalikes, load_questions
from briefing.library.register import load_authorities, load_scores


@pytest.fixture(scope="session")
def together() -> Callable[..., Comparison]:
    """Compares records with the vocabulary, patterns and scores that ship; keywords pass through."""
    known = {
        "framework": load_framework(reference("framework.yaml")),
        "indicators": load_indicators(reference("indicators.yaml")),
        "matters": load_matters(reference("matters.yaml")),
        "question_patterns": load_questions(reference("questions.yaml")),
        "lookalikes": load_lookalikes(reference("comparability.yaml")),
        "context": ScoreContext("2025-10-03", ()),
    }

    def run(
        *records: Record, statements: tuple[str, ...] = ("care-provision",), **more: object
    ) -> Comparison:
        authorities = more.pop("authorities", None) or tuple(r.authority for r in records)
        return compare(records, authorities, statements, **{**known, **more})  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def published() -> ScoreContext:
    """The scores that ship."""
    return load_scores(reference("scores_2025-10.csv"), load_authorities(reference("authorities.csv")))


@pytest.fixture(scope="session")
def kelderby() -> Record:
    return invented_record(KELDERBY, "kelderby-care-provision")


@pytest.fixture(scope="session")
def ottersham() -> Record:
    return invented_record(OTTERSHAM, "ottersham-care-provision")
