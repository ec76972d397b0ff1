"""Where a page finds its own assets. That it reaches nothing else is under tests/faults."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from briefing.errors import InputError
from briefing.publishing.pdf import print_pdf

PAGE = '<!doctype html><html lang="en-GB"><head><title>T</title>{head}<h1>T</h1>{body}</html>'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
)


def test_its_own_assets_are_served_by_root_in_order(tmp_path: Path) -> None:
    """A user's folder comes first: its style sheet is used in place of the house's."""
    for name, width in (("user", "100mm"), ("house", "200mm")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a b.css").write_text(f"@page {{ size: {width} 100mm; margin: 0 }}")
    printed = print_pdf(
        PAGE.format(head='<link rel="stylesheet" href="a%20b.css">', body="<h1>T</h1>"),
        roots=[tmp_path / "user", tmp_path / "house"],
    )
    pdf = pikepdf.open(io.BytesIO(printed.data))
    (sheet,) = pdf.pages
    assert round(float(sheet.mediabox[2])) == round(100 / 25.4 * 72)


def test_a_failure_inside_a_drawing_is_told(tmp_path: Path) -> None:
    """The renderer swallows it; a chart that is half drawn must not be published."""
    broken = f'{SVG}<title>x</title><path d="M 0 0 L"/><text font-size="1e"/><rect width="x%"/></svg>'
    with pytest.raises(InputError, match="SVG"):
        print_pdf(PAGE.format(head="", body=broken), roots=[tmp_path])
