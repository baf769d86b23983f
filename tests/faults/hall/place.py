"""Where the faults happen: a hall on either engine, and the processes that work in it."""

import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Self

from desk.domain.tickets import Window
from desk.hall import create_hall, sqlite_url
from desk.hall.adapters import guards
from desk.hall.adapters.server import keep_password
from tests.faults.hall.clerks import Orders
from tests.hall.halls import SERVICES
from tests.postgres import OWNER, Cluster, running, shared_keyring

ENGINES = ("sqlite", "postgres")
CLERK = "clerk"
"""The server's user that the windows are: one who may do what windows do, and no more."""

FAILED_S = 10.0
"""How long the others may still work when one of them failed."""

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.faults.hall.clerks", "desk.hall.adapters.postgres"])


@dataclass(frozen=True, slots=True)
class Place:
    """A hall and a folder for those who work in it. `cluster` is None when it is a file."""

    url: str
    folder: Path
    keyring: Path
    windows: tuple[str, ...]
    cluster: Cluster | None = None

    def orders(self, name: str, **more: Any) -> Orders:
        """What a process of this hall needs to know."""
        return Orders(
            url=self.url,
            name=name,
            folder=self.folder,
            keyring=self.keyring,
            windows=self.windows,
            **more,
        )

    def ledgers(self) -> list[Path]:
        """What all who worked here wrote."""
        return sorted(self.folder.glob("*.ledger"))

    def close_doors(self) -> None:
        """Everybody comes to an end."""
        (self.folder / "stop").touch()


def windows(count: int) -> tuple[Window, ...]:
    """A hall's windows, of three kinds: for all alike, by preference, and for two services."""
    kinds = (
        (),
        (("A", 0), ("B", 1), ("C", 1), ("D", 2)),
        (("D", 0), ("A", 1)),
    )
    return tuple(Window(str(n + 1), kinds[n % len(kinds)]) for n in range(count))


def make_hall(url: str, count: int) -> None:
    """Make the hall; it is noon there, so that no midnight comes in between."""
    now = datetime.now(UTC)
    noon = 12 * 60 - (now.hour * 60 + now.minute)
    create_hall(url, "NN01", "南宁市民中心", SERVICES, windows(count), utc_offset_min=noon)


@contextmanager
def place(
    engine: str, count: int, *, quick: bool = False, cluster: Cluster | None = None
) -> Iterator[Place]:
    """A hall with so many windows, on a server of its own unless a `cluster` is there.

    `quick` lets it forget at a power cut what it was told.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(bench(quick=quick))
        keyring = folder / "keyring"
        stack.enter_context(shared_keyring(keyring))
        codes = tuple(window.code for window in windows(count))
        if engine == "sqlite":
            url = sqlite_url(folder / "hall.db")
            make_hall(url, count)
            yield Place(url, folder, keyring, codes)
            return
        if cluster is None:
            cluster = stack.enter_context(running(durable=not quick))
        database = stack.enter_context(cluster.database())
        yield Place(settle_in(cluster, database, count), folder, keyring, codes, cluster)


def settle_in(cluster: Cluster, database: str, count: int) -> str:
    """Make the hall in a database of a server; its address for the user that the windows are."""
    url = cluster.url(database)
    keep_password(url, cluster.passwords[OWNER])
    make_hall(url, count)
    if CLERK not in cluster.passwords:
        cluster.make_login(CLERK, guards.GROUP)
    return reach(cluster, database)


def reach(cluster: Cluster, database: str, *hosts: str) -> str:
    """The address for the windows, with their password in the keyring."""
    url = cluster.url(database, CLERK, *hosts)
    keep_password(url, cluster.passwords[CLERK])
    return url


@contextmanager
def bench(*, quick: bool = False) -> Iterator[Path]:
    """A folder with a keyring in it, gone at the end; `quick` has it in memory."""
    memory = Path("/dev/shm")
    where = memory if quick and os.access(memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="hall-desk-faults-", dir=where))
    (folder / "keyring").mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Crew:
    """Processes that work in a hall; whoever still does at the end is killed."""

    def __init__(self) -> None:
        self._orders: dict[BaseProcess, Orders] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._orders:
            worker.kill()
            worker.join()

    def begin(self, work: Callable[..., None], orders: Orders, *words: Any) -> BaseProcess:
        """A process of its own that does `work`."""
        worker = processes.Process(
            target=work, args=(orders, *words), name=orders.name, daemon=True
        )
        worker.start()
        self._orders[worker] = orders
        return worker

    def open_doors(self, hall: Place) -> None:
        """Start, as soon as all are ready; `end` tells of those who are not."""

        def ready(worker: BaseProcess) -> bool:
            return (hall.folder / f"{worker.name}.ready").exists() or worker.exitcode is not None

        until(lambda: all(map(ready, self._orders)))
        (hall.folder / "start").touch()

    def kill(self, worker: BaseProcess) -> None:
        """In the middle of whatever it does: kill -9. It counts no more."""
        worker.kill()
        worker.join()
        del self._orders[worker]

    def end(self, seconds: float = 120.0) -> list[str]:
        """Wait for their ends; a sentence for each that did not end well.

        When one failed, the others are not waited for much longer.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end and any(worker.exitcode is None for worker in self._orders):
            if any(worker.exitcode for worker in self._orders):
                end = min(end, time.monotonic() + FAILED_S)
            time.sleep(0.05)
        failed = [worker for worker in self._orders if worker.exitcode]
        if failed:  # the others may be waiting for them
            return [f"{worker.name} failed: {self._trouble(worker)}" for worker in failed]
        late = [worker for worker in self._orders if worker.exitcode is None]
        return [f"{worker.name} did not come to an end" for worker in late]

    def _trouble(self, worker: BaseProcess) -> str:
        left = self._orders[worker].trouble
        return left.read_text(encoding="utf-8").strip() if left.exists() else "no word"


def until(holds: Callable[[], bool], seconds: float = 120.0) -> None:
    """Wait. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("it never came about")
        time.sleep(0.01)
