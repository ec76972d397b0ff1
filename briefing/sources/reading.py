"""Any source file to a document of blocks: the format is told by the content, and by the name where that is
silent."""

from __future__ import annotations

import hashlib
import re
import stat
from pathlib import Path

from briefing.domain.source import SourceDocument
from briefing.errors import Problem, SourceError

LARGEST_FILE = 64 * 1024 * 1024
_WEB_NAMES = frozenset({".html", ".htm", ".xhtml"})
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")
_ELEMENT = re.compile(rb"<(?:html|body|head|main|article|section|div|p|h[1-6]|ul|ol|table)[\s>]")
_AGAIN = "Save it as text, HTML, PDF, DOCX or ODT, and read that file."


def read_source(path: Path) -> SourceDocument:
    """The document in that file.

    Raises SourceError where the file is missing, empty, larger than 64 MB, encrypted, cut short, made of
    pictures only, or of a format that cannot be read; the message says what to do.
    """
    data = _bytes(path)
    document = _document(data, path)
    if not any(block.text for block in document.blocks):
        raise SourceError(
            Problem("The file holds no text.", place=path.name, mend="Check that the whole page was saved.")
        )
    return document


def _document(data: bytes, path: Path) -> SourceDocument:
    # Each format is imported where it is met: nobody should wait for the libraries of the others.
    name, digest = path.name, hashlib.sha256(data).hexdigest()
    start = data[:1024].lstrip()
    if b"%PDF-" in data[:1024]:
        from briefing.sources.pdf import read_pdf

        return read_pdf(data, name, digest)
    if data.startswith(b"PK"):
        return _packed(data, name, digest)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _unknown(name, "This is an old Word file, or one locked with a password.")
    if start.startswith(b"{\\rtf"):
        raise _unknown(name, "This is a rich text (RTF) file.")
    if data.startswith(_PICTURES):
        raise _unknown(name, "This is a picture: it holds no text that could be read.")
    if _looks_like_mhtml(data):
        from briefing.sources.mhtml import read_mhtml

        page = read_mhtml(data, name)
        return SourceDocument(name, digest, page.blocks, title=page.title, url=page.url)
    if _looks_like_html(data) or path.suffix.lower() in _WEB_NAMES:
        from briefing.sources.html import read_html

        page = read_html(data, name)
        return SourceDocument(name, digest, page.blocks, title=page.title, url=page.url)
    from briefing.sources.text import read_text

    return SourceDocument(name, digest, read_text(data, name))


def _looks_like_mhtml(data: bytes) -> bool:
    """Whether a file begins as mail does, and says that it holds a page with its parts."""
    head = data[:4096].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def _looks_like_html(data: bytes) -> bool:
    """Whether a file begins as web pages do, in any encoding."""
    start = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<!-- saved from url", b"<head", b"<body")):
        return True
    return start.startswith(b"<") and _ELEMENT.search(start) is not None


def _packed(data: bytes, name: str, digest: str) -> SourceDocument:
    from briefing.sources.package import open_package

    with open_package(data, name) as package:
        if "word/document.xml" in package.names:
            from briefing.sources.docx import read_docx

            return SourceDocument(name, digest, read_docx(package), title=package.title)
        if package.mimetype.startswith("application/vnd.oasis.opendocument.text"):
            from briefing.sources.odt import read_odt

            return SourceDocument(name, digest, read_odt(package), title=package.title)
    raise _unknown(name, "This archive holds neither a Word nor an OpenDocument text.")


def _unknown(name: str, message: str) -> SourceError:
    return SourceError(Problem(message, place=name, mend=_AGAIN))


def _bytes(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            # Opening a pipe would wait for ever, and a device may never end.
            what = "a folder" if stat.S_ISDIR(about.st_mode) else "a pipe or a device"
            raise SourceError(
                Problem(
                    f"This is no file but {what}.", place=path.name, mend="Name the file that holds the page."
                )
            )
        size = about.st_size
        if size > LARGEST_FILE:
            raise SourceError(
                Problem(
                    f"The file has {size // 2**20} MB; at most {LARGEST_FILE // 2**20} MB are read.",
                    place=path.name,
                    mend="Save the page without its pictures, or as text.",
                )
            )
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            Problem(f"The file cannot be opened: {error.strerror}.", place=str(path), mend="Check its name.")
        ) from error
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceError(Problem("The file is empty.", place=path.name, mend="Save the page again."))
    return data
