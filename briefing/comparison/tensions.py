"""Scores that the figures, or the balance of findings, pull against: shown, and not smoothed over."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.comparison.standing import against_england
from briefing.comparison.words import counted, spelled
from briefing.domain.comparison import ScoreTension
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Label
from briefing.domain.record import StatementRecord


def tensions(authority: str, statement: StatementRecord) -> tuple[ScoreTension, ...]:
    """Where the figures or the balance of findings pull against the score.

    Sentences are counted from the balance of the view, so that tension names no single sentence.
    """
    score = statement.score
    if score is None:
        return ()
    worse = against_england(statement, Standing.WORSE)
    better = against_england(statement, Standing.BETTER)
    found = []
    if score >= 3 and worse:
        text = f"Scored {score}, and {counted(len(worse), 'figure')} {_are(worse)} worse than England"
        found.append(_tension_of(authority, score, f"{text}{_others(better, 'better')}.", worse))
    if score <= 2 and len(better) > len(worse):
        text = f"Scored {score}, yet {counted(len(better), 'figure')} {_are(better)} better than England"
        found.append(_tension_of(authority, score, f"{text}{_others(worse, 'worse')}.", (*better, *worse)))
    good = [f for f in statement.findings if f.label is Label.GOOD_PRACTICE]
    short = [f for f in statement.findings if f.label is Label.SHORTFALL]
    if (score <= 2 and len(good) > len(short)) or (score >= 3 and len(short) > len(good)):
        text = f"Scored {score}, with {len(good)} sentences of good practice and {len(short)} of shortfall."
        found.append(ScoreTension(authority, score, text, ()))
    return tuple(found)


def _are(figures: Sequence[Figure]) -> str:
    return "is" if len(figures) == 1 else "are"


def _others(figures: Sequence[Figure], word: str) -> str:
    return f"; {spelled(len(figures))} {_are(figures)} {word}" if figures else ""


def _tension_of(authority: str, score: int, text: str, figures: Sequence[Figure]) -> ScoreTension:
    evidence = tuple(dict.fromkeys(f.evidence for f in figures))
    return ScoreTension(authority, score, text, evidence)
