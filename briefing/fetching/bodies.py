"""The body of an answer, within limits: of the right kind, whole, and never larger than allowed, unpacked."""

from __future__ import annotations

import zlib

import httpx2

from briefing.errors import Problem
from briefing.fetching.answers import PageError

_GZIP_OR_ZLIB = 47  # zlib's code for "tell the two apart by their first bytes"
_PACKED = ("gzip", "x-gzip", "deflate")
_CHUNK = 65_536


def body_of(response: httpx2.Response, address: str, kinds: tuple[str, ...] | None, largest: int) -> bytes:
    """The unpacked body. Raises PageError for another kind or size, a protocol error where it is cut short.

    We unpack it ourselves: a library would unpack each packet whole, and a packet can hold a thousandfold.
    """
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kinds is not None and kind not in kinds:
        raise PageError(Problem(f"This is not a web page but '{kind or 'of no kind'}'.", place=address))
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "", *_PACKED):
        raise PageError(
            Problem(f"The page is packed in a way nobody asked for ('{packing}').", place=address)
        )
    told = response.headers.get("content-length", "")
    if told.isdigit() and int(told) > largest:
        raise _too_large(address, largest)
    unpacking = zlib.decompressobj(_GZIP_OR_ZLIB) if packing in _PACKED else None
    body = bytearray()
    for chunk in response.iter_raw(_CHUNK):
        try:
            body += unpacking.decompress(chunk, largest + 1 - len(body)) if unpacking else chunk
        except zlib.error as error:
            raise httpx2.RemoteProtocolError("it cannot be unpacked") from error
        if len(body) > largest:
            raise _too_large(address, largest)
    if unpacking and not unpacking.eof:
        raise httpx2.RemoteProtocolError("it ends in the middle")
    return bytes(body)


def _too_large(address: str, largest: int) -> PageError:
    return PageError(
        Problem(f"The page is larger than {largest / 2**20:.0f} MB; a report's page is not.", place=address)
    )
