"""The file of the ledger: made whole in one step, opened, and never made anew over one that is there.

A rollback journal, not a write-ahead log: writes are few and short, and a log wants 32 KB beside it before
the first word is written, which a full disk does not have when there is a failure to note.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import BriefingError, InputError, Problem
from briefing.schedule.ledger_tables import VERSION, create, migrate


class LedgerFile:
    """A ledger on disk, with the tables of today."""

    def __init__(self, path: Path) -> None:
        """Raises InputError for a ledger that is damaged or newer than this program."""
        self.path = path
        if path.is_symlink():
            raise InputError(
                Problem(
                    "The ledger is a link to somewhere else, and nothing is written through a link.",
                    place=str(path),
                    mend="Remove it, or name another folder with --output.",
                )
            )
        if not path.exists():
            _make(path)
        with self.reading() as db:
            version = int(db.execute("pragma user_version").fetchone()[0])
            if version > VERSION:
                raise InputError(
                    Problem(
                        "This ledger was written by a newer version of briefing.",
                        place=str(path),
                        mend="Use that version, or name another folder with --output.",
                    )
                )
            if version < VERSION:
                db.execute("pragma journal_mode = delete")  # the first form had a log
                migrate(db)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection. Raises InputError for a damaged file, BriefingError for one that cannot be had."""
        db: sqlite3.Connection | None = None
        try:
            address = f"{self.path.absolute().as_uri()}?mode=rw"  # which never makes a new one
            db = sqlite3.connect(address, timeout=30, isolation_level=None, uri=True)
            db.execute("pragma synchronous = full")
            db.execute("pragma foreign_keys = on")
            yield db
        except sqlite3.OperationalError as error:
            raise _not_written(self.path, error) from error
        except sqlite3.IntegrityError:  # a mistake of ours, not of the file
            raise
        except sqlite3.DatabaseError as error:
            raise _damaged(self.path, error) from error
        except OSError as error:
            raise _not_written(self.path, error) from error
        finally:
            if db is not None:
                db.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction, which is undone where anything fails."""
        with self.reading() as db:
            db.execute("begin immediate")
            try:
                yield db
            except BaseException:
                with contextlib.suppress(sqlite3.Error):  # what went wrong first is what is told
                    db.execute("rollback")
                raise
            db.execute("commit")

    def check(self) -> None:
        """Reads all of it once. Raises InputError where it is damaged."""
        with self.reading() as db:
            found = db.execute("pragma quick_check(1)").fetchone()[0]
            if found != "ok":
                raise sqlite3.DatabaseError(found)


def _make(path: Path) -> None:
    """Makes an empty ledger beside its place and links it there: of two that do so, one comes first."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".ledger-", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _not_written(path, error) from error
    begun = Path(name)
    try:
        with contextlib.closing(sqlite3.connect(begun, isolation_level=None)) as db:
            create(db)
        begun.chmod(0o644)
        _place(begun, path)
    except (OSError, sqlite3.OperationalError) as error:
        raise _not_written(path, error) from error
    finally:
        begun.unlink(missing_ok=True)


def _place(begun: Path, path: Path) -> None:
    """Never over a ledger that another process made meanwhile."""
    try:
        os.link(begun, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            begun.rename(path)


def _damaged(path: Path, error: Exception) -> InputError:
    return InputError(
        Problem(
            f"The ledger is damaged ({error}). Nothing is run, for nobody knows what was built already.",
            place=str(path),
            mend="Put it back from a copy. Without one, move it away, with the file beside it that ends "
            "in -journal: the next run begins a new ledger and knows from the issues what was built.",
        )
    )


def _not_written(path: Path, error: Exception) -> BriefingError:
    said = str(error) if isinstance(error, sqlite3.Error) else getattr(error, "strerror", None) or str(error)
    return BriefingError(
        Problem(
            f"The ledger cannot be opened or written: {said}.",
            place=str(path),
            mend="Make room on the disk, or see who else has it open, and run again.",
        )
    )
