"""Notices of scheduled builds: their words, and sending those that wait in the ledger."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime

from briefing.domain.notice import Event, Notice
from briefing.schedule.declared import Declared
from briefing.schedule.ledger import Ledger


def failed(config: str, period: str, message: str) -> Notice:
    """A build that failed, and why."""
    return Notice(
        config,
        period,
        Event.FAILED,
        f"{config}, {period}: the build failed",
        f"The briefing {config} for {period} could not be built:\n\n{message}\n\n"
        "What was published before is as it was. The build is tried again at the next call.\n",
    )


def built(config: str, period: str, issue: str, changes: str, unreviewed: int) -> Notice:
    """A build with changes; a draft where findings wait for a reviewer."""
    event = Event.DRAFT if unreviewed else Event.BUILT
    state = "a new issue is a DRAFT" if unreviewed else "a new issue was built"
    waiting = f"Findings and figures that no officer has reviewed: {unreviewed}. So its pages say DRAFT.\n\n"
    return Notice(
        config,
        period,
        event,
        f"{config}, {period}: {state}",
        f"The briefing {config} for {period} was built and kept as issue {issue}.\n\n"
        f"{waiting if unreviewed else ''}{changes or 'It is the first issue.'}\n",
    )


def deliver(
    ledger: Ledger,
    config: str,
    declared: Declared,
    now: datetime,
    environment: Mapping[str, str] = os.environ,
) -> tuple[str, ...]:
    """Sends the notices of a config that wait, each tried once. What could not be sent, in words.

    A notice never holds a build up: it is noted as sent or not sent, and that is all.
    """
    waiting = ledger.notices(config, waiting=True)
    if not waiting:
        return ()
    from briefing.schedule.notices import NotSentError, post, send_email

    problems = []
    for row in waiting:
        state, detail = "sent", ""
        try:
            if row.channel == "email" and declared.email is not None:
                send_email(declared.email, row.notice, environment)
            elif row.channel == "webhook" and declared.webhook is not None:
                post(declared.webhook, row.notice, environment)
            else:
                state, detail = "not sent", "The config no longer names where to."
        except NotSentError as error:
            state, detail = "not sent", str(error)
            problems.append(f"A notice by {row.channel} was not sent: {error}")
        ledger.notice_done(row.id, state, detail, now)
    return tuple(problems)
