"""Trains the label model: `python -m briefing.extraction.labels.train training/corpus training/invented`.

Reads every `*.jsonl` of the folders and writes the weights beside this file (or to `--output`); prints how
well pages left out of training are labelled. The same corpus gives the same bytes on the same arithmetic
library; another may move a weight by a hundredth. Needs scikit-learn, which reading does not.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefing.domain.evidence import plain_characters
from briefing.extraction.labels.cues import cue_book
from briefing.extraction.labels.features import read_paragraph, sentence_features
from briefing.extraction.labels.model import LABELS, SCALE, Choice, Model

STRENGTH = 0.2
"""Inverse strength of the penalty on large weights."""

TRUST = {
    **dict.fromkeys(
        ("seq", "all", "last", "gb", "sum", "good", "bad", "n", "cmp", "ends", "main", "sides"), 3.0
    ),
    "score": 0.4,
}
"""Kinds of features whose weights are penalised less (above 1) or more (below) than the words': the grammar's
verdict holds on pages with other words, the score of a page says little of one sentence."""

FOLDS = 5
LEAST = 2
"""Weights below this many hundredths for every label are left out."""


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    label: str
    also: tuple[str, ...]
    """Other labels that a fair reader may give."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of labelled sentences."""

    page: str
    score: int | None
    examples: tuple[Example, ...]


def passages(folders: Sequence[Path]) -> list[Passage]:
    """Every paragraph of every `*.jsonl` under the folders, in a fixed order."""
    files = sorted({file for folder in folders for file in folder.rglob("*.jsonl")}, key=lambda f: f.name)
    return [passage for file in files for passage in _passages(file)]


def _passages(file: Path) -> Iterator[Passage]:
    key: tuple[object, object] | None = None
    score: int | None = None
    examples: list[Example] = []
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        this = (row["page"], row["para"])
        if this != key and examples and key is not None:
            yield Passage(f"{file.stem}/{key[0]}", score, tuple(examples))
            examples = []
        key, score = this, row.get("score")
        examples.append(Example(row["text"], row["label"], tuple(row.get("alt") or ())))
    if key is not None:
        yield Passage(f"{file.stem}/{key[0]}", score, tuple(examples))


def featured(passage: Passage) -> list[list[str]]:
    """The features of each sentence of a passage."""
    readings = read_paragraph([plain_characters(example.text) for example in passage.examples], cue_book())
    return [sentence_features(readings, at, passage.score) for at in range(len(readings))]


def fit(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> dict[str, list[int]]:
    """The weights, in hundredths, of every feature seen at least twice."""
    import numpy as np
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped,import-not-found,unused-ignore]
    from sklearn.linear_model import (  # type: ignore[import-untyped,import-not-found,unused-ignore]
        LogisticRegression,
    )
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped,import-not-found,unused-ignore]

    seen = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in seen.items() if count >= 2)
    column = {name: i for i, name in enumerate(names)}
    trust = np.array([TRUST.get(name.partition("=")[0], 1.0) for name in names])
    indices: list[int] = []
    starts = [0]
    for row in rows:
        indices += sorted(column[name] for name in row if name in column)
        starts.append(len(indices))
    matrix = csr_matrix((trust[indices], indices, starts), shape=(len(rows), len(names)))
    with threadpool_limits(1):  # sums in one order, so that every training here gives the same bytes
        model = LogisticRegression(C=STRENGTH, tol=1e-6, max_iter=5000).fit(matrix, np.array(labels))
    order = [list(model.classes_).index(label.value) for label in LABELS]
    rounded = np.rint(model.coef_[order].T * trust[:, None] * SCALE).astype(int)
    weights = {n: w.tolist() for n, w in zip(names, rounded, strict=True) if abs(w).max() >= LEAST}
    base = [round(float(value) * SCALE) for value in model.intercept_[order]]
    weights["bias"] = [a + b for a, b in zip(weights.get("bias", [0, 0, 0, 0]), base, strict=True)]
    return weights


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A sentence labelled by a model that saw nothing of its page."""

    example: Example
    choice: Choice

    @property
    def right(self) -> bool:
        """Whether the label given is the label or another that a fair reader may give."""
        return self.choice.label in (self.example.label, *self.example.also)


def held_out(read_in: Sequence[Passage], rows: Sequence[Sequence[Sequence[str]]]) -> list[HeldOut]:
    """Every sentence labelled with its page left out of training, at temperature 1."""
    found: list[HeldOut] = []
    folds = [int(sha256(passage.page.encode()).hexdigest(), 16) % FOLDS for passage in read_in]
    for fold in range(FOLDS):
        seen = [i for i, f in enumerate(folds) if f != fold]
        if not seen or len(seen) == len(folds):
            continue
        model = Model(
            fit(
                [row for i in seen for row in rows[i]],
                [example.label for i in seen for example in read_in[i].examples],
            ),
            1.0,
        )
        for i, passage in enumerate(read_in):
            if folds[i] == fold:
                found += [
                    HeldOut(example, model.choose(row))
                    for example, row in zip(passage.examples, rows[i], strict=True)
                ]
    return found


def temperature(found: Sequence[HeldOut]) -> float:
    """The divisor, in steps of a twentieth, under which held-out probabilities fit best (least log loss)."""
    place = {label.value: i for i, label in enumerate(LABELS)}

    def loss(divisor: float) -> float:
        total = 0.0
        for one in found:
            powers = [p ** (1 / divisor) for p in one.choice.probabilities]
            total -= math.log(max(powers[place[one.example.label]] / sum(powers), 1e-9))
        return total

    return min((step / 20 for step in range(10, 61)), key=loss, default=1.0)


def report(found: Sequence[HeldOut], divisor: float) -> str:
    """F1 for each label, flips, and how often labels of each confidence are right, on held-out pages."""
    lines = [f"{len(found)} sentences on held-out pages, temperature {divisor}"]
    scores = []
    for label in LABELS:
        right = sum(one.right for one in found if one.choice.label == label)
        given = sum(one.choice.label == label for one in found)
        due = right + sum(not one.right for one in found if one.example.label == label)
        scores.append(2 * right / max(1, given + due))
        lines.append(f"  {label:14} F1 {scores[-1]:.3f}  given {given}")
    opposite = {"good_practice": "shortfall", "shortfall": "good_practice"}
    flips = sum(not o.right and opposite.get(o.example.label) == o.choice.label for o in found)
    lines.append(f"  macro-F1 {sum(scores) / 4:.3f}, flips {flips}")
    for low in range(3, 10):
        alike = [one for one in found if min(int(_cooled(one, divisor) * 10), 9) == low]
        if alike:
            share = sum(one.right for one in alike) / len(alike)
            mean = sum(_cooled(one, divisor) for one in alike) / len(alike)
            lines.append(f"  confidence {mean:.2f}: right {share:.2f} of {len(alike)}")
    return "\n".join(lines)


def _cooled(one: HeldOut, divisor: float) -> float:
    powers = [p ** (1 / divisor) for p in one.choice.probabilities]
    return float(powers[LABELS.index(one.choice.label)] / sum(powers))


def weights_file(weights: dict[str, list[int]], divisor: float) -> str:
    """The text of a weights file."""
    lines = [f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(weights[name], separators=(',', ':'))}"
             for name in sorted(weights)]  # fmt: skip
    return f'{{"temperature":{divisor},\n"weights":{{\n' + ",\n".join(lines) + "\n}}\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="+", type=Path, help="folders of labelled sentences (*.jsonl)")
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("weights.json"))
    options = parser.parse_args(arguments)
    read_in = passages(options.folder)
    rows = [featured(passage) for passage in read_in]
    tested = held_out(read_in, rows)
    divisor = temperature(tested)
    sys.stdout.write(report(tested, divisor) + "\n")
    weights = fit([row for of_one in rows for row in of_one], [e.label for p in read_in for e in p.examples])
    options.output.write_text(weights_file(weights, divisor), "utf-8")
    sys.stdout.write(f"{len(weights)} weights, {options.output.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
