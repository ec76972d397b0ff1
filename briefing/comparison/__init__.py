"""Comparison: several records side by side, and what can and cannot be concluded from them."""
