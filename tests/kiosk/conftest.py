"""A kiosk for each test: in a real hall, at thirteen minutes to eleven on a Tuesday."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desk.processes import ProcessPool
from tests.hall.halls import Clock
from tests.kiosk.stand import NOON, Kiosk, Stand, make_hall, make_profile, sqlite_hall
from tests.qt.fixtures import english, nothing_left_behind, qapp
from tests.visit.conftest import own_keyring, process_pool

__all__ = ["english", "nothing_left_behind", "own_keyring", "process_pool", "qapp"]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hall and a kiosk's empty database, made once: to copy is quicker than to migrate."""
    folder = tmp_path_factory.mktemp("made")
    make_hall(folder, Clock(NOON))
    make_profile(folder / "profile")
    return folder


@pytest.fixture
def hall_file(made: Path, tmp_path: Path) -> str:
    """The URL of this test's own hall."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return sqlite_hall(tmp_path)


@pytest.fixture
def clock() -> Clock:
    """The hall's clock."""
    return Clock(NOON)


@pytest.fixture
async def kiosk(
    tmp_path: Path, hall_file: str, clock: Clock, process_pool: ProcessPool, own_keyring: None
) -> AsyncIterator[Kiosk]:
    """A kiosk without its face, which has seen the hall."""
    kiosk = await Kiosk.open(tmp_path / "profile", hall_file, process_pool, clock)
    await kiosk.look()
    kiosk.steady.now += 1
    yield kiosk
    await kiosk.close()


@pytest.fixture
async def stand(qapp: QApplication, kiosk: Kiosk, english: None) -> AsyncIterator[Stand]:
    """A kiosk that people stand before, in English."""
    kiosk.presenter.speak("en")
    stand = Stand(qapp, kiosk)
    await stand.show()
    yield stand
    stand.close()
