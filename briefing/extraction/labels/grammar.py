"""The verdict of the cues: what each clause says once negation, relief, intention and contrast are weighed.

An officer could do this with a pencil: part the sentence at "but", "although" and their like, underline the
cues, turn those round that stand behind a "no" or beside a "reduced", and set aside what is only intended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.extraction.labels.cues import CueBook, Hit
from briefing.extraction.labels.scopes import (
    before_it,
    behind,
    denies,
    inserted,
    of_nobody,
    predicative,
    turns,
    unreal,
    with_what_is_denied,
)


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
    parting = turns()
    cuts: list[tuple[int, str]] = [(0, "")]
    fronted = False
    for i, word in enumerate(words):
        if word in parting:
            if i == 0 or (i == 1 and words[0] in ("and", '"')):
                cuts[0] = (0, word)
                fronted = word not in ("however", "but", "yet", "nevertheless", "nonetheless")
            elif (word == "while" and words[i - 1] != ",") or (
                word == "yet" and words[i - 1] in ("not", "been", "was", "were", "had", "as")
            ):
                continue
            elif word in ("however", "though", "nevertheless", "nonetheless") and inserted(words, i):
                cuts[0] = (0, word)
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
    denied: tuple[Hit, Hit] | None = None
    for hit in hits:
        if hit.family.role != "polar":
            continue
        sign = hit.family.sign
        turned = ""
        by = behind(hit, hits, words, "negation")
        if by and sign == "bad" and not denies(by, hit, words):
            by = None
        by = by or of_nobody(hit, clause.start, hits, words) or with_what_is_denied(hit, denied, words)
        if by:
            sign, turned = ("bad" if sign == "good" else "good"), "not"
            turned_round = True
        elif sign == "bad":
            by = (
                behind(hit, hits, words, "relief")
                or behind(hit, hits, words, "reduction")
                or before_it(hit, hits, words)
            )
            sign, turned = ("good", "less") if by else ("bad", "")
        elif by := behind(hit, hits, words, "reduction", reach=2):
            sign, turned = "bad", "less"
        kind = unreal(hit, hits, words)
        if kind:
            clause.intended += 1
            verdict.reads.append(Read(hit, f"{kind}_{sign}", turned, by))
            continue
        if sign == "good":
            clause.good += 1
        else:
            clause.bad += 1
        if clause.predicate or predicative(hit, words):
            # A cue of the other sign behind it is said as well, so the clause says both.
            clause.predicate = sign if clause.predicate in ("", sign) else "both"
        verdict.reads.append(Read(hit, sign, turned, by))
        denied = (hit, by) if by and turned == "not" and sign == "good" else None
    clause.mixed = any(hit.family.name == "mixed_view" for hit in hits)
    clause.negated = not turned_round and any(hit.family.role == "negation" for hit in hits)


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
