"""Evaluation: what was read, held against labelled pages."""
