"""Commands that make and follow documents: build, run, status, schedule."""

from __future__ import annotations

COMMANDS = ()
