"""The ledger: every scheduled run, what it was made from and how it ended, in one SQLite file.

The file itself is opened and made by `ledger_file.py`; its tables are in `ledger_tables.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from briefing.domain.notice import Event, Notice
from briefing.schedule.ledger_file import LedgerFile

AHEAD = timedelta(hours=24)
"""How far a clock may go back and what it noted still counts."""


@dataclass(frozen=True, slots=True)
class Run:
    """One row of the ledger. Times are ISO with their offset."""

    id: int
    config: str
    period: str
    started: str
    finished: str | None
    seconds: float | None
    result: str
    """`running`, `built`, `unchanged`, `skipped` or `failed`.
    A run that was killed stays `running` until the next one starts."""
    forced: int
    """1 where it was asked for whether it was due or not."""
    draft: int
    """1 where findings of the built briefing wait for review."""
    issue: str
    """Name of the issue that was kept, or empty."""
    inputs: str
    """Digest over all inputs."""
    outputs: str
    message: str
    """Why it failed or was skipped, and warnings."""
    changes: str
    """What changed since the issue before, in plain text."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended."""

    result: str
    inputs: Mapping[str, str | None] | None = None
    """Digests by name."""
    outputs: Mapping[str, str | None] | None = None
    inputs_digest: str = ""
    outputs_digest: str = ""
    message: str = ""
    changes: str = ""
    issue: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice as the ledger has it."""

    id: int
    channel: str
    """`email` or `webhook`."""
    notice: Notice
    state: str
    """`waiting`, `sent` or `not sent`."""
    detail: str
    """Why it was not sent."""


@dataclass(frozen=True, slots=True)
class History:
    """The periods of a config that were dealt with, as a clock that reads `now` may believe it."""

    last: datetime | None
    """Start of the latest one."""
    done: frozenset[str]
    """Ids of all that need nothing more."""
    ahead: str | None
    """When a run was noted that has yet to come: the clock was ahead then, or is behind now."""


class Ledger:
    """Opened for one command; every write is a transaction of its own."""

    def __init__(self, path: Path) -> None:
        """Opens the ledger, or makes one where there is none. Raises InputError for one that is damaged."""
        self.path = path
        self._file = LedgerFile(path)

    def check(self) -> None:
        """Reads all of it once. Raises InputError where it is damaged."""
        self._file.check()

    def history(self, config: str, now: datetime) -> History:
        """What was dealt with.

        A run noted up to a day after `now` counts: clocks are put right, and go back. One noted later is from
        a clock that was wrong, and counts for what it built, no more.
        """
        tomorrow = now + AHEAD
        with self._file.reading() as db:
            rows = db.execute(
                "select period, period_start, started, result from runs "
                "where config = ? and result in ('built', 'unchanged', 'skipped')",
                (config,),
            ).fetchall()
        last: datetime | None = None
        ahead: datetime | None = None
        done: set[str] = set()
        for period, begun, started, result in rows:
            start, noted = datetime.fromisoformat(begun), datetime.fromisoformat(started)
            ahead = max(ahead or noted, noted) if noted > now else ahead
            if noted <= tomorrow or result != "skipped":
                done.add(period)
            if noted <= tomorrow and start <= tomorrow:
                last = max(last or start, start)
        return History(last, frozenset(done), ahead.isoformat() if ahead else None)

    def start(
        self, config: str, period: str, period_start: datetime, now: datetime, *, forced: bool = False
    ) -> int:
        """Notes that a run begins; whatever a killed run left `running` is marked failed first."""
        with self._file.writing() as db:
            db.execute(
                "update runs set result = 'failed', finished = ?, message = 'stopped before it was done' "
                "where config = ? and result = 'running'",
                (now.isoformat(), config),
            )
            row = db.execute(
                "insert into runs (config, period, period_start, started, result, forced) "
                "values (?, ?, ?, ?, 'running', ?)",
                (config, period, period_start.isoformat(), now.isoformat(), int(forced)),
            ).lastrowid
        return int(row or 0)

    def finish(
        self,
        run: int,
        ended: Ended,
        now: datetime,
        seconds: float = 0.0,
        notices: Sequence[tuple[str, Notice]] = (),
    ) -> None:
        """Notes how a run ended, and the notices that are now to be sent: channel and words."""
        with self._file.writing() as db:
            db.execute(
                "update runs set result = ?, finished = ?, seconds = ?, inputs = ?, outputs = ?, "
                "message = ?, changes = ?, issue = ?, draft = ? where id = ?",
                (
                    ended.result,
                    now.isoformat(),
                    round(seconds, 3),
                    ended.inputs_digest,
                    ended.outputs_digest,
                    ended.message,
                    ended.changes,
                    ended.issue,
                    int(ended.draft),
                    run,
                ),
            )
            for side, files in (("input", ended.inputs), ("output", ended.outputs)):
                db.executemany(
                    "insert into files (run, side, name, sha256) values (?, ?, ?, ?)",
                    [(run, side, name, sha256) for name, sha256 in (files or {}).items()],
                )
            db.executemany(
                "insert into notices (run, config, period, channel, event, subject, text, noted) "
                "values (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (run, n.config, n.period, channel, n.event.value, n.subject, n.text, now.isoformat())
                    for channel, n in notices
                ],
            )

    def skip(self, config: str, period: str, period_start: datetime, now: datetime, why: str) -> None:
        """Notes that a period is not built, in one step; once, however often it is said."""
        with self._file.writing() as db:
            db.execute(
                "insert into runs "
                "(config, period, period_start, started, finished, seconds, result, message) "
                "select :config, :period, :start, :now, :now, 0, 'skipped', :why where not exists (select 1 "
                "from runs where config = :config and period = :period and result = 'skipped' "
                "and started <= :now)",
                {
                    "config": config,
                    "period": period,
                    "start": period_start.isoformat(),
                    "now": now.isoformat(),
                    "why": why,
                },
            )

    def runs(self, config: str | None = None) -> tuple[Run, ...]:
        """Every run, newest first."""
        with self._file.reading() as db:
            rows = db.execute(
                "select id, config, period, started, finished, seconds, result, forced, draft, issue, "
                "inputs, outputs, message, changes from runs where ? is null or config = ? order by id desc",
                (config, config),
            ).fetchall()
        return tuple(Run(*row) for row in rows)

    def files(self, run: int, side: str) -> dict[str, str | None]:
        """The inputs or the outputs of a run, digests by name."""
        with self._file.reading() as db:
            rows = db.execute(
                "select name, sha256 from files where run = ? and side = ? order by name", (run, side)
            ).fetchall()
        return dict(rows)

    def last_failure(self, config: str, period: str) -> str | None:
        """Why the latest finished run of a period failed; None where it did not, or there is none."""
        with self._file.reading() as db:
            row = db.execute(
                "select result, message from runs where config = ? and period = ? and result != 'running' "
                "order by id desc limit 1",
                (config, period),
            ).fetchone()
        return str(row[1]) if row and row[0] == "failed" else None

    def notices(self, config: str, *, waiting: bool = False) -> tuple[NoticeRow, ...]:
        """The notices of a config, oldest first; with `waiting`, those that nobody tried to send yet."""
        with self._file.reading() as db:
            rows = db.execute(
                "select id, channel, config, period, event, subject, text, state, detail from notices "
                "where config = ? and (state = 'waiting' or not ?) order by id",
                (config, waiting),
            ).fetchall()
        return tuple(
            NoticeRow(id_, channel, Notice(name, period, Event(event), subject, text), state, detail)
            for id_, channel, name, period, event, subject, text, state, detail in rows
        )

    def notice_done(self, notice: int, state: str, detail: str, now: datetime) -> None:
        """Notes what became of a notice."""
        with self._file.writing() as db:
            db.execute(
                "update notices set state = ?, detail = ?, done = ? where id = ?",
                (state, detail, now.isoformat(), notice),
            )

    def removed(self, config: str, issues: Sequence[str], why: str, now: datetime) -> None:
        """Notes issues that the retention rule removes."""
        with self._file.writing() as db:
            db.executemany(
                "insert into removals (config, issue, why, noted) values (?, ?, ?, ?)",
                [(config, issue, why, now.isoformat()) for issue in issues],
            )

    def removals(self, config: str) -> tuple[str, ...]:
        """Names of the issues that were removed, oldest first."""
        with self._file.reading() as db:
            rows = db.execute("select issue from removals where config = ? order by id", (config,)).fetchall()
        return tuple(str(row[0]) for row in rows)

    def known_schedule(self, config: str) -> tuple[str, str] | None:
        """What the config with that digest declared when it was last read: digest and schedule as JSON."""
        with self._file.reading() as db:
            row = db.execute("select sha256, schedule from schedules where config = ?", (config,)).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def keep_schedule(self, config: str, sha256: str, schedule: str) -> None:
        """Keeps what a config declares, so that a call with nothing due need not read it again."""
        with self._file.writing() as db:
            db.execute(
                "insert into schedules (config, sha256, schedule) values (?, ?, ?) "
                "on conflict (config) do update set sha256 = excluded.sha256, schedule = excluded.schedule",
                (config, sha256, schedule),
            )
