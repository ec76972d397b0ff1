"""Paragraphs cut into sentences.

nupunkt's engine decides where a full stop may end a sentence, with a short list of British abbreviations in
place of its own model, which was learnt from American law and takes "month." for one. A few rules for the
habits of inspection reports then put pieces back together. Time and memory grow with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nupunkt.tokenizers.sentence_tokenizer import PunktSentenceTokenizer

LONGEST = 5000
"""Characters. No sentence of a report comes near; what is longer is cut, so that time and memory stay in
proportion to the length of a text however few full stops it has."""

# Without their closing full stop, in lower case. Only what may stand before a capital or a number inside a
# sentence: "etc." and "p.m." end more sentences than they interrupt before one.
ABBREVIATIONS = frozenset(
    {
        *(
            "al",
            "approx",
            "ave",
            "c",
            "ca",
            "cf",
            "cllr",
            "dept",
            "dr",
            "e.g",
            "eg",
            "fig",
            "gov",
            "hon",
            "i.e",
        ),
        *(
            "ie",
            "inc",
            "ltd",
            "mr",
            "mrs",
            "ms",
            "nos",
            "para",
            "paras",
            "plc",
            "pp",
            "prof",
            "rd",
            "reg",
            "rev",
        ),
        *("sec", "sgt", "sr", "st", "u.k", "u.s", "viz", "vol", "vs"),
    }
)
# Words that begin a sentence even after an abbreviation or an initial ("… from plan A. The board …").
STARTERS = frozenset(
    {
        *(
            "although",
            "as",
            "at",
            "both",
            "carers",
            "data",
            "despite",
            "each",
            "for",
            "from",
            "however",
            "if",
        ),
        *(
            "in",
            "it",
            "its",
            "leaders",
            "many",
            "most",
            "national",
            "no",
            "not",
            "on",
            "one",
            "other",
            "others",
        ),
        *(
            "partners",
            "people",
            "providers",
            "senior",
            "some",
            "staff",
            "that",
            "the",
            "their",
            "there",
            "these",
        ),
        *("they", "this", "those", "we", "when", "where", "while", "with"),
    }
)

_SPACES = re.compile(r"\s{2,}|[^\S ]")  # what is not a single space
# The end of a sentence whose following space was lost: "…people.The council…". Not "www.Name" or "J.Smith".
_LOST_SPACE = re.compile(r"(?<=[a-z%)][a-z%)][.?!])(?=(?:[A-Z][a-z]*|[A-Z]{2,}) [a-z0-9(])")
_CANDIDATE = re.compile(r"[.?!\u2026][\"')\]\u2019\u201d]*\s")
# A whole bracket, or a bracket followed by the start of another sentence.
_BRACKET = re.compile(r"\([^()]*\)[.;]?(?=\s+[\"'\u2018\u201c]?[A-Z0-9]|$)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ENDS_IN_BRACKET = re.compile(r"\)[.;]?$")
_STARTS_LOWER = re.compile(r"[\"'(\u2018\u201c]?[a-z]")
_ENDS_IN_COUNT = re.compile(r"\b\d[\d,.]*%?(?: [A-Za-z-]+){1,3}\.$")
_ENDS_IN_NO = re.compile(r"\b[Nn]o\.$")
_STARTS_WITH_COUNT = re.compile(r"\d[\d,.]*%? [a-z]")
# Enough verbs to tell a remark in brackets from a source: "published" may stand in either.
_REMARK = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|told|said)\b")
# Enough verbs to tell a clause from an item of a list.
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|should|said|"
    r"told|felt|went|took|came|met|gave|made|saw|heard|found|rose|fell|grew|ran|held|kept|led|left|lost|began|"
    r"stood|got|put|set|spoke|thought|knew|wrote|meant|[a-z]{2,}ed)\b"
)


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, in order, with runs of white space folded; empty for an empty paragraph.

    Joined by spaces they give the paragraph again, but for a space put in where one was lost after a full
    stop. A source in brackets after a full stop belongs to the sentence before it; a piece that begins in
    lower case, or an item of a list of counts cut off by a stray full stop, to what it continues. What would
    be longer than LONGEST is cut into parts.
    """
    folded = _SPACES.sub(" ", text).strip()
    if not folded:
        return ()
    folded = _LOST_SPACE.sub(" ", folded)
    if not _CANDIDATE.search(folded):
        return tuple(_cut(folded))
    pieces = [piece.strip() for piece in _engine().tokenize(folded)]
    sentences = _joined([piece for piece in pieces if piece])
    return tuple(part for sentence in sentences for part in _cut(sentence))


def _cut(sentence: str) -> Iterator[str]:
    """The sentence, or one of impossible length in parts, cut at spaces where it has any."""
    start = 0
    while len(sentence) - start > LONGEST:
        space = sentence.rfind(" ", start + 1, start + LONGEST)
        end = space if space > start else start + LONGEST
        yield sentence[start:end]
        start = end + (space > start)
    yield sentence[start:]


@cache
def _engine() -> PunktSentenceTokenizer:
    # Imported here: reading anything else of the package should not pay for it.
    from nupunkt.core.parameters import PunktParameters
    from nupunkt.tokenizers.sentence_tokenizer import PunktSentenceTokenizer

    return PunktSentenceTokenizer(
        PunktParameters(abbrev_types=set(ABBREVIATIONS), sent_starters=set(STARTERS))
    )


def _joined(pieces: list[str]) -> list[str]:
    sentences: list[list[str]] = []
    for piece in pieces:
        rest = piece
        if sentences:
            bracket = _trailing_source(sentences[-1][-1], piece)
            rest = piece[len(bracket) :].strip()
            if bracket:
                sentences[-1].append(bracket)
            elif _continues(sentences[-1][-1], piece):
                sentences[-1].append(piece)
                continue
        if rest:
            sentences.append([rest])
    return [" ".join(parts) for parts in sentences]


def _trailing_source(before: str, piece: str) -> str:
    """The bracket at the start of a piece that names the source of the sentence before, or nothing."""
    match = _BRACKET.match(piece)
    if not match or _REMARK.search(match.group()):
        return ""
    bracket = match.group()
    if len(bracket) == len(piece):
        return bracket
    # With more behind it, a bracket may begin the next sentence: only a year, where none stood yet, tells.
    return bracket if _YEAR.search(bracket) and not _ENDS_IN_BRACKET.search(before) else ""


def _continues(before: str, piece: str) -> bool:
    if _STARTS_LOWER.match(piece):
        return before[-1] not in "?!"
    if _ENDS_IN_NO.search(before) and piece[0].isdigit():
        return True
    if _ENDS_IN_COUNT.search(before) and _STARTS_WITH_COUNT.match(piece):
        return not (_VERB.search(before) and _VERB.search(piece))
    return False
