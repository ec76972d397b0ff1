"""The cues an officer would underline, read from `cues/*.yaml`, and where they stand in a sentence.

A cue is a run of words; `*` ends a stem, `(a|b)` is a choice, `_` any one word and `..` up to three words. The
files are data: adding a cue is a word in a list, and training again gives it its weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import product

import yaml

_GAP = 3
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
    """A step of the tree of all cues."""

    words: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    anything: _Node | None = None
    gap: _Node | None = None
    ends: tuple[Family, ...] = ()


class CueBook:
    """All cues, ready to be found."""

    def __init__(self, families: Sequence[tuple[Family, str]]) -> None:
        self._root = _Node()
        self._stems: dict[int, set[str]] = {}
        for family, text in families:
            for cue in _cues(text):
                self._add(family, cue)
        stems = sorted(self._root.stems, key=len, reverse=True)
        self._first_letters = {stem[0] for stem in stems}
        self._starts: dict[str, bool] = {}

    def _add(self, family: Family, words: list[str]) -> None:
        node = self._root
        for word in words:
            if word == "_":
                node.anything = node.anything or _Node()
                node = node.anything
            elif word == "..":
                node.gap = node.gap or _Node()
                node = node.gap
            elif word.endswith("*"):
                node = node.stems.setdefault(word[:-1], _Node())
            else:
                node = node.words.setdefault(word, _Node())
        if family not in node.ends:
            node.ends = (*node.ends, family)

    def find(self, tokens: Sequence[str]) -> list[Hit]:
        """Every cue, the longest at each place for each role; a cue inside a longer one of its role is not
        counted again."""
        hits: list[Hit] = []
        covered: dict[str, int] = {}
        for start, token in enumerate(tokens):
            if not self._may_start(token):
                continue
            longest: dict[str, tuple[int, Family]] = {}
            for end, family in _walk(self._root, tokens, start):
                known = longest.get(family.role)
                if known is None or end > known[0]:
                    longest[family.role] = (end, family)
            for role, (end, family) in longest.items():
                if end > covered.get(role, 0):
                    covered[role] = end
                    hits.append(Hit(start, end, family, " ".join(tokens[start:end])))
        masks = [hit for hit in hits if hit.family.role == "mask"]
        return [hit for hit in hits if not _masked(hit, masks)] if masks else hits

    def _may_start(self, token: str) -> bool:
        known = self._starts.get(token)
        if known is None:
            root = self._root
            known = token in root.words or any(token.startswith(stem) for stem in root.stems)
            if len(self._starts) < 200_000:
                self._starts[token] = known
        return known


def _masked(hit: Hit, masks: Sequence[Hit]) -> bool:
    """Whether a cue lies inside a mask; a longer cue round the mask stands, and so does a comparison."""
    return hit.family.role != "comparison" and any(mask.start <= hit.start and hit.end <= mask.end for mask in masks)


def _walk(node: _Node, tokens: Sequence[str], at: int) -> Iterator[tuple[int, Family]]:
    """The ends of all cues of the tree below `node` that go on at token `at`."""
    for family in node.ends:
        yield at, family
    if at >= len(tokens):
        return
    token = tokens[at]
    following = node.words.get(token)
    if following is not None:
        yield from _walk(following, tokens, at + 1)
    if node.stems:
        for stem, following in node.stems.items():
            if token.startswith(stem):
                yield from _walk(following, tokens, at + 1)
    if node.anything is not None:
        yield from _walk(node.anything, tokens, at + 1)
    if node.gap is not None:
        for skipped in range(_GAP + 1):
            yield from _walk(node.gap, tokens, at + skipped)


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
