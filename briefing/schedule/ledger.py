"""The ledger: every scheduled run, what it was made from and how it ended, in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_SCHEMA = """
create table if not exists runs (
    id integer primary key,
    config text not null,
    period text not null,
    period_start text not null,
    started text not null,
    finished text,
    result text not null check (result in ('running', 'built', 'unchanged', 'skipped', 'failed')),
    inputs text not null default '',
    outputs text not null default '',
    message text not null default ''
);
create unique index if not exists one_success on runs (config, period) where result in ('built', 'unchanged');
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One row of the ledger. Times are ISO with their offset."""

    config: str
    period: str
    started: str
    finished: str | None
    result: str
    """`running`, `built`, `unchanged`, `skipped` or `failed`.
    A run that was killed stays `running` until the next one starts."""
    inputs: str
    """Digest of the manifest's inputs."""
    outputs: str
    message: str


class Ledger:
    """Opened for one command; every write is a transaction of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as db:
            db.executescript(_SCHEMA)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = full")
            yield db
        finally:
            db.close()

    def last_done(self, config: str) -> datetime | None:
        """The start of the latest period that was built, found unchanged or skipped, or None."""
        with self._open() as db:
            rows = db.execute(
                "select period_start from runs "
                "where config = ? and result in ('built', 'unchanged', 'skipped')",
                (config,),
            ).fetchall()
        return max((datetime.fromisoformat(row[0]) for row in rows), default=None)

    def start(self, config: str, period: str, period_start: datetime, now: datetime) -> int:
        """Notes that a run begins; whatever a killed run left `running` is marked failed first."""
        with self._open() as db:
            db.execute("begin immediate")
            db.execute(
                "update runs set result = 'failed', finished = ?, message = 'stopped before it was done' "
                "where config = ? and result = 'running'",
                (now.isoformat(), config),
            )
            row = db.execute(
                "insert into runs (config, period, period_start, started, result) "
                "values (?, ?, ?, ?, 'running')",
                (config, period, period_start.isoformat(), now.isoformat()),
            ).lastrowid
            db.execute("commit")
        return int(row or 0)

    def finish(
        self, run: int, result: str, now: datetime, *, inputs: str = "", outputs: str = "", message: str = ""
    ) -> None:
        """Notes how a run ended."""
        with self._open() as db:
            db.execute(
                "update runs set result = ?, finished = ?, inputs = ?, outputs = ?, message = ? where id = ?",
                (result, now.isoformat(), inputs, outputs, message, run),
            )

    def runs(self, config: str | None = None) -> tuple[Run, ...]:
        """Every run, newest first."""
        query = "select config, period, started, finished, result, inputs, outputs, message from runs"
        where, values = (" where config = ?", (config,)) if config else ("", ())
        with self._open() as db:
            rows = db.execute(f"{query}{where} order by id desc", values).fetchall()
        return tuple(Run(*row) for row in rows)
