"""Issuing tickets: the hall decides, and every number that it gave reaches the citizen once.

The hall's queue blocks, so it runs on a worker thread; it is opened when it is first needed and
again after it was away, so that a kiosk can be switched on before its hall.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from desk.domain.clock import Clock
from desk.domain.failures import Failure
from desk.domain.tickets import Event, HallOverview, Priority, Ticket, Window
from desk.hall import HallFollower, HallQueue, open_hall
from desk.worker_thread import WorkerThread


@dataclass(frozen=True, slots=True)
class IssuedTicket:
    """A ticket as its holder sees it at the moment it was given.

    `wait_s` is None when it is unknown.
    """

    ticket: Ticket
    ahead: int
    wait_s: int | None
    hall: str
    hall_name: str


@dataclass(frozen=True, slots=True)
class Outlooks:
    """The hall, and how many are before somebody who takes a number for a service now."""

    overview: HallOverview
    before: Mapping[str, int]


def people_before(overview: HallOverview, windows: Iterable[Window]) -> dict[str, int]:
    """By service code: who waits for anything that a window of this service calls, too.

    The same rule as `HallQueue.ahead`, so that the ticket says what the screen said.
    """
    waiting = {outlook.service.code: outlook.waiting for outlook in overview.services}
    before = {}
    for code in waiting:
        shared = {code}
        for window in windows:
            if window.rank(code) is not None:
                shared |= {other for other in waiting if window.rank(other) is not None}
        before[code] = sum(waiting[other] for other in shared)
    return before


class TicketIssuer:
    """A kiosk's connection to the hall at `url`."""

    def __init__(
        self, url: str, worker_thread: WorkerThread, *, clock: Clock | None = None
    ) -> None:
        self._url = url
        self._worker_thread = worker_thread
        self._clock = clock
        self._queue: HallQueue | None = None
        self._named: tuple[str, str] | None = None
        self._follower: HallFollower | None = None

    async def look(self) -> Outlooks:
        """The hall as it stands. Raises what `open_hall` and the queue raise."""

        def look() -> Outlooks:
            hall = self._hall()
            overview = hall.overview()
            return Outlooks(overview, people_before(overview, hall.windows()))

        return await self._worker_thread.run(look)

    async def take(self, service: str, priority: Priority, command: str) -> IssuedTicket:
        """The day's next number for a service; the same `command` never gives a second one.

        Raises as `HallQueue.take` and `open_hall`.
        """

        def take() -> IssuedTicket:
            hall = self._hall()
            return self._given(hall, hall.take(service, priority, command=command))

        return await self._worker_thread.run(take)

    async def check_in(
        self, *, code: str | None = None, holder: str | None = None, command: str
    ) -> IssuedTicket:
        """The number of an appointment. Raises as `HallQueue.check_in` and `open_hall`."""

        def check_in() -> IssuedTicket:
            hall = self._hall()
            return self._given(hall, hall.check_in(code, holder=holder, command=command))

        return await self._worker_thread.run(check_in)

    async def follow(
        self, on_change: Callable[[], None], on_trouble: Callable[[Failure | None], None]
    ) -> None:
        """Call `on_change` on this loop after every change in the hall, until `close`.

        `on_trouble` is called with the failure when the hall goes away, and with None when it is
        back. Raises as `look` when the hall is away from the start.
        """
        loop = asyncio.get_running_loop()

        def changed(_events: list[Event]) -> None:
            loop.call_soon_threadsafe(on_change)

        def troubled(failure: Failure | None) -> None:
            loop.call_soon_threadsafe(on_trouble, failure)

        since = await self._worker_thread.run(lambda: self._hall().seq())
        self._follower = HallFollower(self._url, changed, troubled)
        self._follower.start(since)

    @property
    def follows(self) -> bool:
        """Whether changes in the hall are followed."""
        return self._follower is not None

    async def close(self) -> None:
        """Stop following and close the hall."""
        if self._follower is not None:
            await asyncio.to_thread(self._follower.stop)
            self._follower = None
        await self._worker_thread.run(self._let_go)

    def _hall(self) -> HallQueue:
        if self._queue is None:
            self._queue = open_hall(self._url, clock=self._clock)
        return self._queue

    def _given(self, hall: HallQueue, ticket: Ticket) -> IssuedTicket:
        if self._named is None:
            overview = hall.overview()
            self._named = overview.hall, overview.hall_name
        return IssuedTicket(
            ticket, hall.ahead(ticket.id), hall.expected_wait_of(ticket.id), *self._named
        )

    def _let_go(self) -> None:
        if self._queue is not None:
            self._queue.close()
            self._queue = None
