"""The rules of a hall: what each request does, or why it cannot be done. There is no I/O here.

`decide` is the only entry; the rules themselves stand in ``rules_of_….py``.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from desk.domain.tickets import HallMove, TicketMove
from desk.hall import (
    requests,
    rules_of_appointments,
    rules_of_days,
    rules_of_tickets,
    rules_of_windows,
)
from desk.hall.draft import Decision, Draft
from desk.hall.failures import CommandReused
from desk.hall.requests import Request, Requester
from desk.hall.state import HallState
from desk.hall.ticket_record import TicketRecord


class Done(NamedTuple):
    """What the history says of a command that was carried out."""

    move: str
    window: str | None
    ticket_id: str | None


class _Rule(NamedTuple):
    """How a kind of request is decided, and how its event is recognised in the history.

    `by_window` tells that the event names the requester's window.
    """

    decide: Callable[[Draft, Any], Decision]
    move: TicketMove | HallMove
    by_window: bool = True


_M, _H = TicketMove, HallMove
_tickets, _windows = rules_of_tickets, rules_of_windows
_days, _appointments = rules_of_days, rules_of_appointments

_RULES: dict[type[Request[Any]], _Rule] = {
    requests.TakeTicket: _Rule(_tickets.take, _M.TAKEN, by_window=False),
    requests.Return: _Rule(_tickets.return_, _M.RETURNED),
    requests.Cancel: _Rule(_tickets.cancel, _M.CANCELLED),
    requests.CallNext: _Rule(_tickets.call_next, _M.CALLED),
    requests.CallNumber: _Rule(_tickets.call_number, _M.CALLED),
    requests.Recall: _Rule(_tickets.recall, _M.RECALLED),
    requests.Serve: _Rule(_tickets.serve, _M.SERVED_FROM),
    requests.MarkNoShow: _Rule(_tickets.mark_no_show, _M.NO_SHOW),
    requests.Hold: _Rule(_tickets.hold, _M.HELD),
    requests.Resume: _Rule(_tickets.resume, _M.RESUMED),
    requests.Finish: _Rule(_tickets.finish, _M.FINISHED),
    requests.SendBack: _Rule(_tickets.send_back, _M.TRANSFERRED),
    requests.Transfer: _Rule(_tickets.transfer, _M.TRANSFERRED),
    requests.OpenWindow: _Rule(_windows.open_window, _H.WINDOW_OPENED),
    requests.PauseWindow: _Rule(_windows.pause_window, _H.WINDOW_PAUSED),
    requests.CloseWindow: _Rule(_windows.close_window, _H.WINDOW_CLOSED),
    requests.Arrange: _Rule(_windows.arrange, _H.ARRANGED, by_window=False),
    requests.Book: _Rule(_appointments.book, _H.BOOKED, by_window=False),
    requests.CheckIn: _Rule(_appointments.check_in, _M.TAKEN, by_window=False),
    requests.CloseDay: _Rule(_days.close_day, _H.DAY_CLOSED, by_window=False),
    requests.Reopen: _Rule(_days.reopen, _H.REOPENED, by_window=False),
    requests.SetDay: _Rule(_days.set_day, _H.DAY_SET, by_window=False),
}


def decide(
    state: HallState,
    request: Request[Any],
    requester: Requester,
    at: datetime,
    others: Mapping[str, TicketRecord] | None = None,
) -> Decision:
    """What the request changes when it is carried out at `at`, and its answer.

    The hall's day must have begun (`rules_of_days.begin_day`). `others` are tickets that the
    request names and the state does not hold. Raises the failures that the request tells of.
    """
    return _RULES[type(request)].decide(Draft(state, requester, at, others), request)


def settled(
    state: HallState,
    request: Request[Any],
    requester: Requester,
    done: Done,
    others: Mapping[str, TicketRecord] | None = None,
) -> Any:
    """The answer to a request that was carried out before, as things stand now.

    Raises `CommandReused` when it was another request, or another window's.
    """
    rule = _RULES[type(request)]
    window = requester.window if rule.by_window else None
    if (done.move, done.window) != (rule.move.value, window):
        raise CommandReused
    if isinstance(request, requests.CloseDay):
        return 0
    if isinstance(request, requests.Book):
        return state.booked(state.appointments[rules_of_appointments.id_of(request.command)])
    if done.ticket_id is None:
        return None
    return state.shown(state.find(done.ticket_id) or (others or {})[done.ticket_id])
