"""Lines of enquiry: plain, open, grammatical for every matter, and never a quotation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pytest

from briefing.domain.comparison import Comparison
from briefing.domain.record import Record
from briefing.errors import InputError
from briefing.library.bundled import reference
from briefing.library.matters import load_matters
from briefing.library.questions import load_questions

Together = Callable[..., Comparison]
MATTERS = load_matters(reference("matters.yaml"))
BOOK = load_questions(reference("questions.yaml"))
CLOSED = re.compile(r"^(Is|Are|Was|Were|Do|Does|Did|Has|Have|Had|Can|Could|Will|Would|Should)\b")


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?])\s+", text) if part]


def every_question() -> Iterator[tuple[str, str]]:
    """Every pattern with every matter its witness may be asked about, and what is written for a matter."""
    for matter in MATTERS.matters:
        slots = {
            "council": "Kelderby",
            "other": "Ottersham",
            "matter": matter.label,
            "outcome": matter.outcome,
            "unknown": matter.unknown,
            "values": "8.06% and 9.74%",
        }
        for witness, text in matter.asks:
            yield f"{matter.id} {witness}", text.format_map(slots)
        for pattern in BOOK.patterns:
            if pattern.witness in matter.witnesses:
                yield f"{matter.id} {pattern.id}", pattern.text.format_map(slots)


def test_every_question_is_plain_open_and_whole() -> None:
    """At most 25 words a sentence, ends as a question, opens with no yes-or-no word, leaves no slot empty."""
    faults = [
        (name, sentence)
        for name, text in every_question()
        for sentence in sentences(text)
        if len(sentence.split()) > 25 or "{" in sentence or "  " in sentence or CLOSED.match(sentence)
    ]
    assert not faults
    assert all(text.endswith("?") for name, text in every_question() if "carers-breaks" in name)


def test_matters_have_the_words_that_patterns_need() -> None:
    """Labels, outcomes and unknowns read inside a sentence; every witness exists."""
    witnesses = {w.id for w in BOOK.witnesses}
    for matter in MATTERS.matters:
        assert matter.outcome, matter.id
        assert matter.unknown.split()[0] in {
            "how", "who", "what", "which", "where", "when", "whether", "why", "whose",
        }, matter.id  # fmt: skip
        assert set(matter.witnesses) <= witnesses, matter.id
        assert {w for w, _ in matter.asks} <= set(matter.witnesses), matter.id
        assert not matter.label.endswith("."), matter.id


def test_questions_are_few_spread_over_witnesses_and_never_double(
    together: Together, kelderby: Record, ottersham: Record
) -> None:
    """At most fourteen, three for one witness, one on a matter for a witness, every witness asked."""
    asked = together(kelderby, ottersham, subject="kelderby").statements[0].questions
    assert 10 <= len(asked) <= 14
    assert max(Counter(q.witness for q in asked).values()) <= 3
    assert {q.witness for q in asked} == {w.id for w in BOOK.witnesses}
    assert len({(q.witness, q.matter_id) for q in asked}) == len(asked)
    assert len({q.text for q in asked}) == len(asked)


def test_every_question_names_its_evidence_in_our_words(
    together: Together, kelderby: Record, ottersham: Record
) -> None:
    """What prompts it is told without six words in a row of the reports."""
    texts = [
        re.findall(r"\w+", f.evidence.quote or "")
        for r in (kelderby, ottersham)
        for f in r.statements[0].findings
    ]
    runs = {" ".join(t[i : i + 6]).lower() for t in texts for i in range(len(t) - 5)}
    for question in together(kelderby, ottersham).statements[0].questions:
        assert question.evidence
        words = re.findall(r"\w+", f"{question.text} {question.prompted_by}")
        assert not {" ".join(words[i : i + 6]).lower() for i in range(len(words) - 5)} & runs


def test_a_worse_figure_is_told_with_its_numbers_and_the_assessors_word(
    together: Together, kelderby: Record, ottersham: Record
) -> None:
    """Value, England and the verdict phrase as printed."""
    told = [q.prompted_by for q in together(kelderby, ottersham).statements[0].questions]
    assert (
        "Adult social care staff turnover rate: 0.31 in Kelderby, 0.25 in England (“somewhat worse”)." in told
    )


def test_every_sentence_of_the_comparison_is_plain(
    together: Together, kelderby: Record, ottersham: Record
) -> None:
    """At most 25 words in whatever this room writes."""
    found = together(kelderby, ottersham, subject="kelderby")
    statement = found.statements[0]
    texts = [
        statement.headline.text,
        *(reason.text for row in statement.indicators for reason in row.reasons),
        *(tension.text for tension in statement.tensions),
        *(c.why for c in statement.contradictions),
        *(text for pair in statement.pairs for text in (pair.why, pair.caveat)),
        *(h.text for h in found.one_page.headlines),
        found.one_page.caveat.text,
        *found.cannot_conclude,
    ]
    assert not [s for text in texts for s in sentences(text) if len(s.split()) > 25]


def test_patterns_are_the_councils_own_to_edit(tmp_path: Path) -> None:
    """A misspelt witness, prompt and slot are all named at once."""
    path = tmp_path / "questions.yaml"
    path.write_text(
        "witnesses: {director: Director}\n"
        "patterns:\n"
        "  - {id: one, witness: directer, prompt: pair, text: 'What of {matter}?'}\n"
        "  - {id: two, witness: director, prompt: pears, text: 'What of {mater}?'}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        load_questions(path)
    said = str(caught.value)
    assert "directer" in said
    assert "pears" in said
    assert "{mater}" in said


def test_a_matter_needs_its_words(tmp_path: Path) -> None:
    """An unknown key, a missing one and a wrong breadth are all named at once."""
    path = tmp_path / "matters.yaml"
    path.write_text(
        "matters:\n"
        "  - {id: one, label: one, match: [a], widness: [x]}\n"
        "  - {id: two, label: two, breadth: wide}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        load_matters(path)
    said = str(caught.value)
    assert "widness" in said
    assert "'match' is missing" in said
    assert "wide" in said


def test_every_slot_is_one_that_can_be_filled() -> None:
    """Questions written for a matter use the same slots as the patterns."""
    slots = {
        name
        for m in MATTERS.matters
        for _, text in m.asks
        for _, name, _, _ in Formatter().parse(text)
        if name
    }
    assert slots <= {"council", "other"}
