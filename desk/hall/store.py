"""Opening the store of a hall's queue; `desk.hall.schema` makes and upgrades one.

A hall is named by a URL: ``sqlite:///PATH`` (`sqlite_url` makes one from a path) or
``postgresql://USER@HOST/DATABASE``.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from desk.domain.tickets import Service, Window
from desk.hall.adapters import Database, open_database, rows
from desk.hall.failures import HallTooNew, HallTooOld
from desk.hall.file_failures import HallMissing
from desk.hall.queue import HallQueue

SCHEMA = "0005"
"""The migration that this program needs; a later one sorts behind it."""

CHINA = 480
"""Minutes ahead of UTC: one time for the whole country, without summer time."""


def sqlite_url(path: Path) -> str:
    """The URL of a hall in the SQLite file at `path`."""
    return f"sqlite:///{quote(str(path), safe=' +/')}"


def create_hall(
    url: str,
    code: str,
    name: str,
    services: Sequence[Service],
    windows: Sequence[Window | str],
    *,
    utc_offset_min: int = CHINA,
    clock: Callable[[], datetime] | None = None,
) -> None:
    """Make a hall with these services and windows, in the order given.

    A window that is only named by its code serves everything.

    Raises `HallAlreadyThere`, `HallUnreachable`, `HallKindUnknown`, and `PrefixTaken` when two
    services share a prefix, or one takes a letter that priorities use.
    """
    from desk.hall import schema  # SQLAlchemy and Alembic, which nobody else needs

    schema.create_hall(
        url, code, name, services, windows, utc_offset_min=utc_offset_min, clock=clock
    )


def upgrade_hall(url: str) -> None:
    """Bring a hall of an older version up to this one; nothing in it is lost.

    Raises `HallUnreachable` and its kinds, `HallTooNew`.
    """
    from desk.hall import schema

    schema.upgrade_hall(url)


def open_hall(url: str, *, clock: Callable[[], datetime] | None = None) -> HallQueue:
    """The queue of the hall at `url`.

    `clock` must give aware times; without one the server's clock counts, or this machine's
    when the hall is a file.

    Raises `HallUnreachable` and its kinds, `HallTooOld`, `HallTooNew`, `HallKindUnknown`,
    `HallBusy`.
    """
    database = open_database(url)
    try:
        require_version(database)
    except BaseException:
        database.close()
        raise
    return HallQueue(database, clock)


def require_version(database: Database) -> None:
    """Raise `HallMissing`, `HallTooOld` or `HallTooNew` unless there is a hall of this version."""
    found = version_of(database)
    if found is None or not database.rows(rows.FACTS):
        raise HallMissing(reason="no hall there")
    if found != SCHEMA:
        raise (HallTooNew if found > SCHEMA else HallTooOld)(found=found, wanted=SCHEMA)


def version_of(database: Database) -> str | None:
    """The last migration that made the tables there; None where there are none."""
    if not database.has_table("alembic_version"):
        return None
    found = database.rows(rows.SCHEMA)
    return str(found[0][0]) if found else None
