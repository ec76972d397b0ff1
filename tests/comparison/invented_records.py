"""Records made from the labels of the invented pages, and not by our reading."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

from briefing.domain.authority import Authority
from briefing.domain.evidence import Evidence, sentence_digest
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Finding, Label, Voice
from briefing.domain.indicator import Polarity
from briefing.domain.record import Record, SourceRef, StatementRecord

_VALUE = re.compile(
    r"(?:~|> ?)?\d+(?:\.\d+)?"
)  # a few labels have words such as "half", which no row here needs
PAGES = Path(__file__).parent.parent / "pages"
KELDERBY = Authority("kelderby", "Kelderby Metropolitan Borough Council", "Kelderby", region="Yorkshire")
OTTERSHAM = Authority("ottersham", "London Borough of Ottersham", "Ottersham", region="London")
_TOPICS = {"Und": "needs", "Mar": "market", "Ens": ""}
_ENSURING = {"sufficient": "capacity", "quality": "quality", "local": "sustainability"}


def invented_record(authority: Authority, page: str) -> Record:
    """The record that the labels of an invented page describe."""
    gold = json.loads((PAGES / f"{page}.gold.json").read_text(encoding="utf-8"))["statements"][0]
    texts = {(s["para"], s["sent"]): s["text"] for s in gold["sentences"]}

    def evidence(row: dict[str, int]) -> Evidence:
        text = texts[row["para"], row["sent"]]
        return Evidence(
            authority.slug, gold["statement"], row["para"], row["sent"], sentence_digest(text), text
        )

    statement = StatementRecord(
        statement=gold["statement"],
        title=None,
        score=gold["score"],
        findings=tuple(
            Finding(evidence(s), Label(s["label"]), _topic(s["topic"]), Voice.ASSESSOR, False)
            for s in gold["sentences"]
        ),
        figures=tuple(_figure(f, evidence(f)) for f in gold["figures"] if _VALUE.fullmatch(f["value"])),
    )
    return Record(authority, SourceRef(f"{page}.txt", "0" * 64), statements=(statement,))


def _topic(title: str | None) -> str | None:
    if title is None:
        return None
    for word, topic in _ENSURING.items():
        if word in title:
            return topic
    return _TOPICS.get(title[:3]) or None


def _figure(row: dict[str, str], evidence: Evidence) -> Figure:
    value, qualifier = row["value"], None
    if value[0] in "~>":
        value, qualifier = value[1:].strip(), {"~": "about", ">": "over"}[value[0]]
    return Figure(
        indicator=row["indicator"],
        label=row["indicator"].replace("_", " "),
        value=Decimal(value),
        unit=row["unit"],
        evidence=evidence,
        qualifier=qualifier,
        comparator=row["comparator_name"] or None,
        comparator_value=Decimal(row["comparator_value"]) if row["comparator_value"] else None,
        variation=row["variation"],
        standing=Standing(row["standing"]),
        source=row["source"] or None,
        period=row["period"] or None,
        population=row["denominator"] or None,
        polarity=Polarity(row["polarity"]),
        in_words="stated as" in row["denominator"],
    )
