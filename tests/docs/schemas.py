"""docs/schema: the tables of each database as the newest migration leaves them, as SQL."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desk.hall import create_hall, sqlite_url
from desk.practice.database import PracticeDatabase
from desk.qt.language_files import ROOT
from desk.visit.database import open_window_database

FOLDER = ROOT / "docs" / "schema"
_CONSTRAINT = re.compile(r"(CONSTRAINT|PRIMARY KEY|UNIQUE|CHECK|FOREIGN KEY)\b")


def _hall(path: Path) -> None:
    create_hall(sqlite_url(path), "hall", "", [], [])


def _window(path: Path) -> None:
    open_window_database(path).dispose()


def _practice(path: Path) -> None:
    PracticeDatabase(path).close()


SCHEMAS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "hall.sql": (
        "The hall's queue, in one SQLite file. PostgreSQL has the same tables; there the history\n"
        "is guarded by triggers of its own and by grants.",
        _hall,
    ),
    "window.sql": (
        "What one window keeps (window.db). A kiosk's kiosk.db is made by the same migrations.",
        _window,
    ),
    "practice.sql": ("The practice region's own file.", _practice),
}
"""File name → what it holds, and how such a database is made at a path."""


def snapshot(name: str, folder: Path) -> str:
    """The SQL of a new database of this kind, made in `folder`."""
    about, make = SCHEMAS[name]
    path = folder / f"{name}.db"
    make(path)
    told = "".join(f"-- {line}\n" for line in about.splitlines())
    note = "-- Made by `python -m tests.docs`; change the migrations, not this file.\n\n"
    return told + note + tables_of(path)


def tables_of(path: Path) -> str:
    """Tables, indexes and triggers of the SQLite file at `path`, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "ORDER BY tbl_name, type <> 'table', type, name"
        ).fetchall()
    return "\n\n".join(f"{_laid_out(sql)};" for (sql,) in rows) + "\n"


def _laid_out(sql: str) -> str:
    """A table with one column or constraint a line, everything else as it was written.

    Constraints are sorted: Alembic writes a table that it made anew with them in any order.
    """
    if not sql.startswith("CREATE TABLE"):
        return sql
    head, _, rest = sql.partition("(")
    body, _, tail = rest.rpartition(")")
    parts = [" ".join(part.split()) for part in _parts(body)]
    columns = [part for part in parts if not _CONSTRAINT.match(part)]
    constraints = sorted(part for part in parts if _CONSTRAINT.match(part))
    lines = ",\n".join(f"    {part}" for part in columns + constraints)
    return f"{head.rstrip()} (\n{lines}\n){tail}"


def _parts(body: str) -> list[str]:
    """What stands between the commas that are in no brackets."""
    parts, depth = [""], 0
    for character in body:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts
