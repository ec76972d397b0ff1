"""The grammar of cues: what they say once negation, relief, intention and contrast are weighed."""

from __future__ import annotations

import pytest

from briefing.domain.evidence import plain_characters
from briefing.extraction.labels.cues import CueBook, Family, cue_book
from briefing.extraction.labels.grammar import Verdict, judge
from briefing.extraction.labels.words import tokens


def verdict(sentence: str) -> Verdict:
    return judge(tokens(sentence), cue_book())


SAID = [
    # praise and deficit
    ("The duty team was responsive.", "good"),
    ("Support was arranged promptly.", "good"),
    ("There was a lack of short breaks.", "bad"),
    ("Recording was inconsistent.", "bad"),
    # what is said of the subject counts, not the praise inside it
    ("The supply of skilled, flexible and effective support was inconsistent.", "bad"),
    ("Help for people who were isolated and poor was excellent.", "good"),
    # negation, either way
    ("Staff did not encounter delays.", "good"),
    ("There were no waits for equipment.", "good"),
    ("There were no embargoes on any home.", "good"),
    ("Information was not clear.", "bad"),
    ("People were not listened to.", "bad"),
    ("The service had not been extended.", "negated"),
    ("Officers did not understand the barriers people met.", "bad"),
    # of nobody, however far the verb is
    ("No one we met felt rushed.", "good"),
    ("No young person we heard about was given inappropriate care.", "good"),
    ("Few whom we asked were confident.", "bad"),
    ("Nobody was monitoring the risks to residents.", "bad"),
    ("Families said nobody had explained the form.", "bad"),
    # what a denied shortfall was about is denied with it
    ("There had been no closures related to concerns over care.", "good"),
    ("Costs fell with no increase in waiting times.", "good"),
    # less of a bad thing, and of a good one
    ("The project had reduced delays.", "good"),
    ("Waiting times had fallen.", "good"),
    ("Changes led to less effective support.", "bad"),
    # what is only intended, or for
    ("The council planned to make access easier.", "intended"),
    ("The forum was set up to address problems early.", "intended"),
    ("There were processes to follow where concerns arose.", "none"),
    # comparison by its word and what is measured
    ("Satisfaction was higher than the England average.", "good"),
    ("Vacancies were higher than the England average.", "bad"),
    ("Turnover was lower than the national average.", "good"),
    ("Fewer carers had a break compared to the England average.", "bad"),
    ("Control over daily life was in line with the England average.", "same"),
    ("The share of residents aged 80 was higher than the England average.", "same"),
    # names and terms of the trade are no cues
    ("The health and well-being strategy covered five years.", "none"),
    ("The Better Care Fund paid for three posts.", "none"),
    ("Safeguarding concerns went to the hub.", "none"),
    # both in one sentence
    ("The helpline was excellent, but callers waited too long.", "both"),
    ("People gave mixed feedback about the portal.", "both"),
    ("The panel met monthly.", "none"),
    # a purpose ends where something else is said
    ("The team met to share ideas and had improved its recording.", "good"),
    # a turn inside a clause parts nothing
    ("The replies, though, were slow.", "bad"),
    ("The homes were not yet rated.", "none"),
]


@pytest.mark.parametrize(("sentence", "overall"), SAID)
def test_the_cues_of_a_sentence_say(sentence: str, overall: str) -> None:
    """Each family of cues is read in its scope."""
    assert verdict(sentence).overall == overall


def test_a_sentence_is_parted_at_its_turn() -> None:
    """Each side of a contrast has a verdict of its own."""
    assert verdict("The plan was clear, although progress was slow.").sequence == "good>although:bad"


def test_what_is_conceded_first_is_parted_at_its_comma() -> None:
    """A concession at the front ends at its comma."""
    read = verdict("Despite these pressures, the team had good oversight.")
    assert [clause.verdict for clause in read.clauses] == ["bad", "good"]


def test_the_longest_cue_counts_once() -> None:
    """A cue inside a longer one is not counted again."""
    polar = Family("praise", "", "good", "polar")
    book = CueBook([(polar, "good, good practice"), (Family("name", "", "", "mask"), "good neighbour*")])
    assert [hit.words for hit in book.find(tokens("good practice was good"))] == ["good practice", "good"]
    assert not [hit for hit in book.find(tokens("the good neighbours scheme")) if hit.family is polar]


def test_choices_and_stems_are_spelt_out() -> None:
    """`(a|b)` stands for either word, `*` for any ending."""
    book = CueBook([(Family("praise", "", "good", "polar"), "work* (well|smoothly)")])
    assert [hit.words for hit in book.find(tokens("It works well and worked smoothly"))] == [
        "works well",
        "worked smoothly",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("People’s views were co‑produced – in part.", "People's views were co-produced - in part."),
        ("It was “good”.", 'It was "good".'),
        ("co-produced plans", "coproduced plans"),
        ("in 2023/24, 45.2% agreed", "in 2022-23, 9% agreed"),
        ("1,204 people, at £3.50", "7 people, at £12"),
    ],
)
def test_printing_leaves_the_words_alone(one: str, other: str) -> None:
    """Quotes, dashes, hyphenation and the value of a number are not words."""

    def words(text: str) -> list[str]:
        return [word for word in tokens(plain_characters(text)) if word.isalpha() or word[0] == "<"]

    assert words(one) == words(other)
