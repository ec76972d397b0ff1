"""Decisions on disk: a small YAML beside each record, made by review or by hand, fit for version control."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from briefing.domain.decisions import ComparabilityDecision, Decision, Decisions
from briefing.domain.finding import Label
from briefing.errors import InputError, Problem
from briefing.marked_yaml import MarkedYaml, Plain, read_yaml

SCHEMA = 1
_ENTRY_KEYS = (
    "digest",
    "statement",
    "paragraph",
    "sentence",
    "accepted",
    "rejected",
    "label",
    "summary",
    "key",
    "comment",
    "by",
    "on",
)
_COMPARABILITY_KEYS = ("indicator", "authorities", "verdict", "reason", "by", "on")
_VERDICTS = ("yes", "with_caution", "no")


def read_decisions(path: Path) -> Decisions:
    """The decisions in a file. Raises InputError with every entry that is not as it should be."""
    marked = read_yaml(path, max_bytes=20_000_000)
    reader = _Reader(marked)
    decisions = reader.decisions()
    problems = (*marked.problems, *reader.problems)
    if problems:
        raise InputError(*problems)
    return decisions


def merged(first: Decisions, then: Decisions) -> Decisions:
    """Both sets; where both decide on a sentence or an indicator, the second is the one that holds."""
    later = {d.digest for d in then.entries}
    later_indicators = {(c.indicator, c.authorities) for c in then.comparability}
    return Decisions(
        authority=then.authority,
        entries=(*(d for d in first.entries if d.digest not in later), *then.entries),
        comparability=(
            *(c for c in first.comparability if (c.indicator, c.authorities) not in later_indicators),
            *then.comparability,
        ),
    )


def dump_decisions(decisions: Decisions) -> str:
    """The decisions as YAML text: one entry a sentence, in the report's order, keys left out when unset."""
    entries = sorted(decisions.entries, key=lambda d: (d.statement, d.paragraph, d.sentence))
    data: dict[str, object] = {
        "schema": SCHEMA,
        "authority": decisions.authority,
        "entries": [_entry_out(d) for d in entries],
    }
    if decisions.comparability:
        data["comparability"] = [_comparability_out(c) for c in decisions.comparability]
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)


def _entry_out(decision: Decision) -> dict[str, object]:
    values = {name: getattr(decision, name) for name in _ENTRY_KEYS}
    values["label"] = decision.label.value if decision.label else None
    return {name: value for name, value in values.items() if value not in (None, False)}


def _comparability_out(decision: ComparabilityDecision) -> dict[str, object]:
    values = {name: getattr(decision, name) for name in _COMPARABILITY_KEYS}
    values["authorities"] = list(decision.authorities)
    return {name: value for name, value in values.items() if value is not None}


class _Reader:
    def __init__(self, marked: MarkedYaml) -> None:
        self.marked = marked
        self.problems: list[Problem] = []

    def decisions(self) -> Decisions:
        data = self.marked.data
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            self.problem((), f"decisions start with 'schema: {SCHEMA}' and 'authority:'")
            return Decisions("")
        return Decisions(
            authority=self.text(data, (), "authority") or "",
            entries=tuple(self.entry(e, i) for i, e in self.listed(data, "entries")),
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
        self.known_keys(data, at, _ENTRY_KEYS)
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
        )

    def comparability(self, data: dict[str, Plain], i: int) -> ComparabilityDecision:
        at: tuple[str | int, ...] = ("comparability", i)
        self.known_keys(data, at, _COMPARABILITY_KEYS)
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
