"""What several lines of a page say together: the score of a section, and the summary of a whole report."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.domain.framework import Framework
from briefing.domain.record import Overall, ReadingWarning
from briefing.extraction.scores import ScoreLine, overall_warnings, read_overall_line, read_score_line
from briefing.extraction.sections import Section, Sections


def merged_sections(sections: Sequence[Section]) -> list[Section]:
    """One section for each quality statement: a summary's line of scores joins the pages it summarises."""
    merged: list[Section] = []
    for section in sections:
        twin = next((m for m in merged if m.statement is section.statement and m.statement is not None), None)
        if twin is None:
            merged.append(section)
            continue
        if section.findings and not twin.findings:
            # The page itself, met after its line in the summary, keeps its own place, title and score.
            section.scores += twin.scores
            merged.remove(twin)
            merged.append(section)
        else:
            twin.scores += section.scores
            twin.findings += section.findings
    return merged


def read_overall(
    cut: Sections, sections: Sequence[Section], framework: Framework, warnings: list[ReadingWarning]
) -> Overall:
    """The overall percent and rating as printed outside the findings, and the scores of all statements where
    the file is a summary or holds several; what contradicts itself goes to `warnings`."""
    percent: int | None = None
    rating: str | None = None
    for block in cut.outside:
        line = read_score_line(block.text)
        found = read_overall_line(block.text, framework) or ((line.percent, None) if line else None)
        if found:
            percent, rating = percent if percent is not None else found[0], rating or found[1]
    scores = tuple(
        (s.statement.id, score) for s in sections if s.statement and (score := score_of(s)[0]) is not None
    )
    whole = percent is not None or rating is not None or len(scores) > 1
    overall = Overall(percent, rating, scores if whole else ())
    warnings += overall_warnings(percent, rating, overall.scores, framework)
    return overall


def score_of(section: Section) -> tuple[int | None, str | None, str | None]:
    """The score, its words as printed, and what is wrong where it cannot be told."""
    scores = list(dict.fromkeys(line.score for line in section.scores if line.score is not None))
    words = next((line.words for line in section.scores if line.words), None)
    if len(scores) == 1:
        return scores[0], words, None
    if scores:
        return None, words, f"the page prints more than one: {', '.join(map(str, scores))}"
    odd: ScoreLine | None = next((s for s in section.scores if s.unreadable or s.percent is not None), None)
    if odd:
        printed = odd.unreadable or odd.percent
        return None, words, f"the page prints {printed} where a number from 1 to 4 should be"
    if words:
        return None, words, f"the page prints only its words: {words}"
    return None, None, "the page states none"
