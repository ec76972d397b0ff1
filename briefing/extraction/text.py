"""The text of one quality statement, cut into numbered paragraphs and sentences.

What the anatomy of a page leaves for the reading of figures and labels: nothing below this knows about file
formats, page furniture or headings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.domain.evidence import Evidence, plain_characters, sentence_digest


@dataclass(frozen=True, slots=True)
class Sentence:
    paragraph: int
    """1-based, as evidence counts."""
    number: int
    text: str
    """As the source prints it, with runs of white space folded."""

    @property
    def plain(self) -> str:
        """With one form of each quote, dash and space: what rules match against."""
        return plain_characters(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    number: int
    topic: str | None
    """Topic id, printed as a sub-heading or inferred; None where it cannot be told."""
    sentences: tuple[Sentence, ...]
    list_item: bool = False


@dataclass(frozen=True, slots=True)
class StatementText:
    authority: str
    """Slug, empty where none is known."""
    statement: str | None
    title: str | None
    score: int | None
    score_words: str | None
    headings: tuple[str, ...]
    """Sub-headings as printed; empty where the page has none (topics may be inferred all the same)."""
    paragraphs: tuple[Paragraph, ...]

    def sentences(self) -> Iterator[Sentence]:
        for paragraph in self.paragraphs:
            yield from paragraph.sentences

    def evidence(self, sentence: Sentence) -> Evidence:
        """The evidence that a finding or figure in this sentence carries."""
        return Evidence(
            authority=self.authority,
            statement=self.statement or "",
            paragraph=sentence.paragraph,
            sentence=sentence.number,
            digest=sentence_digest(sentence.text),
            quote=sentence.text,
        )
