"""The measuring itself, held against figures worked out by hand."""

from decimal import Decimal
from pathlib import Path

import pytest

from briefing.domain.evidence import Evidence, sentence_digest
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Finding, Label
from briefing.domain.indicator import Polarity
from briefing.domain.record import Record, SourceRef, StatementRecord
from briefing.errors import InputError
from briefing.evaluation.counts import macro_f1, precision_recall_f1, total
from briefing.evaluation.gold import find_gold
from briefing.evaluation.scoring import score_page

HEAD = "paragraph\tsentence\ttopic\tlabel\talso_accepted\ttext"
SENTENCES = """\
1\t1\tneeds\tgood_practice\t\tPeople were pleased with their homes.
1\t2\tneeds\tshortfall\t\tHomes were far away.
2\t1\tmarket\tshortfall\tneutral\tPlans were late.
2\t2\tmarket\tneutral\t\tA board met monthly.
2\t3\tmarket\tmixed\t\tSome homes were good but others were not."""
FIGURE_HEAD = (
    "paragraph\tsentence\tindicator\tvalue\tunit\tcomparator\tcomparator_value\tvariation\tsource\tperiod\t"
    "polarity\tstanding"
)
FIGURES = """\
1\t1\tchoice\t63.1\tpercent\tEngland average\t70.2\tworse\tASCS\t2023-24\thigher_is_better\tworse
1\t2\twaits\t27\tdays\t\t\t\t\t\tlower_is_better\tnot_compared"""

READ = {
    (1, 1): (Label.GOOD_PRACTICE, "People were pleased with their homes.", "needs"),
    (1, 2): (Label.GOOD_PRACTICE, "Homes were far away.", "needs"),  # a flip
    (2, 1): (Label.NEUTRAL, "Plans were late.", "needs"),  # a fair second reading, and the wrong topic
    (2, 2): (Label.NEUTRAL, "A board met weekly.", "market"),  # another text
    # 2.3 was not read at all
}


def _evidence(place: tuple[int, int], text: str) -> Evidence:
    return Evidence("testford", "care-provision", *place, sentence_digest(text), text)


def _figure(place: tuple[int, int], value: str, comparator: str | None, source: str) -> Figure:
    return Figure(
        "choice",
        "Choice",
        Decimal(value),
        "percent",
        _evidence(place, "x"),
        comparator="England average" if comparator else None,
        comparator_value=Decimal(comparator) if comparator else None,
        variation="somewhat worse",
        standing=Standing.WORSE,
        source=source,
        period="2023-24",
        polarity=Polarity.HIGHER_IS_BETTER,
    )


@pytest.fixture
def page(tmp_path):
    (tmp_path / "testford-sentences.tsv").write_text(f"{HEAD}\n{SENTENCES}\n")
    (tmp_path / "testford-figures.tsv").write_text(f"{FIGURE_HEAD}\n{FIGURES}\n")
    (tmp_path / "testford-care-provision.txt").write_text("Testford")
    findings = tuple(
        Finding(_evidence(place, text), label, topic) for place, (label, text, topic) in READ.items()
    )
    figures = (_figure((1, 1), "63.1", "70.2", "SACE"), _figure((2, 2), "12", "13", "ASCS"))
    statement = StatementRecord("care-provision", "Care provision", 2, findings=findings, figures=figures)
    record = Record(None, SourceRef("testford.txt", "0"), statements=(statement,))
    return score_page(find_gold((tmp_path,))[0], record, {})


def test_a_sentence_is_kept_where_the_same_text_stands_at_the_same_place(page):
    """Three of five: one has another text and one is not there."""
    assert (page.sentences, page.sentences_kept) == (5, 3)


def test_topics_count_by_sentence(page):
    """Three of five: 2.1 stands under another topic and 2.3 was not read."""
    assert (page.topics, page.topics_right) == (5, 3)


def test_labels_are_counted_strictly_and_fairly(page):
    """Good: 1 of 2 read is right. Neutral: 1 of 3 strictly, 2 of 3 where fair. Shortfall, mixed: none."""
    strict, lenient = page.labels.strict, page.labels.lenient
    assert precision_recall_f1(strict, "good_practice") == (0.5, 1.0, pytest.approx(2 / 3))
    assert precision_recall_f1(strict, "neutral") == (pytest.approx(1 / 3), 1.0, pytest.approx(0.5))
    assert macro_f1(strict) == pytest.approx((2 / 3 + 0 + 0 + 1 / 2) / 4)
    assert precision_recall_f1(lenient, "neutral") == (pytest.approx(2 / 3), 1.0, pytest.approx(0.8))
    assert macro_f1(lenient) == pytest.approx((2 / 3 + 0 + 0 + 0.8) / 4)


def test_good_practice_for_a_shortfall_is_a_flip(page):
    """1.2 is; 2.1 has a fair second reading and is none."""
    assert page.labels.flips == 1


def test_figures_count_as_found_as_beyond_the_labels_and_as_invented(page):
    """A pair has the wrong source, a wait is missed, and a pair that nobody labelled is invented."""
    f = page.figures
    assert (f.labelled, f.found, f.read, f.extra) == (2, 1, 2, 1)
    assert (f.england_labelled, f.england_found, f.england_read, f.england_invented) == (1, 1, 2, 1)
    wrong = {name for name in f.attributes if f.attributes[name] == 0}
    assert wrong == {"source", "variation"}
    assert any("27" in miss for miss in f.misses)


def test_two_pages_add_up(page):
    """Twice the same page doubles every count and moves no share."""
    both = total((page, page))
    assert (both.sentences, both.labels.flips, both.figures.labelled) == (10, 2, 4)
    assert both.figures.misses == page.figures.misses * 2
    assert macro_f1(both.labels.strict) == macro_f1(page.labels.strict)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.gold.json", "{", "cannot be read"),
        ("a.gold.json", "{}", "authority"),
        ("a-sentences.tsv", "paragraph\tsentence\n1\t1\n", "text"),
        ("a-sentences.tsv", f"{HEAD}\nx\t1\tneeds\tneutral\t\tText.\n", "'x'"),
        ("notes.txt", "", "no labelled pages"),
    ],
)
def test_labels_that_cannot_be_read_are_told(tmp_path: Path, name, content, said):
    """The message names the file and what it lacks."""
    (tmp_path / name).write_text(content)
    (tmp_path / "a-care-provision.txt").write_text("A")
    with pytest.raises(InputError) as raised:
        find_gold((tmp_path,))
    assert said in str(raised.value)
