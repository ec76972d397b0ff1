"""Every number printed in the PDF's text layer for a figure leads to its sentence."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from commanding import Command

NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]|\.\d)")


def text_of(pdf: Path) -> str:
    """The text layer of all pages, as a program that reads aloud gets it."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return "\n".join(pages).replace("\r\n", "\n").replace("\u2212", "-")


def decimals_in(text: str, names: list[str]) -> list[str]:
    """Numbers with a decimal point that are not citation marks (a council's name, then places)."""
    marks = re.compile(rf"(?:{'|'.join(names)})\s+\d+\.\d+(?:,\s+\d+\.\d+)*")
    without = marks.sub(" ", re.sub(r"\b[0-9a-f]{12,64}\b", " ", text))
    return [n for n in NUMBER.findall(without) if "." in n]


def without_axes(text: str) -> str:
    """The text without the scales of charts: lines of three or more evenly spaced numbers."""
    kept = []
    for line in text.splitlines():
        words = [w.rstrip("%") for w in line.split()]
        numbers = [Decimal(w) for w in words] if all(re.fullmatch(r"[\d.]+", w) for w in words) else []
        steps = {b - a for a, b in pairwise(numbers)}
        if len(numbers) < 3 or len(steps) != 1:
            kept.append(line)
    return "\n".join(kept)


def printed_numbers(account: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Everything the account says is printed, by the numbers in its text."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in account["printed"]:
        for number in NUMBER.findall(row["text"].replace("\u2212", "-")):
            found.setdefault(number, []).append(row)
    return found


def said_by(figure: dict[str, Any]) -> set[Decimal]:
    """The numbers a figure stands for: its value, its comparator's, and the gap between them."""
    value = Decimal(figure["value"])
    if figure["comparator_value"] is None:
        return {value}
    other = Decimal(figure["comparator_value"])
    return {value, other, abs(value - other)}


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command) -> Path:
    """The example that ships, built in an empty folder."""
    monkeypatch.chdir(tmp_path)
    done = briefing("build", "camden-vs-haringey", "--format", "pdf")
    assert done.code == 0, done.err
    return tmp_path / "output" / "camden-vs-haringey"


def test_every_number_in_the_text_layer_leads_to_its_sentence(example: Path) -> None:
    """From the PDF to the account, from there to the evidence, from there to a figure of the record."""
    account = json.loads((example / "briefing.json").read_text(encoding="utf-8"))
    names = [a["short_name"] for a in account["authorities"]]
    printed = printed_numbers(account)
    evidence = {e["id"]: e["digest"] for e in account["evidence"]}
    by_place: dict[str, list[dict[str, Any]]] = {}
    for figure in account["figures"]:
        by_place.setdefault(figure["evidence"]["id"], []).append(figure)
    text = without_axes(text_of(example / "camden-vs-haringey.pdf"))
    found = decimals_in(text, names)
    assert len(found) > 60
    lost = []
    for number in found:
        rows = printed.get(number, [])
        supported = [
            e
            for row in rows
            for e in row["evidence"]
            for figure in by_place.get(e, [])
            if Decimal(number.replace(",", "")) in said_by(figure)
            and figure["evidence"]["digest"] == evidence[e]
        ]
        if not supported:
            lost.append(number)
    assert " ".join(sorted(set(lost))) == ""


def test_every_printed_figure_is_in_the_text_layer(example: Path) -> None:
    """What the account calls a figure can be read in the PDF."""
    account = json.loads((example / "briefing.json").read_text(encoding="utf-8"))
    text = re.sub(r"\s+", " ", text_of(example / "camden-vs-haringey.pdf"))
    numbers = {
        n for row in account["printed"] if row["kind"] == "figure" for n in NUMBER.findall(row["text"])
    }
    assert len(numbers) > 30
    assert [n for n in sorted(numbers) if n not in text] == []
