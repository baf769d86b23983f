"""The hall as one window sees it, read from one consistent state."""

from datetime import date, datetime

from sqlalchemy import Connection, func, select

from desk.domain.tickets import (
    HallSnapshot,
    Service,
    ServiceLoad,
    Ticket,
    TicketState,
    WindowStatus,
)
from desk.hall import records
from desk.hall.order import SHARE, in_calling_order
from desk.hall.projection import Standing
from desk.hall.tables import hall, ticket, window


def look(connection: Connection, code: str, day: date, at: datetime) -> HallSnapshot:
    """The hall on `day` at the moment `at`, as the window `code` would go on from it."""
    services = records.services(connection)
    waiting = list(records.waiting(connection, day))
    recent = records.recent_calls(connection, SHARE - 1)
    held = records.in_state(connection, day, TicketState.ON_HOLD)
    served, mean_s = _served_by(connection, code, day)
    row = connection.execute(select(hall.c.seq, hall.c.name)).one()
    return HallSnapshot(
        seq=row.seq,
        at=at,
        hall_name=row.name,
        queue=_shown(list(in_calling_order(waiting, recent)), services),
        loads=tuple(_load(service, waiting, at) for service in services.values()),
        windows=_windows(connection),
        on_hold=_shown(list(held), services),
        served_today=served,
        mean_service_s=mean_s,
    )


def _shown(standings: list[Standing], services: dict[str, Service]) -> tuple[Ticket, ...]:
    return tuple(standing.as_ticket(services[standing.service_code]) for standing in standings)


def _load(service: Service, waiting: list[Standing], at: datetime) -> ServiceLoad:
    waits = [
        max(0, round((at - standing.taken_at).total_seconds()))
        for standing in waiting
        if standing.service_code == service.code
    ]
    return ServiceLoad(service, len(waits), max(waits, default=0))


def _windows(connection: Connection) -> tuple[WindowStatus, ...]:
    busy = ticket.c.state.in_([TicketState.CALLED, TicketState.SERVING])
    rows = connection.execute(
        select(window.c.code, ticket.c.number, ticket.c.state)
        .join_from(window, ticket, (ticket.c.window == window.c.code) & busy, isouter=True)
        .order_by(window.c.place)
    )
    return tuple(WindowStatus(row.code, row.number, row.state) for row in rows)


def _served_by(connection: Connection, code: str, day: date) -> tuple[int, int]:
    served, mean_s = connection.execute(
        select(func.count(), func.avg(ticket.c.served_s)).where(
            ticket.c.window == code,
            ticket.c.state == TicketState.SERVED,
            ticket.c.day == day,
        )
    ).one()
    return served, round(mean_s or 0)
