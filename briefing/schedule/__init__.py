"""Scheduled builds: what is due, the ledger of what was built, and what changed."""

from typing import Final

# Here, where they can be had without what an archive takes: every build asks whether there is one.
ISSUES: Final = "issues"
"""The archive's folder below the output folder; no config can have this name."""
INPUT: Final = "issue:"
"""How an earlier issue is named among the inputs of a build, as `issue:2026-11`."""
