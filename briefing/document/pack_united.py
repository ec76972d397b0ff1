"""What the briefings of a pack rest on, taken together: each authority, finding and source once.

The register, the years of the data and the list of sources are made from it, so that a pack prints them once
however many of its parts speak of the same report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from briefing.domain.comparison import AuthorityView, Comparison, OnePage, StatementComparison

T = TypeVar("T")


def united(comparisons: Sequence[Comparison]) -> Comparison:
    """The comparisons of a pack as one. It takes no side and compares nothing that a part did not."""
    first = comparisons[0]
    statements = tuple(
        _statement([s for c in comparisons for s in c.statements if s.statement.id == statement_id])
        for statement_id in dict.fromkeys(s.statement.id for c in comparisons for s in c.statements)
    )
    findings = {f.evidence.id: f for s in statements for v in s.views for f in v.findings}
    return replace(
        first,
        subject=None,
        authorities=_once((a for c in comparisons for a in c.authorities), lambda a: a.slug),
        statements=tuple(sorted(statements, key=lambda s: s.statement.number)),
        one_page=_pages([c.one_page for c in comparisons]),
        distributions=_once(
            (d for c in comparisons for d in c.distributions), lambda d: (d.statement, d.scope)
        ),
        context=_once((a for c in comparisons for a in c.context), lambda a: a.authority),
        cannot_conclude=tuple(dict.fromkeys(text for c in comparisons for text in c.cannot_conclude)),
        findings=len(findings),
        reviewed=sum(1 for f in findings.values() if f.reviewed_by),
        figures_waiting=sum(f.reviewed_by is None for s in statements for v in s.views for f in v.figures),
    )


def _statement(parts: Sequence[StatementComparison]) -> StatementComparison:
    return replace(
        parts[0],
        views=_views([v for s in parts for v in s.views]),
        indicators=tuple(i for s in parts for i in s.indicators),
        tensions=tuple(t for s in parts for t in s.tensions),
        contradictions=tuple(c for s in parts for c in s.contradictions),
        pairs=tuple(p for s in parts for p in s.pairs),
        shared_gaps=tuple(g for s in parts for g in s.shared_gaps),
        strengths=tuple(g for s in parts for g in s.strengths),
        questions=tuple(q for s in parts for q in s.questions),
    )


def _views(views: Sequence[AuthorityView]) -> tuple[AuthorityView, ...]:
    return _once(views, lambda view: view.authority)


def _pages(pages: Sequence[OnePage]) -> OnePage:
    """All that the pages 2 of the parts rest on; it is never printed, only looked up."""
    return OnePage(
        headlines=tuple(h for p in pages for h in (*p.headlines, p.caveat)),
        shortfalls=tuple(f for p in pages for f in p.shortfalls),
        good_practices=tuple(f for p in pages for f in p.good_practices),
        questions=tuple(q for p in pages for q in p.questions),
        caveat=pages[0].caveat,
    )


def _once(items: Iterable[T], key: Callable[[T], object]) -> tuple[T, ...]:
    """The first of each key."""
    found: dict[object, T] = {}
    for item in items:
        found.setdefault(key(item), item)
    return tuple(found.values())
