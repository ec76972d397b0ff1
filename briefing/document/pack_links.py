"""What leads into a part and out of it: its sections for the one contents, its links to other parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

ANNEX = "annex"
"""The name of the annex among the parts: links to `part:annex#…` lead there."""

FRONT_SHEET = "front-sheet"
"""The place that a template names to lead to the front sheet of the pack; on paper there is no such link."""

_HREF = re.compile(r'(<a\b[^>]*?\bhref=")#([^"]+)"')
_SECTION = re.compile(r'<section id="([^"]+)"[^>]*>\s*<h2\b[^>]*>(.*?)</h2>', re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Linked:
    html: str
    elsewhere: frozenset[str]
    """Places in the annex that the page leads to."""


def linked(html: str, annex: str, front: str) -> Linked:
    """The page with its links to places that it lacks leading into the annex.

    `annex` is what the annex is called: `part:annex` on paper, a file name on the screen. `front` is the
    address of the front sheet.
    """
    here = frozenset(_ID.findall(html))
    elsewhere: set[str] = set()

    def led(match: re.Match[str]) -> str:
        before, place = match.groups()
        if place in here:
            return match[0]
        if place == FRONT_SHEET:
            return f'{before}{front}"'
        elsewhere.add(place)
        return f'{before}{annex}#{place}"'

    return Linked(_HREF.sub(led, html), frozenset(elsewhere))


def sections_in(html: str) -> tuple[tuple[str, str], ...]:
    """Id and heading of each section of a page, read from the page: the contents says what stands there."""
    return tuple((place, _words(heading)) for place, heading in _SECTION.findall(html))


def _words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", markup)).split())
