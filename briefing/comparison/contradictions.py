"""Sentences of one report that pull against each other.

Both statements are kept, side by side: which of them is right is for the committee to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.comparison.reading import Kinship, Reader, Remark, Side
from briefing.domain.comparison import Contradiction
from briefing.domain.finding import Label, Voice
from briefing.domain.matter import Breadth, Matter

AT_MOST = 5
"""Contradictions shown for one authority on one statement."""
_ENOUGH = 0.75
_AKIN = 0.5
_AKIN_NEXT = 0.4

_VOICES = {
    Voice.PEOPLE: "people",
    Voice.CARERS: "carers",
    Voice.STAFF: "staff",
    Voice.LEADERS: "leaders",
    Voice.PARTNERS: "partners",
    Voice.PROVIDERS: "providers",
    Voice.DATA: "published figures",
    Voice.ASSESSOR: "the assessors",
}


def contradictions(
    reader: Reader, authority: str, remarks: Sequence[Remark], names: Mapping[str, str]
) -> tuple[Contradiction, ...]:
    """Pairs of findings of opposite labels on one matter, the plainest first and each matter once."""
    kin = Kinship(remarks)
    found = sorted(
        (
            (_tension(kin, matter, good, short), matter, good, short)
            for matter in reader.vocabulary.matters
            for good, short in _opposed(kin, matter, remarks)
        ),
        key=lambda c: (-round(c[0], 4), c[1].id, c[2].place, c[3].place),
    )
    kept: list[Contradiction] = []
    matters: set[str] = set()
    used: set[str] = set()
    for strength, matter, good, short in found:
        ids = {good.finding.evidence.id, short.finding.evidence.id}
        if strength < _ENOUGH or matter.id in matters or ids & used:
            continue
        matters.add(matter.id)
        used |= ids
        first, second = sorted((good, short), key=lambda r: r.place)
        why = _why(good, short, names[authority])
        kept.append(Contradiction(authority, matter.label, first.finding, second.finding, why, matter.id))
    return tuple(kept[:AT_MOST])


def _opposed(kin: Kinship, matter: Matter, remarks: Sequence[Remark]) -> Iterator[tuple[Remark, Remark]]:
    """Good practice and shortfall on a matter, in sentences that are each wholly one or the other.

    They must differ in what is the case: one denies a problem that the other reports, published figures
    differ from accounts, or two voices differ on the same side of the matter.
    """
    plain = [r for r in remarks if matter.id in r.sides and r.finding.label is not Label.MIXED and r.sure]
    shorts = [r for r in plain if r.side(matter.id) is Side.SHORTFALL]
    for good in (r for r in plain if r.side(matter.id) is Side.GOOD):
        for short in shorts:
            if good.absence or (
                matter.breadth is Breadth.NARROW
                and (_figure_against_account(good, short) or _voices_differ(kin, good, short))
            ):
                yield good, short


def _figure_against_account(good: Remark, short: Remark) -> bool:
    """Only one of the two rests on a figure against England, and both speak of one side of the matter.

    A single person's experience does not contradict a survey.
    """
    judged = [any(f.against_england for f in r.figures) for r in (good, short)]
    one_side = bool(good.aspects & short.aspects) or _together(good, short)
    return judged[0] != judged[1] and one_side and good.general and short.general


def _together(good: Remark, short: Remark) -> bool:
    return good.finding.evidence.paragraph == short.finding.evidence.paragraph


def _voices_differ(kin: Kinship, good: Remark, short: Remark) -> bool:
    if good.finding.voice is short.finding.voice:
        return False
    kinship = kin.between(good, short)
    if abs(good.place - short.place) == 1:  # the one answers the other
        return kinship >= _AKIN_NEXT
    return kinship >= _AKIN and bool(good.aspects & short.aspects)


def _tension(kin: Kinship, matter: Matter, good: Remark, short: Remark) -> float:
    """How plainly two findings contradict each other: shared words, the same side, a flat denial."""
    return (
        1.2 * kin.between(good, short)
        + 0.2 * min(len(good.aspects & short.aspects), 2)
        + 0.6 * good.absence
        + 0.3 * _figure_against_account(good, short)
        + 0.3 * _together(good, short)
        + 0.1 * (min(good.names(matter.id), 2) + min(short.names(matter.id), 2))
        - 0.2 * (not short.general)
        - 0.2 * (not good.general)
    )


def _why(good: Remark, short: Remark, name: str) -> str:
    if good.absence:
        tail = "one person's experience" if not short.general else "a shortage or a wait"
        return f"{name}'s report says that there was no problem, and also describes {tail}."
    if _figure_against_account(good, short):
        return "A published figure gives one picture, and what people said gives another."
    if not (short.general and good.general):
        return "One is a general finding and the other a single account; both are kept."
    voices = [_VOICES[r.finding.voice] for r in sorted((good, short), key=lambda r: r.place)]
    return f"Two voices differ: {voices[0]} and {voices[1]}."
