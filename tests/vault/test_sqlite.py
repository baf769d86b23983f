"""SQLite's own errors say which fault a file has; what was asked wrongly is no fault of it."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from desk.vault.sqlite import SqliteFault, fault_of, make_private, name_of, prepare


def connected(path: Path, *pragmas: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    prepare(connection, *pragmas)
    return connection


def filled(path: Path) -> Path:
    """A database of some pages."""
    with closing(connected(path)) as file:
        file.execute("CREATE TABLE page (id INTEGER PRIMARY KEY, text TEXT)")
        file.executemany("INSERT INTO page (text) VALUES (?)", [("x" * 900,)] * 200)
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def fault(work: sqlite3.Connection, statement: str) -> SqliteFault | None:
    with pytest.raises(sqlite3.Error) as raised:
        work.execute(statement).fetchall()
    return fault_of(raised.value)


@pytest.mark.skipif("sys.platform == 'win32'", reason="files have no modes there")
def test_a_new_file_is_its_users_alone_and_a_commit_is_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    make_private(path)
    filled(path)
    with closing(connected(path)) as file:
        file.execute("INSERT INTO page (text) VALUES ('y')")
        for name in (path, path.with_name("new.db-wal")):
            assert stat.S_IMODE(name.stat().st_mode) == 0o600
        told = [file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous",)]
        assert told == [2]
        assert file.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    before = path.stat().st_size
    make_private(path)
    assert path.stat().st_size == before, "a file that is there is left as it is"


def test_another_file_and_a_damaged_one_are_told_apart(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("this is a letter, and long enough to be taken for a database" * 20)
    with pytest.raises(sqlite3.Error) as raised:
        connected(other)
    assert fault_of(raised.value) is SqliteFault.NO_DATABASE
    assert name_of(raised.value) == "SQLITE_NOTADB"

    path = filled(tmp_path / "damaged.db")
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with closing(connected(path)) as file:
        assert fault(file, "SELECT count(text) FROM page") is SqliteFault.DAMAGED


def test_a_file_that_another_writes_is_busy(tmp_path: Path) -> None:
    path = filled(tmp_path / "busy.db")
    with closing(connected(path)) as one, closing(connected(path, "busy_timeout = 10")) as other:
        one.execute("BEGIN IMMEDIATE")
        assert fault(other, "BEGIN IMMEDIATE") is SqliteFault.BUSY


def test_a_disk_without_space_and_one_that_may_not_be_written(tmp_path: Path) -> None:
    path = filled(tmp_path / "full.db")
    with closing(connected(path)) as file:
        file.execute("PRAGMA max_page_count = 1")
        many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
        many += "INSERT INTO page (text) SELECT hex(zeroblob(2000)) FROM n"
        assert fault(file, many) is SqliteFault.FULL
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        assert fault(file, "DELETE FROM page") is SqliteFault.REFUSED
    with pytest.raises(sqlite3.Error) as raised:
        connected(tmp_path / "no folder" / "file.db")
    assert fault_of(raised.value) is SqliteFault.REFUSED


def test_a_wrong_statement_is_no_fault_of_the_file(tmp_path: Path) -> None:
    with closing(connected(filled(tmp_path / "good.db"))) as file:
        assert fault(file, "SELECT nothing FROM nowhere") is None
        assert fault(file, "INSERT INTO page (id) VALUES (1)") is None
