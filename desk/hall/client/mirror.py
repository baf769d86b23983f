"""The hall as a client knows it: a state brought forward by what it is told.

No I/O and no thread of its own: it is used where the client is, on one event loop.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from time import monotonic

from desk.domain.tickets import Event, HallOverview, HallSnapshot, Service, Ticket, Window
from desk.hall import queries
from desk.hall.failures import HallUnreachable
from desk.hall.messages import Snapshot, TicketSeen, Told, Waits, WaitsTold
from desk.hall.state import Change, HallState


class OutOfStep(Exception):
    """What was told does not follow what is known: everything is to be told anew."""


class HallMirror:
    """Knows the hall since the first `take`; every look before that raises `HallUnreachable`."""

    def __init__(self) -> None:
        self._state: HallState | None = None
        self._waits: Waits = {}
        self._at = datetime.now(UTC)
        self._told_at = monotonic()

    @property
    def seq(self) -> int | None:
        """The number of the last event that is known; None before the first `take`."""
        return None if self._state is None else self._state.seq

    # what is told

    def take(self, snapshot: Snapshot) -> None:
        """Know the hall as it is told."""
        self._state, self._waits = snapshot.state, snapshot.waits
        self.set_clock(snapshot.at)

    def apply(self, told: Told) -> Sequence[Event]:
        """Know what happened; the events that were not known before.

        Raises `OutOfStep` when something is missing in between, or cannot follow; nothing is
        known then until the next `take`.
        """
        state = self._state
        if state is None:
            raise OutOfStep
        new = tuple(event for event in told.change.events if event.seq > state.seq)
        if not new:
            return ()
        try:
            state.change(Change(new, told.change.arrangement))
        except (ValueError, KeyError) as error:
            self._state = None
            raise OutOfStep from error
        self.set_clock(told.at)
        return new

    def take_waits(self, told: WaitsTold) -> bool:
        """Know how long to wait; returns whether that changed."""
        before, self._waits = self._waits, told.waits
        self.set_clock(told.at)
        return before != told.waits

    def set_clock(self, at: datetime) -> None:
        """Know what time it is by the hall's clock."""
        self._at, self._told_at = at, monotonic()

    # looks

    def now(self) -> datetime:
        """What time it is by the hall's clock, carried on by this machine's steady one."""
        return self._at + timedelta(seconds=monotonic() - self._told_at)

    def state(self) -> HallState:
        """All that is known; not to be altered."""
        if self._state is None:
            raise HallUnreachable(reason="not seen yet")
        return self._state

    def services(self) -> tuple[Service, ...]:
        """The hall's services, in their order."""
        return tuple(self.state().services.values())

    def windows(self) -> tuple[Window, ...]:
        """The hall's windows as they are set up, in their order."""
        return tuple(self.state().windows.values())

    def overview(self) -> HallOverview:
        """The hall as everybody in it may see it."""
        return queries.overview(self.state(), self.now(), self._waits)

    def snapshot(self, window: str, first: int | None = None) -> HallSnapshot:
        """The hall as this window would go on from it.

        With `first`, only so many of those who wait are in `queue`, which is quicker.
        """
        return queries.snapshot(self.state(), window, self.now(), first)

    def find(self, number: str) -> Ticket | None:
        """Today's ticket with this number, or None."""
        state = self.state()
        found = state.numbered(number) if state.day_at(self.now()) == state.day else None
        return None if found is None else state.shown(found)

    def ticket(self, ticket_id: str) -> Ticket | None:
        """The ticket with this id, of today or still open; None for any other."""
        found = self.state().find(ticket_id)
        return None if found is None else self.state().shown(found)

    def at_window(self, window: str) -> Ticket | None:
        """The ticket that the window has called or is serving, or None."""
        found = self.state().at_window(window)
        return None if found is None else self.state().shown(found)

    def seen(self, ticket: Ticket) -> TicketSeen:
        """A ticket that waits, with how many are before it and how long its service waits now."""
        ahead = queries.ahead(self.state(), ticket.id, self.now())
        return TicketSeen(ticket, ahead, self._waits.get(ticket.service.code))
