"""What the model looks at: the grammar's verdict, the words of the sentence and those of its neighbours.

A feature is a string; its first letters name its kind, so that a reader can be told what spoke for a label.
Nothing beyond the paragraph is looked at: a change elsewhere on the page changes no label here.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.extraction.labels.cues import CueBook
from briefing.extraction.labels.grammar import Verdict, judge
from briefing.extraction.labels.scopes import conceding
from briefing.extraction.labels.voice import Account, account
from briefing.extraction.labels.words import BOUNDARIES, tokens

_CONTEXT = frozenset({"structure", "document", "process", "background", "voice", "recognition", "need"})
_SHAPES = {
    "negation": "<not>",
    "mixed": "<mixed>",
    "growth": "<more>",
    "relief": "<less>",
    "reduction": "<less>",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with its words and the grammar's verdict."""

    words: list[str]
    verdict: Verdict
    account: Account


def read_paragraph(sentences: Sequence[str], book: CueBook) -> list[Reading]:
    """Each sentence of a paragraph, given in plain characters, with its words, verdict and account."""
    found: list[Reading] = []
    heard: Account | None = None
    for plain in sentences:
        words = tokens(plain)
        heard = account(plain, heard)
        found.append(Reading(words, judge(words, book), heard))
    return found


def sentence_features(paragraph: Sequence[Reading], at: int, score: int | None) -> list[str]:
    """The features of the sentence at that place of its paragraph."""
    reading = paragraph[at]
    found = ["bias"]
    found += _grammar(reading)
    found += _ngrams(reading)
    found += _neighbours(paragraph, at)
    if score is not None:
        found.append(f"score={score}")
        found.append(f"score={score}&{reading.verdict.overall}")
    return list(dict.fromkeys(found))


def _grammar(reading: Reading) -> list[str]:
    verdict = reading.verdict
    found: list[str] = []
    for r in verdict.reads:
        mark = f"{r.turned}+" if r.turned else ""
        found.append(f"c:{r.sign}:{mark}{r.hit.words}")
        found.append(f"f:{r.sign}:{mark}{r.hit.family.name}")
    used = {r.by for r in verdict.reads}
    families = {
        hit.family.name
        for hit in verdict.hits
        if hit.family.role not in ("polar", "mask") and hit not in used
    }
    found += [f"h:{name}" for name in sorted(families)]
    clauses = verdict.clauses
    good = sum(c.good for c in clauses)
    bad = sum(c.bad for c in clauses)
    intended = sum(c.intended for c in clauses)
    found.append(f"good={min(good, 4)}")
    found.append(f"bad={min(bad, 4)}")
    found.append(f"sum={max(-3, min(3, good - bad))}")
    found.append(f"gb={min(good, 2)}{min(bad, 2)}{min(intended, 1)}")
    found.append(f"seq={verdict.sequence}")
    found.append(f"all={verdict.overall}")
    real = [r.sign for r in verdict.reads if r.sign in ("good", "bad")]
    if real:
        found.append(f"ends={real[0]}-{real[-1]}")
    if len(clauses) > 1:
        main = clauses[1] if clauses[0].turn in conceding() else clauses[0]
        found.append(f"main={main.verdict}")
    if {"good", "bad"} <= {clause.verdict for clause in clauses}:
        found.append("sides")
    found.append(f"last={clauses[-1].turn}:{clauses[-1].verdict}")
    found.append(f"n={min(len(clauses), 3)}")
    for clause in clauses:
        if clause.comparison:
            found.append(f"cmp={clause.comparison}")
    voice = reading.account
    found.append(f"v={voice.voice}")
    found.append(f"v={voice.voice}&{verdict.overall}")
    if voice.single:
        found.append("one voice")
    if any(clause.negated for clause in clauses):
        found.append("negated")
    length = len(reading.words)
    found.append("long" if length > 32 else "short" if length < 12 else "middling")
    return found


def _ngrams(reading: Reading) -> list[str]:
    words = _marked_words(reading)
    found = [f"w:{w}" for w in dict.fromkeys(words)]
    found += dict.fromkeys(f"w:{a} {b}" for a, b in itertools.pairwise(words))
    plain = [w for w in reading.words if w not in BOUNDARIES]
    found += [f"o:{' '.join(plain[:n])}" for n in (1, 2, 3) if len(plain) >= n]
    shape = _shape(reading)
    found += dict.fromkeys(f"s:{a} {b}" for a, b in itertools.pairwise(shape) if a[0] == "<" or b[0] == "<")
    found += dict.fromkeys(
        f"s:{a} {b} {c}" for a, b, c in zip(shape, shape[1:], shape[2:], strict=False) if "<" in a + b + c
    )
    found.append(f"so:{' '.join(shape[:3])}")
    found.append(f"so:{' '.join(shape[:4])}")
    clauses = reading.verdict.clauses
    if len(clauses) > 1:
        last = clauses[-1]
        found += dict.fromkeys(f"l:{w}" for w in reading.words[last.start : last.end] if w not in BOUNDARIES)
    return found


def _marked_words(reading: Reading) -> list[str]:
    """The words, marked by the scopes they stand in: those of a mask are one word, those of a cue that was
    turned round are left out with what turned it, and those of a thing not yet done carry a `~`."""
    words = list(reading.words)
    for hit in reading.verdict.hits:
        if hit.family.role == "mask":
            words[hit.start] = "_".join(reading.words[hit.start : hit.end])
            words[hit.start + 1 : hit.end] = [""] * (hit.end - hit.start - 1)
    for r in reading.verdict.reads:
        if r.by is not None:
            for hit in (r.by, r.hit):
                words[hit.start : hit.end] = [""] * (hit.end - hit.start)
        elif r.sign not in ("good", "bad"):
            for i in range(r.hit.start, r.hit.end):
                words[i] = f"~{reading.words[i]}"
    return [w for w in words if w and w not in BOUNDARIES]


def _shape(reading: Reading) -> list[str]:
    """The sentence with its cues put in the place of their words: "there were <good> <structure> to …"."""
    words = reading.words
    shown: dict[int, tuple[int, str]] = {}
    for hit in reading.verdict.hits:
        role = hit.family.role
        if role == "plain" and hit.family.name in _CONTEXT:
            shown.setdefault(hit.start, (hit.end, f"<{hit.family.name}>"))
        elif role in _SHAPES:
            shown[hit.start] = (hit.end, _SHAPES[role])
        elif role == "comparison":
            shown[hit.start] = (hit.end, f"<{hit.family.sign}>")
        elif role == "intention":
            shown[hit.start] = (hit.end, "<intention>")
    for r in reading.verdict.reads:
        shown[r.hit.start] = (r.hit.end, f"<{r.sign.removeprefix('purpose_').removeprefix('condition_')}>")
    shape: list[str] = []
    at = 0
    while at < len(words):
        end, kind = shown.get(at, (at + 1, words[at]))
        if kind not in BOUNDARIES or kind == ",":
            shape.append(kind)
        at = max(end, at + 1)
    return shape


def _neighbours(paragraph: Sequence[Reading], at: int) -> list[str]:
    found = [f"at={min(at, 3)}", "end" if at == len(paragraph) - 1 else "goes on"]
    own = paragraph[at].verdict.overall
    if at:
        before = paragraph[at - 1]
        found.append(f"p={before.verdict.overall}")
        found.append(f"p={before.verdict.overall}&{own}")
        first = next((w for w in paragraph[at].words if w not in BOUNDARIES), "")
        found.append(f"p={before.verdict.overall}&{first}")
        if at > 1:
            found.append(f"lead={paragraph[0].verdict.overall}")
    else:
        found.append(f"p=none&{own}")
    if at + 1 < len(paragraph):
        after = paragraph[at + 1]
        found.append(f"a={after.verdict.overall}")
        opening = [w for w in after.words if w not in BOUNDARIES][:3]
        found += [f"a:{' '.join(opening[:n])}" for n in (1, 2, 3)]
    return found
