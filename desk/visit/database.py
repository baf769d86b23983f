"""Opening the window's database, with every package's tables as this version needs them."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from desk.vault.database import open_database, reading
from desk.visit.failures import ProfileTooNew

SCHEMA = "0010"
"""The migration that this program needs; a later one sorts behind it."""

MIGRATIONS = Path(__file__).parent / "migrations"


def open_window_database(path: Path) -> Engine:
    """The database at `path`, made or brought up to date in one transaction.

    Raises `ProfileTooNew`, or what `open_database` and its engine raise.
    """
    engine = open_database(path)
    try:
        with reading(engine) as connection:
            found = _found(connection)
        if found != SCHEMA:
            with engine.begin() as connection:
                _upgrade(connection, _found(connection))
    except BaseException:
        engine.dispose()
        raise
    return engine


def _found(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def _upgrade(connection: Connection, found: str) -> None:
    """Migrate while the write lock is held; another window may just have done it."""
    if found > SCHEMA:
        raise ProfileTooNew
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
