"""Gives figures their source and period: what their own sentence names, or what it points back to.

Carrying on: a sentence that names no source keeps the one before where it says so ("the same survey"), or
where, in the same paragraph, it goes on about something that this source measures. Null otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.extraction.figures.drafts import Draft
from briefing.extraction.figures.lexicon import Against
from briefing.extraction.figures.provenance import Period, Provenance

_SURVEYS = frozenset({"SACE", "ASCS", "ASC-WE"})
_COLLECTIONS = frozenset({"ASCOF", "SALT", "CLD"})
_TRAILING_SOURCE = re.compile(r"\([^()]{2,80}\)\.?$")
_CAME_FROM = re.compile(
    r"^(?:both|these|all|this|the (?:national|figures?|numbers?|data)|it)\b.{0,60}?"
    r"\b(?:came|comes?|taken|drawn|are|were|was|is) from\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Memory:
    """The sources and periods that the sentences before have named."""

    recent: dict[str, str | None] = field(default_factory=dict)
    """Sources named so far with their periods, the latest last; outlives the paragraph."""
    anchor: str | None = None
    """The last month named in this paragraph, for windows such as "the preceding 3 months"."""
    named: list[str] = field(default_factory=list)
    """The sources named in this paragraph, the latest last."""
    period: str | None = None
    """The last period named beside a source."""
    list_period: str | None = None
    """Named by the words that lead into a list."""

    def note(self, said: Provenance) -> None:
        """Takes in what a sentence names."""
        periods = _points(said)
        for source in said.sources:
            beside = [p.text for p in periods if p.start >= source.start] or [p.text for p in periods]
            period = beside[0] if beside else self.period if said.same_year else None
            self.recent.pop(source.id, None)
            self.recent[source.id] = period
            self.named.append(source.id)
            self.period = period or self.period
        months = [p for p in periods if p.kind == "month"]
        if months:
            self.anchor = months[-1].text

    @property
    def here(self) -> str | None:
        """The last source named in this paragraph."""
        return self.named[-1] if self.named else None

    def new_paragraph(self) -> None:
        self.named, self.anchor = [], None

    def attribute(self, draft: Draft, said: Provenance) -> None:
        """Sets the source and period of a figure whose sentence says so much."""
        draft.source = _own_source(draft, said)
        draft.period = _own_period(draft, said, self.anchor)
        if draft.source is not None:
            if draft.period is None and said.same_year:
                draft.period = self.recent.get(draft.source)
        else:
            draft.source = self._carried(draft, said)
            if draft.source is not None:
                draft.period = draft.period or self.recent.get(draft.source)
        if draft.period is None and said.same_year:
            draft.period = self.period
        if draft.comparisons and draft.period is None:
            draft.period = self.list_period

    def carry_on(self, draft: Draft, before: Provenance) -> None:
        """Sets the source and period of a figure whose subject only the sentence before names: the last
        source of the paragraph, and the period of that sentence."""
        draft.source = draft.source or self.here
        draft.period = draft.period or _own_period(draft, before, self.anchor)

    def _carried(self, draft: Draft, said: Provenance) -> str | None:
        if said.points_back:
            fitting = [s for s in reversed(self.recent) if measures(s, draft)]
            compatible = [s for s in (self.here, *reversed(self.recent)) if s and _compatible(draft, s)]
            return next(iter(fitting or compatible), None)
        if not draft.against_england:
            return None
        named = list(reversed(self.named))
        exact = [s for s in named if s == draft.indicator.family]
        return next((s for s in (*exact, *named) if measures(s, draft)), None)


def _points(said: Provenance) -> list[Period]:
    return [p for p in said.periods if p.kind in ("span", "month", "year")]


def measures(source: str, draft: Draft) -> bool:
    """Whether a source is the one that the indicator usually comes from."""
    family = draft.indicator.family
    return family == source or {family, source} <= _COLLECTIONS


def _compatible(draft: Draft, source: str) -> bool:
    """Whether a figure can come from a source: carers answer one survey, people who use services another."""
    family = draft.indicator.family
    return not (family in _SURVEYS and source in _SURVEYS and family != source)


def _own_source(draft: Draft, said: Provenance) -> str | None:
    """Of several sources the one that measures the indicator, then the first after the value, then the last
    before it."""
    if not said.sources:
        return None
    after = [s.id for s in said.sources if draft.number.end <= s.start < draft.stretch_end]
    before = [s.id for s in said.sources if s.end <= draft.number.start]
    fitting = [s.id for s in said.sources if measures(s.id, draft)]
    own = [s for s in (*after, *reversed(before)) if s in fitting]
    return (own or fitting or after or before[-1:] or [said.sources[0].id])[0]


def _own_period(draft: Draft, said: Provenance, anchor: str | None) -> str | None:
    """The window a count was taken over, or else the year or month beside the figure. A figure held against
    England's is of its source's year, whatever window the question speaks of."""
    national = draft.against_england and any(p.kind == "span" for p in said.periods)
    for period in () if national else said.periods:
        if period.kind == "window":
            return period.text
        if period.kind == "last":
            return f"{period.text} to {anchor}" if anchor else f"last {period.text}"
    earlier = [c.number.end for c in draft.comparisons if c.against is Against.EARLIER and c.number]
    periods = [p for p in said.periods if not any(0 <= p.start - end < 24 for end in earlier)]
    points = [p for p in periods if p.kind == "span"] or [p for p in periods if p.kind == "month"]
    points = points or [p for p in periods if p.kind == "year" and said.sources]
    beside = [p for p in points if 0 <= p.start - draft.number.end < 8]
    before = [p for p in points if p.end <= draft.number.start]
    chosen = beside[:1] or before[-1:] or points[:1]
    return chosen[0].text if chosen else None


def name_the_source(drafts: Sequence[Draft], plain: str, said: Provenance) -> None:
    """ "Both came from SALT for 2023/24.": the source of the figures before it in the paragraph."""
    if not said.sources or not _CAME_FROM.search(plain):
        return
    span = next((p.text for p in said.periods if p.kind in ("span", "month")), None)
    for draft in drafts:
        source = next((s.id for s in said.sources if measures(s.id, draft)), None)
        if draft.source is None and draft.against_england and source is not None:
            draft.source, draft.period = source, draft.period or span


def backfill(drafts: Sequence[Draft]) -> None:
    """A source in brackets at the end of the next sentence serves the figures before, of the same family."""
    following: Draft | None = None
    for draft in reversed(drafts):
        if draft.source is not None:
            following = draft
        elif following is not None and draft.against_england and _shares_source(draft, following):
            draft.source, draft.period = following.source, draft.period or following.period


def _shares_source(draft: Draft, following: Draft) -> bool:
    family = draft.indicator.family
    next_to = following.sentence.number - draft.sentence.number == 1
    return (
        next_to
        and bool(family)
        and following.indicator.family == family
        and (_TRAILING_SOURCE.search(following.text) is not None)
    )
