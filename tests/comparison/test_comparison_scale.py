"""Twelve authorities on nine statements: within limits, and quickly."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace

from invented_records import invented_record

from briefing.comparison.pairs import AT_MOST
from briefing.domain.authority import Authority
from briefing.domain.comparison import Comparison
from briefing.domain.record import Record
from briefing.library.bundled import reference
from briefing.library.framework import load_framework

NINE = tuple(s.id for s in load_framework(reference("framework.yaml")).statements)
PAGES = {
    "assessing-needs": "wrelland-assessing-needs",
    "healthier-lives": "fenhythe-saltreach-healthier-lives",
    "equity": "hollinsworth-equity",
    "care-provision": "kelderby-care-provision",
    "partnerships": "brackenshire-partnerships",
    "safe-pathways": "tarrowgate-safe-pathways",
    "safeguarding": "pellingstowe-safeguarding",
    "learning": "wraxcombe-learning",
}


def whole_report(number: int) -> Record:
    """Eight invented pages under one authority's name, and governance missing."""
    authority = Authority(f"town-{number:02}", f"Town {number}", f"Town {number}", region="London")
    pages = [invented_record(authority, page) for page in PAGES.values()]
    return replace(pages[0], statements=tuple(p.statements[0] for p in pages))


def test_twelve_authorities_on_nine_statements(together: Callable[..., Comparison]) -> None:
    """A second of processor time is the aim; the bound leaves room for a slow machine."""
    records = [whole_report(n) for n in range(12)]
    started = time.process_time()
    found = together(*records, statements=NINE, subject="town-03")
    assert time.process_time() - started < 6
    assert [s.statement.id for s in found.statements] == list(NINE)
    for statement in found.statements:
        assert len(statement.views) == 12
        assert len(statement.pairs) <= AT_MOST
        assert all(len(row.cells) == 12 for row in statement.indicators)
        assert len(statement.questions) <= 14
    assert len(found.one_page.headlines) == 3
    assert any("left out on" in text for text in found.cannot_conclude)


def test_twelve_names_do_not_make_long_sentences(together: Callable[..., Comparison]) -> None:
    """Beyond three, authorities are counted and not listed."""
    found = together(*(whole_report(n) for n in range(12)), statements=NINE, subject="town-03")
    texts = [
        *found.cannot_conclude,
        *(s.headline.text for s in found.statements),
        *(h.text for h in found.one_page.headlines),
        *(reason.text for s in found.statements for row in s.indicators for reason in row.reasons),
        *(q.text for s in found.statements for q in s.questions),
    ]
    long = {part for text in texts for part in re.split(r"(?<=[.?])\s+", text) if len(part.split()) > 25}
    assert not long
