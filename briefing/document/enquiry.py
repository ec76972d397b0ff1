"""Lines of enquiry, by witness, each with what prompts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.document.cite import Cited, Citer
from briefing.document.share import Share
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


EACH = 2
"""Questions printed for a witness; an appendix has the others."""


@dataclass(frozen=True, slots=True)
class EnquiryView:
    first: tuple[WitnessView, ...]
    further: tuple[WitnessView, ...]


def enquiry_view(comparison: Comparison, citer: Citer, share: Share) -> EnquiryView:
    """The questions grouped by witness, in the order witnesses first appear."""
    groups: dict[str, list[Question]] = {}
    for statement in comparison.statements:
        for question in statement.questions:
            groups.setdefault(question.witness_title, []).append(question)
    first = _shares(groups, share.questions)
    return EnquiryView(
        _witnesses({title: questions[: first[title]] for title, questions in groups.items()}, citer),
        _witnesses({title: questions[first[title] :] for title, questions in groups.items()}, citer),
    )


def _shares(groups: Mapping[str, Sequence[Question]], at_most: int) -> dict[str, int]:
    """How many questions the section has for each witness: everyone's first, then second ones in order."""
    share = dict.fromkeys(groups, 0)
    for turn in range(EACH):
        for title, questions in groups.items():
            if turn < len(questions) and (turn == 0 or sum(share.values()) < at_most):
                share[title] += 1
    return share


def _witnesses(groups: Mapping[str, Sequence[Question]], citer: Citer) -> tuple[WitnessView, ...]:
    return tuple(
        WitnessView(title, tuple(_question(q, citer) for q in questions))
        for title, questions in groups.items()
        if questions
    )


def _question(question: Question, citer: Citer) -> QuestionView:
    prompt = citer.cite(sentence(question.prompted_by), "finding", question.evidence)
    return QuestionView(Cited(question.text, "question", prompt.evidence), prompt)
