"""The structure tree of a tagged PDF, built from laid-out boxes; knows neither the renderer nor PDF syntax.

A page cuts paragraphs, lists and tables in two. What a reader hears must not be cut: a box whose element was
met on an earlier page continues the structure element made there, so that a table over three pages is one
table and a paragraph over two is one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from briefing.publishing.roles import GROUPING, INLINE, KEPT_EMPTY, ROLES

Rectangle: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the lower left corner of the page."""

Kid: TypeAlias = "Element | Content | LinkArea"


@dataclass(frozen=True, slots=True)
class Content:
    """A marked piece of a page's content: text of one line, or a picture."""

    page: int
    """0-based."""
    mcid: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """The clickable area of a link, by its number among the document's annotations."""

    page: int
    annotation: int


@dataclass(slots=True)
class Box:
    """A laid-out box of one page, in the renderer's order."""

    key: int
    """Names the HTML element; boxes of one element share it, whatever page they are on. 0 for none."""
    tag: str
    """HTML element name without namespace, empty for none."""
    part: str = ""
    """Empty for the element itself, else `marker`, `footnote-call`, `footnote-marker`."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Box | Content | LinkArea] = field(default_factory=list)
    page: int = 0
    area: Rectangle | None = None
    """Set for pictures."""
    alt: str = ""
    """Set for pictures: what the picture shows."""
    columns: int = 1
    rows: int = 1
    """Spans of a table cell."""
    ordered: bool | None = None
    """Set for lists: numbered, bulleted, or (None) without markers."""


@dataclass(slots=True, eq=False)
class Element:
    """One structure element."""

    role: str
    parent: Element | None = None
    key: int = 0
    kids: list[Kid] = field(default_factory=list)
    lang: str = ""
    alt: str = ""
    expansion: str = ""
    """What an abbreviation stands for."""
    scope: str = ""
    """`Row` or `Column`, for TH."""
    columns: int = 1
    rows: int = 1
    area: Rectangle | None = None
    area_page: int = 0
    numbering: str = ""
    """`Disc` or `Decimal`, for lists with markers."""
    id: str = ""
    contents: bool = False
    """A navigation whose lists are a table of contents."""

    def add(self, role: str, key: int = 0) -> Element:
        child = Element(role, self, key)
        self.kids.append(child)
        return child

    @property
    def elements(self) -> Iterator[Element]:
        return (kid for kid in self.kids if isinstance(kid, Element))

    def text_of_tree(self) -> str:
        """`Document(H1 P(Link))`: the shape of the tree, for tests and for reading an error."""
        inner = " ".join(kid.text_of_tree() for kid in self.elements)
        return f"{self.role}({inner})" if inner else self.role


class TreeBuilder:
    """Takes the boxes of each page in turn; `finish` gives the tree."""

    def __init__(self) -> None:
        self.document = Element("Document")
        self._made: dict[tuple[int, str], tuple[Element, Element]] = {}
        """Key and part: the element made, and the one its box stood in."""
        self._notes = 0

    def add_page(self, boxes: list[Box | Content | LinkArea]) -> None:
        self._children(boxes, self.document)

    def finish(self) -> Element:
        _tidy(self.document)
        return self.document

    def _children(self, children: list[Box | Content | LinkArea], parent: Element) -> None:
        for child in children:
            if isinstance(child, Box):
                self._children(child.children, self._element_for(child, parent))
            else:
                parent.kids.append(child)

    def _element_for(self, box: Box, parent: Element) -> Element:
        """The element that the box's content goes into: its own, an earlier one, or the parent's."""
        if box.part:
            return self._part(box, parent)
        if not box.key or parent.key == box.key:
            return parent  # an anonymous box, or one the renderer made around or inside the element's own
        made, holder = self._made.get((box.key, ""), (None, None))
        if made is not None and (made.role == "Note" or holder is parent):
            return made
        element = self._make(box, parent)
        if element is not parent:
            self._made[box.key, ""] = (element, parent)
        return element

    def _part(self, box: Box, parent: Element) -> Element:
        if (box.key, box.part) in self._made:
            return self._made[box.key, box.part][0]
        if box.part == "marker":
            item = parent.parent if parent.role == "LBody" and parent.parent else parent
            element = Element("Lbl", item, box.key)
            item.kids.insert(0, element)
        elif box.part == "footnote-call":
            element = parent.add("Reference", box.key)
            self._notes += 1
            note = parent.add("Note", box.key)  # read where it is called, whatever page it is printed on
            note.id = f"note-{self._notes}"
            self._made[box.key, ""] = (note, parent)
        else:
            element = parent.add("Lbl", box.key)
        self._made[box.key, box.part] = (element, parent)
        return element

    def _make(self, box: Box, parent: Element) -> Element:
        role = ROLES.get(box.tag, "")
        if box.tag in ("dt", "dd") and parent.role == "L":
            element = _description(box, parent)
        elif box.tag == "div" and parent.role == "L":
            return parent
        elif role == "LI":
            element = self._item(box, parent)
        elif role == "L" and parent.contents:
            element = parent.add("TOC", box.key)
        elif role == "L" and parent.role == "TOCI":
            element = (parent.parent or parent).add("TOC", box.key)
        elif role == "Link" and parent.role == "TOCI":
            element = parent.add("Reference").add("Link", box.key)
        elif role == "Link" and "href" not in box.attributes:
            return parent
        elif role:
            element = parent.add(role, box.key)
        elif _says_more(box):
            element = parent.add("Span", box.key)
        else:
            return parent
        _describe(element, box, parent)
        return element

    def _item(self, box: Box, parent: Element) -> Element:
        if parent.role == "TOC":
            return parent.add("TOCI", box.key)
        if parent.role != "L":
            return parent.add("Div", box.key)
        return parent.add("LI", box.key).add("LBody", box.key)


def _description(box: Box, parent: Element) -> Element:
    """A term or description: one list item for each group of terms with their descriptions."""
    items = list(parent.elements)
    last = items[-1] if items else None
    bodies = [e for e in last.elements if e.role == "LBody"] if last else []
    if box.tag == "dt":
        item = parent.add("LI") if last is None or bodies else last
        return item.add("Lbl", box.key)
    item = last or parent.add("LI")
    return bodies[0].add("Div", box.key) if bodies else item.add("LBody", box.key)


def _says_more(box: Box) -> bool:
    """Whether an inline element carries something of its own for the reader."""
    attributes = box.attributes
    return "lang" in attributes or "aria-label" in attributes or (box.tag == "abbr" and "title" in attributes)


def _describe(element: Element, box: Box, parent: Element) -> None:
    attributes = box.attributes
    element.lang = attributes.get("lang", "")
    element.contents = attributes.get("role") == "doc-toc" or (parent.contents and element.role == "Div")
    if box.tag == "abbr":
        element.expansion = attributes.get("title", "")
    if element.role == "Figure":
        element.alt, element.area, element.area_page = box.alt, box.area, box.page
    elif attributes.get("role") == "img":
        element.alt = attributes.get("aria-label", "")
    if element.role == "TH":
        element.scope = _scope(box, parent)
    if element.role in ("TH", "TD"):
        element.columns, element.rows = box.columns, box.rows
    if element.role == "L" and box.ordered is not None:
        element.numbering = "Decimal" if box.ordered else "Disc"


def _scope(box: Box, row: Element) -> str:
    """PDF 1.7 knows rows and columns only. A heading across the columns of a group of rows heads what is
    below it, in each of its columns."""
    scope = box.attributes.get("scope", "")
    if scope == "row" or (scope == "rowgroup" and box.columns == 1):
        return "Row"
    if scope == "rowgroup":
        return "Column"
    if scope in ("col", "colgroup"):
        return "Column"
    return "Column" if row.parent and row.parent.role == "THead" else "Row"


def _tidy(element: Element) -> None:
    """Drop what holds nothing, wrap loose text in paragraphs, take out boxes that only laid things out."""
    for child in element.elements:
        _tidy(child)
    kept: list[Kid] = []
    for kid in element.kids:
        kept.extend(_tidied(kid, element) if isinstance(kid, Element) else (kid,))
    if element.role in GROUPING:
        if element.role == "Div" and kept and all(_is_inline(kid) for kid in kept):
            element.role = "P"
        else:
            kept = list(_wrapped(kept, element))
    element.kids = kept
    for child in element.elements:
        child.parent = element


def _tidied(kid: Element, parent: Element) -> list[Kid]:
    if not kid.kids and kid.role not in KEPT_EMPTY:
        return []
    if kid.role in ("Div", "P") and parent.role in INLINE:
        return kid.kids
    if kid.role == "Link" and not any(isinstance(k, LinkArea) for k in kid.kids):
        kid.role = "Span"
    only_layout = kid.role == "Div" and not kid.lang and not kid.alt
    holds_figure = any(k.role == "Caption" for k in kid.elements)  # a figure with its caption stays together
    if only_layout and not holds_figure and parent.role != "LI":
        return kid.kids
    return [kid]


def _is_inline(kid: Kid) -> bool:
    return not isinstance(kid, Element) or kid.role in INLINE


def _wrapped(kids: list[Kid], parent: Element) -> Iterator[Kid]:
    paragraph: Element | None = None
    for kid in kids:
        if not _is_inline(kid):
            paragraph = None
            yield kid
            continue
        if paragraph is None:
            paragraph = Element("P", parent)
            yield paragraph
        paragraph.kids.append(kid)
        if isinstance(kid, Element):
            kid.parent = paragraph
