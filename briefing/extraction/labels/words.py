"""The words of a sentence as the reading of labels sees them.

Two printings of the same page differ in quotes, dashes, spaces and hyphenation; none of that may change a
label, so it is gone after this step. Numbers keep their kind and lose their value: which label a figure
deserves is said by the words around it.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"£?\d+(?:[,.:/-]\d+)*%?|[^\W\d_]+(?:'[^\W\d_]+)*|[,;:()!?.\"]| - ")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/-]\d{2,4})?$")
_JOINED = frozenset({"co", "re", "non", "pre", "under", "over", "multi", "inter"})
"""Beginnings that some pages join with a hyphen and others without ("co-produced", "coproduced")."""

BOUNDARIES = frozenset(",;:()!?.-")
"""Tokens that are marks, not words."""


def tokens(plain: str) -> list[str]:
    """The lower-case words and marks of a sentence in plain characters.

    Numbers become `<num>`, `<pct>`, `<money>` or `<year>`; a possessive loses its ending; a hyphen inside a
    word parts it, except after a beginning that is also printed without one.
    """
    found: list[str] = []
    text = plain.lower().replace("\u2013", "-")
    join = False
    end = 0
    for match in _TOKEN.finditer(text):
        word = match.group().strip()
        start = match.start()
        if word[0].isdigit() or word[0] == "£":
            word = _number(word)
        elif "'" in word:
            word = _without_possessive(word)
        if join and start == end + 1:
            found[-1] += word
        else:
            found.append(word)
        end = match.end()
        join = word in _JOINED and text[end : end + 1] == "-"
    return found


def _number(token: str) -> str:
    if token.startswith("£"):
        return "<money>"
    if token.endswith("%"):
        return "<pct>"
    if _YEAR.match(token):
        return "<year>"
    return "<num>"


def _without_possessive(token: str) -> str:
    if token.endswith("'s"):
        return token[:-2]
    if token.endswith("n't"):
        return token
    return token.replace("'", "")
