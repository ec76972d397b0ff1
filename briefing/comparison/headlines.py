"""Headlines that are findings: the scores, and the figures on which the assessor speaks most plainly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from briefing.comparison.comparability import conflicts
from briefing.comparison.standing import against_england, significance
from briefing.comparison.words import (
    capital,
    counted,
    figure_words,
    listed,
    measured,
    some,
    spelled,
    verdict_words,
)
from briefing.domain.comparison import (
    AuthorityView,
    Comparability,
    Headline,
    IndicatorComparison,
    ScoreDistribution,
)
from briefing.domain.figure import Figure, Standing
from briefing.domain.framework import QualityStatement
from briefing.domain.record import StatementRecord


def scores_words(views: Sequence[AuthorityView], names: Mapping[str, str]) -> str:
    """`Camden scores 3 and Haringey 2`; authorities with one score are named together."""
    by_score: dict[int, list[str]] = {}
    for view in views:
        if view.score is not None:
            by_score.setdefault(view.score, []).append(names[view.authority])
    parts: list[str] = []
    for score in sorted(by_score, reverse=True):
        group = by_score[score]
        verb = (
            ("both score" if len(group) == 2 else "score" if len(group) > 1 else "scores")
            if not parts
            else ""
        )
        who = some(group)
        parts.append(" ".join(word for word in (who, verb, str(score)) if word))
    return capital(listed(parts))


def section_headline(
    statement: QualityStatement,
    views: Sequence[AuthorityView],
    statements: Mapping[str, StatementRecord],
    names: Mapping[str, str],
) -> Headline:
    """The finding that heads a statement: the scores, and how many figures are worse than England."""
    scored = scores_words(views, names)
    if not scored:
        return Headline(f"No score is printed for {statement.short_title.lower()} in these reports.", ())
    worse = {
        v.authority: against_england(statements[v.authority], Standing.WORSE) for v in views if v.assessed
    }
    if len(worse) != 2 or not any(worse.values()):
        return _spread(statement, scored, worse)
    (a, of_a), (b, of_b) = worse.items()
    scores = {v.authority: v.score or 0 for v in views}
    surprising = (scores[a] > scores[b] and len(of_a) > len(of_b)) or (
        scores[b] > scores[a] and len(of_b) > len(of_a)
    )
    first, second = ((a, of_a), (b, of_b)) if len(of_a) >= len(of_b) else ((b, of_b), (a, of_a))
    link = "yet" if surprising else "and"
    text = (
        f"{scored}, {link} {counted(len(first[1]), 'figure')} {'is' if len(first[1]) == 1 else 'are'} "
        f"worse than England in {names[first[0]]} and {spelled(len(second[1]))} in {names[second[0]]}."
    )
    return Headline(text, tuple(dict.fromkeys(f.evidence for f in (*of_a, *of_b))))


def _spread(
    statement: QualityStatement,
    scored: str,
    worse: Mapping[str, tuple[Figure, ...]],
) -> Headline:
    """For any number of reports: in how many of them figures are worse than England; none is singled out."""
    figures = [f for own in worse.values() for f in own]
    if not figures:
        return Headline(f"{scored} for {statement.short_title.lower()}.", ())
    holding = sum(bool(own) for own in worse.values())
    text = f"{scored}; {spelled(holding)} of {spelled(len(worse))} reports have figures worse than England."
    return Headline(text, tuple(dict.fromkeys(f.evidence for f in figures)))


def score_headline(
    statement: QualityStatement,
    views: Sequence[AuthorityView],
    names: Mapping[str, str],
    distribution: ScoreDistribution | None,
) -> Headline | None:
    """The scores on one statement, within the reference set. No sentence stands behind a score."""
    scored = scores_words(views, names)
    if not scored:
        return None
    text = f"{scored} for {statement.short_title.lower()}"
    if distribution is not None:
        low = min(view.score for view in views if view.score is not None)
        text = f"{text}; {distribution.counts[low - 1]} of the {distribution.scope} score {low}"
    return Headline(f"{text}.", ())


def figure_headlines(
    rows: Sequence[IndicatorComparison], names: Mapping[str, str]
) -> Iterator[tuple[float, Headline]]:
    """Headlines from measures that can be set side by side, weighed by the assessor's verdicts."""
    for row in rows:
        judged = [
            (names[cell.authority], figure)
            for cell in row.cells
            for figure in cell.figures[:1]
            if figure.against_england and figure.standing in (Standing.WORSE, Standing.BETTER)
        ]
        reporting = sum(bool(cell.figures) for cell in row.cells)
        if not judged or (reporting > 1 and row.verdict is not Comparability.YES):
            continue
        yield (
            _weight(judged, reporting),
            Headline(_told(row, judged), tuple(dict.fromkeys(f.evidence for _, f in judged))),
        )


def _weight(judged: Sequence[tuple[str, Figure]], reporting: int) -> float:
    """Worse before better, significant before slight, told of several before told of one."""
    worse = [f for _, f in judged if f.standing is Standing.WORSE]
    both = len({f.standing for _, f in judged}) > 1
    return (
        max(significance(f) for _, f in judged)
        + 1.0 * bool(worse)
        + 0.5 * (len(worse) > 1)
        + 0.5 * both
        + 0.6 * (reporting > 1)
        + 0.3 * (len(judged) > 1)
    )


def _told(row: IndicatorComparison, judged: Sequence[tuple[str, Figure]]) -> str:
    label = row.indicator.label
    england = judged[0][1].comparator_value
    value = measured(england, judged[0][1].unit) if england is not None else ""
    standings = {f.standing for _, f in judged}
    if len(judged) > 3:
        worse = [name for name, f in judged if f.standing is Standing.WORSE]
        better = [name for name, f in judged if f.standing is Standing.BETTER]
        parts = [f"worse than England in {some(worse)}"] if worse else []
        parts += [f"better in {some(better)}"] if better else []
        return f"{label}: {' and '.join(parts)} (England {value})."
    said = listed([f"{figure_words(f)} in {name}" for name, f in judged])
    if len(standings) == 1 and len(judged) > 1:
        word = judged[0][1].standing.value
        number = "both" if len(judged) == 2 else "all"
        return f"{label}: {said}, {number} {word} than England ({value})."
    if len(judged) == 1:
        return f"{label}: {said} against {value} in England, {verdict_words(judged[0][1])}."
    (first, one), *rest = sorted(judged, key=lambda pair: pair[1].standing is not Standing.WORSE)
    others = [f"{f.standing.value} in {name} at {figure_words(f)}" for name, f in rest]
    lead = f"{one.standing.value} than England ({value}) in {first} at {figure_words(one)}"
    return f"{label}: {listed([lead, *others])}."


def caveat(rows: Sequence[IndicatorComparison], names: Mapping[str, str]) -> Headline | None:
    """The one thing not to do with these figures: compare against conflicting England averages."""
    for row in conflicts(tuple(rows)):
        by_value: dict[Decimal, list[str]] = {}
        evidence = []
        for cell in row.cells:
            for figure in cell.figures:
                if figure.against_england and figure.comparator_value is not None:
                    by_value.setdefault(figure.comparator_value, []).append(names[cell.authority])
                    evidence.append(figure.evidence)
        unit = row.indicator.unit
        said = listed([f"{measured(v, unit)} in the report on {some(who)}" for v, who in by_value.items()])
        text = (
            f"{row.indicator.label}: the reports disagree on the England average. It is {said}. "
            "Do not compare the gaps to England."
        )
        return Headline(text, tuple(dict.fromkeys(evidence)))
    return None
