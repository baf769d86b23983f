"""Reading a hall's state from its database."""

from datetime import date, datetime

from desk.domain.tickets import Event, Priority, TicketMove
from desk.hall.adapters import Database, rows
from desk.hall.adapters.rows import HallRow
from desk.hall.failures import HistoryDamaged
from desk.hall.service_times import HORIZON, ServiceTimes
from desk.hall.state import SHOWN_CALLS, HallState, LastCall
from desk.hall.ticket_record import TicketRecord


def load(database: Database, hall: HallRow) -> HallState:
    """The state after event `hall.seq`, without the times that were learned (`learn`).

    The database must be in a transaction in which nothing changes meanwhile. Raises
    `HistoryDamaged` when event `hall.seq` is not the last one.
    """
    ask = database.rows
    ((code, name, utc_offset_min),) = ask(rows.FACTS)
    windows, window_records = rows.windows_of(ask(rows.WINDOWS))
    day = hall.day.isoformat()
    todays = {record.id: record for record in map(rows.ticket_of, ask(rows.TODAYS, day))}
    earlier = {record.id: record for record in map(rows.ticket_of, ask(rows.EARLIER, day))}
    ((last, at),) = ask(rows.LAST) or [(0, None)]
    if last != hall.seq:
        raise HistoryDamaged(reason=f"the hall counts to {hall.seq}, its events to {last}")
    return HallState(
        code=code,
        name=name,
        utc_offset_min=utc_offset_min,
        seq=hall.seq,
        day=hall.day,
        closed=hall.closed,
        last_at=rows.as_moment(at),
        services=rows.services_of(ask(rows.SERVICES)),
        windows=windows,
        window_records=window_records,
        tickets=todays,
        earlier=earlier,
        last_numbers=dict(ask(rows.LAST_NUMBERS, day)),
        last_calls=[Priority(word) for (word,) in ask(rows.LAST_CALLS)],
        shown_calls=_shown_calls(database, todays),
        calls=_calls(database, todays),
        appointments={
            one.id: one for one in map(rows.appointment_of, ask(rows.APPOINTMENTS_FROM, day))
        },
    )


def learn(database: Database, state: HallState) -> None:
    """Learn how long services take from the last events up to `state.seq`."""
    times = ServiceTimes()
    for event in events(database, max(0, state.seq - HORIZON), state.seq):
        times.apply(event)
    state.times = times


def events(database: Database, after: int, until: int | None = None) -> list[Event]:
    """The events with a number higher than `after`, and at most `until`, in order."""
    if until is None:
        found = database.rows(rows.EVENTS, after)
    else:
        found = database.rows(rows.EVENTS_UNTIL, after, until)
    return [rows.event_of(row) for row in found]


def days(database: Database) -> list[tuple[int, datetime]]:
    """The numbers and times of the events with which the hall's days began."""
    return [(seq, datetime.fromisoformat(at)) for seq, at in database.rows(rows.DAYS)]


def booked_on(database: Database, day: date) -> int:
    """How many appointments were booked for a day."""
    ((count,),) = database.rows(rows.BOOKED_ON, day.isoformat())
    return int(count)


def _shown_calls(database: Database, todays: dict[str, TicketRecord]) -> list[LastCall]:
    """The last calls of today's tickets, newest first, each ticket once."""
    found = [
        LastCall(seq, ticket_id, window or "", datetime.fromisoformat(at))
        for move in (TicketMove.CALLED, TicketMove.RECALLED)
        for seq, ticket_id, window, at in database.rows(rows.SHOWN_CALLS, move.value)
        if ticket_id in todays
    ]
    last: dict[str, LastCall] = {}
    for call in sorted(found, key=lambda call: -call.seq):
        last.setdefault(call.ticket_id, call)
    return list(last.values())[:SHOWN_CALLS]


def _calls(database: Database, todays: dict[str, TicketRecord]) -> dict[str, list[int]]:
    """The calls of each service since the first ticket that came back did."""
    since = min((record.returned for record in todays.values() if record.returned), default=None)
    calls: dict[str, list[int]] = {}
    if since is not None:
        for service, seq in database.rows(rows.CALLS_SINCE, since):
            calls.setdefault(service, []).append(seq)
    return calls
