"""Training: the shipped weights are what the corpus in the project gives."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from briefing.extraction.labels import train
from briefing.extraction.labels.model import LABELS, from_json

TRAINING = Path(__file__).parents[2] / "training"


@pytest.mark.slow
def test_training_gives_the_shipped_weights_byte_for_byte(tmp_path: Path) -> None:
    """One command, the same corpus, the same bytes."""
    pytest.importorskip("sklearn", reason="training needs scikit-learn, which reading does not")
    made = tmp_path / "weights.json"
    assert train.main([str(TRAINING / "corpus"), str(TRAINING / "invented"), "--output", str(made)]) == 0
    shipped = resources.files("briefing.extraction.labels").joinpath("weights.json")
    assert made.read_bytes() == shipped.read_bytes()


def test_a_corpus_is_read_in_paragraphs(tmp_path: Path) -> None:
    """Sentences of one paragraph of one page stay together, in order."""
    (tmp_path / "a.jsonl").write_text(
        '{"page": 1, "para": 1, "sent": 1, "score": 2, "label": "neutral", "alt": [], "text": "One."}\n'
        '{"page": 1, "para": 1, "sent": 2, "label": "shortfall", "alt": ["mixed"], "text": "Two."}\n'
        '{"page": 1, "para": 2, "sent": 1, "score": 2, "label": "mixed", "alt": [], "text": "Three."}\n',
        "utf-8",
    )
    read = train.passages([tmp_path])
    assert [[e.text for e in passage.examples] for passage in read] == [["One.", "Two."], ["Three."]]
    assert read[0].examples[1].also == ("mixed",)


def test_a_model_prefers_no_verdict_to_the_opposite_one() -> None:
    """Where good practice and a shortfall are about as likely, neither is claimed."""
    model = from_json('{"temperature": 1.0, "weights": {"torn": [100, 95, 60, 0], "sure": [300, 0, 0, 0]}}')
    assert model.choose(["torn"]).label is LABELS[2]
    assert model.choose(["sure"]).label is LABELS[0]


def test_a_feature_never_seen_counts_for_nothing() -> None:
    """Unknown words leave the choice to the known ones."""
    model = from_json('{"temperature": 1.0, "weights": {"bias": [0, 0, 0, 50]}}')
    assert model.choose(["bias"]).probabilities == model.choose(["bias", "w:unheard"]).probabilities
