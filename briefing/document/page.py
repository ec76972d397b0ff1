"""The whole document as view-models: every string that the templates place, in the order of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.document.back import Glossary, SourcesView, glossary, sources_view
from briefing.document.charts import ChartView, charts_for, score_charts
from briefing.document.cite import Citer, marked_anchors
from briefing.document.enquiry import EnquiryView, enquiry_view
from briefing.document.figures import STANDING_WORDS, FiguresTable, figures_table
from briefing.document.findings import require_words
from briefing.document.front import ContentsEntry, FrontView, front_view
from briefing.document.further import FurtherView, further_view
from briefing.document.learning import LearningView, learning_view
from briefing.document.one_page import OnePageView, one_page_view
from briefing.document.reading import ReadingView, reading_view
from briefing.document.register import RegisterView, register_view
from briefing.document.scores import ScoresView, scores_view
from briefing.document.sources import Sources
from briefing.document.statement import StatementView, statement_view
from briefing.document.words import capital
from briefing.domain.authority import Authority
from briefing.domain.briefing import FrontMatter
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
    placed = {s.statement.id: charts_for(charts, s.statement.id) for s in comparison.statements}
    alone = len(comparison.statements) == 1
    statements = tuple(
        statement_view(s, order, citer, placed[s.statement.id].section, symbols, alone=alone)
        for s in comparison.statements
    )
    one_page = one_page_view(comparison.one_page, citer)
    reading = reading_view(comparison, order, framework, citer, sources, words.sources)
    learning = learning_view(comparison, citer)
    enquiry = enquiry_view(comparison, citer)
    further = further_view(comparison, enquiry, citer)
    all_figures = _all_figures(comparison, order, citer, symbols)
    marked = marked_anchors((one_page, reading, statements, learning, enquiry, further, all_figures))
    response = tuple(p.strip() for p in (front.response or "").split("\n\n") if p.strip())
    subject = citer.name(comparison.subject) if comparison.subject else "The authority"
    contents = _contents(statements, learning, enquiry, bool(response), subject)
    return DocumentView(
        front=front_view(comparison, order, front, framework),
        contents=contents,
        long_contents=len(contents) > LONG_CONTENTS,
        one_page=one_page,
        reading=reading,
        standings={s.value: StandingKey(symbols.get(s.value, ""), STANDING_WORDS[s]) for s in Standing},
        scores=scores_view(comparison, order, citer),
        score_charts=score_charts(charts),
        statements=statements,
        learning=learning,
        enquiry=enquiry,
        further=further,
        response=response,
        response_title=f"{subject}’s response",
        all_figures=all_figures,
        further_charts=tuple(chart for p in placed.values() for chart in p.appendix),
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
    statements: tuple[StatementView, ...],
    learning: LearningView,
    enquiry: EnquiryView,
    response: bool,
    subject: str,
) -> tuple[ContentsEntry, ...]:
    entries = [
        ("The comparison on one page", "one-page", True),
        ("How to read this", "how-to-read", True),
        ("Scores", "scores", True),
        *((s.title, s.id, True) for s in statements),
        ("Learning from each other", "learning", bool(learning.groups)),
        ("Lines of enquiry", "enquiry", bool(enquiry.first)),
        (f"{subject}’s response", "response", response),
        ("Appendices", "all-figures", True),
    ]
    return tuple(ContentsEntry(title, f"#{anchor}") for title, anchor, there in entries if there)
