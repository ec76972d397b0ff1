"""Office files: a zip of XML parts, opened without trusting what its directory says of sizes."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from briefing.errors import Problem, SourceError
from briefing.sources.characters import fold

LARGEST_PART = 32 * 1024 * 1024
MOST_PARTS = 10_000
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(KeyError, IndexError, ValueError, OverflowError, NotImplementedError, RuntimeError),
)
"""What zipfile raises for archives whose parts are not where or what their directory says."""
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_AGAIN = "Open it in the program that made it, save it again, or save it as text, HTML or PDF."


class Package:
    """The parts of one office file."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self._archive = archive
        entries = archive.infolist()
        if len(entries) > MOST_PARTS:
            raise self.refused(f"The file has {len(entries)} parts, more than any document needs.")
        self.names = frozenset(entry.filename for entry in entries)
        if any(entry.flag_bits & 1 for entry in entries):
            raise self._locked()
        self.mimetype = (
            self._bytes("mimetype").decode("ascii", "replace").strip() if self._has("mimetype") else ""
        )
        if self._has("META-INF/manifest.xml") and b"encryption-data" in self._bytes("META-INF/manifest.xml"):
            raise self._locked()

    @property
    def title(self) -> str | None:
        """The title in the document's properties."""
        for part in ("docProps/core.xml", "meta.xml"):
            if self._has(part):
                return fold(self.xml(part).findtext(f".//{_DC_TITLE}") or "") or None
        return None

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part. Entities are left alone and nothing is fetched; nesting past the parser's
        limit is an error and never a silent loss."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            return etree.fromstring(self._bytes(name), parser=parser)
        except etree.XMLSyntaxError as error:
            raise self.refused(f"Its part {name} is broken: {error.msg}.") from error

    def _has(self, name: str) -> bool:
        return name in self.names

    def _bytes(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as part:
                data = part.read(LARGEST_PART + 1)
        except _DAMAGE as error:
            raise self.refused(
                f"The file is cut short or damaged: its part {name} cannot be read."
            ) from error
        if len(data) > LARGEST_PART:
            raise self.refused(f"Its part {name} unpacks to more than {LARGEST_PART // 2**20} MB.")
        return data

    def _locked(self) -> SourceError:
        return SourceError(
            Problem(
                "The file is locked with a password.",
                place=self.file,
                mend="Save a copy without the password and read that.",
            )
        )

    def refused(self, message: str) -> SourceError:
        """The error for a file that cannot be read whole, with what usually helps."""
        return SourceError(Problem(message, place=self.file, mend=_AGAIN))


@contextmanager
def open_package(data: bytes, file: str) -> Iterator[Package]:
    """The parts of an office file. Raises SourceError for one that is cut short, locked or far too big."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise SourceError(Problem("The file is cut short or damaged.", place=file, mend=_AGAIN)) from error
    with archive:
        yield Package(archive, file)
