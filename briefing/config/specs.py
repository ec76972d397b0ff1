"""What a config may say: one model for a briefing, one for a pack. These models are the JSON Schema, too.

Every key carries the sentence that documents it. Names (authorities, themes, looks) are checked against the
register and the library in `names.py`, because what may be named depends on the workspace.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Format = Literal["pdf", "html", "docx", "data"]


def _iso_date(value: object) -> object:
    """A quoted date is as good as a bare one; anything else is left for the type to refuse."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


IsoDate = Annotated[date, BeforeValidator(_iso_date)]
Names = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ScheduleSpec(_Spec):
    """When a scheduled build is due, and what to do about what was missed."""

    every: str = Field("monthly", description="`monthly`, or a cron expression of five fields.")
    timezone: str = Field("Europe/London", description="The time zone that periods begin in.")
    refresh: Literal["none", "fetch"] = Field(
        "none", description="`fetch` looks for newer assessments first; `none` does not."
    )
    missed: Literal["latest", "each", "skip"] = Field(
        "latest",
        description="Periods that went by unbuilt: build the `latest` once, `each` in turn, or `skip` them.",
    )


class _Common(_Spec):
    date: IsoDate | None = Field(None, description="The date printed on the front, as 2026-12-01.")
    committee: str | None = Field(None, description="The committee the document is for.")
    author: str | None = Field(None, description="Who wrote it, as printed on the front.")
    purpose: str | None = Field(None, description="What the document is for, in a sentence.")
    look: str = Field("house", description="The look of the page; `briefing list looks` names them.")
    formats: Annotated[tuple[Format, ...], BeforeValidator(_as_tuple)] = Field(
        ("pdf", "html"), min_length=1, description="What to build; the data files are always written."
    )
    schedule: ScheduleSpec | None = Field(None, description="For `briefing run`: when a build is due.")


class BriefingSpec(_Common):
    """One comparison of two to twelve authorities."""

    kind: Literal["briefing"] = Field("briefing", description="`briefing`, or `pack` for several joined.")
    title: str | None = Field(None, description="The title on the front; made from the names if left out.")
    subject: str | None = Field(None, description="The authority whose committee the briefing is for.")
    authorities: Names = Field(
        min_length=2, max_length=12, description="Two to twelve authorities: slugs, names or GSS codes."
    )
    themes: Names = Field(
        min_length=1, description="Theme ids, quality statement ids, or `all` on its own in the list."
    )
    recommendation: str | None = Field(None, description="What the committee is asked to do.")
    response: str | None = Field(None, description="The authority's own words; left out if empty.")
    neighbours: Names = Field((), description="A comparator set of the user's own.")


class ImplicationSpec(_Spec):
    """One of the standing sections of a committee report."""

    heading: str = Field(description="As `Financial` or `Equalities`.")
    text: str = Field(description="What it says.")


class PackSpec(_Common):
    """Several briefings joined behind a front sheet."""

    kind: Literal["pack"] = Field(description="`pack`.")
    title: str = Field(description="The title on the front sheet.")
    parts: tuple[str | BriefingSpec, ...] = Field(
        min_length=1, description="Each a config's name or path, or a briefing written in place."
    )
    agenda_item: str | None = Field(None, description="The agenda item's number; parts number from it.")
    wards: str | None = Field(None, description="Wards affected.")
    recommendations: Names = Field((), description="What the committee is asked to do, in order.")
    background_papers: Names = Field((), description="Background papers, a legal list.")
    implications: Annotated[tuple[ImplicationSpec, ...], BeforeValidator(_as_tuple)] = Field(
        (), description="The standing sections: financial, legal, equalities and so on."
    )
