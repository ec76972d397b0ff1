"""The invented pages and their labels, for the tests of reading. Ids and titles come from the label files and
the tables of this module, never from the code under test."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefing.domain.authority import Authority
from briefing.domain.framework import Framework
from briefing.domain.source import Block, BlockKind, SourceDocument
from briefing.extraction.pages import PageReading, read_pages
from briefing.library.framework import load_framework
from briefing.library.register import load_authorities
from briefing.sources import read_source

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "tests" / "pages"
SHARED = ROOT.parent / "shared"

CARE_TOPICS = {
    "Understanding local needs for care and support": "needs",
    "Market shaping and commissioning to meet local needs": "market",
    "Ensuring sufficient capacity in local services to meet demand": "capacity",
    "Ensuring quality of local services": "quality",
    "Ensuring local services are sustainable": "sustainability",
}


@dataclass(frozen=True)
class Labelled:
    """A labelled sentence: its place, the printed sub-heading (or topic id) it stands under, its text."""

    statement: str
    paragraph: int
    sentence: int
    topic: str | None
    text: str


def page_names() -> list[str]:
    return sorted(path.name for path in PAGES.iterdir() if path.suffix in (".txt", ".html"))


def labels_of(page: str) -> tuple[Labelled, ...]:
    """The labelled sentences of an invented page."""
    gold = json.loads((PAGES / f"{Path(page).stem}.gold.json").read_text(encoding="utf-8"))
    return tuple(
        Labelled(statement["statement"], s["para"], s["sent"], s["topic"], s["text"])
        for statement in gold["statements"]
        for s in statement["sentences"]
    )


def facts_of(page: str) -> dict[str, object]:
    """Authority and scores of an invented page."""
    gold = json.loads((PAGES / f"{Path(page).stem}.gold.json").read_text(encoding="utf-8"))
    return {
        "authority": gold["authority"],
        "scores": [(statement["statement"], statement["score"]) for statement in gold["statements"]],
        "overall": gold.get("overall"),
    }


def source_labels(name: str) -> tuple[Labelled, ...]:
    """The labelled sentences of one of the two real assessments."""
    lines = (SHARED / "gold" / f"{name}-sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return tuple(Labelled("care-provision", int(r[0]), int(r[1]), r[2], r[5]) for r in rows)


@cache
def framework() -> Framework:
    return load_framework(ROOT / "briefing" / "reference" / "framework.yaml")


@cache
def authorities() -> tuple[Authority, ...]:
    return load_authorities(ROOT / "briefing" / "reference" / "authorities.csv")


def read_file(path: Path, *, authority: str | None = None, statement: str | None = None) -> PageReading:
    return read_pages(read_source(path), framework(), authorities(), authority=authority, statement=statement)


def read_lines(
    text: str,
    *,
    authority: str | None = None,
    statement: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> PageReading:
    """A page given as lines, one a paragraph."""
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, line.strip(), line=number)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    )
    document = SourceDocument("page.txt", "0" * 64, blocks, title=title, url=url)
    return read_pages(document, framework(), authorities(), authority=authority, statement=statement)


def sentences(reading: PageReading) -> list[tuple[str | None, int, int, str]]:
    """Statement, paragraph, sentence and text of everything read."""
    return [
        (statement.statement, sentence.paragraph, sentence.number, sentence.text)
        for statement in reading.statements
        for sentence in statement.sentences()
    ]


def heading_topics(reading: PageReading) -> list[tuple[str, str | None]]:
    """Text and topic of each sentence, the topic as the framework prints it where it knows one."""
    titles = {topic.id: topic.title for s in framework().statements for topic in s.topics}
    return [
        (sentence.text, titles.get(paragraph.topic or "", paragraph.topic))
        for statement in reading.statements
        for paragraph in statement.paragraphs
        for sentence in paragraph.sentences
    ]
