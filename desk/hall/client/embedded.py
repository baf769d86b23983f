"""A hall in a file of this machine, behind the same face as one behind a server.

A village station has no server: window, kiosk and display each open the file. The queue belongs
to a thread of this process; another thread notices when somebody else wrote to the file.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from desk.domain.failures import Failure
from desk.domain.hall_statistics import DayStatistics
from desk.domain.tickets import Appointment, Event
from desk.hall.adapters.failures import HallAnswerLost
from desk.hall.batches import Batches
from desk.hall.booking import holder_digest, holder_key
from desk.hall.client.hall import HallClient
from desk.hall.client.mirror import OutOfStep
from desk.hall.estimates import expected_waits
from desk.hall.failures import HallBusy
from desk.hall.follower import HallFollower
from desk.hall.messages import Snapshot, TicketSeen, Told, WaitsTold
from desk.hall.queue import HallQueue
from desk.hall.requests import Request, Requester
from desk.hall.sharing import snapshot_of, waits_of
from desk.hall.state import Change
from desk.hall.store import open_hall
from desk.worker_thread import WorkerThread

if TYPE_CHECKING:
    from desk.vault.keys import Keys

A = TypeVar("A")
log = logging.getLogger(__name__)

WAITS_EVERY_S = 1.0
"""The least time between two looks at how long to wait, in seconds."""

WAITS_AT_LEAST_S = 15.0
"""How often that is looked at when nothing happens, in seconds."""

AGAIN_S = 1.0
"""How long to wait before a file that could not be opened is tried again, in seconds."""


class EmbeddedHall(HallClient):
    """The hall in the file that `url` names, for the window `window` if it is one.

    `clock` is for tests and simulations; `keys` opens the keyring.
    """

    def __init__(
        self,
        url: str,
        window: str | None = None,
        clock: Callable[[], datetime] | None = None,
        keys: "Callable[[], Keys] | None" = None,
    ) -> None:
        super().__init__()
        self._keys = keys
        self._url = url
        self._window = window
        self._clock = clock
        self._thread = WorkerThread("hall-file")
        self._queue: HallQueue | None = None
        self._batches: Batches | None = None
        self._follower: HallFollower | None = None
        self._changed = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """As `HallClient.start`."""
        try:
            await self._open()
        except Failure as failure:
            self._tell_trouble(failure)
            self._tasks.append(asyncio.create_task(self._open_later()))
            raise

    async def close(self) -> None:
        """As `HallClient.close`."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        if self._follower is not None:
            await asyncio.to_thread(self._follower.stop)
        if self._batches is not None:
            await self._batches.close()
        if self._queue is not None:
            await self._thread.run(self._queue.close)
        await asyncio.to_thread(self._thread.close)

    async def do(
        self, request: Request[A], *, person: str | None = None, window: str | None = None
    ) -> A:
        """As `HallClient.do`."""
        batches, requester = await self._ready(), Requester(window or self._window, person)
        answer: A
        try:
            answer = await batches.do(request, requester)
        except (HallBusy, HallAnswerLost):  # the same command: it is never done twice
            answer = await batches.do(request, requester)
        return answer

    async def catch_up(self) -> None:
        """As `HallClient.catch_up`."""

        def look(queue: HallQueue) -> tuple[int, WaitsTold]:
            with queue.looking() as (state, at):
                return state.seq, WaitsTold(at, expected_waits(state, at))

        batches = await self._ready()
        batches.look()
        seq, waits = await self._ask(look)
        if self.mirror.seq is None or self.mirror.seq < seq:
            await self._know_anew()
        self.mirror.take_waits(waits)

    async def holder_of(self, identity_number: str) -> str:
        """As `HallClient.holder_of`; raises what the keyring raises."""
        key = await self._thread.run(holder_key, self._keys)
        return holder_digest(key, identity_number)

    async def ticket(self, named: str) -> TicketSeen:
        """As `HallClient.ticket`."""

        def look(queue: HallQueue) -> TicketSeen:
            found = queue.find(named) or queue.ticket(named)
            return TicketSeen(found, queue.ahead(found.id), queue.expected_wait_of(found.id))

        return await self._ask(look)

    async def history(self, since: int = 0) -> AsyncIterator[Event]:
        """As `HallClient.history`."""
        for event in await self._ask(lambda queue: queue.events_since(since)):
            yield event

    async def done(self, command: str) -> Event | None:
        """As `HallClient.done`."""
        return await self._ask(lambda queue: queue.done(command))

    async def figures(self, first: date, last: date) -> Sequence[DayStatistics]:
        """As `HallClient.figures`."""
        return await self._ask(lambda queue: queue.history(first, last))

    async def appointments(self, day: date | None = None) -> Sequence[Appointment]:
        """As `HallClient.appointments`."""
        return await self._ask(lambda queue: queue.appointments(day))

    async def _ask(self, look: Callable[[HallQueue], A]) -> A:
        batches = await self._ready()
        assert self._queue is not None
        queue = self._queue
        return await batches.ask(lambda: look(queue))

    async def _ready(self) -> Batches:
        """Raises what `open_hall` raises."""
        if self._batches is None:
            await self._open()
        assert self._batches is not None
        return self._batches

    async def _open(self) -> None:
        queue, encoded = await self._thread.run(self._open_file)
        if self._batches is not None:  # somebody else was quicker
            await self._thread.run(queue.close)
            return
        snapshot = msgspec.json.decode(encoded, type=Snapshot)
        self.mirror.take(snapshot)
        self._queue = queue
        self._batches = batches = Batches(queue, self._happened, seq=snapshot.state.seq)
        batches.start()
        self._follower = HallFollower(self._url, lambda _: batches.look(), self._from_follower)
        self._follower.start(snapshot.state.seq)
        self._tasks.append(asyncio.create_task(self._tell_waits(batches, queue)))
        self._loop = asyncio.get_running_loop()
        self._tell_trouble(None)
        self._tell_change(())

    def _open_file(self) -> tuple[HallQueue, bytes]:
        queue = open_hall(self._url, clock=self._clock)
        try:
            return queue, msgspec.json.encode(snapshot_of(queue))
        except BaseException:
            queue.close()
            raise

    async def _open_later(self) -> None:
        while self._batches is None:
            await asyncio.sleep(AGAIN_S)
            try:
                await self._open()
            except Failure as failure:
                self._tell_trouble(failure)

    async def _tell_waits(self, batches: Batches, queue: HallQueue) -> None:
        while True:
            await asyncio.sleep(WAITS_EVERY_S)
            with suppress(TimeoutError):
                # `asyncio.wait_for` may swallow that the task is cancelled
                async with asyncio.timeout(WAITS_AT_LEAST_S):
                    await self._changed.wait()
            self._changed.clear()
            try:
                if self.mirror.take_waits(await batches.ask(lambda: waits_of(queue))):
                    self._tell_change(())
            except Failure as failure:  # the follower tells of a file that cannot be read
                log.warning("how long to wait was not found: %s", failure)

    def _happened(self, change: Change) -> None:
        try:
            events = self.mirror.apply(Told(change.events[-1].at, change))
        except OutOfStep:
            self._tasks.append(asyncio.create_task(self._know_anew()))
        else:
            self._changed.set()
            self._tell_change(events)

    async def _know_anew(self) -> None:
        encoded = await self._ask(lambda queue: msgspec.json.encode(snapshot_of(queue)))
        self.mirror.take(msgspec.json.decode(encoded, type=Snapshot))
        self._tell_change(())

    def _from_follower(self, trouble: Failure | None) -> None:
        self._loop.call_soon_threadsafe(self._tell_trouble, trouble)
