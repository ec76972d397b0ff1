"""Whichever way a stream's length is counted, it is the same."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pydyf

from briefing.publishing.streams import settle


def test_a_stream_that_ends_in_a_carriage_return_is_told_from_its_line_end() -> None:
    """The length counts what stands between the keywords; the content is as it was."""
    content = next(text for text in map(str, range(100_000)) if zlib.compress(text.encode(), 9)[-1:] == b"\r")
    pdf = pydyf.PDF()
    stream = pydyf.Stream([content.encode()], {"Kind": "/Test"}, compress=True)
    pdf.add_object(stream)
    pdf.add_page(
        pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": pdf.pages.reference,
                "Contents": stream.reference,
                "MediaBox": pydyf.Array([0, 0, 9, 9]),
            }
        )
    )
    settle(pdf)
    out = io.BytesIO()
    pdf.write(out, compress=True)
    assert b"\r\nendstream" not in out.getvalue()
    with pikepdf.open(out) as read:
        (found,) = [o for o in read.objects if isinstance(o, pikepdf.Stream) and o.get("/Kind") == "/Test"]
        assert found.read_bytes() == content.encode()
        assert int(found.Length) == len(found.read_raw_bytes()) == len(zlib.compress(content.encode(), 9)) + 1
