"""What the server does for those who ask: requests in batches, looks, and news for listeners."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from desk.domain.failures import Failure
from desk.domain.hall_statistics import DayStatistics
from desk.domain.tickets import Appointment, Event, HallOverview, HallSnapshot
from desk.hall.batches import Batches
from desk.hall.booking import holder_digest
from desk.hall.enrolment import Role
from desk.hall.failures import TicketUnknown, WindowUnknown
from desk.hall.messages import Position, TicketSeen, Told, Waits
from desk.hall.queue import HallQueue
from desk.hall.requests import Requester
from desk.hall.server.authority import Asked
from desk.hall.server.devices import Devices
from desk.hall.server.events import EventHub, encode_event
from desk.hall.server.limits import Limits
from desk.hall.sharing import snapshot_of, waits_of
from desk.hall.state import Arrangement, Change
from desk.worker_thread import WorkerThread

PAGE = 1_000
"""So many events of the history are told at a time."""

WAITS_EVERY_S = 1.0
"""The least time between two looks at how long to wait, in seconds."""

WAITS_AT_LEAST_S = 15.0
"""How often that is looked at when nothing happens, in seconds."""

log = logging.getLogger(__name__)


class HallService:
    """One hall, served: from `start` to `close`, on one event loop.

    `queue` is asked on the owner's thread only; `archive`, another connection to the same hall,
    on a thread of its own for looks that take long.
    """

    def __init__(
        self,
        queue: HallQueue,
        archive: HallQueue,
        devices: Devices,
        limits: Limits,
        *,
        fingerprint: bytes,
        holder_key: bytes,
    ) -> None:
        self.devices = devices
        self.fingerprint = fingerprint
        self.limits = limits
        self._holder_key = holder_key
        self._queue = queue
        self._archive = archive
        seq = queue.seq()
        self.hub = EventHub(seq)
        self.batches = Batches(queue, self._happened, seq=seq)
        self._looks = WorkerThread("hall-looks")
        self._changed = asyncio.Event()
        self._waits: Waits = {}
        self._telling_waits: asyncio.Task[None] | None = None
        self._snapshot: tuple[int, bytes] | None = None

    async def start(self) -> None:
        """Begin to serve."""
        self.batches.start()
        self.hub.start()
        self._telling_waits = asyncio.create_task(self._tell_waits(), name="hall-waits")

    async def close(self) -> None:
        """Answer what waits, and end every stream."""
        if self._telling_waits is not None:
            self._telling_waits.cancel()
            await asyncio.wait({self._telling_waits})
        self.hub.close()
        await self.batches.close()
        await asyncio.to_thread(self._looks.close)

    async def do(self, asked: Asked, requester: Requester) -> Any:
        """Carry a request out; raises the failure by which it was refused."""
        return await self.batches.do(asked.request, requester)

    async def make_code(self, role: Role, name: str, by: str) -> str:
        """A code for another device. Raises `WindowUnknown`."""
        if role is Role.WINDOW:
            known = await self.batches.ask(self._queue.windows)
            if name not in {window.code for window in known}:
                raise WindowUnknown(window=name)
        return await self.devices.make_code(role, name, by)

    def holder_of(self, identity_number: str) -> str:
        """By what the appointment of an identity card's holder is found."""
        return holder_digest(self._holder_key, identity_number)

    # looks

    async def overview(self) -> HallOverview:
        """The hall as everybody in it may see it."""
        return await self.batches.ask(self._queue.overview)

    async def position(self) -> Position:
        """How far the hall has come, what other servers did included."""

        def look() -> Position:
            with self._queue.looking() as (state, at):
                return Position(at, state.seq)

        self.batches.look()
        return await self.batches.ask(look)

    async def snapshot(self, window: str) -> HallSnapshot:
        """The hall as a window sees it."""
        return await self.batches.ask(lambda: self._queue.snapshot(window))

    async def arrangement(self) -> Arrangement:
        """The hall's services and windows."""
        return await self.batches.ask(
            lambda: Arrangement(self._queue.services(), self._queue.windows())
        )

    async def ticket(self, named: str) -> TicketSeen:
        """A ticket by its id, or today's by its number. Raises `TicketUnknown`."""

        def look() -> TicketSeen:
            found = self._queue.find(named) or self._queue.ticket(named)
            return TicketSeen(
                found, self._queue.ahead(found.id), self._queue.expected_wait_of(found.id)
            )

        try:
            return await self.batches.ask(look)
        except TicketUnknown:
            raise TicketUnknown(number=named[:12]) from None

    async def history(self, since: int) -> Sequence[Event]:
        """Events after `since`, at most `PAGE`."""
        events = await self._looks.run(self._archive.events_since, since)
        return events[:PAGE]

    async def done(self, command: str) -> Event | None:
        """What was done by a command."""
        return await self._looks.run(self._archive.done, command)

    async def figures(self, first: date | None, last: date | None) -> Sequence[DayStatistics]:
        """The days of the hall from `first` to `last`, by default today."""

        def look() -> Sequence[DayStatistics]:
            if first is None or last is None:
                today = self._archive.statistics()
                return () if today is None else (today,)
            return self._archive.history(first, last)

        return await self._looks.run(look)

    async def appointments(self, day: date | None) -> Sequence[Appointment]:
        """The appointments of a day, by default today's."""
        return await self._looks.run(self._archive.appointments, day)

    async def encoded_snapshot(self) -> tuple[int, bytes]:
        """All of the hall after an event, by its number, as an event of the stream."""

        def look() -> tuple[int, bytes]:
            snapshot = snapshot_of(self._queue)
            seq = snapshot.state.seq
            return seq, encode_event("snapshot", msgspec.json.encode(snapshot), seq)

        kept = self._snapshot
        if kept is None or kept[0] != self.hub.seq:
            kept = self._snapshot = await self.batches.ask(look)
        self._waits = {}  # who begins to listen may know others: the next ones are told to all
        self._changed.set()
        return kept

    # news

    def _happened(self, change: Change) -> None:
        told = Told(change.events[-1].at, Change(change.events, change.arrangement))
        first, last = change.events[0].seq, change.events[-1].seq
        self.hub.tell(first, last, encode_event("change", msgspec.json.encode(told), last))
        self._changed.set()

    async def _tell_waits_now(self) -> None:
        try:
            told = await self.batches.ask(lambda: waits_of(self._queue))
        except Failure as failure:
            log.warning("how long to wait was not found: %s", failure)
            return
        if told.waits != self._waits:
            self._waits = told.waits
            self.hub.tell_beside(encode_event("waits", msgspec.json.encode(told)))

    async def _tell_waits(self) -> None:
        """Tell how long to wait when that changed: after changes, and now and then anyway."""
        while True:
            self._changed.clear()  # whatever happens from now on is looked at again
            if self.hub.listening:  # else nobody's requests wait for it
                await self._tell_waits_now()
            await asyncio.sleep(WAITS_EVERY_S)
            try:
                # `asyncio.wait_for` may swallow that the task is cancelled
                async with asyncio.timeout(WAITS_AT_LEAST_S):
                    await self._changed.wait()
            except TimeoutError:
                continue
