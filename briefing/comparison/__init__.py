"""Records side by side: `compare` is the way in.

Standing, comparability, pairs, contradictions, questions and context, each in its own file; `compare.py`
tells the story. Nothing here reads a file: vocabulary, question patterns and reference scores are handed in.
"""

from briefing.comparison.compare import compare

__all__ = ["compare"]
