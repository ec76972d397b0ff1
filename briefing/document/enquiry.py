"""Lines of enquiry, by witness, each with what prompts it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document.cite import Cited, Citer
from briefing.document.words import sentence
from briefing.domain.comparison import Comparison, Question


@dataclass(frozen=True, slots=True)
class QuestionView:
    text: Cited
    """The question itself, without marks: they stand with what prompts it."""
    prompted_by: Cited


@dataclass(frozen=True, slots=True)
class WitnessView:
    title: str
    questions: tuple[QuestionView, ...]


def enquiry_view(comparison: Comparison, citer: Citer) -> tuple[WitnessView, ...]:
    """The questions grouped by witness, in the order witnesses first appear."""
    groups: dict[str, list[Question]] = {}
    for statement in comparison.statements:
        for question in statement.questions:
            groups.setdefault(question.witness_title, []).append(question)
    return tuple(
        WitnessView(title, tuple(_question(q, citer) for q in questions)) for title, questions in groups.items()
    )


def _question(question: Question, citer: Citer) -> QuestionView:
    prompt = citer.cite(sentence(question.prompted_by), "finding", question.evidence)
    return QuestionView(Cited(question.text, "question", prompt.evidence), prompt)
