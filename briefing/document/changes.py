"""What changed since the issue before: for the page, and in plain text for a terminal, a file or a notice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefing.document.cite import Cited, Citer, Mark, anchor, ids, score_id
from briefing.document.figures import STANDING_WORDS
from briefing.document.numbers import figure_text
from briefing.document.words import (
    capital,
    counted,
    listed,
    measure_name,
    printed_date,
    printed_period,
    sentence,
)
from briefing.domain.changes import (
    Change,
    Changes,
    EditionChanges,
    FigureChange,
    FindingChange,
    ReportChange,
    Since,
    VerdictChange,
)
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding, Label

EARLIER = "reference/earlier-issue"
"""Id of the evidence for whatever only the earlier issue says."""
EARLIER_MARK = Mark("earlier issue", "the earlier issue", f"#{anchor(EARLIER)}")
UNCHANGED = "No score, figure, finding or verdict has changed, and no report is new."

MOST_ROWS = 6
MOST_FINDINGS = 5
"""What the section prints of each; an appendix has the rest."""

_LABELS = {
    Label.SHORTFALL: "shortfall",
    Label.GOOD_PRACTICE: "good practice",
    Label.MIXED: "mixed finding",
    Label.NEUTRAL: "neutral",
}
_ORDER = tuple(_LABELS)
_VERDICTS = {
    "yes": "can be compared",
    "with_caution": "compare with caution",
    "no": "cannot be compared",
}

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""A terminal shows the text, so nothing in it may steer one."""

Marks = Callable[[Sequence[Evidence]], tuple[Mark, ...]]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in words."""

    lead: str
    """`New shortfall in Haringey`."""
    cited: Cited


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One number, as it was and as it is."""

    who: str
    what: str
    before: Cited
    now: Cited


@dataclass(frozen=True, slots=True)
class ChangesView:
    title: str
    summary: Cited
    lines: tuple[ChangeLine, ...]
    """Authorities, statements and reports that came, went or were replaced, and verdicts."""
    table_title: str
    rows: tuple[ChangeRow, ...]
    findings: tuple[ChangeLine, ...]
    reviewed: tuple[Cited, ...]
    more: str
    """`And 12 more, in the appendix`; empty where all is printed."""
    further_rows: tuple[ChangeRow, ...]
    further_findings: tuple[ChangeLine, ...]
    earlier_anchor: str
    earlier: str
    """Which issue it is, for who wants to look it up."""


def changes_view(since: Since, citer: Citer) -> ChangesView:
    """The section, and what it leaves for an appendix."""
    changes = since.changes
    date = printed_date(since.issued)
    told = _Told(changes, citer.marks) if changes is not None else None
    rows = tuple(told.rows()) if told else ()
    findings = tuple(told.findings()) if told else ()
    left = len(rows[MOST_ROWS:]) + len(findings[MOST_FINDINGS:])
    return ChangesView(
        title=f"What changed since the issue of {date}",
        summary=Cited(_summary(changes), "count", EARLIER, (EARLIER_MARK,)),
        lines=tuple(told.lines()) if told else (),
        table_title=f"Numbers in the issue of {date} and now",
        rows=rows[:MOST_ROWS],
        findings=findings[:MOST_FINDINGS],
        reviewed=tuple(told.reviewed()) if told else (),
        more=f"And {left} more, in the appendix of further changes" if left else "",
        further_rows=rows[MOST_ROWS:],
        further_findings=findings[MOST_FINDINGS:],
        earlier_anchor=anchor(EARLIER),
        earlier=f"Compared with issue {since.issue}, issued {date}, digest {since.digest[:12]}",
    )


def changes_text(found: EditionChanges) -> str:
    """The same in plain text, all of it, each part under its title where there are several."""
    if found.nothing:
        return f"{UNCHANGED}\n"
    blocks = [f"New in the pack: {title}" for title in found.added]
    blocks += [f"No longer in the pack: {title}" for title in found.gone]
    for name, title, changes in found.parts:
        lines = _CONTROL.sub(" ", "\n".join(_text(changes)))
        blocks.append(f"{title}\n{lines}" if name else lines)
    return "\n\n".join(blocks) + "\n"


def _text(changes: Changes) -> Iterator[str]:
    yield _summary(changes)
    told = _Told(changes, _places)
    yield from (f"- {_line(line)}" for line in told.lines())
    for row in told.rows():
        yield f"- {row.who}, {_small(row.what)}: {_small(row.now.text)}; before: {_small(row.before.text)}"
    yield from (f"- {_line(line)}" for line in told.findings())
    yield from (f"- {cited.text}" for cited in told.reviewed())


def _line(line: ChangeLine) -> str:
    places = ", ".join(m.text for m in line.cited.marks if not m.href)
    return f"{line.lead}: {line.cited.text}{f' ({places})' if places else ''}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _places(evidence: Sequence[Evidence]) -> tuple[Mark, ...]:
    """Places without a link, for who has no register to look them up in."""
    return tuple(Mark(e.place, e.id, "") for e in evidence)


def _summary(changes: Changes | None) -> str:
    if changes is None:
        return "This part is new: the earlier issue of the pack did not have it."
    if changes.nothing:
        return UNCHANGED
    reviews = sum(1 for f in changes.findings if "reviewed" in f.what)
    others = sum(1 for f in changes.findings if _listed(f))
    numbers = (
        (len(changes.authorities_added) + len(changes.authorities_gone), "authority", "authorities"),
        (len(changes.statements_added) + len(changes.statements_gone), "quality statement", ""),
        (len(changes.reports), "report", ""),
        (len(changes.scores), "score", ""),
        (len(changes.figures), "figure", ""),
        (others, "finding", ""),
        (len(changes.verdicts), "verdict on what can be compared", "verdicts on what can be compared"),
    )
    said = [counted(number, one, many) for number, one, many in numbers if number]
    whole = f"{capital(listed(said))} {'has' if _alone(numbers) else 'have'} changed." if said else ""
    newly = f"{capital(counted(reviews, 'finding'))} {'was' if reviews == 1 else 'were'} reviewed."
    return f"{whole} {newly if reviews else ''}".strip()


def _alone(numbers: Sequence[tuple[int, str, str]]) -> bool:
    return sum(number for number, _, _ in numbers) == 1


class _Told:
    """Every change in words, with marks for what the present issue says."""

    def __init__(self, changes: Changes, marks: Marks) -> None:
        self._changes, self._marks = changes, marks
        self._names, self._titles = dict(changes.authorities), dict(changes.statements)

    def lines(self) -> Iterator[ChangeLine]:
        changes = self._changes
        for lead, slugs in (
            ("New in the comparison", changes.authorities_added),
            ("No longer in the comparison", changes.authorities_gone),
        ):
            if slugs:
                yield self._plain(lead, listed([self._name(s) for s in slugs]))
        for lead, ids_ in (
            ("New quality statements", changes.statements_added),
            ("No longer compared", changes.statements_gone),
        ):
            if ids_:
                yield self._plain(lead, listed([self._titles.get(i, i) for i in ids_]))
        yield from map(self._report, changes.reports)
        yield from map(self._verdict, changes.verdicts)

    def rows(self) -> Iterator[ChangeRow]:
        for score in self._changes.scores:
            place = score_id(score.authority, score.statement)
            title = self._titles.get(score.statement, score.statement)
            yield ChangeRow(
                self._name(score.authority),
                f"Score, {title}",
                self._then(_score(score.before), "score"),
                Cited(_score(score.now), "score", place, self._score_mark(score.authority, score.statement)),
            )
        yield from map(self._figure, self._changes.figures)

    def findings(self) -> Iterator[ChangeLine]:
        told = [f for f in self._changes.findings if _listed(f)]
        for change in (Change.ADDED, Change.CHANGED, Change.GONE):
            these = [f for f in told if f.change is change]
            yield from map(self._finding, sorted(these, key=lambda f: _ORDER.index(_either(f).label)))

    def reviewed(self) -> Iterator[Cited]:
        now = [f.now for f in self._changes.findings if f.now and "reviewed" in f.what]
        if now:
            by = listed(tuple(dict.fromkeys(f.reviewed_by or "" for f in now)))
            many = f"{capital(counted(len(now), 'finding'))} {'was' if len(now) == 1 else 'were'}"
            yield Cited(f"{many} reviewed by {by}.", "count", ids(f.evidence for f in now))
        lost = [f.now for f in self._changes.findings if f.now and "not_reviewed" in f.what]
        if lost:
            said = f"{capital(counted(len(lost), 'finding'))} reviewed before must be reviewed again."
            yield Cited(said, "count", ids(f.evidence for f in lost))

    def _score_mark(self, authority: str, statement: str) -> tuple[Mark, ...]:
        name = f"{self._name(authority)} score"
        return (Mark(name, name, f"#{anchor(score_id(authority, statement))}"),)

    def _name(self, slug: str) -> str:
        return self._names.get(slug, slug)

    def _plain(self, lead: str, text: str) -> ChangeLine:
        return ChangeLine(lead, self._then(sentence(text), "finding"))

    def _then(self, text: str, kind: str) -> Cited:
        """What stands on the earlier issue, or on it alone."""
        return Cited(text, kind, EARLIER)

    def _report(self, change: ReportChange) -> ChangeLine:
        report = change.of
        title = self._titles.get(report.statement, report.statement)
        published = f", published {printed_date(report.published)}" if report.published else ""
        place = score_id(report.authority, report.statement)
        if change.change is Change.GONE:
            said = f"{title}: the library no longer holds the report that was used."
            return ChangeLine(f"Report gone, {self._name(report.authority)}", self._then(said, "finding"))
        if change.change is Change.ADDED:
            lead = "New report"
            said = f"{title}{published}: {_scored(report.score)}, {counted(change.findings, 'finding')}"
        else:
            lead = "Newer text" if change.same < change.findings else "Read again"
            said = f"{title}{published}: {counted(change.findings, 'finding')}, {_kept(change)}"
        mark = self._score_mark(report.authority, report.statement)
        cited = Cited(f"{said}, {_reviewed(change)}.", "count", f"{place} {EARLIER}", mark)
        return ChangeLine(f"{lead}, {self._name(report.authority)}", cited)

    def _verdict(self, change: VerdictChange) -> ChangeLine:
        verdict = f"{_VERDICTS.get(change.now.verdict, change.now.verdict)}, before: "
        verdict += _VERDICTS.get(change.before.verdict, change.before.verdict)
        why = " ".join(sentence(reason) for reason in change.now.reasons)
        said = f"{sentence(verdict)} {why}".strip()
        return ChangeLine(
            measure_name(change.now.label), Cited(said, "finding", f"reference/method {EARLIER}")
        )

    def _figure(self, change: FigureChange) -> ChangeRow:
        figure = change.now or change.before
        assert figure is not None  # noqa: S101 - one of the two is always there
        before, now = change.before, change.now
        evidence = (now.evidence,) if now else ()
        return ChangeRow(
            self._name(figure.evidence.authority),
            measure_name(figure.label),
            self._then(_figure(before, now) if before else "Not in it", "figure"),
            Cited(_figure(now, before), "figure", ids(evidence), self._marks(evidence))
            if now
            else self._then("No longer reported", "figure"),
        )

    def _finding(self, change: FindingChange) -> ChangeLine:
        finding = _either(change)
        label, name = _LABELS[finding.label], self._name(finding.evidence.authority)
        if change.change is Change.GONE:
            # Its sentence may stand in the report still, and be read as neutral.
            article = "" if finding.label is Label.GOOD_PRACTICE else "a "
            lead, cited = f"No longer {article}{label} in {name}", self._then(_words(finding), "finding")
        else:
            cited = Cited(
                _words(finding), "finding", ids((finding.evidence,)), self._marks((finding.evidence,))
            )
            lead = f"New {label} in {name}"
        if change.before and change.now:
            lead = f"New words for a {label} in {name}"
            if "label" in change.what:
                lead = f"Now {label}, before {_LABELS[change.before.label]}, in {name}"
        return ChangeLine(lead, cited)


def _listed(change: FindingChange) -> bool:
    """Whether it is told by itself: reviews are counted, and another figure stands among the figures."""
    return change.change is not Change.CHANGED or bool({"label", "words"} & {*change.what})


def _either(change: FindingChange) -> Finding:
    finding = change.now or change.before
    assert finding is not None  # noqa: S101 - one of the two is always there
    return finding


def _words(finding: Finding) -> str:
    """What a briefing prints for the finding."""
    if finding.summary and finding.summary.strip():
        return sentence(finding.summary)
    return f"“{(finding.evidence.quote or '').strip()}”"


def _score(score: int | None) -> str:
    return "Not reported" if score is None else str(score)


def _scored(score: int | None) -> str:
    return "no score stated" if score is None else f"score {score}"


def _kept(change: ReportChange) -> str:
    return "all as before" if change.same == change.findings else f"{change.same} of them as before"


def _reviewed(change: ReportChange) -> str:
    if change.reviewed == change.findings:
        return "all reviewed"
    return "none reviewed" if change.reviewed == 0 else f"{change.reviewed} reviewed"


def _figure(figure: Figure, other: Figure | None) -> str:
    """The value, what it is set beside and its standing; of source and period what the other has not."""
    said = [f"{figure.qualifier or ''} {figure_text(figure.value, figure.unit)}".strip()]
    if figure.comparator_value is not None:
        said.append(f"{figure.comparator} {figure_text(figure.comparator_value, figure.unit)}")
    standing = STANDING_WORDS[figure.standing].lower()
    said.append(f"{standing}, “{figure.variation}”" if figure.variation else standing)
    if other is not None:
        if figure.period != other.period:
            said.append(printed_period(figure.period))
        if figure.source != other.source:
            said.append(figure.source or "no source named")
        if figure.population != other.population:
            said.append(figure.population or "no group named")
    return "; ".join(said)
