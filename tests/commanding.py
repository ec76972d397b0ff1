"""What tests of whole commands share: the invented pages, a config, and what a command left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parent / "pages"

CONFIG = """\
authorities: [kelderby, ottersham]
themes: [care-provision]
subject: kelderby
date: 2026-12-01
title: Care in Kelderby and Ottersham
"""


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]
