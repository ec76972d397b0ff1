"""Configs: YAML into frozen specs, with every problem found at once and its place."""
