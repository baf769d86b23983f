"""One owner of a hall and batches of requests: changes a second, and CPU for each change.

Processor time is the client's and, on PostgreSQL, its backend's: unlike what a clock shows it
says the same on a busy machine.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.hall import open_hall
from desk.hall.adapters.postgres import PostgresDatabase
from desk.hall.requests import CallNext, Cancel, Requester
from tests.bench.hall.sides import WINDOWS, Side

SIZES = (1, 8, 64)
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Changes a second, and milliseconds of CPU for each."""

    rate: float
    cpu_ms: float


def naive_cost(side: Side, seconds: float) -> Cost:
    """One naive window in a closed loop: a call and its end are two changes."""
    caller = side.join("1")
    connection: Any = getattr(caller, "_connection", None)
    backend = getattr(getattr(connection, "info", None), "backend_pid", None)

    def pair() -> int:
        caller.end(caller.call())
        return 2

    return _measured(pair, seconds, backend)


@contextmanager
def owner_costs(url: str, seconds: float) -> Iterator[Iterator[tuple[int, Cost]]]:
    """For each size of batches what a change costs one owner."""
    with open_hall(url) as queue:
        database = queue._database
        backend = None
        if isinstance(database, PostgresDatabase):
            backend = database._wire.info.backend_pid

        def batches(size: int) -> Callable[[], int]:
            windows = [Requester(window, "clerk") for window in WINDOWS[:size]]

            def pair() -> int:
                called = queue.carry_out([(CallNext(), by) for by in windows])
                ends = [(Cancel(ticket=t.id), by) for t, by in zip(called, windows, strict=True)]
                queue.carry_out(ends)
                return 2 * size

            return pair

        yield ((size, _measured(batches(size), seconds, backend)) for size in SIZES)


def _measured(pair: Callable[[], int], seconds: float, backend: int | None) -> Cost:
    for _ in range(5):
        pair()
    changes = 0
    begun, cpu = time.monotonic(), _cpu_ms(backend)
    while (took := time.monotonic() - begun) < seconds:
        changes += pair()
    return Cost(changes / took, (_cpu_ms(backend) - cpu) / changes)


def _cpu_ms(backend: int | None) -> float:
    mine = time.process_time() * 1000
    if backend is None:
        return mine
    fields = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()
    return mine + (int(fields[11]) + int(fields[12])) * TICK_MS
