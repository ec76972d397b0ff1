"""Evidence: the place of a sentence in a source, and a digest that survives a change of format."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_SINGLE_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bc\u2032`\u00b4"), "'")
_DOUBLE_QUOTES = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"), '"')
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")
_SAME_CHARACTER = {
    chr(code): same for code, same in {**_SINGLE_QUOTES, **_DOUBLE_QUOTES, **_DASHES, **_INVISIBLE}.items()
}
# Only what has to change is matched: this runs several times for every sentence.
_OTHER_FORM = re.compile(f"[{''.join(_SAME_CHARACTER)}]")
_OTHER_SPACE = re.compile(r"\s{2,}|[^\S ]")


def plain_characters(text: str) -> str:
    """The text with one form of each quote, dash and space, and no invisible characters.

    This is what rules of reading match against: the same page saved by two programs differs in nothing else.
    """
    same = _OTHER_FORM.sub(lambda other: _SAME_CHARACTER[other.group()], text)
    return _OTHER_SPACE.sub(" ", same).strip()


def sentence_digest(text: str) -> str:
    """SHA-256 (64 hexadecimal digits) of a sentence, the same in every format of the same page.

    Quotes, dashes and spaces are normalised and the case of the first letter is set aside, as the public
    contract defines evidence.
    """
    plain = plain_characters(text)
    return hashlib.sha256((plain[:1].lower() + plain[1:]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a finding or figure stands: a sentence of one authority's report on one quality statement."""

    authority: str
    """Slug, empty where the source names none."""
    statement: str
    """Id of the quality statement, empty where it was not recognised."""
    paragraph: int
    """1-based, counted after "Key findings for this quality statement"; sub-headings are not counted."""
    sentence: int
    digest: str
    quote: str | None = None
    """The sentence as the source prints it; None where only facts travel (shipped records)."""

    @property
    def place(self) -> str:
        """`21.3`: paragraph and sentence."""
        return f"{self.paragraph}.{self.sentence}"

    @property
    def id(self) -> str:
        """`haringey/care-provision/21.3`: names the sentence among all that a library holds."""
        return f"{self.authority}/{self.statement}/{self.place}"
