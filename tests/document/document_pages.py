"""What the document's tests share: the type of the renderer, the repository's root, and reading a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from briefing.document import Rendered

ROOT = Path(__file__).parents[2]
Renderer = Callable[..., Rendered]


def tree(markup: str) -> HtmlElement:
    return html.document_fromstring(markup)
