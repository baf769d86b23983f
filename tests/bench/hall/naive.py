"""The queue as one would write it first, with the same promises as a hall's.

One row of the hall is locked, the next ticket is looked up (priority as a share, then arrival),
its state is changed, the event is written and, on PostgreSQL, told to listeners: statement by
statement through the bare driver. `Skipping` is the same without hall row, event and push.
"""

import secrets
import sqlite3
from pathlib import Path
from typing import Any, Protocol

import psycopg

TABLES = """
CREATE TABLE hall (id int PRIMARY KEY, seq int NOT NULL);
INSERT INTO hall VALUES (1, 0);
CREATE TABLE ticket (id int PRIMARY KEY, number text, service text, priority int, state text,
                     arrived int, at_window text, called_at text);
CREATE INDEX waiting ON ticket (state, priority, arrived);
CREATE TABLE event (seq int PRIMARY KEY, ticket_id int REFERENCES ticket, move text, priority int,
                    at_window text, person text, at text, command text UNIQUE);
CREATE INDEX moves ON event (move, seq);
"""


class Caller(Protocol):
    """A window in a closed loop: it calls, and ends what it called."""

    def call(self) -> Any: ...

    def end(self, ticket: Any) -> None: ...


def tickets(count: int) -> list[tuple[Any, ...]]:
    """Rows of so many waiting tickets, every ninth with priority."""
    return [
        (i, f"A{i:05d}", "ABCD"[i % 4], int(i % 9 == 0), "waiting", i) for i in range(1, count + 1)
    ]


class NaivePostgres:
    """On PostgreSQL through psycopg."""

    def __init__(self, window: str, where: dict[str, Any]) -> None:
        self._window = window
        self._connection = psycopg.connect(**where, autocommit=True, prepare_threshold=1)

    def call(self) -> Any:
        do = self._connection.execute
        with self._connection.transaction():
            (seq,) = do("UPDATE hall SET seq = seq + 1 RETURNING seq").fetchone() or (0,)
            recent = do(
                "SELECT priority FROM event WHERE move = 'called' ORDER BY seq DESC LIMIT 2"
            ).fetchall()
            ticket = None
            if not any(priority for (priority,) in recent):
                ticket = do(
                    "SELECT id, number, priority FROM ticket WHERE state = 'waiting' "
                    "AND priority = 1 ORDER BY arrived LIMIT 1"
                ).fetchone()
            ticket = (
                ticket
                or do(
                    "SELECT id, number, priority FROM ticket WHERE state = 'waiting' "
                    "AND priority = 0 ORDER BY arrived LIMIT 1"
                ).fetchone()
            )
            assert ticket is not None, "the row ran empty: fill in more tickets"
            self._change(seq, ticket, "called")
        return ticket

    def end(self, ticket: Any) -> None:
        with self._connection.transaction():
            (seq,) = self._connection.execute(
                "UPDATE hall SET seq = seq + 1 RETURNING seq"
            ).fetchone() or (0,)
            self._change(seq, ticket, "cancelled")

    def _change(self, seq: int, ticket: Any, state: str) -> None:
        do = self._connection.execute
        do(
            "UPDATE ticket SET state = %s, at_window = %s, called_at = now()::text WHERE id = %s",
            (state, self._window, ticket[0]),
        )
        do(
            "INSERT INTO event VALUES (%s, %s, %s, %s, %s, 'clerk', now()::text, %s)",
            (seq, ticket[0], state, ticket[2], self._window, secrets.token_hex(16)),
        )
        do("SELECT pg_notify('naive', %s)", (str(seq),))


class Skipping:
    """Bare ``SKIP LOCKED`` on PostgreSQL: the first ticket that nobody else is at."""

    def __init__(self, window: str, where: dict[str, Any]) -> None:
        self._window = window
        self._connection = psycopg.connect(**where, autocommit=True, prepare_threshold=1)

    def call(self) -> Any:
        return self._connection.execute(
            "UPDATE ticket SET state = 'called', at_window = %s WHERE id = (SELECT id FROM ticket "
            "WHERE state = 'waiting' AND priority = 0 ORDER BY arrived LIMIT 1 "
            "FOR UPDATE SKIP LOCKED) RETURNING id",
            (self._window,),
        ).fetchone()

    def end(self, ticket: Any) -> None:
        self._connection.execute("UPDATE ticket SET state = 'done' WHERE id = %s", ticket)


class Pinging:
    """One bare round trip to the server."""

    def __init__(self, _window: str, where: dict[str, Any]) -> None:
        self._connection = psycopg.connect(**where, autocommit=True, prepare_threshold=1)

    def call(self) -> Any:
        return self._connection.execute("SELECT 1").fetchone()

    def end(self, _ticket: Any) -> None:
        pass


class NaiveSqlite:
    """On SQLite through its own module, as durable as a hall's (WAL, FULL)."""

    def __init__(self, window: str, where: Path) -> None:
        self._window = window
        self._connection = sqlite3.connect(where, isolation_level=None, timeout=30)
        self._connection.execute("PRAGMA synchronous = FULL")

    def call(self) -> Any:
        do = self._connection.execute
        do("BEGIN IMMEDIATE")
        (seq,) = do("UPDATE hall SET seq = seq + 1 RETURNING seq").fetchone()
        recent = do(
            "SELECT priority FROM event WHERE move = 'called' ORDER BY seq DESC LIMIT 2"
        ).fetchall()
        ticket = None
        if not any(priority for (priority,) in recent):
            ticket = do(
                "SELECT id, number, priority FROM ticket WHERE state = 'waiting' "
                "AND priority = 1 ORDER BY arrived LIMIT 1"
            ).fetchone()
        ticket = (
            ticket
            or do(
                "SELECT id, number, priority FROM ticket WHERE state = 'waiting' "
                "AND priority = 0 ORDER BY arrived LIMIT 1"
            ).fetchone()
        )
        self._change(seq, ticket, "called")
        do("COMMIT")
        return ticket

    def end(self, ticket: Any) -> None:
        do = self._connection.execute
        do("BEGIN IMMEDIATE")
        (seq,) = do("UPDATE hall SET seq = seq + 1 RETURNING seq").fetchone()
        self._change(seq, ticket, "cancelled")
        do("COMMIT")

    def _change(self, seq: int, ticket: Any, state: str) -> None:
        do = self._connection.execute
        do(
            "UPDATE ticket SET state = ?, at_window = ?, called_at = datetime() WHERE id = ?",
            (state, self._window, ticket[0]),
        )
        do(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, 'clerk', datetime(), ?)",
            (seq, ticket[0], state, ticket[2], self._window, secrets.token_hex(16)),
        )
