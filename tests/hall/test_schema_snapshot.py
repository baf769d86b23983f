"""docs/schema/hall.sql, made from a SQLite file, also tells of PostgreSQL: the same tables."""

import sqlite3
from contextlib import closing

from tests.docs.schemas import FOLDER
from tests.postgres import Cluster


def test_a_hall_on_postgresql_has_the_tables_of_the_snapshot(
    cluster: Cluster, server_url: str
) -> None:
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript((FOLDER / "hall.sql").read_text("utf-8"))
        wanted = {
            (table, column[1])
            for (table,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for column in made.execute(f'PRAGMA table_info("{table}")')
        }
    with closing(cluster.connect(server_url.rpartition("/")[2])) as server:
        found = server.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public'"
        ).fetchall()
    assert set(found) == wanted
