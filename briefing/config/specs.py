"""What a config may say: one model for a briefing, one for a pack. These models are the JSON Schema, too.

Every key carries the sentence that documents it. Names (authorities, themes, looks) are checked against the
register and the library in `names.py`, because what may be named depends on the workspace.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from briefing.domain.notice import safe_address

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


def _every(value: str) -> str:
    from cronsim import CronSim, CronSimError

    try:
        if value != "monthly":
            CronSim(value, datetime(2026, 1, 1, tzinfo=UTC))
    except CronSimError:
        raise PydanticCustomError(
            "every", "'monthly' or a cron expression of five fields was expected, as '0 6 1 * *'"
        ) from None
    return value


def _timezone(value: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError("timezone", "a time zone was expected, as Europe/London") from None
    return value


def _keep(value: object) -> object:
    return f"{value} issues" if isinstance(value, int) and not isinstance(value, bool) else value


def _webhook(value: str | None) -> str | None:
    if value is not None and not safe_address(value):
        raise PydanticCustomError(
            "webhook", "an https address without a name and password was expected; a secret one as url_env"
        )
    return value


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class EmailSpec(_Spec):
    """Where notices go by e-mail. Of a secret, only the name of its variable is written here."""

    to: Names = Field(min_length=1, description="Addresses.")
    sender: str = Field(alias="from", min_length=3, description="The address that notices come from.")
    host: str = Field(min_length=1, description="The SMTP server.")
    port: int = Field(587, ge=1, le=65535, description="Its port.")
    starttls: bool = Field(True, description="Encrypt the connection; without it nobody logs in.")
    user_env: str | None = Field(None, description="Name of the environment variable with the user name.")
    password_env: str | None = Field(None, description="Name of the environment variable with the password.")


class WebhookSpec(_Spec):
    """An address that notices are posted to as JSON: `url`, or `url_env` where it is itself a secret."""

    url: Annotated[str | None, AfterValidator(_webhook)] = Field(
        None, description="An https address; http only on this machine."
    )
    url_env: str | None = Field(None, description="Name of the environment variable with the address.")

    @model_validator(mode="after")
    def _one_of_two(self) -> WebhookSpec:
        if (self.url is None) == (self.url_env is None):
            raise PydanticCustomError("one_of_two", "either url or url_env was expected")
        return self


class NotifySpec(_Spec):
    """Who is told of a build with changes, of a draft that waits for review, and of a failure."""

    email: EmailSpec | None = Field(None, description="By e-mail.")
    webhook: WebhookSpec | None = Field(None, description="By a request to an address.")


class ScheduleSpec(_Spec):
    """When a scheduled build is due, and what to do about what was missed."""

    every: Annotated[str, AfterValidator(_every)] = Field(
        "monthly", description="`monthly`, or a cron expression of five fields."
    )
    timezone: Annotated[str, AfterValidator(_timezone)] = Field(
        "Europe/London", description="The time zone that periods begin in."
    )
    refresh: Literal["none", "fetch"] = Field(
        "none", description="`fetch` looks for newer assessments first; `none` does not."
    )
    missed: Literal["latest", "each", "skip"] = Field(
        "latest",
        description="Periods that went by unbuilt: build the `latest` once, `each` in turn, or `skip` them.",
    )
    keep: Annotated[str, BeforeValidator(_keep), Field(pattern=r"^[1-9][0-9]{0,3} (issues|months)$")] = Field(
        "24 issues", description="How many issues the archive keeps: as `24 issues` or `36 months`."
    )
    notify: NotifySpec | None = Field(None, description="Who is told; nobody if left out.")


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
