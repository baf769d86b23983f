"""The hall's day: it begins by itself, and is closed, reopened and set by persons."""

from datetime import datetime, timedelta

from desk.domain.tickets import Detail, HallMove, TicketState
from desk.hall import requests
from desk.hall.draft import Decision, Draft
from desk.hall.failures import ClockJumped, NotToday
from desk.hall.requests import Requester
from desk.hall.state import Change, HallState

LEFT_OVER = (TicketState.WAITING, TicketState.NO_SHOW, TicketState.ON_HOLD)
"""What a day that ends does not keep; who stands at a window is served to the end."""


LONGEST_REST = timedelta(days=40)
"""A clock that is further than so long after the hall's last event is doubted."""


def begin_day(state: HallState, at: datetime, *, clock_jumped: bool = False) -> Change | None:
    """The beginning of a new day when `at` is in one: nobody of before waits any more.

    Raises `ClockJumped` when the clock is doubted: a day that was begun too early uses up the
    numbers of all days before it. A jump within a day does no lasting harm, so it is let pass.
    """
    day = state.day_at(at)
    if day == state.day:
        return None
    if clock_jumped or (state.last_at is not None and at - state.last_at > LONGEST_REST):
        raise ClockJumped(day=day.isoformat())
    draft = Draft(state, Requester(), at)
    draft.note(HallMove.DAY_BEGUN)
    draft.expire(LEFT_OVER, None)
    return draft.decision().change


def close_day(draft: Draft, request: requests.CloseDay) -> Decision:
    """No more numbers today, and whoever still waits is told to come again."""
    if draft.closed:
        return draft.decision(0)
    expired = draft.expire(LEFT_OVER, draft.requester.person)
    draft.note(HallMove.DAY_CLOSED)
    return draft.decision(expired)


def reopen(draft: Draft, request: requests.Reopen) -> Decision:
    """The day was closed by mistake."""
    if draft.closed:
        draft.note(HallMove.REOPENED)
    return draft.decision()


def set_day(draft: Draft, request: requests.SetDay) -> Decision:
    """It is this day in the hall: the clock shows it, and the manager says so."""
    today = draft.local.date()
    if request.day != today:
        raise NotToday(day=request.day.isoformat(), today=today.isoformat())
    if request.day != draft.state.day:
        draft.note(HallMove.DAY_SET, detail=Detail(day=request.day))
        draft.expire(LEFT_OVER, draft.requester.person)
    return draft.decision()
