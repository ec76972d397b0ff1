"""What a value is about: the indicator that its clause names, with the help of the words around it.

An ellipsis ("57.78% good", "31% used one") takes what it leaves out from the nearest words that have it. A
clause that names nothing known keeps the assessor's words under an id made from them: it is never forced into
the nearest indicator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.domain.indicator import Indicator, Polarity
from briefing.extraction.figures.comparisons import Value
from briefing.extraction.figures.drafts import Draft
from briefing.extraction.figures.lexicon import Against
from briefing.extraction.figures.naming import (
    Catalogue,
    Name,
    invented,
    population_of,
    says_little,
    stands_for_something,
)
from briefing.extraction.figures.quoting import Said
from briefing.extraction.figures.ratings import rating_id
from briefing.extraction.figures.spans import Spans
from briefing.extraction.figures.stretches import clause, lead_in

# "an increase of 90 people (15%)": the share is the increase, too.
_RISE = re.compile(r"\b(?:increase|rise|reduction|fall|decrease|drop) (?:of|by) [^.;,()]{1,40}\($", re.I)
# "for people and carers respectively": one question asked of two.
_ASKED = re.compile(r"\b(people|carers)\b[\w ]{0,24} and (?:for |unpaid )*(people|carers)\b", re.I)
_LIST = re.compile(r", and |, | and ")
_FAMILY_POPULATION = {"SACE": "carers", "ASCS": "people", "ASC-WE": "staff"}


def subject(
    catalogue: Catalogue,
    spans: Spans,
    values: Sequence[Value],
    position: int,
    before: Sequence[Draft],
    before_text: str,
    source: str | None,
    whole: str | None,
) -> Indicator:
    """The indicator of the value at `position`: a known one, or one made from the assessor's words.

    `before` and `before_text` are the figures and the words of the sentence before, `source` the source that
    holds here, if any, `whole` whom the sentence speaks of up to here.
    """
    value = values[position]
    rated = _rated(catalogue, spans, value, before_text)
    if rated is not None:
        return rated
    words, unit = clause(spans, value), value.number.unit
    if position and _RISE.search(spans.text[: value.number.start]):
        words = f"{clause(spans, values[position - 1]).replace('#', '')} {words}"
    population = population_of(words)
    said = Said(spans.text, value.number.start, value.number.end)
    if unit == "percentage points":
        return _difference(catalogue, spans, said, words, population)
    hints = (_FAMILY_POPULATION.get(source or ""), whole)
    listed = _listed(catalogue, spans, values, position, hints)
    if listed is not None:
        return listed

    stands_for = stands_for_something(words)

    def named(context: str = "", lent: str | None = None, *, lend_all: bool = False) -> Indicator | None:
        freely = lend_all or stands_for
        names = catalogue.recognise(
            words, unit, population or lent, context, lend_all=lend_all, freely=freely
        )
        return _pick(names, hints)

    found = named()
    if found is None and stands_for and position == 0:
        found = named(before_text)
    if found is None and population == "people" and 0 < words.find(": ") < words.find("#"):
        # "fewer people were leaving: turnover was #": what stands before the colon only leads in.
        words = words.rpartition(": ")[2]
        found, population = _pick(catalogue.recognise(words, unit, None), hints), population_of(words)
    around = list(_around(spans, values, position, before)) if found is None else []
    for context in around:
        found = found or named(context, population_of(context))
    if found is None and stands_for:
        found = named(before_text)
    if found is None and (stands_for or says_little(words)):
        for context in (*around, before_text):
            found = found or named(context, lend_all=True)
    return found if found is not None else invented(said, words, unit)


def _listed(
    catalogue: Catalogue, spans: Spans, values: Sequence[Value], position: int, hints: tuple[str | None, ...]
) -> Indicator | None:
    """ "Vacancies and turnover were 9.1% and 0.31": names in a list before values in a list, one for each."""
    first = last = position
    while first and _side_by_side(spans, values[first - 1], values[first]):
        first -= 1
    while last + 1 < len(values) and _side_by_side(spans, values[last], values[last + 1]):
        last += 1
    count = last - first + 1
    if count == 1:
        return None
    lead = lead_in(spans, values[first].number.start)
    population = population_of(lead)
    unit = [v.number.unit for v in values[first : last + 1]]
    pieces = [p for p in _LIST.split(lead) if p.strip()][-count:]
    names = [
        _pick(catalogue.recognise(p, u, population_of(p) or population), hints)
        for p, u in zip(pieces, unit, strict=False)
    ]
    asked = _ASKED.search(lead)
    if asked is not None and count == 2:
        return _pick(
            catalogue.recognise(lead, unit[position - first], asked[1 + position - first].lower()), ()
        )
    if len(names) < count or None in names or len({n.id for n in names if n}) < count:
        return None
    return names[position - first]


def _side_by_side(spans: Spans, first: Value, second: Value) -> bool:
    return spans.text[first.number.end : second.number.start].strip() in (",", "and", ", and")


def _rated(catalogue: Catalogue, spans: Spans, value: Value, before_text: str) -> Indicator | None:
    place = spans.numbers.index(value.number)
    previous = spans.numbers[place - 1].end if place else 0
    following = spans.numbers[place + 1].start if place + 1 < len(spans.numbers) else len(spans.text)
    return catalogue.by_id.get(rating_id(spans.text, value.number, previous, following, before_text) or "")


def _around(spans: Spans, values: Sequence[Value], position: int, before: Sequence[Draft]) -> Iterator[str]:
    """The words that may lend something to a clause, the nearest kin first."""
    if position:
        yield lead_in(spans, values[0].number.start)
    for value in values[max(0, position - 5) : position][::-1]:
        yield clause(spans, value)
    for draft in list(before)[-2:][::-1]:
        yield draft.clause
    for value in values[position + 1 : position + 4]:
        yield clause(spans, value)


def _pick(names: tuple[Name, ...], hints: tuple[str | None, ...]) -> Indicator | None:
    """One of several that the words name equally well: the one asked of those the text speaks of."""
    for hint in hints:
        fitting = tuple(n for n in names if hint is None or n.indicator.population in ("", hint))
        names = fitting or names
    general = tuple(n for n in names if n.indicator.population != "carers")
    return (general or names)[0].indicator if names else None


def _difference(
    catalogue: Catalogue, spans: Spans, said: Said, words: str, population: str | None
) -> Indicator:
    """ "6 percentage points lower than England": not the indicator itself, but how far it is or moved."""
    of = _pick(catalogue.recognise(spans.text, "percent", population), (population_of(spans.text),))
    if of is None:
        return invented(said, words if not says_little(words) else spans.text, "percentage points")
    gap = any(m.against is Against.ENGLAND for m in spans.mentions)
    kind, name = ("gap", "gap to England") if gap else ("change", "change")
    return Indicator(f"{of.id}_{kind}", f"{of.label}: {name}", "percentage points", Polarity.NONE)
