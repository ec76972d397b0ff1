"""A reviewer at work: every act changes their own entry, merged into what is on disk, and is undone alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Protocol

from briefing.domain.decisions import Decision, Decisions, disagree
from briefing.domain.finding import Label
from briefing.workbench.review_items import Holding, Json, Shown, lost, paragraphs, seen, shown, views

LONGEST = {"name": 80, "summary": 600, "comment": 2000}
"""Characters; what is printed has to fit a page."""

LABEL_WORDS = {
    Label.GOOD_PRACTICE: "good practice",
    Label.SHORTFALL: "shortfall",
    Label.MIXED: "mixed",
    Label.NEUTRAL: "neutral",
}
_ON_FIGURES = ("accept", "reject", "comment", "settle", "withdraw")
_ON_FINDINGS = (*_ON_FIGURES, "label", "reword", "key")


class Shelf(Protocol):
    """Where records and decisions lie; the pipeline brings it."""

    def read(self) -> Holding:
        """What is held now. Raises BriefingError where the file of decisions is not as it should be."""

    def version(self) -> str:
        """The version that `read` would give, without reading."""

    def change(self, change: Callable[[Decisions], Decisions]) -> None:
        """Changes the user's own decisions as they are on disk at that moment, while nobody else does."""


class NotDoneError(Exception):
    """An act that changed nothing; its text tells the reviewer why."""


class StaleError(NotDoneError):
    """What the reviewer looked at is not what is on disk any more."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a reviewer did to one item."""

    item: str
    action: str
    value: str = ""
    seen: str = ""
    """What the file said on this item when the page showed it."""


@dataclass(frozen=True, slots=True)
class _Done:
    shown: Shown
    before: Decision | None
    after: Decision | None
    what: str


@dataclass
class Desk:
    """One reviewer and one authority's report, in one process; others may write to the same file."""

    shelf: Shelf
    authority: str
    """As the page calls it."""
    titles: dict[str, str]
    """Of quality statements and topics, by id."""
    reviewer: str = ""
    suggestion: str = ""
    """A name to offer where nobody gave one."""
    today: Callable[[], date] = date.today
    _done: list[_Done] = field(default_factory=list)
    _turn: Lock = field(default_factory=Lock)

    def state(self) -> dict[str, Json]:
        """All that the page shows."""
        holding = self.shelf.read()
        statements = [s.statement or "" for s in holding.record.statements]
        return {
            "authority": self.authority,
            "reviewer": self.reviewer,
            "suggestion": self.suggestion,
            "version": holding.version,
            "statements": [{"id": s, "title": self.titles.get(s, s)} for s in statements],
            "items": views(holding, self.reviewer, self.titles),
            "paragraphs": paragraphs(holding.record),
            "lost": lost(holding),
            "undo": len(self._done),
        }

    def name(self, given: str) -> None:
        """Who is reviewing. Raises NotDoneError for what is no name."""
        self.reviewer = _clean(given, "name")
        if not self.reviewer:
            raise NotDoneError("A review needs a name: it is printed with what you decide.")

    def act(self, act: Act) -> str:
        """Does it and says what was done. Raises NotDoneError; StaleError where the item changed since."""
        if not self.reviewer:
            raise NotDoneError("Say who you are first.")
        with self._turn:
            item = shown(self.shelf.read().record).get(act.item)
            if item is None:
                raise StaleError("This sentence is not in the record any more: its source was read again.")
            if act.action not in (_ON_FIGURES if item.figure else _ON_FINDINGS):
                raise NotDoneError(f"There is nothing called '{act.action}' to do here.")
            change = _Change(item, act, self.reviewer, self.today().isoformat())
            self.shelf.change(change)
            if change.before != change.after:
                self._done.append(_Done(item, change.before, change.after, change.what))
            return change.what

    def undo(self) -> tuple[str, str]:
        """Takes back the last act that is still as it was left; says what, and the id of its item."""
        with self._turn:
            if not self._done:
                raise NotDoneError("There is nothing to undo.")
            last = self._done.pop()
            self.shelf.change(_Back(last))
            return f"Undone: {last.what}", last.shown.id


class _Change:
    """One act on the decisions as they are on disk; keeps what the entry was before and after."""

    def __init__(self, item: Shown, act: Act, by: str, on: str) -> None:
        self._item, self._act, self._by, self._on = item, act, by, on
        self.before: Decision | None = None
        self.after: Decision | None = None
        self.what = ""

    def __call__(self, now: Decisions) -> Decisions:
        if seen(now, self._item.item) != self._act.seen:
            raise StaleError(
                "This was decided elsewhere while you looked at it. Nothing was written; look again."
            )
        self.before = next((d for d in now.entries if d.item == self._item.item and d.by == self._by), None)
        others = [d for d in now.entries if d.item == self._item.item and d.by not in (self._by, None)]
        entry, what = self._made(self.before or self._item.blank(self._by), others)
        self.what = f"{what} {self._place}"
        self.after = entry if entry.says or entry.key or entry.comment else None
        return _put(now, self.before, self.after)

    @property
    def _place(self) -> str:
        where = self._item.blank("")
        figure = f", {self._item.figure.label} {self._item.figure.value}" if self._item.figure else ""
        return f"{where.paragraph}.{where.sentence}{figure}"

    def _made(self, entry: Decision, others: list[Decision]) -> tuple[Decision, str]:
        value = self._act.value
        match self._act.action:
            case "accept":
                label = _label(value) if self._item.label else None
                words = f" as {LABEL_WORDS[label]}" if label else ""
                return self._decided(entry, label=label), f"Accepted{words}:"
            case "label":
                label = _label(value)
                return self._decided(entry, label=label), f"Labelled {LABEL_WORDS[label]}:"
            case "reword":
                summary = _clean(value, "summary") or None
                label = entry.label or self._item.label
                said = "Reworded:" if summary else "Rewording taken back:"
                return self._decided(entry, label=label, summary=summary), said
            case "reject":
                entry = replace(entry, accepted=False, rejected=True, over=(), on=self._on)
                return entry, "Rejected, left out of every briefing:"
            case "key":
                said = "No longer key:" if entry.key else "Marked as key:"
                return replace(entry, key=not entry.key, on=self._on), said
            case "comment":
                comment = _clean(value, "comment") or None
                said = "Comment saved on" if comment else "Comment removed from"
                return replace(entry, comment=comment, on=self._on), said
            case "withdraw":
                return self._item.blank(self._by), "Your decision is withdrawn:"
            case _:
                return self._settled(entry, others), "Settled as you see it:"

    def _decided(self, entry: Decision, label: Label | None, summary: str | None = None) -> Decision:
        summary = summary if self._act.action == "reword" else entry.summary
        same = entry.accepted and label is entry.label and summary == entry.summary
        return replace(
            entry,
            accepted=True,
            rejected=False,
            label=label,
            summary=summary,
            over=entry.over if same else (),
            on=self._on,
        )

    def _settled(self, entry: Decision, others: list[Decision]) -> Decision:
        against = [d.by for d in others if d.by and d.says and disagree(entry, d, self._item.label)]
        if not entry.says or not against:
            raise NotDoneError("There is no dispute to settle: decide first, and see who differs.")
        return replace(entry, over=tuple(dict.fromkeys(against)), on=self._on)


class _Back:
    def __init__(self, done: _Done) -> None:
        self._done = done

    def __call__(self, now: Decisions) -> Decisions:
        done = self._done
        left = done.after or done.before
        by = left.by if left else None
        current = next((d for d in now.entries if d.item == done.shown.item and d.by == by), None)
        if current != done.after:
            raise StaleError("That was changed elsewhere since, so it is not undone.")
        return _put(now, done.after, done.before)


def _put(now: Decisions, before: Decision | None, after: Decision | None) -> Decisions:
    """The decisions with one entry exchanged, added or removed."""
    if before is None:
        entries = (*now.entries, after) if after else now.entries
    else:
        entries = tuple(e for d in now.entries if (e := after if d == before else d) is not None)
    return replace(now, entries=entries)


def _label(value: str) -> Label:
    try:
        return Label(value)
    except ValueError:
        raise NotDoneError("A finding is good practice, a shortfall, mixed or neutral.") from None


def _clean(value: str, what: str) -> str:
    """One line of text without control characters. Raises NotDoneError where it is too long."""
    text = " ".join("".join(" " if unicodedata.category(c)[0] == "C" else c for c in value).split())
    if len(text) > LONGEST[what]:
        raise NotDoneError(f"This is {len(text)} characters long; a {what} has {LONGEST[what]} at most.")
    return text
