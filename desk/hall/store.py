"""Making, upgrading and opening the store of a hall's queue.

A hall is named by an SQLAlchemy URL (`sqlite_url` makes one from a path). Its tables are made
and changed by the Alembic migrations in this room, in one transaction: a hall is whole or not
there at all.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, insert, inspect, select, text

from desk.domain.tickets import Service, Window
from desk.hall import tables
from desk.hall.adapters import adapter_for, reading
from desk.hall.adapters.server import read_address
from desk.hall.change import PREFIXES
from desk.hall.failures import (
    HallAlreadyThere,
    HallTooNew,
    HallTooOld,
    HallUnreachable,
)
from desk.hall.queue import HallQueue
from desk.hall.records import local_day

SCHEMA = "0003"
"""The migration that this program needs; a later one sorts behind it."""

CHINA = 480
"""Minutes ahead of UTC: one time for the whole country, without summer time."""

MIGRATIONS = Path(__file__).parent / "migrations"


def now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


def sqlite_url(path: Path) -> str:
    """The URL of a hall in the SQLite file at `path`."""
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


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

    Raises `HallAlreadyThere`, `HallUnreachable`, `HallKindUnknown`, and ValueError when two
    services share a code or a prefix, or one takes a letter that priorities use.
    """
    prefixes = [service.prefix for service in services]
    if len({*prefixes, *PREFIXES.values()}) < len(prefixes) + len(PREFIXES):
        raise ValueError("every service needs a prefix of its own, other than V and Y")
    engine = _engine(url, make=True)
    try:
        with engine.begin() as connection:
            if _schema(connection) is not None:
                raise HallAlreadyThere
            _migrate(connection)
            connection.execute(
                insert(tables.hall).values(
                    id=1,
                    code=code,
                    name=name,
                    utc_offset_min=utc_offset_min,
                    seq=0,
                    day=local_day(clock() if clock else now(), utc_offset_min),
                )
            )
            _add_services(connection, services)
            _add_windows(connection, windows)
    finally:
        engine.dispose()


def upgrade_hall(url: str) -> None:
    """Bring a hall of an older version up to this one; nothing in it is lost.

    Raises `HallUnreachable`, `HallTooNew`.
    """
    engine = _engine(url)
    try:
        with engine.begin() as connection:
            found = _schema(connection)
            if found is None:
                raise HallUnreachable(reason="no hall there")
            if found > SCHEMA:
                raise HallTooNew(found=found, wanted=SCHEMA)
            _migrate(connection)
    finally:
        engine.dispose()


def open_hall(url: str, *, clock: Callable[[], datetime] | None = None) -> HallQueue:
    """The queue of the hall at `url`.

    `clock` must give aware times; without one the server's clock counts, or this machine's
    when the hall is a file.

    Raises `HallUnreachable`, `HallTooOld`, `HallTooNew`, `HallKindUnknown`, `HallBusy`.
    """
    engine = _engine(url)
    try:
        with reading(engine) as connection:
            found = _schema(connection)
            if found is None or connection.scalar(select(tables.hall.c.id)) is None:
                raise HallUnreachable(reason="no hall there")
            if found != SCHEMA:
                raise (HallTooNew if found > SCHEMA else HallTooOld)(found=found, wanted=SCHEMA)
    except BaseException:
        engine.dispose()
        raise
    return HallQueue(engine, clock)


def parse(url: str) -> URL:
    """Take the URL of a hall apart. Raises `HallKindUnknown`."""
    return read_address(url)


def has_own_clock(url: str) -> bool:
    """Whether the times of the hall at `url` are another machine's. Raises `HallKindUnknown`."""
    host = parse(url).host or ""
    return host not in ("", "localhost", "::1") and not host.startswith(("127.", "/"))


def _engine(url: str, *, make: bool = False) -> Engine:
    parsed = parse(url)
    return adapter_for(parsed.get_backend_name()).engine(parsed, make=make)


def _schema(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    adapter = adapter_for(connection.dialect.name)
    adapter.take_time(connection)
    command.upgrade(config, "head")
    adapter.grant_roles(connection)


def _add_services(connection: Connection, services: Sequence[Service]) -> None:
    for place, service in enumerate(services):
        connection.execute(
            insert(tables.service).values(
                code=service.code,
                prefix=service.prefix,
                name=service.name,
                hint=service.hint,
                hours=service.hours,
                name_en=service.name_en,
                hint_en=service.hint_en,
                place=place,
            )
        )


def _add_windows(connection: Connection, windows: Sequence[Window | str]) -> None:
    for place, given in enumerate(windows):
        window = Window(given) if isinstance(given, str) else given
        connection.execute(
            insert(tables.window).values(
                code=window.code, serves=window.serves, direction=window.direction, place=place
            )
        )
