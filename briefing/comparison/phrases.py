"""Finding the phrases of a vocabulary in sentences, thousands of sentences at a time.

A phrase is words in a row: `*` ends a word anyhow, `|` stands between words for one place. A wording has
parts joined by ` + `, all within one stretch of a sentence; a part is a phrase, or several between ` / `.
Phrases are found through their first words, so the cost grows with the text and hardly with the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.domain.evidence import plain_characters

STRETCH = 16
"""Words within which all parts of a wording must stand."""

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; hyphens divide, a possessive 's is dropped."""
    found = _WORD.findall(plain_characters(text).lower())
    return tuple(w[:-2] if w.endswith("'s") else w.replace("'", "") for w in found)


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of a phrase: the words it accepts, and the beginnings of words."""

    words: frozenset[str]
    beginnings: tuple[str, ...]

    def fits(self, word: str) -> bool:
        return word in self.words or word.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class _Phrase:
    number: int
    rest: tuple[_Place, ...]
    """Its places after the first."""


class PhraseFinder:
    """Which of many named groups of wordings occur in a text, and by which of their wordings."""

    def __init__(self, groups: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._numbers: dict[str, int] = {}
        self._by_word: dict[str, list[_Phrase]] = {}
        self._by_beginning: dict[str, list[_Phrase]] = {}
        self._starting: dict[str, tuple[_Phrase, ...]] = {}
        self._wordings: list[tuple[str, tuple[tuple[int, ...], ...]]] = []
        self._by_phrase: dict[int, list[int]] = {}
        for name, wordings in groups:
            for wording in wordings:
                self._add(name, wording)

    def _add(self, name: str, wording: str) -> None:
        parts = tuple(
            tuple(self._number(phrase) for phrase in part.split(" / ")) for part in wording.split(" + ")
        )
        for phrase in {phrase for part in parts for phrase in part}:
            self._by_phrase.setdefault(phrase, []).append(len(self._wordings))
        self._wordings.append((name, parts))

    def _number(self, phrase: str) -> int:
        if phrase not in self._numbers:
            first, *rest = (_place(place) for place in phrase.split())
            numbered = _Phrase(len(self._numbers), tuple(rest))
            self._numbers[phrase] = numbered.number
            for word in first.words:
                self._by_word.setdefault(word, []).append(numbered)
            for beginning in first.beginnings:
                self._by_beginning.setdefault(beginning, []).append(numbered)
        return self._numbers[phrase]

    def _starting_with(self, word: str) -> tuple[_Phrase, ...]:
        """Every phrase whose first place accepts the word; looked up once for each word of the language."""
        if word not in self._starting:
            found = list(self._by_word.get(word, ()))
            for end in range(1, len(word) + 1):
                found += self._by_beginning.get(word[:end], ())
            self._starting[word] = tuple(found)
        return self._starting[word]

    def find(self, words: tuple[str, ...]) -> dict[str, frozenset[int]]:
        """Names of the groups that the words speak of, each with the numbers of the wordings found."""
        at: dict[int, list[int]] = {}
        for position, word in enumerate(words):
            for phrase in self._starting_with(word):
                if _follows(words, position, phrase):
                    at.setdefault(phrase.number, []).append(position)
        found: dict[str, set[int]] = {}
        for wording in sorted({w for number in at for w in self._by_phrase[number]}):
            name, parts = self._wordings[wording]
            if _near([[place for phrase in part for place in at.get(phrase, ())] for part in parts]):
                found.setdefault(name, set()).add(wording)
        return {name: frozenset(wordings) for name, wordings in found.items()}


def _place(text: str) -> _Place:
    choices = text.split("|")
    return _Place(
        frozenset(choice for choice in choices if not choice.endswith("*")),
        tuple(choice[:-1] for choice in choices if choice.endswith("*")),
    )


def _follows(words: tuple[str, ...], position: int, phrase: _Phrase) -> bool:
    if not phrase.rest:
        return True
    following = words[position + 1 : position + 1 + len(phrase.rest)]
    return len(following) == len(phrase.rest) and all(
        place.fits(word) for place, word in zip(phrase.rest, following, strict=True)
    )


def _near(places: list[list[int]]) -> bool:
    """Whether every part stands somewhere, and all within one stretch of the first."""
    return any(
        all(any(abs(position - first) <= STRETCH for position in part) for part in places[1:])
        for first in places[0]
    )
