"""The hall on SQLite: one file, for all windows on one PC.

A writing transaction takes the write lock when it begins, so that what it read still holds
when it writes; commits are on disk when they return. Changes by others are noticed by
``PRAGMA data_version``, which SQLite raises for every commit of another connection.
"""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, Transaction, create_engine, event
from sqlalchemy.engine import ExceptionContext

from desk.domain.failures import Failure
from desk.hall.adapters import READ_ONLY
from desk.hall.adapters.statements import Values, Worded
from desk.hall.failures import HallBusy, HallKindUnknown, HallUnreachable

BUSY_MS = 5_000
"""How long a transaction waits for another window's to end, in milliseconds."""

_OURS = (sqlite3.IntegrityError, sqlite3.ProgrammingError)
"""A broken rule of the schema or a misspelt statement is a fault of ours, not the hall's."""

GLANCE_S = 0.05
"""How often a watch looks, in seconds."""


class Sqlite:
    """The adapter for ``sqlite:///PATH``."""

    def engine(self, url: URL, *, make: bool = False) -> Engine:
        """An engine on the file; without `make` a file that is missing is not made."""
        engine = create_engine(
            URL.create(
                url.drivername,
                database=_address(url),
                query={"mode": "rwc" if make else "rw", "uri": "true"},
            ),
            hide_parameters=True,
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        event.listen(engine, "handle_error", _word)
        return engine

    def forbid_changes(self, connection: Connection, table: str) -> None:
        """Guard `table` by triggers that abort."""
        for what in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the history of a hall is never altered'); END"
            )

    def announce(self, connection: Connection, table: str) -> None:
        """Nothing to do: the file's version tells."""

    def take_time(self, connection: Connection) -> None:
        """Nothing to do: a statement may take any time."""

    def grant_roles(self, connection: Connection) -> None:
        """Nothing to do: who may write the file may do everything."""

    @contextmanager
    def watch(self, url: URL) -> Iterator["SqliteWatch"]:
        """Watch the file through a connection of its own."""
        try:
            connection = sqlite3.connect(
                f"{_address(url)}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise failure_of(error) from error
        with closing(connection):
            yield SqliteWatch(connection)

    def ask(
        self, connection: Connection, questions: Sequence[tuple[Worded, Values]]
    ) -> list[list[tuple[Any, ...]]]:
        """One after the other: every statement is a call into this process."""
        file: Any = connection.connection.dbapi_connection
        try:
            return [
                statement.rows(
                    file.execute(statement.text, statement.parameters(values)).fetchall()
                )
                for statement, values in questions
            ]
        except sqlite3.Error as error:
            if isinstance(error, _OURS):
                raise
            raise failure_of(error) from error

    def settle(
        self,
        connection: Connection,
        transaction: Transaction,
        statements: Sequence[tuple[Worded, Values]],
    ) -> None:
        """As `ask`, and commit."""
        self.ask(connection, statements)
        transaction.commit()


class SqliteWatch:
    """Looks at the version of the data every 50 ms; a look costs some microseconds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._seen = self._version()

    def changed(self) -> bool:
        """Whether another connection committed since the last look."""
        time.sleep(GLANCE_S)
        before, self._seen = self._seen, self._version()
        return before != self._seen

    def _version(self) -> int:
        try:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error as error:
            raise failure_of(error) from error


def failure_of(error: sqlite3.Error) -> Failure:
    """The failure that `error` means for the clerk."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return HallBusy()
    return HallUnreachable(reason=getattr(error, "sqlite_errorname", type(error).__name__))


def _address(url: URL) -> str:
    if not url.database or url.database == ":memory:":
        raise HallKindUnknown(kind="sqlite without a file")
    return f"file:{quote(str(Path(url.database).absolute()))}"


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says
    for pragma in (
        f"busy_timeout = {BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _word(context: ExceptionContext) -> None:
    error = context.original_exception
    if isinstance(error, sqlite3.Error) and not isinstance(error, _OURS):
        raise failure_of(error) from error
