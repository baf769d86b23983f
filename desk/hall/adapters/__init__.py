"""What differs between the databases that can keep a hall's queue: one file each.

A `Database` is one connection to a hall's tables, for one thread at a time. The statements are
shared (`desk.hall.adapters.rows`); how a transaction takes the hall and how a batch is written
is each database's own. No SQLAlchemy here: only the migrations use it.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from desk.hall.adapters.rows import HallRow, Writing
from desk.hall.adapters.server import Address, read_address, server_of
from desk.hall.failures import HallKindUnknown


class Watch(Protocol):
    """Notices that somebody changed the hall."""

    def changed(self) -> bool:
        """Wait a moment (at most 50 ms); whether something changed since the last question."""


class Database(Protocol):
    """One connection to a hall; errors come out as the failures that they mean.

    `begin` is followed by `write`, `release` or `rollback`, which all end the transaction
    whatever comes of it.
    """

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a statement that only reads."""

    def has_table(self, name: str) -> bool:
        """Whether there is a table of this name."""

    def check(self) -> None:
        """Read the whole database; raises `HallFileDamaged` when it is not sound."""

    def begin(self, commands: Sequence[str]) -> tuple[HallRow, list[tuple[Any, ...]]]:
        """Begin a transaction that holds the hall: its row, and who did the commands before.

        Of each command that was carried out there is a row of its id, move, window and ticket.
        Raises `HallBusy` when others hold the hall for too long.
        """

    def write(self, writing: Writing) -> None:
        """Write a batch and commit.

        Raises `HallAnswerLost` when it may have been committed or not, and `HistoryDamaged`
        when the database's own rules refuse it.
        """

    def release(self) -> None:
        """End the transaction, in which nothing was written."""

    def rollback(self) -> None:
        """End the transaction and take back what was written in it."""

    def hall(self) -> HallRow:
        """The hall's row."""

    def look(self) -> HallRow | None:
        """The hall's row; None when nobody else has written since the last look."""

    def reading(self) -> AbstractContextManager[None]:
        """One consistent view that waits for no writer."""

    def close(self) -> None:
        """Let go of the connection."""


def open_database(url: str) -> Database:
    """A connection to the database at `url`, which holds a hall or not.

    Raises `HallKindUnknown`, `HallUnreachable` and its kinds, and for a server what
    `server_of` raises.
    """
    address = read_address(url)
    if address.kind == "sqlite":
        from desk.hall.adapters.sqlite import SqliteDatabase, path_of

        return SqliteDatabase(path_of(address))
    if address.kind == "postgresql":
        from desk.hall.adapters.postgres import PostgresDatabase

        return PostgresDatabase(server_of(address))
    raise HallKindUnknown(kind=address.kind)


def watch(url: str) -> AbstractContextManager[Watch]:
    """A watch on the hall at `url`: it sees every commit from now on. Raises as `open_database`."""
    address = read_address(url)
    if address.kind == "sqlite":
        from desk.hall.adapters import sqlite

        return sqlite.watch(sqlite.path_of(address))
    if address.kind == "postgresql":
        from desk.hall.adapters import postgres

        return postgres.watch(server_of(address))
    raise HallKindUnknown(kind=address.kind)


def require_known(url: str) -> Address:
    """The address taken apart. Raises `HallKindUnknown` for one that no database speaks."""
    address = read_address(url)
    if address.kind not in ("sqlite", "postgresql"):
        raise HallKindUnknown(kind=address.kind)
    return address
