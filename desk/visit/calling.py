"""Calling: the hall's queue seen from this window, and the visit of the ticket called.

The hall decides first, the window's book follows: whatever dies between the two is put right
by `restore` from what the hall says.
"""

import asyncio
import logging
import uuid
from collections.abc import Callable
from typing import Protocol

from desk.domain.failures import Failure
from desk.domain.tickets import Event, HallSnapshot, Ticket, TicketState
from desk.domain.visits import Step, Visit
from desk.hall.failures import (
    HallBusy,
    HallUnreachable,
    TicketClosed,
    TicketNotHere,
    TicketUnknown,
)
from desk.hall.follower import HallFollower
from desk.hall.queue import HallQueue
from desk.lanes import Lane
from desk.visit.counter import Counter
from desk.visit.failures import VisitStillOpen
from desk.visit.retention import Retention

AT_A_WINDOW = frozenset({TicketState.CALLED, TicketState.SERVING})
log = logging.getLogger(__name__)


class Move(Protocol):
    """A move of `HallQueue` for one ticket."""

    def __call__(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket: ...


class Calling:
    """Calls numbers and keeps the open visit and its ticket together."""

    def __init__(self, counter: Counter, hall: HallQueue, lane: Lane, retention: Retention) -> None:
        self._counter = counter
        self._hall = hall
        self._lane = lane
        self._retention = retention
        self._snapshot: HallSnapshot | None = None
        self._listeners: list[Callable[[HallSnapshot], None]] = []
        self._follower: HallFollower | None = None
        self._looking: asyncio.Task[None] | None = None
        self._look_again = False

    # the hall

    @property
    def snapshot(self) -> HallSnapshot | None:
        """The hall as it was last seen; None before the first look."""
        return self._snapshot

    def subscribe(self, listener: Callable[[HallSnapshot], None]) -> None:
        """Call `listener` with the hall now, if it was seen, and after every change in it."""
        self._listeners.append(listener)
        if self._snapshot is not None:
            listener(self._snapshot)

    async def refresh(self) -> HallSnapshot:
        """Look at the hall now. Raises `HallUnreachable` or `HallBusy`."""
        self._snapshot = await self._lane.run(self._hall.snapshot, self._counter.place.window)
        for listener in tuple(self._listeners):
            listener(self._snapshot)
        return self._snapshot

    async def follow(
        self, url: str, on_trouble: Callable[[Failure | None], None] = lambda _: None
    ) -> None:
        """Look again whenever anything changes in the hall at `url`, until `stop`.

        `on_trouble` hears when the hall goes away, and None when it is back.
        """
        loop = asyncio.get_running_loop()

        def changed(_events: list[Event]) -> None:
            loop.call_soon_threadsafe(self._changed)

        def troubled(trouble: Failure | None) -> None:
            loop.call_soon_threadsafe(on_trouble, trouble)

        self._follower = HallFollower(url, changed, troubled)
        await self._lane.run(self._follower.start)
        await self.refresh()

    async def stop(self) -> None:
        """Follow the hall no longer."""
        if self._follower is not None:
            await asyncio.to_thread(self._follower.stop)
            self._follower = None
        if self._looking is not None:
            await asyncio.wait({self._looking})

    def _changed(self) -> None:
        self._look_again = True
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._keep_looking())

    async def _keep_looking(self) -> None:
        while self._look_again:
            self._look_again = False
            try:
                await self.refresh()
            except Failure as failure:
                log.warning("%s", failure)  # the follower tells of a hall that is away

    # calling

    async def call_next(self) -> Visit | None:
        """Call the ticket whose turn it is; None when nobody waits.

        Raises `VisitStillOpen`, or what `HallQueue.call_next` raises.
        """
        self._require_free()
        window, person = self._counter.place.window, self._counter.person.id

        def call(command: str) -> Ticket | None:
            return self._hall.call_next(window, person, command=command)

        return await self._counter.whole(self._open(call))

    async def find(self, number: str) -> Ticket | None:
        """Today's ticket of this number, whatever its state; None when there is none."""
        return await self._lane.run(self._hall.find, number)

    async def call(self, number: str) -> Visit:
        """Call this number out of its turn: typed, or scanned from the ticket.

        A ticket that waits aside at this hall is taken up where it stood. Raises
        `VisitStillOpen`, or what `HallQueue.call` and `HallQueue.resume` raise.
        """
        if (there := self._counter.visit) is not None and there.ticket_number == number:
            return there
        self._require_free()
        found = await self._lane.run(self._hall.find, number)
        if found is not None and found.state is TicketState.ON_HOLD:
            return await self.resume(found.id)
        window, person = self._counter.place.window, self._counter.person.id

        def call(command: str) -> Ticket | None:
            return self._hall.call(number, window, person, command=command)

        visit = await self._counter.whole(self._open(call))
        assert visit is not None  # `HallQueue.call` gives a ticket or raises
        return visit

    async def resume(self, ticket_id: str) -> Visit:
        """Go on with a visit that was put on hold. Raises what `HallQueue.resume` raises."""
        self._require_free()
        window, person = self._counter.place.window, self._counter.person.id

        def resume(command: str) -> Ticket | None:
            return self._hall.resume(ticket_id, window, person, command=command)

        visit = await self._counter.whole(self._open(resume))
        assert visit is not None  # `HallQueue.resume` gives a ticket or raises
        return visit

    async def take_up(self, number: str) -> Visit:
        """Take up a closed visit by its case's number, to correct what the region refused.

        Nobody is called by that. Raises `VisitStillOpen`; KeyError when this window knows no
        such case, and `NotParked` when there is nothing to correct.
        """
        self._require_free()
        book = self._counter.book
        found = await self._counter.lane.run(book.find, number)
        if found is None:
            raise KeyError("no such case at this window")
        visit = await self._counter.lane.run(book.reopen, found.id)
        self._counter.stand(visit)
        return visit

    async def recall(self) -> None:
        """Call the same number once more."""
        await self._move(self._hall.recall)
        await self.refresh()

    async def welcome(self) -> None:
        """The citizen has come: the ticket is being served, and who they are is asked next.

        A hall that cannot be asked keeps nobody from going on; the ticket is then served when
        the visit ends.
        """
        await self._counter.whole(self._welcome())

    async def hold(self) -> None:
        """The citizen steps aside; the visit waits as it stands and the window is free."""
        await self._counter.whole(self._hold())

    async def no_show(self) -> None:
        """Nobody came: the visit is forgotten, the number can be called again."""
        await self._counter.whole(self._no_show())

    async def finish(self) -> None:
        """The visit is over, for the hall and for the window."""
        await self._counter.whole(self._finish())

    # after a restart

    async def restore(self) -> Visit | None:
        """Stand where this window stood, and agree with the hall on it.

        The visit is shown before the hall is asked, so that an unreachable hall keeps nobody
        from going on; its failure is raised then.
        """
        visit = await self._counter.lane.run(self._counter.book.current)
        self._counter.stand(visit)
        await self._counter.whole(self._agree())
        return self._counter.visit

    async def _agree(self) -> None:
        visit = self._counter.visit
        if visit is not None:
            await self._agree_on(visit)
        here = await self._ticket_here()
        if self._counter.visit is None and here is not None:
            await self._take_up(here)

    async def _agree_on(self, visit: Visit) -> None:
        try:
            ticket = await self._lane.run(self._hall.ticket, visit.ticket_id)
        except TicketUnknown:
            log.warning("the hall does not know the ticket of the open visit")
            return
        ours = ticket.window == self._counter.place.window
        if ticket.state in AT_A_WINDOW and ours:
            if ticket.state is TicketState.SERVING and visit.step is Step.CALL:
                await self._counter.change(self._counter.book.go, visit.id, Step.IDENTIFY)
        elif ticket.state is TicketState.SERVED:
            await self._leave(self._retention.close, visit)
        elif ticket.state is TicketState.ON_HOLD:
            await self._leave(self._counter.book.put_aside, visit)
        elif visit.applicant is None:
            await self._leave(self._retention.forget, visit)
        # else the ticket was closed elsewhere while something was entered: the clerk decides

    async def _ticket_here(self) -> Ticket | None:
        window = self._counter.place.window
        snapshot = await self.refresh()
        for status in snapshot.windows:
            if status.window == window and status.ticket_number is not None:
                found = await self._lane.run(self._hall.find, status.ticket_number)
                if found and found.window == window and found.state in AT_A_WINDOW:
                    return found
        return None

    async def _take_up(self, ticket: Ticket) -> None:
        """The hall says that this ticket is at our window, and no visit stands there."""
        known = await self._counter.lane.run(self._counter.book.of_ticket, ticket.id)
        if known is not None and known.closed_at is not None:
            await self._finish_ticket(ticket.id)
            return
        visit = await self._counter.lane.run(self._counter.book.open, ticket)
        self._counter.stand(visit)
        await self._agree_on(visit)

    # the two sides of a move

    async def _open(self, call: Callable[[str], Ticket | None]) -> Visit | None:
        ticket = await self._ask(call)
        if ticket is None:
            return None
        visit = await self._counter.lane.run(self._counter.book.open, ticket)
        self._counter.stand(visit)
        return visit

    async def _welcome(self) -> None:
        visit = self._counter.open_visit
        try:
            ticket = await self._lane.run(self._hall.ticket, visit.ticket_id)
            if ticket.state is TicketState.CALLED:
                await self._move(self._hall.serve)
        except (HallBusy, HallUnreachable) as failure:
            log.warning("%s", failure)
        if visit.step is Step.CALL:
            await self._counter.change(self._counter.book.go, visit.id, Step.IDENTIFY)

    async def _hold(self) -> None:
        await self._move(self._hall.hold)
        await self._leave(self._counter.book.put_aside, self._counter.open_visit)

    async def _no_show(self) -> None:
        await self._move(self._hall.no_show)
        await self._leave(self._retention.forget, self._counter.open_visit)

    async def _finish(self) -> None:
        visit = self._counter.open_visit
        await self._finish_ticket(visit.ticket_id)
        await self._leave(self._retention.close, visit)

    async def _finish_ticket(self, ticket_id: str) -> None:
        """End a ticket; one that was ended elsewhere, or is of another day, is ended enough."""
        window, person = self._counter.place.window, self._counter.person.id
        try:
            ticket = await self._lane.run(self._hall.ticket, ticket_id)
            if ticket.state is TicketState.CALLED:
                await self._ask(
                    lambda command: self._hall.serve(ticket_id, window, person, command=command)
                )
            await self._ask(
                lambda command: self._hall.finish(ticket_id, window, person, command=command)
            )
        except (TicketClosed, TicketNotHere, TicketUnknown) as failure:
            log.warning("the ticket needed no finishing: %s", failure)

    async def _move(self, move: Move) -> Ticket | None:
        ticket_id = self._counter.open_visit.ticket_id
        window, person = self._counter.place.window, self._counter.person.id
        return await self._ask(lambda command: move(ticket_id, window, person, command=command))

    async def _ask(self, call: Callable[[str], Ticket | None]) -> Ticket | None:
        """Ask the hall; when the answer is lost, ask once more for the same, never for another."""
        command = str(uuid.uuid4())
        try:
            return await self._lane.run(call, command)
        except (HallBusy, HallUnreachable):
            return await self._lane.run(call, command)

    async def _leave(self, end: Callable[[str], object], visit: Visit) -> None:
        await self._counter.lane.run(end, visit.id)
        self._counter.stand(None)

    def _require_free(self) -> None:
        if self._counter.visit is not None:
            raise VisitStillOpen(number=self._counter.visit.ticket_number)
