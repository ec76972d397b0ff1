"""Walks the sentences of a statement and reads their figures, carrying what one leaves to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from briefing.domain.evidence import plain_characters
from briefing.domain.figure import Figure
from briefing.domain.indicator import Indicator
from briefing.domain.record import ReadingWarning
from briefing.extraction.figures.absences import find_absences
from briefing.extraction.figures.attribution import Memory, backfill, name_the_source
from briefing.extraction.figures.comparisons import Value, lay_out
from briefing.extraction.figures.drafts import Draft
from briefing.extraction.figures.finishing import finish
from briefing.extraction.figures.lexicon import Against
from briefing.extraction.figures.naming import Catalogue, invented, population_of
from briefing.extraction.figures.phrases import POINTS_BACK
from briefing.extraction.figures.provenance import Provenance, provenance
from briefing.extraction.figures.quoting import Said
from briefing.extraction.figures.ratings import rating_id
from briefing.extraction.figures.roles import Comparison
from briefing.extraction.figures.soles import find_soles
from briefing.extraction.figures.spans import Spans, Verdict, scan
from briefing.extraction.figures.stretches import clause, cut_stretches, is_threshold, may_be_englands
from briefing.extraction.figures.subjects import subject
from briefing.extraction.figures.verdicts import settle
from briefing.extraction.figures.waits import share_out, speaks_of_before
from briefing.extraction.text import Paragraph, Sentence, StatementText

_WORTH_READING = re.compile(
    r"\d|\b(?:(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|no|none"
    r"|nobody|nil|zero)"
    r"|England|[Nn]ational|[Nn]ationally|average|[A-Z]{3,}|[Ss]urvey|ratings?|Skills for Care)\b"
)
_SEVERAL = re.compile(
    r"(?:and |but )?(?:both|these|all|there were|the (?:last )?(?P<count>two|three)|neither|none)\b",
    re.IGNORECASE,
)
_PLACES = ("first", "second", "third", "fourth")
_ORDINALS = re.compile(
    r"the (first|second|third)(?:,? and (second|third|fourth))?(?: of (?:these|them|the))?\b", re.IGNORECASE
)
_NOTHING = Provenance((), (), False, False)
_LONGEST = 1500
"""Characters. No sentence of a report comes near; what is longer is read in parts, so time stays linear."""
_SURE = 6
"""The score from which a sentence names an indicator of its own rather than sharing a word with one."""


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
        self.memory = Memory()
        self.drafts: list[Draft] = []
        """Of this paragraph."""
        self.before: list[Draft] = []
        """Of the sentence before."""
        self.before_text = ""
        self.before_said = _NOTHING
        self.list_goes_on = False
        """The paragraph before was a list item or led into a list."""

    def paragraph(self, paragraph: Paragraph) -> None:
        if not (self.list_goes_on or paragraph.list_item):
            self.memory.new_paragraph()
            self.before, self.before_text, self.before_said = [], "", _NOTHING
        self.drafts = []
        for sentence in paragraph.sentences:
            plain = plain_characters(sentence.text)
            if not _WORTH_READING.search(plain) and not find_soles(plain):
                self._plain_sentence(plain)
                continue
            for part in _parts(plain):
                self._sentence(sentence, part)
        self._end_of_paragraph(paragraph.sentences[-1].text.rstrip() if paragraph.sentences else "")
        backfill(self.drafts)
        for sentence, drafts in groupby(self.drafts, key=lambda d: d.sentence):
            evidence = self.text.evidence(sentence)
            for draft in drafts:
                self.figures += finish(draft, evidence)

    def _end_of_paragraph(self, last: str) -> None:
        """Notes whether a list goes on after a paragraph that ends so, and the period its lead-in names."""
        self.list_goes_on = not last.rstrip("'\"\u2019\u201d").endswith((".", "?", "!"))
        if not self.list_goes_on:
            self.memory.list_period = None
        elif last.endswith(":"):
            spans = [p.text for p in provenance(plain_characters(last)).periods if p.kind == "span"]
            self.memory.list_period = spans[-1] if spans else None

    def _plain_sentence(self, plain: str) -> None:
        """A sentence without numbers: it may still judge the figures before it, and set the scene."""
        if self.before and POINTS_BACK.match(plain):
            self._late_verdict(plain, _strongest(scan(plain)))
        else:
            self.before = []
        self.before_text, self.before_said = plain, _NOTHING

    def _sentence(self, sentence: Sentence, plain: str) -> None:
        said = provenance(plain)
        self.memory.note(said)
        spans = scan(plain, judging=bool(self.before))
        near = any(d.against_england for d in self.before)
        layout = lay_out(spans, near, any(d.lacks(Against.ENGLAND) for d in self.before))
        cut_stretches(spans, layout.values)
        settle(spans, layout)
        if not layout.values:
            name_the_source(self.drafts, plain, said)
        if layout.points_back and not spans.numbers and not spans.mentions:
            self._late_verdict(plain, _strongest(spans))
        doubtful = [v for v in layout.values if may_be_englands(spans, v, layout.values)]
        for value in doubtful:
            self._warn(sentence, Comparison(None, value.number, None, "doubtful"))
        values = [v for v in layout.values if v not in doubtful and not is_threshold(v, layout.values)]
        source = said.sources[-1].id if said.sources else self.memory.here
        drafts = [self._draft(sentence, spans, values, n, source) for n in range(len(values))]
        drafts = share_out(self.catalogue, drafts, self.before_text)
        drafts += self._absences(sentence, plain) + self._soles(sentence, plain)
        drafts.sort(key=lambda d: d.number.start)
        if layout.orphans:
            self._orphans(layout.orphans, sentence, plain, said, layout.points_back)
        for draft in drafts:
            self.memory.attribute(draft, said)
            if speaks_of_before(draft):
                self.memory.carry_on(draft, self.before_said)
            for comparison in draft.comparisons:
                if comparison.against is None:
                    self._warn(sentence, comparison)
        self.drafts += drafts
        self.before_text, self.before_said = plain, said
        if drafts or not layout.points_back:
            self.before = [d for d in drafts if not d.sole]

    def _draft(
        self,
        sentence: Sentence,
        spans: Spans,
        values: Sequence[Value],
        n: int,
        source: str | None,
    ) -> Draft:
        value = values[n]
        whole = population_of(spans.text[: value.end])
        indicator = subject(self.catalogue, spans, values, n, self.before, self.before_text, source, whole)
        words = clause(spans, value)
        return Draft(sentence, spans.text, value.number, words, value.end, indicator, list(value.comparisons))

    def _absences(self, sentence: Sentence, plain: str) -> list[Draft]:
        drafts: list[Draft] = []
        for absence in find_absences(plain):
            nought = replace(absence.number, start=0, end=2)
            rated = rating_id(absence.clause, nought, 0, len(absence.clause), self.before_text)
            names: list[Indicator] = [self.catalogue.by_id[rated]] if rated in self.catalogue.by_id else []
            for piece in () if names else re.split(r",| or | and ", absence.clause):
                found = self.catalogue.recognise(piece, "count", None, absence.number.text)
                names += [f.indicator for f in found[:1] if f.indicator not in names]
            number, words = absence.number, absence.clause
            said = Said(plain, number.start, number.end)
            meant = names or [invented(said, words, "count", absent=True)]
            drafts += [Draft(sentence, plain, number, words, number.end, m, zero=True) for m in meant]
        return drafts

    def _soles(self, sentence: Sentence, plain: str) -> list[Draft]:
        return [
            Draft(
                sentence,
                plain,
                s.number,
                s.clause,
                s.number.end,
                self.catalogue.by_id[s.indicator],
                sole=s.population,
            )
            for s in find_soles(plain)
            if s.indicator in self.catalogue.by_id
        ]

    def _late_verdict(self, plain: str, verdict: Verdict | None) -> None:
        """ "Both of these were significantly worse.": said of the comparisons of the sentence before."""
        if verdict is None:
            return
        for comparison in (c for d in _meant(plain, self.before) for c in d.comparisons):
            if comparison.against is Against.ENGLAND and comparison.verdict is None:
                comparison.verdict = verdict

    def _orphans(
        self,
        orphans: Sequence[Comparison],
        sentence: Sentence,
        plain: str,
        said: Provenance,
        points_back: bool,
    ) -> None:
        """Comparators without a value of their own belong to the values of the sentences before, or are not
        read at all."""
        against = orphans[0].against
        numbered = [o for o in orphans if o.number is not None]
        if not numbered and any(c.number and c.verdict is None for d in self.before for c in d.comparisons):
            self._late_verdict(plain, orphans[0].verdict)
            return
        targets = [d for d in self.before if d.lacks(against)]
        if len(targets) < len(orphans):
            targets = [d for d in self.drafts if d.lacks(against)]
        if not points_back or len(targets) < len(orphans) or not self._goes_on_about(plain, targets[-1]):
            for orphan in numbered:
                self._warn(sentence, orphan)
            return
        if len(orphans) == 1 and re.match(r"(?:both|these|all)\b", plain, re.IGNORECASE):
            orphans = list(orphans) * len(targets)
        for draft, orphan in zip(targets[-len(orphans) :], orphans, strict=True):
            orphan.form = "comparator_in_next_sentence"
            draft.comparisons[:] = [c for c in draft.comparisons if c.against is not against]
            draft.comparisons.append(orphan)
            if draft.source is None and said.sources:
                draft.source = said.sources[-1].id
                span = next((p.text for p in said.periods if p.kind == "span"), None)
                draft.period = draft.period or span

    def _goes_on_about(self, plain: str, draft: Draft) -> bool:
        """Whether a sentence can go on about a figure: it names no other indicator."""
        names = self.catalogue.recognise(plain, draft.number.unit, None)
        same = any(n.indicator.id == draft.indicator.id for n in names)
        return not names or same or names[0].score < _SURE

    def _warn(self, sentence: Sentence, orphan: Comparison) -> None:
        number = orphan.number.text.strip() if orphan.number is not None else ""
        place = f"{self.text.statement or ''} {sentence.paragraph}.{sentence.number}".strip()
        message = f"The number {number} stands beside a comparison that could not be read for certain."
        self.warnings.append(ReadingWarning(message, place))


def _meant(plain: str, before: list[Draft]) -> list[Draft]:
    """Which figures of the sentence before a sentence speaks of: the last, or as many as it says."""
    ordinals = _ORDINALS.match(plain)
    if ordinals is not None:
        places = [_PLACES.index(w.lower()) for w in ordinals.groups() if w]
        return [before[n] for n in places if n < len(before)]
    several = _SEVERAL.match(plain)
    count = 1 if several is None else {"two": 2, "three": 3}.get((several["count"] or "").lower(), 0)
    return before[-count:]


def _strongest(spans: Spans) -> Verdict | None:
    return max(spans.verdicts, key=lambda v: (v.band, not v.bare), default=None)


def _parts(plain: str) -> Iterator[str]:
    """A sentence whole, or one of impossible length in parts, cut at spaces."""
    start = 0
    while len(plain) - start > _LONGEST:
        end = plain.rfind(" ", start + 1, start + _LONGEST)
        end = end if end > start else start + _LONGEST
        yield plain[start:end]
        start = end
    yield plain[start:]
