"""A print queue on a real database and a real file vault."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from sqlalchemy import Engine

from desk.processes import ProcessPool
from desk.vault.database import metadata, open_database
from desk.vault.files import FileVault
from desk.worker_thread import WorkerThread
from printing.papers import warm
from printing.queue import PrintQueue
from printing.tables import print_jobs

KEY = bytes(range(32))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """The window's database with the queue's table."""
    engine = open_database(tmp_path / "window.db")
    metadata.create_all(engine, tables=[print_jobs])
    yield engine
    engine.dispose()


@pytest.fixture
def files(tmp_path: Path) -> FileVault:
    """The window's encrypted files."""
    return FileVault(tmp_path / "files", KEY)


@pytest.fixture
def queue(engine: Engine, files: FileVault) -> PrintQueue:
    """An empty print queue."""
    return PrintQueue(engine, files)


@pytest.fixture
def worker_thread() -> Iterator[WorkerThread]:
    """A worker thread for the queue."""
    worker_thread = WorkerThread("print-queue")
    yield worker_thread
    worker_thread.close()


@pytest.fixture(scope="session")
def process_pool() -> Iterator[ProcessPool]:
    """A warm worker process."""
    process_pool = ProcessPool(warm=warm)
    yield process_pool
    process_pool.close()
