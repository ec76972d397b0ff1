"""WeasyPrint's private parts are as they were when `renderer` was written against them."""

from __future__ import annotations

import hashlib
import importlib
import inspect
import subprocess
import sys
from operator import attrgetter

import pytest

READ = [
    ("weasyprint.pdf", "generate_pdf", "626343ef25c3"),
    ("weasyprint.pdf.tags", "add_tags", "f0e74575b0ba"),
    ("weasyprint.pdf.tags", "_build_box_tree", "f716251a83e7"),
    ("weasyprint.pdf.pdfa", "pdfa", "ea4cd3554d52"),
    ("weasyprint.pdf.stream", "Stream.marked", "3fa3acacbbf6"),
    ("weasyprint.pdf.stream", "Stream.artifact", "be61e4218680"),
    ("weasyprint.pdf.anchors", "add_links", "262e8b9b2998"),
    ("weasyprint.pdf.anchors", "write_pdf_attachment", "11bdffe520ef"),
    ("weasyprint.pdf.metadata", "DocumentMetadata.include_in_pdf", "9dc4e74198a9"),
    ("weasyprint.pdf.metadata", "DocumentMetadata.generate_rdf_metadata", "bc3e78ab24f1"),
    ("weasyprint.anchors", "gather_anchors", "373f8c676f27"),
    ("weasyprint.css", "ColorProfile", "8b4e0541486e"),
    ("weasyprint.document", "Page.__init__", "56afceec729b"),
    ("weasyprint.draw", "draw_inline_level", "068162a401d0"),
    ("weasyprint.draw", "draw_block_level", "3de9ec3ad4aa"),
    ("weasyprint.formatting_structure.boxes", "Box", "ff6d62300baf"),
    ("weasyprint.formatting_structure.boxes", "MarginBox", "79a17d1578a5"),
    ("weasyprint.formatting_structure.boxes", "FootnoteAreaBox", "44d2d15f921a"),
    ("weasyprint.images", "RasterImage.__init__", "f2f27bf6bb9c"),
    ("weasyprint.images", "SVGImage.draw", "bf38036046fc"),
    ("weasyprint.images", "get_image_from_uri", "07bdb0c0e3fd"),
    ("weasyprint.layout.absolute", "AbsolutePlaceholder", "336e26c56311"),
    ("weasyprint.text.ffi", "_dlopen", "9ab3167cbc80"),
    ("weasyprint.urls", "URLFetcher", "2bd2febdc135"),
    ("weasyprint.urls", "fetch", "a0b61dca9597"),
]
"""Module, name, and the beginning of the SHA-256 of its source. Read the change before mending a digest."""


def test_the_version_is_the_one_that_was_read() -> None:
    assert importlib.import_module("weasyprint").__version__ == "70.0"


@pytest.mark.parametrize(("module", "name", "digest"), READ)
def test_a_private_part_is_unchanged(module: str, name: str, digest: str) -> None:
    part = attrgetter(name)(importlib.import_module(module))
    assert hashlib.sha256(inspect.getsource(part).encode()).hexdigest()[:12] == digest


def run(code: str) -> str:
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return finished.stdout.strip()


def test_loading_starts_no_other_program() -> None:
    """Neither ldconfig nor gcc is asked where a library is."""
    code = (
        "import sys; started = []\n"
        "note = lambda event, args: started.append(args) if event == 'subprocess.Popen' else None\n"
        "sys.addaudithook(note)\n"
        "from briefing.publishing.pdf import warm; warm(); print(len(started))\n"
        "import ctypes.util; print(ctypes.util.find_library.__module__)"
    )
    assert run(code).split() == ["0", "ctypes.util"]


def test_the_api_is_importable_without_the_renderer() -> None:
    """A command that prints nothing does not pay for WeasyPrint."""
    code = "import sys, briefing.publishing.pdf; print('weasyprint' in sys.modules, 'pydyf' in sys.modules)"
    assert run(code) == "False False"


def test_everything_swapped_is_put_back() -> None:
    """Printing leaves WeasyPrint as it was for whoever else uses it in this process."""
    code = (
        "from briefing.publishing.renderer import load, printing; load()\n"
        "import weasyprint.pdf as p; from weasyprint.images import RasterImage as r\n"
        "now = lambda: (p.add_tags, p.ColorProfile, p.Stream.marked, r.__init__)\n"
        "before = now()\n"
        "with printing(): inside = now()\n"
        "print(before == now(), [a is b for a, b in zip(before, inside)])"
    )
    assert run(code) == "True [False, False, False, False]"
