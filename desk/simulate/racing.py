"""Racing windows: each is a process of its own, all begin at the same moment."""

import multiprocessing
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

from desk.simulate.clocks import RunningClock
from desk.simulate.failures import WindowProcessDied

Called = list[tuple[str, str]]
"""Tickets by their ids, and the windows that called them."""

WAIT_S = 0.2
"""How often it is looked whether a process is still there, in seconds."""

_spawn = multiprocessing.get_context("spawn")


class Race:
    """A process for each window; `day` is what it does, with its clock, its place and `more`.

    `day` is importable by name and returns whom the window called. Used as a context manager;
    whatever ends the block early ends the processes.
    """

    def __init__(
        self, codes: Sequence[str], day: Callable[..., Called], more: Mapping[str, Any]
    ) -> None:
        self._pipes: dict[str, Connection] = {}
        self._processes = {}
        for place, code in enumerate(codes):
            self._pipes[code], theirs = _spawn.Pipe()
            self._processes[code] = _spawn.Process(
                target=_run, args=(theirs, day, place, more), daemon=True
            )

    def __enter__(self) -> Self:
        for process in self._processes.values():
            process.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._processes.values():
            process.terminate()
            process.join()

    def start(self, begins: datetime, speed: float) -> RunningClock:
        """Let the clock run once every process is there. Raises `WindowProcessDied`."""
        for code in self._pipes:
            self._hear(code)
        clock = RunningClock(begins, time.time(), speed)
        for pipe in self._pipes.values():
            pipe.send(clock)
        return clock

    def called(self) -> Called:
        """Wait until every window's day is over; whom they called.

        Raises `WindowProcessDied`.
        """
        return [one for code in self._pipes for one in self._hear(code)]

    def _hear(self, code: str) -> Called:
        pipe, process = self._pipes[code], self._processes[code]
        while not pipe.poll(WAIT_S):
            if not process.is_alive() and not pipe.poll():
                raise WindowProcessDied(window=code)
        try:
            heard: Called = pipe.recv()
        except EOFError:
            raise WindowProcessDied(window=code) from None
        return heard


def _run(pipe: Connection, day: Callable[..., Called], place: int, more: Mapping[str, Any]) -> None:
    pipe.send([])  # here
    clock = pipe.recv()
    pipe.send(day(clock, place, **more))
