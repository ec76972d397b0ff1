"""Scheduled builds: what is due, the ledger of what was built, and what changed."""
