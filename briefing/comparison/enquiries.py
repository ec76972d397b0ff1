"""Lines of enquiry: what in the comparison calls for a question, whom to ask, and in which words.

Prompts are gathered by kind and put in order; each is offered to the witnesses its matter names, the least
asked first. A question written for the matter goes before a pattern, and no pattern is repeated while another
is unused. What prompts a question is told in our words and numbers, never in a quotation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter

from briefing.comparison.occasions import Material, Occasion, occasions
from briefing.comparison.words import capital
from briefing.domain.comparison import Question
from briefing.domain.enquiry import Prompt, QuestionBook


@dataclass(slots=True)
class _Sheet:
    """The questions drafted so far, and what has been used up."""

    book: QuestionBook
    questions: list[tuple[int, Question]] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    chances: Counter[str] = field(default_factory=Counter)
    """How many occasions name a witness: one seldom named goes first."""
    on: set[tuple[str, str]] = field(default_factory=set)
    """Matter and witness: one question each."""
    patterns: Counter[str] = field(default_factory=Counter)

    def room_for(self, witness: str) -> bool:
        return len(self.questions) < self.book.at_most and self.asked[witness] < self.book.at_most_each


def questions(material: Material) -> tuple[Question, ...]:
    """The drafted lines of enquiry, by witness in the book's order, the weightiest first."""
    order = [w.id for w in material.book.witnesses]
    found = sorted(occasions(material), key=lambda o: (-o.weight, o.council, o.matter.id))
    sheet = _Sheet(material.book, chances=Counter(w for o in found for w in o.matter.witnesses))
    for turn in range(3):
        for rank, occasion in enumerate(found):
            _ask(material, sheet, occasion, rank, turn)
    drafted = sorted(sheet.questions, key=lambda q: (order.index(q[1].witness), q[0]))
    return tuple(question for _, question in drafted)


def _ask(material: Material, sheet: _Sheet, occasion: Occasion, rank: int, turn: int) -> None:
    """One more question on an occasion, to the witness for whom it is written or who was asked least so far.

    The last turn takes only what is written for the matter, so that patterns do not fill the sheet.
    """
    willing = {
        w: drafted
        for w in occasion.matter.witnesses
        if sheet.room_for(w)
        and (occasion.matter.id, w) not in sheet.on
        and (drafted := _text(material, sheet, occasion, w, turn)) is not None
    }
    if not willing:
        return
    written = {w for w, _ in occasion.matter.asks}
    witness = min(
        willing,
        key=lambda w: (
            w not in written,
            sheet.asked[w],
            sheet.chances[w],
            occasion.matter.witnesses.index(w),
        ),
    )
    pattern, text = willing[witness]
    sheet.asked[witness] += 1
    sheet.on.add((occasion.matter.id, witness))
    sheet.patterns[pattern] += 1
    title = next(w.title for w in material.book.witnesses if w.id == witness)
    sheet.questions.append(
        (
            rank,
            Question(
                witness, title, text, occasion.told, occasion.evidence, occasion.council, occasion.matter.id
            ),
        )
    )


def _text(
    material: Material, sheet: _Sheet, occasion: Occasion, witness: str, turn: int
) -> tuple[str, str] | None:
    """The id of a pattern and the question it gives, or None where nothing fits this witness."""
    slots = {
        "council": material.names[occasion.council],
        "other": material.names[occasion.other] if occasion.other else "",
        "matter": occasion.matter.label,
        "outcome": occasion.matter.outcome,
        "unknown": occasion.matter.unknown,
        "values": occasion.values,
    }
    for asked, text in occasion.matter.asks:
        if asked == witness and _fillable(text, slots):
            return f"{occasion.matter.id} {witness}", capital(text.format_map(slots))
    if turn > 1:
        return None
    for prompt in (occasion.prompt, Prompt.SHORTFALL):
        fitting = [
            p
            for p in material.book.patterns
            if p.witness == witness and p.prompt is prompt and _fillable(p.text, slots)
        ]
        fresh = [p for p in fitting if not sheet.patterns[p.id]]
        if fresh:
            return fresh[0].id, capital(fresh[0].text.format_map(slots))
        if occasion.prompt in (Prompt.ENGLAND_CONFLICT, Prompt.RATINGS):
            return None
    return None


def _fillable(text: str, slots: Mapping[str, str]) -> bool:
    return all(slots.get(name) for _, name, _, _ in Formatter().parse(text) if name is not None)
