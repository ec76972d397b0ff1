"""Lines of enquiry: what in the comparison calls for a question, whom to ask, and in which words.

Prompts are gathered by kind and put in order; each is offered to the witnesses its matter names, the least
asked first. A question written for the matter goes before a pattern, and no pattern is repeated while another
is unused. What prompts a question is told in our words and numbers, never in a quotation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter

from briefing.comparison.comparability import conflicts
from briefing.comparison.reading import Reader, Remark, Side
from briefing.comparison.words import capital, figure_words, listed, measured, some, verdict_words
from briefing.domain.comparison import (
    Contradiction,
    IndicatorComparison,
    Pair,
    Question,
    SharedGap,
)
from briefing.domain.enquiry import Prompt, QuestionBook
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Finding
from briefing.domain.matter import Breadth, Matter

_FOR_RATINGS = Matter("ratings", "CQC ratings of local services", (), witnesses=("director", "provider"))
_RESTED = {"missing_base", "small_base", "denominator"}


@dataclass(frozen=True, slots=True)
class _Occasion:
    """One reason to ask something."""

    prompt: Prompt
    matter: Matter
    council: str
    other: str | None
    told: str
    evidence: tuple[Evidence, ...]
    weight: float
    values: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What questions are drafted from, for one statement."""

    reader: Reader
    book: QuestionBook
    names: Mapping[str, str]
    asked: tuple[str, ...]
    """Slugs of the authorities that questions are put to: the subject, or all."""
    indicators: tuple[IndicatorComparison, ...]
    remarks: Mapping[str, tuple[Remark, ...]]
    pairs: tuple[Pair, ...]
    shared_gaps: tuple[SharedGap, ...]
    contradictions: tuple[Contradiction, ...]


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
    occasions = sorted(_occasions(material), key=lambda o: (-o.weight, o.council, o.matter.id))
    sheet = _Sheet(material.book, chances=Counter(w for o in occasions for w in o.matter.witnesses))
    for turn in range(3):
        for rank, occasion in enumerate(occasions):
            _ask(material, sheet, occasion, rank, turn)
    drafted = sorted(sheet.questions, key=lambda q: (order.index(q[1].witness), q[0]))
    return tuple(question for _, question in drafted)


def _ask(material: Material, sheet: _Sheet, occasion: _Occasion, rank: int, turn: int) -> None:
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
    material: Material, sheet: _Sheet, occasion: _Occasion, witness: str, turn: int
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


def _occasions(material: Material) -> Iterator[_Occasion]:
    for council in material.asked:
        yield from _worse(material, council)
        yield from _pairs(material, council)
        yield from _contradictions(material, council)
        yield from _gaps(material, council)
        yield from _shortfalls(material, council)
    yield from _conflicts(material)
    yield from _ratings(material)


def _worse(material: Material, council: str) -> Iterator[_Occasion]:
    for row in material.indicators:
        for figure in _cell_figures(row, council):
            matter = _narrow_matter(material.reader, row.indicator.id)
            if figure.standing is Standing.WORSE and figure.against_england and matter is not None:
                told = told_of_figure(row.indicator.label, figure, material.names[council])
                yield _Occasion(
                    Prompt.WORSE, matter, council, None, told, (figure.evidence,), 5.0 + significance(figure)
                )


def _pairs(material: Material, council: str) -> Iterator[_Occasion]:
    for pair in material.pairs:
        if pair.shortfall.evidence.authority == council:
            other = pair.good_practice.evidence.authority
            told = " ".join(_told(f, material.names) for f in (pair.shortfall, pair.good_practice))
            if not (pair.shortfall.summary and pair.good_practice.summary):
                told = (
                    f"{material.names[council]} falls short on {pair.matter}; "
                    f"{material.names[other]}'s report describes good practice."
                )
            matter = material.reader.matters[pair.matter_id]
            evidence = (pair.shortfall.evidence, pair.good_practice.evidence)
            yield _Occasion(
                Prompt.PAIR, matter, council, other, told, evidence, 4.0 + float(pair.strength) / 4
            )


def _contradictions(material: Material, council: str) -> Iterator[_Occasion]:
    for found in material.contradictions:
        if found.authority == council and found.matter_id in material.reader.matters:
            told = " ".join(_told(f, material.names) for f in (found.first, found.second))
            if not (found.first.summary and found.second.summary):
                told = f"{material.names[council]}'s report says two things about {found.matter}."
            matter = material.reader.matters[found.matter_id]
            evidence = (found.first.evidence, found.second.evidence)
            yield _Occasion(Prompt.CONTRADICTION, matter, council, None, told, evidence, 4.5)


def _gaps(material: Material, council: str) -> Iterator[_Occasion]:
    for gap in material.shared_gaps:
        own = [f for f in gap.shortfalls if f.evidence.authority == council]
        if own:
            names = capital(some([material.names[f.evidence.authority] for f in gap.shortfalls]))
            told = f"{names} fall short on {gap.matter}, and none of the reports describes good practice."
            matter = material.reader.matters[gap.matter_id]
            yield _Occasion(
                Prompt.SHARED_GAP, matter, council, None, told, tuple(f.evidence for f in gap.shortfalls), 4.4
            )


def _shortfalls(material: Material, council: str) -> Iterator[_Occasion]:
    """General shortfalls on narrow matters that no other prompt has taken up."""
    taken = {p.matter_id for p in material.pairs} | {g.matter_id for g in material.shared_gaps}
    for matter in material.reader.vocabulary.matters:
        if matter.breadth is not Breadth.NARROW or matter.id in taken:
            continue
        own = [
            r
            for r in material.remarks.get(council, ())
            if r.general and r.sure and r.side(matter.id) is Side.SHORTFALL
        ]
        if own:
            first = max(own, key=lambda r: (r.weight_of_voice, r.names(matter.id), -r.place))
            told = (
                _told(first.finding, material.names)
                if first.finding.summary
                else (f"{material.names[council]}'s report describes a shortfall on {matter.label}.")
            )
            weight = 2.0 + first.weight_of_voice / 4 + min(len(own), 4) / 8
            yield _Occasion(Prompt.SHORTFALL, matter, council, None, told, (first.finding.evidence,), weight)


def _conflicts(material: Material) -> Iterator[_Occasion]:
    for row in conflicts(material.indicators):
        figures = [f for cell in row.cells for f in cell.figures if f.against_england]
        values = listed([measured(v, row.indicator.unit) for v in row.england_values])
        matter = Matter(f"england {row.indicator.id}", row.indicator.label, (), witnesses=("director",))
        told = f"{row.indicator.label}: the reports quote England averages of {values} for the same year."
        evidence = tuple(f.evidence for f in figures)
        yield _Occasion(
            Prompt.ENGLAND_CONFLICT, matter, material.asked[0], None, told, evidence, 5.2, values=values
        )


def _ratings(material: Material) -> Iterator[_Occasion]:
    rows = [
        r
        for r in material.indicators
        if {reason.kind for reason in r.reasons} & _RESTED and sum(bool(c.figures) for c in r.cells) > 1
    ]
    figures = [f for row in rows for cell in row.cells for f in cell.figures]
    if figures:
        told = (
            "Shares of services by CQC rating are printed without dates, and mostly without the number of "
            "services."
        )
        evidence = tuple(dict.fromkeys(f.evidence for f in figures))
        yield _Occasion(Prompt.RATINGS, _FOR_RATINGS, material.asked[0], None, told, evidence, 3.0)


def _cell_figures(row: IndicatorComparison, council: str) -> tuple[Figure, ...]:
    return next((cell.figures for cell in row.cells if cell.authority == council), ())


def _narrow_matter(reader: Reader, indicator: str) -> Matter | None:
    return next((reader.matters[m] for m in reader.matters_of(indicator)), None)


def _told(finding: Finding, names: Mapping[str, str]) -> str:
    name = names[finding.evidence.authority]
    summary = finding.summary or ""
    return summary if summary.startswith(name) else f"{name}: {summary}"


def told_of_figure(label: str, figure: Figure, name: str) -> str:
    """`People who feel they have choice over services: 63.16% in Haringey, 70.28% in England (“…”).`"""
    england = (
        f", {measured(figure.comparator_value, figure.unit)} in England"
        if figure.comparator_value is not None
        else ""
    )
    return f"{label}: {figure_words(figure)} in {name}{england} ({verdict_words(figure)})."


def significance(figure: Figure) -> float:
    """0 to 2 by the assessor's own word for how far apart the two are; never by the gap."""
    said = figure.variation.lower()
    if "significant" in said and "no " not in said and "not " not in said:
        return 2.0
    if "tend" in said or "slight" in said or "somewhat" in said:
        return 0.5
    return 1.0 if said else 0.75
