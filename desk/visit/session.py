"""The visit session of a window: the one open visit, and the listeners to its changes.

The services of the steps share it. Changes of a visit run on one worker thread, so that they
happen, and are told to listeners, in the order in which they were asked for. A change that has
begun is completed and shown even if the caller has stopped waiting.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from datetime import date
from typing import Any, ParamSpec, TypeVar

from desk.domain.clock import local_time
from desk.domain.deadlines import (
    Deadline,
    GuangxiCalendar,
    WorkCalendar,
    is_estimated,
    working_days_after,
)
from desk.domain.visits import Step, Visit
from desk.region.contract import Clerk
from desk.region.problems import SignInNeeded
from desk.signal import Observable
from desk.visit.audit_log import acting
from desk.visit.failures import NoVisitOpen
from desk.visit.store import VisitStore
from desk.worker_thread import WorkerThread

P = ParamSpec("P")
T = TypeVar("T")
_asked_by: ContextVar[Clerk | None] = ContextVar("who asked", default=None)
Listener = Callable[[Visit | None], None]


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Where this window stands: the hall's code and name, and the window's code."""

    hall: str
    hall_name: str
    window: str


class VisitSession:
    """Holds the open visit as it was last stored. Used on the event loop's thread."""

    def __init__(self, store: VisitStore, worker_thread: WorkerThread, place: WindowPlace) -> None:
        self.store = store
        self.worker_thread = worker_thread
        self.place = place
        self.clerk: Clerk | None = None
        self.calendar: WorkCalendar = GuangxiCalendar()
        """Which days are worked; the region's own, once it has told them."""
        self._standing: Observable[Visit | None] = Observable(None)
        self._running: set[asyncio.Task[Any]] = set()

    @property
    def visit(self) -> Visit | None:
        """The visit at the window, or None between two visits."""
        return self._standing.value

    @property
    def open_visit(self) -> Visit:
        """The visit at the window. Raises `NoVisitOpen`."""
        visit = self.visit
        if visit is None:
            raise NoVisitOpen
        return visit

    @property
    def person(self) -> Clerk:
        """Who asked for what is under way, else who works here. Raises `SignInNeeded`."""
        clerk = _asked_by.get() or self.clerk
        if clerk is None:
            raise SignInNeeded
        return clerk

    @property
    def today(self) -> date:
        """The day it is in the hall."""
        return local_time(self.store.now()).date()

    def term(self, days: int) -> Deadline:
        """When a term of so many working days ends that begins today."""
        return working_days_after(self.today, days, self.calendar)

    def is_estimated(self, last: date) -> bool:
        """Whether a term from today to `last` includes a day that no notice covers yet."""
        return is_estimated(self.today, last, self.calendar)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with the visit now and after every change; returns how to stop that."""
        return self._standing.subscribe(listener)

    async def go(self, step: Step) -> Visit:
        """Stand at another step of the open visit. Raises `StepNotReady`."""
        return await self.change(self.store.go, self.open_visit.id, step)

    async def change(self, work: Callable[P, Visit], *args: P.args, **kwargs: P.kwargs) -> Visit:
        """Change a visit by a blocking method of the store; tell the listeners if it is open."""
        return await self.whole(self._change(work, *args, **kwargs))

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` on the session's worker thread; its audit entries name who asked for it."""
        clerk = _asked_by.get() or self.clerk
        clerk_id = clerk.id if clerk else ""

        def acted() -> T:
            with acting(clerk_id):
                return work(*args, **kwargs)

        return await self.worker_thread.run(acted)

    async def refresh(self) -> None:
        """Read the open visit again, after something else changed it (an answer of the region)."""
        if self.visit is not None:
            await self.change(self.store.visit, self.visit.id)

    def refresh_soon(self) -> None:
        """As `refresh`, for a listener that cannot wait."""
        self.begin(self.refresh())

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` to its end without waiting for it; `settled` waits."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def stand(self, visit: Visit | None) -> None:
        """Make this the open visit; None when the citizen has left."""
        self._standing.emit(visit)

    async def whole(self, work: Coroutine[Any, Any, T]) -> T:
        """Run `work` to its end even if the caller is cancelled.

        It runs under the name of the clerk who is signed in now, even if the window is locked or
        changes hands meanwhile.
        """
        context = copy_context()
        context.run(_asked_by.set, _asked_by.get() or self.clerk)
        task = asyncio.create_task(work, context=context)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    async def settled(self) -> None:
        """Wait until nothing is under way: before closing the window."""
        while self._running:
            await asyncio.wait(self._running)

    async def _change(self, work: Callable[P, Visit], *args: P.args, **kwargs: P.kwargs) -> Visit:
        visit = await self.run(work, *args, **kwargs)
        if self.visit is not None and self.visit.id == visit.id and visit != self.visit:
            self.stand(visit)
        return visit

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # the caller gets the error
