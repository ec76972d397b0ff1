"""What in a comparison calls for a question, and how strongly; told in our words and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.comparison.comparability import conflicts
from briefing.comparison.reading import Reader, Remark, Side
from briefing.comparison.standing import significance
from briefing.comparison.words import capital, figure_words, listed, measured, some, verdict_words
from briefing.domain.comparison import Contradiction, IndicatorComparison, Pair, SharedGap
from briefing.domain.enquiry import Prompt, QuestionBook
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Finding
from briefing.domain.matter import Breadth, Matter

_FOR_RATINGS = Matter("ratings", "CQC ratings of local services", (), witnesses=("director", "provider"))
_RESTED = {"missing_base", "small_base", "denominator"}


@dataclass(frozen=True, slots=True)
class Occasion:
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


def occasions(material: Material) -> Iterator[Occasion]:
    for council in material.asked:
        yield from _worse(material, council)
        yield from _pairs(material, council)
        yield from _contradictions(material, council)
        yield from _gaps(material, council)
        yield from _shortfalls(material, council)
    yield from _conflicts(material)
    yield from _ratings(material)


def _worse(material: Material, council: str) -> Iterator[Occasion]:
    for row in material.indicators:
        for figure in _cell_figures(row, council):
            matter = _narrow_matter(material.reader, row.indicator.id)
            if figure.standing is Standing.WORSE and figure.against_england and matter is not None:
                told = told_of_figure(row.indicator.label, figure, material.names[council])
                yield Occasion(
                    Prompt.WORSE, matter, council, None, told, (figure.evidence,), 5.0 + significance(figure)
                )


def _pairs(material: Material, council: str) -> Iterator[Occasion]:
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
            yield Occasion(
                Prompt.PAIR, matter, council, other, told, evidence, 4.0 + float(pair.strength) / 4
            )


def _contradictions(material: Material, council: str) -> Iterator[Occasion]:
    for found in material.contradictions:
        if found.authority == council and found.matter_id in material.reader.matters:
            told = " ".join(_told(f, material.names) for f in (found.first, found.second))
            if not (found.first.summary and found.second.summary):
                told = f"{material.names[council]}'s report says two things about {found.matter}."
            matter = material.reader.matters[found.matter_id]
            evidence = (found.first.evidence, found.second.evidence)
            yield Occasion(Prompt.CONTRADICTION, matter, council, None, told, evidence, 4.5)


def _gaps(material: Material, council: str) -> Iterator[Occasion]:
    for gap in material.shared_gaps:
        own = [f for f in gap.shortfalls if f.evidence.authority == council]
        if own:
            names = capital(some([material.names[f.evidence.authority] for f in gap.shortfalls]))
            told = f"{names} fall short on {gap.matter}, and none of the reports describes good practice."
            matter = material.reader.matters[gap.matter_id]
            yield Occasion(
                Prompt.SHARED_GAP, matter, council, None, told, tuple(f.evidence for f in gap.shortfalls), 4.4
            )


def _shortfalls(material: Material, council: str) -> Iterator[Occasion]:
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
            yield Occasion(Prompt.SHORTFALL, matter, council, None, told, (first.finding.evidence,), weight)


def _conflicts(material: Material) -> Iterator[Occasion]:
    for row in conflicts(material.indicators):
        figures = [f for cell in row.cells for f in cell.figures if f.against_england]
        values = listed([measured(v, row.indicator.unit) for v in row.england_values])
        matter = Matter(f"england {row.indicator.id}", row.indicator.label, (), witnesses=("director",))
        told = f"{row.indicator.label}: the reports quote England averages of {values} for the same year."
        evidence = tuple(f.evidence for f in figures)
        yield Occasion(
            Prompt.ENGLAND_CONFLICT, matter, material.asked[0], None, told, evidence, 5.2, values=values
        )


def _ratings(material: Material) -> Iterator[Occasion]:
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
        yield Occasion(Prompt.RATINGS, _FOR_RATINGS, material.asked[0], None, told, evidence, 3.0)


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
