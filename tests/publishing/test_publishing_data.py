"""The data files say what the pages say, as printed, and run nothing in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_comparison import comparison

from briefing.domain.briefing import FrontMatter, Printed
from briefing.publishing.atomic import OutputFile
from briefing.publishing.datafiles import attachments, data_files
from briefing.publishing.manifest import InputFile, manifest
from briefing.publishing.tables import cell, figures_csv, findings_csv, scores_csv

FRONT = FrontMatter("Choice compared", date="2026-12-01")
PRINTED = (Printed("59.90%", "figure", "statement-care-provision", ("amberside/care-provision/21.3",)),)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_figure_is_one_row_with_its_whole_story() -> None:
    first, second = rows(figures_csv(comparison()))
    assert first == {
        "row": "1",
        "authority": "amberside",
        "authority_name": "Amberside Borough Council",
        "gss": "E09999991",
        "statement": "care-provision",
        "indicator": "choice_over_services",
        "label": "People with choice over services",
        "qualifier": "",
        "value": "59.90",
        "unit": "percent",
        "comparator": "England average",
        "comparator_qualifier": "",
        "comparator_value": "70.28",
        "gap": "-10.38",
        "variation": "tending towards negative variation",
        "standing": "worse",
        "source": "ASCS",
        "period": "2023-24",
        "population": "people who use services",
        "polarity": "higher_is_better",
        "in_words": "no",
        "count": "",
        "comparability": "with_caution",
        "comparability_reason": "Few people answered.",
        "form": "value-against-england",
        "place": "21.3",
        "evidence": "amberside/care-provision/21.3",
        "digest": f"{21:032}{3:032}",
    }
    assert (second["value"], second["gss"], second["standing"]) == ("66.00", "", "similar")


def test_findings_carry_what_is_printed_for_them() -> None:
    """The summary; where there is none, the quotation."""
    first, second = rows(findings_csv(comparison()))
    assert (first["label"], first["text"], first["quotation"]) == ("shortfall", "Carers wait for breaks", "")
    assert second["text"] == "A carers’ hub – open daily"
    (quoted, _) = rows(findings_csv(comparison(summary="", quote="Some carers wait.")))
    assert (quoted["text"], quoted["quotation"]) == ("Some carers wait.", "Some carers wait.")


def test_scores_come_from_the_record_and_the_reference_set() -> None:
    found = {(r["authority"], r["statement"]): r for r in rows(scores_csv(comparison()))}
    assert found["amberside", "care-provision"]["score_words"] == "Some shortfalls"
    assert found["amberside", "safeguarding"]["in_this_briefing"] == "no"
    assert found["fernleigh", "care-provision"]["score"] == "3"
    assert len(found) == 3


def test_excel_is_told_the_encoding_and_others_lose_nothing() -> None:
    """The mark is there; read without regard to it, only the row numbers' column has an odd name."""
    data = findings_csv(comparison())
    assert data.startswith(b"\xef\xbb\xbf")
    naive = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    assert list(naive[0])[1:] == list(rows(data)[0])[1:]
    assert naive[1]["text"] == "A carers’ hub – open daily"


PAYLOADS = [
    '=HYPERLINK("http://example.org","x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "x\n=1+1",
    "x;=1+1",
    'x",=1+1',
    "\x00=1+1",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_formula(payload: str) -> None:
    """Text stays text in its own cell: nothing begins with what starts a formula, no row is broken."""
    (first, _) = rows(findings_csv(comparison(summary=payload)))
    assert first["text"][0] not in "=+-@＝＋－＠\t\r\n\x00\ufeff \u00a0"
    assert first["place"] == "4.1"


@given(st.text())
def test_a_cell_is_text_or_a_number(text: str) -> None:
    """What comes out begins with no sign, unless it is a plain number, and has no breaks."""
    out = cell(text)
    assert not re.match(r"[\s\ufeff]*[=+@＝＋－＠-]", out) or re.fullmatch(r"[+-]?\d+(\.\d+)?", out)
    assert not re.search(r"[\x00-\x1f]", out)


@pytest.mark.parametrize("number", ["-10.38", "+4", "59.90", "0"])
def test_numbers_stay_numbers(number: str) -> None:
    assert cell(number) == number


def test_the_account_leads_from_every_number_to_its_evidence() -> None:
    """Each printed item names evidence that is in the register, with digest and place."""
    files = {file.path: file.data for file in data_files(comparison(quote="Carers wait."), FRONT, PRINTED)}
    account = json.loads(files["briefing.json"])
    register = {entry["id"]: entry for entry in account["evidence"]}
    for item in account["printed"]:
        assert all(id_ in register for id_ in item["evidence"])
    assert register["amberside/care-provision/4.1"]["quote"] == "Carers wait."
    assert account["figures"][0]["value"] == "59.90"
    assert account["figures"][0]["evidence"]["digest"] == f"{21:032}{3:032}"
    assert account["pairs"][0]["shortfall"]["evidence"]["id"] == "amberside/care-provision/4.1"
    assert account["questions"][0]["witness"] == "director"
    assert account["comparability"][0]["verdict"] == "with_caution"
    assert account["front"]["title"] == "Choice compared"


def test_the_data_travels_with_the_pdf() -> None:
    files = data_files(comparison(), FRONT, PRINTED)
    names = [file.name for file in attachments([*files, OutputFile("brief.html", b"")])]
    assert names == ["figures.csv", "findings.csv", "scores.csv", "briefing.json"]


def test_the_manifest_names_what_went_in_and_what_came_out() -> None:
    """Sorted, without folders or times, so that the order of work does not show."""
    sources = [InputFile("b.txt", "22", "source"), InputFile("a.txt", "11", "source")]
    made = [OutputFile("b.pdf", b"pdf"), OutputFile("a.html", b"html")]
    one, other = manifest(sources, made, [("weasyprint", "70.0")]), manifest(sources[::-1], made[::-1])
    told = json.loads(one.data)
    assert [item["name"] for item in told["inputs"]] == ["a.txt", "b.txt"]
    assert told["outputs"][1] == {"path": "b.pdf", "sha256": hashlib.sha256(b"pdf").hexdigest(), "bytes": 3}
    assert told["versions"]["weasyprint"] == "70.0"
    assert json.loads(other.data)["inputs"] == told["inputs"]
