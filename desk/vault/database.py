"""The window's own database: one SQLite file, shared by the packages that store something.

Each package declares its tables on `metadata` in its own ``tables.py``. Columns with personal data
are blobs that the package's store seals with a `Sealer`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import Connection, Dialect, Engine, MetaData, String, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.types import TypeDecorator

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.vault.durable import DiskFull, DiskRefused, disk_failure, make_folder
from desk.vault.sqlite import PERSONAL, SqliteFault, fault_of, make_private, name_of, prepare

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_READ_ONLY = "hall_desk_read_only"


class DatabaseBusy(Failure):
    """Another transaction kept the database longer than anyone should."""

    code: ClassVar[str] = "DBS-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The database is busy")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The last step was not stored.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Do the last step again.")


class DatabaseBroken(Failure):
    """The file is damaged or no database."""

    code: ClassVar[str] = "DBS-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The database is damaged")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It cannot be read, and nothing was written to it."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Leave the file as it is and give the code to support."
    )


class Moment(TypeDecorator[datetime]):
    """An aware time, stored as ISO 8601 text in UTC with microseconds: it sorts as it passes."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def moment_text(value: datetime) -> str:
    """A time as `Moment` columns hold it. Raises ValueError for one without a zone."""
    if value.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def open_database(path: Path) -> Engine:
    """Open or make the SQLite file at `path`; its tables are made by the migrations.

    Write with ``engine.begin()``: it takes the write lock at once (``BEGIN IMMEDIATE``), so
    that what was read inside still holds when it is written, and a commit is on the disk when
    it returns. Read with `reading`. Trouble with the disk comes out as `DiskFull`,
    `DiskRefused`, `DatabaseBusy` or `DatabaseBroken`; no error quotes a parameter.
    """
    make_folder(path.parent)
    try:
        make_private(path)
    except OSError as error:
        raise disk_failure(error) from error
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _word)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the database that waits for no writer."""
    with engine.connect() as connection, connection.execution_options(**{_READ_ONLY: True}).begin():
        yield connection


def _prepare(connection: Any, _record: Any) -> None:
    prepare(connection, *PERSONAL)


def _begin(connection: Connection) -> None:
    read_only = connection.get_execution_options().get(_READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _word(context: ExceptionContext) -> None:
    error = context.original_exception
    if isinstance(error, sqlite3.Error) and (fault := fault_of(error)) is not None:
        raise _FAILURES[fault](reason=name_of(error)) from error


_FAILURES: dict[SqliteFault, type[Failure]] = {
    SqliteFault.FULL: DiskFull,
    SqliteFault.REFUSED: DiskRefused,
    SqliteFault.BUSY: DatabaseBusy,
    SqliteFault.DAMAGED: DatabaseBroken,
    SqliteFault.NO_DATABASE: DatabaseBroken,
}
