"""What a config declares about its schedule, as the ledger keeps it between calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing.domain.notice import Email, Webhook
from briefing.schedule.periods import Schedule


@dataclass(frozen=True, slots=True)
class Declared:
    schedule: Schedule
    refresh: str
    """`none` or `fetch`."""
    keep_issues: int | None
    keep_months: int | None
    """How many issues, or months of issues, the archive keeps; one of the two is given."""
    email: Email | None
    webhook: Webhook | None

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Declared:
        """From the `schedule:` of a valid config, with every default filled in."""
        number, _, unit = str(said["keep"]).partition(" ")
        notify = said["notify"] or {}
        email, webhook = notify.get("email"), notify.get("webhook")
        return cls(
            schedule=Schedule(said["every"], said["timezone"], said["missed"]),
            refresh=said["refresh"],
            keep_issues=int(number) if unit == "issues" else None,
            keep_months=int(number) if unit == "months" else None,
            email=None
            if email is None
            else Email(
                to=tuple(email["to"]),
                sender=email["from"],
                host=email["host"],
                port=email["port"],
                starttls=email["starttls"],
                user_env=email["user_env"],
                password_env=email["password_env"],
            ),
            webhook=None if webhook is None else Webhook(webhook["url"], webhook["url_env"]),
        )

    @property
    def channels(self) -> tuple[str, ...]:
        """Where notices go."""
        return tuple(
            name for name, there in (("email", self.email), ("webhook", self.webhook)) if there is not None
        )
