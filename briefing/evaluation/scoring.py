"""How well a record agrees with a labelled page.

Labels: macro-F1 over the four labels, strict (the label itself) and lenient (a label that a fair second
reader may give counts as right). A flip is good practice read as shortfall, or the other way round, where
no fair reader would. Figures: one read figure for one labelled figure of the same sentence and value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from briefing.domain.evidence import plain_characters
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding
from briefing.domain.record import Record, StatementRecord
from briefing.evaluation.gold import GoldFigure, GoldPage, GoldSentence, GoldStatement

LABELS = ("good_practice", "shortfall", "mixed", "neutral")
ATTRIBUTES = (
    "comparator_value",
    "indicator",
    "unit",
    "variation",
    "standing",
    "source",
    "period",
    "polarity",
)


@dataclass(slots=True)
class LabelScore:
    """Counts of (labelled, read) over sentences; `lenient` counts a fair reading as the label itself."""

    strict: Counter[tuple[str, str]] = field(default_factory=Counter)
    lenient: Counter[tuple[str, str]] = field(default_factory=Counter)
    flips: int = 0

    def add(self, gold: GoldSentence, read: str) -> None:
        fair = read == gold.label or read in gold.also
        self.strict[gold.label, read] += 1
        self.lenient[read if fair else gold.label, read] += 1
        if not fair and {gold.label, read} == {"good_practice", "shortfall"}:
            self.flips += 1

    def include(self, other: LabelScore) -> None:
        self.strict.update(other.strict)
        self.lenient.update(other.lenient)
        self.flips += other.flips


def precision_recall_f1(counts: Counter[tuple[str, str]], label: str) -> tuple[float, float, float]:
    """Of one label, from counts of (labelled, read)."""
    right = counts[label, label]
    read = sum(n for (_, r), n in counts.items() if r == label)
    labelled = sum(n for (g, _), n in counts.items() if g == label)
    precision = right / read if read else 0.0
    recall = right / labelled if labelled else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return precision, recall, f1


def macro_f1(counts: Counter[tuple[str, str]], labels: tuple[str, ...] = LABELS) -> float:
    """The mean F1 over the labels that occur, labelled or read."""
    present = [name for name in labels if any(name in pair for pair in counts)]
    return sum(precision_recall_f1(counts, name)[2] for name in present) / len(present) if present else 0.0


@dataclass(slots=True)
class FigureScore:
    """Counts of figures labelled, found and read beyond the labels."""

    labelled: int = 0
    found: int = 0
    read: int = 0
    extra: int = 0
    """Read, and no labelled figure of that sentence has that value."""
    england_labelled: int = 0
    england_found: int = 0
    """Value and comparator value both right."""
    england_read: int = 0
    england_invented: int = 0
    attributes: Counter[str] = field(default_factory=Counter)
    """Of the England pairs found, how many have this right."""
    forms: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """(form, matches a label) of every figure read."""
    misses: list[str] = field(default_factory=list)

    def include(self, other: FigureScore) -> None:
        for name in (
            "labelled",
            "found",
            "read",
            "extra",
            "england_labelled",
            "england_found",
            "england_read",
            "england_invented",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.attributes.update(other.attributes)
        self.forms.update(other.forms)
        self.misses.extend(other.misses)


@dataclass(slots=True)
class PageScore:
    """One page, or several added up."""

    name: str
    statements: int = 0
    statements_right: int = 0
    scores_labelled: int = 0
    scores_right: int = 0
    sentences: int = 0
    sentences_kept: int = 0
    """Read with the same text at the same place."""
    topics: int = 0
    topics_right: int = 0
    labels: LabelScore = field(default_factory=LabelScore)
    figures: FigureScore = field(default_factory=FigureScore)

    def include(self, other: PageScore) -> None:
        for name in (
            "statements",
            "statements_right",
            "scores_labelled",
            "scores_right",
            "sentences",
            "sentences_kept",
            "topics",
            "topics_right",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.labels.include(other.labels)
        self.figures.include(other.figures)


def total(pages: Iterable[PageScore], name: str = "all pages") -> PageScore:
    whole = PageScore(name)
    for page in pages:
        whole.include(page)
    return whole


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
