"""The last pages: sources and background papers, the glossary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from briefing.document.cite import (
    REFERENCE_FRAMEWORK,
    REFERENCE_METHOD,
    REFERENCE_SCORES,
    Cited,
    anchor,
    referenced,
)
from briefing.document.scores import scope_names
from briefing.document.sources import Sources
from briefing.document.words import printed_date
from briefing.domain.authority import Authority
from briefing.domain.comparison import Comparison
from briefing.domain.framework import Framework


@dataclass(frozen=True, slots=True)
class Paper:
    """A background paper: what it is, when it was published, where it can be had."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class SourcesView:
    papers: tuple[Paper, ...]
    scores_anchor: str
    scores: Cited
    framework_anchor: str
    framework: str
    method_anchor: str


@dataclass(frozen=True, slots=True)
class Term:
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Glossary:
    sources: Mapping[str, str]
    """Source id to the name it stands for."""
    terms: tuple[Term, ...]


@cache
def glossary() -> Glossary:
    """The words a briefing explains, from the file beside this one."""
    import yaml

    text = (resources.files("briefing.document") / "glossary.yaml").read_text(encoding="utf-8")
    read = yaml.safe_load(text)
    terms = tuple(Term(entry["term"], entry["meaning"]) for entry in read["terms"])
    return Glossary(read["sources"], terms)


def sources_view(
    comparison: Comparison, order: Sequence[Authority], framework: Framework, sources: Sources
) -> SourcesView:
    """Every text the pages rest on, once: the list of background papers that a committee report needs."""
    papers: dict[Paper, None] = {}
    for statement in comparison.statements:
        for authority in order:
            ref = sources.files.get((authority.slug, statement.statement.id))
            if ref is not None:
                title = f"{framework.regulator}, {authority.name}: {statement.statement.title}"
                detail = f"published {printed_date(ref.published)}" if ref.published else "date not stated"
                papers[Paper(title, f"{detail}, read from the file {ref.file}", _web(ref.url))] = None
    scopes = scope_names(comparison)
    whose = scopes or f"authorities, gathered up to {printed_date(comparison.context_as_of)}"
    said = f"Scores of {whose}"
    return SourcesView(
        tuple(papers),
        anchor(REFERENCE_SCORES),
        referenced(said, "count", REFERENCE_SCORES),
        anchor(REFERENCE_FRAMEWORK),
        f"{framework.regulator}, assessment framework for local authorities",
        anchor(REFERENCE_METHOD),
    )


def _web(address: str | None) -> str:
    """The address a page says it has, where it can be one of the web: a page may say anything."""
    return address if address and re.fullmatch(r"https?://[!-~]{1,1000}", address) else ""
