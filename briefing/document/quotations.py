"""Which of the held quotations the main pages print: each once, and none that is long.

A quotation is verbatim or not there at all. One that is printed already, or that would take half a column,
stands in the evidence register alone, and the finding's mark leads to it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

from briefing.document.findings import FindingView

T = TypeVar("T")

LONG = 40
"""Words of a quotation that stands in the register alone."""


@dataclass(slots=True)
class Quoted:
    """What the pages have quoted so far; views are handed to `once` in the order of the pages."""

    evidence: set[str]

    def once(self, view: T) -> T:
        """The view without quotations that were printed before; long ones are left to the register."""
        if isinstance(view, FindingView):
            return self._finding(view)  # type: ignore[return-value]
        if isinstance(view, tuple):
            return tuple(self.once(item) for item in view)  # type: ignore[return-value]
        if is_dataclass(view) and not isinstance(view, type):
            held = {f.name: getattr(view, f.name) for f in fields(view)}
            # Only what may hold findings is made again.
            parts = {k: self.once(v) for k, v in held.items() if isinstance(v, tuple) or is_dataclass(v)}
            return replace(view, **parts)
        return view

    def _finding(self, view: FindingView) -> FindingView:
        if not view.quote:
            return view
        if len(view.quote.split()) > LONG:
            return replace(view, quote="", quoted_at=view.cited.marks[0].href)
        if view.cited.evidence in self.evidence:
            return replace(view, quote="")
        self.evidence.add(view.cited.evidence)
        return view
