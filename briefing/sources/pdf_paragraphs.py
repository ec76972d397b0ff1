"""Lines of a PDF joined into paragraphs, over page breaks too, and headings told by their type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from briefing.domain.source import Block, BlockKind
from briefing.sources.bullets import is_bulleted, strip_bullets
from briefing.sources.pdf_lines import Line

_ENDS_SENTENCE = re.compile(r"[.?!:;][\"')\]\u2019\u201d]*$")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_HYPHENS = ("-", "\u2010")
_LONGEST_HEADING = 18


def blocks_of_lines(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The paragraphs, list items and headings of the body, in order."""
    if not lines:
        return ()
    body = _Body(lines)
    groups: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if body.goes_on(before, line):
            groups[-1].append(line)
        else:
            groups.append([line])
    texts, kinds = strip_bullets([body.text(group) for group in groups])
    return tuple(
        Block(BlockKind.HEADING if level else kind, text, level=level, page=group[0].page)
        for group, text, kind in zip(groups, texts, kinds, strict=True)
        for level in (body.heading_level(group, text),)
    )


class _Body:
    """What is usual in a document: the size of its type, its right edge, the distance between lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        self.size = sizes.most_common(1)[0][0]
        running = [line for line in lines if abs(line.size - self.size) < 0.3]
        self.right = max(line.right for line in running)
        self.pitch = _pitch(running)
        larger = {round(line.size) for line in lines if line.size > self.size * 1.08}
        self.ranks = {size: rank for rank, size in enumerate(sorted(larger, reverse=True), start=1)}
        broken = [a for a, b in pairwise(lines) if a.page == b.page and self.goes_on(a, b)]
        self.keeps_spaces = sum(line.spaced for line in broken) > 0.8 * len(broken)
        texts = [line.text for line in lines]
        self.touching_brackets = sum(t.count(")(") for t in texts) > sum(t.count(") (") for t in texts)
        self.words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))

    def goes_on(self, before: Line, line: Line) -> bool:
        """Whether a line continues the paragraph of the line before."""
        if abs(before.size - line.size) > 0.6:
            return False
        if before.bold != line.bold and self._is_headed(before, line):
            return False
        if is_bulleted(line.text):
            return False
        ended = bool(_ENDS_SENTENCE.search(before.text))
        # A word with a fixed space in it is wider than its first part: allow for it within a sentence.
        width = line.first_word + 0.25 * line.size if ended else max(line.first_word, 0.12 * self.right)
        full = before.right + width > self.right
        if before.page != line.page:
            # A full line that ends a sentence is more often in the middle of its paragraph than at its end.
            return full
        drop = before.bottom - line.bottom
        usual = self.pitch * line.size / self.size
        if not 0 < drop <= usual * 1.12:
            return False
        return full or line.size > self.size * 1.08 or (not ended and line.text[:1].islower())

    def _is_headed(self, before: Line, line: Line) -> bool:
        """Whether a change of weight between two lines sets a heading apart from its text."""
        return (before.bold and not _ENDS_SENTENCE.search(before.text)) or line.bold

    def text(self, group: Iterable[Line]) -> str:
        """The text of a paragraph, with words put together again that were broken over lines."""
        text, spaced = "", True
        for line in group:
            if text[-1:] in _HYPHENS and line.text[:1].isalpha():
                text = self._mended(text, line.text)
            else:
                # "(45%)(worse)" may be broken between its brackets, where no space was.
                tight = text.endswith(")") and line.text.startswith("(") and self._is_tight(spaced)
                text = f"{text}{'' if tight or not text else ' '}{line.text}"
            spaced = line.spaced
        return text

    def _is_tight(self, spaced: bool) -> bool:
        """Whether brackets over a line break touch: as the file says, or as most do within its lines."""
        return not spaced if self.keeps_spaces else self.touching_brackets

    def _mended(self, text: str, following: str) -> str:
        """A word broken at a hyphen: the hyphen stays where the document writes the word with one elsewhere,
        or where both halves are words of the document and the whole is not. A hyphen of the kind that only
        programs set (U+2010) stays in the first case alone."""
        left = _WORD.findall(text[:-1])
        right = _WORD.match(following)
        if text[-2:-1] == " " or not left or right is None:
            return f"{text} {following}"
        first, second = left[-1].lower(), right.group().lower()
        whole, hyphened = self.words[first + second], self.words[f"{first}-{second}"]
        stays = hyphened > 0
        if text[-1] == "-":
            halves = whole == 0 and self.words[first] > 0 and self.words[second] > 0
            stays = stays or halves or not following[0].islower()
        return text[:-1] + ("-" if stays else "") + following

    def heading_level(self, group: Sequence[Line], text: str) -> int | None:
        """1 to 6 for a paragraph in larger type, or a short one in bold type that is no sentence."""
        if len(text.split()) > _LONGEST_HEADING:
            return None
        size = round(group[0].size)
        if size in self.ranks and group[0].size > self.size * 1.08:
            return min(self.ranks[size], 6)
        if all(line.bold for line in group) and not _ENDS_SENTENCE.search(text):
            return min(len(self.ranks) + 1, 6)
        return None


def _pitch(lines: Sequence[Line]) -> float:
    drops = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page and a.bottom > b.bottom]
    near = [drop for drop in drops if drop < 2.2 * lines[0].size]
    return median(near) if near else 1.3 * lines[0].size
