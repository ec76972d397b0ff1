"""How to read this: the scale, the words of standing, the years of the data, what cannot be concluded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.document.cite import REFERENCE_FRAMEWORK, REFERENCE_METHOD, Cited, Citer, Mark, referenced
from briefing.document.sources import Sources
from briefing.document.words import capital, listed, listed_or_counted, printed_date, printed_period, sentence
from briefing.domain.authority import Authority
from briefing.domain.comparison import Comparison
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure
from briefing.domain.framework import Framework

FEW_PERIODS = 2


@dataclass(frozen=True, slots=True)
class Level:
    score: Cited
    words: str


@dataclass(frozen=True, slots=True)
class DataYears:
    source: str
    periods: str
    authorities: str


@dataclass(frozen=True, slots=True)
class Published:
    """Authorities whose reports came out on the same date."""

    authorities: str
    published: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    levels: tuple[Level, ...]
    years: tuple[DataYears, ...]
    published: tuple[Published, ...]
    cannot_conclude: tuple[Cited, ...]
    example: Mark | None
    """A real mark of this briefing, to explain marks with."""
    example_words: str


def reading_view(
    comparison: Comparison,
    order: tuple[Authority, ...],
    framework: Framework,
    citer: Citer,
    sources: Sources,
    expansions: Mapping[str, str],
) -> ReadingView:
    """The page that says what the numbers can bear. Acronyms of sources are expanded here, once."""
    figures = [f for s in comparison.statements for v in s.views for f in v.figures]
    example = next((f.evidence for f in figures), None)
    return ReadingView(
        levels=tuple(
            Level(referenced(str(level.score), "score", REFERENCE_FRAMEWORK), level.words)
            for level in sorted(framework.levels, key=lambda level: -level.score)
        ),
        years=_years(figures, [a.slug for a in order], citer, expansions),
        published=_publications(comparison, order, sources),
        cannot_conclude=tuple(
            referenced(sentence(text), "finding", REFERENCE_METHOD) for text in comparison.cannot_conclude
        ),
        example=citer.marks((example,))[0] if example else None,
        example_words=_example_words(example, citer) if example else "",
    )


def _example_words(evidence: Evidence, citer: Citer) -> str:
    number = citer.numbers.get(evidence.statement)
    statement = f"quality statement {number}, " if number else ""
    place = f"{statement}paragraph {evidence.paragraph}, sentence {evidence.sentence}"
    return f"is {place} of {citer.name(evidence.authority)}’s report"


def _years(
    figures: Iterable[Figure], order: Sequence[str], citer: Citer, expansions: Mapping[str, str]
) -> tuple[DataYears, ...]:
    """A row for each collection that has years, with the authorities whose reports use it.

    What a report takes from plans and interviews is no such collection: there each figure says its own.
    """
    periods: dict[str, dict[str, None]] = {}
    users: dict[str, set[str]] = {}
    for figure in figures:
        if figure.source:
            periods.setdefault(figure.source, {})[printed_period(figure.period)] = None
            users.setdefault(figure.source, set()).add(figure.evidence.authority)
    rows = []
    for source in (s for s in expansions if s in users):
        name = _source_name(source, expansions)
        names = [citer.name(slug) for slug in order if slug in users[source]]
        rows.append(
            DataYears(name, capital(_said(tuple(periods[source]))), listed_or_counted(names, len(order)))
        )
    return tuple(rows)


def _said(periods: Sequence[str]) -> str:
    """The periods of a source; `others not dated` last, where some figures have one and some have none."""
    dated = [period for period in periods if period != printed_period(None)]
    if len(dated) > FEW_PERIODS:
        return "several, as each figure says"
    undated = ["others not dated"] if dated and len(dated) < len(periods) else []
    return "; ".join([*dated, *undated]) or printed_period(None)


def _source_name(source: str, expansions: Mapping[str, str]) -> str:
    """`Adult Social Care Survey (ASCS)`: the one place where the acronym is expanded."""
    name = expansions.get(source, source)
    return capital(name) if name == source else f"{name} ({source})"


def _publications(
    comparison: Comparison, order: Sequence[Authority], sources: Sources
) -> tuple[Published, ...]:
    dates: dict[str, list[str]] = {}
    for authority in order:
        dates.setdefault(_published(authority.slug, comparison, sources), []).append(authority.short_name)
    return tuple(Published(listed_or_counted(names, len(order)), date) for date, names in dates.items())


def _published(slug: str, comparison: Comparison, sources: Sources) -> str:
    dates = sources.published(slug)
    if not dates:
        dates = tuple(c.published for c in comparison.context if c.authority == slug and c.published)
    return listed([printed_date(d) for d in dates]) if dates else "not stated in the source"
