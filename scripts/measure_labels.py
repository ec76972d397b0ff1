"""How well labels are given on pages that the model never saw: the table in docs/method/labels.md.

    python scripts/measure_labels.py

Of the pages in tests/pages, nine are trained on: each is left out in turn, and its authority with it. The
others, and those in tests/extraction/held_out.jsonl, are never trained on. Takes a minute and scikit-learn.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from briefing.extraction.labels.model import LABELS, Model
from briefing.extraction.labels.train import Example, Passage, featured, fit, passages

ROOT = Path(__file__).resolve().parent.parent
GOOD, SHORTFALL, MIXED, _ = (label.value for label in LABELS)

Told = tuple[Example, str]
"""A sentence and the label given."""


def pages() -> Iterator[tuple[str, list[Passage]]]:
    """The labelled pages in tests/pages, by name."""
    for file in sorted((ROOT / "tests" / "pages").glob("*.gold.json")):
        name = file.name.removesuffix(".gold.json")
        found: list[Passage] = []
        for statement in json.loads(file.read_text("utf-8"))["statements"]:
            for _, group in groupby(statement["sentences"], key=lambda row: row["para"]):
                examples = tuple(Example(r["text"], r["label"], tuple(r.get("alt") or ())) for r in group)
                found.append(Passage(name, statement["score"], examples))
        yield name, found


def trained(on: Sequence[Passage]) -> Model:
    """A model that has seen these passages and nothing else."""
    rows = [row for passage in on for row in featured(passage)]
    return Model(fit(rows, [example.label for passage in on for example in passage.examples]), 1.0)


def labelled(model: Model, given: Sequence[Passage]) -> list[Told]:
    """Each sentence with the label that the model gives it."""
    return [
        (example, model.choose(row).label.value)
        for passage in given
        for example, row in zip(passage.examples, featured(passage), strict=True)
    ]


def row(name: str, told: Sequence[Told]) -> str:
    """A row of the table: macro-F1 lenient, strict and of three labels (lenient), and flips."""
    fair = [(given if given in example.also else example.label, given) for example, given in told]
    strict = [(example.label, given) for example, given in told]
    flips = sum({due, given} == {GOOD, SHORTFALL} for due, given in fair)
    three = _macro_f1(fair, [label.value for label in LABELS if label.value != MIXED])
    every = [label.value for label in LABELS]
    return (
        f"| {name} | {len(told)} | {_macro_f1(fair, every):.2f} / {_macro_f1(strict, every):.2f} "
        f"| {three:.2f} | {flips} |"
    )


def _macro_f1(pairs: Sequence[tuple[str, str]], labels: Sequence[str]) -> float:
    """Over the labels that are due or given at all."""
    scores = []
    for label in labels:
        right = sum(pair == (label, label) for pair in pairs)
        counted = sum(due == label for due, _ in pairs) + sum(given == label for _, given in pairs)
        if counted:
            scores.append(2 * right / counted)
    return sum(scores) / len(scores)


def main() -> None:
    """Prints the table."""
    corpus = passages([ROOT / "training" / "corpus"])
    invented = passages([ROOT / "training" / "invented"])
    everything = trained([*corpus, *invented])
    seen = {example.text for passage in invented for example in passage.examples}
    print("| page | sentences | lenient / strict | three labels | flips |")
    print("| --- | --- | --- | --- | --- |")
    left_out: list[Told] = []
    never: list[Told] = []
    for name, page in pages():
        own = {example.text for passage in page for example in passage.examples}
        if own & seen:
            others = [passage for passage in invented if not own & {e.text for e in passage.examples}]
            told = labelled(trained([*corpus, *others]), page)
            left_out += told
        else:
            told = labelled(everything, page)
            never += told
        print(row(name, told), flush=True)
    print(row("nine pages, each left out in turn", left_out))
    print(row("six pages never trained on", never))
    print(row("twenty short pages written last", labelled(everything, held_out())))


def held_out() -> list[Passage]:
    """The pages of tests/extraction/held_out.jsonl."""
    return passages([ROOT / "tests" / "extraction"])


if __name__ == "__main__":
    main()
