"""A short plain name for a measure that nobody has described yet, and an id made from it.

A name is made only where the grammar around the number is plain: what the number counts and what is said of
it ("14 cases had been unresolved": cases unresolved), what was done to what it counts ("had supported 90
people": people supported), what the value is said to be of ("the average stay was 3 weeks": average stay).
Everything else is quoted, the number included. No name is longer than eight words.
"""

from __future__ import annotations

import re

from briefing.extraction.figures.quoting import Said, quoted, segment
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
    SPEAKING,
    does,
    ing,
    length,
    participle,
    plural,
    small,
    who,
)
from briefing.extraction.figures.wordlist import words

LONGEST_NAME = 8
"""Words of a name."""
LONGEST_ID = 6
"""Words of an id."""

_WORD = re.compile(r"[\w\u00a3+%][\w\u00a3+%'/&.-]*(?:,\d+)*", re.ASCII)
_BASE = re.compile(
    r"\s*(?:out )?of (?:(?:the|its|their|our|these|those|all)\b ?)*"
    r"(?:(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) )?",
    re.IGNORECASE,
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|spring|summer|autumn|winter"
)
_WHEN = re.compile(
    r" (?:as of|as at|by|in|since|at|during|over|within|from|for|between|on|until|to)(?: the| a| early| late"
    rf"| {_MONTHS}| \d{{1,2}})*"
    r" (?:last|past|previous|preceding|next|coming|same|end of|start of|beginning of|time of"
    r"|(?:twelve|12|six|6|three|3) months? (?:to|before|after|ending)|year (?:to|before|ending)|quarter"
    rf"|{_MONTHS}|20\d\d)\b.*$",
    re.IGNORECASE,
)
_EACH = re.compile(r"(?:a|per|each|every) (?:day|week|month|quarter|year)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
_EVERY = re.compile(r"\b(?:every|each|all)(?: one)? of (?:the|its|their)\s*$", re.IGNORECASE)
_FULL = re.compile(r"\s*(?:$|(?:on average|in|at|by|for the|and)\b)", re.IGNORECASE)
_LEADS = CONJUNCTIONS | ADVERBS | DETERMINERS | frozenset(words("further additional new whole"))
_NOUN_PHRASE_ENDS = (
    AUXILIARIES | CONJUNCTIONS | PRONOUNS | NEGATIONS | DETERMINERS | ADVERBS | (PREPOSITIONS - {"of"})
)
_SUBJECT_AFTER = frozenset(
    words("before after since until when where which because while whereas although though")
)
_PARTICLES = frozenset(words("together in up out on behind off down over forward back"))
_CUT_BEFORE = (CONJUNCTIONS - {"and", "or"}) | (PREPOSITIONS - {"of", "to", "than", "up", "down", "out"})
_INTRODUCES = PREPOSITIONS | {"last", "this"}
_TAKES_IN = frozenset(words("brought took taken called drew drawn put"))
_EMPTY = AUXILIARIES | CONJUNCTIONS | PRONOUNS | NEGATIONS | PREPOSITIONS | DETERMINERS | ADVERBS
_MAY_END = frozenset(words("it them each in out up down on off back together behind over"))


def plain_name(said: Said, unit: str) -> str:
    """The name of what a number measures: of the assessor's words, or a quotation of them."""
    name = _made(said, unit)
    if not name:
        return quoted(said) or "Measure"
    return name[:1].upper() + name[1:]


def plain_id(name: str) -> str:
    """`new_letting_units_in_development` without its small words: stable as long as the name is."""
    telling = [w.lower().replace("'", "") for w in _WORD.findall(name)]
    if name.startswith("\u201c"):
        telling = [w for w in telling if not w[:1].isdigit() and w[:1] != "\u00a3" and w not in COUNTING]
    slug = dict.fromkeys(re.sub(r"[^a-z0-9]+", "_", w).strip("_") for w in telling if w not in _EMPTY)
    return "_".join([w for w in slug if w][:LONGEST_ID]) or "measure"


def absence_name(said: Said) -> str:
    """The name of an absence ("no waits for a hoist"), whose number is its first words."""
    whole = said.text[said.start : segment(said)[1]]
    found = _WORD.findall(_WHEN.sub("", whole))
    if found and found[0].lower() in NEGATIONS and len(found) > 2:
        begin = 2 if found[1].lower() != "one" else 3
        rest = found[begin - 1 :]
        rest = rest[1:] if rest[0].lower() in BE else rest
        name = _fitted([*found[: begin - 1], *rest[:1]], rest[1:])
        if len(name.split()) > 2:
            return name[:1].upper() + name[1:]
    return quoted(said)


def _made(said: Said, unit: str) -> str:
    """The name that the grammar around the number gives; empty where it is not plain."""
    start, end = segment(said)
    left = _WORD.findall(_EVERY.sub("", said.text[start : said.start]))
    right = said.text[said.end : end]
    if (aside := _ASIDE.match(said.text, end)) is not None:
        right += said.text[aside.end() : segment(Said(said.text, said.start, aside.end()))[1]]
    if left and left[-1].lower() in BE and _FULL.match(right):
        return _subject_of(left[:-1])
    if unit not in ("count", "percent") or "," in right:
        return ""
    base = _BASE.match(right)
    found = _WORD.findall(right[base.end() :] if base is not None else right)
    phrase, rest = _noun_phrase(found, several=unit == "count")
    return _counted(phrase, rest, left, unit) if phrase else ""


def _counted(phrase: list[str], rest: list[str], left: list[str], unit: str) -> str:
    """The name of what is counted, by what leads to it and what is said of it."""
    left = [w if w != "May" else "month" for w in left]
    lead = [w.lower() for w in left]
    joined: list[str] = []
    while lead and lead[-1] in _LEADS:
        joined.append(lead.pop())
    if "if" in joined:
        return ""
    predicated = bool(rest) and rest[0].lower() in AUXILIARIES
    if _is_subject(lead, joined, predicated=predicated):
        return _with_predicate(phrase, rest, shares=unit == "percent")
    if lead == ["of"]:
        rest = [] if rest and _numeric(rest[0]) else rest
        return _fitted(phrase, rest, whose=True) if _telling(phrase + rest) > 1 else ""
    lead = [w for n, w in enumerate(left[: len(lead)]) if not _spans(left, n)]
    lead = [w.lower() for w in lead]
    clause = lead[max((n for n, w in enumerate(lead) if w in CONJUNCTIONS), default=-1) + 1 :]
    if predicated or not (NOT_YET | NEGATIONS).isdisjoint(clause):
        return ""
    there = "there" in clause and AUXILIARIES.issuperset(clause[clause.index("there") + 1 :])
    if there and clause[-1] in BE and unit == "count":
        return _fitted(phrase, rest) if _telling(phrase + rest[:1]) > 1 or _telling(phrase) > 1 else ""
    return _done_to(phrase, rest, lead) if joined[:1] != ["and"] else ""


def _spans(found: list[str], n: int) -> bool:
    """Whether a "to" stands between two dates rather than before what is meant to be done."""
    following = found[n + 1] if n + 1 < len(found) else ""
    return found[n].lower() == "to" and (following[:1].isdigit() or following[:1].isupper())


def _is_subject(lead: list[str], joined: list[str], *, predicated: bool) -> bool:
    """Whether what is counted is what its clause speaks of."""
    if not lead or lead[-1] in SPEAKING | _SUBJECT_AFTER or not _SUBJECT_AFTER.isdisjoint(joined):
        return True
    if not predicated:
        return False
    if "and" in joined:
        return True
    verbs = any(w in AUXILIARIES or participle(w) for w in lead)
    return lead[0] in _INTRODUCES and lead[-1] not in PREPOSITIONS and not verbs


def _done_to(phrase: list[str], rest: list[str], lead: list[str]) -> str:
    """ "had supported 90 people": people supported."""
    particle = [lead[-1]] if lead[-1] in _PARTICLES and len(lead) > 1 and does(lead[-2]) else []
    verb = lead[-2] if particle else lead[-1]
    before = lead[: -1 - len(particle)]
    if not does(verb) or verb in HAVE or (before and before[-1] in BE):
        return ""
    if particle and (
        (particle[0] in ("in", "on") and verb not in _TAKES_IN) or (verb, *particle) == ("made", "up")
    ):
        return ""
    rest = rest if rest and rest[0].lower() not in CONJUNCTIONS else []
    return _fitted([*phrase, participle(verb) or verb, *particle], rest)


def _subject_of(found: list[str]) -> str:
    """ "The average stay was": the subject, where it is one noun phrase and says enough."""
    lower = [w.lower() for w in found]
    for n in range(len(found) - 1, -1, -1):
        if lower[n] in CONJUNCTIONS and not AUXILIARIES.isdisjoint(lower[:n]):
            found = found[n + 1 :]
            break
    while found and found[0].lower() in CONJUNCTIONS | ARTICLES:
        found = found[1:]
    lower = [w.lower() for w in found]
    barred = AUXILIARIES | PRONOUNS | NEGATIONS | CONJUNCTIONS | SPEAKING
    if not found or lower[0] in PREPOSITIONS | DETERMINERS or not barred.isdisjoint(lower):
        return ""
    if _telling(found) < 2 or any(participle(w) for w in found[1:]):
        return ""
    return _fitted(found, [])


def _noun_phrase(found: list[str], *, several: bool) -> tuple[list[str], list[str]]:
    """What is counted, and the rest of the words; nothing where its end is not plain."""
    end = 0
    seen = False
    for word in found:
        low = word.lower()
        if seen and _numeric(word):
            break
        listing = low in ("and", "or") and end and not seen
        if (low in _NOUN_PHRASE_ENDS and not listing) or (seen and (ing(low) or participle(low))):
            break
        seen = seen or plural(word)
        end += 1
    phrase, rest = found[:end], found[end:]
    head = phrase[: phrase.index("of")] if "of" in phrase else phrase
    if not head or phrase[-1].lower() in ("and", "or", "of") or participle(head[0]) == head[0] == phrase[-1]:
        return [], found
    if not plural(head[-1]) and (several or any(plural(w) for w in head)):
        return [], found
    return phrase, rest


def _with_predicate(phrase: list[str], rest: list[str], *, shares: bool) -> str:
    """ "90 people were waiting for care": people waiting for care; "3 files showed": files that showed."""
    low = [w.lower() for w in rest]
    at = next((n for n, w in enumerate(low) if w in AUXILIARIES), None)
    if at is None or not (CONJUNCTIONS | PRONOUNS).isdisjoint(low[:at]):
        return _without_auxiliary(phrase, rest, shares=shares)
    said_of, chain, predicate = _WHEN.sub("", f" {' '.join(rest[:at])}").split(), low[at:], rest[at:]
    n = 2 if chain[0] in HAVE and chain[1:2] == ["been"] else 1 if chain[0] in BE else 0
    while n and n < len(chain) and (chain[n] in ADVERBS - NEGATIONS or chain[n] == "being"):
        n += 1
    if n and n < len(chain) and (ing(chain[n]) or participle(chain[n])) and chain[n] not in SPEAKING:
        return _fitted([*phrase, *said_of, predicate[n]], predicate[n + 1 :])
    if len(chain) < 2 or (SPEAKING - {"that"}) & set(chain[1:3]):
        return ""
    head = phrase[: phrase.index("of")] if "of" in phrase else phrase
    name = [*phrase, *said_of, who(head[-1])]
    whole = _fitted([*name, *predicate[:2]], predicate[2:])
    if not whole and chain[0] in HAVE and participle(chain[1]):
        return _fitted([*name, predicate[1]], predicate[2:])
    return whole


def _without_auxiliary(phrase: list[str], rest: list[str], *, shares: bool) -> str:
    """ "6 boroughs shared one director" has its verb first; "2 link workers" has none."""
    verb = next((w for w in rest if w.lower() not in ADVERBS), "")
    if not participle(verb):
        bare = not shares and not any(participle(w) for w in rest)
        return _fitted(phrase, rest) if bare and _telling(phrase + rest) > 1 else ""
    if verb.lower() in SPEAKING:
        return ""
    after = rest.index(verb) + 1
    return _fitted([*phrase, who(phrase[-1]), *rest[:after]], rest[after:])


def _fitted(name: list[str], rest: list[str], *, whose: bool = False) -> str:
    """A name with as much of the rest as eight words hold, cut only where a phrase ends.

    Empty where it cannot be cut so; with `whose` the rest may begin with a relative clause.
    """
    if whose:
        rest = [*rest[:1], *_without_next_clause(rest[1:], rest[:1])]
    else:
        rest = _without_next_clause(rest, name[-1:])
    rest = rest[: 4 * LONGEST_NAME]  # no name reaches further, and time stays linear
    negated = not NEGATIONS.isdisjoint(w.lower() for w in (*name[1:], *rest))
    if not negated:
        rest = _WHEN.sub("", f" {' '.join(rest)}").split()
    cuts = [len(rest)]
    cuts += [n for n in range(len(rest) - 1, -1, -1) if not negated and rest[n].lower() in _CUT_BEFORE]
    for cut in cuts:
        for skipped in (frozenset[str](), ARTICLES):
            found = [w for w in (*name, *rest[:cut]) if w.lower() not in skipped]
            kept = " ".join(_closed(found, len(name)))
            if length(kept) <= LONGEST_NAME and kept and not _hangs(kept.split()[-1]):
                return kept
    return ""


def _without_next_clause(rest: list[str], before: list[str]) -> list[str]:
    """The words before "and the council had …"."""
    low = [w.lower() for w in rest]
    for n, word in enumerate(low):
        if word not in CONJUNCTIONS:
            continue
        following = low[n + 1] if n + 1 < len(low) else ""
        other = following in DETERMINERS | PRONOUNS or _numeric(following)
        verb = participle(following) and any(participle(w) for w in (low[n - 1 : n] if n else before))
        clause = participle(following) or not AUXILIARIES.isdisjoint(low[n:])
        if word not in ("and", "or") or other or (clause and not verb):
            return rest[:n]
    return rest


def _closed(found: list[str], least: int) -> list[str]:
    """The words of a name without small words left hanging at its end."""
    while len(found) > least and small(found[-1]) and found[-1].lower() not in _MAY_END:
        found = found[:-1]
    return found


def _numeric(word: str) -> bool:
    return word[:1].isdigit() or word.lower() in COUNTING


def _hangs(word: str) -> bool:
    return small(word) and word.lower() not in _MAY_END


def _telling(found: list[str]) -> int:
    return sum(not small(w) and not w[0].isdigit() for w in found)
