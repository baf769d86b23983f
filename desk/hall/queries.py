"""The hall as one window, or as everybody in it, sees it: worked out from a `HallState`."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import islice

from desk.domain.tickets import (
    Call,
    HallOverview,
    HallSnapshot,
    Service,
    ServiceLoad,
    ServiceOutlook,
    Ticket,
    TicketState,
    WindowStanding,
    WindowStatus,
)
from desk.hall.estimates import expected_waits
from desk.hall.next_ticket import ANYWHERE, in_calling_order
from desk.hall.state import AppointmentRecord, HallState, WindowRecord
from desk.hall.ticket_record import TicketRecord


def snapshot(state: HallState, window: str, at: datetime, first: int | None = None) -> HallSnapshot:
    """The hall as the window with this code would go on from it.

    With `first`, only so many of those who wait are in `queue`: a long row costs its length.
    """
    today = _todays(state, at)
    waiting = _waiting(state, at)
    here = state.windows.get(window, ANYWHERE)
    order = in_calling_order(waiting, state.recent(), here, now=at, passed=state.passed())
    served = [
        record.served_s
        for record in today
        if record.window == window and record.state is TicketState.SERVED
    ]
    return HallSnapshot(
        seq=state.seq,
        at=at,
        hall_name=state.name,
        queue=tuple(state.shown(record, behind) for record, behind in islice(order, first)),
        loads=_loads(state, waiting, at),
        windows=windows(state),
        on_hold=_in_state(state, today, TicketState.ON_HOLD),
        served_today=len(served),
        mean_service_s=round(sum(served) / len(served)) if served else 0,
        missed=_in_state(state, today, TicketState.NO_SHOW),
    )


def overview(
    state: HallState, at: datetime, waits: Mapping[str, int | None] | None = None
) -> HallOverview:
    """The whole hall; nothing in it tells who anybody is.

    `waits` are the expected waits by service where they were worked out before.
    """
    day = state.day_at(at)
    local = state.local(at)
    waiting = _waiting(state, at)
    loads = {load.service.code: load for load in _loads(state, waiting, at)}
    statuses = windows(state)
    expected = expected_waits(state, at) if waits is None else waits
    open_now = [w.window for w in statuses if w.standing is WindowStanding.OPEN]

    def outlook(service: Service) -> ServiceOutlook:
        load = loads[service.code]
        wait_s = expected.get(service.code)
        serving = [c for c in open_now if state.windows[c].rank(service.code) is not None]
        closes = service.closing(local.date())
        left_s = seconds_until_closing(state, service, at)
        in_time = left_s is None or wait_s is None or left_s >= wait_s
        return ServiceOutlook(
            service=service,
            waiting=load.waiting,
            longest_s=load.longest_s,
            windows_open=len(serving),
            expected_s=wait_s,
            gives_tickets=not state.day_closed(day) and service.is_open(local) and in_time,
            closes=closes,
        )

    return HallOverview(
        seq=state.seq,
        at=at,
        utc_offset_min=state.utc_offset_min,
        hall=state.code,
        hall_name=state.name,
        services=tuple(map(outlook, state.services.values())),
        windows=statuses,
        calls=_calls(state, day),
        day_closed=state.day_closed(day),
    )


def ahead(state: HallState, ticket_id: str, at: datetime) -> int:
    """How many will be called before this ticket; 0 when it does not wait.

    Only those count who may be called by a window that could also call this one.
    """
    mine = state.find(ticket_id)
    if mine is None or mine.state is not TicketState.WAITING:
        return 0
    shared = {
        code
        for window in state.windows.values()
        if window.rank(mine.service_code) is not None
        for code in state.services
        if window.rank(code) is not None
    } | {mine.service_code}
    waiting = _waiting(state, at)
    count = 0
    order = in_calling_order(waiting, state.recent(), ANYWHERE, now=at, passed=state.passed())
    for other, _ in order:
        if other.id == ticket_id:
            return count
        count += other.service_code in shared
    return 0


def windows(state: HallState) -> tuple[WindowStatus, ...]:
    """What every window does."""
    return tuple(_status(state, code) for code in state.windows)


def appointments(state: HallState, day: date) -> list[AppointmentRecord]:
    """The appointments of a day from today on, by their slots."""
    found = [one for one in state.appointments.values() if one.day == day]
    return sorted(found, key=lambda one: (one.slot, one.code))


def seconds_until_closing(state: HallState, service: Service, at: datetime) -> float | None:
    """How long until the last hours of a service end today; None when it has no hours today."""
    local = state.local(at)
    closes = service.closing(local.date())
    if closes is None:
        return None
    return (datetime.combine(local.date(), closes, local.tzinfo) - local).total_seconds()


def _todays(state: HallState, at: datetime) -> list[TicketRecord]:
    """Today's tickets; there are none yet when the day has not begun with an event."""
    return list(state.tickets.values()) if state.day_at(at) == state.day else []


def _waiting(state: HallState, at: datetime) -> list[TicketRecord]:
    return state.waiting() if state.day_at(at) == state.day else []


def _in_state(
    state: HallState, records: list[TicketRecord], wanted: TicketState
) -> tuple[Ticket, ...]:
    return tuple(state.shown(record) for record in records if record.state is wanted)


def _loads(state: HallState, waiting: list[TicketRecord], at: datetime) -> tuple[ServiceLoad, ...]:
    """How many wait for each service, and for how long the first of them; in one pass."""
    counts = dict.fromkeys(state.services, 0)
    oldest = dict.fromkeys(state.services, at)
    for record in waiting:
        code = record.service_code
        counts[code] += 1
        oldest[code] = min(oldest[code], record.taken_at)
    return tuple(
        ServiceLoad(service, counts[code], round((at - oldest[code]).total_seconds()))
        for code, service in state.services.items()
    )


def _status(state: HallState, code: str) -> WindowStatus:
    window = state.window_records.get(code, WindowRecord())
    ticket = state.at_window(code)
    return WindowStatus(
        code,
        ticket.number if ticket else None,
        ticket.state if ticket else None,
        window.standing,
        window.reason,
        window.person,
    )


def _calls(state: HallState, day: date) -> tuple[Call, ...]:
    """The last calls of the day, newest first, each number once."""
    if day != state.day:
        return ()
    return tuple(
        Call(
            call.seq,
            state.tickets[call.ticket_id].number,
            call.window,
            call.at,
            state.tickets[call.ticket_id].calls,
            state.windows[call.window].direction,
        )
        for call in state.shown_calls
    )
