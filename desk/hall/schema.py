"""Making a hall's tables and upgrading them, by the Alembic migrations in this package.

Each happens in one transaction: a hall is whole or not there at all.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert
from sqlalchemy.exc import DBAPIError

from desk.domain.clock import local_day, utc_now
from desk.domain.tickets import Service, Window
from desk.hall import tables
from desk.hall.adapters import open_database, require_known
from desk.hall.adapters.migrating import engine_for, failure_of, grant
from desk.hall.failures import HallAlreadyThere, HallTooNew
from desk.hall.file_failures import HallMissing
from desk.hall.rules_of_windows import require_own_prefixes
from desk.hall.store import SCHEMA, version_of

MIGRATIONS = Path(__file__).parent / "migrations"


def create_hall(
    url: str,
    code: str,
    name: str,
    services: Sequence[Service],
    windows: Sequence[Window | str],
    *,
    utc_offset_min: int,
    clock: Callable[[], datetime] | None,
) -> None:
    """As `desk.hall.store.create_hall`."""
    require_own_prefixes([service.prefix for service in services])
    now = (clock or utc_now)()
    with _writing(url, make=True) as connection:
        if connection.dialect.has_table(connection, "alembic_version"):
            raise HallAlreadyThere
        _migrate(connection)
        day = local_day(now, utc_offset_min)
        facts = {"id": 1, "code": code, "name": name, "utc_offset_min": utc_offset_min}
        connection.execute(insert(tables.hall).values(**facts, seq=0, day=day))
        for place, service in enumerate(services):
            columns = {name: getattr(service, name) for name in Service.__struct_fields__}
            connection.execute(insert(tables.service).values(**columns, place=place))
        for place, given in enumerate(windows):
            window = Window(given) if isinstance(given, str) else given
            columns = {name: getattr(window, name) for name in Window.__struct_fields__}
            connection.execute(insert(tables.window).values(**columns, place=place))


def upgrade_hall(url: str) -> None:
    """As `desk.hall.store.upgrade_hall`."""
    database = open_database(url)
    try:
        database.check()
        found = version_of(database)
    finally:
        database.close()
    if found is None:
        raise HallMissing(reason="no hall there")
    if found > SCHEMA:
        raise HallTooNew(found=found, wanted=SCHEMA)
    with _writing(url) as connection:
        _migrate(connection)


@contextmanager
def _writing(url: str, *, make: bool = False) -> Iterator[Connection]:
    """A transaction for a migration; with `make` the place may be empty still."""
    engine = engine_for(require_known(url), make=make)
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        failure = failure_of(error.orig)
        raise failure or error from error
    finally:
        engine.dispose()


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    grant(connection)
