"""One wait said of several services: "waits for these services averaged 31 days" is a figure for each.

The services stand in a list in the clause of the value, or in the sentence before where the clause points
back at them ("these services", "both services"). Only lengths of time are shared out so: a count of people
waiting for several services is the count of them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.extraction.figures.drafts import Draft
from briefing.extraction.figures.lexicon import lexicon
from briefing.extraction.figures.naming import Catalogue

_LENGTHS = frozenset(("days", "weeks"))
_WAIT = re.compile(r"\bwait(?:s|ed|ing)?\b", re.IGNORECASE)
_POINTER = re.compile(
    r"\b(?:these|those|(?P<two>both|the two|(?:these|those) two)"
    r"|(?P<three>the three|all three|(?:these|those) three))(?: of (?:these|those))?"
    r"(?: (?:types?|kinds?|forms?) of)? (?:services|provision|care|settings)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:,|,? and|,? or)(?: for| in)?(?: both)? ", re.IGNORECASE)
# The sentence before does not simply name the services that are meant.
_SET_APART = re.compile(r"\b(?:no|not|none|except|unlike|without|but|whereas|than)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    indicator: str


def share_out(catalogue: Catalogue, drafts: Sequence[Draft], before: str) -> list[Draft]:
    """The drafts of a sentence, the one that gives a wait for several services as one draft for each.

    `before` is the sentence before in the same paragraph, empty where there is none.
    """
    lasting = [d for d in drafts if d.number.unit in _LENGTHS]
    if len(lasting) != 1 or not _WAIT.search(lasting[0].clause):
        return list(drafts)
    read_as = lasting[0].indicator.id
    if read_as in catalogue.by_id and read_as not in lexicon().waited_for_ids:
        return list(drafts)
    known = [catalogue.by_id[i] for i in _meant(lasting[0].clause, before) if i in catalogue.by_id]
    waits = [replace(lasting[0], indicator=i, comparisons=[], shared=True) for i in known]
    for draft in waits:
        # Each has its own: a verdict that comes later is said of one after the other.
        draft.comparisons += [replace(c) for c in lasting[0].comparisons]
    return [d for draft in drafts for d in (waits if waits and draft is lasting[0] else [draft])]


def speaks_of_before(draft: Draft) -> bool:
    """Whether a figure shared out is one of services that only the sentence before names."""
    return draft.shared and not _services(draft.clause)


def _meant(clause: str, before: str) -> tuple[str, ...]:
    """The indicators of the services a clause gives one wait for; empty where it does not share one out."""
    named = _services(clause)
    pointer = _POINTER.search(clause)
    if named:
        return _ids(named) if len(named) > 1 and pointer is None and _one_list(clause, named) else ()
    if pointer is None or _SET_APART.search(before):
        return ()
    ids = _ids(_services(before))
    count = 2 if pointer["two"] else 3 if pointer["three"] else len(ids)
    return ids if len(ids) == count else ()


def _services(text: str) -> list[_Named]:
    words = lexicon()
    found = words.waited_for.finditer(text)
    return [_Named(m.start(), m.end(), words.waited_for_ids[int((m.lastgroup or "w0")[1:])]) for m in found]


def _one_list(text: str, named: Sequence[_Named]) -> bool:
    """Whether nothing but commas and "and" stands between the services."""
    return all(_JOINED.fullmatch(text[a.end : b.start]) for a, b in pairwise(named))


def _ids(named: Iterable[_Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.indicator for n in named))
