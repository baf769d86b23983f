"""The hall on PostgreSQL: one database, or one schema of it, for all windows of a hall."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event

from desk.hall.adapters import READ_ONLY, Watch

LOCK = 0x68616C6C


class Postgres:
    """The adapter for ``postgresql://USER@HOST/DATABASE``."""

    def engine(self, url: URL, *, make: bool = False) -> Engine:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={"autocommit": True},
            hide_parameters=True,
            use_native_hstore=False,
        )
        event.listen(engine, "begin", _begin)
        return engine

    def forbid_changes(self, connection: Connection, table: str) -> None:
        raise NotImplementedError

    def watch(self, url: URL) -> AbstractContextManager[Watch]:
        raise NotImplementedError

    @contextmanager
    def together(self, connection: Connection) -> Iterator[None]:
        plain: Any = connection.connection.dbapi_connection
        assert isinstance(plain, psycopg.Connection)
        with plain.pipeline():
            yield


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(READ_ONLY, False):
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    else:
        connection.exec_driver_sql(f"BEGIN; SELECT pg_advisory_xact_lock({LOCK})")
