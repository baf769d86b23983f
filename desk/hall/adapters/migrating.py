"""What only the migrations need: SQLAlchemy's engines on a hall's database, and its guards."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event

from desk.domain.failures import Failure
from desk.hall.adapters.server import Address, server_of

LONG_S = 3_600.0
"""How long a change of the tables themselves may take, in seconds."""


def engine_for(address: Address, *, make: bool = False) -> Engine:
    """An engine on the database; its transactions may write, and take as long as it needs.

    With `make` the file may be missing still, and a schema that the address names is made.
    """
    if address.kind == "sqlite":
        from desk.hall.adapters import sqlite

        path = sqlite.path_of(address)
        engine = create_engine(
            "sqlite://", creator=lambda: sqlite.connect(path, make=make), poolclass=NullPool
        )
        event.listen(engine, "begin", _begin_immediate)
        return engine
    from desk.hall.adapters import guards, postgres

    server = server_of(address)

    def reach() -> Any:
        wire = postgres.connect(server)
        wire.patience_s = LONG_S
        if make and server.schema:
            guards.make_schema(wire, server.schema)
        wire.execute(f"SET statement_timeout = '{LONG_S:.0f}s'")
        wire.autocommit = False
        return wire

    return create_engine(
        "postgresql+psycopg://",
        creator=reach,
        poolclass=NullPool,
        hide_parameters=True,
        use_native_hstore=False,
    )


def failure_of(error: BaseException | None) -> Failure | None:
    """The failure that a driver's error means; None for a broken rule of the tables."""
    if isinstance(error, sqlite3.Error):
        from desk.hall.adapters import sqlite

        return None if isinstance(error, sqlite3.IntegrityError) else sqlite.failure_of(error)
    from desk.hall.adapters import postgres

    return postgres.failure_of_migration(error)


def forbid_changes(connection: Connection, table: str) -> None:
    """From now on rows of `table` can be added, never altered or removed."""
    if connection.dialect.name == "postgresql":
        from desk.hall.adapters import guards

        guards.forbid_changes(connection, table)
        return
    for what in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the history of a hall is never altered'); END"
        )


def announce(connection: Connection, table: str) -> None:
    """From now on watches hear at once of rows added to `table` (by its column `seq`).

    On SQLite the version of the file tells them.
    """
    if connection.dialect.name == "postgresql":
        from desk.hall.adapters import guards

        guards.announce(connection, table)


def grant(connection: Connection) -> None:
    """Let the hall's programs do what they need, and no more; repeated after every migration.

    Who may write the file of a hall on SQLite may do everything.
    """
    if connection.dialect.name == "postgresql":
        from desk.hall.adapters import guards

        guards.grant(connection)


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
