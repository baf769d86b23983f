"""One change of the hall: a transaction that holds the hall from its first statement.

Because every change first raises ``hall.seq``, changes wait for each other, see everything
that was committed before them, and commit in the order of their numbers: a reader that asks
for events after the last one it saw never misses any.

What a change writes is gathered and sent in one go together with the commit, so that a hall on
a server is held for as few trips as can be.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Executable,
    Transaction,
    bindparam,
    func,
    insert,
    select,
    update,
)

from desk.domain.tickets import (
    NO_DETAIL,
    Detail,
    HallMove,
    Priority,
    Service,
    TicketEvent,
    TicketMove,
    TicketState,
    Window,
    WindowStanding,
    format_number,
)
from desk.hall import records
from desk.hall.adapters import server_clock, together
from desk.hall.counter import Counter, look
from desk.hall.failures import (
    CommandReused,
    ServiceUnknown,
    TicketUnknown,
    WindowBusy,
    WindowNotOpen,
    WindowUnknown,
)
from desk.hall.order import Turns
from desk.hall.pace import Pace
from desk.hall.projection import Standing, advance
from desk.hall.tables import event, hall, ticket

PREFIXES = {Priority.PRIORITY: "V", Priority.APPOINTMENT: "Y"}
"""Tickets with a priority are numbered across all services, under letters of their own."""

LEFT_OVER = (TicketState.WAITING, TicketState.NO_SHOW, TicketState.ON_HOLD)
"""What a day that ends does not keep; who stands at a window is served to the end."""

Clock = Callable[[], datetime]

# made once: what is the same every time costs nothing then
_HOLD_HALL = (
    update(hall)
    .values(seq=hall.c.seq + 1)
    .returning(
        hall.c.seq,
        hall.c.day,
        hall.c.utc_offset_min,
        hall.c.revision,
        hall.c.closed,
        server_clock().label("server"),
    )
)
_MOVE_TICKET = update(ticket).where(ticket.c.id == bindparam("moved_id"))
_ADD_EVENT = insert(event)


@dataclass(slots=True)
class Setup:
    """The hall's services and windows, as they were set up at `revision`; and its pace."""

    revision: int = -1
    services: dict[str, Service] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)

    def refresh(self, connection: Connection, revision: int) -> None:
        """Read them again when they were set up anew."""
        if revision != self.revision:
            self.services = records.services(connection)
            self.windows = records.windows(connection)
            self.revision = revision


class SettledBefore(Exception):
    """The command was carried out before; `Change.settled` has what became of it."""


class Change:
    """What can be read and done while the hall is held."""

    def __init__(self, connection: Connection, clock: Clock | None, setup: Setup) -> None:
        self.connection = connection
        self._pending: list[tuple[Executable, Mapping[str, Any] | None]] = []
        row = connection.execute(_HOLD_HALL).one()
        self._seq: int = row.seq - 1
        self._stored = (row.seq, row.day)
        self._recorded = False
        self.at = clock() if clock else (row.server or datetime.now(UTC)).astimezone(UTC)
        # a clock that was set back does not bring an old day back: its numbers are used up
        today = records.local_day(self.at, row.utc_offset_min)
        self.day = max(row.day, today)
        self.local = self.at.astimezone(records.hall_zone(row.utc_offset_min))
        self.closed = row.closed is not None and row.closed >= self.day
        setup.refresh(connection, row.revision)
        self._setup = setup
        if self.day > row.day:
            self._begin_day()

    @property
    def empty(self) -> bool:
        """Whether nothing was recorded yet."""
        return not self._recorded

    def commit(self, transaction: Transaction) -> None:
        """Send what was recorded, and commit; the hall is free again."""
        with together(self.connection):
            self._send()
            transaction.commit()

    def take(
        self,
        service: Service,
        priority: Priority,
        command: str | None,
        slot: datetime | None = None,
        person: str | None = None,
    ) -> Standing:
        """Make a ticket with the day's next number."""
        prefix = PREFIXES.get(priority, service.prefix)
        self._send()
        last = self.connection.scalar(
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
            person=person,
            at=self.at,
            service_code=service.code,
            priority=priority,
            detail=Detail(slot=slot) if slot else NO_DETAIL,
        )
        standing = advance(None, taken)
        self.add(
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
        detail: Detail = NO_DETAIL,
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
            detail=detail,
        )
        after = advance(standing, done)
        before = records.columns_of(standing).items()
        # only what the move changed: a window may change no more
        moved = dict(records.columns_of(after).items() - before)
        if moved:
            self.add(_MOVE_TICKET, {"moved_id": after.id, **moved})
        self._write(standing.state, done, after, command)
        return after

    def record_of_hall(
        self,
        move: HallMove,
        *,
        window: str | None = None,
        person: str | None = None,
        command: str | None = None,
        detail: Detail = NO_DETAIL,
    ) -> None:
        """Write an event that is about the hall and no ticket."""
        self.add(
            insert(event).values(
                seq=self._next_seq(),
                move=move,
                window=window,
                person=person,
                at=self.at,
                command=command,
                detail=detail,
            )
        )

    def settled(
        self, command: str | None, move: TicketMove, window: str | None = None
    ) -> Standing | None:
        """The ticket that `command` changed when it came first, or None when it is new.

        Raises `CommandReused` when it was another move or another window's.
        """
        if command is None or not self._done_before(command, move, window):
            return None
        self._send()
        ticket_id = self.connection.scalar(
            select(event.c.ticket_id).where(event.c.command == command)
        )
        return self.ticket(str(ticket_id))

    def settled_of_hall(
        self, command: str | None, move: HallMove, window: str | None = None
    ) -> bool:
        """Whether `command` was carried out before. Raises `CommandReused`."""
        return command is not None and self._done_before(command, move, window)

    def service(self, code: str) -> Service:
        """The service with this code. Raises `ServiceUnknown`."""
        try:
            return self._setup.services[code]
        except KeyError:
            raise ServiceUnknown(service=code) from None

    def window(self, code: str) -> Window:
        """The window with this code. Raises `WindowUnknown`."""
        try:
            return self._setup.windows[code]
        except KeyError:
            raise WindowUnknown(window=code) from None

    def is_of_today(self, standing: Standing) -> bool:
        """Whether the ticket was taken on the hall's present day."""
        return standing.taken_at.astimezone(self.local.tzinfo).date() >= self.day

    def ticket(self, ticket_id: str) -> Standing:
        """The ticket with this id, of any day. Raises `TicketUnknown`."""
        return self._one(ticket_id, ticket.c.id == ticket_id)

    def numbered(self, number: str) -> Standing:
        """Today's ticket with this number. Raises `TicketUnknown`."""
        return self._one(number, ticket.c.number == number, ticket.c.day == self.day)

    def turn(self, code: str, command: str | None) -> Standing | None:
        """The ticket whose turn it is at a window that is free; None when nobody waits for it.

        Raises as `require_free` does, and `SettledBefore` when `command` was carried out.
        """
        at = self.window(code)
        counter = self._counter(code, command)
        _require_free(code, counter)
        waiting = [one for one in counter.heads if at.rank(one.service_code) is not None]
        if not waiting:
            return None
        passed = records.passed(self.connection, waiting)
        return Turns(waiting, counter.recent, at, self.at, passed).peek()

    def require_free(self, code: str) -> None:
        """Raise `WindowUnknown`, `WindowNotOpen`, or `WindowBusy` while it is with a ticket."""
        _require_free(code, self._counter(code, None))

    def _counter(self, code: str, command: str | None) -> Counter:
        self._send()
        counter = look(self.connection, code, self.day, command)
        if counter is None:
            raise WindowUnknown(window=code)
        if counter.done:
            raise SettledBefore
        return counter

    def expire(self, states: tuple[TicketState, ...], person: str | None = None) -> int:
        """Close every ticket of this day and before that stands in `states`; how many."""
        self._send()
        rows = self.connection.execute(
            records.select_standing()
            .where(ticket.c.state.in_(states), ticket.c.day <= self.day)
            .order_by(ticket.c.arrived)
        ).all()
        for row in rows:
            self.record(records.standing_of(row), TicketMove.EXPIRED, person=person)
        return len(rows)

    def add(self, statement: Executable, values: Mapping[str, Any] | None = None) -> None:
        """One more statement for the commit."""
        self._pending.append((statement, values))
        self._recorded = True

    def _send(self) -> None:
        """What was recorded goes out now, before something is read that may depend on it."""
        if not self._pending:
            return
        if self._stored != (self._seq, self.day):
            self._stored = (self._seq, self.day)
            self.add(update(hall).values(seq=self._seq, day=self.day))
        for statement, values in self._pending:
            self.connection.execute(statement, values)
        self._pending.clear()

    def _one(self, named: str, *conditions: ColumnElement[bool]) -> Standing:
        self._send()
        row = self.connection.execute(records.select_standing().where(*conditions)).one_or_none()
        if row is None:
            raise TicketUnknown(number=named)
        return records.standing_of(row)

    def _done_before(self, command: str, move: TicketMove | HallMove, window: str | None) -> bool:
        self._send()
        row = self.connection.execute(
            select(event.c.move, event.c.window).where(event.c.command == command)
        ).one_or_none()
        if row is None:
            return False
        if (row.move, row.window) != (move, window):
            raise CommandReused
        return True

    def _begin_day(self) -> None:
        yesterday = self.connection.execute(
            records.select_standing()
            .where(ticket.c.state.in_(LEFT_OVER), ticket.c.day < self.day)
            .order_by(ticket.c.arrived)
        ).all()
        self.record_of_hall(HallMove.DAY_BEGUN)
        for row in yesterday:
            self.record(records.standing_of(row), TicketMove.EXPIRED)

    def _write(
        self,
        before: TicketState | None,
        done: TicketEvent,
        after: Standing,
        command: str | None,
    ) -> None:
        self.add(
            _ADD_EVENT,
            {
                "seq": done.seq,
                "ticket_id": done.ticket_id,
                "number": done.number,
                "service_code": done.service_code,
                "priority": done.priority,
                "move": done.move,
                "from_state": before,
                "to_state": after.state,
                "window": done.window,
                "person": done.person,
                "at": done.at,
                "command": command,
                "detail": done.detail,
            },
        )

    def _next_seq(self) -> int:
        self._seq += 1
        return self._seq


def _require_free(code: str, counter: Counter) -> None:
    if counter.busy is not None:
        raise WindowBusy(window=code, number=counter.busy)
    if counter.standing is not WindowStanding.OPEN:
        raise WindowNotOpen(window=code, reason=counter.reason or counter.standing.value)


@contextmanager
def changing(engine: Engine, clock: Clock | None, setup: Setup) -> Iterator[Change]:
    """One change; when nothing was recorded at the end, nothing was changed.

    The clock is read when the hall is held, so that times rise with the numbers.
    """
    with engine.connect() as connection, connection.begin() as transaction:
        change = Change(connection, clock, setup)
        yield change
        if change.empty:
            transaction.rollback()
        else:
            change.commit(transaction)
