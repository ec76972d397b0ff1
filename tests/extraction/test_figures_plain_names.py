"""Names of measures nobody has described: true, short, and the same each time; a quotation where none is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extraction.figures.plain_names import (
    LONGEST_ID,
    LONGEST_NAME,
    absence_name,
    plain_id,
    plain_name,
)
from briefing.extraction.figures.quoting import Said
from briefing.extraction.figures.word_kinds import length


def said(text: str) -> Said:
    """A sentence with its number between square marks."""
    start, end = text.index("["), text.index("]") - 1
    return Said(text.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize(
    ("sentence", "unit", "name"),
    [
        # what is counted, and what is said of it
        ("[Forty] hoists had been repaired, and [].", "count", "Hoists repaired"),
        ("[23] lunch clubs were run by volunteers.", "count", "Lunch clubs run by volunteers"),
        ("[9] men were sleeping in a garage.", "count", "Men sleeping in a garage"),
        ("[5] parishes shared one minibus.", "count", "Parishes that shared one minibus"),
        ("[31] people had paid nothing.", "count", "People who had paid nothing"),
        ("Drivers said that [two] of the seven ramps were icy.", "count", "Ramps that were icy"),
        ("[70%] of door keys were returned within a week.", "percent", "Door keys returned within a week"),
        ("Of [30] people fined, most were drivers.", "count", "People fined"),
        ("In March 2024 [8] bus stops were moved.", "count", "Bus stops moved"),
        # what was done to it
        ("The fund had mended [1,340] roofs.", "count", "Roofs mended"),
        ("The plan for 2021 to 2024 named [four] rivers, each with a warden.", "count", "Rivers named"),
        ("A board brought together [11] choirs.", "count", "Choirs brought together"),
        ("The warden saw [12] foxes each month.", "count", "Foxes seen each month"),
        ("The desk took [90] calls a day.", "count", "Calls taken a day"),
        ("The parish had met [3] of its 9 garden goals.", "count", "Garden goals met"),
        ("The shop filled [only 9] of its 60 shelves and closed.", "count", "Shelves filled"),
        # what there was, and what the value is of
        ("There were [33] allotment holders and a goat.", "count", "Allotment holders"),
        ("In May there were [96] people waiting for a plot.", "count", "People waiting for a plot"),
        ("The average climb was [3 hours].", "hours", "Average climb"),
        ("Fares had risen and the hourly charge was [£4].", "GBP", "Hourly charge"),
    ],
)
def test_names_made_where_the_grammar_is_plain(sentence: str, unit: str, name: str) -> None:
    """What is counted with its verb, and never a word that the number is not about."""
    assert plain_name(said(sentence.replace(", and []", "")), unit) == name


@pytest.mark.parametrize(
    ("sentence", "unit", "name"),
    [
        ("The scheme had cut fares by [12%] with no increase in noise.", "percent", "12%"),
        ("Ferries had fallen to an average of [4] a day from 23.", "count", "4 a day"),
        ("Kites had been a hit: [61] were flying.", "count", "“61 were flying”"),
        ("[Two] were on time and the other was late.", "count", "“Two were on time”"),
        (
            "Wardens looked after [3] Somali, Polish and Irish clubs.",
            "count",
            "3 Somali, Polish and Irish clubs",
        ),
        ("Captains hoped to mend [500] boats by spring.", "count", "Captains hoped to mend 500 boats"),
        (
            "A ferry was to be tried with [two] crews in early 2025.",
            "count",
            "was to be tried with two crews",
        ),
        ("The club had [45] members and 2 cats.", "count", "club had 45 members"),
        ("Ducks made up [6%] of the flock.", "percent", "Ducks made up 6% of the flock"),
        ("A cat slept in a boat for [eleven] nights.", "count", "eleven nights"),
        ("The rent of a stall was not [£15] but £20.", "GBP", "£15"),
        (
            "Only [41%] of the 37 bakers answering the parish survey in March agreed that it paid.",
            "percent",
            "41%",
        ),
    ],
)
def test_everything_else_is_quoted(sentence: str, unit: str, name: str) -> None:
    """A run of the assessor's own words with the number in it, between quotation marks."""
    there = said(sentence)
    quote = plain_name(there, unit)
    assert quote.startswith("“")
    assert quote.endswith("”")
    assert name.strip("“”") in quote
    assert quote.strip("“”") in there.text
    assert length(quote) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("There were [no queues] for the swings.", "No queues for the swings"),
        ("[Nobody was waiting] for a turn on the slide.", "Nobody waiting for a turn on the slide"),
        ("Visitors saw [no queues], and a lifeguard sat on each beach.", "“Visitors saw no queues”"),
        ("Queues at the slide [were nil] in the spring.", "“Queues at the slide were nil”"),
    ],
)
def test_absences_are_named_by_their_own_words(sentence: str, name: str) -> None:
    """Nought is named by what there was none of; where that says nothing, by the clause."""
    assert absence_name(said(sentence)) == name


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Door keys returned within a week", "door_keys_returned_week"),
        ("“61 were flying”", "flying"),
        ("“it had lost £1,340 on kites”", "lost_kites"),
        ("No queues for the swings", "queues_swings"),
        ("“4 of these”", "measure"),
    ],
)
def test_ids_are_made_of_the_telling_words(name: str, id_: str) -> None:
    """Without small words, and without the number of a quotation: another year's figure has the same id."""
    assert plain_id(name) == id_


_WORDS = st.lists(
    st.sampled_from(("the", "a", "of", "and", "had", "were", "been", "not", "to", "that", "people", "boats"))
    | st.sampled_from(("homes", "mended", "waiting", "by", "in", "co-op", "it's", "12", "4%", "£3m", "two,"))
    | st.sampled_from(("(a)", "sites;", "all:", "which", "saw", "'so")),
    max_size=24,
)


@given(
    _WORDS,
    st.sampled_from(["7", "over 7,100", "£3.5m", "seven days"]),
    _WORDS,
    st.sampled_from(["count", "days", "percent", "GBP", "rate"]),
)
def test_names_are_short_and_quotations_verbatim_whatever_the_words(
    before: list[str], number: str, after: list[str], unit: str
) -> None:
    """At most eight words in a row, a quotation found in the sentence, an id of at most six words."""
    lead = " ".join([*before, ""])
    text = f"{lead}{number} {' '.join(after)}"
    name = plain_name(Said(text, len(lead), len(lead) + len(number)), unit)
    assert name == plain_name(Said(text, len(lead), len(lead) + len(number)), unit)
    assert 0 < length(name) <= LONGEST_NAME
    assert not name.startswith("“") or name.strip("“”") in text
    assert re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)*", plain_id(name))


def test_ids_are_cut_short() -> None:
    """An id holds six telling words at most."""
    long = plain_id("Blue brown black white green amber ivory")
    assert long == "blue_brown_black_white_green_amber"
    assert len(long.split("_")) == LONGEST_ID
