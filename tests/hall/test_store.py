"""Making, opening and upgrading a hall, and everything that can be in the way."""

import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from desk.domain.tickets import Service
from desk.hall import (
    HallQueue,
    create_hall,
    open_hall,
    schema,
    sqlite_url,
    store,
    tables,
    upgrade_hall,
)
from desk.hall.adapters import sqlite
from desk.hall.adapters.turns import TurnLock
from desk.hall.failures import (
    HallAlreadyThere,
    HallBusy,
    HallKindUnknown,
    HallTooNew,
    HallTooOld,
    HallUnreachable,
)
from desk.hall.file_failures import HallDiskFull, HallFileRefused, HallMissing, NoHallInFile
from tests.hall.halls import SERVICES, WINDOWS, make_hall, on_a_file


def test_a_path_with_any_characters_can_hold_a_hall(tmp_path: Path) -> None:
    folder = tmp_path / "南宁 #1 100%?&"
    folder.mkdir()
    url = make_hall(folder)
    with open_hall(url) as queue:
        assert queue.services() == SERVICES
    assert (folder / "hall.db").exists()


def test_a_hall_that_is_there_is_not_made_again(url: str, queue: HallQueue) -> None:
    queue.take("A")
    with pytest.raises(HallAlreadyThere):
        create_hall(url, "XX", "another", SERVICES, WINDOWS)
    assert queue.snapshot("1").hall_name == "南宁市民中心"
    assert len(queue.standings()) == 1


def test_a_hall_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "hall.db")
    twice = (SERVICES[0], Service("A", "X", "twice the same code"))
    with pytest.raises(Exception, match="UNIQUE"):
        create_hall(url, "NN01", "half", twice, WINDOWS)
    with pytest.raises(HallUnreachable):
        open_hall(url)
    create_hall(url, "NN01", "whole", SERVICES, WINDOWS)
    with open_hall(url) as queue:
        assert queue.snapshot("1").hall_name == "whole"


@pytest.mark.parametrize("prefix", ["A", "V", "Y"])
def test_two_services_cannot_share_a_letter(tmp_path: Path, prefix: str) -> None:
    services = (SERVICES[0], Service("Z", prefix, "another"))
    with pytest.raises(ValueError, match="prefix"):
        create_hall(sqlite_url(tmp_path / "hall.db"), "NN01", "x", services, WINDOWS)
    assert not (tmp_path / "hall.db").exists()


def test_a_missing_hall_is_said_to_be_missing_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(HallMissing, match="no such file"):
        open_hall(sqlite_url(tmp_path / "nowhere.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_hall_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("this is a letter to the mayor, not a database" * 50)
    with pytest.raises(NoHallInFile, match="NOTADB"):
        open_hall(sqlite_url(tmp_path / "text.db"))
    sqlite3.connect(tmp_path / "other.db").executescript("CREATE TABLE x (y); ").close()
    for broken in (open_hall, upgrade_hall):
        with pytest.raises(HallMissing, match="no hall there"):
            broken(sqlite_url(tmp_path / "other.db"))


@pytest.mark.parametrize("url", ["mysql://hall/queue", "sqlite://", "what?", "sqlite:///:memory:"])
def test_an_address_that_no_adapter_speaks_is_refused(url: str) -> None:
    with pytest.raises(HallKindUnknown):
        open_hall(url)


@on_a_file
def test_a_hall_of_another_version_is_not_touched(url: str, tmp_path: Path) -> None:
    _set_version(tmp_path / "hall.db", "0000")
    with pytest.raises(HallTooOld, match=rf"0000.*{store.SCHEMA}"):
        open_hall(url)
    _set_version(tmp_path / "hall.db", "9999")
    with pytest.raises(HallTooNew):
        open_hall(url)
    with pytest.raises(HallTooNew):
        upgrade_hall(url)


def test_upgrading_a_hall_of_this_version_changes_nothing(url: str, queue: HallQueue) -> None:
    ticket = queue.take("A")
    upgrade_hall(url)
    assert queue.ticket(ticket.id) == ticket


@on_a_file
def test_a_hall_kept_by_somebody_else_is_busy(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MS", 50)
    other = sqlite3.connect(tmp_path / "hall.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_hall(url) as queue:
        with pytest.raises(HallBusy):
            queue.take("A")
        assert queue.snapshot("1").queue == ()  # looking waits for nobody
        other.execute("ROLLBACK")
        assert queue.take("A").number == "A001"
    other.close()


@on_a_file
def test_a_hall_that_loses_its_disk_says_so(url: str, tmp_path: Path) -> None:
    with open_hall(url) as queue:
        queue.take("A")
    # no room for another page: what SQLite says when the disk is full
    shutil.copy(tmp_path / "hall.db", tmp_path / "full.db")
    with open_hall(sqlite_url(tmp_path / "full.db")) as queue:
        file = _file_of(queue)
        (pages,) = file.execute("PRAGMA page_count").fetchone()
        file.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(HallDiskFull, match="SQLITE_FULL"):
            _fill(queue)
        assert queue.project() == queue.standings()


@on_a_file
def test_the_migrations_make_the_tables_of_the_code(url: str, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'hall.db'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()


def test_the_code_asks_for_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [store.SCHEMA]


def test_only_the_adapters_speak_of_a_database() -> None:
    room = Path(store.__file__).parent
    found = [
        f"{path.name}: {line.strip()}"
        for path in room.rglob("*.py")
        if path.parent.name != "adapters"
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"PRAGMA|import sqlite3|psycopg|exec_driver_sql|BEGIN ", line)
    ]
    assert found == []


def test_the_tables_can_be_made_on_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in tables.metadata.sorted_tables:
        CreateTable(table).compile(dialect=dialect)
        for index in table.indexes:
            CreateIndex(index).compile(dialect=dialect)


HEAVY = (
    *("sqlalchemy", "alembic", "psycopg", "keyring", "cryptography", "PySide6", "httpx", "ssl"),
    *("asyncio", "statistics", "starlette"),
)


def test_a_command_on_a_hall_in_a_file_loads_nothing_heavy(tmp_path: Path) -> None:
    """Whoever gives a number by a command waits for every import: 0.15 s are enough for all."""
    url = sqlite_url(tmp_path / "hall.db")
    create_hall(url, "NN01", "x", SERVICES, WINDOWS)
    told = "import sys; from desk.cli import main\n"
    for words in (["take", "A"], ["call", "--window", "3"], ["finish", "--window", "3"]):
        told += f"main(['hall', *{words!r}, '--hall', {url!r}])\n"
    told += f"print([name for name in sys.modules if name in {HEAVY!r}])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    with open_hall(url) as queue:
        assert [event.move for event in queue.events_since(0)][-1] == "finished"


def _file_of(queue: HallQueue) -> sqlite3.Connection:
    database = queue._database
    assert isinstance(database, sqlite.SqliteDatabase)
    return database._file


def _fill(queue: HallQueue) -> None:
    for _ in range(200):
        queue.take("A")


def _set_version(path: Path, version: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.close()


@on_a_file
def test_a_halls_file_is_the_users_alone(url: str, tmp_path: Path) -> None:
    with open_hall(url) as queue:
        queue.take("A")
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.glob("hall.db*")}
    assert modes == dict.fromkeys(("hall.db", "hall.db-wal", "hall.db-shm", "hall.db-turn"), 0o600)


@on_a_file
def test_a_file_that_cannot_be_written_is_said(url: str) -> None:
    with open_hall(url) as queue:
        file = _file_of(queue)
        file.execute("PRAGMA query_only = ON")
        with pytest.raises(HallFileRefused, match="READONLY"):
            queue.take("A")
        assert queue.overview().waiting == 0
        file.execute("PRAGMA query_only = OFF")
        assert queue.take("A").number == "A001"


@on_a_file
def test_a_turn_that_never_comes_is_busy_and_is_let_go_when_it_comes(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MS", 100)
    frozen = TurnLock(tmp_path / "hall.db-turn")
    assert frozen.acquire(1)
    with open_hall(url) as queue:
        with pytest.raises(HallBusy):
            queue.take("A")
        frozen.release()
        assert queue.take("A").number == "A001"
        assert queue.take("A").number == "A002"
