"""A page of a published PDF: the sections that stand on it, and its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import InputError, Problem

_NOT_PRINTED = re.compile("[\u00ad\u200b\ufffe\x02]")


@dataclass(frozen=True, slots=True)
class PageOf:
    """What can be told of one page without knowing how it was made."""

    anchors: frozenset[str]
    """Ids of the sections that stand on it, those that begin there and the one that runs over."""
    text: str
    """In the order of reading, hyphens at line ends taken out, spaces and lines alike."""

    def prints(self, text: str) -> bool:
        """Whether these words stand on it, at least their beginning: a long finding may run over."""
        wanted = _run(_plain(text))
        if re.fullmatch(r"\W*[\d.,]+\W*", text):
            return (
                re.search(rf"(?<![\d.]){re.escape(_plain(text).strip())}(?!\d|\.\d)", self.text) is not None
            )
        return wanted[:60] in _run(self.text)


def page_of(pdf: Path, number: int, sections: tuple[str, ...]) -> PageOf:
    """The page of that number, 1-based; `sections` are the ids to look for.

    Raises InputError where the file has no such page.
    """
    import pikepdf
    import pypdfium2

    starts: dict[str, int] = {}
    with pikepdf.open(pdf) as file:
        count = len(file.pages)
        if not 1 <= number <= count:
            raise InputError(Problem(f"There is no page {number}.", str(pdf), f"It has {count} pages."))
        places: dict[Any, int] = {page.objgen: n for n, page in enumerate(file.pages, start=1)}
        if "/Names" in file.Root and "/Dests" in file.Root.Names:
            for name, value in pikepdf.NameTree(file.Root.Names.Dests).items():
                if str(name) in sections:
                    starts[str(name)] = places.get(value[0].objgen, 0)
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[number - 1].get_textpage().get_text_bounded()
    finally:
        document.close()
    here = {name for name, start in starts.items() if start == number}
    before = max((start for start in starts.values() if start < number), default=0)
    here |= {name for name, start in starts.items() if start == before}
    return PageOf(frozenset(here), _plain(text))


def _plain(text: str) -> str:
    return " ".join(_NOT_PRINTED.sub("", text.replace("\u2212", "-")).split())


def _run(text: str) -> str:
    """Letters and digits alone: how a line broke makes no difference."""
    return re.sub(r"\W+", "", text).casefold()
