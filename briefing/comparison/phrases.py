"""Finding the phrases of a vocabulary in sentences, thousands of sentences at a time.

A phrase is words in a row: `*` ends a word anyhow, `|` stands between words for one place. A wording joins
phrases by ` + `: all of them within one stretch of a sentence. Phrases are found through their first words,
so the cost grows with the text and hardly with the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from briefing.domain.evidence import plain_characters

STRETCH = 16
"""Words within which all parts of a wording must stand."""

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; hyphens divide, a possessive 's is dropped."""
    found = _WORD.findall(plain_characters(text).lower())
    return tuple(w[:-2] if w.endswith("'s") else w.replace("'", "") for w in found)


def word_fits(pattern: str, word: str) -> bool:
    """Whether one place of a phrase accepts a word."""
    return any(
        word.startswith(choice[:-1]) if choice.endswith("*") else word == choice
        for choice in pattern.split("|")
    )


@dataclass(frozen=True, slots=True)
class _Phrase:
    number: int
    places: tuple[Callable[[str], bool], ...]


class PhraseFinder:
    """Which of many named groups of wordings occur in a text, and by which of their wordings."""

    def __init__(self, groups: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._numbers: dict[str, int] = {}
        self._phrases: list[tuple[str, _Phrase]] = []
        self._wordings: list[tuple[str, tuple[int, ...]]] = []
        self._by_phrase: dict[int, list[int]] = {}
        self._starting: dict[str, tuple[_Phrase, ...]] = {}
        for name, wordings in groups:
            for wording in wordings:
                self._add(name, wording)

    def _add(self, name: str, wording: str) -> None:
        parts = tuple(self._number(part.strip()) for part in wording.split(" + "))
        for part in parts:
            self._by_phrase.setdefault(part, []).append(len(self._wordings))
        self._wordings.append((name, parts))

    def _number(self, phrase: str) -> int:
        if phrase not in self._numbers:
            number = self._numbers[phrase] = len(self._numbers)
            first, *rest = phrase.split()
            places = tuple(_fitting(place) for place in rest)
            self._phrases.append((first, _Phrase(number, places)))
        return self._numbers[phrase]

    def _starting_with(self, word: str) -> tuple[_Phrase, ...]:
        if word not in self._starting:
            self._starting[word] = tuple(p for first, p in self._phrases if word_fits(first, word))
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
            if all(part in at for part in parts) and _near([at[part] for part in parts]):
                found.setdefault(name, set()).add(wording)
        return {name: frozenset(wordings) for name, wordings in found.items()}


def _fitting(place: str) -> Callable[[str], bool]:
    return lambda word: word_fits(place, word)


def _follows(words: tuple[str, ...], position: int, phrase: _Phrase) -> bool:
    end = position + 1 + len(phrase.places)
    return end <= len(words) and all(
        fits(word) for fits, word in zip(phrase.places, words[position + 1 : end], strict=True)
    )


def _near(places: list[list[int]]) -> bool:
    """Whether one position of each part can be chosen so that all stand within one stretch."""
    return any(
        all(any(abs(position - first) <= STRETCH for position in part) for part in places[1:])
        for first in places[0]
    )
