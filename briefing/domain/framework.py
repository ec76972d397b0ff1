"""The regulator's framework: themes, quality statements, topics, scores and bands.

Source of the rules: CQC, "Assessment framework for local authority assurance" and "How we reach a rating"
(quality statements scored 1 to 4; the nine scores summed over 36 give the overall percent).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A sub-heading that reports use inside a quality statement."""

    id: str
    title: str
    headings: tuple[str, ...] = ()
    """Other wordings of the sub-heading seen on published pages."""


@dataclass(frozen=True, slots=True)
class QualityStatement:
    """One of the nine things the regulator scores 1 to 4."""

    id: str
    number: int
    """1 to 9, in the framework's order."""
    title: str
    short_title: str
    """A few words, for table headers and chart labels."""
    theme: str
    titles: tuple[str, ...] = ()
    """Other wordings of the title seen on published pages."""
    page_names: tuple[str, ...] = ()
    """The last part of a page's address, as "care" or "theme2-care"."""
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    number: int
    title: str
    statements: tuple[str, ...]
    """Ids of its quality statements, in order."""


@dataclass(frozen=True, slots=True)
class ScoreLevel:
    """What one of the four scores means, in the regulator's words."""

    score: int
    words: str
    """As "Evidence shows some shortfalls"."""


@dataclass(frozen=True, slots=True)
class Band:
    """A range of overall percents that gets one rating; both ends belong to it."""

    rating: str
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Framework:
    regulator: str
    abbreviation: str
    themes: tuple[Theme, ...]
    statements: tuple[QualityStatement, ...]
    levels: tuple[ScoreLevel, ...]
    bands: tuple[Band, ...]

    def statement(self, statement_id: str) -> QualityStatement:
        """The quality statement of that id. Raises KeyError for an id the framework does not have."""
        for statement in self.statements:
            if statement.id == statement_id:
                return statement
        raise KeyError(statement_id)

    def words_for(self, score: int) -> str:
        """The regulator's words for a score of 1 to 4. Raises KeyError for any other number."""
        for level in self.levels:
            if level.score == score:
                return level.words
        raise KeyError(score)
