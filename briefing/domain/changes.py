"""What changed between two issues of a briefing: scores, figures, findings, reports and verdicts.

Compared is what was printed, as the account of each issue (`briefing.json`) has it. A sentence is known by
its digest, so one that only moved, or was saved in another format, has not changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from briefing.domain.figure import Figure
from briefing.domain.finding import Finding

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Change(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Report:
    """One authority's report on one quality statement, as a briefing used it."""

    authority: str
    """Slug."""
    statement: str
    score: int | None
    sha256: str | None
    """Of the file it was read from; None where the account does not say."""
    published: str | None
    """ISO date or month, where the page prints one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an indicator could be set side by side, and why not."""

    statement: str
    indicator: str
    label: str
    verdict: str
    """`yes`, `with_caution` or `no`."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What one issue of a briefing says, as far as changes are told of it."""

    authorities: tuple[tuple[str, str], ...]
    """Slug and short name."""
    statements: tuple[tuple[str, str], ...]
    """Id and title."""
    reports: tuple[Report, ...]
    """Those that the library held."""
    findings: tuple[Finding, ...]
    figures: tuple[Figure, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue: the accounts of a pack's parts, or the one account of a briefing under the name ``""``."""

    title: str
    pack: bool
    parts: tuple[tuple[str, str, Account], ...]
    """Name, title and account."""
    unreviewed: int
    """Findings and figures that no named reviewer accepted."""
    final: bool
    """The gate of a final build let it pass."""


@dataclass(frozen=True, slots=True)
class ReportChange:
    change: Change
    now: Report | None
    before: Report | None
    findings: int = 0
    """Of the report as it is now."""
    reviewed: int = 0
    same: int = 0
    """Findings whose sentences were there before."""

    @property
    def of(self) -> Report:
        report = self.now or self.before
        assert report is not None  # noqa: S101 - one of the two is always there
        return report


@dataclass(frozen=True, slots=True)
class ScoreChange:
    authority: str
    statement: str
    before: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class FigureChange:
    change: Change
    now: Figure | None
    before: Figure | None


@dataclass(frozen=True, slots=True)
class FindingChange:
    change: Change
    now: Finding | None
    before: Finding | None
    what: tuple[str, ...] = ()
    """Of one that stayed, in this order: `numbers` (another figure in the sentence, told among the figures),
    `label`, `words`, `reviewed`, `not_reviewed`."""


@dataclass(frozen=True, slots=True)
class VerdictChange:
    now: Verdict
    before: Verdict


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed. What an authority, statement or report that is new says is not listed one by one."""

    authorities: tuple[tuple[str, str], ...]
    """Slug and short name of all that either issue compares."""
    statements: tuple[tuple[str, str], ...]
    authorities_added: tuple[str, ...] = ()
    authorities_gone: tuple[str, ...] = ()
    statements_added: tuple[str, ...] = ()
    statements_gone: tuple[str, ...] = ()
    reports: tuple[ReportChange, ...] = ()
    scores: tuple[ScoreChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    findings: tuple[FindingChange, ...] = ()
    verdicts: tuple[VerdictChange, ...] = ()

    @property
    def nothing(self) -> bool:
        """Neither more nor less nor otherwise than before."""
        return not any(
            (
                self.authorities_added,
                self.authorities_gone,
                self.statements_added,
                self.statements_gone,
                self.reports,
                self.scores,
                self.figures,
                self.findings,
                self.verdicts,
            )
        )


@dataclass(frozen=True, slots=True)
class Since:
    """What a briefing says of the issue before it."""

    issue: str
    """Its name in the archive, as `2026-11`."""
    issued: str
    """ISO date."""
    digest: str
    """SHA-256 that holds the earlier issue to its content."""
    changes: Changes | None
    """None for a part that the earlier issue of the pack did not have."""


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What changed between two issues, part by part."""

    parts: tuple[tuple[str, str, Changes], ...]
    """Name, title and changes of the parts that both have."""
    added: tuple[str, ...] = ()
    """Titles of parts that the earlier one did not have."""
    gone: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        return not self.added and not self.gone and all(c.nothing for _, _, c in self.parts)


def edition_changes(before: Edition, now: Edition) -> EditionChanges:
    """What changed from one issue to a later one. The parts of a pack are known by their names."""
    then = {name: account for name, _, account in before.parts}
    names = {name for name, _, _ in now.parts}
    return EditionChanges(
        parts=tuple(
            (name, title, changes(then[name], account)) for name, title, account in now.parts if name in then
        ),
        added=tuple(title for name, title, _ in now.parts if name not in then),
        gone=tuple(title for name, title, _ in before.parts if name not in names),
    )


def changes(before: Account, now: Account) -> Changes:
    """What changed from one account to a later one of the same briefing."""
    (came, went), (new, old) = (
        _more_and_fewer(before.authorities, now.authorities),
        _more_and_fewer(before.statements, now.statements),
    )
    both = {(r.authority, r.statement) for r in before.reports} & {
        (r.authority, r.statement) for r in now.reports
    }
    figures = tuple(_figures(before, now, both))
    return Changes(
        authorities=tuple(({**dict(before.authorities), **dict(now.authorities)}).items()),
        statements=tuple(({**dict(before.statements), **dict(now.statements)}).items()),
        authorities_added=came,
        authorities_gone=went,
        statements_added=new,
        statements_gone=old,
        reports=tuple(_reports(before, now, outside={*came, *went, *new, *old})),
        scores=tuple(_scores(before, now, both)),
        figures=figures,
        findings=tuple(_findings(before, now, both, figures)),
        verdicts=tuple(_verdicts(before, now)),
    )


def _more_and_fewer(
    before: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    was, are = dict(before), dict(now)
    return tuple(i for i in are if i not in was), tuple(i for i in was if i not in are)


def _by(key: Callable[[T], K], items: Iterable[T]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def _reports(before: Account, now: Account, outside: set[str]) -> Iterable[ReportChange]:
    """Reports that are new, gone or read from another text; not those of authorities that came or went."""
    then = {(r.authority, r.statement): r for r in before.reports}
    here = {(r.authority, r.statement): r for r in now.reports}
    known = {f.evidence.digest for f in before.findings}
    found = _by(lambda f: (f.evidence.authority, f.evidence.statement), now.findings)
    for place in dict.fromkeys((*here, *then)):
        if outside & {*place}:
            continue
        report, was = here.get(place), then.get(place)
        if report is None:
            yield ReportChange(Change.GONE, None, was)
        elif was is None or _another_text(was, report):
            findings = found.get(place, [])
            yield ReportChange(
                Change.ADDED if was is None else Change.CHANGED,
                report,
                was,
                len(findings),
                sum(1 for f in findings if f.reviewed_by),
                sum(1 for f in findings if f.evidence.digest in known),
            )


def _another_text(before: Report, now: Report) -> bool:
    if before.published != now.published:
        return True
    return None not in (before.sha256, now.sha256) and before.sha256 != now.sha256


def _scores(before: Account, now: Account, both: set[tuple[str, str]]) -> Iterable[ScoreChange]:
    then = {(r.authority, r.statement): r.score for r in before.reports}
    for report in now.reports:
        place = report.authority, report.statement
        if place in both and report.score != then[place]:
            yield ScoreChange(*place, then[place], report.score)


def _findings(
    before: Account, now: Account, both: set[tuple[str, str]], figures: Iterable[FigureChange]
) -> Iterable[FindingChange]:
    """A sentence that says the same with another figure is one that stayed."""
    then = _sentences(before.findings, both)
    here = _sentences(now.findings, both)
    follows = {
        f.now.evidence.digest: f.before.evidence.digest for f in figures if f.now is not None and f.before
    }
    stayed = set()
    for key, finding in here.items():
        authority, statement, digest, which = key
        again = (authority, statement, follows.get(digest, ""), which)
        numbers = key not in then and again in then and again not in here
        was = then.get(again if numbers else key)
        if was is None:
            yield FindingChange(Change.ADDED, finding, None)
            continue
        stayed.add(again if numbers else key)
        if what := (*(("numbers",) if numbers else ()), *_otherwise(was, finding)):
            yield FindingChange(Change.CHANGED, finding, was, what)
    for key, was in then.items():
        if key not in stayed:
            yield FindingChange(Change.GONE, None, was)


def _sentences(
    findings: Iterable[Finding], both: set[tuple[str, str]]
) -> dict[tuple[str, str, str, int], Finding]:
    """Findings by whose they are, on what, their digest, and which of several with the same words."""
    known: dict[tuple[str, str, str, int], Finding] = {}
    for finding in findings:
        e = finding.evidence
        if (e.authority, e.statement) not in both:
            continue
        which = 0
        while (e.authority, e.statement, e.digest, which) in known:
            which += 1
        known[e.authority, e.statement, e.digest, which] = finding
    return known


def _otherwise(before: Finding, now: Finding) -> tuple[str, ...]:
    told = (
        ("label", before.label != now.label),
        ("words", bool(before.summary or now.summary) and before.summary != now.summary),
        ("reviewed", bool(now.reviewed_by) and not before.reviewed_by),
        ("not_reviewed", bool(before.reviewed_by) and not now.reviewed_by),
    )
    return tuple(what for what, is_so in told if is_so)


def _figures(before: Account, now: Account, both: set[tuple[str, str]]) -> Iterable[FigureChange]:
    """Figures of one measure are paired by what they say, then by sentence, then as the last two left."""

    def measure(f: Figure) -> tuple[str, str, str]:
        return f.evidence.authority, f.evidence.statement, f.indicator

    then, here = _by(measure, before.figures), _by(measure, now.figures)
    for key in dict.fromkeys((*here, *then)):
        if key[:2] not in both:
            continue
        was, are = then.get(key, []), here.get(key, [])
        was, are, _ = _paired(was, are, _said)
        was, are, pairs = _paired(was, are, lambda f: f.evidence.digest)
        if len(was) == len(are) == 1:
            was, are, pairs = [], [], [*pairs, (was[0], are[0])]
        yield from (FigureChange(Change.CHANGED, b, a) for a, b in pairs)
        yield from (FigureChange(Change.ADDED, f, None) for f in are)
        yield from (FigureChange(Change.GONE, None, f) for f in was)


def _said(figure: Figure) -> tuple[Hashable, ...]:
    """All that is printed of a figure, but for its place."""
    return (
        str(figure.value),
        figure.unit,
        figure.qualifier,
        figure.comparator,
        str(figure.comparator_value),
        figure.standing,
        figure.variation,
        figure.source,
        figure.period,
        figure.population,
    )


def _paired(
    before: Sequence[T], now: Sequence[T], key: Callable[[T], K]
) -> tuple[list[T], list[T], list[tuple[T, T]]]:
    """What is left of both, and the pairs that have the same key, in the order of `before`."""
    waiting = _by(key, now)
    left: list[T] = []
    pairs: list[tuple[T, T]] = []
    for item in before:
        same = waiting.get(key(item))
        if same:
            pairs.append((item, same.pop(0)))
        else:
            left.append(item)
    return left, [item for items in waiting.values() for item in items], pairs


def _verdicts(before: Account, now: Account) -> Iterable[VerdictChange]:
    then = {(v.statement, v.indicator): v for v in before.verdicts}
    for verdict in now.verdicts:
        was = then.get((verdict.statement, verdict.indicator))
        if was is not None and was.verdict != verdict.verdict:
            yield VerdictChange(verdict, was)
