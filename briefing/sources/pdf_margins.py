"""Running headers, footers and page numbers of a PDF: the same words in the same margin, page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefing.sources.pdf_lines import Line

# How much of a page its margins can take, and how many lines each can hold.
_MARGIN = 0.12
_MOST_LINES = 3
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^(?:page\s*)?[-\u2013(]?\s*\d{1,4}\s*[-\u2013)]?(?:\s*(?:of|/)\s*\d{1,4})?$", re.IGNORECASE
)
_ADDRESS = re.compile(r"^(?:https?|file)://\S+(?:\s+\d+\s*/\s*\d+)?$")
_PRINTED_AT = re.compile(r"^\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}")


def without_margins(pages: Sequence[tuple[Line, ...]]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the body, in order, and the lines that were taken for margins."""
    candidates = [_margin_lines(lines) for lines in pages]
    seen = Counter(key for page in candidates for key in {_key(line) for line in page})
    needed = max(2, len(pages) // 3)
    body: list[Line] = []
    margins: list[Line] = []
    for lines, marginal in zip(pages, candidates, strict=True):
        places = {id(line) for line in marginal if seen[_key(line)] >= needed or _is_of_the_printer(line)}
        body += [line for line in lines if id(line) not in places]
        margins += [line for line in lines if id(line) in places]
    return tuple(body), tuple(margins)


def _margin_lines(lines: Sequence[Line]) -> list[Line]:
    by_height = sorted(lines, key=lambda line: -line.top)
    top = [line for line in by_height[:_MOST_LINES] if line.bottom > line.page_height * (1 - _MARGIN)]
    bottom = [line for line in by_height[-_MOST_LINES:] if line.top < line.page_height * _MARGIN]
    return top + [line for line in bottom if line not in top]


def _key(line: Line) -> tuple[str, int]:
    """The words with every number alike, and roughly how high they stand."""
    return _NUMBERS.sub("#", line.text), round(line.bottom / 6)


def _is_of_the_printer(line: Line) -> bool:
    """What programs print on a single page too: its number, its address, the time."""
    return any(form.match(line.text) for form in (_PAGE_NUMBER, _ADDRESS, _PRINTED_AT))
