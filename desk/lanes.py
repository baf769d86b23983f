"""Where slow work goes, so that the event loop never waits.

`Lane` is one worker thread behind an async face, for blocking drivers (SQLite with fsync, the
keyring). `Workshop` is a warm pool of spawned processes, for work that holds the GIL: imaging
and papers. In a trial a pure-Python loop in a thread stopped the event loop for 68 ms.
"""

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import connection
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """One worker thread; calls run in the order in which they were awaited."""

    def __init__(self, name: str) -> None:
        self._pool: Executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call `function` on this lane's thread and return what it returns or raises."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, partial(function, *args, **kwargs))

    def close(self) -> None:
        """Let the work under way end, drop what has not begun, and stop the thread."""
        self._pool.shutdown(wait=True, cancel_futures=True)


class Workshop:
    """A pool of processes for work that holds the GIL; functions must be importable by name.

    A worker that dies (killed, out of memory) breaks a `ProcessPoolExecutor` for good; the
    workshop then makes a new pool and tries the piece of work once more.
    """

    def __init__(self, workers: int = 1, warm: Callable[[], None] | None = None) -> None:
        self._workers = workers
        self._warm = warm
        self._pool = self._make()

    def _make(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            max_workers=self._workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin_work,
            initargs=(self._warm,),
        )

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call `function` in a worker process and return what it returns or raises."""
        loop = asyncio.get_running_loop()
        pool, call = self._pool, partial(function, *args, **kwargs)
        try:
            return await loop.run_in_executor(pool, call)
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = self._make()
            return await loop.run_in_executor(self._pool, call)

    def close(self) -> None:
        """Stop the workers; work that has not begun is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _begin_work(warm: Callable[[], None] | None) -> None:
    """In a worker: end with the window, also when it is killed, and warm up."""
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()
    if warm is not None:
        warm()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
