"""What windows, kiosks and managers do with the hall's queue.

Every method is one transaction and blocks for some milliseconds; all are safe to call from
several threads and processes at once. Any of them raises `HallUnreachable` or `HallBusy`.

`command` is an id that the caller makes for one wish and gives again when it does not know
whether the wish was carried out: the second time nothing is done, and the ticket is returned
as it stands now.
"""

from collections.abc import Callable
from datetime import date, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, select

from desk.domain.tickets import (
    HallSnapshot,
    Priority,
    Service,
    Ticket,
    TicketEvent,
    TicketMove,
    TicketState,
)
from desk.hall import records, tables
from desk.hall.adapters import reading
from desk.hall.change import Change, changing
from desk.hall.failures import TicketClosed, TicketNotHere, TicketNotWaiting, TicketUnknown
from desk.hall.order import SHARE, in_calling_order
from desk.hall.projection import Standing, advance, may
from desk.hall.view import look

_S, _M = TicketState, TicketMove
_CLOSED = frozenset({_S.SERVED, _S.CANCELLED, _S.EXPIRED})


class HallQueue:
    """The queue of one hall; get one from `desk.hall.open_hall`."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; what was done is kept."""
        self._engine.dispose()

    # -- the citizen

    def take(
        self,
        service_code: str,
        priority: Priority = Priority.NORMAL,
        *,
        command: str | None = None,
    ) -> Ticket:
        """Give the day's next number for a service. Raises `ServiceUnknown`."""
        with changing(self._engine, self._clock) as change:
            service = change.service(service_code)
            standing = change.settled(command, _M.TAKEN) or change.take(service, priority, command)
            return _shown(change, standing)

    def ahead(self, ticket_id: str) -> int:
        """How many will be called before this ticket; 0 when it does not wait."""
        with reading(self._engine) as connection:
            _stored(connection, ticket_id)
            recent = records.recent_calls(connection, SHARE - 1)
            order = in_calling_order(records.waiting(connection, self._day(connection)), recent)
            return next((i for i, ticket in enumerate(order) if ticket.id == ticket_id), 0)

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

        Raises `WindowUnknown`, and `WindowBusy` while the window is with another ticket.
        """
        with changing(self._engine, self._clock) as change:
            standing = change.settled(command, _M.CALLED, window)
            if standing is None:
                change.require_free(window)
                turn = change.next_waiting()
                if turn is None:
                    return None
                standing = change.record(
                    turn, _M.CALLED, window=window, person=person, command=command
                )
            return _shown(change, standing)

    def call(self, number: str, window: str, person: str, *, command: str | None = None) -> Ticket:
        """Call today's ticket with this number out of its turn, also one that was missed.

        Raises `TicketUnknown`, `TicketNotWaiting`, `TicketClosed`, `WindowUnknown`,
        `WindowBusy`.
        """
        with changing(self._engine, self._clock) as change:
            standing = change.settled(command, _M.CALLED, window)
            if standing is None:
                wanted = change.numbered(number.strip().upper())
                _require_callable(wanted)
                change.require_free(window)
                standing = change.record(
                    wanted, _M.CALLED, window=window, person=person, command=command
                )
            return _shown(change, standing)

    def recall(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """Call the same number once more; `Ticket.calls` counts them. Raises `TicketNotHere`."""
        return self._move(ticket_id, _M.RECALLED, window, person, command)

    def serve(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """The citizen has come to the window. Raises `TicketNotHere`."""
        return self._move(ticket_id, _M.SERVED_FROM, window, person, command)

    def no_show(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """Nobody came; the ticket can still be called by its number. Raises `TicketNotHere`."""
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
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """The visit is over. Raises `TicketNotHere`."""
        return self._move(ticket_id, _M.FINISHED, window, person, command)

    # -- looking

    def services(self) -> tuple[Service, ...]:
        """The hall's services, in their order."""
        with reading(self._engine) as connection:
            return tuple(records.services(connection).values())

    def ticket(self, ticket_id: str) -> Ticket:
        """The ticket with this id, of any day. Raises `TicketUnknown`."""
        with reading(self._engine) as connection:
            standing = _stored(connection, ticket_id)
            return standing.as_ticket(records.services(connection)[standing.service_code])

    def find(self, number: str) -> Ticket | None:
        """Today's ticket with this number, or None."""
        with reading(self._engine) as connection:
            row = connection.execute(
                records.select_standing().where(
                    tables.ticket.c.number == number.strip().upper(),
                    tables.ticket.c.day == self._day(connection),
                )
            ).one_or_none()
            if row is None:
                return None
            standing = records.standing_of(row)
            return standing.as_ticket(records.services(connection)[standing.service_code])

    def snapshot(self, window: str) -> HallSnapshot:
        """The hall as this window sees it now, all of one moment."""
        with reading(self._engine) as connection:
            return look(connection, window, self._day(connection), self._clock())

    def events_since(self, seq: int) -> list[TicketEvent]:
        """Every event with a higher number, in order; no event is ever added below one seen."""
        with reading(self._engine) as connection:
            rows = connection.execute(
                records.select_event().where(tables.event.c.seq > seq).order_by(tables.event.c.seq)
            )
            return [records.event_of(row) for row in rows]

    def seq(self) -> int:
        """The number of the hall's last event; 0 before the first."""
        with reading(self._engine) as connection:
            return int(connection.scalar(select(tables.hall.c.seq)) or 0)

    def project(self) -> dict[str, Standing]:
        """Every ticket's standing by its id, rebuilt from the events alone."""
        standings: dict[str, Standing] = {}
        for event in self.events_since(0):
            standings[event.ticket_id] = advance(standings.get(event.ticket_id), event)
        return standings

    def standings(self) -> dict[str, Standing]:
        """Every ticket's standing by its id, as stored; always equal to `project`."""
        with reading(self._engine) as connection:
            rows = connection.execute(records.select_standing()).all()
            return {row.id: records.standing_of(row) for row in rows}

    def _day(self, connection: Connection) -> date:
        row = connection.execute(select(tables.hall.c.day, tables.hall.c.utc_offset_min)).one()
        today = records.local_day(self._clock(), row.utc_offset_min)
        return today if today > row.day else row.day

    def _move(
        self,
        ticket_id: str,
        move: TicketMove,
        window: str | None,
        person: str | None,
        command: str | None,
        *,
        anywhere: bool = False,
    ) -> Ticket:
        with changing(self._engine, self._clock) as change:
            standing = change.settled(command, move, window)
            if standing is None:
                before = change.ticket(ticket_id)
                if before.state in _CLOSED:
                    raise TicketClosed(number=before.number)
                if not may(before, move) or not (anywhere or before.window == window):
                    raise TicketNotHere(number=before.number, window=window or "–")
                if move is _M.RESUMED and window is not None:
                    change.require_free(window)
                standing = change.record(
                    before, move, window=window, person=person, command=command
                )
            return _shown(change, standing)


def _shown(change: Change, standing: Standing) -> Ticket:
    return standing.as_ticket(change.service(standing.service_code))


def _stored(connection: Connection, ticket_id: str) -> Standing:
    row = connection.execute(
        records.select_standing().where(tables.ticket.c.id == ticket_id)
    ).one_or_none()
    if row is None:
        raise TicketUnknown(number=ticket_id)
    return records.standing_of(row)


def _require_callable(ticket: Standing) -> None:
    if ticket.state in _CLOSED:
        raise TicketClosed(number=ticket.number)
    if not may(ticket, _M.CALLED):
        raise TicketNotWaiting(number=ticket.number, window=ticket.window or "–")
