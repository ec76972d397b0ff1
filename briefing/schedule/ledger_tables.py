"""The tables of the ledger, and how an older ledger becomes one of today, keeping every row."""

from __future__ import annotations

import sqlite3
from typing import Final

VERSION: Final = 2
"""In `pragma user_version`. The first had only the table of runs, and no number."""

_RUNS: Final = """
create table runs (
    id integer primary key,
    config text not null,
    period text not null,
    period_start text not null,
    started text not null,
    finished text,
    seconds real,
    result text not null check (result in ('running', 'built', 'unchanged', 'skipped', 'failed')),
    forced integer not null default 0,
    draft integer not null default 0,
    issue text not null default '',
    inputs text not null default '',
    outputs text not null default '',
    message text not null default '',
    changes text not null default ''
)
"""

_OTHERS: Final = (
    """
create unique index one_success on runs (config, period)
    where result in ('built', 'unchanged') and forced = 0
""",
    "create index runs_of_config on runs (config, id)",
    """
create table files (
    run integer not null references runs (id),
    side text not null check (side in ('input', 'output')),
    name text not null,
    sha256 text,
    primary key (run, side, name)
) without rowid
""",
    """
create table notices (
    id integer primary key,
    run integer not null references runs (id),
    config text not null,
    period text not null,
    channel text not null check (channel in ('email', 'webhook')),
    event text not null,
    subject text not null,
    text text not null,
    noted text not null,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'not sent')),
    detail text not null default '',
    done text
)
""",
    "create index notices_of_config on notices (config, state)",
    """
create table removals (
    id integer primary key,
    config text not null,
    issue text not null,
    why text not null,
    noted text not null
)
""",
    "create table schedules (config text primary key, sha256 text not null, schedule text not null)",
    f"pragma user_version = {VERSION}",
)

_ADDED: Final = (
    "alter table runs add column seconds real",
    "alter table runs add column forced integer not null default 0",
    "alter table runs add column draft integer not null default 0",
    "alter table runs add column issue text not null default ''",
    "alter table runs add column changes text not null default ''",
    "drop index if exists one_success",
)


def create(db: sqlite3.Connection) -> None:
    """All tables, in an empty database."""
    _all(db, (_RUNS, *_OTHERS))


def migrate(db: sqlite3.Connection) -> None:
    """Brings the first form to today's, in one transaction; another process may have done so just before."""
    db.execute("begin immediate")
    try:
        if int(db.execute("pragma user_version").fetchone()[0]) < VERSION:
            columns = {row[1] for row in db.execute("pragma table_info(runs)")}
            if not {"config", "period", "period_start", "started", "result"} <= columns:
                raise sqlite3.DatabaseError("it has no table of runs")
            for statement in (*_ADDED, *_OTHERS):
                db.execute(statement)
        db.execute("commit")
    except BaseException:
        db.execute("rollback")
        raise


def _all(db: sqlite3.Connection, statements: tuple[str, ...]) -> None:
    db.execute("begin immediate")
    for statement in statements:
        db.execute(statement)
    db.execute("commit")
