"""Running blocking work, so that the event loop never waits.

`WorkerThread` is one worker thread with an async interface, for blocking drivers (SQLite with
fsync, the keyring). Work that holds the GIL (imaging, papers) goes to a
`desk.processes.ProcessPool`: in a trial a pure-Python loop in a thread stopped the event loop for
68 ms.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class WorkerThread:
    """One worker thread; calls run in the order in which they were awaited."""

    def __init__(self, name: str) -> None:
        self._pool: Executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call `function` on this thread and return what it returns or raises."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, partial(function, *args, **kwargs))

    def close(self) -> None:
        """Finish the current call, drop those that have not begun, and stop the thread."""
        self._pool.shutdown(wait=True, cancel_futures=True)
