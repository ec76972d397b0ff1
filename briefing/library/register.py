"""The register of authorities and the scores published up to a date, as shipped."""

from __future__ import annotations

import csv
from pathlib import Path

from briefing.domain.authority import Authority
from briefing.domain.context import PublishedScores, ScoreContext

# Column of the score table and the quality statement it holds.
_COLUMNS = (
    ("assessing_needs", "assessing-needs"),
    ("healthier_lives", "healthier-lives"),
    ("equity", "equity"),
    ("care_provision", "care-provision"),
    ("partnerships", "partnerships"),
    ("safe_pathways", "safe-pathways"),
    ("safeguarding", "safeguarding"),
    ("governance", "governance"),
    ("learning", "learning"),
)
SCORES_AS_OF = "2025-10-03"


def load_authorities(path: Path) -> tuple[Authority, ...]:
    """England's authorities with adult social care duties, from a CSV with the columns of the register."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Authority(
                slug=row["slug"],
                name=row["official_name"],
                short_name=row["short_name"],
                gss=row["gss"],
                kind=row["kind"] or None,
                region=row["region"] or None,
                former_gss=tuple(row["former_gss"].split()),
            )
            for row in csv.DictReader(file)
        )


def load_scores(path: Path, authorities: tuple[Authority, ...]) -> ScoreContext:
    """The published scores; an authority's region is looked up in the register by its GSS code."""
    regions = {code: a.region for a in authorities for code in (a.gss, *a.former_gss) if code}
    with path.open(encoding="utf-8", newline="") as file:
        rows = tuple(_published(row, regions) for row in csv.DictReader(file))
    return ScoreContext(as_of=SCORES_AS_OF, authorities=rows)


def _published(row: dict[str, str], regions: dict[str, str | None]) -> PublishedScores:
    return PublishedScores(
        gss=row["gss"],
        short_name=row["short_name"],
        region=regions.get(row["gss"]),
        published=row["published"],
        scores=tuple((statement, int(row[column])) for column, statement in _COLUMNS if row[column]),
        rating=row["rating_as_listed"] or None,
        published_percent=int(row["published_percent_seen"]) if row["published_percent_seen"] else None,
        conflict=row["conflict_seen"] or None,
        url=row["url"] or None,
    )
