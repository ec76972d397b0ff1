"""The data of a pack: the tables of its parts as one, and one account of everything printed."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from briefing.domain.briefing import PackFront, Printed
from briefing.publishing.account import SCHEMA
from briefing.publishing.atomic import OutputFile

ACCOUNT: Final = "briefing.json"
TABLES: Final = ("data/figures.csv", "data/findings.csv", "data/scores.csv")
_NUMBER, _PARTS, _PRINTED = "row", "parts", "in_this_briefing"
_ASIDE: Final = frozenset({_NUMBER, "comparability_reason"})
"""What does not make a row another: where it stands, and in which order a verdict names the councils."""


@dataclass(frozen=True, slots=True)
class PartData:
    """The data files of one briefing, with what it is called in the pack."""

    name: str
    label: str
    """`Item 7.1`."""
    title: str
    files: tuple[OutputFile, ...]

    def file(self, path: str) -> bytes:
        return next(f.data for f in self.files if f.path == path)


def pack_tables(parts: Sequence[PartData]) -> tuple[OutputFile, ...]:
    """Figures, findings and scores of all parts, each row once; a last column says which parts have it."""
    return tuple(OutputFile(path, _joined([(p.label, p.file(path)) for p in parts])) for path in TABLES)


def pack_account(
    front: PackFront, printed: Sequence[Printed], annex: Sequence[Printed], parts: Sequence[PartData]
) -> OutputFile:
    """`briefing.json` of a pack: what the front sheet and the annex print, and the account of each part."""
    content = {
        "schema": SCHEMA,
        "kind": "pack",
        "front": dataclasses.asdict(front),
        "printed": [dataclasses.asdict(p) for p in printed],
        "annex": {"printed": [dataclasses.asdict(p) for p in annex]},
        "parts": [
            {"name": p.name, "label": p.label, "title": p.title, **json.loads(p.file(ACCOUNT))} for p in parts
        ],
    }
    return OutputFile(ACCOUNT, f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode())


def _joined(tables: Iterable[tuple[str, bytes]]) -> bytes:
    columns: list[str] = []
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    named: dict[tuple[str, ...], dict[str, None]] = {}
    for label, data in tables:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
        columns = columns or list(reader.fieldnames or ())
        for row in reader:
            key = _key(row)
            known = rows.setdefault(key, row)
            if known.get(_PRINTED) == "no" and row[_PRINTED] == "yes":
                rows[key] = row
            if row.get(_PRINTED) != "no":
                named.setdefault(key, {})[label] = None
    return _written([*columns, _PARTS], rows, named)


def _key(row: dict[str, str]) -> tuple[str, ...]:
    """What makes two rows one: all that they say, or for a score, whose it is and on what.

    A figure that two parts compare with the same verdict stands once; with two verdicts, once for each.
    """
    if _PRINTED in row:
        return row["authority"], row["statement"]
    return tuple(text for column, text in row.items() if column not in _ASIDE)


def _written(
    columns: Sequence[str],
    rows: dict[tuple[str, ...], dict[str, str]],
    named: dict[tuple[str, ...], dict[str, None]],
) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    for number, (key, row) in enumerate(rows.items(), 1):
        writer.writerow({**row, _NUMBER: str(number), _PARTS: "; ".join(named.get(key, ()))})
    return out.getvalue().encode("utf-8-sig")
