"""The annex of a pack: how to read it, the evidence of all parts, method, sources and words, once for all."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document.back import Glossary, SourcesView, glossary, sources_view
from briefing.document.cite import Citer
from briefing.document.figures import STANDING_WORDS
from briefing.document.front import ContentsEntry, FrontView, has_long_names, review_state
from briefing.document.pack_part import PartPlace
from briefing.document.page import StandingKey, in_order
from briefing.document.reading import ReadingView, reading_view
from briefing.document.register import RegisterView, register_view
from briefing.document.sources import Sources
from briefing.domain.briefing import FrontMatter, PackFront
from briefing.domain.comparison import Comparison
from briefing.domain.figure import Standing
from briefing.domain.framework import Framework
from briefing.domain.look import Look
from briefing.domain.record import Record

ANNEX_TITLE = "How to read these papers, and their evidence"

_CONTENTS = (
    ("How to read these papers", "how-to-read"),
    ("Evidence register", "evidence"),
    ("Method and limits", "method"),
    ("Sources and background papers", "sources"),
    ("Glossary", "glossary"),
)


@dataclass(frozen=True, slots=True)
class AnnexView:
    """What the templates of those sections ask for, by the same names as in a briefing."""

    front: FrontView
    contents: tuple[ContentsEntry, ...]
    reading: ReadingView
    standings: dict[str, StandingKey]
    register: RegisterView
    sources: SourcesView
    glossary: Glossary


def annex_view(
    whole: Comparison,
    front: PackFront,
    records: tuple[Record, ...],
    marked: frozenset[str],
    place: PartPlace,
    look: Look,
    framework: Framework,
    *,
    final: bool,
) -> AnnexView:
    order = in_order(whole)
    citer = Citer.of(order, [s.statement for s in whole.statements])
    sources = Sources.of(records)
    words = glossary()
    symbols = dict(look.symbols)
    return AnnexView(
        front=FrontView(
            title=ANNEX_TITLE,
            kicker=place.label,
            names="",
            statement_titles="",
            facts=(),
            review=review_state(whole, FrontMatter(front.title, final=final)),
            regulator=framework.regulator,
            abbreviation=framework.abbreviation,
            author=front.author or "",
            iso_date=front.date or "",
            description=f"{front.title}: how to read it, and the evidence it rests on",
            long_names=has_long_names(order),
        ),
        contents=tuple(ContentsEntry(title, f"#{anchor}") for title, anchor in _CONTENTS),
        reading=reading_view(whole, order, framework, citer, sources, words.sources),
        standings={s.value: StandingKey(symbols.get(s.value, ""), STANDING_WORDS[s]) for s in Standing},
        register=register_view(whole, order, citer, sources, marked),
        sources=sources_view(whole, order, framework, sources),
        glossary=words,
    )
