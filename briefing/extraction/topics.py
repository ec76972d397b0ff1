"""Topics: the section a paragraph stands in, by its printed sub-heading, or inferred where none is printed.

Reports keep the framework's order of sections, and the assessor opens them in much the same words. A page
that has lost its sub-headings is therefore cut into at most as many runs of paragraphs as the quality
statement has topics, in order, so that the words of each run speak for its topic (dynamic programming over
paragraphs and topics). Only statements whose topics carry words in the framework are inferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from briefing.domain.evidence import plain_characters
from briefing.domain.framework import Topic, slug_of

# What it costs to leave a topic out, and what a stock opening is worth, against words of weight 1 to 3.
_SKIP = 4.0
_OPENING = 8.0
_NEVER = float("-inf")


def topic_of_heading(heading: str) -> str:
    """The id of a sub-heading that the framework does not know: made from its words."""
    return slug_of(plain_characters(heading))


def infer_topics(
    paragraphs: Sequence[str], topics: tuple[Topic, ...], list_items: frozenset[int] = frozenset()
) -> tuple[str | None, ...]:
    """A topic id for each paragraph, in the framework's order. `list_items`: the 0-based places of paragraphs
    that continue the one before, with which no section can begin.

    All None where the topics carry no words, where the page is too short to have sections (fewer paragraphs
    than topics), or where nothing in the words tells the sections apart.
    """
    if not paragraphs or len(paragraphs) < len(topics) or not any(topic.words for topic in topics):
        return (None,) * len(paragraphs)
    plain = [plain_characters(text).casefold() for text in paragraphs]
    fit = [_fit(text, topics) for text in plain]
    opens = [
        [_NEVER if i in list_items else _opens(text, topic) for topic in topics]
        for i, text in enumerate(plain)
    ]
    opens[0] = [max(value, 0.0) for value in opens[0]]
    return tuple(topics[k].id for k in _best_path(fit, opens, len(topics)))


def _best_path(fit: list[list[float]], opens: list[list[float]], count: int) -> list[int]:
    """The non-decreasing run of topics with the highest score; ties go to the earlier topic."""
    best = [fit[0][k] + opens[0][k] - _SKIP * k for k in range(count)]
    came_from: list[list[int]] = []
    for i in range(1, len(fit)):
        step, origin = [], []
        for k in range(count):
            choices = [(best[k], k)] + [(best[j] + opens[i][k] - _SKIP * (k - j - 1), j) for j in range(k)]
            value, j = max(choices, key=lambda choice: choice[0])
            step.append(value + fit[i][k])
            origin.append(j)
        best, came_from = step, [*came_from, origin]
    last = max(range(count), key=lambda k: best[k] - _SKIP * (count - 1 - k))
    path = [last]
    for origin in reversed(came_from):
        path.append(origin[path[-1]])
    return path[::-1]


def _fit(text: str, topics: tuple[Topic, ...]) -> list[float]:
    """How well the words of a paragraph fit each topic, against the average topic; a long paragraph counts
    for more than a short one, but not in proportion."""
    raw = [
        float(sum(weight * min(len(p.findall(text)), 3) for p, weight in _patterns(topic.words)))
        for topic in topics
    ]
    mean = sum(raw) / len(raw)
    spread = max(sum(raw), 1.0) ** 0.5
    return [2.0 * (value - mean) / spread for value in raw]


def _opens(text: str, topic: Topic) -> float:
    first = text[:240]
    return _OPENING if any(opening in first for opening in topic.openings) else 0.0


@lru_cache(maxsize=64)
def _patterns(words: tuple[tuple[str, int], ...]) -> tuple[tuple[re.Pattern[str], int], ...]:
    """The words of a topic as patterns, those of one weight together."""
    by_weight: dict[int, list[str]] = {}
    for word, weight in words:
        form = re.escape(word.casefold().removesuffix("*")) + (r"\w*" if word.endswith("*") else "")
        by_weight.setdefault(weight, []).append(form)
    return tuple(
        (re.compile(rf"\b(?:{'|'.join(sorted(forms, key=len, reverse=True))})\b"), weight)
        for weight, forms in sorted(by_weight.items())
    )
