"""Which indicator a clause speaks of, and what to call one that nobody has described yet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product

from briefing.domain.indicator import Indicator, Polarity
from briefing.extraction.figures.lexicon import lexicon
from briefing.extraction.figures.plain_names import absence_name, plain_id, plain_name
from briefing.extraction.figures.quoting import Said
from briefing.extraction.figures.wordlist import words

_WORD = re.compile(r"[a-z]+|\d+", re.IGNORECASE)
_POPULATIONS = re.compile(
    r"\b(?:(?P<carers>carers?)\b(?! worker)|(?P<staff>staff|workers?|workforce|employees|jobs|posts)\b"
    r"|(?P<people>people|residents|(?<!safeguarding )adults|men|women|users)\b)",
    re.IGNORECASE,
)
_ENDINGS = ("ies", "ing", "edly", "ed", "es", "ly", "s", "e")
_OF = re.compile(
    r"#[) ]*(?:of )?(?:(?:the|all|older|unpaid|adult|local|those|social|care|disabled"
    r"|working|age|known) )*$"
)
# Words that say nothing of what is measured, left out of a generated name.
_EMPTY = frozenset(
    words(
        "a an the of to in on at by for from with and or but as than that this these those there their "
        "they them it its was were is are be been being had has have having which who whom whose when "
        "where while also only just both all each other some any more most fewer less higher lower above "
        "below better worse similar same compared against average england national nationally percent per "
        "cent data showed shows show said told reported according however although though despite because "
        "so such into over under about around approximately significantly slightly somewhat between "
        "within during up down out now still already further respectively figure figures number negative "
        "positive variation variations statistical statistically significant tending towards local "
        "authority council area survey we us our not no did do does after before"
    )
)


@cache
def stem(word: str) -> str:
    """A word without its inflection, roughly: the same treatment for entries and texts."""
    word = word.lower()
    for ending in _ENDINGS:
        if len(word) > len(ending) + 3 and word.endswith(ending):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word.endswith(("y", "i")) else word


@lru_cache(maxsize=512)
def stems(text: str) -> frozenset[str]:
    """The stems of a text, with neighbours joined as well: "home_care" is not "care_home"."""
    in_order = [stem(word) for word in _WORD.findall(text)]
    return frozenset(in_order).union(f"{a}_{b}" for a, b in pairwise(in_order))


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator as a clause names it."""

    indicator: Indicator
    score: int
    """How many words named it, those of the clause itself counting double; the more the surer."""


class Catalogue:
    """The known indicators, ready to be recognised."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        indicators = tuple(indicators)
        self.by_id = {indicator.id: indicator for indicator in indicators}
        self._by_word: dict[str, list[tuple[frozenset[str], frozenset[str], Indicator]]] = {}
        for indicator in indicators:
            for synonym in dict.fromkeys(indicator.synonyms):
                for choice in product(*(part.split("|") for part in synonym.split())):
                    entry = frozenset("_".join(stem(w) for w in word.split("_")) for word in choice)
                    parts = frozenset(part for word in entry for part in word.split("_"))
                    self._by_word.setdefault(max(entry, key=len), []).append((entry, parts, indicator))

    def recognise(
        self,
        clause: str,
        unit: str,
        population: str | None,
        context: str = "",
        *,
        lend_all: bool = False,
        freely: bool = False,
    ) -> tuple[Name, ...]:
        """The indicators that the clause names most fully; several where it is a draw.

        `context` lends its words to an ellipsis ("57.78% good"), but at least one word has to be the clause's
        unless it may `lend_all`; a clause that says enough by itself borrows little unless it may `freely`.
        """
        own = stems(clause)
        all_words = own | stems(context) if context else own
        telling = own_words(clause) if context and not freely else frozenset()
        best: dict[str, Name] = {}
        for word in sorted(all_words):
            for entry, parts, indicator in self._by_word.get(word, ()):
                if (
                    entry <= all_words
                    and (lend_all or not entry.isdisjoint(own))
                    and (not telling or entry <= own or _has_room(telling - parts, entry, own))
                    and _fits(indicator, unit, population)
                ):
                    held = best.get(indicator.id)
                    score = 2 * len(entry & own) + len(entry)
                    if held is None or held.score < score:
                        best[indicator.id] = Name(indicator, score)
        if not best:
            return ()
        top = max(name.score for name in best.values())
        return tuple(sorted((n for n in best.values() if n.score == top), key=lambda n: n.indicator.id))


@lru_cache(maxsize=512)
def own_words(clause: str) -> frozenset[str]:
    """The stems of a clause that tell what is measured."""
    return frozenset(
        stem(w) for w in _WORD.findall(clause) if w.lower() not in _EMPTY and not w.isdigit()
    ).difference(_GENERIC)


def _has_room(besides: frozenset[str], entry: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a clause may borrow words: it has most of them itself, or says little beside them."""
    return 2 * len(entry & own) > len(entry) or len(besides) <= _ROOM


def _fits(indicator: Indicator, unit: str, population: str | None) -> bool:
    if unit != indicator.unit and unit not in indicator.units:
        return False
    return not (population and indicator.population and population != indicator.population)


_ROOM = 3
"""Words of its own that a clause may have beside those of an indicator it borrows words for."""
_GENERIC = frozenset(
    stem(w)
    for w in words(
        "views results result figure figures rate rates score measure one it them proportion share "
        "percentage people carers used using reported true same also said told area average take up "
        "uptake stood put response answer latter former respondents"
    )
)


def says_little(clause: str) -> bool:
    """Whether a clause leaves what is measured to the words before it ("it was …", "70% said so")."""
    return len(own_words(clause)) <= 1


_STANDS_FOR = re.compile(
    r"\b(?:used?|had|get|got|getting|received?|held|having|using|take|taken|have|found|find) (?:one|it"
    r"|them|this|these|theirs)\b"
    r"|\btake-?up\b|\buptake\b|\bthe (?:figure|rate|proportion|share)\b|\blonger ones\b|\bshorter ones\b",
    re.IGNORECASE,
)


def stands_for_something(clause: str) -> bool:
    """Whether a pronoun in the clause stands for what the sentence before named ("31% used one")."""
    return _STANDS_FOR.search(clause) is not None


def population_of(clause: str) -> str | None:
    """`carers`, `staff`, `people` or None: of those a clause speaks of, the one nearest to its number (`#`),
    those right after it ("# of people") before any other."""
    found = [(m.start(), m.lastgroup) for m in _POPULATIONS.finditer(clause)]
    if not found:
        return None
    number = clause.find("#")
    if number < 0:
        return found[0][1]
    after = [(start, who) for start, who in found if start > number and _OF.match(clause[number:start])]
    return min(after or found, key=lambda place: abs(place[0] - number))[1]


def invented(said: Said, clause: str, unit: str, *, absent: bool = False) -> Indicator:
    """An indicator named by a few of the assessor's own words, for one that is not known."""
    name = absence_name(said) if absent else plain_name(said, unit)
    return Indicator(id=plain_id(name), label=name, unit=unit, polarity=polarity_of(clause))


def polarity_of(clause: str) -> Polarity:
    """Which way is good, by the words alone; none where they do not say."""
    known = lexicon()
    if known.lower_is_better.search(clause):
        return Polarity.LOWER_IS_BETTER
    return Polarity.HIGHER_IS_BETTER if known.higher_is_better.search(clause) else Polarity.NONE
