"""From a printed number, or a finding's id, back to the sentence it came from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import InputError, Problem
from briefing.library.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Explanation:
    """One printed thing and what it rests on."""

    text: str
    kind: str
    where: str
    """Section of the document, in a pack behind the part it stands in."""
    evidence: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """One sentence of a report: where it stands, what it says, which rule read it and who reviewed it."""

    id: str
    digest: str
    quote: str | None
    """None where the library does not hold the text."""
    summary: str | None
    label: str | None
    form: str | None
    source: str | None
    reviewed: str


def explain(output: str, asked: str | None, workspace: Workspace) -> tuple[Explanation, ...]:
    """What an output prints that reads `asked`: a number as printed (63.16), or an id or place (21.3).

    Without `asked`, everything printed. `output` is an output folder, a file in it, or a config's name.
    Raises InputError where the output is not there, or prints no such thing.
    """
    found = tuple(
        part.explanation(row)
        for part in _parts(json.loads(_account(output, workspace).read_bytes()))
        for row in part.printed
        if _reads(row, asked)
    )
    if not found:
        raise InputError(
            Problem(
                f"'{asked}' is not printed in this document.",
                place=output,
                mend="Give a number as it is printed, such as 63.16, or a place such as haringey 21.3.",
            )
        )
    return found


def _account(output: str, workspace: Workspace) -> Path:
    given = Path(output)
    candidates = [given, given / "briefing.json", given.parent / "briefing.json"]
    candidates.append(workspace.root / "output" / given.stem / "briefing.json")
    for path in candidates:
        if path.name == "briefing.json" and path.is_file():
            return path
    raise InputError(
        Problem(
            "There is no output here.",
            place=output,
            mend="Name an output folder, such as output/camden-vs-haringey, or build it first.",
        )
    )


def _reads(row: dict[str, Any], asked: str | None) -> bool:
    if asked is None:
        return True
    wanted = asked.strip().rstrip("%").casefold()
    if re.fullmatch(r"[\d.,]+", wanted) and re.search(
        rf"(?<![\d.]){re.escape(wanted)}(?![\d]|\.\d)", row["text"]
    ):
        return True
    place = wanted.replace(" ", "/")
    return any(e == place or e.endswith(f"/{place}") or _short(e) == place for e in row["evidence"])


def _short(evidence_id: str) -> str:
    """`haringey/21.3`: the id without its quality statement."""
    parts = evidence_id.split("/")
    return f"{parts[0]}/{parts[-1]}"


def _parts(account: dict[str, Any]) -> list[_Part]:
    """The briefing itself; of a pack its front sheet, each of its parts, and its annex."""
    if account.get("kind") != "pack":
        return [_Part("", account["printed"], [account])]
    parts = account["parts"]
    return [
        _Part("front sheet", account["printed"], parts),
        *(_Part(part["label"], part["printed"], [part]) for part in parts),
        _Part("annex", account["annex"]["printed"], parts),
    ]


class _Part:
    """What one document prints, and the findings, figures and evidence behind it, by evidence id."""

    def __init__(self, label: str, printed: list[dict[str, Any]], accounts: list[dict[str, Any]]) -> None:
        self.label, self.printed = label, printed
        self.evidence = {e["id"]: e for a in accounts for e in a["evidence"]}
        self.findings = {f["evidence"]["id"]: f for a in accounts for f in a["findings"]}
        self.figures = {f["evidence"]["id"]: f for a in accounts for f in a["figures"]}

    def explanation(self, row: dict[str, Any]) -> Explanation:
        support = tuple(self._support(e) for e in row["evidence"])
        where = f"{self.label}, {row['where']}" if self.label else row["where"]
        return Explanation(row["text"], row["kind"], where, support)

    def _support(self, evidence_id: str) -> Support:
        evidence = self.evidence.get(evidence_id, {})
        finding = self.findings.get(evidence_id, {})
        figure = self.figures.get(evidence_id, {})
        by, on = finding.get("reviewed_by"), finding.get("reviewed_on")
        return Support(
            id=evidence_id,
            digest=evidence.get("digest", ""),
            quote=evidence.get("quote"),
            summary=finding.get("summary"),
            label=finding.get("label"),
            form=figure.get("form"),
            source=figure.get("source"),
            reviewed=f"reviewed by {by}{f' on {on}' if on else ''}" if by else "not reviewed by an officer",
        )
