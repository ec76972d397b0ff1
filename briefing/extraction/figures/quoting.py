"""The assessor's own words around a number, the number among them: the name of a measure no rule can name.

A quotation is never false and can always be found again. It is at most eight words long and is cut, where the
clause is longer, so that it neither dangles ("of the people in") nor begins in the middle of a subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.extraction.figures.word_kinds import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    COUNTING,
    DETERMINERS,
    HAVE,
    NEGATIONS,
    NOT_YET,
    PREPOSITIONS,
    PRONOUNS,
    ing,
    length,
    participle,
    plural,
    small,
)

LONGEST_QUOTE = 8
"""Words."""
_BREAK = re.compile(
    r"[;:()\[\]\u2026]|,(?!\d)(?:(?<=s,)|(?<=people,)|(?! [\w-]+ (?:and|or) ))|[.!?](?=\s|$|['\"])| - "
)
_STRONG = re.compile(r"[;:\[\]\u2026]|[.!?](?=\s|$|['\"])")
_JOINED = re.compile(r", (?:and|but|or)\b")
_TOKEN = re.compile(r"[^\s]+")
_EDGE = " \t,;:.!?()[]'\"-"
_RATE = re.compile(r" (?:an?|per|each|every) (?:hour|day|week|month|quarter|year)\b", re.IGNORECASE)
_TIMES = frozenset(("hour", "day", "week", "month", "quarter", "year"))
_ENDS_BEFORE = (
    CONJUNCTIONS | (PREPOSITIONS - {"of", "to", "up", "off", "down"}) | BE | HAVE | PRONOUNS | DETERMINERS
)
_OPENS_A_CLAUSE = (CONJUNCTIONS | {"said"}) - {"or", "nor"}
_BEFORE_A_SUBJECT = CONJUNCTIONS | ARTICLES | (ADVERBS - NEGATIONS)


@dataclass(frozen=True, slots=True)
class Said:
    """A number where it stands in a sentence: places count in `text`."""

    text: str
    start: int
    end: int


def quoted(said: Said) -> str:
    """At most eight consecutive words around the number, between quotation marks; empty for an empty text."""
    best = _window(said, *segment(said)).strip(_EDGE)
    if _says_little(best):
        more = _window(said, *segment(said, _STRONG)).strip(_EDGE)
        best = more if more and not _JOINED.search(more) else best
    return f"\u201c{best}\u201d" if best else ""


def _says_little(quote: str) -> bool:
    """Whether a quotation is too short to tell what the number is."""
    found = quote.lower().split()
    return len(found) < 3 or (
        len(found) < 5 and not any(w in AUXILIARIES or ing(w) or participle(w) for w in found)
    )


def segment(said: Said, breaks: re.Pattern[str] = _BREAK) -> tuple[int, int]:
    """Where the stretch between marks of punctuation begins and ends that holds the number."""
    start = max((m.end() for m in breaks.finditer(said.text, 0, said.start)), default=0)
    after = breaks.search(said.text, said.end)
    return start, after.start() if after is not None else len(said.text)


def _window(said: Said, start: int, end: int) -> str:
    """The best run of words of a segment that holds the number and is short enough."""
    spans = [(m.start(), m.end()) for m in _TOKEN.finditer(said.text, start, end)]
    if not spans:
        return ""
    rate = _RATE.match(said.text, said.end)
    stop = min(end, rate.end() if rate is not None else said.end)
    first = max((n for n, (a, _) in enumerate(spans) if a <= said.start), default=0)
    last = min((n for n, (_, b) in enumerate(spans) if b >= stop), default=len(spans) - 1)
    word = [said.text[a:b].strip(_EDGE).lower() for a, b in spans]
    best, top = "", (-99.0, 0)
    for a in range(max(0, first - LONGEST_QUOTE), first + 1):
        for b in range(last, min(len(spans), last + LONGEST_QUOTE)):
            text = said.text[spans[a][0] : spans[b][1]]
            if length(text) > LONGEST_QUOTE:
                break
            worth = (_start(word, a, first, b) + _end(word, b, last) + 0.25 * (b - a), -a)
            if worth > top:
                best, top = text, worth
    return best or _shortest(said, start, end)


def _shortest(said: Said, start: int, end: int) -> str:
    """The number by itself, or as much of it as eight words hold."""
    found = said.text[max(start, said.start) : min(end, said.end)].split()
    while found and length(" ".join(found)) > LONGEST_QUOTE:
        found.pop()
    return " ".join(found)


def _start(word: list[str], a: int, number: int, b: int) -> float:
    """How well a quotation up to word `b` begins at word `a`; the number stands further on or here."""
    before = word[a - 1] if a else ""
    lead, trail = word[a:number], word[number + 1 : b + 1]
    opens = before in _OPENS_A_CLAUSE or (a > 1 and before in ARTICLES and word[a - 2] in CONJUNCTIONS)
    opens = opens and not (before == "that" and a > 1 and word[a - 2] in PREPOSITIONS)
    if opens and "and" in word[max(0, a - 2) : a]:
        verb = any(w in AUXILIARIES or participle(w) for w in (*lead, *trail))
        opens = verb or (not lead and len(trail) > 1)
    if opens or all(w in _BEFORE_A_SUBJECT for w in word[:a]):
        return 3.0 if word[a] in CONJUNCTIONS | ARTICLES else 4.0
    past = participle(word[a]) is not None and bool(lead)
    hoped = past and before != "have" and not NOT_YET.isdisjoint(word[max(0, a - 3) : a])
    if (
        hoped
        or before in NEGATIONS
        or (word[a][:1].isdigit() and lead)
        or not CONJUNCTIONS.isdisjoint(lead[:-1])
    ):
        return -4.0
    if word[a] in AUXILIARIES:
        return 2.0 if before not in AUXILIARIES | {"to"} else 0.0
    if any(w in AUXILIARIES or (participle(w) and not past) for w in lead[1:]):
        return -4.0  # its subject would be cut in two
    if word[number - 1] in PREPOSITIONS and any(w in BE | HAVE - {"having"} or participle(w) for w in trail):
        return -4.0
    if past:
        return 2.0
    if not lead and not BE.union(HAVE).isdisjoint(trail[:4]):
        return 3.0
    if ing(word[a]):
        return 1.0
    return 0.5 if before in PREPOSITIONS | AUXILIARIES else 0.0


def _end(word: list[str], b: int, number: int) -> float:
    """How well a quotation ends with word `b`."""
    last = b + 1 == len(word)
    closes = word[b] in _MAY_END and (last or word[b + 1] in CONJUNCTIONS)
    if b > number and small(word[b]) and not closes:
        return -4.0
    if last:
        return 3.0
    following, then = word[b + 1], word[b + 2] if b + 2 < len(word) else ""
    if b > number and (
        word[b] in COUNTING or (word[b].lstrip("\u00a3")[:1].isdigit() and not small(following))
    ):
        return -4.0
    if b == number and not small(following) and not participle(following):
        return -3.0
    if following in ("of", "out") or (following in ("a", "an", "per", "each", "every") and then in _TIMES):
        return -2.0 if b == number or following != "of" else -1.0
    if following in ("before", "after", "later", "earlier") and word[b].rstrip("s") in _TIMES:
        return -1.0 if word[b - 1] not in ("a", "an", "per", "each", "every") else 2.0
    counted = word[number + 1 : b + 1]
    if (
        counted
        and following in ("and", "or")
        and not any(small(w) or participle(w) or plural(w) for w in counted)
    ):
        return -2.0
    if following in _ENDS_BEFORE:
        return 2.0 if following not in BE | HAVE else 0.5
    return 0.5 if b > number and participle(following) else -1.0


_MAY_END = (ADVERBS - NEGATIONS) | {"out", "up", "down", "on", "off", "in", "over", "it", "them", "so"}
