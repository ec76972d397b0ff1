"""Walks the sentences of a statement and reads their figures, carrying what one sentence leaves to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from briefing.domain.evidence import plain_characters
from briefing.domain.figure import Figure
from briefing.domain.indicator import Indicator, Polarity
from briefing.domain.record import ReadingWarning
from briefing.extraction.figures.absences import find_absences
from briefing.extraction.figures.comparisons import POINTS_BACK, Comparison, Value, lay_out
from briefing.extraction.figures.drafts import Draft
from briefing.extraction.figures.finishing import finish
from briefing.extraction.figures.lexicon import Against
from briefing.extraction.figures.naming import Catalogue, Name, invented, population_of, says_little, stands_for_something
from briefing.extraction.figures.provenance import Provenance, provenance
from briefing.extraction.figures.spans import Spans, Verdict, scan
from briefing.extraction.figures.verdicts import settle
from briefing.extraction.text import Paragraph, Sentence, StatementText

_WORTH_READING = re.compile(
    r"\d|\b(?:(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|no|none|nobody|nil|zero)"
    r"|England|national|nationally|average|[A-Z]{3,}|survey|ratings?)\b"
)
_FAMILY_POPULATION = {"SACE": "carers", "ASCS": "people", "ASC-WE": "staff"}


@dataclass(slots=True)
class _Context:
    """What the sentences before leave behind, within a paragraph unless said otherwise."""

    recent: dict[str, str | None] = field(default_factory=dict)
    """Sources named so far with their periods, the latest last; outlives the paragraph, for words that point
    back."""
    anchor: str | None = None
    """The last month named, for windows such as "the preceding 3 months"; outlives the paragraph."""
    here: str | None = None
    """The last source named in this paragraph."""
    period: str | None = None
    """The last period named beside a source."""
    list_period: str | None = None
    """Named by the words that lead into a list."""
    list_goes_on: bool = False
    """The paragraph before was a list item or led into a list."""
    drafts: list[Draft] = field(default_factory=list)
    """Of the sentence before."""
    text: str = ""
    """The sentence before."""
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


_CAME_FROM = re.compile(
    r"^(?:both|these|all|this|the (?:national|figures?|numbers?|data)|it)\b.{0,60}?\b(?:came|comes?|taken|drawn|are|were|was|is) from\b",
    re.IGNORECASE,
)


_SEVERAL = re.compile(
    r"(?:and |but )?(?:both|these|all|there were|the (?:last )?(?P<count>two|three)|neither|none)\b", re.IGNORECASE
)


def _strongest(spans: Spans) -> Verdict | None:
    return max(spans.verdicts, key=lambda v: (v.band, not v.bare), default=None)


class _Reader:
    def __init__(self, catalogue: Catalogue, text: StatementText) -> None:
        self.catalogue = catalogue
        self.text = text
        self.figures: list[Figure] = []
        self.warnings: list[ReadingWarning] = []
        self.context = _Context()

    def paragraph(self, paragraph: Paragraph) -> None:
        if not (self.context.list_goes_on or paragraph.list_item):
            self.context.here, self.context.drafts, self.context.text = None, [], ""
        self.context.paragraph = []
        for sentence in paragraph.sentences:
            if _WORTH_READING.search(sentence.text):
                self.sentence(sentence)
            else:
                self._plain_sentence(sentence)
        last = paragraph.sentences[-1].text.rstrip() if paragraph.sentences else ""
        self._list(last)
        backfill(self.context.paragraph)
        for draft in self.context.paragraph:
            self.figures += finish(draft, self.text)

    def _list(self, last: str) -> None:
        """Notes whether a list goes on after a paragraph that ends so, and the period its lead-in names."""
        context = self.context
        context.list_goes_on = not last.rstrip("'\"\u2019\u201d").endswith((".", "?", "!"))
        if not context.list_goes_on:
            context.list_period = None
        elif last.endswith(":"):
            spans = [p.text for p in provenance(plain_characters(last)).periods if p.kind == "span"]
            context.list_period = spans[-1] if spans else None

    def sentence(self, sentence: Sentence) -> None:
        plain = plain_characters(sentence.text)
        said = provenance(plain)
        self._remember(said)
        spans = scan(plain, judging=bool(self.context.drafts))
        near = any(c.against is Against.ENGLAND for d in self.context.drafts for c in d.comparisons)
        layout = lay_out(spans, near, any(_open(d, Against.ENGLAND) for d in self.context.drafts))
        if not layout.values:
            self._name_the_source(plain, said)
        settle(spans, layout)
        if layout.points_back and not spans.numbers and not spans.mentions:
            self._late_verdict(plain, _strongest(spans))
        values = [v for v in layout.values if not _threshold(v, layout.values, spans)]
        drafts = self._absences(sentence, plain) + [self._draft(sentence, spans, v, values, said) for v in values]
        drafts.sort(key=lambda d: d.number.start)
        self._orphans(layout.orphans, sentence, said, layout.points_back)
        for draft in drafts:
            attribute(draft, said, self.context.anchor)
            self._carry(draft, said)
        self.context.paragraph += drafts
        self.context.text = plain
        if drafts or not layout.points_back:
            self.context.drafts = drafts

    def _remember(self, said: Provenance) -> None:
        context = self.context
        spans = [p for p in said.periods if p.kind in ("span", "month", "year")]
        for source in said.sources:
            beside = [p.text for p in spans if p.start >= source.start] or [p.text for p in spans]
            period = beside[0] if beside else context.period if said.same_year else None
            context.recent.pop(source.id, None)
            context.recent[source.id] = period
            context.here, context.period = source.id, period or context.period
        months = [p for p in said.periods if p.kind == "month"]
        if months:
            context.anchor = months[-1].text

    def _name_the_source(self, plain: str, said: Provenance) -> None:
        """"Both came from SALT for 2023/24.": the source of the figures before it in the paragraph."""
        if not said.sources or not _CAME_FROM.search(plain):
            return
        span = next((p.text for p in said.periods if p.kind in ("span", "month")), None)
        for draft in self.context.paragraph:
            source = next((s.id for s in said.sources if measures(s.id, draft)), None)
            compared = any(c.against is Against.ENGLAND for c in draft.comparisons)
            if draft.source is None and compared and source is not None:
                draft.source, draft.period = source, draft.period or span

    def _plain_sentence(self, sentence: Sentence) -> None:
        """A sentence without numbers: it may still judge the figures before it, and set the scene for the next."""
        plain = plain_characters(sentence.text)
        if self.context.drafts and POINTS_BACK.match(plain):
            self._late_verdict(plain, _strongest(scan(plain)))
        else:
            self.context.drafts = []
        self.context.text = plain

    def _late_verdict(self, plain: str, verdict: Verdict | None) -> None:
        """"Both of these were significantly worse.": said of the comparisons of the sentence before."""
        if verdict is None:
            return
        drafts = self.context.drafts
        several = _SEVERAL.match(plain)
        if several is None:
            drafts = drafts[-1:]
        elif several["count"]:
            drafts = drafts[-3:] if several["count"].lower() == "three" else drafts[-2:]
        for comparison in (c for d in drafts for c in d.comparisons):
            if comparison.against is Against.ENGLAND and comparison.verdict is None:
                comparison.verdict = verdict

    def _same_subject(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether a sentence can go on about a figure: it names no other indicator."""
        names = self.catalogue.recognise(sentence.plain, draft.number.unit, None)
        return not names or any(n.indicator.id == draft.indicator.id for n in names) or names[0].score < 6

    def _orphans(
        self, orphans: Sequence[Comparison], sentence: Sentence, said: Provenance, points_back: bool
    ) -> None:
        """Comparators without a value of their own belong to the values of the sentences before."""
        if not orphans:
            return
        against = orphans[0].against
        near = self.context.drafts
        before = [d for d in near if _open(d, against)]
        if len(before) < len(orphans):
            before = [d for d in self.context.paragraph if _open(d, against)][-len(orphans) :]
        numbered = [o for o in orphans if o.number is not None]
        if not numbered and any(c.number and c.verdict is None for d in near for c in d.comparisons):
            self._late_verdict(sentence.plain, orphans[0].verdict)
            return
        if points_back and len(before) >= len(orphans) and self._same_subject(sentence, before[-1]):
            targets = before[-len(orphans) :]
            if len(orphans) == 1 and re.match(r"(?:both|these|all)\b", sentence.plain, re.IGNORECASE):
                targets, orphans = before, list(orphans) * len(before)
            for draft, orphan in zip(targets, orphans, strict=True):
                orphan.form = "comparator_in_next_sentence"
                draft.comparisons[:] = [c for c in draft.comparisons if c.against is not against]
                draft.comparisons.append(orphan)
                if draft.source is None and said.sources:
                    draft.source = said.sources[-1].id
                    draft.period = draft.period or next((p.text for p in said.periods if p.kind == "span"), None)
            numbered = []
        for orphan in numbered:
            what = orphan.number.text.strip() if orphan.number else ""
            self._warn(sentence, f"The number {what} stands beside a comparison, and no figure could be matched to it.")

    def _warn(self, sentence: Sentence, what: str) -> None:
        place = f"{self.text.statement or ''} {sentence.paragraph}.{sentence.number}".strip()
        self.warnings.append(ReadingWarning(what, place))

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
        source = said.sources[-1].id if said.sources else self.context.here
        population = population_of(clause)
        indicator, known = self._name(spans, value, values, clause, population, source)
        return Draft(sentence, value.number, clause, indicator, known, population, list(value.comparisons), stretch_end=value.end)

    def _name(
        self, spans: Spans, value: Value, values: Sequence[Value], clause: str, population: str | None, source: str | None
    ) -> tuple[Indicator, bool]:
        unit = value.number.unit
        if unit == "percentage points":
            return self._difference(spans, value, clause, population)
        position = values.index(value)
        hints = (_FAMILY_POPULATION.get(source or ""), population_of(spans.text))
        contexts = [spans.text[: values[0].number.start]] if position else []
        contexts += [_clause(spans, v) for v in reversed(values[:position])][:5]
        contexts += [_clause(spans, v) for v in values[position + 1 : position + 2]]
        contexts += [d.clause for d in reversed(self.context.drafts)][:2]
        found = self._pick(self.catalogue.recognise(clause, unit, population), hints)
        pronoun = stands_for_something(clause)
        if found is None and pronoun and not position:
            found = self._pick(self.catalogue.recognise(clause, unit, population, self.context.text), hints)
        for context in contexts:
            found = found or self._pick(
                self.catalogue.recognise(clause, unit, population or population_of(context), context), hints
            )
        if found is None and pronoun:
            found = self._pick(self.catalogue.recognise(clause, unit, population, self.context.text), hints)
        if found is None and (says_little(clause) or pronoun):
            for context in (*contexts, self.context.text):
                found = found or self._pick(
                    self.catalogue.recognise(clause, unit, population, context, lend_all=True), hints
                )
        return (found, True) if found else (invented(clause, unit), False)

    def _difference(self, spans: Spans, value: Value, clause: str, population: str | None) -> tuple[Indicator, bool]:
        """"6 percentage points lower than England": not the indicator itself, but how far it is or moved."""
        found = self._pick(self.catalogue.recognise(spans.text, "percent", population), (population_of(spans.text),))
        if found is None:
            return invented(clause, value.number.unit), False
        gap = any(m.against is Against.ENGLAND for m in spans.mentions)
        kind, words = ("gap", "gap to England") if gap else ("change", "change")
        return Indicator(f"{found.id}_{kind}", f"{found.label}: {words}", "percentage points", Polarity.NONE), True

    @staticmethod
    def _pick(names: tuple[Name, ...], hints: tuple[str | None, ...]) -> Indicator | None:
        """One of several that the words name equally well: the one asked of those the text speaks of."""
        for hint in hints:
            fitting = [n for n in names if hint is None or n.indicator.population in ("", hint)]
            names = tuple(fitting) or names
        people = [n for n in names if n.indicator.population != "carers"]
        return (people or list(names))[0].indicator if names else None

    def _carry(self, draft: Draft, said: Provenance) -> None:
        """The source and period named before, where the sentence points back to them or goes on, in the same
        paragraph, about what that source measures."""
        context = self.context
        if draft.source is not None:
            if draft.period is None and said.same_year:
                draft.period = context.recent.get(draft.source)
            self._list_period(draft)
            return
        if said.points_back:
            draft.source = context.here if compatible(draft, context.here) else None
            for source in reversed(context.recent):
                if measures(source, draft) or (draft.source is None and compatible(draft, source)):
                    draft.source = source
                    break
        elif any(c.against is Against.ENGLAND for c in draft.comparisons) and measures(context.here, draft):
            draft.source = context.here
        if draft.source is not None:
            draft.period = draft.period or context.recent.get(draft.source)
        self._list_period(draft)

    def _list_period(self, draft: Draft) -> None:
        if draft.comparisons and draft.period is None:
            draft.period = self.context.list_period


def _open(draft: Draft, against: Against | None) -> bool:
    """Whether a figure still lacks the number of a comparator."""
    return not any(c.against is against and c.number is not None for c in draft.comparisons)


_NEW_SUBJECT = re.compile(
    r", (?:and|but|so|although|which|while) (?:[a-z]+ ){0,2}?(?:staff|partners|leaders|providers|managers|people told|we|this|these|there)\b",
    re.IGNORECASE,
)


def _clause(spans: Spans, value: Value) -> str:
    """The words about a value: its stretch of the sentence, `#` for the value, without other numbers."""
    unit = value.number.unit if value.number.unit in ("days", "years") else ""
    cuts = [(n.start, n.end, f"# {unit}".rstrip() if n is value.number else "") for n in spans.numbers]
    cuts += [(m.start, m.end, "") for m in spans.mentions]
    pieces, position = [], value.start
    for start, end, with_ in sorted(cuts):
        if start < position or end > value.end:
            continue
        pieces += [spans.text[position:start], with_]
        position = end
    last = max([value.number.end, *(c.end for c in value.comparisons)])
    tail = _NEW_SUBJECT.search(spans.text, min(last, value.end), value.end)
    return "".join((*pieces, spans.text[position : tail.start() if tail else value.end]))


def _threshold(value: Value, values: Sequence[Value], spans: Spans) -> bool:
    """"3 people waited for over 7 days": a length of time that says which people are counted."""
    if value.comparisons or value.number.qualifier is None or not value.number.unit.endswith("s"):
        return False
    if value.number.unit not in ("days", "weeks", "months", "years", "hours", "minutes"):
        return False
    return any(v.number.end <= value.number.start and v.number.unit != value.number.unit for v in values)


def attribute(draft: Draft, said: Provenance, anchor: str | None) -> None:
    """The source and period that the figure's own sentence names."""
    if said.sources:
        after = [s.id for s in said.sources if s.start >= draft.number.end and s.start < draft.stretch_end]
        before = [s.id for s in said.sources if s.end <= draft.number.start]
        fitting = [s.id for s in said.sources if measures(s.id, draft)]
        own = [s for s in (*after, *reversed(before)) if s in fitting]
        draft.source = (own or fitting or after or before[-1:] or [said.sources[0].id])[0]
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
    beside = [p for p in spans if 0 <= p.start - draft.number.end < 8]
    if beside:
        return beside[0].text
    before = [p for p in spans if p.end <= draft.number.start]
    return (before[-1] if before else spans[0]).text


_TRAILING_SOURCE = re.compile(r"\([^()]{2,80}\)\.?$")


def backfill(drafts: Sequence[Draft]) -> None:
    """A source in brackets at the end of the next sentence serves the figures before it, of the same family."""
    following: Draft | None = None
    for draft in reversed(drafts):
        if draft.source is not None:
            following = draft
        elif following is not None and any(c.against is Against.ENGLAND for c in draft.comparisons):
            near = following.sentence.number - draft.sentence.number == 1 and _TRAILING_SOURCE.search(following.sentence.plain)
            if near and following.indicator.family and following.indicator.family == draft.indicator.family:
                draft.source, draft.period = following.source, draft.period or following.period


_SURVEYS = frozenset({"SACE", "ASCS", "ASC-WE"})
_COLLECTIONS = frozenset({"ASCOF", "SALT", "CLD"})


def measures(source: str | None, draft: Draft) -> bool:
    """Whether a source is the one that the indicator usually comes from."""
    family = draft.indicator.family
    return source is not None and (family == source or {family, source} <= _COLLECTIONS)


def compatible(draft: Draft, source: str | None) -> bool:
    """Whether a figure can come from a source: carers answer one survey, people who use services another."""
    family = draft.indicator.family
    if source is None:
        return False
    return not (family in _SURVEYS and source in _SURVEYS and family != source)
