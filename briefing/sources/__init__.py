"""Source documents: one file a format, all giving the same located blocks."""

from __future__ import annotations

from briefing.sources.reading import read_source

__all__ = ["read_source"]
