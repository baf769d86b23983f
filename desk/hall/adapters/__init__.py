"""What differs between the databases that can keep a hall's queue: one file each.

The rest of the room speaks SQLAlchemy Core and knows no database. A transaction begun with
``engine.begin()`` may write; one begun by `reading` sees one consistent state and waits for
no writer.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import URL, Connection, DateTime, Engine, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

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

    def together(self, connection: Connection) -> AbstractContextManager[None]:
        """As the function `together`."""


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


def together(connection: Connection) -> AbstractContextManager[None]:
    """Send the statements inside, and the commit that ends them, in as few trips as can be.

    Only statements whose results nobody reads belong inside, and the transaction is committed
    inside. An error of a statement may come out only at the commit, or at the end of the block.
    """
    return adapter_for(connection.dialect.name).together(connection)


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
