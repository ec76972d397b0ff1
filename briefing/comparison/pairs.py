"""Shortfalls beside good practice on the same matter elsewhere; what nobody answers; what only one does well.

A pair needs the same matter, not only the same topic. How close its two findings are is summed from what they
share; the closest pair of each matter is kept, and everything in either report that must be read with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing.comparison.reading import Kinship, Reader, Remark, Side
from briefing.comparison.words import listed
from briefing.domain.comparison import Comparability, IndicatorComparison, Pair, SharedGap, Strength
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding
from briefing.domain.matter import Breadth, Matter

AT_MOST = 14
"""Pairs printed for one statement."""
_ENOUGH = 1.15
_AKIN = 0.5
_MAINLY = 0.5
_ALSO_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class _Candidate:
    matter: Matter
    shortfall: Remark
    good: Remark
    strength: float
    shared: tuple[str, ...]
    """Ids of the aspects both are about."""


class Pairing:
    """The pairs, shared gaps and strengths of one statement."""

    def __init__(
        self,
        reader: Reader,
        remarks: Mapping[str, tuple[Remark, ...]],
        indicators: Sequence[IndicatorComparison],
        names: Mapping[str, str],
        subject: str | None,
    ) -> None:
        self._reader = reader
        self._remarks = remarks
        self._names = names
        self._subject = subject
        self._kin = Kinship(r for rs in remarks.values() for r in rs)
        self._indicators = {row.indicator.id: row for row in indicators}
        self._on: dict[tuple[str, str, Side], list[Remark]] = {}
        for authority, own in remarks.items():
            for remark in own:
                for matter, side in remark.sides.items():
                    self._on.setdefault((authority, matter, side), []).append(remark)

    def pairs(self) -> tuple[Pair, ...]:
        """The closest pair of each matter and shortfall authority, strongest first."""
        chosen: list[_Candidate] = []
        used: set[tuple[str, Side]] = set()
        taken: set[tuple[str, str]] = set()
        for candidate in sorted(self._candidates(), key=self._order):
            keys = {
                (candidate.shortfall.finding.evidence.id, Side.SHORTFALL),
                (candidate.good.finding.evidence.id, Side.GOOD),
            }
            place = (candidate.matter.id, candidate.shortfall.authority)
            if place not in taken and not keys & used:
                chosen.append(candidate)
                used |= keys
                taken.add(place)
        return tuple(self._pair(candidate) for candidate in self._by_turns(chosen)[:AT_MOST])

    def _by_turns(self, chosen: list[_Candidate]) -> list[_Candidate]:
        """Every matter once before any comes again, so that no matter fills the page; the subject's first."""
        seen: Counter[str] = Counter()
        turns = []
        for position, candidate in enumerate(chosen):
            for_subject = self._subject in (candidate.shortfall.authority, candidate.good.authority)
            turns.append(((seen[candidate.matter.id], not for_subject, position), candidate))
            seen[candidate.matter.id] += 1
        return [candidate for _, candidate in sorted(turns, key=lambda turn: turn[0])]

    def shared_gaps(self) -> tuple[SharedGap, ...]:
        """Matters on which two or more fall short and nobody reports good practice."""
        gaps = []
        for matter in self._reader.vocabulary.matters:
            short = [r for a in self._remarks for r in self._general(a, matter.id, Side.SHORTFALL)[:1]]
            good = any(self._on.get((a, matter.id, Side.GOOD)) for a in self._remarks)
            if len(short) > 1 and not good and matter.breadth is Breadth.NARROW:
                gaps.append(SharedGap(matter.label, tuple(r.finding for r in short), matter.id))
        return tuple(gaps)

    def strengths(self) -> tuple[Strength, ...]:
        """Matters on which only the subject has good practice, and no shortfall."""
        if self._subject is None or self._subject not in self._remarks:
            return ()
        found: list[Strength] = []
        told: set[str] = set()
        for matter in self._reader.vocabulary.matters:
            own = [
                r
                for r in self._general(self._subject, matter.id, Side.GOOD)
                if r.finding.evidence.id not in told and r.focus(matter.id) >= _MAINLY
            ]
            others = any(self._on.get((a, matter.id, Side.GOOD)) for a in self._remarks if a != self._subject)
            short = self._on.get((self._subject, matter.id, Side.SHORTFALL))
            if own and not others and not short and matter.breadth is Breadth.NARROW:
                found.append(Strength(matter.label, tuple(r.finding for r in own[:2]), matter.id))
                told |= {r.finding.evidence.id for r in own[:2]}
        return tuple(found)

    def _general(self, authority: str, matter: str, side: Side) -> list[Remark]:
        """Remarks of more than one voice, those that name the matter most and weigh most first."""
        found = [r for r in self._on.get((authority, matter, side), ()) if r.general and r.sure]
        return sorted(found, key=lambda r: (-r.names(matter), -r.weight_of_voice, r.place))

    def _candidates(self) -> Iterator[_Candidate]:
        for matter in self._reader.vocabulary.matters:
            if matter.breadth is Breadth.BROAD:
                continue
            for short_authority in self._remarks:
                for good_authority in self._remarks:
                    if short_authority != good_authority:
                        yield from self._of_matter(matter, short_authority, good_authority)

    def _of_matter(self, matter: Matter, short: str, good: str) -> Iterator[_Candidate]:
        for a in self._on.get((short, matter.id, Side.SHORTFALL), ()):
            for b in self._on.get((good, matter.id, Side.GOOD), ()):
                if all(r.general and r.sure for r in (a, b)) and self._comparable(matter, a, b):
                    shared = tuple(sorted(a.aspects & b.aspects))
                    strength = self._strength(matter, a, b, shared)
                    if strength >= _ENOUGH and (matter.breadth is Breadth.NARROW or self._close(a, b)):
                        yield _Candidate(matter, a, b, strength, shared)

    def _close(self, a: Remark, b: Remark) -> bool:
        """What findings on a matter that is not narrow must share: an aspect, and rare words."""
        return bool(a.aspects & b.aspects) and self._kin.between(a, b) >= _AKIN

    def _strength(self, matter: Matter, a: Remark, b: Remark, shared: tuple[str, ...]) -> float:
        narrow = matter.breadth is Breadth.NARROW
        measures = [{f.indicator for f in r.figures if self._measures(f, matter)} for r in (a, b)]
        return (
            (1.0 if narrow else 0.4)
            + 1.2 * self._kin.between(a, b)
            + 0.25 * min(len(shared), 2)
            + 0.45 * (a.finding.topic is not None and a.finding.topic == b.finding.topic)
            + 0.10 * (min(a.names(matter.id), 3) + min(b.names(matter.id), 3))
            + 0.20 * (bool(measures[0]) + bool(measures[1]))
            + 0.20 * bool(measures[0] & measures[1])
            + 0.30 * bool(a.wordings & b.wordings)
            + 0.30 * (a.focus(matter.id) + b.focus(matter.id))
            + 0.10 * (a.weight_of_voice + b.weight_of_voice)
            - 0.30 * (a.echo + b.echo)
        )

    def _measures(self, figure: Figure, matter: Matter) -> bool:
        """It is of the matter, or of nothing the vocabulary knows and so of what its sentence is about."""
        matters = self._reader.matters_of(figure.indicator)
        return matter.id in matters or not matters

    def _comparable(self, matter: Matter, a: Remark, b: Remark) -> bool:
        """Not where both rest on one measure that cannot be set side by side or stands on a handful, and not
        where they are compared with England on different measures."""
        compared = [
            {
                f.indicator
                for f in r.figures
                if f.against_england and matter.id in self._reader.matters_of(f.indicator)
            }
            for r in (a, b)
        ]
        if all(compared) and not compared[0] & compared[1]:
            return False
        for row in self._shared_rows(matter, a, b):
            kinds = {reason.kind for reason in row.reasons}
            if row.verdict is Comparability.NO or "small_base" in kinds:
                return False
        return True

    def _shared_rows(self, matter: Matter, a: Remark, b: Remark) -> list[IndicatorComparison]:
        mine = {f.indicator for f in a.figures} & {f.indicator for f in b.figures}
        return [
            row
            for i in sorted(mine)
            if matter.id in self._reader.matters_of(i) and (row := self._indicators.get(i))
        ]

    def _order(self, c: _Candidate) -> tuple[bool, float, str, str, str]:
        for_subject = self._subject in (c.shortfall.authority, c.good.authority)
        ids = (c.shortfall.finding.evidence.id, c.good.finding.evidence.id)
        return (not for_subject, -round(c.strength, 4), c.matter.id, *ids)

    def _pair(self, c: _Candidate) -> Pair:
        also = self._also(c)
        return Pair(
            matter=c.matter.label,
            topic=c.shortfall.finding.topic or c.good.finding.topic or "",
            shortfall=c.shortfall.finding,
            good_practice=c.good.finding,
            also=also,
            caveat=" ".join(self._caveats(c, also)),
            why=self._why(c),
            strength=Decimal(str(round(c.strength, 2))),
            matter_id=c.matter.id,
        )

    def _also(self, c: _Candidate) -> tuple[Finding, ...]:
        """What either report says the other way round on the matter; a reader must not miss it."""
        legs = {c.shortfall.finding.evidence.id, c.good.finding.evidence.id}
        against = [
            *self._on.get((c.good.authority, c.matter.id, Side.SHORTFALL), ()),
            *self._on.get((c.shortfall.authority, c.matter.id, Side.GOOD), ()),
        ]
        others = [r for r in against if r.finding.evidence.id not in legs]
        nearest = sorted(
            others, key=lambda r: (-r.names(c.matter.id), -r.weight_of_voice, r.authority, r.place)
        )
        kept = sorted(nearest[:_ALSO_AT_MOST], key=lambda r: (r.authority != c.good.authority, r.place))
        return tuple(r.finding for r in kept)

    def _caveats(self, c: _Candidate, also: tuple[Finding, ...]) -> Iterator[str]:
        good = self._names[c.good.authority]
        if any(f.evidence.authority == c.good.authority for f in also):
            yield f"{good}'s report also describes a weakness here."
        told = [
            reason.text
            for row in self._matter_rows(c)
            if row.verdict is not Comparability.YES
            for reason in row.reasons
            if reason.kind != "not_reported"
        ]
        yield from told
        if not told and c.shortfall.figures and any(f.in_words and f.value == 0 for f in c.good.figures):
            yield f"{good} says in words that there were none, so how far apart the two are is not known."

    def _matter_rows(self, c: _Candidate) -> list[IndicatorComparison]:
        ids = {f.indicator for f in (*c.shortfall.figures, *c.good.figures)}
        return [
            row
            for i in sorted(ids)
            if c.matter.id in self._reader.matters_of(i)
            and (row := self._indicators.get(i)) is not None
            and sum(bool(cell.figures or cell.words) for cell in row.cells) > 1
        ]

    def _why(self, c: _Candidate) -> str:
        shared = {f.indicator for f in c.shortfall.figures} & {f.indicator for f in c.good.figures}
        if any(c.matter.id in self._reader.matters_of(i) for i in shared):
            return f"Both reports give a figure on {c.matter.label}."
        if c.shared:
            return f"Both are about {c.matter.label}, and both speak of {listed(c.shared)}."
        return f"Both are about {c.matter.label}."
