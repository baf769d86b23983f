"""Rows of the hall's tables as the values that the rest of the room works with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from desk.domain.tickets import (
    Event,
    HallEvent,
    HallMove,
    Priority,
    Service,
    TicketEvent,
    TicketMove,
    TicketState,
    Window,
)
from desk.hall import tables
from desk.hall.projection import Standing

_NAMES = [field.name for field in fields(Standing)]
STANDING = [tables.ticket.c[field.name] for field in fields(Standing)]
"""The columns of a whole ticket, in the order of `Standing`'s fields."""

_EVENT = [tables.event.c[name] for name in TicketEvent.__struct_fields__]
_WAITS = tables.ticket.c.state == TicketState.WAITING


def hall_zone(utc_offset_min: int) -> timezone:
    """The hall's local time."""
    return timezone(timedelta(minutes=utc_offset_min))


def local_day(at: datetime, utc_offset_min: int) -> date:
    """The day on which the moment `at` falls in the hall."""
    return at.astimezone(hall_zone(utc_offset_min)).date()


def select_standing() -> Select[Any]:
    """Select whole tickets; add the conditions."""
    return select(*STANDING)


def select_event() -> Select[Any]:
    """Select whole events; add the conditions."""
    return select(*_EVENT)


def standing_of(row: Row[Any]) -> Standing:
    """A row of `select_standing`."""
    return Standing(**row._mapping)


def event_of(row: Row[Any]) -> Event:
    """A row of `select_event`."""
    if isinstance(row.move, HallMove) or row.ticket_id is None:
        move = row.move if isinstance(row.move, HallMove) else HallMove.UNKNOWN
        return HallEvent(row.seq, move, row.window, row.person, row.at, row.detail)
    return TicketEvent(**row._mapping)


def columns_of(standing: Standing) -> dict[str, Any]:
    """The columns that keep `standing`."""
    if standing.apart:
        row = tables.Row.APART
    elif standing.priority is Priority.PRIORITY:
        row = tables.Row.PRIORITY
    else:
        row = tables.Row.NORMAL
    return {name: getattr(standing, name) for name in _NAMES} | {"row": row}


def services(connection: Connection) -> dict[str, Service]:
    """The hall's services by code, in their order."""
    rows = connection.execute(select(tables.service).order_by(tables.service.c.place))
    return {
        row.code: Service(
            row.code, row.prefix, row.name, row.hint, row.hours, row.name_en, row.hint_en
        )
        for row in rows
    }


def windows(connection: Connection) -> dict[str, Window]:
    """The hall's windows by code, in their order."""
    rows = connection.execute(select(tables.window).order_by(tables.window.c.place))
    return {row.code: Window(row.code, row.serves, row.direction) for row in rows}


def waiting(connection: Connection, day: date) -> Iterator[Standing]:
    """Everybody who waits on `day`, in order of arrival."""
    return in_state(connection, day, TicketState.WAITING)


def in_state(connection: Connection, day: date, state: TicketState) -> Iterator[Standing]:
    """The tickets of `day` in one state, in order of arrival."""
    rows = connection.execute(
        select_standing()
        .where(tables.ticket.c.state == state, tables.ticket.c.day == day)
        .order_by(tables.ticket.c.arrived)
    )
    return map(standing_of, rows)


def recent_calls(connection: Connection, count: int) -> list[Priority]:
    """The priorities of the hall's last `count` calls, newest first."""
    return list(
        connection.scalars(
            select(tables.event.c.priority)
            .where(tables.event.c.move == TicketMove.CALLED)
            .order_by(tables.event.c.seq.desc())
            .limit(count)
        )
    )


def passed(connection: Connection, waiting: Iterable[Standing]) -> Mapping[str, int]:
    """For the tickets that came back: how many calls of their service there were since."""
    return {
        ticket.id: connection.scalar(
            select(func.count()).where(
                _is_call_of(ticket.service_code), tables.event.c.seq > ticket.returned
            )
        )
        or 0
        for ticket in waiting
        if ticket.returned
    }


def _is_call_of(service_code: str) -> ColumnElement[bool]:
    event = tables.event
    return (event.c.move == TicketMove.CALLED) & (event.c.service_code == service_code)
