"""Rows of the hall's tables as the values that the rest of the room works with."""

from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from desk.domain.tickets import Priority, Service, TicketEvent, TicketMove, TicketState
from desk.hall import tables
from desk.hall.projection import Standing

_STANDING = [tables.ticket.c[field.name] for field in fields(Standing)]
_EVENT = [tables.event.c[field.name] for field in fields(TicketEvent)]


def local_day(at: datetime, utc_offset_min: int) -> date:
    """The day on which the moment `at` falls in the hall."""
    return at.astimezone(timezone(timedelta(minutes=utc_offset_min))).date()


def select_standing() -> Select[Any]:
    """Select whole tickets; add the conditions."""
    return select(*_STANDING)


def select_event() -> Select[Any]:
    """Select whole events; add the conditions."""
    return select(*_EVENT)


def standing_of(row: Row[Any]) -> Standing:
    """A row of `select_standing`."""
    return Standing(**row._mapping)


def event_of(row: Row[Any]) -> TicketEvent:
    """A row of `select_event`."""
    return TicketEvent(**row._mapping)


def columns_of(standing: Standing) -> dict[str, Any]:
    """The columns that keep `standing`."""
    return asdict(standing)


def services(connection: Connection) -> dict[str, Service]:
    """The hall's services by code, in their order."""
    rows = connection.execute(select(tables.service).order_by(tables.service.c.place))
    return {row.code: Service(row.code, row.prefix, row.name) for row in rows}


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
