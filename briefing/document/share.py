"""How much of what was found the main pages print; an appendix has the rest.

Two authorities on one quality statement must take ten pages before the appendices. What is found differs from
pair to pair, and quotations come on top where the library holds the texts, so no fixed numbers would do: the
shares below are tried in order, and the first whose pages are estimated to fit is printed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """At most so many of each, for a quality statement."""

    england_charts: int
    """Charts of figures against England: the subject's first."""
    pairs: int
    matters: int
    """Shared gaps, and strengths."""
    contradictions: int
    questions: int
    """Lines of enquiry for all witnesses together; everyone's first is printed whatever their number."""
    each_side: int = 4
    """Findings on each side of a topic, for all authorities together."""


USUAL = Share(england_charts=0, pairs=5, matters=2, contradictions=2, questions=8)
"""Where the ten pages are not asked for: more authorities or more statements."""

LADDER = (
    Share(england_charts=2, pairs=5, matters=2, contradictions=2, questions=8),
    Share(england_charts=1, pairs=5, matters=2, contradictions=2, questions=8),
    Share(england_charts=1, pairs=4, matters=2, contradictions=2, questions=7),
    Share(england_charts=0, pairs=5, matters=2, contradictions=2, questions=8),
    Share(england_charts=0, pairs=5, matters=2, contradictions=1, questions=8),
    Share(england_charts=0, pairs=4, matters=2, contradictions=2, questions=7),
    Share(england_charts=0, pairs=4, matters=1, contradictions=1, questions=6),
    Share(england_charts=0, pairs=4, matters=1, contradictions=1, questions=6, each_side=1),
    Share(england_charts=0, pairs=3, matters=1, contradictions=1, questions=6, each_side=1),
    Share(england_charts=0, pairs=2, matters=1, contradictions=1, questions=5, each_side=1),
    Share(england_charts=0, pairs=2, matters=1, contradictions=0, questions=5, each_side=1),
    Share(england_charts=0, pairs=1, matters=1, contradictions=0, questions=5, each_side=1),
)
"""From the fullest to the leanest: charts go before pairs, and the second finding of a topic before the last
pairs, for those are what a committee can act on."""
