"""The data of a briefing as files: three tables and the account of everything printed."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.domain.briefing import FrontMatter, Printed
from briefing.domain.changes import Since
from briefing.domain.comparison import Comparison
from briefing.domain.record import Record
from briefing.publishing.account import briefing_json
from briefing.publishing.atomic import OutputFile
from briefing.publishing.pdf import Attachment
from briefing.publishing.tables import figures_csv, findings_csv, scores_csv

_DESCRIPTIONS = {
    "data/figures.csv": "All figures with their places in the reports",
    "data/findings.csv": "All findings with their places in the reports",
    "data/scores.csv": "Scores on the quality statements",
    "briefing.json": "Everything this briefing prints, with its evidence",
}


def data_files(
    comparison: Comparison,
    front: FrontMatter,
    printed: Sequence[Printed],
    *,
    records: Sequence[Record] = (),
    since: Since | None = None,
) -> tuple[OutputFile, ...]:
    """`data/figures.csv`, `data/findings.csv`, `data/scores.csv` and `briefing.json`."""
    return (
        OutputFile("data/figures.csv", figures_csv(comparison)),
        OutputFile("data/findings.csv", findings_csv(comparison)),
        OutputFile("data/scores.csv", scores_csv(comparison)),
        OutputFile("briefing.json", briefing_json(comparison, front, printed, records=records, since=since)),
    )


def attachments(files: Sequence[OutputFile]) -> tuple[Attachment, ...]:
    """The data files as they travel inside the PDF."""
    return tuple(
        Attachment(file.path.rpartition("/")[2], file.data, _DESCRIPTIONS[file.path])
        for file in files
        if file.path in _DESCRIPTIONS
    )
