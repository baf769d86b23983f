"""A hall at one moment: everything that decides what happens next, after event `seq`.

`HallState` is the projection of the hall's history, kept in memory. The queue keeps one and
decides on it; whoever follows the hall can keep another, made from a snapshot (it is a message
for msgspec) and brought forward by the same changes. There is no I/O here.
"""

from datetime import date, datetime
from heapq import heappop, heappush

import msgspec

from desk.domain.clock import hall_zone, local_day
from desk.domain.tickets import (
    Appointment,
    Event,
    HallEvent,
    HallMove,
    Priority,
    Service,
    Ticket,
    TicketEvent,
    TicketMove,
    TicketState,
    Window,
    WindowStanding,
)
from desk.hall.next_ticket import SHARE
from desk.hall.service_times import ServiceTimes
from desk.hall.ticket_record import TicketRecord, advance

PREFIXES = {Priority.PRIORITY: "V", Priority.APPOINTMENT: "Y"}
"""Tickets with a priority are numbered across all services, under letters of their own."""

CLOSED = frozenset({TicketState.SERVED, TicketState.CANCELLED, TicketState.EXPIRED})
"""States in which a ticket is no longer in the queue."""

SHOWN_CALLS = 12
"""So many of the last calls are shown at most."""

_STANDING = {
    HallMove.WINDOW_OPENED: WindowStanding.OPEN,
    HallMove.WINDOW_PAUSED: WindowStanding.PAUSED,
    HallMove.WINDOW_CLOSED: WindowStanding.CLOSED,
}


class WindowRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A window after its last event."""

    standing: WindowStanding = WindowStanding.OPEN
    reason: str = ""
    person: str | None = None


class AppointmentRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A booked turn. `holder` is a keyed digest of an identity number, never the number."""

    id: str
    day: date
    code: str
    service_code: str
    slot: datetime
    holder: str | None = None
    ticket_id: str | None = None


class LastCall(msgspec.Struct, frozen=True):
    """The last call of a ticket, as screens show it."""

    seq: int
    ticket_id: str
    window: str
    at: datetime


class Arrangement(msgspec.Struct, frozen=True):
    """The hall's services and windows as they are set up, in their order."""

    services: tuple[Service, ...]
    windows: tuple[Window, ...]


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """Events and what they do not say themselves, to bring a `HallState` forward.

    `arrangement` is how the hall is set up after an ARRANGED; `appointments` are those that were
    booked or checked in.
    """

    events: tuple[Event, ...]
    arrangement: Arrangement | None = None
    appointments: tuple[AppointmentRecord, ...] = ()


class HallState(msgspec.Struct, dict=True, kw_only=True):
    """The hall after event `seq`; equal when everything in it is equal.

    `tickets` are today's by id, `earlier` those of earlier days that are still open. `closed` is
    the last day that was closed. `last_numbers` are the highest sequences given today by prefix;
    `last_calls` the priorities of the hall's last calls, newest first; `shown_calls` the last
    calls of today's tickets, newest first, each ticket once; `calls` the numbers of today's CALLED
    events by service. `appointments` are those from today on. `last_at` is when event `seq`
    happened.
    """

    code: str
    name: str
    utc_offset_min: int
    seq: int
    day: date
    closed: date | None = None
    last_at: datetime | None = None
    services: dict[str, Service] = msgspec.field(default_factory=dict)
    windows: dict[str, Window] = msgspec.field(default_factory=dict)
    window_records: dict[str, WindowRecord] = msgspec.field(default_factory=dict)
    tickets: dict[str, TicketRecord] = msgspec.field(default_factory=dict)
    earlier: dict[str, TicketRecord] = msgspec.field(default_factory=dict)
    last_numbers: dict[str, int] = msgspec.field(default_factory=dict)
    last_calls: list[Priority] = msgspec.field(default_factory=list)
    shown_calls: list[LastCall] = msgspec.field(default_factory=list)
    calls: dict[str, list[int]] = msgspec.field(default_factory=dict)
    appointments: dict[str, AppointmentRecord] = msgspec.field(default_factory=dict)
    times: ServiceTimes = msgspec.field(default_factory=ServiceTimes)

    def __post_init__(self) -> None:
        self.numbers = {record.number: record.id for record in self.tickets.values()}
        self._waiting: dict[str, TicketRecord] = {}
        self._in_order = True
        self._rows: dict[tuple[str, bool], list[tuple[int, str]]] = {}
        self._apart: dict[str, TicketRecord] = {}
        self._at_window: dict[str, TicketRecord] = {}
        for record in (*self.earlier.values(), *self.tickets.values()):
            self._index(None, record)

    # -- looking

    def local(self, at: datetime) -> datetime:
        """The moment `at` as the clock on the hall's wall shows it."""
        return at.astimezone(hall_zone(self.utc_offset_min))

    def day_at(self, at: datetime) -> date:
        """The hall's day at a moment; a clock that was set back does not bring an old day back."""
        return max(self.day, local_day(at, self.utc_offset_min))

    def day_closed(self, day: date) -> bool:
        """Whether a person closed this day."""
        return self.closed is not None and self.closed >= day

    def find(self, ticket_id: str) -> TicketRecord | None:
        """The ticket with this id, of today or still open; None when there is none."""
        return self.tickets.get(ticket_id) or self.earlier.get(ticket_id)

    def numbered(self, number: str) -> TicketRecord | None:
        """Today's ticket with this number, or None."""
        found = self.numbers.get(number.strip().upper())
        return None if found is None else self.tickets[found]

    def at_window(self, window: str) -> TicketRecord | None:
        """The ticket that the window has called or is serving, or None."""
        return self._at_window.get(window)

    def waiting(self) -> list[TicketRecord]:
        """Today's tickets that wait, in order of arrival."""
        if not self._in_order:
            ordered = sorted(self._waiting.values(), key=lambda record: record.arrived)
            self._waiting = {record.id: record for record in ordered}
            self._in_order = True
        return list(self._waiting.values())

    def heads(self) -> list[TicketRecord]:
        """The first of every row of waiting tickets, and all that have conditions of their own.

        They come in order of arrival. One of them is the next that any window calls, however long
        the rows are.
        """
        heads = [self._head(key, row) for key, row in self._rows.items()]
        found = [*(head for head in heads if head is not None), *self._apart.values()]
        return sorted(found, key=lambda record: record.arrived)

    def recent(self) -> list[Priority]:
        """The priorities of the last calls that count for whose turn it is, newest first."""
        return self.last_calls[: SHARE - 1]

    def passed(self) -> dict[str, int]:
        """For the waiting tickets that came back: how many calls of their service there were."""
        return {
            record.id: sum(seq > record.returned for seq in self.calls.get(record.service_code, ()))
            for record in self._apart.values()
            if record.returned
        }

    def shown(self, record: TicketRecord, enters_after: int = 0) -> Ticket:
        """A ticket as others see it."""
        return record.as_ticket(self.services[record.service_code], enters_after)

    def booked(self, record: AppointmentRecord) -> Appointment:
        """An appointment as others see it."""
        service = self.services[record.service_code]
        return Appointment(record.code, service, record.slot, record.ticket_id)

    def prefix(self, event: TicketEvent) -> str:
        """The letter of a number that is given by a TAKEN event."""
        return PREFIXES.get(event.priority) or self.services[event.service_code].prefix

    def arrangement(self) -> Arrangement:
        """How the hall is set up."""
        return Arrangement(tuple(self.services.values()), tuple(self.windows.values()))

    # -- going on

    def change(self, change: Change) -> None:
        """Apply all of a change. Raises ValueError when an event cannot follow."""
        if change.arrangement is not None:
            self.arrange(change.arrangement)
        for event in change.events:
            self.apply(event)
        for appointment in change.appointments:
            self.take_appointment(appointment)

    def apply(self, event: Event) -> None:
        """Apply one event. Raises ValueError when it cannot follow what happened so far.

        An event of a newer version only counts on. ARRANGED, BOOKED and DAY_SET do not say all
        that they change: `change` does, or a new snapshot.
        """
        if event.seq != self.seq + 1:
            raise ValueError(f"event {event.seq} cannot follow event {self.seq}")
        if isinstance(event, HallEvent):
            self._apply_to_hall(event)
        else:
            self._apply_to_ticket(event)
        self.times.apply(event)
        self.seq, self.last_at = event.seq, event.at

    def take_appointment(self, appointment: AppointmentRecord) -> None:
        """Take an appointment over as it is now, unless it is of a day that is over."""
        if appointment.day >= self.day:
            self.appointments[appointment.id] = appointment

    def arrange(self, arrangement: Arrangement) -> None:
        """Take the services and windows over."""
        self.services = {service.code: service for service in arrangement.services}
        self.windows = {window.code: window for window in arrangement.windows}
        for code in self.windows:
            self.window_records.setdefault(code, WindowRecord())

    def _apply_to_hall(self, event: HallEvent) -> None:
        if event.move in _STANDING and event.window is not None:
            self.window_records[event.window] = WindowRecord(
                _STANDING[event.move], event.detail.reason or "", event.person
            )
        elif event.move is HallMove.DAY_BEGUN:
            self._begin_day(local_day(event.at, self.utc_offset_min))
        elif event.move is HallMove.DAY_SET and event.detail.day is not None:
            self._begin_day(event.detail.day)
            self.closed = None
        elif event.move is HallMove.DAY_CLOSED:
            self.closed = self.day
        elif event.move is HallMove.REOPENED:
            self.closed = None

    def _begin_day(self, day: date) -> None:
        records = (*self.earlier.values(), *self.tickets.values())
        self.earlier = {record.id: record for record in records if record.state not in CLOSED}
        self.tickets, self.numbers = {}, {}
        self._waiting, self._rows, self._apart = {}, {}, {}
        self.last_numbers, self.shown_calls, self.calls = {}, [], {}
        self.appointments = {id_: one for id_, one in self.appointments.items() if one.day >= day}
        self.day = day

    def _apply_to_ticket(self, event: TicketEvent) -> None:
        before = self.find(event.ticket_id)
        after = advance(before, event)
        if event.move is TicketMove.TAKEN:
            prefix = self.prefix(event)
            sequence = int(event.number.removeprefix(prefix))
            self.last_numbers[prefix] = max(sequence, self.last_numbers.get(prefix, 0))
            self.numbers[after.number] = after.id
        if before is None or before.id in self.tickets:
            self.tickets[after.id] = after
        elif after.state in CLOSED:
            del self.earlier[after.id]
        else:
            self.earlier[after.id] = after
        self._index(before, after)
        if event.move in (TicketMove.CALLED, TicketMove.RECALLED):
            self._note_call(event)

    def _note_call(self, event: TicketEvent) -> None:
        if event.move is TicketMove.CALLED:
            self.last_calls = [event.priority, *self.last_calls][: SHARE - 1]
            self.calls.setdefault(event.service_code, []).append(event.seq)
        if event.ticket_id in self.tickets:
            others = [call for call in self.shown_calls if call.ticket_id != event.ticket_id]
            call = LastCall(event.seq, event.ticket_id, event.window or "", event.at)
            self.shown_calls = [call, *others][:SHOWN_CALLS]

    def _head(self, key: tuple[str, bool], row: list[tuple[int, str]]) -> TicketRecord | None:
        """The first of a row; those that left it are only thrown away here."""
        while row:
            record = self._waiting.get(row[0][1])
            if record is not None and record.id not in self._apart and _row(record) == key:
                return record
            heappop(row)
        return None

    def _index(self, before: TicketRecord | None, after: TicketRecord) -> None:
        if before is not None and before.at_a_window:
            self._at_window.pop(before.window or "", None)
        if after.at_a_window:
            self._at_window[after.window or ""] = after
        self._apart.pop(after.id, None)
        if after.state is not TicketState.WAITING or after.id not in self.tickets:
            self._waiting.pop(after.id, None)
            return
        if after.slot is not None or after.returned or after.for_window is not None:
            self._apart[after.id] = after
        else:
            heappush(self._rows.setdefault(_row(after), []), (after.arrived, after.id))
        if after.id not in self._waiting and self._waiting:
            self._in_order = self._in_order and _last(self._waiting) < after.arrived
        self._waiting[after.id] = after


def _row(record: TicketRecord) -> tuple[str, bool]:
    return record.service_code, record.priority is Priority.PRIORITY


def _last(waiting: dict[str, TicketRecord]) -> int:
    return waiting[next(reversed(waiting))].arrived
