"""A request while it is decided: the hall as it stands, who asks, and the events so far."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from desk.domain.tickets import (
    NO_DETAIL,
    Detail,
    Event,
    HallEvent,
    HallMove,
    Service,
    TicketEvent,
    TicketMove,
    TicketState,
    Window,
    WindowStanding,
)
from desk.hall.failures import (
    ServiceUnknown,
    TicketClosed,
    TicketNotHere,
    TicketNotReady,
    TicketUnknown,
    WindowBusy,
    WindowNotOpen,
    WindowUnknown,
)
from desk.hall.requests import Requester
from desk.hall.state import CLOSED, Change, HallState, WindowRecord
from desk.hall.ticket_record import TicketRecord, advance, may


class Decision(NamedTuple):
    """What a request does to the hall, and its answer; nothing when `change` has no events."""

    change: Change
    answer: Any


class Draft:
    """The decision on one request. Nothing here alters the state.

    `others` are tickets that the request names and that the state does not hold: closed ones of
    earlier days.
    """

    def __init__(
        self,
        state: HallState,
        requester: Requester,
        at: datetime,
        others: Mapping[str, TicketRecord] | None = None,
    ) -> None:
        self.state = state
        self.requester = requester
        self.at = at
        self.local = state.local(at)
        self.closed = state.day_closed(state.day)
        self._others = others or {}
        self._events: list[Event] = []

    # -- what the hall has

    def service(self, code: str) -> Service:
        """The service with this code. Raises `ServiceUnknown`."""
        try:
            return self.state.services[code]
        except KeyError:
            raise ServiceUnknown(service=code) from None

    def window(self, code: str | None) -> Window:
        """The window with this code. Raises `WindowUnknown`."""
        try:
            return self.state.windows[code or ""]
        except KeyError:
            raise WindowUnknown(window=code or "–") from None

    def ticket(self, ticket_id: str) -> TicketRecord:
        """The ticket with this id, of any day. Raises `TicketUnknown`."""
        found = self.state.find(ticket_id) or self._others.get(ticket_id)
        if found is None:
            raise TicketUnknown(number=ticket_id)
        return found

    def numbered(self, number: str) -> TicketRecord:
        """Today's ticket with this number. Raises `TicketUnknown`."""
        found = self.state.numbered(number)
        if found is None:
            raise TicketUnknown(number=number.strip().upper())
        return found

    # -- what the rules ask for

    def free_window(self) -> Window:
        """The requester's window, which must be open and with nobody.

        Raises `WindowUnknown`, `WindowBusy`, `WindowNotOpen`.
        """
        window = self.window(self.requester.window)
        busy = self.state.at_window(window.code)
        if busy is not None:
            raise WindowBusy(window=window.code, number=busy.number)
        record = self.state.window_records.get(window.code, WindowRecord())
        if record.standing is not WindowStanding.OPEN:
            reason = record.reason or record.standing.value
            raise WindowNotOpen(window=window.code, reason=reason)
        return window

    def require(self, record: TicketRecord, move: TicketMove, window: str | None) -> None:
        """Raise unless the ticket's state allows the move, made by `window` if one is given.

        Raises `TicketClosed`, `TicketNotHere`, `TicketNotReady`.
        """
        if record.state in CLOSED:
            raise TicketClosed(number=record.number)
        if window is not None and record.window not in (window, None):
            raise TicketNotHere(number=record.number, window=window)
        if not may(record, move):
            if record.at_a_window:
                raise TicketNotReady(number=record.number, window=record.window or "–")
            raise TicketNotHere(number=record.number, window=window or "–")

    def require_today(self, record: TicketRecord) -> None:
        """Raise `TicketClosed` for a ticket of an earlier day: nobody would ever call it."""
        if record.id not in self.state.tickets:
            raise TicketClosed(number=record.number)

    # -- what happens

    def move(
        self,
        record: TicketRecord,
        move: TicketMove,
        *,
        detail: Detail = NO_DETAIL,
        window: str | None = None,
        person: str | None = None,
    ) -> TicketRecord:
        """One event of a ticket; the ticket after it."""
        event = TicketEvent(
            seq=self._next_seq(),
            ticket_id=record.id,
            number=record.number,
            move=move,
            window=window,
            person=person,
            at=self.at,
            service_code=record.service_code,
            priority=record.priority,
            detail=detail,
        )
        self._events.append(event)
        return advance(None if move is TicketMove.TAKEN else record, event)

    def note(
        self, move: HallMove, *, window: str | None = None, detail: Detail = NO_DETAIL
    ) -> None:
        """One event that is about the hall and no ticket."""
        person = self.requester.person
        self._events.append(HallEvent(self._next_seq(), move, window, person, self.at, detail))

    def expire(self, states: tuple[TicketState, ...], person: str | None) -> int:
        """Close every open ticket that stands in one of `states`; how many there are."""
        open_ones = (*self.state.earlier.values(), *self.state.tickets.values())
        left = sorted(
            (record for record in open_ones if record.state in states), key=lambda r: r.arrived
        )
        for record in left:
            self.move(record, TicketMove.EXPIRED, person=person)
        return len(left)

    def decision(self, answer: Any = None, **more: Any) -> Decision:
        """The events so far and the answer; `more` are other parts of the `Change`."""
        return Decision(Change(tuple(self._events), **more), answer)

    def _next_seq(self) -> int:
        return self.state.seq + len(self._events) + 1
