"""Where the texts came from: the file behind each authority's report on each quality statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.domain.finding import Finding
from briefing.domain.record import Record, SourceRef


@dataclass(frozen=True, slots=True)
class Sources:
    """The records' files and sentences, by authority and quality statement."""

    files: dict[tuple[str, str], SourceRef]
    sentences: dict[str, Finding]
    """Every sentence, neutral ones too, by evidence id: the register may need one that no view holds."""

    @classmethod
    def of(cls, records: Iterable[Record]) -> Sources:
        files: dict[tuple[str, str], SourceRef] = {}
        sentences: dict[str, Finding] = {}
        for record in records:
            slug = record.authority.slug if record.authority else ""
            for statement in record.statements:
                files[slug, statement.statement or ""] = statement.source or record.source
                sentences |= {f.evidence.id: f for f in statement.findings}
        return cls(files, sentences)

    def published(self, authority: str) -> tuple[str, ...]:
        """The publication dates that an authority's sources print, each once."""
        dates = (ref.published for (slug, _), ref in self.files.items() if slug == authority)
        return tuple(dict.fromkeys(date for date in dates if date))
