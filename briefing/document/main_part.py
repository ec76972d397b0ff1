"""The pages between the front and the appendices, with as much in them as ten pages hold."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from math import ceil

from briefing.document import space
from briefing.document.changes import ChangesView
from briefing.document.charts import ChartView, PlacedCharts, charts_for
from briefing.document.cite import Citer
from briefing.document.enquiry import EnquiryView, enquiry_view
from briefing.document.further import FurtherView, further_view
from briefing.document.learning import LearningView, learning_view
from briefing.document.quotations import Quoted
from briefing.document.reading import ReadingView
from briefing.document.scores import ScoresView
from briefing.document.share import LADDER, USUAL, Share
from briefing.document.statement import StatementView, statement_view
from briefing.document.words import FEW_NAMES
from briefing.domain.authority import Authority
from briefing.domain.chart import Chart
from briefing.domain.comparison import Comparison

FIXED_PAGES = 2
"""The front, and the comparison on one page."""
PAGES = 10
"""What two authorities on one quality statement may take before the appendices."""
SPARE = 0.03
"""Of the last page. The estimate is on the safe side as a rule: by up to half a page."""


@dataclass(frozen=True, slots=True)
class MainPart:
    reading: ReadingView
    scores: ScoresView
    score_charts: tuple[ChartView, ...]
    statements: tuple[StatementView, ...]
    learning: LearningView
    enquiry: EnquiryView
    further: FurtherView
    """What the appendix has of it."""
    further_charts: tuple[ChartView, ...]

    def pages(self, response: tuple[str, ...], changed: ChangesView | None = None) -> float:
        """Estimated, with the authority's own words and what changed since the issue before."""
        tensions = [t for s in self.statements for t in s.tensions]
        first = chain(
            space.changes(changed) if changed else (),
            space.reading(self.reading),
            space.scores(self.scores, self.score_charts, tensions),
        )
        # At worst the statement begins on a page of its own: its heading stays with a measure of the table.
        return ceil(space.pages(first)) + space.pages(
            chain(
                *map(space.statement, self.statements),
                space.learning(self.learning),
                space.enquiry(self.enquiry),
                space.own_words(response),
            )
        )


@dataclass(frozen=True, slots=True)
class Materials:
    """What the main part is made from, whatever its share."""

    comparison: Comparison
    order: tuple[Authority, ...]
    citer: Citer
    charts: tuple[Chart, ...]
    symbols: dict[str, str]
    reading: ReadingView
    scores: ScoresView
    score_charts: tuple[ChartView, ...]

    def made(self, share: Share) -> MainPart:
        """The part with that share. Quotations stand once, in the order of the pages."""
        comparison, citer = self.comparison, self.citer
        alone = len(comparison.statements) == 1
        placed = {s.statement.id: self._placed(s.statement.id, share) for s in comparison.statements}
        enquiry = enquiry_view(comparison, citer, share)
        quoted = Quoted(set())
        return MainPart(
            reading=self.reading,
            scores=self.scores,
            score_charts=self.score_charts,
            statements=quoted.once(
                tuple(
                    statement_view(
                        s, self.order, citer, placed[s.statement.id].section, self.symbols, share, alone=alone
                    )
                    for s in comparison.statements
                )
            ),
            learning=quoted.once(learning_view(comparison, citer, share)),
            enquiry=enquiry,
            further=quoted.once(further_view(comparison, enquiry, citer, share)),
            further_charts=tuple(chart for p in placed.values() for chart in p.appendix),
        )

    def _placed(self, statement: str, share: Share) -> PlacedCharts:
        england_at = f"all-figures-{statement}" if len(self.order) > FEW_NAMES else ""
        return charts_for(self.charts, statement, share.england_charts, self.comparison.subject, england_at)


def main_part(
    materials: Materials, response: tuple[str, ...], changed: ChangesView | None = None
) -> MainPart:
    """The fullest that ten pages hold, where ten pages are asked for: two authorities, one statement.

    What cannot be made to fit, as a long response, takes more pages with the leanest share.
    """
    comparison = materials.comparison
    if len(comparison.authorities) > 2 or len(comparison.statements) != 1:
        return materials.made(USUAL)
    for share in LADDER:
        part = materials.made(share)
        if FIXED_PAGES + part.pages(response, changed) <= PAGES - SPARE:
            break
    return part
