"""Windows in a closed loop: how many calls a second, and how long one takes."""

import multiprocessing
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event

from tests.bench.hall.sides import WINDOWS, Side

# children start from this process as it is: 64 times the imports would take a minute
processes = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Result:
    """Calls a second over all windows, and how long a call took, in milliseconds."""

    rate: float
    p50: float
    p99: float


def run(side: Side, windows: int, seconds: float) -> Result:
    """Let so many windows call for some seconds."""
    start = processes.Event()
    pipes, clerks = [], []
    for window in WINDOWS[:windows]:
        ours, theirs = processes.Pipe()
        clerk = processes.Process(target=_call, args=(side, window, seconds, start, theirs))
        clerk.start()
        pipes.append(ours)
        clerks.append(clerk)
        theirs.close()
        ours.recv()  # connected: so many at once would starve each other
    try:
        start.set()
        took = sorted(one for pipe in pipes for one in pipe.recv())
    finally:
        for clerk in clerks:
            clerk.terminate()
            clerk.join()
    return Result(len(took) / seconds, quantile(took, 0.5), quantile(took, 0.99))


def quantile(ordered: list[float], share: float) -> float:
    """Of times in seconds that are sorted, in milliseconds."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def _call(side: Side, window: str, seconds: float, start: Event, pipe: Connection) -> None:
    caller = side.join(window)
    caller.end(caller.call())  # warm
    took = []
    pipe.send(None)
    start.wait()
    end = time.monotonic() + seconds
    while (begun := time.monotonic()) < end:
        ticket = caller.call()
        took.append(time.monotonic() - begun)
        caller.end(ticket)
    pipe.send(took)
