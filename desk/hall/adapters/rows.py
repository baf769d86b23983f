"""Rows of the hall's tables, and the statements that all databases share.

A place for a value is ``?``. Moments are ISO 8601 text in UTC with microseconds, so that they
sort as they pass; days are asked for as text.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import msgspec

from desk.domain.tickets import (
    NO_DETAIL,
    Detail,
    Event,
    HallEvent,
    HallMove,
    OpenHours,
    Priority,
    Service,
    TicketEvent,
    TicketMove,
    TicketState,
    Window,
    WindowStanding,
)
from desk.hall.state import AppointmentRecord, Arrangement, WindowRecord
from desk.hall.ticket_record import TicketRecord

OPEN_STATES = "('waiting', 'called', 'serving', 'on_hold', 'no_show')"

EVENT = 'seq, ticket_id, number, move, "window", person, at, service_code, priority, detail'
TICKET = ", ".join(f'"{name}"' for name in TicketRecord.__struct_fields__)

SCHEMA = "SELECT version_num FROM alembic_version"
FACTS = "SELECT code, name, utc_offset_min FROM hall"
EVENTS = f"SELECT {EVENT} FROM event WHERE seq > ? ORDER BY seq"
EVENTS_UNTIL = f"SELECT {EVENT} FROM event WHERE seq > ? AND seq <= ? ORDER BY seq"
LAST = "SELECT seq, at FROM event ORDER BY seq DESC LIMIT 1"
SERVICES = "SELECT code, prefix, name, hint, hours, name_en, hint_en FROM service ORDER BY place"
WINDOWS = 'SELECT code, serves, direction, standing, reason, person FROM "window" ORDER BY place'
TODAYS = f"SELECT {TICKET} FROM ticket WHERE day = ? ORDER BY arrived"
EARLIER = f"SELECT {TICKET} FROM ticket WHERE state IN {OPEN_STATES} AND day <> ?"
ONE_TICKET = f"SELECT {TICKET} FROM ticket WHERE id = ?"
ALL_TICKETS = f"SELECT {TICKET} FROM ticket"
LAST_NUMBERS = "SELECT prefix, max(sequence) FROM ticket WHERE day = ? GROUP BY prefix"
_APPOINTMENT = "id, CAST(day AS text), code, service_code, slot, holder, ticket_id"
APPOINTMENTS_FROM = f"SELECT {_APPOINTMENT} FROM appointment WHERE day >= ?"
APPOINTMENTS_OF = f"SELECT {_APPOINTMENT} FROM appointment WHERE day = ?"
APPOINTMENTS_AT = (
    f"SELECT {_APPOINTMENT} FROM appointment WHERE day = ? AND slot = ? AND service_code = ?"
)
ONE_APPOINTMENT = f"SELECT {_APPOINTMENT} FROM appointment WHERE id = ?"
BOOKED_ON = "SELECT count(*) FROM appointment WHERE day = ?"
LAST_CALLS = "SELECT priority FROM event WHERE move = 'called' ORDER BY seq DESC LIMIT 2"
CALLS_SINCE = "SELECT service_code, seq FROM event WHERE move = 'called' AND seq > ? ORDER BY seq"
SHOWN_CALLS = (
    'SELECT seq, ticket_id, "window", at FROM event WHERE move = ? ORDER BY seq DESC LIMIT 24'
)
DONE = f"SELECT {EVENT} FROM event WHERE command = ?"
GIVEN_BY_OTHERS = (
    "SELECT seq FROM event WHERE move IN ('taken', 'booked') "
    "AND (person IS NULL OR person <> ?) LIMIT 1"
)
DAYS = "SELECT seq, at FROM event WHERE move IN ('day_begun', 'day_set') OR seq = 1 ORDER BY seq"


class HallRow(NamedTuple):
    """The hall's row; `server` is what time it is on the database's server, None without one."""

    seq: int
    day: date
    closed: date | None
    revision: int
    server: datetime | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> "HallRow":
        """A row of the columns in this order, days as text."""
        seq, day, closed, revision, server = row
        return cls(seq, date.fromisoformat(day), as_day(closed), revision, server)


class EventRow(msgspec.Struct, frozen=True):
    """A new row of the history."""

    seq: int
    ticket_id: str | None
    number: str | None
    service_code: str | None
    priority: str | None
    move: str
    from_state: str | None
    to_state: str | None
    window: str | None
    person: str | None
    at: str
    command: str | None
    detail: str | None


class TicketRow(msgspec.Struct):
    """A ticket as it is stored; `day`, `prefix` and `sequence` are None for one that is there."""

    id: str
    number: str
    service_code: str
    priority: str
    state: str
    arrived: int
    taken_at: str
    called_at: str | None
    calls: int
    window: str | None
    serving_since: str | None
    served_s: int
    slot: str | None
    returned: int
    for_window: str | None
    held_at: str | None
    day: str | None = None
    prefix: str | None = None
    sequence: int | None = None


MOVED = (
    *("service_code", "state", "called_at", "calls", "window", "serving_since"),
    *("served_s", "returned", "for_window", "held_at"),
)
"""The columns of a ticket that its moves change."""


class Writing(msgspec.Struct):
    """All that a batch of changes writes, in one transaction.

    `vacated` are tickets that went from one window to another: they leave the first one before
    anybody comes to it. `left` are those that are at no window now, `at_window` those that are.
    """

    seq: int
    day: date
    closed: date | None
    revision: int
    events: list[EventRow]
    new_tickets: list[TicketRow]
    vacated: list[str]
    left: list[TicketRow]
    at_window: list[TicketRow]
    windows: dict[str, WindowRecord]
    appointments: list[AppointmentRecord]
    arrangement: Arrangement | None = None


def moment(value: datetime | None) -> str | None:
    """A time as columns hold it. Raises ValueError for one without a zone."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def as_moment(value: str | None) -> datetime | None:
    """The time that a column holds."""
    return None if value is None else datetime.fromisoformat(value)


def as_day(value: str | None) -> date | None:
    """The day that was asked for as text."""
    return None if value is None else date.fromisoformat(value)


def as_json(value: Any, empty: Any) -> str | None:
    """A value as JSON text; what is empty is stored as nothing."""
    return None if value == empty else msgspec.json.encode(value).decode()


def event_of(row: Sequence[Any]) -> Event:
    """A row of the columns `EVENT`. A word of a newer version is read as unknown."""
    seq, ticket_id, number, move, window, person, at, service, priority, detail = row
    when = datetime.fromisoformat(at)
    said = _detail(detail)
    if ticket_id is None or move in _HALL_MOVES:
        return HallEvent(seq, HallMove(move), window, person, when, said)
    return TicketEvent(
        *(seq, ticket_id, number, TicketMove(move), window, person, when),
        *(service, Priority(priority), said),
    )


def ticket_of(row: Sequence[Any]) -> TicketRecord:
    """A row of the columns `TICKET`."""
    (id_, number, service, priority, state, arrived, taken_at, called_at, calls, *more) = row
    (window, serving_since, served_s, slot, returned, for_window, held_at) = more
    return TicketRecord(
        id=id_,
        number=number,
        service_code=service,
        priority=Priority(priority),
        state=TicketState(state),
        arrived=arrived,
        taken_at=datetime.fromisoformat(taken_at),
        called_at=as_moment(called_at),
        calls=calls,
        window=window,
        serving_since=as_moment(serving_since),
        served_s=served_s,
        slot=as_moment(slot),
        returned=returned,
        for_window=for_window,
        held_at=as_moment(held_at),
    )


def ticket_row(record: TicketRecord) -> TicketRow:
    """A ticket that is stored already, as its row."""
    return TicketRow(
        id=record.id,
        number=record.number,
        service_code=record.service_code,
        priority=record.priority.value,
        state=record.state.value,
        arrived=record.arrived,
        taken_at=moment(record.taken_at) or "",
        called_at=moment(record.called_at),
        calls=record.calls,
        window=record.window,
        serving_since=moment(record.serving_since),
        served_s=record.served_s,
        slot=moment(record.slot),
        returned=record.returned,
        for_window=record.for_window,
        held_at=moment(record.held_at),
    )


def event_row(
    event: Event, before: TicketState | None, after: TicketState | None, command: str | None
) -> EventRow:
    """A new row of the history, with the states of the ticket before and after it."""
    ticket = event if isinstance(event, TicketEvent) else None
    return EventRow(
        seq=event.seq,
        ticket_id=ticket.ticket_id if ticket else None,
        number=ticket.number if ticket else None,
        service_code=ticket.service_code if ticket else None,
        priority=ticket.priority.value if ticket else None,
        move=event.move.value,
        from_state=before.value if before else None,
        to_state=after.value if after else None,
        window=event.window,
        person=event.person,
        at=moment(event.at) or "",
        command=command,
        detail=as_json(event.detail, NO_DETAIL),
    )


def appointment_of(row: Sequence[Any]) -> AppointmentRecord:
    """A row of an appointment."""
    id_, day, code, service, slot, holder, ticket_id = row
    when = datetime.fromisoformat(slot)
    return AppointmentRecord(id_, date.fromisoformat(day), code, service, when, holder, ticket_id)


def services_of(rows: Iterable[Sequence[Any]]) -> dict[str, Service]:
    """Rows of `SERVICES`, by code."""
    return {
        code: Service(code, prefix, name, hint, _hours(hours), *english)
        for code, prefix, name, hint, hours, *english in rows
    }


def windows_of(
    rows: Iterable[Sequence[Any]],
) -> tuple[dict[str, Window], dict[str, WindowRecord]]:
    """Rows of `WINDOWS`: how they are set up and how they stand, by code."""
    windows: dict[str, Window] = {}
    records: dict[str, WindowRecord] = {}
    for code, serves, direction, standing, reason, person in rows:
        windows[code] = Window(code, _serves(serves), direction)
        records[code] = WindowRecord(WindowStanding(standing), reason, person)
    return windows, records


_HALL_MOVES: Mapping[str, HallMove] = {move.value: move for move in HallMove}


def _detail(text: str | None) -> Detail:
    if text is None:
        return NO_DETAIL
    try:
        return msgspec.json.decode(text, type=Detail)
    except msgspec.MsgspecError:
        return NO_DETAIL  # of a newer version: it must not end who reads the history


def _hours(text: str | None) -> tuple[OpenHours, ...]:
    return () if text is None else msgspec.json.decode(text, type=tuple[OpenHours, ...])


def _serves(text: str | None) -> tuple[tuple[str, int], ...]:
    return () if text is None else msgspec.json.decode(text, type=tuple[tuple[str, int], ...])
