"""The cues an officer would underline, read from `cues/*.yaml`, and where they stand in a sentence.

A cue is a run of words; `*` ends a stem, `(a|b)` is a choice and `_` any one word. The files are data: adding
a cue is a word in a list, and training again gives it its weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import product

import yaml

_MOST_KNOWN = 100_000
"""Words whose steps are remembered: more than any report has, few enough to stay flat in memory."""

_CHOICE = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Family:
    """Cues that say the same kind of thing."""

    name: str
    about: str
    """What they say, in plain words."""
    sign: str
    """`good`, `bad`, `mixed`, for comparisons `up`, `down`, `same`, …; empty for words of context."""
    role: str
    """How the grammar uses them: `polar`, `negation`, `relief`, `growth`, `intention`, `comparison`, `mixed`,
    `plain`."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a sentence: the tokens from `start` up to `end`."""

    start: int
    end: int
    family: Family
    words: str
    """The words as they stand there."""


@dataclass(slots=True)
class _Node:
    """A step of the tree of all cues: by a word, by `stem*`, or by `_` for any word."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: tuple[Family, ...] = ()


class CueBook:
    """All cues, ready to be found."""

    def __init__(self, families: Sequence[tuple[Family, str]]) -> None:
        self._root = _Node()
        self._stems: set[str] = set()
        self._known: dict[str, tuple[str, ...]] = {}
        for family, text in families:
            for cue in _cues(text):
                self._add(family, cue)

    def _add(self, family: Family, words: list[str]) -> None:
        node = self._root
        for word in words:
            if word.endswith("*"):
                self._stems.add(word)
            node = node.next.setdefault(word, _Node())
        if family not in node.ends:
            node.ends = (*node.ends, family)

    def find(self, tokens: Sequence[str]) -> list[Hit]:
        """Every cue, the longest at each place for each role; a cue inside a longer one of its role, or
        inside a mask, is not counted."""
        hits: list[Hit] = []
        masks: list[Hit] = []
        covered: dict[str, int] = {}
        steps = [self._steps(token) for token in tokens]
        for start in range(len(tokens)):
            for role, (end, family) in self._longest(steps, start).items():
                if end > covered.get(role, 0):
                    covered[role] = end
                    hit = Hit(start, end, family, " ".join(tokens[start:end]))
                    (masks if role == "mask" else hits).append(hit)
        return [hit for hit in hits if not _masked(hit, masks)] + masks if masks else hits

    def _longest(self, steps: Sequence[tuple[str, ...]], start: int) -> dict[str, tuple[int, Family]]:
        """For each role the end of the longest cue that starts here."""
        found: dict[str, tuple[int, Family]] = {}
        nodes = [self._root]
        for end in range(start, len(steps)):
            following: list[_Node] = []
            for node in nodes:
                ways = node.next
                following += [ways[step] for step in steps[end] if step in ways]
            if not following:
                break
            nodes = following
            for node in nodes:
                for family in node.ends:
                    found[family.role] = (end + 1, family)
        return found

    def _steps(self, token: str) -> tuple[str, ...]:
        """The steps of the tree that a word can take: itself, its stems, any word."""
        known = self._known.get(token)
        if known is None:
            stems = (f"{token[:length]}*" for length in range(1, len(token) + 1))
            known = (token, *(stem for stem in stems if stem in self._stems), "_")
            if len(self._known) < _MOST_KNOWN:
                self._known[token] = known
        return known


def _masked(hit: Hit, masks: Sequence[Hit]) -> bool:
    """Whether a cue lies inside a mask; a longer cue round the mask stands, and so does a comparison."""
    if hit.family.role == "comparison":
        return False
    return any(mask.start <= hit.start and hit.end <= mask.end for mask in masks)


def _cues(text: str) -> Iterator[list[str]]:
    """The cues of a block of text, each as its words, choices multiplied out."""
    for line in text.splitlines():
        for entry in line.split(","):
            entry = entry.strip().lower()
            if entry:
                yield from _spelt_out(entry)


def _spelt_out(entry: str) -> Iterator[list[str]]:
    pieces = _CHOICE.split(entry)
    choices = [piece.split("|") if i % 2 else [piece] for i, piece in enumerate(pieces)]
    for chosen in product(*choices):
        yield "".join(chosen).split()


@cache
def cue_book() -> CueBook:
    """The shipped cues, read once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    families: list[tuple[Family, str]] = []
    folder = resources.files(__package__).joinpath("cues")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            for entry in yaml.load(file.read_text("utf-8"), Loader=loader):  # noqa: S506 - safe loaders both
                family = Family(
                    entry["family"], entry.get("about", ""), entry.get("sign", ""), entry.get("role", "polar")
                )
                families.append((family, entry["cues"]))
    return CueBook(families)
