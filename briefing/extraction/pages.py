"""The anatomy of a page: who it is about, which quality statements it holds, and the sentences of each.

`read_pages` is the story of this half of the reading; each step is a module of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.domain.authority import Authority
from briefing.domain.evidence import plain_characters
from briefing.domain.framework import Framework, QualityStatement
from briefing.domain.record import Overall, ReadingWarning
from briefing.domain.source import SourceDocument
from briefing.errors import InputError, Problem, SourceError
from briefing.extraction.authorities import Register, authority_from, name_in_title
from briefing.extraction.dates import read_published
from briefing.extraction.headings import read_passages
from briefing.extraction.lines import LineBook
from briefing.extraction.sections import Section, Sections, cut_sections
from briefing.extraction.sentences import split_sentences
from briefing.extraction.summaries import merged_sections, read_overall, score_of
from briefing.extraction.text import Paragraph, Sentence, StatementText
from briefing.extraction.topics import infer_topics


@dataclass(frozen=True, slots=True)
class PageReading:
    """What the anatomy of a file gives: one page, several, or a whole report."""

    authority: Authority | None
    published: str | None
    """ISO date or month, where the page prints when it was published."""
    overall: Overall
    statements: tuple[StatementText, ...]
    """In the file's order. One that only a summary lists has its score and no paragraphs."""
    warnings: tuple[ReadingWarning, ...]


def read_pages(
    document: SourceDocument,
    framework: Framework,
    authorities: tuple[Authority, ...],
    *,
    authority: str | None = None,
    statement: str | None = None,
) -> PageReading:
    """The parts of a page or report.

    `authority` (name, slug or GSS code) and `statement` (id or title) say what the page does not; where the
    page says otherwise it is believed, with a warning. Raises SourceError where nothing on the page is the
    regulator's, InputError where `statement` is not a quality statement.
    """
    book = LineBook.of(framework)
    given = _statement_named(statement, framework, book) if statement is not None else None
    cut = cut_sections(document.blocks, book)
    if not cut.recognised and given is None:
        raise SourceError(_nothing_recognised(document))
    warnings: list[ReadingWarning] = []
    who = _authority(document, cut, Register.of(authorities), authority, warnings)
    sections = merged_sections(_titled(cut, document, framework, given, warnings))
    overall = read_overall(cut, sections, framework, warnings)
    return PageReading(
        authority=who,
        published=next((date for b in document.blocks if (date := read_published(b.text))), None),
        overall=overall,
        statements=tuple(_statement_text(s, who, overall, book, warnings) for s in sections),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _nothing_recognised(document: SourceDocument) -> Problem:
    return Problem(
        "This does not look like one of the regulator's assessment pages: no title of a quality statement, "
        "no score and no heading of findings was found.",
        place=document.file,
        mend="If it is one, say which quality statement it covers with --statement.",
    )


def _statement_named(name: str, framework: Framework, book: LineBook) -> QualityStatement:
    for known in framework.statements:
        if name.strip().casefold() in (known.id, known.short_title.casefold()):
            return known
    found = book.statement(name)
    if found:
        return found
    ids = ", ".join(known.id for known in framework.statements)
    raise InputError(Problem(f"There is no quality statement called {name!r}.", mend=f"The nine are: {ids}."))


def _authority(
    document: SourceDocument,
    cut: Sections,
    register: Register,
    given: str | None,
    warnings: list[ReadingWarning],
) -> Authority | None:
    on_page = _authority_on_page(document, cut, register)
    asked = authority_from(given, register) if given and given.strip() else None
    # A title that the register does not know may be no name at all: then the reader's is surer.
    who = asked if asked and (on_page is None or (on_page.gss is None and asked.gss)) else on_page
    if who is None:
        warnings.append(ReadingWarning("The page names no authority. Say which it is with --authority."))
    elif who.gss is None:
        warnings.append(ReadingWarning(f"{who.name} is not in the register of authorities."))
    if asked and on_page and on_page.slug != asked.slug and who:
        message = f"The page says {on_page.name}, but {asked.name} was asked for: read as {who.name}."
        warnings.append(ReadingWarning(message))
    return who


def _authority_on_page(document: SourceDocument, cut: Sections, register: Register) -> Authority | None:
    """By the titles on the page, then by the format's own title, the address, or a name standing alone."""
    titles = [block.text for block in cut.outside]
    if document.title:
        titles += [document.title, *re.split(r"\s+[-|\u2013\u2014]\s+", document.title)]
    names = [name for line in titles if (name := name_in_title(line))]
    for name in names:
        found = register.find(name)
        if found:
            return found
    if names:
        return authority_from(names[0], register)
    if document.url and (found := register.find_in_address(document.url)):
        return found
    alone = (register.find(block.text) for block in cut.outside if len(block.text) <= 80)
    return next((found for found in alone if found), None)


def _titled(
    cut: Sections,
    document: SourceDocument,
    framework: Framework,
    given: QualityStatement | None,
    warnings: list[ReadingWarning],
) -> list[Section]:
    """The sections with a quality statement each, as far as page, address or reader can tell."""
    sections = [s for s in cut.sections if s.findings or s.announced or s.scores]
    if not sections and given is not None:
        body = [block for block in document.blocks if block.text.strip()]
        return [Section(given, None, findings=body, announced=True)]
    if not sections:
        # A title and nothing below it: an empty page of that statement, if it is the only one.
        named = {s.statement.id: s for s in cut.sections if s.statement}
        sections = list(named.values()) if len(named) == 1 else []
    nameless = [s for s in sections if s.statement is None]
    fallback = given or _statement_of_address(document.url, framework)
    for section in nameless:
        if len(nameless) == 1 and fallback is not None:
            section.statement = fallback
        else:
            warnings.append(
                ReadingWarning(
                    "The title of a quality statement was not recognised. Say which it is with --statement."
                )
            )
    told = [s.statement for s in sections if s.statement is not None]
    if given is not None and given not in told:
        titles = ", ".join(statement.title for statement in told)
        warnings.append(ReadingWarning(f"{given.title} was asked for, but the page is titled: {titles}."))
    return sections


def _statement_of_address(url: str | None, framework: Framework) -> QualityStatement | None:
    """By the last part of an address, as "theme4/governance" or "camden-0225-theme2-care"."""
    return framework.statement_of_page(re.sub(r"[?#].*$", "", url or ""))


def _statement_text(
    section: Section, who: Authority | None, overall: Overall, book: LineBook, warnings: list[ReadingWarning]
) -> StatementText:
    place = section.statement.id if section.statement else ""
    score, words, trouble = score_of(section)
    if trouble:
        warnings.append(ReadingWarning(f"The score could not be read: {trouble}.", place))
    paragraphs, headings = _paragraphs(section, book)
    if not paragraphs and not overall.scores:
        warnings.append(ReadingWarning("No findings were found on the page.", place))
    return StatementText(
        authority=who.slug if who else "",
        statement=section.statement.id if section.statement else None,
        title=section.title,
        score=score,
        score_words=words,
        headings=headings,
        paragraphs=paragraphs,
    )


def _paragraphs(section: Section, book: LineBook) -> tuple[tuple[Paragraph, ...], tuple[str, ...]]:
    passages, headings = read_passages(section.findings, section.statement, book)
    passages = tuple(p for p in passages if plain_characters(p.text))
    topics: Sequence[str | None] = [p.topic for p in passages]
    if not headings and section.statement is not None:
        items = frozenset(i for i, p in enumerate(passages) if p.list_item)
        topics = infer_topics([p.text for p in passages], section.statement.topics, items)
    return tuple(
        Paragraph(
            number=number,
            topic=topic,
            sentences=tuple(
                Sentence(number, n, text) for n, text in enumerate(split_sentences(passage.text), start=1)
            ),
            list_item=passage.list_item,
        )
        for number, (passage, topic) in enumerate(zip(passages, topics, strict=True), start=1)
    ), headings
