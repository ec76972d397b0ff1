"""How far a cue's neighbours reach: what turns it round, what makes it a plan only, what it is said of.

The word lists are `reach.yaml`; a scope ends at a mark, and at most words that begin something new.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

import yaml

from briefing.extraction.labels.cues import Hit
from briefing.extraction.labels.words import BOUNDARIES

_REACH = 5
"""How many words behind a negation, or on either side of a relief, a cue may stand to be turned round."""


_NOBODY = frozenset(
    {"nobody", "none", "no one", "not one", "not a single", "not a person", "no person", "no people"}
    | {"no provider", "no home"}
)
"""Negations of everybody: what follows in the same run of words was not so of anyone."""


@cache
def _reach() -> dict[str, frozenset[str]]:
    """The shipped lists of `reach.yaml`, read once."""
    text = resources.files(__package__).joinpath("reach.yaml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in yaml.safe_load(text).items()}


def turns() -> frozenset[str]:
    """Words at which a sentence turns."""
    return _reach()["turns"]


def conceding() -> frozenset[str]:
    """Turns that, at the front of a sentence, concede something before the main clause."""
    return _reach()["conceding"]


def inserted(words: Sequence[str], at: int) -> bool:
    """Whether a turn stands inside the one clause it turns, before its verb or beside it: "replies, though,
    were slow", "replies were nonetheless slow"."""
    between_marks = words[at - 1] == "," and at + 1 < len(words) and words[at + 1] == ","
    verb = next((i for i, word in enumerate(words[:at]) if word in _reach()["subject_verbs"]), None)
    return (between_marks and verb is None) or (verb == at - 1)


def predicative(hit: Hit, words: Sequence[str]) -> bool:
    """Whether the cue is said of the clause's subject: behind "was" and its like, not in "which was …"."""
    at = hit.start - 1
    degrees, verbs = _reach()["degrees"], _reach()["linking_verbs"]
    while at >= 0 and words[at] in degrees:
        at -= 1
    if at < 0 or words[at] not in verbs:
        return False
    return at == 0 or words[at - 1] not in ("which", "that", "who")


def unreal(hit: Hit, hits: Sequence[Hit], words: Sequence[str]) -> str:
    """The kind of scope that makes a cue a thing not yet done, or a case that may arise; empty for none."""
    for other in hits:
        if other.start >= hit.start:
            continue
        role = other.family.role
        if role == "intention" and other.end <= hit.end:
            return "intended"
        if role == "purpose" and other.end <= hit.end and not _goes_on(words, other.end, hit.start):
            return "purpose"
        if role == "condition" and hit.family.sign == "bad" and not _marked(words, other.end, hit.start):
            return "condition"
    return ""


def _goes_on(words: Sequence[str], start: int, end: int) -> bool:
    """Whether something else is said between: past a mark, or "and" with a verb of its own ("and had …")."""
    verbs = _reach()["subject_verbs"]
    return any(
        words[i] in BOUNDARIES or (words[i] == "and" and i + 1 < len(words) and words[i + 1] in verbs)
        for i in range(start, end)
    )


def denies(by: Hit, hit: Hit, words: Sequence[str]) -> bool:
    """Whether the negation says that the bad thing is not there, not that nothing is done about it."""
    between = words[by.end : hit.start]
    if by.words in _NOBODY:
        return not _handled(between)
    return _reach()["denial_passes"].issuperset(between)


def _handled(between: Sequence[str]) -> bool:
    """Whether something done about a shortfall is said of a subject: "was monitoring the risks"."""
    verbs, handling = _reach()["subject_verbs"], _reach()["handling"]
    said = next((i for i, word in enumerate(between) if word in verbs), None)
    return said is not None and not handling.isdisjoint(between[said:])


def of_nobody(hit: Hit, start: int, hits: Sequence[Hit], words: Sequence[str]) -> Hit | None:
    """The negation whose subject the cue is said of, however far the verb is from it: "no one we spoke to
    felt rushed", "no young person … was refused", "few whom we asked were confident".

    It must stand where a subject does, with a verb between it and the cue, and no mark. "Nobody watched the
    risks" denies that something was done about them, so a verb of handling keeps a shortfall one.
    """
    verbs = _reach()["subject_verbs"]
    for other in hits:
        if other.family.role != "negation" or not start <= other.start < hit.start:
            continue
        if not (other.words in _NOBODY or other.words in ("no", "few")) or not _begins(other, start, words):
            continue
        between = words[other.end : hit.start + 1]
        if BOUNDARIES.isdisjoint(between) and not verbs.isdisjoint(between):
            if hit.family.sign == "bad" and _handled(between):
                continue
            return other
    return None


def with_what_is_denied(hit: Hit, denied: tuple[Hit, Hit] | None, words: Sequence[str]) -> Hit | None:
    """The negation of the shortfall just before, where this one only says what it was about: "no complaints
    about delays", "no closures due to concerns over quality". `denied` is that shortfall and its negation."""
    if denied is None or hit.family.sign != "bad":
        return None
    before, by = denied
    between = words[before.end : hit.start]
    joins = _reach()["what_it_is_about"]
    joined = (
        bool(between) and between[0] in joins and len(between) <= _REACH and BOUNDARIES.isdisjoint(between)
    )
    return by if joined and _reach()["subject_verbs"].isdisjoint(between) else None


def _begins(negation: Hit, start: int, words: Sequence[str]) -> bool:
    """Whether a negation stands where a subject does: first in its clause, or behind a mark, "and", "that" or
    a verb of saying."""
    if negation.start == start:
        return True
    before = words[negation.start - 1]
    return before in BOUNDARIES or before in _reach()["subject_follows"]


def behind(hit: Hit, hits: Sequence[Hit], words: Sequence[str], role: str, reach: int = _REACH) -> Hit | None:
    """The cue of that role that this one stands within reach behind, with no mark between."""
    for other in hits:
        if other.family.role != role or other.start >= hit.start or other.end > hit.start:
            continue
        if hit.start - other.end <= reach and not _stopped(words, other.end, hit.start):
            return other
    return None


def before_it(hit: Hit, hits: Sequence[Hit], words: Sequence[str]) -> Hit | None:
    """The word of relief that follows the cue closely ("waits had fallen")."""
    for other in hits:
        if (
            other.family.role in ("relief", "reduction")
            and 0 <= other.start - hit.end <= 4
            and not _stopped(words, hit.end, other.start)
        ):
            return other
    return None


def _stopped(words: Sequence[str], start: int, end: int) -> bool:
    stops, of_goes_on = _reach()["stops"], _reach()["of_goes_on"]
    for i in range(start, end):
        word = words[i]
        if word in stops or word in BOUNDARIES or (word == "of" and words[i - 1] not in of_goes_on):
            return True
    return False


def _marked(words: Sequence[str], start: int, end: int) -> bool:
    return any(words[i] in BOUNDARIES for i in range(start, end))
