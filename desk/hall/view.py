"""The hall as one window, or as everybody in it, sees it: read from one consistent state."""

from datetime import date, datetime

from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from desk.domain.tickets import (
    Call,
    HallOverview,
    HallSnapshot,
    Service,
    ServiceLoad,
    ServiceOutlook,
    Ticket,
    TicketMove,
    TicketState,
    WindowStanding,
    WindowStatus,
)
from desk.hall import records
from desk.hall.change import Setup
from desk.hall.estimates import expected_waits
from desk.hall.face import Now
from desk.hall.order import ANYWHERE, SHARE, in_calling_order
from desk.hall.projection import Standing
from desk.hall.tables import event, ticket, window

SHOWN_CALLS = 12
"""So many of the last calls are shown at most."""


def look(connection: Connection, now: Now, setup: Setup, code: str) -> HallSnapshot:
    """The hall as the window `code` would go on from it."""
    waiting = list(records.waiting(connection, now.day))
    recent = records.recent_calls(connection, SHARE - 1)
    here = setup.windows.get(code, ANYWHERE)
    passed = records.passed(connection, waiting)
    order = in_calling_order(waiting, recent, here, now=now.at, passed=passed)
    held = records.in_state(connection, now.day, TicketState.ON_HOLD)
    missed = records.in_state(connection, now.day, TicketState.NO_SHOW)
    served, mean_s = _served_by(connection, code, now.day)
    return HallSnapshot(
        seq=now.seq,
        at=now.at,
        hall_name=now.name,
        queue=tuple(_shown(standing, setup, behind) for standing, behind in order),
        loads=tuple(_load(service, waiting, now.at) for service in setup.services.values()),
        windows=_windows(connection),
        on_hold=_held(connection, [_shown(standing, setup) for standing in held]),
        served_today=served,
        mean_service_s=mean_s,
        missed=tuple(_shown(standing, setup) for standing in missed),
    )


def oversee(connection: Connection, now: Now, setup: Setup) -> HallOverview:
    """The whole hall; nothing in it tells who anybody is."""
    waiting = list(records.waiting(connection, now.day))
    windows = _windows(connection)
    expected = expected_waits(connection, now, setup)
    open_now = [w.window for w in windows if w.standing is WindowStanding.OPEN]

    def outlook(service: Service) -> ServiceOutlook:
        load = _load(service, waiting, now.at)
        wait_s = expected.get(service.code)
        serving = [c for c in open_now if setup.windows[c].rank(service.code) is not None]
        closes = service.closing(now.local.date())
        in_time = (
            closes is None
            or wait_s is None
            or datetime.combine(now.local.date(), closes, now.local.tzinfo).timestamp()
            >= now.at.timestamp() + wait_s
        )
        return ServiceOutlook(
            service=service,
            waiting=load.waiting,
            longest_s=load.longest_s,
            windows_open=len(serving),
            expected_s=wait_s,
            gives_tickets=not now.day_closed and service.is_open(now.local) and in_time,
            closes=closes,
        )

    return HallOverview(
        seq=now.seq,
        at=now.at,
        utc_offset_min=now.utc_offset_min,
        hall=now.code,
        hall_name=now.name,
        services=tuple(map(outlook, setup.services.values())),
        windows=windows,
        calls=_calls(connection, now, setup),
        day_closed=now.day_closed,
    )


def _shown(standing: Standing, setup: Setup, enters_after: int = 0) -> Ticket:
    return standing.as_ticket(setup.services[standing.service_code], enters_after)


def _held(connection: Connection, tickets: list[Ticket]) -> tuple[Ticket, ...]:
    """Tickets on hold, each with the time since when it is."""
    if not tickets:
        return ()
    last = (
        select(event.c.ticket_id, func.max(event.c.seq).label("seq"))
        .where(event.c.move == TicketMove.HELD, event.c.ticket_id.in_([one.id for one in tickets]))
        .group_by(event.c.ticket_id)
        .subquery()
    )
    rows = connection.execute(
        select(event.c.ticket_id, event.c.at).join_from(event, last, event.c.seq == last.c.seq)
    )
    since = {row.ticket_id: row.at for row in rows}
    return tuple(replace(one, held_at=since.get(one.id)) for one in tickets)


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
        select(
            window.c.code,
            ticket.c.number,
            ticket.c.state,
            window.c.standing,
            window.c.reason,
            window.c.person,
        )
        .join_from(window, ticket, (ticket.c.window == window.c.code) & busy, isouter=True)
        .order_by(window.c.place)
    )
    return tuple(WindowStatus(*row) for row in rows)


def _calls(connection: Connection, now: Now, setup: Setup) -> tuple[Call, ...]:
    """The last calls of the day, newest first, each number once."""
    rows = connection.execute(
        select(event.c.seq, event.c.number, event.c.window, event.c.at, ticket.c.calls)
        .join_from(event, ticket, event.c.ticket_id == ticket.c.id)
        .where(event.c.move.in_([TicketMove.CALLED, TicketMove.RECALLED]), ticket.c.day == now.day)
        .order_by(event.c.seq.desc())
        .limit(4 * SHOWN_CALLS)
    )
    calls: dict[str, Call] = {}
    for row in rows:
        direction = setup.windows[row.window].direction
        calls.setdefault(
            row.number, Call(row.seq, row.number, row.window, row.at, row.calls, direction)
        )
    return tuple(calls.values())[:SHOWN_CALLS]


def _served_by(connection: Connection, code: str, day: date) -> tuple[int, int]:
    served, mean_s = connection.execute(
        select(func.count(), func.avg(ticket.c.served_s)).where(
            ticket.c.window == code,
            ticket.c.state == TicketState.SERVED,
            ticket.c.day == day,
        )
    ).one()
    return served, round(mean_s or 0)
