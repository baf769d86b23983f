"""One change of the hall: a transaction that holds the hall from its first statement.

Because every change first raises ``hall.seq``, changes wait for each other, see everything
that was committed before them, and commit in the order of their numbers: a reader that asks
for events after the last one it saw never misses any.

What a change writes is gathered and sent in one go together with the commit, so that a hall on
a server is held for as few trips as can be.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
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
from desk.hall.adapters import ask, server_clock, settle
from desk.hall.adapters.statements import Statement, Values
from desk.hall.counter import Counter, of_rows, question
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
_HOLD_HALL = Statement(
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
_RAISE_SEQ = Statement(update(hall), ["seq", "day"])
_ADD_TICKET = Statement(insert(ticket), ticket.c.keys())
_ADD_EVENT = Statement(insert(event), event.c.keys())
_TICKET = Statement(records.select_standing().where(ticket.c.id == bindparam("wanted")))
_NUMBERED = Statement(
    records.select_standing().where(
        ticket.c.number == bindparam("wanted"), ticket.c.day == bindparam("today")
    )
)
_DONE = Statement(
    select(event.c.move, event.c.window, event.c.ticket_id).where(
        event.c.command == bindparam("wish")
    )
)
_LAST_NUMBER = Statement(
    select(func.max(ticket.c.sequence)).where(
        ticket.c.day == bindparam("today"), ticket.c.prefix == bindparam("letter")
    )
)


@cache
def _move_ticket(columns: frozenset[str]) -> Statement:
    return Statement(update(ticket).where(ticket.c.id == bindparam("moved_id")), columns)


Question = tuple[Statement, Values]


def ticket_question(ticket_id: str) -> Question:
    """What `Change.ticket` asks: to be asked along with the beginning of a change."""
    return _TICKET, {"wanted": ticket_id}


@dataclass(slots=True)
class Setup:
    """The hall's services and windows, as they were set up at `revision`; and its pace.

    `day` is the day of the last change or look.
    """

    revision: int = -1
    day: date = date.min
    services: dict[str, Service] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)

    def refresh(self, connection: Connection, revision: int) -> None:
        """Read them again when they were set up anew."""
        if revision != self.revision:
            self.services = records.services(connection)
            self.windows = records.windows(connection)
            self.revision = revision


class _Held(NamedTuple):
    """The hall's row, as the statement that holds it gives it."""

    seq: int
    day: date
    utc_offset_min: int
    revision: int
    closed: date | None
    server: datetime | None


class SettledBefore(Exception):
    """The command was carried out before; `Change.settled` has what became of it."""


class Change:
    """What can be read and done while the hall is held."""

    def __init__(
        self,
        connection: Connection,
        clock: Clock | None,
        setup: Setup,
        foreseen: Question | None = None,
    ) -> None:
        self.connection = connection
        self._pending: list[Question] = []
        self._others: list[Executable] = []
        self._foreseen = foreseen
        ((row,), *self._answers) = ask(
            connection, (_HOLD_HALL, {}), *([foreseen] if foreseen else [])
        )
        row = _Held(*row)
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
        setup.day = self.day
        self._setup = setup
        if self.day > row.day:
            self._begin_day()

    @property
    def empty(self) -> bool:
        """Whether nothing was recorded yet."""
        return not self._recorded

    def commit(self, transaction: Transaction) -> None:
        """Send what was recorded, and commit; the hall is free again."""
        if self._others:
            self.send()
        self._raise_seq()
        settle(self.connection, transaction, *self._pending)

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
        ((last,),) = self._ask(_LAST_NUMBER, {"today": self.day, "letter": prefix})
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
        self._pending.append(
            (
                _ADD_TICKET,
                {
                    "day": self.day,
                    "prefix": prefix,
                    "sequence": sequence,
                    **records.columns_of(standing),
                },
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
            statement = _move_ticket(frozenset(moved))
            self._pending.append((statement, {"moved_id": after.id, **moved}))
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
        self._add_event(
            seq=self._next_seq(),
            move=move,
            window=window,
            person=person,
            at=self.at,
            command=command,
            detail=detail,
        )

    def settled(
        self, command: str | None, move: TicketMove, window: str | None = None
    ) -> Standing | None:
        """The ticket that `command` changed when it came first, or None when it is new.

        Raises `CommandReused` when it was another move or another window's.
        """
        found = self._done(command, move, window)
        return None if found is None else self.ticket(found)

    def settled_of_hall(
        self, command: str | None, move: HallMove, window: str | None = None
    ) -> bool:
        """Whether `command` was carried out before. Raises `CommandReused`."""
        return self._done(command, move, window) is not None

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
        return self._one(ticket_id, *ticket_question(ticket_id))

    def numbered(self, number: str) -> Standing:
        """Today's ticket with this number. Raises `TicketUnknown`."""
        return self._one(number, _NUMBERED, {"wanted": number, "today": self.day})

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
        counter = of_rows(self._ask(*question(code, self.day, command)))
        if counter is None:
            raise WindowUnknown(window=code)
        if counter.done:
            raise SettledBefore
        return counter

    def expire(self, states: tuple[TicketState, ...], person: str | None = None) -> int:
        """Close every ticket of this day and before that stands in `states`; how many."""
        self.send()
        rows = self.connection.execute(
            records.select_standing()
            .where(ticket.c.state.in_(states), ticket.c.day <= self.day)
            .order_by(ticket.c.arrived)
        ).all()
        for row in rows:
            self.record(records.standing_of(row), TicketMove.EXPIRED, person=person)
        return len(rows)

    def add(self, statement: Executable) -> None:
        """One more statement, of those that are rare, for the commit."""
        self._others.append(statement)
        self._recorded = True

    def send(self) -> None:
        """What was recorded goes out now, before something is read that may depend on it."""
        self._raise_seq()
        if self._pending:
            ask(self.connection, *self._pending)
            self._pending.clear()
        for statement in self._others:
            self.connection.execute(statement)
        self._others.clear()

    def _raise_seq(self) -> None:
        if self._recorded and self._stored != (self._seq, self.day):
            self._stored = (self._seq, self.day)
            self._pending.append((_RAISE_SEQ, {"seq": self._seq, "day": self.day}))

    def _one(self, named: str, statement: Statement, values: Values) -> Standing:
        for row in self._ask(statement, values):
            return Standing(*row)
        raise TicketUnknown(number=named)

    def _ask(self, statement: Statement, values: Values) -> list[tuple[Any, ...]]:
        """Rows of the question; it may have been asked along with the beginning."""
        if not self._recorded and self._foreseen == (statement, values):
            return self._answers[0]
        self.send()
        return ask(self.connection, (statement, values))[0]

    def _done(
        self, command: str | None, move: TicketMove | HallMove, window: str | None
    ) -> str | None:
        """The ticket of a command that was carried out before ("" for one without)."""
        if command is None:
            return None
        for done_move, done_window, ticket_id in self._ask(_DONE, {"wish": command}):
            if (done_move, done_window) != (move, window):
                raise CommandReused
            return ticket_id or ""
        return None

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
        self._add_event(
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
            detail=done.detail,
        )

    def _add_event(self, **values: Any) -> None:
        self._pending.append((_ADD_EVENT, values))
        self._recorded = True

    def _next_seq(self) -> int:
        self._seq += 1
        return self._seq


def _require_free(code: str, counter: Counter) -> None:
    if counter.busy is not None:
        raise WindowBusy(window=code, number=counter.busy)
    if counter.standing is not WindowStanding.OPEN:
        raise WindowNotOpen(window=code, reason=counter.reason or counter.standing.value)


@contextmanager
def changing(
    engine: Engine, clock: Clock | None, setup: Setup, foreseen: Question | None = None
) -> Iterator[Change]:
    """One change; when nothing was recorded at the end, nothing was changed.

    `foreseen` is a question that will be asked first: its answer comes with the beginning.

    The clock is read when the hall is held, so that times rise with the numbers.
    """
    with engine.connect() as connection, connection.begin() as transaction:
        change = Change(connection, clock, setup, foreseen)
        yield change
        if change.empty:
            transaction.rollback()
        else:
            change.commit(transaction)
