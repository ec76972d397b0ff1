"""From a draft to the figures of the record: standing, variation and the name of the form."""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure, Standing
from briefing.extraction.figures.drafts import Draft
from briefing.extraction.figures.lexicon import Against, lexicon
from briefing.extraction.figures.naming import population_of
from briefing.extraction.figures.provenance import plain_period
from briefing.extraction.figures.roles import Comparison
from briefing.extraction.figures.verdicts import change, standing

_POPULATION = re.compile(
    r"# of ((?:the |all )?(?:[a-z'-]+ ){0,4}?(?:people|carers|staff|adults|homes|services|jobs|posts"
    r"|residents|men|women)"
    r"(?: (?:who|aged|with|in|using|leaving) (?:[a-z0-9'-]+ ?){1,4})?)",
    re.IGNORECASE,
)
_LONGEST_POPULATION = 6
"""Words."""
_NOT_LAST = frozenset(
    ("who", "aged", "with", "in", "using", "leaving", "the", "a", "an", "of", "to", "and", "or")
)
_STOP = re.compile(
    r" (?:felt|found|thought|got|took|used to|lived"
    r"|had|have|said|were|was|could|reported|accessed|did|feel|needed|received)\b.*$"
)


def finish(draft: Draft, evidence: Evidence) -> list[Figure]:
    """The figures of a draft: one, or one for each comparator."""
    comparisons: list[Comparison | None] = [c for c in draft.comparisons if c.against is not None]
    return [_figure(draft, c, evidence) for c in comparisons or [None]]


def _figure(draft: Draft, comparison: Comparison | None, evidence: Evidence) -> Figure:
    indicator = draft.indicator
    variation, result = _said(draft, comparison)
    return Figure(
        indicator=indicator.id,
        label=indicator.label,
        value=draft.number.value,
        unit=_unit(draft),
        evidence=evidence,
        qualifier=draft.number.qualifier,
        comparator=_comparator(comparison),
        comparator_value=_comparator_value(comparison),
        comparator_qualifier=comparison.number.qualifier if comparison and comparison.number else None,
        variation=variation,
        standing=result,
        source=_source(draft),
        period=draft.period,
        population=_population(draft),
        polarity=indicator.polarity,
        in_words=draft.zero or bool(draft.sole),
        form=_form(draft, comparison),
    )


def _unit(draft: Draft) -> str:
    """ "Days lost to sickness were 6.62", "5.9 sickness days": the unit stands apart from the number."""
    unit = draft.number.unit
    named = draft.indicator.unit == "days" and unit in ("rate", "count")
    return "days" if named and "days" in draft.clause.lower() else unit


def _source(draft: Draft) -> str | None:
    if draft.source is None and draft.indicator.family == "CQC ratings":
        return "CQC ratings"
    return draft.source


def _said(draft: Draft, comparison: Comparison | None) -> tuple[str, Standing]:
    if comparison is None:
        return "", Standing.NOT_COMPARED
    if comparison.against is Against.EARLIER:
        return change(draft.clause, draft.indicator.polarity)
    verdict = comparison.verdict
    variation = "" if verdict is None or verdict.bare else verdict.text
    return variation, standing(verdict, draft.indicator.polarity)


def _comparator(comparison: Comparison | None) -> str | None:
    if comparison is None or comparison.against is None:
        return None
    if comparison.against is Against.EARLIER:
        return f"same authority {plain_period(comparison.when) or 'before'}"
    if comparison.against in (Against.TARGET, Against.REGION) and comparison.mention is not None:
        name = re.sub(r"^(?:the|its|a|an) ", "", comparison.mention.text)
        return "regional average" if name.lower() == "regional" else name
    return lexicon().comparator_names[comparison.against]


def _comparator_value(comparison: Comparison | None) -> Decimal | None:
    if comparison is None or comparison.number is None:
        return None
    return comparison.number.value


def _population(draft: Draft) -> str | None:
    if draft.sole:
        return draft.sole
    match = _POPULATION.search(draft.clause)
    if match is None:
        return population_of(draft.clause)
    named = _STOP.sub("", match[1]).split()
    named = named[1:] if named[0].lower() in ("the", "these", "those", "all") else named
    named = named[:_LONGEST_POPULATION]
    while len(named) > 1 and named[-1].lower() in _NOT_LAST:
        named = named[:-1]
    return " ".join(named)


def _form(draft: Draft, comparison: Comparison | None) -> str:
    number = draft.number
    if draft.zero:
        return "absence_in_words"
    if draft.sole:
        return "one_of_one_in_words"
    if comparison is not None:
        return _compared_form(draft, comparison)
    if draft.shared:
        return "one_wait_for_several"
    if draft.indicator.family == "CQC ratings":
        return "rating_breakdown"
    if number.word:
        return "number_in_words"
    if number.qualifier:
        return "open_value"
    if number.unit == "percent":
        return "share"
    return "count" if number.unit == "count" else "rate_or_duration"


def _compared_form(draft: Draft, comparison: Comparison) -> str:
    if comparison.form == "comparator_in_next_sentence":
        return comparison.form
    if comparison.against is Against.EARLIER:
        return "own_earlier_value"
    if comparison.against is not Against.ENGLAND:
        return "other_comparator"
    if comparison.number is None:
        return "no_comparator_number"
    if comparison.form in ("respectively", "one_comparator_for_several"):
        return comparison.form
    if comparison.start < draft.number.start:
        return "comparator_first"
    if comparison.form in ("number_then_comparator", "linked_number"):
        return comparison.form
    plain = draft.text
    if plain[: draft.number.start].endswith("("):
        return "value_in_brackets"
    return "bare_brackets" if plain[: comparison.start].rstrip().endswith("(") else "value_then_comparator"
