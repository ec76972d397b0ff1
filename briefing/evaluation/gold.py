"""Labelled pages: what a careful reader found, for holding the program's reading against.

Two shapes are read: a `NAME.gold.json` beside its page, and the pair `NAME-sentences.tsv` and
`NAME-figures.tsv` with the page in a folder of sources.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from briefing.errors import InputError, Problem


@dataclass(frozen=True, slots=True)
class GoldSentence:
    paragraph: int
    sentence: int
    text: str
    label: str
    also: tuple[str, ...]
    """Other labels that a fair reader may give."""
    topic: str | None
    """A topic id, or a sub-heading as printed."""


@dataclass(frozen=True, slots=True)
class GoldFigure:
    paragraph: int
    sentence: int
    indicator: str
    value: Decimal | None
    """None where the labelled value is not a number ("nearly one third")."""
    unit: str
    comparator: str
    comparator_value: Decimal | None
    variation: str
    source: str
    period: str
    polarity: str
    standing: str
    optional: bool

    @property
    def england_pair(self) -> bool:
        return self.comparator.startswith("England") and self.comparator_value is not None


@dataclass(frozen=True, slots=True)
class GoldStatement:
    statement: str
    score: int | None
    sentences: tuple[GoldSentence, ...]
    figures: tuple[GoldFigure, ...]


@dataclass(frozen=True, slots=True)
class GoldPage:
    name: str
    source: Path
    authority: str
    statements: tuple[GoldStatement, ...]


def find_gold(paths: tuple[Path, ...], sources: Path | None = None) -> tuple[GoldPage, ...]:
    """All labelled pages in the files and folders named, by name.

    `sources` is where the pages of the TSV shape lie; by default beside them, or in a folder `sources`
    next to theirs. Raises InputError where nothing is labelled, or a page is missing.
    """
    pages: list[GoldPage] = []
    for path in paths:
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        for file in files:
            try:
                if file.name.endswith(".gold.json"):
                    pages.append(_json_page(file))
                elif file.name.endswith("-sentences.tsv"):
                    pages.append(_tsv_page(file, sources))
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(_unreadable(file, error)) from None
    if not pages:
        names = ", ".join(str(p) for p in paths)
        raise InputError(
            Problem(
                f"There are no labelled pages in {names}.",
                mend="Labelled pages are named NAME.gold.json, or NAME-sentences.tsv with NAME-figures.tsv.",
            )
        )
    return tuple(pages)


def _unreadable(file: Path, error: Exception) -> Problem:
    lacking = f"it has no {error}" if isinstance(error, KeyError) else str(error)
    return Problem(
        f"These labels cannot be read: {lacking}.",
        place=str(file),
        mend="tests/pages and docs/method show the shape of labelled pages.",
    )


def number(text: str) -> Decimal | None:
    """A labelled value as a number: `~30`, `> 6` and `1,126` are numbers, "nearly one third" is not."""
    try:
        return Decimal(text.strip().lstrip("~<>").strip().replace(",", ""))
    except InvalidOperation:
        return None


def _page_of(stem: str, folders: tuple[Path, ...], gold: Path) -> Path:
    for folder in folders:
        if folder.is_dir():
            for file in sorted(folder.iterdir()):
                is_page = file.suffix in (".txt", ".html", ".htm", ".pdf", ".docx", ".odt")
                if is_page and (file.stem == stem or file.stem.startswith(f"{stem}-")):
                    return file
    raise InputError(Problem("There is no page beside these labels.", place=str(gold)))


def _json_page(file: Path) -> GoldPage:
    data = json.loads(file.read_text(encoding="utf-8"))
    stem = file.name.removesuffix(".gold.json")
    return GoldPage(
        name=stem,
        source=_page_of(stem, (file.parent,), file),
        authority=data["authority"] or "",
        statements=tuple(
            GoldStatement(
                statement=s["statement"],
                score=s["score"],
                sentences=tuple(
                    GoldSentence(
                        row["para"],
                        row["sent"],
                        row["text"],
                        row["label"],
                        tuple(row["alt"]),
                        row.get("topic"),
                    )
                    for row in s["sentences"]
                ),
                figures=tuple(
                    _figure(row, "para", "sent", "comparator_name", bool(row.get("optional")))
                    for row in s["figures"]
                ),
            )
            for s in data["statements"]
        ),
    )


def _tsv_page(file: Path, sources: Path | None) -> GoldPage:
    stem = file.name.removesuffix("-sentences.tsv")
    folders = (sources,) if sources else (file.parent, file.parent.parent / "sources")
    source = _page_of(stem, folders, file)
    statement = source.stem.removeprefix(f"{stem}-")
    figures = file.with_name(f"{stem}-figures.tsv")
    return GoldPage(
        name=stem,
        source=source,
        authority=stem,
        statements=(
            GoldStatement(
                statement=statement,
                score=None,
                sentences=tuple(
                    GoldSentence(
                        int(row["paragraph"]),
                        int(row["sentence"]),
                        row["text"],
                        row["label"],
                        tuple(a for a in row["also_accepted"].split(",") if a),
                        row["topic"] or None,
                    )
                    for row in _rows(file)
                ),
                figures=tuple(
                    _figure(row, "paragraph", "sentence", "comparator", False) for row in _rows(figures)
                ),
            ),
        ),
    )


def _rows(file: Path) -> list[dict[str, str]]:
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def _figure(
    row: dict[str, str], paragraph: str, sentence: str, comparator: str, optional: bool
) -> GoldFigure:
    return GoldFigure(
        paragraph=int(row[paragraph]),
        sentence=int(row[sentence]),
        indicator=row["indicator"],
        value=number(row["value"]),
        unit=row["unit"],
        comparator=row[comparator] or "",
        comparator_value=number(row["comparator_value"] or ""),
        variation=row["variation"] or "",
        source=row["source"] or "",
        period=row["period"] or "",
        polarity=row["polarity"],
        standing=row["standing"],
        optional=optional,
    )
