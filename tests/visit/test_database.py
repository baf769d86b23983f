"""The window's database is the same whether it was made today or grew."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Table, text

from desk.region.tables import INDEX_NAME
from desk.vault.database import Moment, reading
from desk.visit.database import MIGRATIONS, SCHEMA, open_window_database
from desk.visit.failures import ProfileTooNew
from desk.visit.schema import metadata


def test_the_migrations_make_exactly_the_tables_that_the_rooms_declare(tmp_path: Path) -> None:
    def ours(thing: object, *_: object) -> bool:
        return not (isinstance(thing, Table) and thing.name.startswith(INDEX_NAME))

    def differs(*told: object) -> bool | None:
        return False if any(isinstance(one, Moment) for one in told) else None

    with reading(open_window_database(tmp_path / "window.db")) as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": differs, "include_object": ours}
        )
        assert compare_metadata(context, metadata) == []


def test_the_program_needs_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


def test_opening_again_changes_nothing_and_needs_no_migrations(tmp_path: Path) -> None:
    path = tmp_path / "window.db"
    open_window_database(path).dispose()
    before = path.read_bytes()
    program = (
        "import sys; from pathlib import Path;"
        "from desk.visit.database import open_window_database;"
        "open_window_database(Path(sys.argv[1])); print('alembic' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, check=True, text=True
    )
    assert told.stdout.strip() == "False"
    assert path.read_bytes() == before


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "window.db"
    engine = open_window_database(path)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ProfileTooNew):
        open_window_database(path)
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_two_that_open_a_new_profile_at_once_make_one_database(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from desk.visit.database import open_window_database;"
        "sys.stdin.readline(); open_window_database(Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "window.db")]
    both = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(2)]
    for one in both:
        assert one.stdin
        one.stdin.write(b"\n")
        one.stdin.flush()
    assert [one.wait() for one in both] == [0, 0]
    for one in both:
        assert one.stdin
        one.stdin.close()
