"""The model: for each feature a weight for each label, added up and turned into a calibrated probability."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from importlib import resources

from briefing.domain.finding import Label

LABELS = (Label.GOOD_PRACTICE, Label.SHORTFALL, Label.MIXED, Label.NEUTRAL)
"""The order of a feature's weights."""

SCALE = 100
"""Weights are kept as whole hundredths: small files, and the same bytes from every training."""


OPPOSITE = 1.0
"""How much of the opposite verdict's probability counts against good practice and against a shortfall. Taking
one for the other misleads a committee most, so where both are likely the choice falls on mixed or neutral."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the model chose for one sentence."""

    label: Label
    confidence: float
    """Calibrated probability that the label is right."""
    probabilities: tuple[float, float, float, float]
    """In the order of LABELS."""
    spoke: tuple[tuple[str, int], ...]
    """The features with the heaviest weights for the label against the next likely one, in hundredths of
    log-odds, heaviest first."""


@dataclass(frozen=True, slots=True)
class Model:
    weights: Mapping[str, Sequence[int]]
    """Feature and its weight for each of LABELS, in hundredths of log-odds."""
    temperature: float
    """What the sums are divided by so that confidence is a probability."""

    def choose(self, features: Iterable[str], heaviest: int = 12) -> Choice:
        """The label for a sentence with these features, with the `heaviest` of them."""
        weights = self.weights
        found = [(name, weights[name]) for name in features if name in weights]
        good = short = mixed = neutral = 0
        for _, weight in found:
            good += weight[0]
            short += weight[1]
            mixed += weight[2]
            neutral += weight[3]
        shares = self._shares((good, short, mixed, neutral))
        first, second = _preferred(shares)
        spoke = nlargest(
            heaviest, ((abs(w[first] - w[second]), name, w[first] - w[second]) for name, w in found)
        )
        heard = tuple((name, weight) for size, name, weight in spoke if size)
        return Choice(LABELS[first], shares[first], shares, heard)

    def _shares(self, sums: Sequence[int]) -> tuple[float, float, float, float]:
        """The sums as probabilities."""
        top = max(sums)
        powers = [math.exp((value - top) / (SCALE * self.temperature)) for value in sums]
        total = sum(powers)
        return (powers[0] / total, powers[1] / total, powers[2] / total, powers[3] / total)


def _preferred(shares: Sequence[float]) -> tuple[int, int]:
    """The places in LABELS of the label to give and of the next likely one."""
    good, short, mixed, neutral = shares
    worth = (good - OPPOSITE * short, short - OPPOSITE * good, mixed, neutral)
    first, second, *_ = sorted(range(4), key=lambda i: -worth[i])
    return first, second


def from_json(text: str) -> Model:
    """A model from the text of a weights file."""
    data = json.loads(text)
    return Model(data["weights"], data["temperature"])


@cache
def shipped_model() -> Model:
    """The weights that come with the program, read once, when the first sentence is labelled."""
    return from_json(resources.files(__package__).joinpath("weights.json").read_text("utf-8"))
