"""Figures: every number the assessor prints that measures something, with what it is compared with.

Public: `read_figures`. The way through: `numbers` and `spans` find the typed pieces of a sentence,
`comparisons` decides which number is held against which, `verdicts` which word says how, `naming` which
indicator it is, `provenance` where it comes from; `reader` walks the sentences and carries what one leaves to
the next; `forms` names and shows the forms.
"""

from __future__ import annotations

from briefing.extraction.figures.forms import FORMS, Form
from briefing.extraction.figures.reader import read_figures

__all__ = ["FORMS", "Form", "read_figures"]
