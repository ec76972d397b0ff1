"""Figures: one printed value of an indicator, with its comparator where the text gives one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from briefing.domain.evidence import Evidence
from briefing.domain.indicator import Polarity


class Standing(StrEnum):
    """Against its comparator, by the assessor's word and the indicator's polarity; never by the gap."""

    BETTER = "better"
    WORSE = "worse"
    SIMILAR = "similar"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed value. Decimals keep their digits: 59.90 prints as 59.90."""

    indicator: str
    """Indicator id; a generated one where the indicator is not known (see `label`)."""
    label: str
    """Plain name of the measure; the assessor's own words where the indicator is not known."""
    value: Decimal
    unit: str
    evidence: Evidence
    qualifier: str | None = None
    """`about`, `over`, `under` or None."""
    comparator: str | None = None
    """As "England average", or "same authority in 2019"."""
    comparator_value: Decimal | None = None
    comparator_qualifier: str | None = None
    variation: str = ""
    """The assessor's verdict phrase as printed; empty for a bare direction such as "fewer"."""
    standing: Standing = Standing.NOT_COMPARED
    source: str | None = None
    """Source id (`ASCS`, `CQC ratings`, …) or the words of the text."""
    period: str | None = None
    """`2023-24`, `2024-10`, `2024`, `12 months to 2025-03`; None where none is printed or pointed back to."""
    population: str | None = None
    polarity: Polarity = Polarity.NONE
    in_words: bool = False
    """The value is stated in words ("no waits"), so the digit is ours."""
    form: str = ""
    """Id of the sentence form that read it."""
    reviewed_by: str | None = None
    """Who accepted it, or the sentence it stands in."""
    reviewed_on: str | None = None
    """ISO date."""
    disputed_by: tuple[str, ...] = ()
    """Reviewers who decided differently, while nobody settled it."""

    @property
    def name(self) -> str:
        """`choice_over_services 63.16`: tells it from the other figures of its sentence."""
        return f"{self.indicator} {self.value}"

    @property
    def against_england(self) -> bool:
        """Both numbers are printed and the comparator is England's."""
        return self.comparator_value is not None and (self.comparator or "").startswith("England")
