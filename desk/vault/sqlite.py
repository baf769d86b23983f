"""How every SQLite file of ours is set up, and what SQLite's errors mean.

Only the standard library is used here, so that a program which opens a file with plain `sqlite3`
loads nothing else. Each package gives a fault its own failure, in words that fit its file.
"""

import os
import sqlite3
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

BUSY_MS = 5_000
"""How long a transaction waits for another one to end, in milliseconds."""

SHARED = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
)
"""Pragmas of every file: readers wait for nobody, and a commit is on the disk when it returns."""

PERSONAL = ("secure_delete = ON", "temp_store = MEMORY")
"""Pragmas of a file with personal data besides: what is deleted leaves no trace in it."""


class SqliteFault(StrEnum):
    """What is wrong with a file."""

    FULL = "full"
    """There is no space left on its disk."""
    REFUSED = "refused"
    """It cannot be opened, read or written: rights, or the disk."""
    BUSY = "busy"
    """Another transaction kept it for longer than `BUSY_MS`."""
    DAMAGED = "damaged"
    """It is a database, and broken."""
    NO_DATABASE = "no database"
    """It is a file of another kind."""


class _Connection(Protocol):
    isolation_level: Any  # a literal type on a connection

    def execute(self, sql: str, /) -> object: ...


def make_private(path: Path) -> None:
    """Make an empty file at `path` that only its user can read, unless one is there.

    SQLite gives its log and its index the mode of the file itself. Raises OSError.
    """
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def prepare(connection: _Connection, *pragmas: str) -> None:
    """Set up a new connection: the `SHARED` pragmas and these; transactions begin when told to."""
    connection.isolation_level = None
    for pragma in (f"busy_timeout = {BUSY_MS}", *SHARED, *pragmas):
        connection.execute(f"PRAGMA {pragma}")


def fault_of(error: sqlite3.Error) -> SqliteFault | None:
    """What `error` says of the file; None when it is about what was asked of it."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return _FAULTS.get(code & 0xFF)


def name_of(error: sqlite3.Error) -> str:
    """SQLite's own name for `error`, for support; it quotes nothing that was stored."""
    return getattr(error, "sqlite_errorname", type(error).__name__)


_FAULTS = {
    sqlite3.SQLITE_FULL: SqliteFault.FULL,
    sqlite3.SQLITE_IOERR: SqliteFault.REFUSED,
    sqlite3.SQLITE_READONLY: SqliteFault.REFUSED,
    sqlite3.SQLITE_PERM: SqliteFault.REFUSED,
    sqlite3.SQLITE_CANTOPEN: SqliteFault.REFUSED,
    sqlite3.SQLITE_BUSY: SqliteFault.BUSY,
    sqlite3.SQLITE_LOCKED: SqliteFault.BUSY,
    sqlite3.SQLITE_CORRUPT: SqliteFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: SqliteFault.NO_DATABASE,
}
