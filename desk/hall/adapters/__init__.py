"""What differs between the databases that can keep a hall's queue: one file each.

The rest of the room speaks SQLAlchemy Core and knows no database. A transaction begun with
``engine.begin()`` may write; one begun by `reading` sees one consistent state and waits for
no writer.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from sqlalchemy import URL, Connection, Engine

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

    def watch(self, url: URL) -> AbstractContextManager[Watch]:
        """A watch that sees every commit from the moment in which it was opened."""


def adapter_for(kind: str) -> Adapter:
    """The adapter of a database by SQLAlchemy's name. Raises `HallKindUnknown`."""
    if kind == "sqlite":
        from desk.hall.adapters.sqlite import Sqlite

        return Sqlite()
    raise HallKindUnknown(kind=kind)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the hall that waits for no writer."""
    with engine.connect() as plain:
        connection = plain.execution_options(**{READ_ONLY: True})
        with connection.begin():
            yield connection
