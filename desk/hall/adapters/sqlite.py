"""The hall on SQLite: one file, for all windows on one PC.

A writing transaction takes the write lock when it begins, so that what it read still holds
when it writes; commits are on disk when they return. Changes by others are noticed by
``PRAGMA data_version``, which SQLite raises for every commit of another connection.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from msgspec.structs import astuple

from desk.domain.failures import Failure
from desk.hall.adapters.rows import MOVED, EventRow, HallRow, TicketRow, Writing, as_json, moment
from desk.hall.adapters.server import Address
from desk.hall.adapters.turns import TurnLock
from desk.hall.failures import HallBusy, HallKindUnknown, HallUnreachable, HistoryDamaged
from desk.hall.file_failures import (
    HallDiskFull,
    HallFileDamaged,
    HallFileRefused,
    HallMissing,
    NoHallInFile,
)

BUSY_MS = 5_000
"""How long a transaction waits for another window's to end, in milliseconds."""

GLANCE_S = 0.05
"""How often a watch looks, in seconds."""

_HALL = "SELECT seq, day, closed, revision, NULL FROM hall"
_DONE = (
    'SELECT command, move, "window", ticket_id FROM event '
    "WHERE command IN (SELECT value FROM json_each(?))"
)


def _insert(table: str, columns: Iterable[str]) -> str:
    names = [f'"{name}"' for name in columns]
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


_ADD_EVENT = _insert("event", EventRow.__struct_fields__)
_ADD_TICKET = _insert("ticket", TicketRow.__struct_fields__)
_MOVED = ", ".join(f'"{name}" = ?' for name in MOVED)
_MOVE_TICKET = f"UPDATE ticket SET {_MOVED} WHERE id = ?"
_VACATE = 'UPDATE ticket SET "window" = NULL WHERE id = ?'
_SET_HALL = "UPDATE hall SET seq = ?, day = ?, closed = ?, revision = ?"
_SET_WINDOW = 'UPDATE "window" SET standing = ?, reason = ?, person = ? WHERE code = ?'
_SET_APPOINTMENT = (
    "INSERT INTO appointment (id, day, code, service_code, slot, holder, ticket_id) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET ticket_id = excluded.ticket_id"
)
_FREE_PREFIX = "UPDATE service SET prefix = ? WHERE code = ?"
_SET_SERVICE = (
    "INSERT INTO service (code, prefix, name, hint, hours, name_en, hint_en, place) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET prefix = excluded.prefix, "
    "name = excluded.name, hint = excluded.hint, hours = excluded.hours, "
    "name_en = excluded.name_en, hint_en = excluded.hint_en"
)
_SET_UP_WINDOW = (
    'INSERT INTO "window" (code, serves, direction, place) VALUES (?, ?, ?, ?) '
    "ON CONFLICT (code) DO UPDATE SET serves = excluded.serves, direction = excluded.direction"
)


def path_of(address: Address) -> Path:
    """The file of a hall's address. Raises `HallKindUnknown` when it names none."""
    if address.hosts or address.query or address.database in ("", ":memory:"):
        raise HallKindUnknown(kind="sqlite without a file")
    return Path(address.database)


def connect(path: Path, *, make: bool = False) -> sqlite3.Connection:
    """A connection to the file at `path`; with `make` it may be missing still.

    Transactions begin where they are begun. Raises `HallMissing` and what `failure_of` gives.
    """
    if make and not path.exists():
        # SQLite gives its log and its index the mode of the file itself
        with suppress(OSError):  # SQLite says what it is
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    elif not path.exists():
        raise HallMissing(reason="no such file")
    try:
        file = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode={'rwc' if make else 'rw'}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        for pragma in (
            f"busy_timeout = {BUSY_MS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
        ):
            file.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        raise failure_of(error) from error
    return file


class SqliteDatabase:
    """A connection to the hall in the file at `path`."""

    def __init__(self, path: Path) -> None:
        self._file = connect(path)
        self._turn = TurnLock(path.with_name(f"{path.name}-turn"))
        self._version: int | None = None

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """As `Database.rows`."""
        with _worded():
            return self._file.execute(statement, values).fetchall()

    def has_table(self, name: str) -> bool:
        """As `Database.has_table`."""
        return bool(self.rows("SELECT 1 FROM sqlite_master WHERE name = ?", name))

    def check(self) -> None:
        """As `Database.check`."""
        found = [str(row[0]) for row in self.rows("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise HallFileDamaged(reason=found[0][:60])

    def begin(self, commands: Sequence[str]) -> tuple[HallRow, list[tuple[Any, ...]]]:
        """As `Database.begin`."""
        if not self._turn.acquire(BUSY_MS / 1000):
            raise HallBusy
        try:
            with _worded():
                self._file.execute("BEGIN IMMEDIATE")
                row = self._file.execute(_HALL).fetchone()
                wanted = msgspec.json.encode(commands).decode()
                return HallRow.of(row), self._file.execute(_DONE, (wanted,)).fetchall()
        except BaseException:
            self.rollback()
            raise

    def write(self, writing: Writing) -> None:
        """As `Database.write`."""
        try:
            with _worded():
                self._write(writing)
                self._file.execute("COMMIT")
        except BaseException:
            self.rollback()
            raise
        self._turn.release()

    def release(self) -> None:
        """As `Database.release`."""
        self.rollback()

    def rollback(self) -> None:
        """As `Database.rollback`."""
        try:
            if self._file.in_transaction:
                with _worded():
                    self._file.execute("ROLLBACK")
        finally:
            self._turn.release()

    def look(self) -> HallRow | None:
        """As `Database.look`."""
        with _worded():
            (version,) = self._file.execute("PRAGMA data_version").fetchone()
            if version == self._version:
                return None
            self._version = version
        return self.hall()

    def hall(self) -> HallRow:
        """As `Database.hall`."""
        ((*row,),) = self.rows(_HALL)
        return HallRow.of(row)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """As `Database.reading`."""
        with _worded():
            self._file.execute("BEGIN")
        try:
            yield
        finally:
            self.rollback()

    def close(self) -> None:
        """As `Database.close`."""
        self._file.close()
        self._turn.release()

    def _write(self, writing: Writing) -> None:
        every = self._file.executemany
        if writing.arrangement is not None:
            self._arrange(writing)
        every(_ADD_TICKET, map(astuple, writing.new_tickets))
        every(_VACATE, [(id_,) for id_ in writing.vacated])
        for moved in (writing.left, writing.at_window):
            every(
                _MOVE_TICKET,
                [(*(getattr(row, name) for name in MOVED), row.id) for row in moved],
            )
        every(_ADD_EVENT, map(astuple, writing.events))
        every(
            _SET_WINDOW,
            [
                (record.standing.value, record.reason, record.person, code)
                for code, record in writing.windows.items()
            ],
        )
        every(
            _SET_APPOINTMENT,
            [
                (
                    *(one.id, one.day.isoformat(), one.code, one.service_code),
                    *(moment(one.slot), one.holder, one.ticket_id),
                )
                for one in writing.appointments
            ],
        )
        closed = writing.closed and writing.closed.isoformat()
        day = writing.day.isoformat()
        self._file.execute(_SET_HALL, (writing.seq, day, closed, writing.revision))

    def _arrange(self, writing: Writing) -> None:
        every, wanted = self._file.executemany, writing.arrangement
        assert wanted is not None
        # prefixes may be exchanged: each lets go of its own first
        every(
            _FREE_PREFIX,
            [(f"~{chr(ord('一') + n)}", one.code) for n, one in enumerate(wanted.services)],
        )
        every(
            _SET_SERVICE,
            [
                (
                    *(one.code, one.prefix, one.name, one.hint, as_json(one.hours, ())),
                    *(one.name_en, one.hint_en, place),
                )
                for place, one in enumerate(wanted.services)
            ],
        )
        every(
            _SET_UP_WINDOW,
            [
                (one.code, as_json(one.serves, ()), one.direction, place)
                for place, one in enumerate(wanted.windows)
            ],
        )


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
        with _worded():
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def watch(path: Path) -> Iterator[SqliteWatch]:
    """Watch the file through a connection of its own."""
    with closing(connect(path)) as connection:
        yield SqliteWatch(connection)


def failure_of(error: sqlite3.Error) -> Failure:
    """The failure that `error` means for the clerk."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return HallBusy()
    if code == sqlite3.SQLITE_CONSTRAINT:
        return HistoryDamaged(reason=str(error))
    return _KINDS.get(code, HallUnreachable)(reason=name)


_KINDS: dict[int, type[Failure]] = {
    sqlite3.SQLITE_NOTADB: NoHallInFile,
    sqlite3.SQLITE_CORRUPT: HallFileDamaged,
    sqlite3.SQLITE_FULL: HallDiskFull,
    sqlite3.SQLITE_READONLY: HallFileRefused,
    sqlite3.SQLITE_PERM: HallFileRefused,
    sqlite3.SQLITE_CANTOPEN: HallFileRefused,
}


@contextmanager
def _worded() -> Iterator[None]:
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a fault of ours
    except sqlite3.Error as error:
        raise failure_of(error) from error
