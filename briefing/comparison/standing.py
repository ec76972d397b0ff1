"""What the assessor's comparison words say of a figure; never what the gap says."""

from __future__ import annotations

from briefing.domain.figure import Figure, Standing
from briefing.domain.record import StatementRecord


def against_england(statement: StatementRecord, standing: Standing) -> tuple[Figure, ...]:
    """The figures of a statement with that standing against England, each indicator once."""
    seen: dict[str, Figure] = {}
    for figure in statement.figures:
        if figure.standing is standing and figure.against_england:
            seen.setdefault(figure.indicator, figure)
    return tuple(seen.values())


def significance(figure: Figure) -> float:
    """0 to 2 by the assessor's own word for how far apart the two are; never by the gap."""
    said = figure.variation.lower()
    if "significant" in said and "no " not in said and "not " not in said:
        return 2.0
    if "tend" in said or "slight" in said or "somewhat" in said:
        return 0.5
    return 1.0 if said else 0.75
