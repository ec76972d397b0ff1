"""Records: what was read from one report or page of one authority."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.domain.authority import Authority
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding


@dataclass(frozen=True, slots=True)
class SourceRef:
    """The file a record was read from."""

    file: str
    """Name without its folder."""
    sha256: str
    url: str | None = None
    published: str | None = None
    """ISO date or month where the page prints one."""


@dataclass(frozen=True, slots=True)
class Overall:
    """The overall summary of a whole report."""

    percent: int | None = None
    rating: str | None = None
    scores: tuple[tuple[str, int], ...] = ()
    """Statement id and score, as the summary lists them."""


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something that could not be read for certain: never guessed, never dropped in silence."""

    message: str
    place: str = ""
    """`care-provision 21.3`, or empty where it concerns the page."""


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """One quality statement of one authority, as read."""

    statement: str | None
    """Quality statement id; None where the title was not recognised."""
    title: str | None
    """As printed."""
    score: int | None
    score_words: str | None = None
    """The regulator's words beside the score, as printed."""
    headings: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Every sentence of the findings, in order, neutral ones too."""
    figures: tuple[Figure, ...] = ()
    source: SourceRef | None = None
    """Where several pages were joined, the page this statement came from; else None (the record's)."""
    rejected_findings: int = 0
    """How many sentences reviewers left out; they are not among the findings any more."""
    rejected_figures: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    authority: Authority | None
    source: SourceRef
    overall: Overall = Overall()
    statements: tuple[StatementRecord, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()

    def statement(self, statement_id: str) -> StatementRecord | None:
        """The record's reading of that quality statement, or None."""
        for statement in self.statements:
            if statement.statement == statement_id:
                return statement
        return None
