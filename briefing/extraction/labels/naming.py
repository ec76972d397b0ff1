"""Features in words that a reviewer can read beside a label."""

from __future__ import annotations

from functools import lru_cache

_OVERALL = {
    "good": "praise", "bad": "deficit", "both": "both praise and deficit", "mixed": "both",
    "same": "no difference", "intended": "an intention", "none": "no cue", "bare": "a comparator",
}  # fmt: skip
_PLAIN = {"score": "the page's score", "sides": "one side of a turn praises, the other does not"}
"""How many clauses a sentence has, and where it stands, tell the model something and a reviewer nothing."""


@lru_cache(maxsize=50_000)
def in_words(feature: str) -> str:
    """The feature in plain words; empty for one that would tell a reader nothing (a base rate)."""
    kind, _, rest = feature.partition(":")
    if not rest or "=" in kind:
        return _summary(feature)
    if kind in ("c", "f"):
        return _cue(kind, rest)
    if kind == "h":
        return f"context: {rest.replace('_', ' ')}"
    name = {"w": "words", "o": "opening", "l": "last clause", "p": "sentence before", "a": "sentence after"}
    return f"{name[kind]}: “{rest}”" if kind in name else ""


def _cue(kind: str, rest: str) -> str:
    sign, _, what = rest.partition(":")
    turned, _, words = what.rpartition("+")
    said = {"good": "speaks for good practice", "bad": "speaks for a shortfall"}.get(sign, "intended")
    prefix = {"not": "negated ", "less": "reduced "}.get(turned, "")
    shown = f"“{words}”" if kind == "c" else words.replace("_", " ")
    return f"{prefix}{shown} ({said})"


def _summary(feature: str) -> str:
    kind, _, value = feature.partition("=")
    head = value.partition("&")[0]
    if kind in ("seq", "all", "last", "gb", "sum", "good", "bad"):
        return "balance of the cues"
    if kind == "cmp":
        return f"comparison: {_OVERALL.get(head, head)}"
    if kind in ("p", "lead"):
        return f"before it: {_OVERALL.get(head, head)}"
    if kind == "a":
        return f"after it: {_OVERALL.get(head, head)}"
    return _PLAIN.get(kind, "")
