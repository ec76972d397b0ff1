"""What a site can answer, and what is told where it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from briefing.errors import Problem, SourceError


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, or that it is as it was."""

    address: str
    """Where it was found in the end."""
    body: bytes | None
    """None: as it was."""
    etag: str | None = None
    modified: str | None = None
    """What the site says for the next time, as it said it."""


class PageError(SourceError):
    """This page cannot be had; others may."""


class SiteError(SourceError):
    """The site cannot be had, or asks to be left alone: it is no use to ask for another page."""


class BusyError(Exception):
    """The site is busy or broken for the moment; `wait` is what it asked for, in seconds."""

    def __init__(self, status: int, wait: float) -> None:
        super().__init__(status)
        self.status = status
        self.wait = wait

    def told(self, address: str) -> SourceError:
        """What the user is told when patience has ended."""
        if self.status == 429 or self.wait:
            later = f"in {_duration(self.wait)}" if self.wait else "later"
            message = f"The site asks to be left alone for now (it answered {self.status})."
            mend = f"Try again {later}: what was fetched is kept."
            return SiteError(Problem(message, place=address, mend=mend))
        return PageError(
            Problem(
                f"The site could not give this page (it answered {self.status}, several times).",
                place=address,
                mend="Try again later: what was fetched is kept.",
            )
        )


def retry_after(header: str | None) -> float:
    """Seconds that a `Retry-After` header asks for: a number, or a date from now; 0 where it says neither."""
    if header is None:
        return 0.0
    if re.fullmatch(r"\d{1,9}", header.strip()):
        return float(header)
    try:
        then = parsedate_to_datetime(header)
    except ValueError:
        return 0.0
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())


def shown_cause(error: Exception) -> str:
    """What went wrong on the line, in a few words."""
    return str(error).strip().rstrip(".") or type(error).__name__


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{-(-seconds // 60):.0f} minutes"
