"""The real window, offscreen and without a scanner of this machine, and a day around it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
import pytest
from PySide6.QtWidgets import QApplication

from desk.domain.clock import utc_now
from desk.hall.adapters.server import keep_password
from desk.vault.memory import MemoryKeyring
from tests.hall.halls import Clock, fill_hall
from tests.postgres import OWNER, shared_keyring
from tests.practice_region import PracticeRegion
from tests.system.day import Day


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The one application of this process; the window dresses it itself."""
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication([])


@pytest.fixture(autouse=True)
def own_keyring() -> Iterator[None]:
    """A keyring of this test's own."""
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def no_scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SANE finds nothing, whatever this machine has."""
    folder = tmp_path / "sane.d"
    folder.mkdir()
    (folder / "dll.conf").write_text("")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(folder))


@pytest.fixture
def day(
    request: pytest.FixtureRequest, tmp_path: Path, practice: PracticeRegion, qapp: QApplication
) -> Iterator[Day]:
    """A hall, a region and a profile of this test's own.

    The hall is in a file, behind a server over one, or behind a server over PostgreSQL.
    """
    kind = getattr(request, "param", "embedded")
    with ExitStack() as stack:
        url = ""
        if kind == "postgresql":
            (tmp_path / "keyring").mkdir()
            stack.enter_context(shared_keyring(tmp_path / "keyring"))
            cluster = request.getfixturevalue("cluster")
            url = cluster.url(stack.enter_context(cluster.database()))
            keep_password(url, cluster.passwords[OWNER])
            fill_hall(url, Clock(utc_now()))
        day = Day(tmp_path, practice, qapp, url)
        if kind != "embedded":
            day.serve()
            stack.callback(day.close)
        yield day
