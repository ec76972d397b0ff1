"""The whole document as view-models: every string that the templates place, in the order of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.document.back import Glossary, SourcesView, glossary, sources_view
from briefing.document.changes import ChangesView, changes_view
from briefing.document.charts import ChartView, score_charts
from briefing.document.cite import Citer, marked_anchors
from briefing.document.enquiry import EnquiryView
from briefing.document.figures import STANDING_WORDS, FiguresTable, figures_table
from briefing.document.findings import require_words
from briefing.document.front import ContentsEntry, FrontView, front_view
from briefing.document.further import FurtherView
from briefing.document.learning import LearningView
from briefing.document.main_part import MainPart, Materials, main_part
from briefing.document.one_page import OnePageView
from briefing.document.page_two import page_two
from briefing.document.reading import ReadingView, reading_view
from briefing.document.register import RegisterView, register_view
from briefing.document.scores import ScoresView, scores_view
from briefing.document.sources import Sources
from briefing.document.statement import StatementView
from briefing.document.words import capital
from briefing.domain.authority import Authority
from briefing.domain.briefing import FrontMatter
from briefing.domain.changes import Since
from briefing.domain.chart import Chart
from briefing.domain.comparison import Comparison
from briefing.domain.figure import Standing
from briefing.domain.framework import Framework, QualityStatement
from briefing.domain.look import Look
from briefing.domain.record import Record

LONG_CONTENTS = 5


@dataclass(frozen=True, slots=True)
class StandingKey:
    symbol: str
    word: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    front: FrontView
    contents: tuple[ContentsEntry, ...]
    long_contents: bool
    """More entries than stand one below the other on the front page."""
    one_page: OnePageView
    changes: ChangesView | None
    """None where no issue was given out before."""
    reading: ReadingView
    standings: dict[str, StandingKey]
    """By standing, for the page that explains them."""
    scores: ScoresView
    score_charts: tuple[ChartView, ...]
    statements: tuple[StatementView, ...]
    learning: LearningView
    enquiry: EnquiryView
    further: FurtherView
    response: tuple[str, ...]
    """Paragraphs of the authority's own words; empty where the config gives none."""
    response_title: str
    all_figures: tuple[FiguresTable, ...]
    further_charts: tuple[ChartView, ...]
    register: RegisterView
    sources: SourcesView
    glossary: Glossary


def document_view(
    comparison: Comparison,
    front: FrontMatter,
    charts: tuple[Chart, ...],
    look: Look,
    framework: Framework,
    records: tuple[Record, ...],
    *,
    numbered: Sequence[QualityStatement] = (),
    since: Since | None = None,
) -> DocumentView:
    """Prepares every page. Raises InputError for findings that there is nothing to print for.

    `numbered` are the quality statements that marks tell apart: the briefing's own if none are given.
    """
    order = in_order(comparison)
    citer = Citer.of(order, numbered or [s.statement for s in comparison.statements])
    require_words(comparison, citer)
    sources = Sources.of(records)
    symbols = dict(look.symbols)
    words = glossary()
    response = tuple(p.strip() for p in (front.response or "").split("\n\n") if p.strip())
    scores = scores_view(comparison, order, citer)
    reading = reading_view(comparison, order, framework, citer, sources, words.sources)
    materials = Materials(comparison, order, citer, charts, symbols, reading, scores, score_charts(charts))
    changed = changes_view(since, citer) if since else None
    main = main_part(materials, response, changed)
    one_page = page_two(comparison.one_page, citer, look)
    all_figures = _all_figures(comparison, order, citer, symbols)
    marked = marked_anchors((one_page, changed, main, all_figures))
    subject = citer.name(comparison.subject) if comparison.subject else "The authority"
    contents = _contents(main, bool(response), subject, changed)
    return DocumentView(
        front=front_view(comparison, order, front, framework),
        contents=contents,
        long_contents=len(contents) > LONG_CONTENTS,
        one_page=one_page,
        changes=changed,
        reading=main.reading,
        standings={s.value: StandingKey(symbols.get(s.value, ""), STANDING_WORDS[s]) for s in Standing},
        scores=main.scores,
        score_charts=main.score_charts,
        statements=main.statements,
        learning=main.learning,
        enquiry=main.enquiry,
        further=main.further,
        response=response,
        response_title=f"{subject}’s response",
        all_figures=all_figures,
        further_charts=main.further_charts,
        register=register_view(comparison, order, citer, sources, marked),
        sources=sources_view(comparison, order, framework, sources),
        glossary=words,
    )


def in_order(comparison: Comparison) -> tuple[Authority, ...]:
    """The subject first, the others as the config names them; without a subject simply as named."""
    return tuple(sorted(comparison.authorities, key=lambda a: a.slug != comparison.subject))


def _all_figures(
    comparison: Comparison, order: tuple[Authority, ...], citer: Citer, symbols: dict[str, str]
) -> tuple[FiguresTable, ...]:
    slugs = [a.slug for a in order]
    return tuple(
        figures_table(
            f"all-figures-{s.statement.id}",
            capital(s.statement.title),
            s.indicators,
            citer,
            slugs,
            symbols,
            silent_rows=False,
        )
        for s in comparison.statements
        if s.indicators
    )


def _contents(
    main: MainPart,
    response: bool,
    subject: str,
    changed: ChangesView | None,
) -> tuple[ContentsEntry, ...]:
    entries = [
        ("The comparison on one page", "one-page", True),
        ("What changed since the last issue", "changes", bool(changed)),
        ("How to read this", "how-to-read", True),
        ("Scores", "scores", True),
        *((s.title, s.id, True) for s in main.statements),
        ("Learning from each other", "learning", bool(main.learning.groups)),
        ("Lines of enquiry", "enquiry", bool(main.enquiry.first)),
        (f"{subject}’s response", "response", response),
        ("Appendices", "all-figures", True),
    ]
    return tuple(ContentsEntry(title, f"#{anchor}") for title, anchor, there in entries if there)
