"""A briefing opened in a browser: its page, and what it asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(frozen=True)
class Opened:
    page: Page
    asked: list[str]
    """Addresses of all it requested, the page itself first."""


Opener = Callable[..., Opened]
