"""Walks the sentences of a statement and reads their figures, carrying what one sentence leaves to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from briefing.domain.evidence import plain_characters
from briefing.domain.figure import Figure
from briefing.domain.indicator import Indicator
from briefing.domain.record import ReadingWarning
from briefing.extraction.figures.absences import find_absences
from briefing.extraction.figures.comparisons import Comparison, Value, lay_out
from briefing.extraction.figures.drafts import Draft
from briefing.extraction.figures.finishing import finish
from briefing.extraction.figures.lexicon import Against
from briefing.extraction.figures.naming import Catalogue, invented, population_of
from briefing.extraction.figures.numbers import Number
from briefing.extraction.figures.provenance import Provenance, provenance
from briefing.extraction.figures.spans import Spans, scan
from briefing.extraction.figures.verdicts import settle
from briefing.extraction.text import Paragraph, Sentence, StatementText

_WORTH_READING = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|no|none|nobody|nil|zero|half|third"
    r"|quarter|England|national|nationally|average|[A-Z]{3,}|survey|ratings?)\b"
)
_FAMILY_POPULATION = {"SACE": "carers", "ASCS": "people", "ASC-WE": "staff"}


@dataclass(slots=True)
class _Context:
    """What the sentences before leave behind, within a paragraph unless said otherwise."""

    source: str | None = None
    """Of the last sentence that named one; outlives the paragraph, for words that point back."""
    period: str | None = None
    anchor: str | None = None
    """The last month named, for windows such as "the preceding 3 months"; outlives the paragraph."""
    named_here: bool = False
    """The source was named in this paragraph."""
    drafts: list[Draft] = field(default_factory=list)
    """Of the sentence before."""
    paragraph: list[Draft] = field(default_factory=list)


def read_figures(
    text: StatementText, indicators: tuple[Indicator, ...]
) -> tuple[tuple[Figure, ...], tuple[ReadingWarning, ...]]:
    """Every figure of a quality statement in the order of the text, and a warning for each number beside a
    word of comparison that no form reads. Time is linear in the length of the text."""
    reader = _Reader(_catalogue(indicators), text)
    for paragraph in text.paragraphs:
        reader.paragraph(paragraph)
    return tuple(reader.figures), tuple(reader.warnings)


@lru_cache(maxsize=4)
def _catalogue(indicators: tuple[Indicator, ...]) -> Catalogue:
    return Catalogue(indicators)


class _Reader:
    def __init__(self, catalogue: Catalogue, text: StatementText) -> None:
        self.catalogue = catalogue
        self.text = text
        self.figures: list[Figure] = []
        self.warnings: list[ReadingWarning] = []
        self.context = _Context()

    def paragraph(self, paragraph: Paragraph) -> None:
        self.context.named_here = False
        self.context.drafts, self.context.paragraph = [], []
        for sentence in paragraph.sentences:
            if _WORTH_READING.search(sentence.text):
                self.sentence(sentence)
            else:
                self.context.drafts = []
        backfill(self.context.paragraph)
        for draft in self.context.paragraph:
            self.figures += finish(draft, self.text)

    def sentence(self, sentence: Sentence) -> None:
        plain = plain_characters(sentence.text)
        said = provenance(plain)
        self._remember(said)
        spans = scan(plain)
        near = any(c.against is Against.ENGLAND for d in self.context.drafts for c in d.comparisons)
        layout = lay_out(spans, near)
        settle(spans, layout)
        values = [v for v in layout.values if not _threshold(v, layout.values, spans)]
        drafts = self._absences(sentence, plain) + [self._draft(sentence, spans, v, values, said) for v in values]
        drafts.sort(key=lambda d: d.number.start)
        self._orphans(layout.orphans, sentence)
        for draft in drafts:
            attribute(draft, said, self.context.anchor)
            self._carry(draft, said)
        self.context.paragraph += drafts
        if drafts or not layout.points_back:
            self.context.drafts = drafts

    def _remember(self, said: Provenance) -> None:
        context = self.context
        if said.sources:
            context.source, context.named_here, context.period = said.sources[-1].id, True, None
        spans = [p for p in said.periods if p.kind in ("span", "month", "year")]
        if said.sources and spans:
            context.period = spans[-1].text
        months = [p for p in said.periods if p.kind == "month"]
        if months:
            context.anchor = months[-1].text

    def _orphans(self, orphans: Sequence[Comparison], sentence: Sentence) -> None:
        """Comparators without a value of their own belong to the values of the sentence before."""
        before = [d for d in self.context.drafts if not any(c.against is Against.ENGLAND for c in d.comparisons)]
        numbered = [o for o in orphans if o.number is not None]
        if not orphans:
            return
        if before:
            targets = before[-len(orphans) :]
            if len(orphans) == 1 and re.match(r"(?:both|these|all)\b", sentence.plain, re.IGNORECASE):
                targets, orphans = before, list(orphans) * len(before)
            for draft, orphan in zip(targets, orphans, strict=False):
                orphan.form = "comparator_in_next_sentence"
                draft.comparisons.append(orphan)
            numbered = numbered[len(targets) :]
        for orphan in numbered:
            self._warn(sentence, f"the number {orphan.number.text.strip()} stands beside a comparison but no value" if orphan.number else "")

    def _warn(self, sentence: Sentence, what: str) -> None:
        place = f"{self.text.statement or ''} {sentence.paragraph}.{sentence.number}".strip()
        self.warnings.append(ReadingWarning(f"{what} of this report could be matched to it.", place))

    def _absences(self, sentence: Sentence, plain: str) -> list[Draft]:
        drafts: list[Draft] = []
        for absence in find_absences(plain):
            names: list[Indicator] = []
            for piece in re.split(r",| or | and ", absence.clause):
                found = self.catalogue.recognise(piece, "count", None, absence.number.text)
                names += [f.indicator for f in found[:1] if f.indicator not in names]
            known = bool(names)
            for indicator in names or [invented(absence.clause, "count")]:
                drafts.append(
                    Draft(sentence, absence.number, absence.clause, indicator, known, population_of(absence.clause), zero=True)
                )
        return drafts

    def _draft(
        self, sentence: Sentence, spans: Spans, value: Value, values: Sequence[Value], said: Provenance
    ) -> Draft:
        clause = _clause(spans, value)
        source = said.sources[-1].id if said.sources else self.context.source if self.context.named_here else None
        population = population_of(clause)
        indicator, known = self._name(spans, value, values, clause, population, source)
        return Draft(sentence, value.number, clause, indicator, known, population, list(value.comparisons))

    def _name(
        self, spans: Spans, value: Value, values: Sequence[Value], clause: str, population: str | None, source: str | None
    ) -> tuple[Indicator, bool]:
        unit = value.number.unit
        fallback = _FAMILY_POPULATION.get(source or "")
        position = values.index(value)
        contexts = ["", spans.text[: values[0].number.start] if position else ""]
        contexts += [_clause(spans, v) for v in reversed(values[:position])][:5]
        contexts += [_clause(spans, v) for v in values[position + 1 : position + 2]]
        contexts += [d.clause for d in reversed(self.context.drafts)][:2]
        for context in contexts:
            if context == "" and contexts.index("") != 0:
                continue
            names = self.catalogue.recognise(clause, unit, population or population_of(context) or fallback, context)
            if names:
                return names[0].indicator, True
        return invented(clause, unit), False

    def _carry(self, draft: Draft, said: Provenance) -> None:
        """The source and period last named, where the sentence points back or goes on about the same survey."""
        context = self.context
        compared = any(c.against is Against.ENGLAND for c in draft.comparisons)
        if draft.source is None and (said.points_back or (context.named_here and compared)):
            if compatible(draft, context.source):
                draft.source = context.source
                draft.period = draft.period or context.period


def _clause(spans: Spans, value: Value) -> str:
    """The words about a value: its stretch of the sentence, `#` for the value, without other numbers."""
    cuts = [(n.start, n.end, "#" if n is value.number else "") for n in spans.numbers]
    cuts += [(m.start, m.end, "") for m in spans.mentions]
    pieces, position = [], value.start
    for start, end, with_ in sorted(cuts):
        if start < position or end > value.end:
            continue
        pieces += [spans.text[position:start], with_]
        position = end
    return "".join((*pieces, spans.text[position : value.end]))


def _threshold(value: Value, values: Sequence[Value], spans: Spans) -> bool:
    """"3 people waited for over 7 days": a length of time that says which people are counted."""
    if value.comparisons or value.number.qualifier is None or not value.number.unit.endswith("s"):
        return False
    if value.number.unit not in ("days", "weeks", "months", "years", "hours", "minutes"):
        return False
    return any(v.number.end <= value.number.start and v.number.unit in ("count", "percent") for v in values)


def attribute(draft: Draft, said: Provenance, anchor: str | None) -> None:
    """The source and period that the figure's own sentence names: the first after it, else the last before."""
    end = draft.number.end
    after = [s.id for s in said.sources if s.start >= end]
    before = [s.id for s in said.sources if s.end <= draft.number.start]
    if after or before:
        draft.source = before[-1] if before and not (after and len(said.sources) > 1 and not said.sources[0].end <= draft.number.start) else after[0] if after else before[-1]
    draft.period = _period(draft, said, anchor)


def _period(draft: Draft, said: Provenance, anchor: str | None) -> str | None:
    for period in said.periods:
        if period.kind == "window":
            return period.text
        if period.kind == "last":
            return f"{period.text} to {anchor}" if anchor else None
    spans = [p for p in said.periods if p.kind == "span"] or [p for p in said.periods if p.kind == "month"]
    spans = spans or [p for p in said.periods if p.kind == "year" and said.sources]
    if not spans:
        return None
    before = [p for p in spans if p.end <= draft.number.start]
    return (before[-1] if before else spans[0]).text


def backfill(drafts: Sequence[Draft]) -> None:
    """A source in brackets at the end of the next sentence serves the figures before it, of the same family."""
    following: Draft | None = None
    for draft in reversed(drafts):
        if draft.source is not None:
            following = draft
        elif following is not None and any(c.against is Against.ENGLAND for c in draft.comparisons):
            if following.indicator.family and following.indicator.family == draft.indicator.family:
                draft.source, draft.period = following.source, draft.period or following.period


def compatible(draft: Draft, source: str | None) -> bool:
    """Whether a figure can come from a source: carers answer one survey, people who use services another."""
    family = draft.indicator.family
    if source is None:
        return False
    surveys = {"SACE", "ASCS", "ASC-WE"}
    return not (family in surveys and source in surveys and family != source)
