"""Any source file to a document of blocks: the format is told by the content, and by the name where that is
silent."""

from __future__ import annotations

import hashlib
from pathlib import Path

from briefing.domain.source import SourceDocument
from briefing.errors import Problem, SourceError
from briefing.sources.text import read_text

LARGEST_FILE = 64 * 1024 * 1024


def read_source(path: Path) -> SourceDocument:
    """The document in that file.

    Raises SourceError where the file is missing, empty, larger than 64 MB, encrypted, cut short, made of
    pictures only, or of a format that cannot be read; the message says what to do.
    """
    data = _bytes(path)
    blocks = read_text(data, path.name)
    if not blocks:
        raise SourceError(Problem("The file holds no text.", place=path.name))
    return SourceDocument(file=path.name, sha256=hashlib.sha256(data).hexdigest(), blocks=blocks)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise SourceError(Problem(f"The file is too large ({size // 2**20} MB).", place=path.name))
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            Problem(f"The file cannot be opened: {error.strerror}.", place=str(path))
        ) from error
