"""The regulator's framework: themes, quality statements, topics, scores and bands.

Source of the rules: CQC, "Assessment framework for local authority assurance" and "How we reach a rating"
(quality statements scored 1 to 4; the nine scores summed over 36 give the overall percent).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


def slug_of(text: str) -> str:
    """`Strategic planning` as `strategic-planning`: the id of anything that has none but its words."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower().replace("'", "").replace("&", " and ")).strip("-")


@dataclass(frozen=True, slots=True)
class Topic:
    """A sub-heading that reports use inside a quality statement."""

    id: str
    title: str
    headings: tuple[str, ...] = ()
    """Other wordings of the sub-heading seen on published pages."""
    openings: tuple[str, ...] = ()
    """Phrases with which the assessor opens this section, for pages that have lost their sub-headings."""
    words: tuple[tuple[str, int], ...] = ()
    """Words and phrases that speak for this section, with weights of 1 to 3, for the same pages. A trailing
    `*` stands for any ending."""


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
class PageAnatomy:
    """The standing lines of the regulator's pages, by which their parts are told apart. All are compared as
    whole lines, without regard to case, a closing colon, or forms of quotes and dashes."""

    findings: tuple[str, ...] = ()
    """Headings after which the findings stand."""
    expectation: tuple[str, ...] = ()
    """Headings of what people expect."""
    commitment: tuple[str, ...] = ()
    """Headings of what authorities commit to."""
    asides: tuple[str, ...] = ()
    """Headings of parts that hold no findings of any quality statement, as the overall summary."""
    summary_parts: tuple[str, ...] = ()
    """Headings of such parts only outside findings, where the same words could head a section."""
    endings: tuple[str, ...] = ()
    """Lines that end a page: footers, links to the page before and after."""
    furniture: tuple[str, ...] = ()
    """Lines that mean nothing wherever they stand, as "Downloads"."""


@dataclass(frozen=True, slots=True)
class Framework:
    regulator: str
    abbreviation: str
    themes: tuple[Theme, ...]
    statements: tuple[QualityStatement, ...]
    levels: tuple[ScoreLevel, ...]
    bands: tuple[Band, ...]
    anatomy: PageAnatomy = PageAnatomy()

    def statement(self, statement_id: str) -> QualityStatement:
        """The quality statement of that id. Raises KeyError for an id the framework does not have."""
        for statement in self.statements:
            if statement.id == statement_id:
                return statement
        raise KeyError(statement_id)

    def statement_of_page(self, address: str) -> QualityStatement | None:
        """By the last part of an address, as "theme4/governance" or "camden-0225-theme2-care"."""
        last = address.rstrip("/").rpartition("/")[2].casefold()
        for statement in self.statements:
            if any(last == page or last.endswith(f"-{page}") for page in statement.page_names):
                return statement
        return None

    def words_for(self, score: int) -> str:
        """The regulator's words for a score of 1 to 4. Raises KeyError for any other number."""
        for level in self.levels:
            if level.score == score:
                return level.words
        raise KeyError(score)
