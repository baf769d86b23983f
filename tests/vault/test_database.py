"""The window's database is durable, answers readers at any time, and never blabs."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Column, Engine, Integer, LargeBinary, MetaData, Table, text
from sqlalchemy.exc import IntegrityError, StatementError

from desk.vault.database import DatabaseBroken, DatabaseBusy, Moment, open_database, reading
from desk.vault.durable import DiskFull, DiskRefused
from desk.vault.files import FileVault
from desk.vault.sealing import Sealer
from tests.vault.conftest import KEY

NAME = "覃𠅤麗"
tables = MetaData()
people = Table(
    "people",
    tables,
    Column("id", Integer, primary_key=True),
    Column("name", LargeBinary),
    Column("at", Moment),
)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = open_database(tmp_path / "window.db")
    with engine.begin() as connection:
        tables.create_all(connection)
    return engine


def add(engine: Engine, **values: object) -> None:
    with engine.begin() as connection:
        connection.execute(people.insert().values(**values))


def test_a_commit_is_durable_and_keys_are_enforced(engine: Engine) -> None:
    with reading(engine) as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_times_come_back_aware_and_sort_as_they_pass(engine: Engine) -> None:
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=timezone(timedelta(hours=8)))
    later = datetime(2026, 11, 24, 4, 0, 0, 1, tzinfo=UTC)
    add(engine, at=later)
    add(engine, at=noon)
    with reading(engine) as connection:
        stored = connection.execute(people.select().order_by(people.c.at)).all()
    assert [row.at for row in stored] == [noon, later]
    with pytest.raises(StatementError, match="zone"):
        add(engine, at=datetime(2026, 11, 24))  # noqa: DTZ001 — that is the fault


def test_a_reader_neither_waits_for_a_writer_nor_sees_half_of_it(engine: Engine) -> None:
    add(engine, id=1)
    with engine.begin() as writer:
        writer.execute(people.insert().values(id=2))
        with reading(engine) as reader:
            assert reader.execute(people.select()).all() == [(1, None, None)]


def test_a_writer_holds_the_lock_from_its_first_moment(engine: Engine, tmp_path: Path) -> None:
    other = open_database(tmp_path / "window.db")
    with other.connect() as impatient:
        impatient.exec_driver_sql("PRAGMA busy_timeout = 20")
        impatient.rollback()
        with engine.begin(), pytest.raises(DatabaseBusy):
            impatient.execute(people.select())


def test_an_error_quotes_no_personal_data(engine: Engine) -> None:
    add(engine, id=1, name=NAME.encode())
    with pytest.raises(IntegrityError) as caught:
        add(engine, id=1, name=NAME.encode())
    assert NAME not in str(caught.value)
    assert repr(NAME.encode()) not in str(caught.value)


def test_a_full_disk_rolls_back_and_says_so(engine: Engine) -> None:
    add(engine, id=1)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.commit()
        with pytest.raises(DiskFull):
            connection.execute(people.insert().values(id=2, name=b"x" * 100_000))
        connection.rollback()
    with reading(engine) as connection:
        assert connection.execute(people.select()).all() == [(1, None, None)]


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DiskRefused):
        open_database(tmp_path / "file" / "below" / "window.db")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "window.db"
    path.write_bytes(b"something else" * 1000)
    with pytest.raises(DatabaseBroken), open_database(path).begin() as connection:
        connection.execute(text("SELECT 1"))
    assert path.read_bytes() == b"something else" * 1000


def test_a_planted_name_is_found_in_no_file_of_the_profile(engine: Engine, tmp_path: Path) -> None:
    sealer = Sealer(KEY)
    number = "11010519491231002X"
    for row in range(50):
        add(engine, id=row, name=sealer.seal_json({"name": NAME, "number": number}, f"p:{row}"))
    FileVault(tmp_path / "files", KEY).put(NAME.encode() * 100)
    contents = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {"window.db", "window.db-wal"} < set(contents)
    for form in (NAME.encode(), NAME.encode("utf-16-le"), NAME.encode("gb18030"), number.encode()):
        assert [name for name, content in contents.items() if form in content] == []


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.vault.test_database import add, open_database, people, tables
engine = open_database(Path(sys.argv[1]))
with engine.begin() as connection:
    tables.create_all(connection)
add(engine, id=1)
with engine.begin() as connection:
    connection.execute(people.insert().values(id=2))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_process_leaves_what_was_committed_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "window.db"
    dead = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert dead.returncode == -9
    with reading(open_database(path)) as connection:
        assert connection.execute(people.select()).all() == [(1, None, None)]
