"""What several reviewers' decisions on one finding come to, case by case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

import pytest

from briefing.domain.decisions import Decision, Decisions, decided, unmatched, verdict
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding, Label
from briefing.domain.record import Record, SourceRef, StatementRecord

GOOD, SHORT, MIXED = Label.GOOD_PRACTICE, Label.SHORTFALL, Label.MIXED


def entry(by: str | None, **said: object) -> Decision:
    return replace(Decision("d1", "equity", 2, 1, by=by, on="2026-11-21"), **said)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Case:
    name: str
    entries: tuple[Decision, ...]
    comes_to: str
    """Label, rejected or disputed; who reviewed it."""


A = entry("A", accepted=True)
B = entry("B", accepted=True, label=MIXED)
CASES = (
    Case("nobody decided", (), "shortfall, not reviewed"),
    Case("a draft relabels", (entry(None, label=GOOD),), "good_practice, not reviewed"),
    Case("a draft that accepts has no name", (entry(None, accepted=True),), "shortfall, not reviewed"),
    Case("one accepts", (A,), "shortfall, by A"),
    Case("one relabels without accepting", (entry("A", label=MIXED),), "mixed, not reviewed"),
    Case("one accepts what a draft relabelled", (entry(None, label=GOOD), A), "good_practice, by A"),
    Case("one rejects", (entry("A", rejected=True),), "rejected"),
    Case("two agree", (A, entry("B", accepted=True, label=SHORT)), "shortfall, by A, agreed by B"),
    Case("two disagree on the label", (A, B), "shortfall, disputed by A and B"),
    Case("one rejects, one accepts", (A, entry("B", rejected=True)), "shortfall, disputed by A and B"),
    Case("both reject", (entry("A", rejected=True), entry("B", rejected=True, label=GOOD)), "rejected"),
    Case("a comment is no decision", (A, entry("B", comment="Why?")), "shortfall, by A"),
    Case("a key mark is no decision", (A, entry("B", key=True)), "shortfall, by A"),
    Case("one settles it", (A, replace(B, over=("A",))), "mixed, by B"),
    Case(
        "a third settles it", (A, B, entry("C", accepted=True, over=("B",))), "shortfall, by C, agreed by A"
    ),
    Case(
        "settled for one of two",
        (A, B, entry("C", accepted=True, label=GOOD, over=("B",))),
        "shortfall, disputed by A and B and C",
    ),
    Case(
        "both settle it their way",
        (replace(A, over=("B",)), replace(B, over=("A",))),
        "shortfall, disputed by A and B",
    ),
    Case(
        "words of two",
        (replace(A, summary="One."), replace(A, by="B", summary="Other.")),
        "shortfall, disputed by A and B",
    ),
    Case(
        "words of two beside a third",
        (replace(A, summary="One."), replace(A, by="B", summary="Other."), replace(A, by="C")),
        "shortfall, disputed by A and B and C",
    ),
    Case("words of one", (A, entry("B", accepted=True, summary="Ours.")), "shortfall, by B"),
)


@pytest.mark.parametrize("case", CASES, ids=[c.name for c in CASES])
def test_what_decisions_come_to(case: Case) -> None:
    """Whatever order the entries stand in: the later one does not win."""
    for entries in permutations(case.entries):
        found = verdict(entries, SHORT)
        label = (found.label or SHORT).value
        who = f"by {found.by}" if found.by else "not reviewed"
        who += f", agreed by {' and '.join(found.agreed_by)}" if found.agreed_by else ""
        if found.disputed_by:
            who = f"disputed by {' and '.join(sorted(found.disputed_by))}"
        assert ("rejected" if found.rejected else f"{label}, {who}") == case.comes_to


def record() -> Record:
    """One sentence with two figures."""
    evidence = Evidence("ottersham", "equity", 2, 1, "d1", "Turnover was 8% and vacancies 9%.")
    figures = tuple(
        Figure(i, i, Decimal(v), "percent", evidence) for i, v in (("turnover", 8), ("vacancies", 9))
    )
    statement = StatementRecord("equity", "Equity", 2, findings=(Finding(evidence, SHORT),), figures=figures)
    return Record(None, SourceRef("page.txt", "0"), statements=(statement,))


def of_figure(by: str, **said: object) -> Decision:
    return entry(by, figure="turnover 8", **said)


def test_a_figure_is_reviewed_with_its_sentence() -> None:
    """Whoever accepts the sentence has seen its figures."""
    (statement,) = decided(record(), Decisions("ottersham", (A,))).statements
    assert [f.reviewed_by for f in statement.figures] == ["A", "A"]


def test_a_figure_can_be_rejected_alone() -> None:
    """The sentence stays, and what is left out is counted."""
    (statement,) = decided(record(), Decisions("ottersham", (A, of_figure("A", rejected=True)))).statements
    assert [f.indicator for f in statement.figures] == ["vacancies"]
    assert [f.reviewed_by for f in statement.findings] == ["A"]
    assert (statement.rejected_findings, statement.rejected_figures) == (0, 1)


def test_a_rejected_sentence_takes_its_figures_along() -> None:
    (statement,) = decided(record(), Decisions("ottersham", (entry("A", rejected=True),))).statements
    assert (statement.findings, statement.figures) == ((), ())
    assert (statement.rejected_findings, statement.rejected_figures) == (1, 2)


def test_a_disputed_figure_is_not_reviewed() -> None:
    """Although its sentence is; and it stays, for nobody wins by being later."""
    both = (A, of_figure("A", accepted=True), of_figure("B", rejected=True))
    (statement,) = decided(record(), Decisions("ottersham", both)).statements
    assert [(f.reviewed_by, f.disputed_by) for f in statement.figures] == [(None, ("A", "B")), ("A", ())]


def test_what_stands_on_other_text_is_found() -> None:
    """A sentence that went, and a figure that is read otherwise now."""
    gone = replace(A, digest="d9")
    other = entry("A", figure="turnover 9", accepted=True)
    decisions = Decisions("ottersham", (A, of_figure("A", accepted=True), gone, other))
    assert unmatched(record(), decisions) == (gone, other)
