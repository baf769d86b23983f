"""What the tests of this room share: SANE's test devices, a watched folder, one warm workshop."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.processes import ProcessPool
from desk.scan import imaging
from desk.scan.watched import WatchedFolder


@pytest.fixture(scope="module")
def sane_test_backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let SANE see its own test devices and nothing else."""
    folder = tmp_path_factory.mktemp("sane.d")
    (folder / "dll.conf").write_text("test\n", encoding="ascii")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANE_CONFIG_DIR", str(folder))
        yield


@pytest.fixture
def hanging_driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SANE wait for ever while it sets up: its list of drivers is a pipe nobody writes to."""
    folder = tmp_path / "hanging.d"
    folder.mkdir()
    os.mkfifo(folder / "dll.conf")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(folder))


@pytest.fixture(scope="session")
def process_pool() -> Iterator[ProcessPool]:
    """One spawned worker for the whole session."""
    shop = ProcessPool(1, warm=imaging.warm)
    yield shop
    shop.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder with a name of its own."""
    place = tmp_path / "scans"
    place.mkdir()
    return place


@pytest.fixture
def watched(folder: Path, process_pool: ProcessPool) -> WatchedFolder:
    """The folder as a device that waits long for files that are not finished."""
    return WatchedFolder(folder, process_pool, still_s=0.1, patience_s=8)
