"""How long somebody who takes a number now will wait: the queue played forward.

The model: every open window is free again when its citizen has been served for the mean time
of their service; then it calls whose turn it is, as the rule says, and so on until the number
that would be taken now is called. The mean time of a service is that of its last tickets of
the day, or six minutes before there are any.
"""

from sqlalchemy import Connection

from desk.hall.change import Setup
from desk.hall.face import Now

USUAL_S = 360
"""Seconds at a window before anything was measured."""


def expected_waits(connection: Connection, now: Now, setup: Setup) -> dict[str, int | None]:
    """Seconds by service code; None for a service that no open window serves."""
    from sqlalchemy import func, select

    from desk.domain.tickets import TicketState, WindowStanding
    from desk.hall.tables import ticket, window

    counts: dict[str, int] = dict(
        connection.execute(
            select(ticket.c.service_code, func.count())
            .where(ticket.c.state == TicketState.WAITING, ticket.c.day == now.day)
            .group_by(ticket.c.service_code)
        ).all()
    )
    open_now = connection.scalars(
        select(window.c.code).where(window.c.standing == WindowStanding.OPEN)
    ).all()
    waits: dict[str, int | None] = {}
    for code in setup.services:
        serving = [w for w in open_now if setup.windows[w].rank(code) is not None]
        waits[code] = round(counts.get(code, 0) * USUAL_S / len(serving)) if serving else None
    return waits
