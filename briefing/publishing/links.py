"""What a page may link to, and one clickable area for each line of a link."""

from __future__ import annotations

from typing import Any, Final

from briefing.errors import Problem

LINK_SCHEMES: Final = ("http:", "https:", "mailto:")

PART_LINK: Final = "part:"
"""In a pack: `part:2` is its second part, `part:2#figures` a place there, `part:annex` the part so named."""


def vetted(document: Any, schemes: tuple[str, ...]) -> tuple[Problem, ...]:
    """Keeps one link area for each line of a link; what the page may not link or attach becomes a problem."""
    problems = [
        Problem("The page asks for a file to be attached; only the document's own data is.", place="link")
        for _ in document.metadata.attachments
    ]
    document.metadata.attachments = []
    for page in document.pages:
        kept: list[tuple[str, str, tuple[float, ...], Any]] = []
        for kind, target, area, box in page.links:
            if kind == "attachment" or (kind == "external" and not target.lower().startswith(schemes)):
                message = (
                    "A link leads to something else than a web page, an e-mail or a place in the document."
                )
                problems.append(Problem(message, place=target[:120]))
            elif box.element_tag == "a" and not _repeats(area, box, kept):
                kept.append((kind, target, area, box))
        page.links = kept
    return tuple(dict.fromkeys(problems))


def _repeats(area: tuple[float, ...], box: Any, kept: list[tuple[str, str, tuple[float, ...], Any]]) -> bool:
    """Whether the box lies inside another of the same link."""
    left, top, right, bottom = area
    return any(
        other.element is box.element and a[0] <= left and a[1] <= top and right <= a[2] and bottom <= a[3]
        for _, _, a, other in kept
    )
