"""A short plain name for a measure that nobody has described yet, and an id made from it.

The name is a few of the assessor's words: those right after the number ("14 extra care flats in …"), or those
right before it where the number ends its clause ("waits for equipment averaged 27 days"). It never holds a
whole clause, and never more than eight words.
"""

from __future__ import annotations

import re

from briefing.extraction.figures.wordlist import words

LONGEST_NAME = 8
"""Words of a name."""
LONGEST_ID = 6
"""Words of an id."""

_WORD = re.compile(r"[A-Za-z][A-Za-z'/-]*|\d+(?:[-/+]\d+)*\+?")
_BREAK = re.compile(
    r"[;:()\u2026]|, |\. |\.$"
    r"|\b(?:which|whom|whose|because|although|though|while|whereas|when|where|so that|but"
    r"|as a result|compared|according|intended|due to|however|including|such as|following|despite|against"
    r"|told us|said that|up from|down from|respectively|as (?:there|they|it|this|part)"
    r"|and (?:the (?:local authority|council)|it|they|this|these|there|we"
    r"|(?:[a-z]+ )?(?:was|were|had|has|have|is|are|said|told)))\b",
    re.IGNORECASE,
)
_WHEN = (
    r"\b(?:as of|as at|by|in|since|at|during|over|within|from|for|between|on|until)(?: the| a| early| late"
    r"| spring| summer| autumn| winter| \d{1,2})*"
    r" (?:last|past|previous|preceding|next|coming|same|end of|start of|beginning of|time of"
    r"|(?:twelve|12|six|6|three|3)? ?months? (?:to|before|after|ending)|year|quarter"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)\b"
)
_TO_THE_END = re.compile(rf"{_WHEN}.*$", re.IGNORECASE)
_BEFORE_COMMA = re.compile(
    rf"(?:{_WHEN}|\b(?:in|over|for|during) the \w+ months (?:preceding|before|to)\b)[^,#]*,", re.IGNORECASE
)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
_WAITING = frozenset(("wait", "waits", "waited", "waiting", "stayed", "took", "delayed"))
_AND = re.compile(r",? \b(?:and|or|with|plus)\b", re.IGNORECASE)
_LENGTHS = frozenset(("days", "weeks", "months", "years", "hours", "minutes"))
_KIND = re.compile(
    r"\b(average|averaged|mean|median|longest|shortest|maximum|minimum|oldest|highest|lowest|target|total)\b"
    r"[^#;:(),]{0,24}# ?\w*\s*$",
    re.IGNORECASE,
)
# Said around a measure, not of it.
_DROPPED = frozenset(
    words(
        "the a an this that these those its their his her our there here now also already only just still "
        "currently recently had has have having been being be was were is are did does do further "
        "additional total some such around about approximately over under nearly almost more than least "
        "up it they we he she them then both each all any of which that"
    )
)
_KEPT_INSIDE = frozenset(words("of more than all each over under about around"))
_NOT_LAST = frozenset(
    words(
        "of in for to with and or at by from on as into per than about over under between within across who "
        "not no averaged took stood set put showed told said reported made found held began totalled "
        "reached rose fell ran worth cost covered lasted received gave listed carried"
    )
)
_NOT_FIRST = frozenset(
    words(
        "of in for to with and or at by from on as into per than who not because but so if however "
        "although though while within across between meanwhile instead overall significant proportion share "
        "percentage number numbers result example aware out"
    )
)
_EMPTY = _NOT_LAST | _NOT_FIRST | _DROPPED
_NOBODY = frozenset(words("no one none nobody nil zero"))


def plain_name(clause: str, unit: str) -> str:
    """The name of what `#` counts in a clause; "Unnamed measure" where nothing is said of it."""
    before, mark, after = _EMPTY_BRACKETS.sub("", clause).partition("#")
    if not mark:
        before, after = "", clause
    if unit in ("days", "years") and after.lstrip(" -").startswith(unit):
        after = after.lstrip(" -")[len(unit) :]
    behind = _trimmed(_first_piece(after.lstrip(" )"), unit))
    lead = _trimmed(_last_piece(_BEFORE_COMMA.sub("", before)), from_end=True)
    name = " ".join(_chosen(behind, lead, unit))
    kind = _KIND.search(f"{before[-40:]}#")
    if kind is not None:
        said = kind[1].lower().replace("averaged", "average")
        name = name if said in name.lower() else f"{said} {name}"
    name = " ".join(name.split()[: LONGEST_NAME + 1][:LONGEST_NAME])
    return name[:1].upper() + name[1:] if name else "Unnamed measure"


def _chosen(behind: list[str], lead: list[str], unit: str) -> list[str]:
    """What follows the number, what leads to it, or some of both."""
    if unit in _LENGTHS:
        if lead and lead[-1].lower() in _WAITING and _telling(behind):
            return [*lead[-2:], *behind]
        waits = any(w.lower() in _WAITING for w in behind)
        return behind if waits or not _telling(lead) else lead
    if _telling(behind) >= 2 or not _telling(lead):
        return behind
    if _telling(behind) == 1 and unit == "count":
        short = _trimmed(" ".join(lead[:5]))
        return [*behind, f"({short[0]}", *short[1:-1], f"{short[-1]})"] if len(short) > 1 else [*behind]
    return lead


def plain_id(name: str) -> str:
    """`new_letting_units_in_development` without its small words: stable as long as the name is."""
    left_out = _EMPTY | _NOBODY
    telling = [w.lower().replace("'", "") for w in _WORD.findall(name) if w.lower() not in left_out]
    slug = dict.fromkeys(re.sub(r"[^a-z0-9]+", "_", w).strip("_") for w in telling)
    return "_".join(list(slug)[:LONGEST_ID]) or "unnamed"


def _first_piece(text: str, unit: str) -> str:
    """Up to the first break, without a time at its end."""
    found = _BREAK.search(text)
    text = text[: found.start()] if found is not None else text
    text = _TO_THE_END.sub("", text)
    joined = _AND.search(text)
    if unit == "count" and joined is not None and _telling(_trimmed(text[: joined.start()])) >= 2:
        text = text[: joined.start()]
    return text


def _last_piece(text: str) -> str:
    """From the last break with something told after it."""
    start = 0
    for match in _BREAK.finditer(text):
        if _telling(_trimmed(text[match.end() :])) >= 2:
            start = match.end()
    if start == 0 and text[1:2].islower():
        return text[:1].lower() + text[1:]
    return text[start:]


def _trimmed(text: str, *, from_end: bool = False) -> list[str]:
    """The words of a piece, without those said around the measure and small words at either end."""
    found = _WORD.findall(text)
    kept = [w for n, w in enumerate(found) if w.lower() not in _DROPPED or (n and w.lower() in _KEPT_INSIDE)]
    while kept and (kept[0].lower() in _NOT_FIRST | _DROPPED or kept[0].isdigit()):
        kept = kept[1:]
    kept = kept[-LONGEST_NAME:] if from_end else kept[:LONGEST_NAME]
    while kept and kept[0].lower() in _NOT_FIRST | _DROPPED:
        kept = kept[1:]
    while kept and kept[-1].lower() in _NOT_LAST | _DROPPED:
        kept = kept[:-1]
    return kept


def _telling(found: list[str]) -> int:
    return sum(w.lower() not in _EMPTY and not w[0].isdigit() for w in found)
