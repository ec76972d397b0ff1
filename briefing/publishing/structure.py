"""A structure tree as PDF objects: the StructTreeRoot of ISO 32000-1, 14.7, with its parent tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

from briefing.publishing.roles import ROLE_MAP
from briefing.publishing.tagtree import Content, Element, LinkArea


class StructureWriter:
    """Writes one tree into one PDF. `annotations` are the link annotations that `LinkArea` counts."""

    def __init__(self, pdf: pydyf.PDF, annotations: list[pydyf.Dictionary]) -> None:
        self._pdf = pdf
        self._annotations = annotations
        self._pages: tuple[bytes, ...] = pdf.page_references
        self._owner: dict[tuple[int, int], bytes] = {}
        self._link_owner: dict[int, bytes] = {}
        self._ids: list[tuple[str, bytes]] = []
        self._roles: set[str] = set()

    def write(self, document: Element) -> None:
        """Adds the tree, the parent tree and the role map to the catalogue."""
        root = self._object({"Type": "/StructTreeRoot"})
        root["K"] = pydyf.Array([self._element(document, root.reference)])
        root["ParentTree"] = self._parent_tree().reference
        root["ParentTreeNextKey"] = len(self._pages) + len(self._link_owner)
        mapped = sorted(self._roles & ROLE_MAP.keys())
        if mapped:
            root["RoleMap"] = pydyf.Dictionary({role: f"/{ROLE_MAP[role]}" for role in mapped})
        if self._ids:
            pairs = [item for id_, ref in sorted(self._ids) for item in (pydyf.String(id_), ref)]
            root["IDTree"] = self._object({"Names": pydyf.Array(pairs)}).reference
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self._pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _object(self, entries: dict[str, Any]) -> pydyf.Dictionary:
        dictionary = pydyf.Dictionary(entries)
        self._pdf.add_object(dictionary)
        return dictionary

    def _element(self, element: Element, parent: bytes) -> bytes:
        page = _first_page(element)
        entry = self._object({"Type": "/StructElem", "S": f"/{element.role}", "P": parent})
        self._roles.add(element.role)
        if page is not None:
            entry["Pg"] = self._pages[page]
        for name, text in (("Lang", element.lang), ("Alt", element.alt), ("E", element.expansion)):
            if text:
                entry[name] = pydyf.String(text)
        if element.id:
            entry["ID"] = pydyf.String(element.id)
            self._ids.append((element.id, entry.reference))
        if attributes := _attributes(element):
            entry["A"] = attributes
        entry["K"] = pydyf.Array(list(self._kids(element, page, entry.reference)))
        return bytes(entry.reference)

    def _kids(self, element: Element, page: int | None, reference: bytes) -> Iterator[object]:
        for kid in element.kids:
            if isinstance(kid, Element):
                yield self._element(kid, reference)
            elif isinstance(kid, Content):
                self._owner[kid.page, kid.mcid] = reference
                if kid.page == page:
                    yield kid.mcid
                else:
                    here = {"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.mcid}
                    yield pydyf.Dictionary(here).data
            else:
                yield self._link(kid, reference)

    def _link(self, area: LinkArea, reference: bytes) -> bytes:
        annotation = self._annotations[area.annotation]
        self._link_owner[area.annotation] = reference
        annotation["StructParent"] = len(self._pages) + area.annotation
        target = {"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._pages[area.page]}
        return bytes(pydyf.Dictionary(target).data)

    def _parent_tree(self) -> pydyf.Dictionary:
        numbers = pydyf.Array()
        by_page: dict[int, list[tuple[int, bytes]]] = {}
        for (page, mcid), reference in self._owner.items():
            by_page.setdefault(page, []).append((mcid, reference))
        for page in range(len(self._pages)):
            owners = sorted(by_page.get(page, []))
            if [mcid for mcid, _ in owners] != list(range(len(owners))):
                raise AssertionError(f"page {page + 1} has content that no structure element holds")
            array = self._owned([reference for _, reference in owners])
            numbers.extend([page, array.reference])
        for annotation, reference in sorted(self._link_owner.items()):
            numbers.extend([len(self._pages) + annotation, reference])
        return self._object({"Nums": numbers})

    def _owned(self, references: list[bytes]) -> pydyf.Array:
        array = pydyf.Array(references)
        self._pdf.add_object(array)
        return array


def _first_page(element: Element) -> int | None:
    """The page of the element's first own content: plain numbers among its kids mean content of that page."""
    for kid in element.kids:
        if isinstance(kid, Content | LinkArea):
            return kid.page
    return element.area_page if element.area is not None else None


def _attributes(element: Element) -> pydyf.Dictionary | None:
    if element.role in ("TH", "TD"):
        table = pydyf.Dictionary({"O": "/Table"})
        if element.scope:
            table["Scope"] = f"/{element.scope}"
        if element.columns != 1:
            table["ColSpan"] = element.columns
        if element.rows != 1:
            table["RowSpan"] = element.rows
        return table if len(table) > 1 else None
    if element.area is not None:
        box = pydyf.Array([round(edge, 2) for edge in element.area])
        return pydyf.Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": box})
    if element.numbering:
        return pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{element.numbering}"})
    return None
