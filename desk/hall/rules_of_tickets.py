"""What can be done with a ticket: taken, called, served, set aside, handed on, ended."""

import uuid

from desk.domain.tickets import (
    NO_DETAIL,
    SENT_BACK,
    Detail,
    Priority,
    Service,
    TicketMove,
    TicketState,
    format_number,
)
from desk.hall import requests
from desk.hall.draft import Decision, Draft
from desk.hall.estimates import expected_waits
from desk.hall.failures import (
    DayClosed,
    NotMissed,
    NotServed,
    ServiceClosed,
    TicketClosed,
    TicketNotHere,
    TicketNotWaiting,
    TooLateToday,
)
from desk.hall.next_ticket import CallingOrder
from desk.hall.queries import seconds_until_closing
from desk.hall.state import CLOSED, PREFIXES
from desk.hall.ticket_record import TicketRecord, may

_M = TicketMove


def take(draft: Draft, request: requests.TakeTicket) -> Decision:
    """Give the day's next number."""
    service = draft.service(request.service)
    if draft.closed:
        raise DayClosed
    if not service.is_open(draft.local):
        raise ServiceClosed(service=service.name)
    _require_in_time(draft, service)
    record = next_number(draft, service, request.priority)
    taken = draft.move(record, _M.TAKEN, person=draft.requester.person)
    return draft.decision(draft.state.shown(taken))


def next_number(draft: Draft, service: Service, priority: Priority) -> TicketRecord:
    """A new ticket with the day's next number, before its first event."""
    prefix = PREFIXES.get(priority, service.prefix)
    sequence = draft.state.last_numbers.get(prefix, 0) + 1
    return TicketRecord(
        id=uuid.uuid4().hex,
        number=format_number(prefix, sequence),
        service_code=service.code,
        priority=priority,
        state=TicketState.WAITING,
        arrived=0,
        taken_at=draft.at,
    )


def return_(draft: Draft, request: requests.Return) -> Decision:
    """A missed ticket waits again."""
    record = draft.numbered(request.number)
    if record.state in CLOSED:
        raise TicketClosed(number=record.number)
    if not may(record, _M.RETURNED):
        raise NotMissed(number=record.number)
    return _moved(draft, record, _M.RETURNED)


def cancel(draft: Draft, request: requests.Cancel) -> Decision:
    """The citizen leaves; from a window where the ticket stands, only that window says so."""
    record = draft.ticket(request.ticket)
    draft.require(record, _M.CANCELLED, draft.requester.window if record.at_a_window else None)
    return _moved(draft, record, _M.CANCELLED)


def call_next(draft: Draft, request: requests.CallNext) -> Decision:
    """Call whose turn it is at the requester's window."""
    window = draft.free_window()
    state = draft.state
    order = CallingOrder(state.heads(), state.recent(), window, draft.at, state.passed())
    turn = order.peek()
    if turn is None:
        return draft.decision()
    return _moved(draft, turn, _M.CALLED)


def call_number(draft: Draft, request: requests.CallNumber) -> Decision:
    """Call a ticket out of its turn."""
    record = draft.numbered(request.number)
    if record.state in CLOSED:
        raise TicketClosed(number=record.number)
    if not may(record, _M.CALLED):
        raise TicketNotWaiting(number=record.number, window=record.window or "–")
    draft.free_window()
    return _moved(draft, record, _M.CALLED, Detail(by_number=True))


def recall(draft: Draft, request: requests.Recall) -> Decision:
    """Call the same number once more."""
    return _at_window(draft, request.ticket, _M.RECALLED)


def serve(draft: Draft, request: requests.Serve) -> Decision:
    """The citizen has come."""
    return _at_window(draft, request.ticket, _M.SERVED_FROM)


def mark_no_show(draft: Draft, request: requests.MarkNoShow) -> Decision:
    """Nobody came."""
    return _at_window(draft, request.ticket, _M.NO_SHOW)


def hold(draft: Draft, request: requests.Hold) -> Decision:
    """Set the ticket aside."""
    return _at_window(draft, request.ticket, _M.HELD)


def resume(draft: Draft, request: requests.Resume) -> Decision:
    """Go on with a ticket on hold, at any free window."""
    record = draft.ticket(request.ticket)
    draft.require(record, _M.RESUMED, None)
    draft.free_window()
    return _moved(draft, record, _M.RESUMED)


def finish(draft: Draft, request: requests.Finish) -> Decision:
    """The visit is over."""
    detail = Detail(reason=request.outcome.value) if request.outcome else NO_DETAIL
    return _at_window(draft, request.ticket, _M.FINISHED, detail)


def send_back(draft: Draft, request: requests.SendBack) -> Decision:
    """The ticket waits again where it waited before.

    To older versions it was handed on to nobody, which leaves it in the same place.
    """
    record = draft.ticket(request.ticket)
    draft.require(record, _M.TRANSFERRED, draft.requester.window)
    if not record.at_a_window:
        raise TicketNotHere(number=record.number, window=draft.requester.window or "–")
    if draft.closed:
        raise TicketClosed(number=record.number)  # nobody would ever call it
    draft.require_today(record)
    detail = Detail(to_window=record.for_window, reason=SENT_BACK)
    return _moved(draft, record, _M.TRANSFERRED, detail)


def transfer(draft: Draft, request: requests.Transfer) -> Decision:
    """Hand a ticket on to another service, to one window, or both."""
    record = draft.ticket(request.ticket)
    draft.require(record, _M.TRANSFERRED, draft.requester.window)
    draft.require_today(record)
    service = draft.service(request.to_service or record.service_code)
    to = request.to_window
    if to is not None and draft.window(to).rank(service.code) is None:
        raise NotServed(window=to, service=service.name, number=record.number)
    detail = Detail(to_service=request.to_service, to_window=to)
    return _moved(draft, record, _M.TRANSFERRED, detail)


def _require_in_time(draft: Draft, service: Service) -> None:
    """Raise `TooLateToday` when the service would be closed before a new number is called."""
    left_s = seconds_until_closing(draft.state, service, draft.at)
    if left_s is None:
        return
    wait_s = expected_waits(draft.state, draft.at).get(service.code)
    if wait_s is not None and wait_s > left_s:
        closes = service.closing(draft.local.date())
        raise TooLateToday(service=service.name, closes=f"{closes:%H:%M}")


def _at_window(
    draft: Draft, ticket_id: str, move: TicketMove, detail: Detail = NO_DETAIL
) -> Decision:
    """A move that only the ticket's own window can make."""
    record = draft.ticket(ticket_id)
    draft.require(record, move, draft.requester.window)
    return _moved(draft, record, move, detail)


def _moved(
    draft: Draft, record: TicketRecord, move: TicketMove, detail: Detail = NO_DETAIL
) -> Decision:
    asks = draft.requester
    after = draft.move(record, move, detail=detail, window=asks.window, person=asks.person)
    return draft.decision(draft.state.shown(after))
