"""The practice region's own SQLite file.

One connection behind one lock: a change is one transaction, and an answer is sent only after
its transaction is on disk. Work on the database runs on worker threads, never on the loop.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS matters (
    code TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, guide BLOB);
CREATE TABLE IF NOT EXISTS holdings (
    id TEXT PRIMARY KEY, number TEXT NOT NULL, name TEXT NOT NULL, valid_until TEXT);
CREATE INDEX IF NOT EXISTS holdings_of ON holdings (number);
CREATE TABLE IF NOT EXISTS closed_sources (source TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS consents (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, clerk TEXT NOT NULL, number TEXT NOT NULL,
    matter TEXT NOT NULL, consent TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
    offset INTEGER NOT NULL, sha256 TEXT NOT NULL, sheets INTEGER NOT NULL,
    media_type TEXT NOT NULL, expires_at TEXT NOT NULL, case_no TEXT);
CREATE TABLE IF NOT EXISTS cases (
    case_no TEXT PRIMARY KEY, local_no TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL UNIQUE,
    state TEXT NOT NULL, matter TEXT NOT NULL, submission BLOB NOT NULL, clerk TEXT NOT NULL,
    received_at TEXT NOT NULL, held_until TEXT NOT NULL, promised_days INTEGER NOT NULL,
    legal_days INTEGER NOT NULL, accepted_at TEXT, promised_by TEXT, legal_by TEXT,
    estimated INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS turns (
    case_no TEXT PRIMARY KEY REFERENCES cases, reason TEXT NOT NULL, errors BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS papers (
    id INTEGER PRIMARY KEY, case_no TEXT NOT NULL REFERENCES cases, number TEXT NOT NULL,
    kind TEXT NOT NULL, sha256 TEXT NOT NULL, recorded_at TEXT NOT NULL, clerk TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answers (
    clerk TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, status INTEGER NOT NULL,
    headers TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (clerk, key));
CREATE TABLE IF NOT EXISTS grants (
    device TEXT PRIMARY KEY, user_code TEXT NOT NULL UNIQUE, client TEXT NOT NULL,
    expires_at TEXT NOT NULL, clerk TEXT);
CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY, kind TEXT NOT NULL, family TEXT NOT NULL, client TEXT NOT NULL,
    clerk TEXT NOT NULL, expires_at TEXT NOT NULL, used INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""


class PracticeDatabase:
    """The file of one practice region; made on first use."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("PRAGMA foreign_keys=ON")
        with self.change() as connection:
            for statement in _TABLES.split(";"):
                connection.execute(statement)

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is on disk at the end, or none of it after an error."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    @contextmanager
    def look(self) -> Iterator[sqlite3.Connection]:
        """A consistent view of the store, for reading only."""
        with self._lock:
            yield self._connection

    def close(self) -> None:
        """Close the file; what was answered is already on disk."""
        with self._lock:
            self._connection.close()


def next_number(connection: sqlite3.Connection, name: str) -> int:
    """Count one up, from 1, inside the transaction that uses the number."""
    row = connection.execute(
        "INSERT INTO counter VALUES (?, 1) ON CONFLICT (name)"
        " DO UPDATE SET value = value + 1 RETURNING value",
        (name,),
    ).fetchone()
    return int(row["value"])
