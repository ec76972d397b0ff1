"""Decisions on disk: a small YAML beside each record, made by review or by hand, fit for version control."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from briefing.domain.decisions import ComparabilityDecision, Decision, Decisions
from briefing.domain.finding import Label
from briefing.errors import InputError, Problem
from briefing.marked_yaml import MarkedYaml, Plain, parse_yaml, read_yaml

SCHEMA = 1
ENTRY_KEYS = (
    "digest",
    "statement",
    "paragraph",
    "sentence",
    "figure",
    "accepted",
    "rejected",
    "label",
    "summary",
    "key",
    "comment",
    "by",
    "on",
    "over",
)
COMPARABILITY_KEYS = ("indicator", "authorities", "verdict", "reason", "by", "on")
_VERDICTS = ("yes", "with_caution", "no")


def read_decisions(path: Path) -> Decisions:
    """The decisions in a file. Raises InputError with every entry that is not as it should be."""
    return _decisions(read_yaml(path, max_bytes=20_000_000))


def parse_decisions(text: str, name: str) -> Decisions:
    """As `read_decisions`, for a text that is already in hand."""
    return _decisions(parse_yaml(text, name))


def _decisions(marked: MarkedYaml) -> Decisions:
    reader = _Reader(marked)
    decisions = reader.decisions()
    problems = (*marked.problems, *reader.problems)
    if problems:
        raise InputError(*problems)
    return decisions


def report_order(decision: Decision) -> tuple[str, int, int, str, str]:
    """Where an entry stands in the file: by its place in the report, a sentence before its figures."""
    return (
        decision.statement,
        decision.paragraph,
        decision.sentence,
        decision.figure or "",
        decision.by or "",
    )


def merged(first: Decisions, then: Decisions) -> Decisions:
    """Both sets. Each reviewer has one entry on a sentence or figure: the second set's, where both have one.

    A draft that names nobody is laid over the other's: what it leaves unsaid, such as a summary, stays.
    """
    earlier = {(d.item, d.by): d for d in first.entries}
    later = {(d.item, d.by) for d in then.entries}
    later_indicators = {(c.indicator, c.authorities) for c in then.comparability}
    return Decisions(
        authority=then.authority,
        entries=(
            *(d for d in first.entries if (d.item, d.by) not in later),
            *(_over(earlier.get((d.item, None)), d) if d.by is None else d for d in then.entries),
        ),
        comparability=(
            *(c for c in first.comparability if (c.indicator, c.authorities) not in later_indicators),
            *then.comparability,
        ),
    )


def _over(draft: Decision | None, decision: Decision) -> Decision:
    if draft is None:
        return decision
    return replace(decision, label=decision.label or draft.label, summary=decision.summary or draft.summary)


class _Reader:
    def __init__(self, marked: MarkedYaml) -> None:
        self.marked = marked
        self.problems: list[Problem] = []

    def decisions(self) -> Decisions:
        data = self.marked.data
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            self.problem((), f"decisions start with 'schema: {SCHEMA}' and 'authority:'")
            return Decisions("")
        self.known_keys(data, (), ("schema", "authority", "entries", "comparability"))
        entries = [(i, self.entry(e, i)) for i, e in self.listed(data, "entries")]
        self.once(entries)
        return Decisions(
            authority=self.text(data, (), "authority") or "",
            entries=tuple(e for _, e in entries),
            comparability=tuple(self.comparability(c, i) for i, c in self.listed(data, "comparability")),
        )

    def problem(self, at: tuple[str | int, ...], message: str) -> None:
        self.problems.append(Problem(f"In the decisions: {message}.", place=self.marked.place(at)))

    def listed(self, data: dict[str, Plain], name: str) -> list[tuple[int, dict[str, Plain]]]:
        value = data.get(name) or []
        if not isinstance(value, list):
            self.problem((name,), f"'{name}' must be a list")
            return []
        out = []
        for i, item in enumerate(value):
            if isinstance(item, dict):
                out.append((i, item))
            else:
                self.problem((name, i), "each entry must be a set of keys and values")
        return out

    def entry(self, data: dict[str, Plain], i: int) -> Decision:
        at: tuple[str | int, ...] = ("entries", i)
        self.known_keys(data, at, ENTRY_KEYS)
        figure = self.optional(data, at, "figure")
        if figure is not None:
            for name in ("label", "summary", "key"):
                if data.get(name):
                    self.problem((*at, name), f"a figure has no '{name}': accept it, reject it or comment")
        return Decision(
            digest=self.text(data, at, "digest") or "",
            statement=self.text(data, at, "statement") or "",
            paragraph=self.whole(data, at, "paragraph"),
            sentence=self.whole(data, at, "sentence"),
            accepted=self.flag(data, at, "accepted"),
            rejected=self.flag(data, at, "rejected"),
            label=self.label(data, at),
            summary=self.optional(data, at, "summary"),
            key=self.flag(data, at, "key"),
            comment=self.optional(data, at, "comment"),
            by=self.optional(data, at, "by"),
            on=self.optional(data, at, "on"),
            figure=figure,
            over=self.names(data, at, "over"),
        )

    def once(self, entries: list[tuple[int, Decision]]) -> None:
        """One entry a reviewer on each sentence or figure, and no entry that says yes and no."""
        seen = set()
        for i, decision in entries:
            # Two sentences of the same words have one digest, and may have an entry each.
            if decision.digest and (decision.item, report_order(decision)) in seen:
                who = decision.by or "nobody named"
                self.problem(("entries", i), f"a second entry by {who} on one and the same item")
            if decision.accepted and decision.rejected:
                self.problem(("entries", i, "rejected"), "an entry cannot be both accepted and rejected")
            seen.add((decision.item, report_order(decision)))

    def names(self, data: dict[str, Plain], at: tuple[str | int, ...], name: str) -> tuple[str, ...]:
        value = data.get(name) or []
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.problem((*at, name), f"'{name}' must be a list of reviewers' names")
            return ()
        return tuple(str(v) for v in value)

    def comparability(self, data: dict[str, Plain], i: int) -> ComparabilityDecision:
        at: tuple[str | int, ...] = ("comparability", i)
        self.known_keys(data, at, COMPARABILITY_KEYS)
        verdict = self.text(data, at, "verdict") or ""
        if verdict not in _VERDICTS:
            self.problem((*at, "verdict"), f"'verdict' must be one of {', '.join(_VERDICTS)}")
        names = data.get("authorities")
        if not isinstance(names, list):
            self.problem((*at, "authorities"), "'authorities' must be a list of slugs")
            names = []
        return ComparabilityDecision(
            indicator=self.text(data, at, "indicator") or "",
            authorities=tuple(str(n) for n in names),
            verdict=verdict,
            reason=self.text(data, at, "reason") or "",
            by=self.optional(data, at, "by"),
            on=self.optional(data, at, "on"),
        )

    def known_keys(self, data: dict[str, Plain], at: tuple[str | int, ...], known: tuple[str, ...]) -> None:
        for key in data:
            if key not in known:
                self.problem((*at, key), f"there is no key '{key}'; it can be one of {', '.join(known)}")

    def text(self, data: dict[str, Plain], at: tuple[str | int, ...], name: str) -> str | None:
        value = data.get(name)
        if not isinstance(value, str) or not value:
            self.problem((*at, name), f"'{name}' must be text")
            return None
        return value

    def optional(self, data: dict[str, Plain], at: tuple[str | int, ...], name: str) -> str | None:
        value = data.get(name)
        if isinstance(value, date):
            return value.isoformat()
        return None if value is None else self.text(data, at, name)

    def whole(self, data: dict[str, Plain], at: tuple[str | int, ...], name: str) -> int:
        value = data.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.problem((*at, name), f"'{name}' must be a whole number of 1 or more")
            return 1
        return value

    def flag(self, data: dict[str, Plain], at: tuple[str | int, ...], name: str) -> bool:
        value = data.get(name, False)
        if not isinstance(value, bool):
            self.problem((*at, name), f"'{name}' must be true or false")
            return False
        return value

    def label(self, data: dict[str, Plain], at: tuple[str | int, ...]) -> Label | None:
        value = data.get("label")
        if value is None:
            return None
        try:
            return Label(str(value))
        except ValueError:
            allowed = ", ".join(label.value for label in Label)
            self.problem((*at, "label"), f"'label' is '{value}'; it can be one of {allowed}")
            return None
