"""The base of every presenter: state in, commands out, no Qt.

A presenter holds one immutable state, calls its listeners when it changes, and runs the coroutines
that a command starts, so that none is lost and every failure reaches the notice.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from desk.domain.failures import Failure
from desk.signal import Observable

S = TypeVar("S")
log = logging.getLogger(__name__)


class Presenter(Generic[S]):
    """Holds a step's state and runs its commands on the running asyncio loop."""

    def __init__(self, state: S, on_failure: Callable[[Failure], None]) -> None:
        self._state = Observable(state)
        self._on_failure = on_failure
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def state(self) -> S:
        """What the view should show now."""
        return self._state.value

    @property
    def busy(self) -> bool:
        """Whether a command is still under way."""
        return bool(self._tasks)

    def subscribe(self, listener: Callable[[S], None]) -> Callable[[], None]:
        """Call `listener` with the state now and after every change; returns how to stop that."""
        return self._state.subscribe(listener)

    def show(self, state: S) -> None:
        """Replace the state; listeners are called only if it differs."""
        self._state.set(state)

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run `work`; a `Failure` goes to the notice, anything else there and into the log.

        The task is returned for a command that can be cancelled by itself.
        """
        task = asyncio.get_running_loop().create_task(self._guard(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # cancelled before its first step, it would never be awaited
        task.add_done_callback(lambda _: work.close())
        return task

    async def _guard(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Failure as failure:
            log.warning("%s", failure)
            self._on_failure(failure)
        except Exception as error:
            log.exception("a command failed")
            self._on_failure(Failure(error=type(error).__name__))

    def cancel(self) -> None:
        """Cancel every command under way."""
        for task in self._tasks:
            task.cancel()

    async def settled(self) -> None:
        """Wait until no command is under way (for tests and for leaving a step)."""
        while self._tasks:
            await asyncio.wait(self._tasks)
