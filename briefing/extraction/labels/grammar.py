"""The verdict of the cues: what each clause says once negation, relief, intention and contrast are weighed.

An officer could do this with a pencil: part the sentence at "but", "although" and their like, underline the
cues, turn those round that stand behind a "no" or beside a "reduced", and set aside what is only intended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import yaml

from briefing.extraction.labels.cues import CueBook, Hit
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


def conceding() -> frozenset[str]:
    """Turns that, at the front of a sentence, concede something before the main clause."""
    return _reach()["conceding"]


@dataclass(frozen=True, slots=True)
class Read:
    """A cue with what it says where it stands."""

    hit: Hit
    sign: str
    """`good` or `bad` after the scopes; with `intended_`, `purpose_` or `condition_` before it where it
    stands inside one of these and so has not happened."""
    turned: str
    """`not`, `less` or empty: how it was turned round."""
    by: Hit | None = None
    """The cue that turned it round."""


@dataclass(slots=True)
class Clause:
    """A part of a sentence between turns."""

    start: int
    end: int
    turn: str
    """The word that opened it ("but"), or empty."""
    good: int = 0
    bad: int = 0
    intended: int = 0
    negated: bool = False
    """A negation that turned no cue round ("there were no minutes")."""
    mixed: bool = False
    """Says of itself that it goes both ways ("feedback was mixed")."""
    comparison: str = ""
    """`good`, `bad`, `same`, `mixed`, or empty where nothing is compared."""
    predicate: str = ""
    """`good`, `bad` or `both`: what the clause says of its subject ("access to good care was patchy")."""

    @property
    def verdict(self) -> str:
        """`good`, `bad`, `both`, `intended` or `none`."""
        good, bad = self.good, self.bad
        if self.mixed:
            return "both"
        if self.comparison == "good":
            return "good" if not bad or good >= bad else "both"
        if self.comparison == "bad":
            return "bad"
        if good and bad and self.predicate in ("good", "bad"):
            # Cues inside the subject describe it; what is said of it stands behind the verb.
            return self.predicate
        if good and bad:
            return "good" if good > 2 * bad else "bad" if bad > 2 * good else "both"
        if good:
            return "good"
        if bad:
            return "bad"
        if self.comparison:
            return self.comparison
        return "intended" if self.intended else "negated" if self.negated else "none"


@dataclass(slots=True)
class Verdict:
    """What the grammar makes of a sentence."""

    clauses: list[Clause]
    reads: list[Read] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)

    sequence: str = ""
    """The clauses' verdicts in order, as `good>but:bad`."""
    overall: str = "none"
    """`good`, `bad`, `both`, `same`, `bare`, `intended`, `negated` or `none`."""


def judge(words: Sequence[str], book: CueBook) -> Verdict:
    """The verdict of the cues of one sentence, given as its words."""
    hits = book.find(words)
    verdict = Verdict(_clauses(words), hits=hits)
    for clause in verdict.clauses:
        own = [hit for hit in hits if clause.start <= hit.start < clause.end]
        _weigh(clause, own, words, verdict)
        clause.comparison = _comparison(own)
    said = [clause.verdict for clause in verdict.clauses]
    turns = [clause.turn for clause in verdict.clauses]
    verdict.sequence = ">".join(f"{t}:{v}" if t else v for t, v in zip(turns, said, strict=True))
    verdict.overall = _overall(set(said))
    return verdict


def _overall(verdicts: set[str]) -> str:
    if "both" in verdicts or {"good", "bad"} <= verdicts:
        return "both"
    for one in ("good", "bad", "mixed", "same", "negated", "intended", "bare"):
        if one in verdicts:
            return one
    return "none"


def _clauses(words: Sequence[str]) -> list[Clause]:
    """Parts the sentence at its turns. "While X, Y" and "Despite X, Y" also part at their comma."""
    turns = _reach()["turns"]
    cuts: list[tuple[int, str]] = [(0, "")]
    fronted = False
    for i, word in enumerate(words):
        if word in turns:
            if i == 0 or (i == 1 and words[0] in ("and", '"')):
                cuts[0] = (0, word)
                fronted = word not in ("however", "but", "yet", "nevertheless", "nonetheless")
            elif (word == "while" and words[i - 1] != ",") or (
                word == "yet" and words[i - 1] in ("not", "been", "was", "were", "had", "as")
            ):
                continue
            elif word == "however" and words[i - 1] == "," and i + 1 < len(words) and words[i + 1] == ",":
                cuts.append((i, word)) if i > 4 else cuts.__setitem__(0, (0, word))
            else:
                cuts.append((i, word))
                fronted = False
        elif word == ";" or (word == "," and fronted and i > 2):
            cuts.append((i, "," if word == "," else ";"))
            fronted = False
    ends = [start for start, _ in cuts[1:]] + [len(words)]
    return [Clause(start, end, turn) for (start, turn), end in zip(cuts, ends, strict=True)]


def _weigh(clause: Clause, hits: Sequence[Hit], words: Sequence[str], verdict: Verdict) -> None:
    turned_round = False
    for hit in hits:
        if hit.family.role != "polar":
            continue
        sign = hit.family.sign
        turned = ""
        by = _behind(hit, hits, words, "negation")
        if by and sign == "bad" and not _denies(by, hit, words):
            by = None
        if by:
            sign, turned = ("bad" if sign == "good" else "good"), "not"
            turned_round = True
        elif sign == "bad":
            by = (
                _behind(hit, hits, words, "relief")
                or _behind(hit, hits, words, "reduction")
                or _before(hit, hits, words)
            )
            sign, turned = ("good", "less") if by else ("bad", "")
        elif by := _behind(hit, hits, words, "reduction", reach=2):
            sign, turned = "bad", "less"
        unreal = _unreal(hit, hits, words)
        if unreal:
            clause.intended += 1
            verdict.reads.append(Read(hit, f"{unreal}_{sign}", turned, by))
            continue
        if sign == "good":
            clause.good += 1
        else:
            clause.bad += 1
        if clause.predicate or _predicative(hit, words):
            # A cue of the other sign behind it is said as well, so the clause says both.
            clause.predicate = sign if clause.predicate in ("", sign) else "both"
        verdict.reads.append(Read(hit, sign, turned, by))
    clause.mixed = any(hit.family.name == "mixed_view" for hit in hits)
    clause.negated = not turned_round and any(hit.family.role == "negation" for hit in hits)


def _predicative(hit: Hit, words: Sequence[str]) -> bool:
    """Whether the cue is said of the clause's subject: behind "was" and its like, not in "which was …"."""
    at = hit.start - 1
    degrees, verbs = _reach()["degrees"], _reach()["linking_verbs"]
    while at >= 0 and words[at] in degrees:
        at -= 1
    if at < 0 or words[at] not in verbs:
        return False
    return at == 0 or words[at - 1] not in ("which", "that", "who")


def _unreal(hit: Hit, hits: Sequence[Hit], words: Sequence[str]) -> str:
    """The kind of scope that makes a cue a thing not yet done, or a case that may arise; empty for none."""
    for other in hits:
        if other.start >= hit.start:
            continue
        role = other.family.role
        if role == "intention" and other.end <= hit.end:
            return "intended"
        if role == "purpose" and other.end <= hit.end and not _marked(words, other.end, hit.start):
            return "purpose"
        if role == "condition" and hit.family.sign == "bad" and not _marked(words, other.end, hit.start):
            return "condition"
    return ""


def _denies(by: Hit, hit: Hit, words: Sequence[str]) -> bool:
    """Whether the negation says that the bad thing is not there, not that nothing is done about it."""
    between = words[by.end : hit.start]
    if by.words in _NOBODY:
        return True
    return _reach()["denial_passes"].issuperset(between)


def _behind(
    hit: Hit, hits: Sequence[Hit], words: Sequence[str], role: str, reach: int = _REACH
) -> Hit | None:
    """The cue of that role that this one stands within reach behind, with no mark between."""
    for other in hits:
        if other.family.role != role or other.start >= hit.start or other.end > hit.start:
            continue
        if hit.start - other.end <= reach and not _stopped(words, other.end, hit.start):
            return other
    return None


def _before(hit: Hit, hits: Sequence[Hit], words: Sequence[str]) -> Hit | None:
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


def _comparison(hits: Sequence[Hit]) -> str:
    """The assessor's comparison in a clause, by its word and the thing measured; never by the numbers."""
    kinds = {hit.family.sign for hit in hits if hit.family.role == "comparison"}
    if not kinds:
        return ""
    compared = "comparator" in kinds
    said = kinds & {"good", "bad"}
    if "same" in kinds and (compared or _statistical(hits)):
        said.add("same")
    if not said and compared:
        better = "down" if "lower" in kinds else "up"
        for way in kinds & {"up", "down"}:
            said.add("good" if way == better else "bad")
        if said and "background" in kinds and "lower" not in kinds:
            said = {"same"}
    if {"good", "bad"} <= said:
        return "mixed"
    for verdict in ("good", "bad", "same"):
        if verdict in said:
            return verdict
    return "bare" if compared else ""


def _statistical(hits: Sequence[Hit]) -> bool:
    """Whether it is said in the words of statistics, which need no comparator beside them."""
    return any(
        hit.family.sign == "same" and ("variation" in hit.words or "statistic" in hit.words) for hit in hits
    )
