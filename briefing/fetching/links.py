"""The links on a page, and those that a list of reports goes on with."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from briefing.domain.website import Website

_MORE_OF_A_LIST = re.compile(r"page=\d{1,3}")


@dataclass(frozen=True, slots=True)
class Link:
    address: str
    """Whole, without a fragment or a slash at its end."""
    text: str


def links(page: bytes, at: str) -> tuple[Link, ...]:
    """The links of a page that was found at an address, in order, each address once."""
    anchors = _Anchors()
    # Addresses are ASCII, whatever the page's encoding is.
    anchors.feed(page.decode("utf-8", "replace"))
    anchors.close()
    found: dict[str, Link] = {}
    for href, words in anchors.found:
        try:
            address = urldefrag(urljoin(at, href.strip())).url.rstrip("/")
            scheme = urlsplit(address).scheme
        except ValueError:  # an address that is none
            continue
        if scheme in ("http", "https"):
            found.setdefault(address, Link(address, " ".join("".join(words).split())))
    return tuple(found.values())


class _Anchors(HTMLParser):
    """Collects anchors. The standard library's parser: what comes from the web meets no native code here."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str]]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._open = True
            self.found.append((dict(attrs).get("href") or "", []))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1][1].append(data)


def pages_of_reports(
    found: tuple[Link, ...], site: Website, reports: Collection[tuple[str, str]]
) -> tuple[str, ...]:
    """Addresses of the pages of these reports."""
    return tuple(
        link.address for link in found if (place := site.place(link.address)) and place.report in reports
    )


def more_of_list(found: tuple[Link, ...], site: Website, index: str) -> tuple[str, ...]:
    """Addresses with which a list of reports goes on."""
    return tuple(
        link.address
        for link in found
        if site.holds(link.address)
        and urlsplit(link.address).path.rstrip("/") == index.rstrip("/")
        and _MORE_OF_A_LIST.fullmatch(urlsplit(link.address).query)
    )
