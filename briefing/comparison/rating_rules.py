"""Ratings of services: what keeps shares of a few undated services from being set side by side."""

from __future__ import annotations

import re

from briefing.comparison.ratings import is_rating, service_of
from briefing.comparison.rows import Row
from briefing.comparison.small_base import HANDFUL
from briefing.comparison.words import capital, figure_words, some, spelled, verb
from briefing.domain.comparison import Cell, Comparability, Reason

_UNRATED = re.compile(
    r"\bnot (?:yet )?(?:been )?rated\b|\bunrated\b|yet to receive a rating|without a rating"
)


def unrated(row: Row) -> tuple[Comparability, Reason] | None:
    """Ratings whose base takes in unrated services in some reports and not in others, or not as stated."""
    if not is_rating(row.indicator.id):
        return None
    kind = service_of(row.indicator.id)
    stating = [
        c for c in row.reporting if f"{kind}_unrated" in row.ratings[c.authority] or _says_unrated(row, c)
    ]
    if not stating or len(stating) == len(row.reporting):
        return None
    counting = [row.name(c) for c in stating]
    others = [row.name(c) for c in row.reporting if c not in stating]
    text = (
        f"{capital(some(counting))} {verb(counting, 'counts', 'count')} services not yet rated in the base; "
        f"{some(others)} {verb(others, 'does', 'do')} not say whether they are."
    )
    return Comparability.WITH_CAUTION, Reason("denominator", text)


def _says_unrated(row: Row, cell: Cell) -> bool:
    """The sentence speaks of unrated services, and not as a share of another kind of service."""
    for figure in cell.figures:
        place = figure.evidence.id
        if any(indicator.endswith("_unrated") for indicator in row.beside.get(place, ())):
            continue
        finding = row.findings.get(place)
        said = (figure.population, figure.evidence.quote, finding.summary if finding else None)
        if any(_UNRATED.search(text) for text in said if text):
            return True
    return False


def handfuls(row: Row) -> tuple[Comparability, Reason] | None:
    if not is_rating(row.indicator.id):
        return None
    small = []
    for cell in row.reporting:
        base = row.bases.get(cell.authority)
        for figure, count in zip(cell.figures, cell.counts, strict=True):
            if count and (base is None or base[0].size <= HANDFUL):
                small.append(
                    f"{row.name(cell)}'s {figure_words(figure)} fits {count}".replace(
                        "fits 1 of 1", "is 1 of 1"
                    )
                )
    if len(small) > 3:
        small = [f"{spelled(len(small))} of the shares stand on a handful of services"]
    if small:
        return Comparability.WITH_CAUTION, Reason(
            "small_base", f"{capital('; '.join(small))}. Read counts, not ranks."
        )
    return None


def missing_base(row: Row) -> tuple[Comparability, Reason] | None:
    if not is_rating(row.indicator.id) or all(f.unit == "count" for f in row.figures):
        return None
    return Comparability.WITH_CAUTION, Reason(
        "missing_base", "The reports do not print how many services were counted."
    )
