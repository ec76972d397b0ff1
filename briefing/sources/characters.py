"""Bytes to characters, and characters to the ones a reader sees."""

from __future__ import annotations

import codecs
import re

from briefing.errors import Problem, SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\ufeff\ufffe\uffff\u200b\u2060\ud800-\udfff]")
_SPACES = re.compile(r"\s{2,}|[^\S ]")  # what is not a single space


def decode(data: bytes, file: str) -> str:
    """Text in UTF-8, UTF-16 or UTF-32 with or without a byte order mark, else as Windows programs write it.

    Raises SourceError where the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, file)
    sample = data[:4096]
    nulls = sample.count(0)
    if nulls > len(sample) // 4:
        # Western text in two bytes a character has its zeros on one side.
        little = sample[1::2].count(0) >= sample[::2].count(0)
        return _strict(data, "utf-16-le" if little else "utf-16-be", file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Byte by byte: a file put together from two encodings, or cut inside a character, is read too.
        return data.decode("utf-8", errors=_AS_WINDOWS) if _is_textual(data) else _no_text(file)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    # cp1252 leaves five bytes undefined.
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


_AS_WINDOWS = "as-windows"
codecs.register_error(_AS_WINDOWS, _as_windows)


def clean(text: str) -> str:
    """One form of line end, and no characters that nobody sees and no rule expects."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).replace("\u00ad", "")


def fold(text: str) -> str:
    """A run of text on one line, as a reader takes it in."""
    return _SPACES.sub(" ", clean(text)).strip()


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return _no_text(file)


def _is_textual(data: bytes) -> bool:
    sample = data[:65536]
    odd = sum(1 for byte in sample if byte < 9 or 13 < byte < 32)
    return odd <= len(sample) // 100


def _no_text(file: str) -> str:
    raise SourceError(
        Problem(
            "This is not text, nor any format that can be read.",
            place=file,
            mend="Save the page from the browser as HTML or print it to PDF, and read that file.",
        )
    )
