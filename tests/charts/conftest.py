from __future__ import annotations

from pathlib import Path

import pytest

from briefing.domain.look import Look
from briefing.library.looks import load_look

STYLES = Path(__file__).parents[2] / "styles"


@pytest.fixture(scope="session")
def looks() -> dict[str, Look]:
    """Every look that ships."""
    return {path.stem: load_look(path) for path in sorted(STYLES.glob("*.yaml"))}


@pytest.fixture(scope="session")
def house(looks: dict[str, Look]) -> Look:
    return looks["house"]
