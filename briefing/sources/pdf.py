"""PDF files: the text layer as paragraphs and headings, without running headers, footers and page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

from briefing.domain.source import SourceDocument
from briefing.errors import Problem, SourceError
from briefing.sources.characters import fold
from briefing.sources.pdf_lines import MOST_CHARACTERS, Line, TooMuchTextError, read_lines
from briefing.sources.pdf_margins import without_margins
from briefing.sources.pdf_paragraphs import blocks_of_lines

MOST_PAGES = 2000
_ADDRESS = re.compile(r"https?://\S+")


def read_pdf(data: bytes, file: str, sha256: str) -> SourceDocument:
    """The document in a PDF file. Raises SourceError for one that is locked, cut short, longer than 2,000
    pages, or made of pictures; single pages without text are warnings."""
    with _opened(data, file) as pdf:
        if len(pdf) > MOST_PAGES:
            raise _refused(file, f"The file has {len(pdf)} pages; at most {MOST_PAGES} are read.")
        pages: list[tuple[Line, ...]] = []
        for number in range(len(pdf)):
            page = pdf[number]
            try:
                pages.append(read_lines(page, number + 1))
            except TooMuchTextError as error:
                message = f"Page {number + 1} holds more text than is read, {MOST_CHARACTERS:,} characters."
                raise _refused(file, message) from error
            finally:
                page.close()
        title = fold(pdf.get_metadata_dict().get("Title", ""))
    if not any(pages):
        raise SourceError(
            Problem(
                "The file holds only pictures of pages, as a scanner makes them: there is no text to read.",
                place=file,
                mend="Ask for the original file, or save the regulator's web page instead.",
            )
        )
    body, margins = without_margins(pages)
    address = next((m.group() for line in margins if (m := _ADDRESS.search(line.text))), None)
    empty = [str(number) for number, lines in enumerate(pages, start=1) if not lines]
    warnings = (f"No text was found on these pages of the file: {', '.join(empty)}.",) if empty else ()
    return SourceDocument(
        file, sha256, blocks_of_lines(body), title=title or None, url=address, warnings=warnings
    )


@contextmanager
def _opened(data: bytes, file: str) -> Iterator[pdfium.PdfDocument]:
    try:
        pdf = pdfium.PdfDocument(data)
        len(pdf)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError(
                Problem(
                    "The file is locked with a password.",
                    place=file,
                    mend="Save a copy without the password (print it to PDF) and read that.",
                )
            ) from error
        raise _refused(file, "The file is cut short or damaged.") from error
    try:
        yield pdf
    except pdfium.PdfiumError as error:
        raise _refused(file, "A page of the file is damaged.") from error
    finally:
        pdf.close()


def _refused(file: str, message: str) -> SourceError:
    return SourceError(Problem(message, place=file, mend="Download it again, or save the web page instead."))
