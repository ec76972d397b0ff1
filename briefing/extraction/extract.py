"""From a source document to a record: anatomy of the page, then figures and labels of each statement."""

from __future__ import annotations

from briefing.domain.authority import Authority
from briefing.domain.framework import Framework
from briefing.domain.indicator import Indicator
from briefing.domain.record import ReadingWarning, Record, SourceRef, StatementRecord
from briefing.domain.source import SourceDocument
from briefing.extraction.figures import read_figures
from briefing.extraction.labels import label_findings
from briefing.extraction.pages import read_pages
from briefing.extraction.text import StatementText


def extract(
    document: SourceDocument,
    *,
    framework: Framework,
    authorities: tuple[Authority, ...],
    indicators: tuple[Indicator, ...],
    authority: str | None = None,
    statement: str | None = None,
) -> Record:
    """The record of one document.

    `authority` (name, slug or GSS code) and `statement` (id) are used only where the page does not say.
    What cannot be read for certain is a warning in the record, never a guess.
    """
    page = read_pages(document, framework, authorities, authority=authority, statement=statement)
    statements: list[StatementRecord] = []
    warnings: list[ReadingWarning] = [*page.warnings, *(ReadingWarning(w) for w in document.warnings)]
    for text in page.statements:
        read, doubts = _statement(text, indicators)
        statements.append(read)
        warnings.extend(doubts)
    return Record(
        authority=page.authority,
        source=SourceRef(document.file, document.sha256, document.url, page.published),
        overall=page.overall,
        statements=tuple(statements),
        warnings=tuple(warnings),
    )


def _statement(
    text: StatementText, indicators: tuple[Indicator, ...]
) -> tuple[StatementRecord, tuple[ReadingWarning, ...]]:
    figures, doubts = read_figures(text, indicators)
    return (
        StatementRecord(
            statement=text.statement,
            title=text.title,
            score=text.score,
            score_words=text.score_words,
            headings=text.headings,
            findings=label_findings(text),
            figures=figures,
        ),
        doubts,
    )
