from __future__ import annotations

import invented
import pytest
from document_pages import ROOT, Renderer

from briefing.document import Rendered, render
from briefing.domain.comparison import Comparison


@pytest.fixture(scope="session")
def rendering() -> Renderer:
    """Renders an invented comparison with the templates and styles that ship."""

    def call(comparison: Comparison | None = None, **changes: object) -> Rendered:
        arguments: dict[str, object] = {
            "comparison": comparison or invented.comparison(),
            "front": invented.FRONT,
            "charts": invented.charts(),
            "look": invented.LOOK,
            "framework": invented.FRAMEWORK,
            "template_dirs": (ROOT / "templates",),
            "style_dirs": (ROOT / "styles",),
        }
        return render(**(arguments | changes))  # type: ignore[arg-type]

    return call


@pytest.fixture(scope="session")
def pair(rendering: Renderer) -> Rendered:
    """Two councils, one statement, a subject."""
    return rendering()


@pytest.fixture(scope="session", params=["two", "twelve"])
def page(request: pytest.FixtureRequest, rendering: Renderer, pair: Rendered) -> Rendered:
    """Two councils on one statement, and twelve on two."""
    return pair if request.param == "two" else rendering(invented.comparison(12, None, 2))
