"""Reading the account of an issue (`briefing.json`) back, as far as changes are told of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from briefing.domain.changes import Account, Edition, Report, Verdict
from briefing.domain.evidence import Evidence
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Finding, Label, Voice
from briefing.errors import InputError, Problem


def read_edition(data: bytes, place: str) -> Edition:
    """The account of a briefing or a pack. Raises InputError, naming `place`, for anything else."""
    try:
        return _edition(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation):
        raise InputError(
            Problem(
                "This is not the account of a briefing, or one that this version cannot read.",
                place=place,
                mend="Name an output folder or an issue; its briefing.json is read.",
            )
        ) from None


def read_edition_file(path: Path) -> Edition:
    """As `read_edition`. Raises InputError where the file cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(Problem(f"This cannot be read: {error.strerror}.", place=str(path))) from None
    return read_edition(data, str(path))


def _edition(account: dict[str, Any]) -> Edition:
    pack = account.get("kind") == "pack"
    parts = account["parts"] if pack else [account]
    review = {
        (f["statement"], f["authority"], f["evidence"]["digest"], f.get("indicator"), f.get("value")): f.get(
            "reviewed_by"
        )
        for part in parts
        for f in (*part["findings"], *part["figures"])
    }
    return Edition(
        title=str(account["front"]["title"]),
        pack=pack,
        parts=tuple((str(p["name"]) if pack else "", str(p["front"]["title"]), _account(p)) for p in parts),
        unreviewed=sum(1 for by in review.values() if not by),
        final=all(bool(p["front"].get("final")) for p in parts),
    )


def _account(account: dict[str, Any]) -> Account:
    quotes = {e["id"]: e.get("quote") for e in account["evidence"]}
    return Account(
        authorities=tuple((str(a["slug"]), str(a["short_name"])) for a in account["authorities"]),
        statements=tuple((str(s["statement"]), str(s["title"])) for s in account["statements"]),
        reports=tuple(_reports(account)),
        findings=tuple(_finding(f, quotes) for f in account["findings"]),
        figures=tuple(_figure(f, quotes) for f in account["figures"]),
        verdicts=tuple(
            Verdict(
                str(c["statement"]),
                str(c["indicator"]),
                str(c["label"]),
                str(c["verdict"]),
                tuple(str(r["text"]) for r in c["reasons"]),
            )
            for c in account["comparability"]
        ),
    )


def _reports(account: dict[str, Any]) -> Iterator[Report]:
    sources = {(s["authority"], s["statement"]): s for s in account.get("sources", ())}
    for statement in account["statements"]:
        for score in statement["scores"]:
            if score["assessed"]:
                source = sources.get((score["authority"], statement["statement"]), {})
                yield Report(
                    authority=str(score["authority"]),
                    statement=str(statement["statement"]),
                    score=None if score["score"] is None else int(score["score"]),
                    sha256=source.get("sha256"),
                    published=source.get("published"),
                )


def _evidence(reference: dict[str, Any], quotes: dict[str, str | None]) -> Evidence:
    return Evidence(
        authority=str(reference["authority"]),
        statement=str(reference["statement"]),
        paragraph=int(reference["paragraph"]),
        sentence=int(reference["sentence"]),
        digest=str(reference["digest"]),
        quote=quotes.get(reference["id"]),
    )


def _finding(entry: dict[str, Any], quotes: dict[str, str | None]) -> Finding:
    return Finding(
        evidence=_evidence(entry["evidence"], quotes),
        label=Label(entry["label"]),
        topic=entry["topic"],
        voice=Voice(entry["voice"]),
        single_voice=bool(entry["single_voice"]),
        summary=entry["summary"],
        reviewed_by=entry["reviewed_by"],
        reviewed_on=entry["reviewed_on"],
    )


def _figure(entry: dict[str, Any], quotes: dict[str, str | None]) -> Figure:
    beside = entry["comparator_value"]
    return Figure(
        indicator=str(entry["indicator"]),
        label=str(entry["label"]),
        value=Decimal(entry["value"]),
        unit=str(entry["unit"]),
        evidence=_evidence(entry["evidence"], quotes),
        qualifier=entry["qualifier"],
        comparator=entry["comparator"],
        comparator_value=None if beside is None else Decimal(beside),
        variation=str(entry["variation"]),
        standing=Standing(entry["standing"]),
        source=entry["source"],
        period=entry["period"],
        population=entry["population"],
    )
