"""What differs between the databases that can keep a hall's queue: one file each.

The rest of the room speaks SQLAlchemy Core and knows no database. A transaction begun with
``engine.begin()`` may write; one begun by `reading` sees one consistent state and waits for
no writer.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import URL, Connection, DateTime, Engine, Transaction, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from desk.hall.adapters.statements import Statement, Values, Worded
from desk.hall.failures import HallKindUnknown

READ_ONLY = "hall_read_only"
"""Execution option of a connection that will not write."""


class Watch(Protocol):
    """Notices that somebody changed the hall."""

    def changed(self) -> bool:
        """Wait a moment (at most 50 ms); whether something changed since the last question."""


class Adapter(Protocol):
    """One database. Its errors come out as `HallUnreachable` or `HallBusy`."""

    def engine(self, url: URL, *, make: bool = False) -> Engine:
        """An engine on the hall at `url`; `make` allows that there is none yet."""

    def forbid_changes(self, connection: Connection, table: str) -> None:
        """From now on rows of `table` can be added, never altered or removed."""

    def announce(self, connection: Connection, table: str) -> None:
        """From now on watches hear at once of rows added to `table` (by its column `seq`)."""

    def take_time(self, connection: Connection) -> None:
        """Statements of this transaction may take as long as a migration needs."""

    def grant_roles(self, connection: Connection) -> None:
        """Let each kind of user do in this hall what it needs, and no more.

        Repeated after every migration. Raises `HallForbidden` when the user may not do that.
        """

    def watch(self, url: URL) -> AbstractContextManager[Watch]:
        """A watch that sees every commit from the moment in which it was opened."""

    def ask(
        self, connection: Connection, questions: Sequence[tuple[Worded, Values]]
    ) -> list[list[tuple[Any, ...]]]:
        """As the function `ask`."""

    def settle(
        self,
        connection: Connection,
        transaction: Transaction,
        statements: Sequence[tuple[Worded, Values]],
    ) -> None:
        """As the function `settle`."""


def adapter_for(kind: str) -> Adapter:
    """The adapter of a database by SQLAlchemy's name. Raises `HallKindUnknown`."""
    if kind == "sqlite":
        from desk.hall.adapters.sqlite import Sqlite

        return Sqlite()
    if kind == "postgresql":
        from desk.hall.adapters.postgres import Postgres

        return Postgres()
    raise HallKindUnknown(kind=kind)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the hall that waits for no writer."""
    with engine.connect() as plain:
        connection = plain.execution_options(**{READ_ONLY: True})
        with connection.begin():
            yield connection


def ask(
    connection: Connection, *questions: tuple[Statement, Values]
) -> list[list[tuple[Any, ...]]]:
    """The rows of each question, all asked in one trip and answered one after the other.

    A question that writes without answering has no rows.
    """
    worded = [(statement.worded(connection.dialect), values) for statement, values in questions]
    return adapter_for(connection.dialect.name).ask(connection, worded)


def settle(
    connection: Connection, transaction: Transaction, *statements: tuple[Statement, Values]
) -> None:
    """Carry out what has no answers, and commit, all in one trip."""
    worded = [(statement.worded(connection.dialect), values) for statement, values in statements]
    adapter_for(connection.dialect.name).settle(connection, transaction, worded)


class server_clock(FunctionElement[Any]):  # noqa: N801  it is an SQL function
    """What time it is on the server, as a column; NULL when there is no server."""

    name = "server_clock"
    type = DateTime(timezone=True)
    inherit_cache = True


@compiles(server_clock)
def _no_server(_element: server_clock, _compiler: Any, **_words: Any) -> str:
    return "NULL"


@compiles(server_clock, "postgresql")
def _postgresql_clock(_element: server_clock, _compiler: Any, **_words: Any) -> str:
    return "clock_timestamp()"


def engine_time(connection: Connection) -> datetime | None:
    """What time it is on the server; None when there is no server but this machine."""
    at: datetime | None = connection.scalar(select(server_clock()))
    return at
