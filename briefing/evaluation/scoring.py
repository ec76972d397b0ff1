"""How well a record agrees with a labelled page: one read figure for one labelled figure of the same sentence
and value, one label for one sentence at the same place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from briefing.domain.evidence import plain_characters
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding
from briefing.domain.record import Record, StatementRecord
from briefing.evaluation.counts import FigureScore, PageScore
from briefing.evaluation.gold import GoldFigure, GoldPage, GoldSentence, GoldStatement


def score_page(
    gold: GoldPage,
    record: Record,
    topic_titles: Mapping[str, str],
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> PageScore:
    """Holds a record against a labelled page.

    `topic_titles` gives a topic id for a printed sub-heading, `aliases` the id of an indicator for another
    name of the very same measure.
    """
    page = PageScore(gold.name)
    for labelled in gold.statements:
        read = record.statement(labelled.statement)
        page.statements += 1
        page.statements_right += read is not None
        if labelled.score is not None:
            page.scores_labelled += 1
            page.scores_right += read is not None and read.score == labelled.score
        _score_statement(page, labelled, read, topic_titles, aliases)
    return page


def _score_statement(
    page: PageScore,
    gold: GoldStatement,
    read: StatementRecord | None,
    topic_titles: Mapping[str, str],
    aliases: Mapping[str, str],
) -> None:
    findings = {(f.evidence.paragraph, f.evidence.sentence): f for f in read.findings} if read else {}
    for sentence in gold.sentences:
        finding = findings.get((sentence.paragraph, sentence.sentence))
        _score_sentence(page, sentence, finding, topic_titles)
    figures = tuple(replace(f, indicator=aliases.get(f.indicator, f.indicator)) for f in gold.figures)
    _score_figures(page, figures, read.figures if read else ())


def _score_sentence(
    page: PageScore, gold: GoldSentence, read: Finding | None, topic_titles: Mapping[str, str]
) -> None:
    page.sentences += 1
    kept = read is not None and plain_characters(read.evidence.quote or "") == plain_characters(gold.text)
    page.sentences_kept += kept
    if gold.topic:
        page.topics += 1
        expected = topic_titles.get(gold.topic.casefold(), gold.topic)
        page.topics_right += read is not None and read.topic == expected
    # A sentence that was not read counts as neutral: nothing would be printed of it.
    page.labels.add(gold, read.label.value if read is not None else "neutral")


def _score_figures(page: PageScore, gold: tuple[GoldFigure, ...], read: tuple[Figure, ...]) -> None:
    score = FigureScore()
    left = list(read)
    for labelled in sorted(gold, key=lambda g: (not g.england_pair, g.optional)):
        match = _match(labelled, left)
        if match is not None:
            left.remove(match)
            score.forms[match.form, True] += 1
        if not labelled.optional:
            score.labelled += 1
            score.found += match is not None
            if match is None:
                place = f"{page.name} {labelled.paragraph}.{labelled.sentence}"
                score.misses.append(f"{place} {labelled.indicator} {labelled.value}")
        if labelled.england_pair:
            _score_pair(score, labelled, match, page.name)
    score.read = len(read)
    score.extra = len(left)
    score.england_read = sum(f.against_england for f in read)
    score.england_invented = sum(f.against_england for f in left)
    for figure in left:
        score.forms[figure.form, False] += 1
    page.figures.include(score)


def _match(gold: GoldFigure, left: list[Figure]) -> Figure | None:
    """The figure of that sentence and value; of several the one with the labelled comparator."""
    at = (gold.paragraph, gold.sentence)
    same = [
        f
        for f in left
        if (f.evidence.paragraph, f.evidence.sentence) == at
        and gold.value is not None
        and f.value == gold.value
    ]
    same.sort(
        key=lambda f: (
            f.comparator_value != gold.comparator_value,
            f.indicator != gold.indicator,
            f.unit != gold.unit,
        )
    )
    return same[0] if same else None


_BARE = frozenset(("above", "below", "higher", "lower", "more", "fewer", "less", "greater", "exceeding"))


def verdict_words(variation: str) -> str:
    """A verdict phrase for comparing: of several the last, in lower case, without the small words round it.
    A bare direction is no verdict."""
    words = variation.casefold().rpartition(";")[2].split()
    while words and words[0] in ("a", "an", "some"):
        words = words[1:]
    while words and words[-1] in ("than", "to", "from", "with", "as", "of"):
        words = words[:-1]
    phrase = " ".join(words)
    return "" if phrase in _BARE else phrase


def _score_pair(score: FigureScore, gold: GoldFigure, read: Figure | None, page: str) -> None:
    score.england_labelled += 1
    if read is None or read.comparator_value != gold.comparator_value:
        score.misses.append(f"{page} {gold.paragraph}.{gold.sentence} England pair {gold.indicator}")
        return
    score.england_found += 1
    values = {
        "comparator_value": (gold.comparator_value, read.comparator_value),
        "indicator": (gold.indicator, read.indicator),
        "unit": (gold.unit, read.unit),
        "variation": (verdict_words(gold.variation), verdict_words(read.variation)),
        "standing": (gold.standing, read.standing.value),
        "source": (gold.source, read.source or ""),
        "period": (gold.period, read.period or ""),
        "polarity": (gold.polarity, read.polarity.value),
    }
    for name, (expected, got) in values.items():
        score.attributes[name] += expected == got
        if expected != got:
            place = f"{page} {gold.paragraph}.{gold.sentence}"
            score.misses.append(f"{place} {gold.indicator}: {name} is {got!r}, labelled {expected!r}")
