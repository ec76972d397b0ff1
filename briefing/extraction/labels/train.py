"""Trains the label model: `python -m briefing.extraction.labels.train training/corpus [FOLDER …]`.

Reads every `*.jsonl` of the folders, writes the weights beside this file (or to `--output`). The same corpus gives
the same bytes. Needs scikit-learn, which reading does not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.domain.evidence import plain_characters
from briefing.extraction.labels.cues import cue_book
from briefing.extraction.labels.features import features, read_paragraph
from briefing.extraction.labels.model import LABELS, SCALE

C = 0.1
TEMPERATURE = 1.0


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
    return [features(readings, at, passage.score) for at in range(len(readings))]


def fit(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> dict[str, list[int]]:
    """The weights, in hundredths, of every feature seen at least twice."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen = Counter(name for row in rows for name in set(row))
    names = sorted(name for name, count in seen.items() if count >= 2)
    column = {name: i for i, name in enumerate(names)}
    indices: list[int] = []
    starts = [0]
    for row in rows:
        indices += sorted({column[name] for name in row if name in column})
        starts.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(rows), len(names)))
    model = LogisticRegression(C=C, max_iter=500).fit(matrix, np.array(labels))
    order = [list(model.classes_).index(label.value) for label in LABELS]
    rounded = np.rint(model.coef_[order].T * SCALE).astype(int)
    bias = [round(float(value) * SCALE) for value in model.intercept_[order]]
    weights = {name: row.tolist() for name, row in zip(names, rounded, strict=True) if row.any()}
    weights["bias"] = [a + b for a, b in zip(weights.get("bias", [0, 0, 0, 0]), bias, strict=True)]
    return weights


def weights_file(weights: dict[str, list[int]], temperature: float) -> str:
    """The text of a weights file."""
    lines = [f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(weights[name], separators=(',', ':'))}"
             for name in sorted(weights)]  # fmt: skip
    return f'{{"temperature":{temperature},\n"weights":{{\n' + ",\n".join(lines) + "\n}}\n"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="+", type=Path, help="folders of labelled sentences (*.jsonl)")
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("weights.json"))
    options = parser.parse_args(arguments)
    read_in = passages(options.folder)
    rows = [row for passage in read_in for row in featured(passage)]
    labels = [example.label for passage in read_in for example in passage.examples]
    weights = fit(rows, labels)
    options.output.write_text(weights_file(weights, TEMPERATURE), "utf-8")
    sys.stdout.write(
        f"{len(rows)} sentences, {len(weights)} weights, {options.output.stat().st_size} bytes\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
