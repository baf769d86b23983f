"""One change of the hall: a transaction that holds the hall's row from its first statement.

Because every change first raises ``hall.seq``, changes wait for each other, see everything
that was committed before them, and commit in the order of their numbers: a reader that asks
for events after the last one it saw never misses any.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, func, insert, select, update

from desk.domain.tickets import (
    Priority,
    Service,
    TicketEvent,
    TicketMove,
    TicketState,
    format_number,
)
from desk.hall import records
from desk.hall.failures import (
    CommandReused,
    ServiceUnknown,
    TicketUnknown,
    WindowBusy,
    WindowUnknown,
)
from desk.hall.order import SHARE, in_calling_order
from desk.hall.projection import Standing, advance
from desk.hall.tables import event, hall, ticket, window

PREFIXES = {Priority.PRIORITY: "V", Priority.APPOINTMENT: "Y"}
"""Tickets with a priority are numbered across all services, under letters of their own."""

_LEFT_OVER = (TicketState.WAITING, TicketState.NO_SHOW, TicketState.ON_HOLD)


class Change:
    """What can be read and done while the hall's row is held."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        row = connection.execute(
            update(hall)
            .values(seq=hall.c.seq + 1)
            .returning(hall.c.seq, hall.c.day, hall.c.utc_offset_min)
        ).one()
        self._reserved: int | None = row.seq
        self.at = clock()
        # a clock that was set back does not bring an old day back: its numbers are used up
        self.day = max(row.day, records.local_day(self.at, row.utc_offset_min))
        if self.day > row.day:
            self._begin_day()

    @property
    def empty(self) -> bool:
        """Whether nothing was recorded yet."""
        return self._reserved is not None

    def take(self, service: Service, priority: Priority, command: str | None) -> Standing:
        """Make a ticket with the day's next number."""
        prefix = PREFIXES.get(priority, service.prefix)
        last = self._connection.scalar(
            select(func.max(ticket.c.sequence)).where(
                ticket.c.day == self.day, ticket.c.prefix == prefix
            )
        )
        sequence = (last or 0) + 1
        taken = TicketEvent(
            seq=self._next_seq(),
            ticket_id=uuid.uuid4().hex,
            number=format_number(prefix, sequence),
            move=TicketMove.TAKEN,
            window=None,
            person=None,
            at=self.at,
            service_code=service.code,
            priority=priority,
        )
        standing = advance(None, taken)
        self._connection.execute(
            insert(ticket).values(
                day=self.day, prefix=prefix, sequence=sequence, **records.columns_of(standing)
            )
        )
        self._write(None, taken, standing, command)
        return standing

    def record(
        self,
        standing: Standing,
        move: TicketMove,
        *,
        window: str | None = None,
        person: str | None = None,
        command: str | None = None,
    ) -> Standing:
        """Write the event and the ticket's new state; the state must allow the move."""
        done = TicketEvent(
            seq=self._next_seq(),
            ticket_id=standing.id,
            number=standing.number,
            move=move,
            window=window,
            person=person,
            at=self.at,
            service_code=standing.service_code,
            priority=standing.priority,
        )
        after = advance(standing, done)
        self._connection.execute(
            update(ticket).where(ticket.c.id == after.id).values(records.columns_of(after))
        )
        self._write(standing.state, done, after, command)
        return after

    def settled(
        self, command: str | None, move: TicketMove, window: str | None = None
    ) -> Standing | None:
        """The ticket that `command` changed when it came first, or None when it is new.

        Raises `CommandReused` when it was another move or another window's.
        """
        if command is None:
            return None
        row = self._connection.execute(
            select(event.c.ticket_id, event.c.move, event.c.window).where(
                event.c.command == command
            )
        ).one_or_none()
        if row is None:
            return None
        if (row.move, row.window) != (move, window):
            raise CommandReused
        return self.ticket(row.ticket_id)

    def service(self, code: str) -> Service:
        """The service with this code. Raises `ServiceUnknown`."""
        try:
            return self.services()[code]
        except KeyError:
            raise ServiceUnknown(service=code) from None

    def services(self) -> dict[str, Service]:
        """The hall's services by code."""
        return records.services(self._connection)

    def ticket(self, ticket_id: str) -> Standing:
        """The ticket with this id, of any day. Raises `TicketUnknown`."""
        return self._one(ticket_id, ticket.c.id == ticket_id)

    def numbered(self, number: str) -> Standing:
        """Today's ticket with this number. Raises `TicketUnknown`."""
        return self._one(number, ticket.c.number == number, ticket.c.day == self.day)

    def next_waiting(self) -> Standing | None:
        """The ticket whose turn it is, or None when nobody waits."""
        recent = records.recent_calls(self._connection, SHARE - 1)
        return next(in_calling_order(records.waiting(self._connection, self.day), recent), None)

    def require_free(self, code: str) -> None:
        """Raise `WindowUnknown`, or `WindowBusy` while the window is with a ticket."""
        if self._connection.scalar(select(window.c.code).where(window.c.code == code)) is None:
            raise WindowUnknown(window=code)
        number = self._connection.scalar(
            select(ticket.c.number).where(
                ticket.c.window == code,
                ticket.c.state.in_([TicketState.CALLED, TicketState.SERVING]),
            )
        )
        if number is not None:
            raise WindowBusy(window=code, number=number)

    def _one(self, named: str, *conditions: ColumnElement[bool]) -> Standing:
        row = self._connection.execute(records.select_standing().where(*conditions)).one_or_none()
        if row is None:
            raise TicketUnknown(number=named)
        return records.standing_of(row)

    def _begin_day(self) -> None:
        self._connection.execute(update(hall).values(day=self.day))
        left_over = self._connection.execute(
            records.select_standing()
            .where(ticket.c.state.in_(_LEFT_OVER), ticket.c.day < self.day)
            .order_by(ticket.c.arrived)
        ).all()
        for row in left_over:
            self.record(records.standing_of(row), TicketMove.EXPIRED)

    def _write(
        self,
        before: TicketState | None,
        done: TicketEvent,
        after: Standing,
        command: str | None,
    ) -> None:
        self._connection.execute(
            insert(event).values(
                seq=done.seq,
                ticket_id=done.ticket_id,
                number=done.number,
                service_code=done.service_code,
                priority=done.priority,
                move=done.move,
                from_state=before,
                to_state=after.state,
                window=done.window,
                person=done.person,
                at=done.at,
                command=command,
            )
        )

    def _next_seq(self) -> int:
        if self._reserved is not None:
            seq, self._reserved = self._reserved, None
            return seq
        return int(
            self._connection.execute(
                update(hall).values(seq=hall.c.seq + 1).returning(hall.c.seq)
            ).scalar_one()
        )


@contextmanager
def changing(engine: Engine, clock: Callable[[], datetime]) -> Iterator[Change]:
    """One change; when nothing was recorded at the end, nothing was changed.

    The clock is read when the hall's row is held, so that times rise with the numbers.
    """
    with engine.connect() as connection, connection.begin() as transaction:
        change = Change(connection, clock)
        yield change
        if change.empty:
            transaction.rollback()
