"""The streams of a PDF, compressed once and told apart from what follows them.

pydyf compresses a stream each time it is asked for it, and it is asked twice: to be written, and to be part
of the file's identifier. And one compressed stream in 256 ends in a carriage return, which with the line feed
before `endstream` looks like one line end: ISO 19005 wants a length that any way of counting confirms.
"""

from __future__ import annotations

import pydyf


class Settled(pydyf.Object):  # type: ignore[misc]  # pydyf ships no types
    """A stream object as bytes, in the place of the one it was made from."""

    compressible = False
    data: bytes = b""

    def __init__(self, data: bytes, number: int) -> None:
        super().__init__()
        self.data, self.number = data, number


def settle(pdf: pydyf.PDF) -> None:
    """Puts the final bytes in the place of every stream of a document that is about to be written."""
    for number, item in enumerate(pdf.objects):
        if isinstance(item, pydyf.Stream):
            pdf.objects[number] = Settled(_settled(item.data), number)


def unmistakable(compressed: bytes) -> bytes:
    """With a line feed behind it where it ends in a carriage return; decoders stop before it."""
    return compressed + b"\n" if compressed.endswith(b"\r") else compressed


def _settled(written: bytes) -> bytes:
    if not written.endswith(b"\r\nendstream"):
        return written
    head, _, rest = written.partition(b"\nstream\n")
    content = rest.removesuffix(b"\nendstream")
    longer = unmistakable(content)
    head = head.removesuffix(b"/Length %d>>" % len(content)) + b"/Length %d>>" % len(longer)
    return b"\n".join((head, b"stream", longer, b"endstream"))
