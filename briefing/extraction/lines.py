"""Standing lines of a page: titles of quality statements, headings of parts, footers.

A line is compared by its key, in which case, a closing colon, hyphens and forms of quotes and dashes do not
count, so that "The local authority commitment:" and "Co-ordinated" are what they look like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from briefing.domain.evidence import plain_characters
from briefing.domain.framework import Framework, QualityStatement, Topic

_THEME_LINE = re.compile(r"^theme \d\b", re.IGNORECASE)
_PUBLISHED_LINE = re.compile(
    r"^(?:(?:assessment |report )?published|date published|publication date|(?:page )?last updated)\b"
    r".{0,90}$",
    re.IGNORECASE,
)
_LINK = re.compile(r"^(?:next|previous)(?: page| section)?\s*[:>-]?\s+(?P<title>.+)$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:quality statement )?\d\s*[:.)-]\s*", re.IGNORECASE)


class Line(Enum):
    """What a standing line is."""

    FINDINGS = auto()
    EXPECTATION = auto()
    COMMITMENT = auto()
    ASIDE = auto()
    SUMMARY_PART = auto()
    ENDING = auto()
    FURNITURE = auto()
    THEME = auto()


def line_key(text: str) -> str:
    """The form in which standing lines are compared."""
    plain = plain_characters(text).casefold().replace("&", "and").replace("-", "").replace(" ,", ",")
    return plain.rstrip(" :.").strip()


@dataclass(frozen=True, slots=True)
class LineBook:
    """The framework's standing lines, by key."""

    standing: dict[str, Line]
    statements: dict[str, QualityStatement]
    topics: dict[str, dict[str, Topic]]
    """For each quality statement id, its sub-headings by key."""

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, framework: Framework) -> LineBook:
        anatomy = framework.anatomy
        groups = (
            (Line.FURNITURE, anatomy.furniture),
            (Line.ENDING, anatomy.endings),
            (Line.SUMMARY_PART, anatomy.summary_parts),
            (Line.ASIDE, anatomy.asides),
            (Line.COMMITMENT, anatomy.commitment),
            (Line.EXPECTATION, anatomy.expectation),
            (Line.FINDINGS, anatomy.findings),
        )
        return cls(
            standing={line_key(text): kind for kind, texts in groups for text in texts},
            statements={line_key(title): s for s in framework.statements for title in (s.title, *s.titles)},
            topics={
                s.id: {line_key(text): t for t in s.topics for text in (t.title, *t.headings)}
                for s in framework.statements
            },
        )

    def kind(self, text: str) -> Line | None:
        """What standing line this is, if any."""
        if len(text) > 160:
            return None
        plain = plain_characters(text)
        if _THEME_LINE.match(plain):
            return Line.THEME
        if _PUBLISHED_LINE.match(plain):
            return Line.FURNITURE
        key = line_key(text)
        link = _LINK.match(plain)
        if key.startswith("© care quality commission") or (link and self.statement(link["title"])):
            return Line.ENDING
        return self.standing.get(key)

    def statement(self, text: str) -> QualityStatement | None:
        """The quality statement whose title this line is, if any."""
        if len(text) > 160:
            return None
        bare = _NUMBERED.sub("", plain_characters(text))
        return self.statements.get(line_key(text)) or self.statements.get(line_key(bare))

    def topic(self, statement_id: str | None, text: str) -> Topic | None:
        """The topic of which this line is a sub-heading, if the framework knows it."""
        return self.topics.get(statement_id or "", {}).get(line_key(text)) if len(text) <= 200 else None
