"""What windows, kiosks and managers do with the hall's queue.

Every method is one transaction and blocks for some milliseconds; all are safe to call from
several threads and processes at once. Any of them raises `HallUnreachable` or `HallBusy`.

`command` is an id that the caller makes for one wish and gives again when it does not know
whether the wish was carried out: the second time nothing is done, and the ticket is returned
as it stands now.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import asdict
from sqlalchemy import insert, select, update

from desk.domain.endings import Outcome
from desk.domain.tickets import (
    NO_DETAIL,
    SENT_BACK,
    Detail,
    HallMove,
    Priority,
    Service,
    Ticket,
    TicketMove,
    Window,
)
from desk.hall import tables
from desk.hall.booking import Booking
from desk.hall.change import PREFIXES, SettledBefore, ticket_question
from desk.hall.counter import question
from desk.hall.doors import Doors
from desk.hall.estimates import expected_waits
from desk.hall.face import CLOSED
from desk.hall.failures import (
    DayClosed,
    NotMissed,
    NotServed,
    ServiceClosed,
    TicketClosed,
    TicketNotHere,
    TicketNotWaiting,
    TooLateToday,
)
from desk.hall.looking import Looking
from desk.hall.projection import Standing, may

_M = TicketMove


class HallQueue(Looking, Booking, Doors):
    """The queue of one hall; get one from `desk.hall.open_hall`."""

    # -- the citizen

    def take(
        self,
        service_code: str,
        priority: Priority = Priority.NORMAL,
        *,
        person: str | None = None,
        command: str | None = None,
    ) -> Ticket:
        """Give the day's next number for a service.

        `person` is the clerk or the kiosk that gives it. Raises `ServiceUnknown`,
        `ServiceClosed`, `DayClosed`, and `TooLateToday` when the service would be closed before
        the number is called.
        """
        late = self._too_late(service_code)
        with self._changing() as change:
            service = change.service(service_code)
            standing = change.settled(command, _M.TAKEN)
            if standing is None:
                if change.closed:
                    raise DayClosed
                if not service.is_open(change.local):
                    raise ServiceClosed(service=service.name)
                if late is not None:
                    raise late
                standing = change.take(service, priority, command, person=person)
            return self._shown(standing)

    def return_to_row(
        self,
        number: str,
        window: str | None = None,
        person: str | None = None,
        *,
        command: str | None = None,
    ) -> Ticket:
        """A citizen who missed the call is here: today's ticket waits behind three numbers more.

        Raises `TicketUnknown`, `TicketClosed`, `NotMissed`.
        """
        with self._changing() as change:
            standing = change.settled(command, _M.RETURNED, window)
            if standing is None:
                before = change.numbered(number.strip().upper())
                if before.state in CLOSED:
                    raise TicketClosed(number=before.number)
                if not may(before, _M.RETURNED):
                    raise NotMissed(number=before.number)
                standing = change.record(
                    before, _M.RETURNED, window=window, person=person, command=command
                )
            return self._shown(standing)

    def cancel(
        self,
        ticket_id: str,
        window: str | None = None,
        person: str | None = None,
        *,
        command: str | None = None,
    ) -> Ticket:
        """The citizen leaves. Raises `TicketUnknown`, `TicketClosed`."""
        return self._move(ticket_id, _M.CANCELLED, window, person, command, anywhere=True)

    # -- the window

    def call_next(self, window: str, person: str, *, command: str | None = None) -> Ticket | None:
        """Call the ticket whose turn it is; None, and no event, when nobody waits.

        Raises `WindowUnknown`, `WindowNotOpen`, and `WindowBusy` while the window is with
        another ticket.
        """
        with self._changing(question(window, self._setup.day, command)) as change:
            try:
                turn = change.turn(window, command)
            except SettledBefore:
                standing = change.settled(command, _M.CALLED, window)
                return None if standing is None else self._shown(standing)
            if turn is None:
                return None
            standing = change.record(turn, _M.CALLED, window=window, person=person, command=command)
            return self._shown(standing)

    def call(self, number: str, window: str, person: str, *, command: str | None = None) -> Ticket:
        """Call today's ticket with this number out of its turn, also one that was missed.

        Raises `TicketUnknown`, `TicketNotWaiting`, `TicketClosed`, `WindowUnknown`,
        `WindowNotOpen`, `WindowBusy`.
        """
        with self._changing() as change:
            standing = change.settled(command, _M.CALLED, window)
            if standing is None:
                wanted = change.numbered(number.strip().upper())
                _require_callable(wanted)
                change.require_free(window)
                standing = change.record(
                    wanted,
                    _M.CALLED,
                    window=window,
                    person=person,
                    command=command,
                    detail=Detail(by_number=True),
                )
            return self._shown(standing)

    def recall(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """Call the same number once more; `Ticket.calls` counts them.

        Also after it was served from: then somebody else had come to the window, and the one
        who was called is waited for again. Raises `TicketNotHere`.
        """
        return self._move(ticket_id, _M.RECALLED, window, person, command)

    def serve(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """The citizen has come to the window. Raises `TicketNotHere`."""
        return self._move(ticket_id, _M.SERVED_FROM, window, person, command)

    def no_show(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """Nobody came; the ticket can still be called by its number.

        Also after it was served from: then the one who came was somebody else. Raises
        `TicketNotHere`.
        """
        return self._move(ticket_id, _M.NO_SHOW, window, person, command)

    def hold(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """Set the ticket aside, so that the window is free. Raises `TicketNotHere`."""
        return self._move(ticket_id, _M.HELD, window, person, command)

    def resume(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """Go on with a ticket on hold, at any free window.

        Raises `TicketUnknown`, `TicketClosed`, `TicketNotHere`, `WindowUnknown`, `WindowBusy`.
        """
        return self._move(ticket_id, _M.RESUMED, window, person, command, anywhere=True)

    def finish(
        self,
        ticket_id: str,
        window: str,
        person: str,
        *,
        outcome: Outcome | None = None,
        command: str | None = None,
    ) -> Ticket:
        """The visit is over, with a case or by another `outcome`. Raises `TicketNotHere`."""
        detail = Detail(reason=outcome.value) if outcome else NO_DETAIL
        return self._move(ticket_id, _M.FINISHED, window, person, command, detail=detail)

    def send_back(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """The wrong citizen was called: the ticket waits again, where it waited before.

        To older versions it was handed on to nobody, which leaves it in the same place. Raises
        `TicketNotHere`, `TicketClosed`.
        """
        with self._changing(ticket_question(ticket_id)) as change:
            standing = change.settled(command, _M.TRANSFERRED, window)
            if standing is None:
                before = change.ticket(ticket_id)
                self._require(before, _M.TRANSFERRED, window)
                if not before.at_a_window:
                    raise TicketNotHere(number=before.number, window=window)
                if change.closed or not change.is_of_today(before):
                    raise TicketClosed(number=before.number)  # nobody would ever call it
                detail = Detail(to_window=before.for_window, reason=SENT_BACK)
                standing = change.record(
                    before,
                    _M.TRANSFERRED,
                    window=window,
                    person=person,
                    command=command,
                    detail=detail,
                )
            return self._shown(standing)

    def transfer(
        self,
        ticket_id: str,
        window: str | None,
        person: str,
        *,
        to_service: str | None = None,
        to_window: str | None = None,
        command: str | None = None,
    ) -> Ticket:
        """Hand a ticket on: to another service, to one window, or both. It keeps its arrival.

        Without a `window` it is done from the hall's desk. Raises `TicketNotHere`,
        `TicketClosed`, `ServiceUnknown`, `WindowUnknown`, `NotServed`.
        """
        if to_service is None and to_window is None:
            raise ValueError("a ticket is handed on to a service or to a window")
        with self._changing() as change:
            standing = change.settled(command, _M.TRANSFERRED, window)
            if standing is None:
                before = change.ticket(ticket_id)
                self._require(before, _M.TRANSFERRED, window)
                if not change.is_of_today(before):
                    raise TicketClosed(number=before.number)  # nobody would ever call it
                service = change.service(to_service or before.service_code)
                if to_window is not None and change.window(to_window).rank(service.code) is None:
                    raise NotServed(window=to_window, service=service.name, number=before.number)
                standing = change.record(
                    before,
                    _M.TRANSFERRED,
                    window=window,
                    person=person,
                    command=command,
                    detail=Detail(to_service=to_service, to_window=to_window),
                )
            return self._shown(standing)

    # -- the manager

    def arrange(
        self, services: Sequence[Service], windows: Sequence[Window], person: str | None = None
    ) -> None:
        """Set up services and windows: those named are made, or take what is given here.

        What is not named stays as it is. Raises ValueError when two services would share a
        prefix.
        """
        prefixes = {s.code: s.prefix for s in (*self.services(), *services)}
        if len(set(prefixes.values()) - set(PREFIXES.values())) < len(prefixes):
            raise ValueError("every service needs a prefix of its own, other than V and Y")
        with self._changing() as change:
            for place, service in enumerate(services):
                # prefixes may be exchanged: each lets go of its own first
                change.add(
                    update(tables.service)
                    .where(tables.service.c.code == service.code)
                    .values(prefix=f"~{chr(ord('一') + place)}")
                )
            for table, things in (
                (tables.service, [asdict(service) for service in services]),
                (tables.window, [asdict(window) for window in windows]),
            ):
                known = set(change.connection.scalars(select(table.c.code)))
                for place, values in enumerate(things, len(known)):
                    if values["code"] in known:
                        change.add(
                            update(table).where(table.c.code == values["code"]).values(values)
                        )
                    else:
                        change.add(insert(table).values(place=place, **values))
            change.add(update(tables.hall).values(revision=tables.hall.c.revision + 1))
            change.record_of_hall(HallMove.ARRANGED, person=person)

    def _too_late(self, service_code: str) -> TooLateToday | None:
        """Judged before the hall is held, because it takes a look at the whole row."""
        with self._reading() as (connection, now):
            service = self._setup.services.get(service_code)
            closes = service.closing(now.local.date()) if service else None
            if service is None or closes is None:
                return None
            wait_s = expected_waits(connection, now, self._setup).get(service_code)
            left_s = (
                datetime.combine(now.local.date(), closes, now.local.tzinfo) - now.local
            ).total_seconds()
            if wait_s is None or wait_s <= left_s:
                return None
            return TooLateToday(service=service.name, closes=f"{closes:%H:%M}")

    def _move(
        self,
        ticket_id: str,
        move: TicketMove,
        window: str | None,
        person: str | None,
        command: str | None,
        *,
        anywhere: bool = False,
        detail: Detail = NO_DETAIL,
    ) -> Ticket:
        with self._changing(ticket_question(ticket_id)) as change:
            standing = change.settled(command, move, window)
            if standing is None:
                before = change.ticket(ticket_id)
                self._require(before, move, None if anywhere else window)
                if move is _M.RESUMED and window is not None:
                    change.require_free(window)
                standing = change.record(
                    before, move, window=window, person=person, command=command, detail=detail
                )
            return self._shown(standing)

    def _require(self, before: Standing, move: TicketMove, window: str | None) -> None:
        """Raise `TicketClosed` or `TicketNotHere` unless the ticket may move, from `window`."""
        if before.state in CLOSED:
            raise TicketClosed(number=before.number)
        elsewhere = window is not None and before.window not in (window, None)
        if not may(before, move) or elsewhere:
            raise TicketNotHere(number=before.number, window=window or "–")


def _require_callable(ticket: Standing) -> None:
    if ticket.state in CLOSED:
        raise TicketClosed(number=ticket.number)
    if not may(ticket, _M.CALLED):
        raise TicketNotWaiting(number=ticket.number, window=ticket.window or "–")
