"""The one file that reaches into WeasyPrint's private parts.

WeasyPrint 70.0 tags a document well enough to pass PDF/UA, and reads poorly: running headers are stray spans,
a table over two pages is two tables, languages and scopes are lost. What is done about it here:

- `load` imports WeasyPrint without the fifty subprocesses that looking for its libraries takes;
- `printing` swaps four of its functions while a document is printed: one that marks content, so that page
  furniture becomes an artifact; one that writes the tags, so that `tagtree` does it; one that names pictures,
  so that a name does not depend on the folder they came from; and one that leaves a file open;
- `PageReader` turns laid-out boxes into the neutral boxes of `tagtree`.

The version is pinned, and a test holds the source of each private part used here against the digest of what
was read when this was written: it fails when one changes, and says which.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import hashlib
import io
import sys
import threading
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final

from briefing.errors import BriefingError, Problem
from briefing.publishing.tagtree import Box, Content, LinkArea, Rectangle

POINTS_PER_PIXEL: Final = 0.75
SVG: Final = "{http://www.w3.org/2000/svg}"

_lock = threading.RLock()  # the swapped functions are the whole process's


def load() -> ModuleType:
    """WeasyPrint, imported once. Raises BriefingError where its system libraries are missing.

    cffi looks for a library by running ldconfig, gcc and ld for every name that does not load at once. On
    Linux the real names are among those WeasyPrint tries anyway, so the search is answered "not found".
    """
    if "weasyprint" in sys.modules:
        return sys.modules["weasyprint"]
    with _lock, warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore", DeprecationWarning)  # libharfbuzz-subset missing: see `engine`
        find_library = ctypes.util.find_library
        if sys.platform.startswith("linux"):
            ctypes.util.find_library = lambda name: None
        try:
            import weasyprint
        except OSError as error:
            raise BriefingError(
                Problem(
                    f"The libraries that lay out pages are not installed ({error.args[0]}).",
                    mend="On Debian or Ubuntu: "
                    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
                )
            ) from error
        finally:
            ctypes.util.find_library = find_library
    return weasyprint  # type: ignore[no-any-return]


def engine() -> tuple[tuple[str, str], ...]:
    """Name and version of what decides the bytes of a PDF besides our own code, for the manifest."""
    weasyprint = load()
    from weasyprint.text import ffi

    pango: int = ffi.pango.pango_version()
    subsetter = "HarfBuzz" if ffi.harfbuzz_subset else "fontTools"
    return (
        ("weasyprint", weasyprint.__version__),
        ("pango", f"{pango // 10000}.{pango // 100 % 100}.{pango % 100}"),
        ("font subsetter", subsetter),
    )


@contextlib.contextmanager
def printing() -> Iterator[Tagger]:
    """Render and write one document inside this: its tags and artifacts are ours. One at a time."""
    load()
    import weasyprint.pdf
    from weasyprint.images import RasterImage
    from weasyprint.pdf.stream import Stream

    with _lock:
        tagger = Tagger()
        add_tags, marked, new_image = weasyprint.pdf.add_tags, Stream.marked, RasterImage.__init__
        color_profile = weasyprint.pdf.ColorProfile

        def named_by_content(self: Any, picture: Any, _: str, data: bytes, *rest: Any, **named: Any) -> None:
            digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
            new_image(self, picture, digest, data, *rest, **named)

        def marked_or_artifact(stream: Any, box: Any, tag: str) -> Any:
            furniture = tagger.artifacts.get(box)
            if furniture is None or stream._tags is None:
                return marked(stream, box, tag)
            return _artifact(stream, furniture)

        def profile_closing_its_file(file: Any, *rest: Any) -> Any:
            with file:
                return color_profile(file, *rest)

        weasyprint.pdf.add_tags = tagger.add_tags
        weasyprint.pdf.ColorProfile = profile_closing_its_file
        Stream.marked, RasterImage.__init__ = marked_or_artifact, named_by_content
        try:
            yield tagger
        finally:
            weasyprint.pdf.add_tags, weasyprint.pdf.ColorProfile = add_tags, color_profile
            Stream.marked, RasterImage.__init__ = marked, new_image


@contextlib.contextmanager
def _artifact(stream: Any, furniture: str) -> Iterator[None]:
    import pydyf

    properties = None
    if furniture:
        properties = pydyf.Dictionary({"Type": "/Pagination"})
        if furniture in ("Header", "Footer"):
            properties["Attached"] = pydyf.Array(["/Top" if furniture == "Header" else "/Bottom"])
            properties["Subtype"] = f"/{furniture}"
    stream.begin_marked_content("Artifact", properties)
    try:
        yield
    finally:
        stream.end_marked_content()


class Tagger:
    """Finds the artifacts of a laid-out document before it is drawn, and writes its tags afterwards."""

    def __init__(self) -> None:
        self.artifacts: dict[Any, str] = {}
        """Boxes whose content is no part of the text, with the kind of page furniture they are."""
        self.problems: list[Problem] = []
        self._repeatable: dict[int, int] = {}  # table headers and footers, with the page of the first

    def find_artifacts(self, document: Any) -> None:
        """Running headers and footers, table headers repeated on a later page, leaders, hidden content."""
        for number, page in enumerate(document.pages):
            self._visit(page._page_box, number, None)

    def _visit(self, box: Any, page: int, furniture: str | None) -> None:
        box = getattr(box, "_box", box)
        if furniture is None:
            furniture = self.artifacts.get(box, self._furniture(box, page))
        if furniture is not None:
            self.artifacts[box] = furniture
        elif _is_line(box):
            # The space between a picture and what follows in the HTML is no paragraph.
            ends = (*box.children[:1], *box.children[-1:])
            self.artifacts.update((end, "") for end in ends if _is_blank(end))
        for child in box.children:
            self._visit(child, page, furniture)

    def _furniture(self, box: Any, page: int) -> str | None:
        """The kind of artifact that begins at this box; None where it is part of the text."""
        if at_keyword := getattr(box, "at_keyword", ""):
            return "Header" if at_keyword.startswith("@top") else "Footer"
        if box.is_leader:
            return ""
        element = box.element
        if not hasattr(element, "get"):
            return None
        if getattr(box, "is_header", False) or getattr(box, "is_footer", False):
            repeated = self._repeatable.setdefault(id(element), page) != page
            return "" if repeated else None
        picture = box.element_tag in ("img", f"{SVG}svg")
        decorative = picture and (element.get("role") in ("presentation", "none") or element.get("alt") == "")
        return "" if decorative or element.get("aria-hidden") == "true" else None

    def add_tags(self, pdf: Any, document: Any, _: object, streams: list[Any]) -> None:
        """Takes the place of `weasyprint.pdf.tags.add_tags`: same arguments, same effect on the catalogue."""
        from briefing.publishing.structure import StructureWriter
        from briefing.publishing.tagtree import TreeBuilder

        builder, annotations = TreeBuilder(), list[Any]()
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
            reader = PageReader(number, page.height, stream._tags, self.artifacts, annotations)
            builder.add_page(reader.read(page._page_box))
            self.problems.extend(reader.problems)
        StructureWriter(pdf, annotations).write(builder.finish())


class PageReader:
    """One laid-out page as the boxes of `tagtree`."""

    def __init__(
        self,
        number: int,
        height: float,
        tags: dict[Any, Any],
        artifacts: dict[Any, str],
        annotations: list[Any],
    ) -> None:
        self._number, self._height = number, height
        self._tags, self._artifacts, self._annotations = tags, artifacts, annotations
        self.problems: list[Problem] = []

    def read(self, page_box: Any) -> list[Box | Content | LinkArea]:
        """The page's content in reading order; footnotes last, as their calls stand before them."""
        from weasyprint.formatting_structure.boxes import FootnoteAreaBox

        ordered = sorted(page_box.children, key=lambda box: isinstance(box, FootnoteAreaBox))
        return [kid for box in ordered for kid in self._box(box)]

    def _box(self, box: Any) -> Iterator[Box | Content | LinkArea]:
        box = getattr(box, "_box", box)  # an absolutely placed box stands in its place in the text
        if box in self._artifacts:
            return
        read = self._described(box)
        if box.link_annotation:
            read.children.append(LinkArea(self._number, len(self._annotations)))
            self._annotations.append(box.link_annotation)
            box.link_annotation["Contents"] = _link_text(box.element)
        if (marked := self._tags.get(box)) is not None:
            read.children.append(Content(self._number, marked["mcid"]))
        for child in box.children:
            read.children.extend(self._box(child))
        if read.key:
            yield read
        else:
            yield from read.children

    def _described(self, box: Any) -> Box:
        element = box.element
        if not hasattr(element, "attrib") or box.element_tag in ("html", "body"):
            return Box(0, "")
        tag, _, part = box.element_tag.partition("::")
        read = Box(
            id(element),
            tag.removeprefix(SVG),
            part if part in ("marker", "footnote-call", "footnote-marker") else "",
            element.attrib,
            page=self._number,
            columns=box.colspan,
            rows=box.rowspan,
        )
        if read.tag in ("img", "svg") and not part:
            read.area, read.alt = self._area(box), self._alt(element, read.tag)
        elif read.tag in ("ul", "ol"):
            read.ordered = _ordered(box)
        return read

    def _area(self, box: Any) -> Rectangle:
        left, top = box.content_box_x(), box.content_box_y()
        right, bottom = left + box.width, top + box.height
        edges = (left, self._height - bottom, right, self._height - top)
        return (
            edges[0] * POINTS_PER_PIXEL,
            edges[1] * POINTS_PER_PIXEL,
            edges[2] * POINTS_PER_PIXEL,
            edges[3] * POINTS_PER_PIXEL,
        )

    def _alt(self, element: Any, tag: str) -> str:
        alt = element.get("aria-label") or element.get("alt")
        if not alt and tag == "svg":
            title = element.find(f"{SVG}title")
            alt = title.text if title is not None else None
        if not alt:
            name = element.get("id") or element.get("src", "")[:60] or "without a name"
            self.problems.append(
                Problem(
                    f"A picture ({name}) has no words for those who cannot see it.",
                    mend='Give it alt="…", aria-label="…" or, for SVG, a title; '
                    'or aria-hidden="true" where it says nothing.',
                )
            )
        return alt or ""


def _is_line(box: Any) -> bool:
    from weasyprint.formatting_structure.boxes import LineBox

    return isinstance(box, LineBox)


def _is_blank(box: Any) -> bool:
    return hasattr(box, "text") and not box.text.strip(" \t\n\u200b")


def _link_text(element: Any) -> Any:
    """What a screen reader says of the link's area: its label, else its words."""
    import pydyf

    words = element.get("aria-label") or element.get("title") or " ".join("".join(element.itertext()).split())
    return pydyf.String(words or element.get("href", ""))


def _ordered(box: Any) -> bool | None:
    style = box.style["list_style_type"]
    if style == "none":
        return None
    return bool(style not in ("disc", "circle", "square"))
