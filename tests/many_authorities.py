"""A library of as many invented authorities as wanted: for tests and measurements of many outputs at once.

Each has the record of one of our invented pages under a name of its own, with numbers of its own.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from commanding import PAGES

from briefing.cli import run

_FIRST = ("Alder", "Bram", "Cors", "Drake", "Ebber", "Fenn", "Grims", "Hollin")
_MORE = ("Ister", "Kest", "Lound", "Mell", "Nettle", "Orls", "Pell")
_LAST = ("beck", "combe", "dyke", "fold", "garth", "hythe", "moor", "stowe", "thwaite", "wick")
_PAGE = "lindmoor-care-provision.txt"

CONFIG = """\
authorities: [alderbeck, aldercombe]
themes: [care-provision]
date: 2026-12-01
title: Care in {authority}
formats: [pdf, html]
"""


def names(count: int) -> Iterator[str]:
    """Names of places that there are none of; at most 150."""
    pairs = (f"{first}{last}" for first in (*_FIRST, *_MORE) for last in _LAST)
    return (name for name, _ in zip(pairs, range(count), strict=False))


def library(folder: Path, count: int, *, page: str = _PAGE, beside: int = 1) -> tuple[str, ...]:
    """Fills `library/` with that many authorities, `neighbours.yaml` with `beside` neighbours of each, and
    `configs/care.yaml`. Gives the slugs. The working directory must be `folder`."""
    assert run(("import", str(PAGES / page))) == 0
    (original,) = (path.parent for path in (folder / "library").glob("*/record.json"))
    text = (original / "record.json").read_text(encoding="utf-8")
    councils = [f"{name} Council" for name in names(count)]
    for number, council in enumerate(councils):
        record = with_numbers_of_its_own(json.loads(renamed(text, council)), number)
        path = folder / "library" / slug(council) / "record.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(original)
    slugs = tuple(slug(council) for council in councils)
    lines = [f"{s}: [{', '.join(_next(slugs, i, beside))}]\n" for i, s in enumerate(slugs)]
    (folder / "neighbours.yaml").write_text("".join(lines), encoding="utf-8")
    (folder / "configs").mkdir(exist_ok=True)
    (folder / "configs" / "care.yaml").write_text(CONFIG, encoding="utf-8")
    return slugs


def slug(council: str) -> str:
    return council.removesuffix(" Council").lower()


def renamed(text: str, council: str) -> str:
    """The record's text under another name."""
    was = json.loads(text)["authority"]
    short = was["name"].removesuffix(" Council")
    name = council.removesuffix(" Council")
    return text.replace(short, name).replace(f'"{was["slug"]}"', f'"{slug(council)}"')


def with_numbers_of_its_own(record: dict, number: int) -> dict:  # type: ignore[type-arg]
    """The same record with figures a little higher, the same in its quotations, so that no two are alike."""
    for statement in record["statements"]:
        statement["score"] = 1 + number % 4
        for figure in statement["figures"]:
            was = figure["value"]
            if "." in was and was != figure["comparator_value"]:
                figure["value"] = str(Decimal(was) + Decimal(number) / 100)
                figure["quote"] = re.sub(rf"\b{re.escape(was)}\b", figure["value"], figure["quote"])
    return record


def _next(slugs: tuple[str, ...], place: int, how_many: int) -> list[str]:
    return [slugs[(place + step) % len(slugs)] for step in range(1, how_many + 1)]
