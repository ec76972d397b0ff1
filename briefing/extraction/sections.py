"""A document cut into sections, one for each quality statement, and what stands outside them.

One walk over the blocks, which keeps what part of a page it is in: the head, a title with its score, what
people expect, the commitment, the findings, an aside such as the overall summary, or after the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from briefing.domain.framework import QualityStatement
from briefing.domain.source import Block
from briefing.extraction.lines import Line, LineBook
from briefing.extraction.preamble import still_commitment, still_expectation
from briefing.extraction.scores import ScoreLine, read_score_line, read_title_and_score

# How far below a title its score or the first heading of its page may stand.
_LOOK_AHEAD = 8
_PROSE_WORDS = 9


class Part(Enum):
    """The part of a page that the walk is in."""

    HEAD = auto()
    TITLE = auto()
    EXPECTATION = auto()
    COMMITMENT = auto()
    FINDINGS = auto()
    ASIDE = auto()
    ENDED = auto()


@dataclass(slots=True)
class Section:
    """The blocks of one quality statement, while they are gathered."""

    statement: QualityStatement | None
    title: str | None
    scores: list[ScoreLine] = field(default_factory=list)
    findings: list[Block] = field(default_factory=list)
    announced: bool = False
    """More than a title and a score: a heading or prose of its own."""


@dataclass(frozen=True, slots=True)
class Sections:
    outside: tuple[Block, ...]
    """Blocks of no quality statement: the head of the page and the overall summary."""
    sections: tuple[Section, ...]
    recognised: bool
    """Whether anything on the page is the regulator's: a title, a score, a heading of its own."""


def cut_sections(blocks: Sequence[Block], book: LineBook) -> Sections:
    """The sections of a document. Every block goes to the findings of a section, to the outside, or is one of
    the framework's standing lines or stands under one (what people expect, footers)."""
    walk = _Walk(blocks, book)
    for i in range(len(blocks)):
        walk.step(i)
    return Sections(tuple(walk.outside), tuple(walk.sections), walk.recognised)


def is_prose(block: Block) -> bool:
    """Whether a block reads as running text and not as a heading, a link or a label."""
    return len(block.text.split()) >= _PROSE_WORDS and block.text.rstrip("\"')\u2019\u201d")[-1:] in ".?!:;"


class _Walk:
    def __init__(self, blocks: Sequence[Block], book: LineBook) -> None:
        self.blocks = blocks
        self.book = book
        self.kinds = [book.kind(block.text) for block in blocks]
        self.titles = [book.statement(block.text) for block in blocks]
        endings = (b.text for b, kind in zip(blocks, self.kinds, strict=True) if kind is Line.ENDING)
        self.endings = Counter(endings)
        self.part = Part.HEAD
        self.section: Section | None = None
        self.sections: list[Section] = []
        self.outside: list[Block] = []
        self.awaited = False
        self.recognised = False
        # Where nothing announces a section, the first title that stands above prose does.
        self.sure = frozenset(i for i in range(len(blocks)) if self.titles[i] and self._announces(i))
        self.findings_follow = self._look_back(Line.FINDINGS)
        self.prose_follows = self._look_back(None)
        self.fallback = None if self.sure else self._first_title_above_prose()

    def step(self, i: int) -> None:
        block, kind = self.blocks[i], self.kinds[i]
        statement = self.titles[i]
        if statement and (self._opens(i) or self.part is not Part.FINDINGS or self._is_link(i)):
            self._title(i, statement)
            return
        if self._score(i):
            return
        if kind is not None and self._standing(i, kind):
            return
        self._text(i, block)

    def _title(self, i: int, statement: QualityStatement) -> None:
        self.recognised = True
        self.awaited = False
        if self._opens(i):
            section = self.section
            # A page may print its title twice before it says anything.
            if not (
                section and section.statement is statement and not section.scores and not section.announced
            ):
                self._open(statement, self.blocks[i].text)
            self.part = Part.TITLE
        elif self.part is not Part.HEAD:
            # One of a list of links: whatever it lists, the section before it is over.
            self.part = Part.ENDED

    def _open(self, statement: QualityStatement | None, title: str | None) -> Section:
        self.section = Section(statement, title)
        self.sections.append(self.section)
        return self.section

    def _score(self, i: int) -> bool:
        """Take a line that is about a score; say whether it was."""
        text = self.blocks[i].text
        line = read_score_line(text, awaited=self.awaited) if not self._is_long(i) else None
        if line is None:
            self.awaited = False
            return self._title_and_score(text)
        if self.part is Part.FINDINGS and line.score is None:
            return False
        self.recognised = True
        self.awaited = line.awaits
        taking = self.section is not None and self.part not in (Part.HEAD, Part.ASIDE, Part.ENDED)
        if self.section is None and line.percent is None and (line.score or line.words):
            self._open(None, None)
            self.part, taking = Part.TITLE, True
        has_score = self.section is not None and any(s.score for s in self.section.scores)
        if taking and self.section is not None and not (line.percent is not None and has_score):
            self.section.scores.append(line)
        else:
            self.outside.append(self.blocks[i])
        return True

    def _title_and_score(self, text: str) -> bool:
        """Take one line of a list of scores ("Assessing needs: 2")."""
        both = read_title_and_score(text)
        statement = self.book.statement(both[0]) if both else None
        if both is None or statement is None:
            return False
        self.recognised = True
        self._open(statement, both[0]).scores.append(both[1])
        self.part = Part.TITLE
        return True

    def _standing(self, i: int, kind: Line) -> bool:
        """Take a standing line; say whether it was one here."""
        if kind is Line.FINDINGS:
            self._begin(Part.FINDINGS)
        elif kind is Line.EXPECTATION:
            self._begin(Part.EXPECTATION)
        elif kind is Line.COMMITMENT:
            self._begin(Part.COMMITMENT)
        elif kind is Line.FURNITURE:
            self.outside.append(self.blocks[i])
        elif kind is Line.ENDING:
            if self.part is Part.HEAD:
                return True
            if not (self.endings[self.blocks[i].text] > 1 and self.prose_follows[i]):
                self.part = Part.ENDED
        elif kind is Line.SUMMARY_PART:
            if self.part is Part.FINDINGS:
                return False
            self.part = Part.ASIDE
        elif kind is Line.ASIDE or kind is Line.THEME:
            self.recognised = True
            self.part = Part.ASIDE
        return True

    def _begin(self, part: Part) -> None:
        """A heading of the page's own: it belongs to the section titled last, or to one without a title."""
        self.recognised = True
        section = self.section
        over = self.part in (Part.ASIDE, Part.ENDED)
        if section is None or over or (part is Part.EXPECTATION and section.announced):
            section = self._open(None, None)
        section.announced = True
        self.part = part

    def _text(self, i: int, block: Block) -> None:
        """Take a block that is no standing line."""
        if self.part is Part.TITLE and self.section is not None:
            self._text_below_title(i, block, self.section)
        elif self.part in (Part.EXPECTATION, Part.COMMITMENT) and not self.findings_follow[i]:
            first = i > 0 and self.kinds[i - 1] in (Line.EXPECTATION, Line.COMMITMENT)
            still = still_expectation if self.part is Part.EXPECTATION else still_commitment
            known = self.section is not None and self._topic(block)
            if not first and (known or not still(block.text)):
                self.part = Part.FINDINGS
        if self.part is Part.FINDINGS and self.section is not None:
            self.section.findings.append(block)
        elif self.part in (Part.HEAD, Part.ASIDE):
            self.outside.append(block)

    def _text_below_title(self, i: int, block: Block, section: Section) -> None:
        """Text straight below a title and its score: findings without any heading, unless this is the end of
        a list of scores or the heading is still to come."""
        if self.findings_follow[i]:
            return
        in_list = len(self.sections) > 1 and not self.sections[-2].announced
        if in_list:
            self.part = Part.ASIDE
        elif is_prose(block) or self._topic(block):
            section.announced = True
            self.part = Part.FINDINGS

    def _topic(self, block: Block) -> bool:
        statement = self.section.statement if self.section else None
        return self.book.topic(statement.id if statement else None, block.text) is not None

    def _opens(self, i: int) -> bool:
        return self._announces(i) or i == self.fallback

    def _announces(self, i: int) -> bool:
        """Whether its score or a heading of its own stands close below a title, above any prose."""
        for j in range(i + 1, min(i + 1 + _LOOK_AHEAD, len(self.blocks))):
            if self.titles[j]:
                if self.titles[j] is not self.titles[i]:
                    return False
                continue
            if self.kinds[j] in (Line.FINDINGS, Line.EXPECTATION, Line.COMMITMENT):
                return True
            if not self._is_long(j) and read_score_line(self.blocks[j].text):
                return True
            if self.kinds[j] in (Line.THEME, Line.ASIDE, Line.ENDING) or is_prose(self.blocks[j]):
                return False
        return False

    def _is_link(self, i: int) -> bool:
        """Whether a title within findings belongs to a list of links below them, and is no sub-heading."""
        return i + 1 == len(self.blocks) or bool(self.titles[i + 1]) or self.kinds[i + 1] is Line.ENDING

    def _first_title_above_prose(self) -> int | None:
        for i, title in enumerate(self.titles):
            following = (j for j in range(i + 1, len(self.blocks)) if self.kinds[j] is not Line.FURNITURE)
            below = next(following, None)
            if title is None or below is None:
                continue
            if is_prose(self.blocks[below]) or self.book.topic(title.id, self.blocks[below].text):
                return i
        return next((i for i, title in enumerate(self.titles) if title), None)

    def _look_back(self, wanted: Line | None) -> list[bool]:
        """For each block, whether such a standing line (None: running text) follows in its section."""
        follows = [False] * len(self.blocks)
        found = False
        for i in range(len(self.blocks) - 1, -1, -1):
            follows[i] = found
            if i in self.sure or (wanted is None and self.titles[i]):
                found = False
            elif self.kinds[i] is wanted and (wanted is not None or is_prose(self.blocks[i])):
                found = True
        return follows

    def _is_long(self, i: int) -> bool:
        return len(self.blocks[i].text) > 160
