"""What a Word document is made of, over python-docx: real styles, lists, tables, links and pictures.

Only the words of Word are here; which HTML becomes what is in `docx`.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu
from docx.text.run import Run as DocxRun

from briefing.publishing.links import LINK_SCHEMES
from briefing.publishing.word_styles import set_up

TEXT_WIDTH_CM: Final = 17.0
BREAK: Final = "\v"
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike; or a line break, whose text is `BREAK`."""

    text: str
    bold: bool = False
    italic: bool = False
    lang: str = ""
    link: str = ""
    """Web address; or `#` and the id of a place, after the file it is in where that is another document."""


class WordDocument:
    """A document under construction. `body` is where blocks go; a table cell is such a place too."""

    def __init__(self, title: str, author: str, day: datetime.date, status: str = "") -> None:
        """`status` is on every page, as "DRAFT, not reviewed by an officer"."""
        self._docx = docx.Document()
        self.body: Any = self._docx.element.body
        self._section_end = self.body[-1]
        self._bookmarks = 0
        self._pictures = 0
        self._styles: dict[str, str] = {}
        set_up(self._docx, title, author, day)
        _set_footer(self._docx.sections[0], f"{status}. {title}" if status else title)

    def paragraph(self, place: Any, style: str, runs: list[Run], *, anchors: tuple[str, ...] = ()) -> Any:
        """A paragraph in that style; `anchors` are the ids that links lead to it by."""
        element = OxmlElement("w:p")
        properties = _child(element, "w:pPr")
        _child(properties, "w:pStyle", val=self._style(style))
        for anchor in anchors:
            self._bookmark(element, anchor)
        for run in runs:
            self._add_run(element, run)
        if place is self.body:
            self._section_end.addprevious(element)
        else:
            place.append(element)
        return element

    def numbered(self, element: Any, numbering: str) -> None:
        """Makes a list paragraph count in the list that `new_numbering` began."""
        properties = element.find(qn("w:pPr"))
        counted = _child(properties, "w:numPr")
        _child(counted, "w:ilvl", val="0")
        _child(counted, "w:numId", val=numbering)

    def new_numbering(self, style: str) -> str:
        """Begins a numbered list of its own, at 1."""
        numbering = self._docx.part.numbering_part.element
        given = self._docx.styles[style].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
        (abstract,) = (
            num.find(qn("w:abstractNumId")).get(qn("w:val"))
            for num in numbering.findall(qn("w:num"))
            if num.get(qn("w:numId")) == given
        )
        number = numbering.add_num(int(abstract))
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return str(number.numId)

    def table(self, place: Any, widths: list[float], title: str) -> Any:
        """An empty table over the width of the text, its first row and column marked as headers.

        `widths` are those of the columns, in any unit: only their shares count.
        """
        element = OxmlElement("w:tbl")
        properties = _child(element, "w:tblPr")
        _child(properties, "w:tblStyle", val=self._style("Table Grid"))
        _child(properties, "w:tblW", w="5000", type="pct")
        _child(properties, "w:tblLook", val="06A0", firstRow="1", firstColumn="1", noHBand="1", noVBand="1")
        if title:
            _child(properties, "w:tblCaption", val=title)
        grid = _child(element, "w:tblGrid")
        for width in widths:
            _child(grid, "w:gridCol", w=str(int(TEXT_WIDTH_CM * 567 * width / sum(widths))))
        if place is self.body:
            self._section_end.addprevious(element)
        else:
            place.append(element)
        return element

    def row(self, table: Any, *, header: bool) -> Any:
        """A row that no page cuts; a header row is said again on each page."""
        element = _child(table, "w:tr")
        properties = _child(element, "w:trPr")
        _child(properties, "w:cantSplit")
        if header:
            _child(properties, "w:tblHeader")
        return element

    def cell(self, row: Any, *, columns: int = 1, merged: str = "", right: bool = False) -> Any:
        """A cell; `merged` is `restart` for the first of several rows and `continue` for the others."""
        element = _child(row, "w:tc")
        properties = _child(element, "w:tcPr")
        if columns > 1:
            _child(properties, "w:gridSpan", val=str(columns))
        if merged:
            _child(properties, "w:vMerge", val=merged)
        return element

    def picture(self, place: Any, png: bytes, width_to_height: float, alt: str) -> None:
        """A picture over the width of the text, with its words for those who cannot see it."""
        paragraph = self.paragraph(place, "Normal", [])
        run = DocxRun(_child(paragraph, "w:r"), self._docx._body)
        width = Cm(TEXT_WIDTH_CM)
        shape = run.add_picture(io.BytesIO(png), width, Emu(int(width / width_to_height)))
        self._pictures += 1
        properties = shape._inline.docPr
        properties.set("name", f"Picture {self._pictures}")
        properties.set("id", str(self._pictures))
        properties.set("descr", alt)

    def data(self) -> bytes:
        """The file. The same content gives the same bytes: no time of day is in the archive."""
        out = io.BytesIO()
        self._docx.save(out)
        return _without_times(out.getvalue())

    def _style(self, name: str) -> str:
        """The style's id; looked up once, for looking up is slow and a long table has thousands."""
        if name not in self._styles:
            self._styles[name] = self._docx.styles[name].style_id
        return self._styles[name]

    def _add_run(self, paragraph: Any, run: Run) -> None:
        holder = paragraph
        if run.link:
            holder = self._link(paragraph, run.link)
        element = _child(holder, "w:r")
        properties = _child(element, "w:rPr")
        if run.link:
            _child(properties, "w:rStyle", val="Hyperlink")
        if run.bold:
            _child(properties, "w:b")
        if run.italic:
            _child(properties, "w:i")
        if run.lang:
            _child(properties, "w:lang", val=run.lang)
        if run.text == BREAK:
            _child(element, "w:br")
            return
        text = _child(element, "w:t")
        text.text = run.text
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _link(self, paragraph: Any, link: str) -> Any:
        """To a web address as it stands; else to a bookmark, in this file or in another."""
        holder = _child(paragraph, "w:hyperlink", history="1")
        target, place = (link, "") if link.startswith(LINK_SCHEMES) else link.split("#")
        if place:
            holder.set(qn("w:anchor"), _bookmark_name(place))
        if target:
            holder.set(qn("r:id"), self._docx.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, True))
        return holder

    def _bookmark(self, paragraph: Any, anchor: str) -> None:
        self._bookmarks += 1
        number = str(self._bookmarks)
        _child(paragraph, "w:bookmarkStart", id=number, name=_bookmark_name(anchor))
        _child(paragraph, "w:bookmarkEnd", id=number)


def _bookmark_name(anchor: str) -> str:
    """Word takes 40 letters, digits and underscores; ids of pages are longer and have more. The same id has
    the same name in every file, so that one document can lead into another."""
    name = re.sub(r"\W", "_", f"to_{anchor}")
    return name if len(name) <= 40 else f"{name[:29]}_{hashlib.sha256(anchor.encode()).hexdigest()[:10]}"


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def _set_footer(section: Any, words: str) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{words}. Page ")
    field = _child(paragraph._p, "w:fldSimple", instr="PAGE")
    _child(_child(field, "w:r"), "w:t").text = "1"


def _without_times(archive: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            entry.create_system = 3
            made.writestr(entry, given.read(name), compresslevel=9)
    return out.getvalue()
