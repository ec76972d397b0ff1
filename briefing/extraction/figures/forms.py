"""The forms a figure takes in a sentence, named, explained and shown.

The table is what officers and developers talk about: a figure in a record carries the id of the form that
read it, the documentation prints the table, and a test reads every example. The examples are invented.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    id: str
    explanation: str
    example: str


FORMS: tuple[Form, ...] = (
    Form(
        "value_then_comparator",
        "The value, what it measures, a word of comparison, the comparator and its number.",
        "ASCS data for 2023-24 showed 64.20% of people had choice over services, which was somewhat "
        "worse than "
        "the England average of 70.28%.",
    ),
    Form(
        "value_in_brackets",
        "A word of comparison first, then the value in brackets, then the comparator.",
        "Fewer carers (21.40%) were satisfied with social services than the England average (36.83%).",
    ),
    Form(
        "bare_brackets",
        "The comparator in brackets after the value, perhaps with its verdict, often in a chain of "
        "semicolons.",
        "Of those who answered, 77.10% of people felt safe (England average 71.06%); 89.30% of people "
        "said services "
        "helped them feel safe (England average 87.82%).",
    ),
    Form(
        "number_then_comparator",
        "The comparator's number stands before its name.",
        "The turnover rate was 0.21, compared with 0.25 nationally.",
    ),
    Form(
        "linked_number",
        "The comparator is not named again: the word that leads to its number tells.",
        "In the carers' survey 12.30% of carers had taken part in training, a positive variation from 4.30%.",
    ),
    Form(
        "comparator_first",
        "The comparator and its number before the value.",
        "Compared to the England average of 5.33 days, sickness stood at 7.90 days.",
    ),
    Form(
        "comparator_in_next_sentence",
        "The next sentence gives the comparator of the value before it.",
        "SALT showed 41.00% of people with long-term support had been reviewed. This was significantly "
        "below the "
        "England average (58.77%).",
    ),
    Form(
        "respectively",
        "Several values, then as many comparators in the same order.",
        "Turnover (0.31) and sickness (8.10 days) were both worse than the England averages (0.25 and "
        "5.33 days "
        "respectively).",
    ),
    Form(
        "one_comparator_for_several",
        "Several values held against one comparator.",
        "In the north 55.00% of people felt safe and in the south 60.00% of people felt safe, both below "
        "the England "
        "average of 71.06%.",
    ),
    Form(
        "no_comparator_number",
        "Held against a comparator whose number is not printed.",
        "Direct payments were used by 26.10% of people, similar to the England average.",
    ),
    Form(
        "other_comparator",
        "Held against a target, a region or similar councils.",
        "Assessments took 41 days against a local target of 28 days.",
    ),
    Form(
        "own_earlier_value",
        "Held against the authority's own earlier value.",
        "The number of overdue reviews had come down from 640 to 215.",
    ),
    Form(
        "rating_breakdown",
        "Shares or counts of local services by the regulator's rating.",
        "In the area 72% of care homes were rated good, 20% required improvement and 8% were not rated.",
    ),
    Form(
        "absence_in_words",
        "Nought, stated as an absence; the digit is ours.",
        "There were no delays in hospital discharge.",
    ),
    Form(
        "one_of_one_in_words",
        "The rating of the only service of a kind: one of one, the digit is ours.",
        "The district's only nursing home was rated good.",
    ),
    Form(
        "one_wait_for_several",
        "One length of wait for several services, named in a list or in the sentence before.",
        "Queues had built up for residential care and home care. Waits for both services averaged 12 days.",
    ),
    Form("number_in_words", "A count in words.", "The council had opened three new extra care schemes."),
    Form(
        "open_value",
        "A value with about, over or under.",
        "Around 45% of contacts were settled on the first call.",
    ),
    Form("share", "A percentage with no comparator.", "The team answered 94% of calls."),
    Form(
        "rate_or_duration",
        "A rate, a length of time or a sum of money with no comparator.",
        "The average wait was 17 days.",
    ),
    Form("count", "A count in digits with no comparator.", "There were 212 people waiting for a review."),
)
