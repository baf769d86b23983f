"""The hall as this window sees it, and what happened in it while the window did not watch.

Snapshots come from the client's mirror, which is told of every change; a look sends nothing.
Times are the hall's clock's. Between two snapshots the machine's steady clock continues it, so that
a PC whose clock is wrong, or is set meanwhile, still shows right waits.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta
from time import monotonic

from desk.domain.clock import local_time
from desk.domain.failures import Failure
from desk.domain.tickets import HallSnapshot, TicketState, WindowStanding, WindowStatus
from desk.hall.client import HallClient
from desk.hall.failures import HallClockApart, TicketUnknown
from desk.signal import Signal
from desk.visit.absence import Away, LastSeen, Seen, WhileAway, what_happened
from desk.visit.session import VisitSession

CLOCK_WARNING_S = 120
"""Clocks that differ by less count as equal, in seconds."""

KEEP_EVERY_S = 20.0
"""How often the position in the hall's events is stored, in seconds."""

OVER = frozenset({TicketState.SERVED, TicketState.CANCELLED, TicketState.EXPIRED})
log = logging.getLogger(__name__)


class HallWatch:
    """Looks at the hall, again after every change in it, and tells whoever subscribed."""

    def __init__(self, session: VisitSession, hall: HallClient) -> None:
        self._session = session
        self._hall = hall
        self._snapshot: HallSnapshot | None = None
        self._looked_at = 0.0
        self._skew = timedelta()
        self._hall_seen: Signal[HallSnapshot] = Signal()
        self._on_trouble: Callable[[Failure | None], None] | None = None
        self._looking: asyncio.Task[None] | None = None
        self._look_again = False
        self._stopped = False
        self._last_seen = LastSeen(session.store.engine, session.place.hall)
        self._kept_at = -KEEP_EVERY_S
        self._away = {Away.SIGNED_OUT}
        self._left: Seen | None = None
        self._returned: Signal[WhileAway] = Signal()

    @property
    def snapshot(self) -> HallSnapshot | None:
        """The hall as it was last seen; None before the first look."""
        return self._snapshot

    @property
    def status(self) -> WindowStatus | None:
        """This window as the hall has it; None before the first look, or when it has none."""
        windows = self._snapshot.windows if self._snapshot else ()
        return next((one for one in windows if one.window == self._session.place.window), None)

    def closes(self, service_name: str) -> time | None:
        """When the hall closes today for this service; None when it says no hours."""
        if self._snapshot is None:
            return None
        today = local_time(self.now()).date()
        services = [load.service for load in self._snapshot.loads]
        found = next((one for one in services if one.name == service_name), None)
        return found.closing(today) if found else None

    def clock_apart(self) -> HallClockApart | None:
        """What to say of this PC's clock after the last look; None while it agrees."""
        apart_s = abs(self._skew.total_seconds())
        if apart_s <= CLOCK_WARNING_S:
            return None
        return HallClockApart(minutes=round(apart_s / 60))

    def now(self) -> datetime:
        """What time it is by the hall's clock; by this PC's before the first look."""
        if self._snapshot is None:
            return self._session.store.now()
        return self._snapshot.at + timedelta(seconds=monotonic() - self._looked_at)

    def subscribe(self, listener: Callable[[HallSnapshot], None]) -> Callable[[], None]:
        """Call `listener` with the hall now, if it was seen, and after every look at it.

        Returns how to stop that.
        """
        leave = self._hall_seen.subscribe(listener)
        if self._snapshot is not None:
            listener(self._snapshot)
        return leave

    def subscribe_returns(self, listener: Callable[[WhileAway], None]) -> Callable[[], None]:
        """Call `listener` when somebody watches again and there is something to tell.

        Returns how to stop that.
        """
        return self._returned.subscribe(listener)

    async def refresh(self) -> HallSnapshot:
        """Look at the hall as it is now. Raises `HallUnreachable` or `HallBusy`."""
        await self._hall.catch_up()
        return await self._look()

    async def _look(self) -> HallSnapshot:
        """Look at what was told of the hall. Raises `HallUnreachable` when that is nothing."""
        snapshot = self._hall.mirror.snapshot(self._session.place.window)
        self._skew = self._session.store.now() - snapshot.at
        self._snapshot, self._looked_at = snapshot, monotonic()
        self._hall_seen.emit(snapshot)
        status = self.status
        if status is not None and status.standing is not WindowStanding.OPEN:
            self.leave(Away.PAUSED)
        else:
            await self.come_back(Away.PAUSED)
        if monotonic() - self._kept_at >= KEEP_EVERY_S:
            await self._keep()
        return snapshot

    async def is_over(self, ticket_id: str) -> bool:
        """Whether the hall has closed this ticket. Raises what the hall raises."""
        try:
            ticket = (await self._hall.ticket(ticket_id)).ticket
        except TicketUnknown:
            return True
        return ticket.state in OVER

    def follow(self, on_trouble: Callable[[Failure | None], None] = lambda _: None) -> None:
        """Look again whenever anything changes in the hall, until `stop`.

        `on_trouble` hears when the hall goes away, and None when it is back.
        """
        self._on_trouble = on_trouble
        self._hall.on_look(self._changed)
        self._hall.on_trouble(self._troubled)
        self._changed()

    async def stop(self) -> None:
        """Follow the hall no longer, and keep how far it was watched."""
        if self._stopped:
            return
        self._stopped = True
        if self._looking is not None:
            await asyncio.wait({self._looking})
        await self._keep()

    # while the window does not watch

    def signed_out(self) -> None:
        """Stop watching after the clerk has signed out."""
        self.leave(Away.SIGNED_OUT)

    async def signed_in(self) -> None:
        """Somebody works here: tell what happened since the last one left.

        At the start that is since the window was closed, or its power was cut.
        """
        if Away.SIGNED_OUT in self._away and self._left is None:
            self._left = await self._session.worker_thread.run(self._last_seen.load)
        await self.come_back(Away.SIGNED_OUT)

    def leave(self, why: Away) -> None:
        """Stop watching for the reason `why`."""
        if not self._away:
            self._left = self._seen()
        self._away.add(why)

    async def come_back(self, why: Away) -> None:
        """`why` is over: when nothing else keeps people away, tell what happened meanwhile."""
        self._away.discard(why)
        if self._away or self._snapshot is None:
            return
        left, self._left = self._left, None
        if left is not None:
            await self._tell_since(left)

    async def _tell_since(self, left: Seen) -> None:
        hall = self._snapshot
        if (
            hall is None
            or left.seq > hall.seq
            or local_time(left.at).date() != local_time(hall.at).date()
        ):
            return
        events = [event async for event in self._hall.history(left.seq)]
        told = what_happened(left.at, events, hall, self._session.place.window)
        if not told.nothing:
            self._returned.emit(told)

    def _seen(self) -> Seen | None:
        return Seen(self._snapshot.seq, self._snapshot.at) if self._snapshot else None

    async def _keep(self) -> None:
        """Store since when the window has not watched, or the last snapshot."""
        seen = self._left if self._away else self._seen()
        if seen is not None:
            self._kept_at = monotonic()
            try:
                await self._session.worker_thread.run(self._last_seen.keep, seen)
            except Failure as failure:  # a full disk must not stop watching
                log.warning("how far the hall was watched was not kept: %s", failure)

    # looking

    def _changed(self) -> None:
        """Look soon: several changes in one turn of the loop are one look."""
        self._look_again = True
        if not self._stopped and (self._looking is None or self._looking.done()):
            self._looking = asyncio.create_task(self._keep_looking())

    async def _keep_looking(self) -> None:
        while self._look_again:
            self._look_again = False
            try:
                await self._look()
                if self._hall.trouble is None:
                    await self._looked()
            except Failure as failure:
                log.warning("%s", failure)  # the client tells of a hall that is away

    async def _looked(self) -> None:
        """The hall was there: what waited for that."""
        await self.come_back(Away.CUT_OFF)

    def _troubled(self, trouble: Failure | None) -> None:
        if self._stopped:
            return
        if trouble is not None:
            self.leave(Away.CUT_OFF)
        else:
            self._changed()
        if self._on_trouble is not None:
            self._on_trouble(trouble)
