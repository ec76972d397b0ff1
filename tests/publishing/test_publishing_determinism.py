"""The same inputs give the same bytes, whatever the process, its environment and its folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PRINT = """
import hashlib, sys
from pathlib import Path
{before}
from briefing.publishing.pdf import Attachment, print_pdf
files = [Attachment("b.csv", b"1", "B"), Attachment("a.csv", b"2", "A")]
{order}
html = Path("sample.html").read_text(encoding="utf-8")
printed = print_pdf(html, roots=[Path(sys.argv[1])], date="2026-12-01", attachments=files)
print(hashlib.sha256(printed.data).hexdigest())
"""
NO_SUBSETTER = "import weasyprint.pdf.fonts as f; f.harfbuzz_subset = None"

ENVIRONMENTS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/Los_Angeles", "LANG": "de_DE.UTF-8"},
    {"PYTHONHASHSEED": "random", "SOURCE_DATE_EPOCH": "1", "TZ": "Europe/London"},
]


def picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (4, 4), "#12436D").save(out, "PNG")
    return out.getvalue()


def printed_digest(folder: Path, environment: dict[str, str], before: str, order: str) -> str:
    code = PRINT.format(before=before, order=order)
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, "assets"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


@pytest.mark.parametrize("before", ["", NO_SUBSETTER], ids=["harfbuzz-subset", "fonttools"])
def test_four_processes_give_the_same_bytes(
    before: str, tmp_path: Path, assets: Path, sample_html: str
) -> None:
    """Hash seeds, locales, time zones, folders and the order of attachments change nothing, with either
    font subsetter (the two differ from each other, so the manifest names the one that was there)."""
    pictures = (
        '<figure><img src="dot.png" alt="A dot"><img src="{}/assets/dot.png" alt="By its whole address">'
    )
    digests = []
    for number, environment in enumerate(ENVIRONMENTS):
        folder = tmp_path / f"{'deeper/' * number}place{number}"
        shutil.copytree(assets, folder / "assets")
        (folder / "assets" / "dot.png").write_bytes(picture())
        html = sample_html.replace("<figure>", pictures.format(folder.as_uri()), 1)
        (folder / "sample.html").write_text(html, encoding="utf-8")
        order = "files.reverse()" if number % 2 else ""
        digests.append(printed_digest(folder, environment, before, order))
    assert len(set(digests)) == 1, digests


def test_twice_in_one_process_is_the_same(assets: Path, sample_html: str) -> None:
    """Nothing of the first document is left for the second."""
    from briefing.publishing.pdf import print_pdf

    first, other, second = (
        print_pdf(html, roots=[assets], date="2026-12-01").data
        for html in (sample_html, sample_html.replace("Measure 3", "Measure three"), sample_html)
    )
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    assert first != other
    assert "SOURCE_DATE_EPOCH" not in os.environ
