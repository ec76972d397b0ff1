"""A pack: PDFs of ours joined into one, without laying any of them out again.

Joining copies pages and keeps what makes them readable: structure tree, links, bookmarks, attached data. Each
page is stamped with its number in the pack as an artifact. The cost is linear in pages, about a fiftieth of
printing them.

The front sheet is the first part: title, language, dates and metadata of the pack are its own. Its contents
needs page numbers, which `first_pages` tells once the parts are printed. A link to `part:2` leads to the
first page of the second part and `part:2#figures` to a place in it; `part:annex#sources` names a part, which
spares a page from knowing how many there are.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf, Stream, String

from briefing.errors import InputError, Problem
from briefing.publishing.links import PART_LINK
from briefing.publishing.stamping import Stamper

_ROUNDS: Final = 8


@dataclass(frozen=True, slots=True)
class PackPart:
    """One document of a pack, as `print_pdf` made it."""

    data: bytes
    title: str
    """Its bookmark, as "Item 7: How Amberside provides care"."""
    name: str
    """Its short name: attached files of several parts would otherwise be called the same."""


@dataclass(frozen=True, slots=True)
class JoinedPack:
    data: bytes
    pages: int


def first_pages(front_pages: int, part_pages: Sequence[int]) -> tuple[int, ...]:
    """The 1-based page of the pack on which each part begins."""
    starts, page = [], front_pages + 1
    for pages in part_pages:
        starts.append(page)
        page += pages
    return tuple(starts)


def join(
    front: PackPart, parts: Sequence[PackPart], *, font: Path, label: str = "Page {page} of {pages}"
) -> JoinedPack:
    """The pack. `font` is the TrueType file that page numbers are set in, `label` their wording.

    Raises InputError for a link to a part or place that the pack does not have.
    """
    joiner = _Joiner()
    for part in (front, *parts):
        joiner.add(part)
    joiner.finish()
    Stamper(joiner.pack, font, label).stamp()
    return JoinedPack(_settled(_saved(joiner.pack)), len(joiner.pack.pages))


_Places: TypeAlias = "dict[tuple[int, int], Object]"
"""The copy of each page, by the number of the original."""


class _Joiner:
    def __init__(self) -> None:
        self.pack = Pdf.new()
        self._root = self.pack.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = self.pack.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array())
        )
        self._sources: list[Pdf] = []  # pages are copied when the pack is saved, so these stay open
        self._first: list[Object] = []  # the first page of each part
        self._parent_tree: list[Object | int] = []
        self._next_key = 0
        self._ids: list[tuple[str, Object]] = []
        self._roles: dict[str, str] = {}
        self._destinations: dict[str, Object] = {}
        self._bookmarks: list[OutlineItem] = []
        self._files: list[tuple[str, Object]] = []
        self._part_links: list[tuple[str, Object]] = []
        self._numbers: dict[str, str] = {}  # of the parts, by their names

    def add(self, part: PackPart) -> None:
        source = Pdf.open(io.BytesIO(part.data))
        number, start = len(self._sources), len(self.pack.pages)
        self._numbers[part.name] = str(number)
        self._sources.append(source)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)  # names of places are moved below
            self.pack.pages.extend(source.pages)
        pages: list[Object] = [self.pack.pages[i].obj for i in range(start, len(self.pack.pages))]
        self._first.append(pages[0])
        places: _Places = {page.obj.objgen: pages[i] for i, page in enumerate(source.pages)}
        prefix = f"p{number}-"
        self._add_structure(source, part, pages, prefix)
        self._add_links(pages, prefix)
        self._add_destinations(source, places, prefix)
        self._add_bookmarks(source, part, pages, places)
        self._add_files(source, part)

    def finish(self) -> None:
        self._resolve_part_links()
        root = self.pack.Root
        front = self._sources[0]
        self._root.K = Array([self._document])
        self._root.ParentTree = self.pack.make_indirect(Dictionary(Nums=Array(self._parent_tree)))
        self._root.ParentTreeNextKey = self._next_key
        if self._roles:
            self._root.RoleMap = Dictionary({f"/{a}": Name(f"/{b}") for a, b in sorted(self._roles.items())})
        if self._ids:
            self._root.IDTree = self.pack.make_indirect(_name_tree(self._ids))
        root.StructTreeRoot = self._root
        root.Lang = String(str(front.Root.Lang))
        for key in ("/MarkInfo", "/ViewerPreferences", "/OutputIntents", "/Metadata"):
            value = front.Root[key]  # qpdf copies what has a number of its own
            root[key] = self.pack.copy_foreign(value if value.is_indirect else front.make_indirect(value))
        root.PageMode = Name.UseOutlines
        root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        root.Names = Dictionary()
        if self._destinations:
            root.Names.Dests = self.pack.make_indirect(_name_tree(list(self._destinations.items())))
        if self._files:
            root.Names.EmbeddedFiles = self.pack.make_indirect(_name_tree(self._files))
            root.AF = Array([file for _, file in sorted(self._files, key=lambda file: file[0].encode())])
        with self.pack.open_outline() as outline:
            outline.root.extend(self._bookmarks)
        for key, value in front.docinfo.items():
            self.pack.docinfo[key] = str(value)

    def _add_structure(self, source: Pdf, part: PackPart, pages: list[Object], prefix: str) -> None:
        """The part's tree becomes one Part of the pack's; keys of its parent tree move up behind the last."""
        tree = self.pack.copy_foreign(source.Root.StructTreeRoot)
        first_key = self._next_key
        numbers = tree.ParentTree.Nums
        for i in range(0, len(numbers), 2):
            self._parent_tree += [first_key + int(numbers[i]), numbers[i + 1]]
        self._next_key += int(tree.ParentTreeNextKey)
        for page in pages:
            page.StructParents = first_key + int(page.StructParents)
            for annotation in page.get("/Annots", []):
                if "/StructParent" in annotation:
                    annotation.StructParent = first_key + int(annotation.StructParent)
        for top in tree.K:
            top.P, top.S, top.T = self._document, Name.Part, String(part.title)
            self._document.K.append(top)
        self._roles |= {key[1:]: str(value)[1:] for key, value in tree.get("/RoleMap", {}).items()}
        named: Any = tree.IDTree.Names if "/IDTree" in tree else []
        for i in range(0, len(named), 2):
            named[i + 1].ID = String(f"{prefix}{named[i]}")
            self._ids.append((f"{prefix}{named[i]}", named[i + 1]))

    def _add_links(self, pages: list[Object], prefix: str) -> None:
        for page in pages:
            for annotation in page.get("/Annots", []):
                if "/Dest" in annotation:
                    annotation.Dest = String(f"{prefix}{annotation.Dest}")
                elif "/A" in annotation and str(annotation.A.get("/URI", "")).startswith(PART_LINK):
                    self._part_links.append((str(annotation.A.URI), annotation))

    def _add_destinations(self, source: Pdf, places: _Places, prefix: str) -> None:
        names = source.Root.get("/Names", Dictionary())
        listed: Any = names.Dests.Names if "/Dests" in names else []
        for i in range(0, len(listed), 2):
            self._destinations[f"{prefix}{listed[i]}"] = _moved(listed[i + 1], places)

    def _add_bookmarks(self, source: Pdf, part: PackPart, pages: list[Object], places: _Places) -> None:
        def moved(items: Sequence[Any]) -> list[OutlineItem]:
            return [
                _bookmark(item.title, _moved(item.destination, places), moved(item.children))
                for item in items
            ]

        with source.open_outline() as outline:
            inner = moved(outline.root)
        top = _bookmark(part.title, _top_of(pages[0]), inner)
        top.is_closed = True
        self._bookmarks.append(top)

    def _add_files(self, source: Pdf, part: PackPart) -> None:
        for file in source.Root.get("/AF", []):
            copied = self.pack.copy_foreign(file)
            copied.F = copied.UF = String(f"{part.name}-{file.UF}")
            self._files.append((f"{part.name}-{file.UF}", copied))

    def _resolve_part_links(self) -> None:
        problems = []
        for address, annotation in self._part_links:
            number, _, place = address.removeprefix(PART_LINK).partition("#")
            number = number if number.isdecimal() else self._numbers.get(number, number)
            known = number.isdecimal() and 0 < int(number) < len(self._first)
            name = f"p{number}-{place}"
            if not known or (place and name not in self._destinations):
                problems.append(
                    Problem("A link leads to a place that the pack does not have.", place=address)
                )
                continue
            del annotation["/A"]
            annotation.Dest = String(name) if place else _top_of(self._first[int(number)])
        if problems:
            raise InputError(*problems)


def _saved(pack: Pdf) -> bytes:
    out = io.BytesIO()
    pack.save(
        out,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return out.getvalue()


def _settled(data: bytes) -> bytes:
    """Saved again where a stream of qpdf's own ends in a carriage return (see `streams`).

    One element inside such a stream says its revision number, 0 as for every other, and the bytes are others.
    """
    for _ in range(_ROUNDS):
        if b"\r\nendstream" not in data:
            break
        pack = Pdf.open(io.BytesIO(data))
        for item in pack.objects:
            if isinstance(item, Stream) and item.read_raw_bytes().endswith(b"\r"):
                _element_in(item, pack).R = 0
        data = _saved(pack)
    return data


def _element_in(stream: Stream, pack: Pdf) -> Object:
    """A structure element that is stored in an object stream and has no revision number yet."""
    if stream.get("/Type") == "/ObjStm":
        listed = stream.read_bytes()[: int(stream.First)].split()[::2]
        for item in (pack.get_object(int(number), 0) for number in listed):
            if isinstance(item, Dictionary) and item.get("/Type") == "/StructElem" and "/R" not in item:
                return item
    return pack.Root.StructTreeRoot.K[0]  # anywhere: the table of offsets changes with everything


def _name_tree(entries: list[tuple[str, Object]]) -> Dictionary:
    ordered = sorted(entries, key=lambda entry: entry[0].encode())
    return Dictionary(Names=Array([item for name, value in ordered for item in (String(name), value)]))


def _moved(destination: Object, places: _Places) -> Array:
    """The same place on the copied page."""
    return Array([places[destination[0].objgen], *list(destination)[1:]])


def _top_of(page: Object) -> Array:
    return Array([page, Name.XYZ, 0, page.MediaBox[3], 0])


def _bookmark(title: str, place: Array, children: list[OutlineItem]) -> OutlineItem:
    item = OutlineItem(title, place)
    item.children.extend(children)
    return item
