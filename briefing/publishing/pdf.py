"""HTML to PDF: tagged PDF/UA-1 and archival PDF/A-3a in one file, with the data attached.

The renderer is imported when the first page is printed, or by `warm`, so that it can be loaded while
something else happens in another process.
"""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import InputError, Problem
from briefing.publishing.links import LINK_SCHEMES, PART_LINK, vetted
from briefing.publishing.remarks import overheard

if TYPE_CHECKING:
    from briefing.publishing.renderer import Tagger

UNDATED: Final = datetime.date(1980, 1, 1)
"""What stands in the files' dates for a document without a date: the clock never does."""

_UA_IDENTIFICATION: Final = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""PDF/A allows a property of another standard only where its schema is described in the same metadata."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A data file that travels inside the PDF."""

    name: str
    """File name, as `figures.csv`; its ending tells the media type."""
    data: bytes
    description: str
    relationship: str = "Data"
    """What the file is to the document (ISO 32000-2, 7.11.3): `Data`, `Source`, `Supplement`."""


@dataclass(frozen=True, slots=True)
class PrintedPdf:
    data: bytes
    pages: int
    anchors: tuple[tuple[str, int], ...]
    """Every id in the document, with the 1-based page it begins on."""
    fonts: tuple[str, ...]
    """Families that text was set in: one that the style did not name means a missing character."""
    warnings: tuple[str, ...]
    """What the renderer ignored, as an unknown CSS property."""
    loaded: tuple[str, ...] = ()
    """The files that the page asked for, relative to the root that has them."""

    def page_of(self, anchor: str) -> int | None:
        """1-based page of an id, or None."""
        return dict(self.anchors).get(anchor)


def warm() -> None:
    """Imports the renderer, so that the first page does not wait for it."""
    from briefing.publishing import renderer

    renderer.load()


def print_pdf(
    html: str,
    *,
    roots: Sequence[Path],
    date: str | None = None,
    attachments: Sequence[Attachment] = (),
    in_pack: bool = False,
) -> PrintedPdf:
    """The document as PDF/UA-1 and PDF/A-3a.

    `html` is a whole document with a language and a title. What it loads (style sheets, fonts, pictures) it
    names relative to `roots`, tried in order, or as `data:`; nothing else can be reached. `date` is the ISO
    date that goes into the file's own dates. A page that is `in_pack` may link to other parts of its pack
    (`PART_LINK`). The same arguments give the same bytes.

    Raises InputError with every problem found: an asset missing or out of bounds, a picture without words, a
    link to nowhere or with a scheme other than http, https or mailto, a drawing that fails.
    """
    from briefing.publishing import renderer

    weasyprint = renderer.load()
    from briefing.publishing.fetching import BASE_URL, LockedFetcher

    day = datetime.date.fromisoformat(date) if date else UNDATED
    fetcher = LockedFetcher(roots)
    with renderer.printing() as tagger, overheard() as log, _source_date(day):
        try:
            page_source = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
            document = page_source.render(pdf_variant="pdf/a-3a")
            problems = vetted(document, (*LINK_SCHEMES, PART_LINK) if in_pack else LINK_SCHEMES)
            data = _written(weasyprint, document, tagger, attachments, day)
        except weasyprint.urls.URLFetchingError:
            raise InputError(*fetcher.problems) from None  # the few places where the renderer does not go on
        except RecursionError:
            raise InputError(
                Problem(
                    "The page nests elements too deeply to be laid out.",
                    mend="Look for a template that includes itself.",
                )
            ) from None
    problems += (*fetcher.problems, *tagger.problems, *log.problems(bool(fetcher.problems)))
    if problems:
        raise InputError(*problems)
    anchors: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:
            anchors.setdefault(name, number)
    return PrintedPdf(
        data,
        pages=len(document.pages),
        anchors=tuple(sorted(anchors.items())),
        fonts=tuple(sorted({font.family for font in document.fonts.values()})),
        warnings=tuple(log.warnings),
        loaded=tuple(sorted(fetcher.loaded)),
    )


def _written(
    weasyprint: Any, document: Any, tagger: Tagger, attachments: Sequence[Attachment], day: datetime.date
) -> bytes:
    metadata = document.metadata
    metadata.created = metadata.modified = day.isoformat()
    plain_metadata = metadata.generate_rdf_metadata

    def with_ua_identification(*variant: object) -> bytes:
        rdf: bytes = plain_metadata(*variant)
        return rdf.replace(b"</rdf:RDF>", _UA_IDENTIFICATION + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = with_ua_identification
    tagger.find_artifacts(document)
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    files = [
        weasyprint.Attachment(
            string=file.data,
            name=file.name,
            description=file.description,
            relationship=file.relationship,
            created=midnight,
            modified=midnight,
        )
        for file in sorted(attachments, key=lambda file: file.name)  # the name tree must be sorted
    ]
    pdf: bytes = document.write_pdf(pdf_variant="pdf/a-3a", attachments=files, finisher=_finish)
    return pdf


def _finish(_: object, pdf: Any) -> None:
    from briefing.publishing.streams import settle

    if "AF" in pdf.catalog:  # WeasyPrint lists an attached file twice among the associated files
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.compress = False  # so that any tool can read it, and no judge asks
    settle(pdf)


@contextlib.contextmanager
def _source_date(day: datetime.date) -> Iterator[None]:
    """fontTools, which subsets fonts where HarfBuzz cannot, writes this instead of the time of day."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(midnight.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
