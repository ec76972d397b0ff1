"""Files that cannot be read: each is refused with what is wrong and what to do."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

from briefing.errors import SourceError
from briefing.sources import read_source

FILES = Path(__file__).parent / "files"
DOCX = (FILES / "kelderby-care-provision.docx").read_bytes()
ODT = (FILES / "kelderby-care-provision.odt").read_bytes()
PDF = (FILES / "kelderby-care-provision.pdf").read_bytes()


def packed(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return buffer.getvalue()


def locked_pdf() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return buffer.getvalue()


def scanned_pdf() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer)
    return buffer.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOMB = b"<w:document xmlns:w='" + W.encode() + b"'>" + b" " * (40 * 1024 * 1024) + b"</w:document>"
DEEP = f"<w:document xmlns:w='{W}'>{'<w:p>' * 5000}{'</w:p>' * 5000}</w:document>".encode()
LAUGHS = (
    b"<!DOCTYPE d [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(12))
    + b"]><w:document xmlns:w='"
    + W.encode()
    + b"'><w:body><w:p><w:r><w:t>&m;</w:t></w:r></w:p></w:body></w:document>"
)
MANIFEST = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
ODT_TYPE = b"application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t\n", "empty"),
        ("nulls.txt", b"\x00" * 100, "empty"),
        ("noise.txt", bytes(range(256)) * 20, "not text"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "picture"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word file"),
        ("rich.rtf", b"{\\rtf1 On time.}", "rich text"),
        ("page.html", b"<html><head><title>Nothing</title></head><body></body></html>", "no text"),
        ("cut.docx", DOCX[: len(DOCX) // 2], "cut short"),
        ("cut.odt", ODT[: len(ODT) // 2], "cut short"),
        ("cut.pdf", PDF[: len(PDF) // 3], "cut short"),
        ("locked.pdf", locked_pdf(), "password"),
        ("scan.pdf", scanned_pdf(), "pictures"),
        ("partial.odt", packed(mimetype=ODT_TYPE), "content.xml"),
        ("other.zip", packed(readme_dot_txt=b"On time."), "neither"),
        ("bomb.docx", packed(word__document_dot_xml=BOMB), "unpacks to more than"),
        ("deep.docx", packed(word__document_dot_xml=DEEP), "broken"),
        ("broken.docx", packed(word__document_dot_xml=b"<w:document"), "broken"),
        ("nothing.docx", packed(word__document_dot_xml=f"<w:document xmlns:w='{W}'/>".encode()), "no text"),
    ],
)
def test_refused(name: str, data: bytes, says: str, tmp_path: Path) -> None:
    """Exit code 3, the file named, what is wrong, and a way out."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    (problem,) = caught.value.problems
    assert says in problem.message
    assert problem.place == name
    assert problem.mend


def test_an_encrypted_opendocument_text(tmp_path: Path) -> None:
    """Encryption is named in the manifest of the package."""
    path = tmp_path / "locked.odt"
    path.write_bytes(packed(**{"mimetype": ODT_TYPE, "META-INF/manifest.xml": MANIFEST}))
    with pytest.raises(SourceError, match="password"):
        read_source(path)


def test_a_missing_file(tmp_path: Path) -> None:
    """The path is named as it was given."""
    with pytest.raises(SourceError, match="cannot be opened") as caught:
        read_source(tmp_path / "nowhere.txt")
    assert "nowhere.txt" in caught.value.problems[0].place


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    """A size is refused before a byte is read."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 65 * 1024 * 1024)
    with pytest.raises(SourceError, match="at most 64 MB"):
        read_source(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """A document whose entities would fill the memory gives no text of them."""
    path = tmp_path / "laughs.docx"
    path.write_bytes(packed(word__document_dot_xml=LAUGHS))
    with pytest.raises(SourceError):
        read_source(path)


@pytest.mark.parametrize("heavy", ["lxml", "pypdfium2", "nupunkt"])
def test_reading_text_needs_no_library_of_other_formats(heavy: str, tmp_path: Path) -> None:
    """A text file is read without the libraries that other formats or later steps need."""
    path = tmp_path / "page.txt"
    path.write_text("On time.", encoding="utf-8")
    code = (
        "import sys, pathlib; from briefing.sources import read_source; "
        f"read_source(pathlib.Path({str(path)!r})); sys.exit({heavy!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
