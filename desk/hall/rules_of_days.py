"""The hall's day: it begins by itself, and is closed by a person."""

from datetime import datetime

from desk.domain.tickets import HallMove, TicketState
from desk.hall import requests
from desk.hall.draft import Decision, Draft
from desk.hall.requests import Requester
from desk.hall.state import Change, HallState

LEFT_OVER = (TicketState.WAITING, TicketState.NO_SHOW, TicketState.ON_HOLD)
"""What a day that ends does not keep; who stands at a window is served to the end."""


def begin_day(state: HallState, at: datetime) -> Change | None:
    """The beginning of a new day when `at` is in one: nobody of before waits any more."""
    if state.day_at(at) == state.day:
        return None
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
