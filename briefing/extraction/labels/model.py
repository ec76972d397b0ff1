"""The model: for each feature a weight for each label, added up and turned into a calibrated probability."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from briefing.domain.finding import Label

LABELS = (Label.GOOD_PRACTICE, Label.SHORTFALL, Label.MIXED, Label.NEUTRAL)
"""The order of a feature's weights."""

SCALE = 100
"""Weights are kept as whole hundredths: small files, and the same bytes from every training."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the model chose for one sentence."""

    label: Label
    confidence: float
    """Calibrated probability that the label is right."""
    runner_up: Label
    probabilities: tuple[float, float, float, float]
    """In the order of LABELS."""


@dataclass(frozen=True, slots=True)
class Model:
    weights: Mapping[str, Sequence[int]]
    """Feature and its weight for each of LABELS, in hundredths of log-odds."""
    temperature: float
    """What the sums are divided by so that confidence is a probability."""

    def choose(self, features: Iterable[str]) -> Choice:
        """The label whose weights add up to most."""
        good = short = mixed = neutral = 0
        weights = self.weights
        for name in features:
            weight = weights.get(name)
            if weight is not None:
                good += weight[0]
                short += weight[1]
                mixed += weight[2]
                neutral += weight[3]
        divisor = SCALE * self.temperature
        sums = (good / divisor, short / divisor, mixed / divisor, neutral / divisor)
        top = max(sums)
        powers = [math.exp(value - top) for value in sums]
        total = sum(powers)
        shares = (powers[0] / total, powers[1] / total, powers[2] / total, powers[3] / total)
        order = sorted(range(4), key=lambda i: -shares[i])
        return Choice(LABELS[order[0]], shares[order[0]], LABELS[order[1]], shares)

    def spoken_for(self, features: Iterable[str], label: Label, rival: Label) -> list[tuple[str, int]]:
        """Each feature's weight for the label against its rival, in hundredths, heaviest first."""
        one, other = LABELS.index(label), LABELS.index(rival)
        found = []
        for name in features:
            weight = self.weights.get(name)
            if weight is not None and weight[one] != weight[other]:
                found.append((name, weight[one] - weight[other]))
        return sorted(found, key=lambda item: (-abs(item[1]), item[0]))


def from_json(text: str) -> Model:
    """A model from the text of a weights file."""
    data = json.loads(text)
    return Model(data["weights"], data["temperature"])


@cache
def shipped_model() -> Model:
    """The weights that come with the program, read once, when the first sentence is labelled."""
    return from_json(resources.files(__package__).joinpath("weights.json").read_text("utf-8"))
