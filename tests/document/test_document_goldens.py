"""A whole briefing of two invented councils against the kept one, so that review sees what changed.

`BRIEFING_GOLDENS=write pytest tests/document` rewrites it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from briefing.document import Rendered

GOLDENS = Path(__file__).parent / "goldens"


@pytest.mark.parametrize("form", ["print_html", "screen_html"])
def test_the_page_is_as_kept(pair: Rendered, form: str) -> None:
    """Everything but the style, line by line."""
    made = re.sub(r"<style>.*?</style>", "<style></style>", getattr(pair, form), flags=re.S)
    kept = GOLDENS / f"{form.removesuffix('_html')}.html"
    if os.environ.get("BRIEFING_GOLDENS") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(made, encoding="utf-8")
    assert made.splitlines() == kept.read_text(encoding="utf-8").splitlines()


def test_the_same_comparison_gives_the_same_page(pair: Rendered, rendering: object) -> None:
    assert rendering() == pair  # type: ignore[operator]
