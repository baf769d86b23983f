"""Queue tickets: states, moves, numbers, and what a window sees of its hall.

A ticket's state is the projection of its events. The moves follow common practice of
service halls: call up to three times, then no-show; hold and resume; finish.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Priority(StrEnum):
    """Why a ticket may be called before others that came earlier."""

    NORMAL = "normal"
    PRIORITY = "priority"
    APPOINTMENT = "appointment"


class TicketState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    ON_HOLD = "on_hold"
    NO_SHOW = "no_show"
    SERVED = "served"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class TicketMove(StrEnum):
    """What can happen to a ticket; each is one event row."""

    TAKEN = "taken"
    CALLED = "called"
    RECALLED = "recalled"
    SERVED_FROM = "serving"
    HELD = "held"
    RESUMED = "resumed"
    NO_SHOW = "no_show"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


_S, _M = TicketState, TicketMove

MOVES: dict[TicketMove, tuple[frozenset[TicketState], TicketState]] = {
    _M.TAKEN: (frozenset(), _S.WAITING),
    _M.CALLED: (frozenset({_S.WAITING, _S.NO_SHOW}), _S.CALLED),
    _M.RECALLED: (frozenset({_S.CALLED}), _S.CALLED),
    _M.SERVED_FROM: (frozenset({_S.CALLED}), _S.SERVING),
    _M.HELD: (frozenset({_S.CALLED, _S.SERVING}), _S.ON_HOLD),
    _M.RESUMED: (frozenset({_S.ON_HOLD}), _S.SERVING),
    _M.NO_SHOW: (frozenset({_S.CALLED}), _S.NO_SHOW),
    _M.FINISHED: (frozenset({_S.SERVING}), _S.SERVED),
    _M.CANCELLED: (
        frozenset({_S.WAITING, _S.CALLED, _S.SERVING, _S.ON_HOLD, _S.NO_SHOW}),
        _S.CANCELLED,
    ),
    _M.EXPIRED: (
        frozenset({_S.WAITING, _S.CALLED, _S.SERVING, _S.ON_HOLD, _S.NO_SHOW}),
        _S.EXPIRED,
    ),
}
"""For each move: the states it may start from, and the state it ends in."""

MAX_CALLS = 3
"""Calls (the first and its repeats) before a ticket may be set to no-show without asking."""


def format_number(prefix: str, sequence: int) -> str:
    """The number printed on a ticket: a letter and three digits, ``A024``.

    `sequence` counts from 1 each day; beyond 999 it simply grows a digit.
    """
    return f"{prefix}{sequence:03d}"


@dataclass(frozen=True, slots=True)
class Service:
    """One kind of business that people queue for."""

    code: str
    prefix: str
    name: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """One citizen's place in the queue, as the hall's store projects it."""

    id: str
    number: str
    service: Service
    priority: Priority
    state: TicketState
    taken_at: datetime
    called_at: datetime | None = None
    calls: int = 0
    window: str | None = None


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One row of the hall's history. `seq` rises by one with every change in the hall.

    Every row says whose ticket it was, so that order and fairness can be shown from the
    history alone.
    """

    seq: int
    ticket_id: str
    number: str
    move: TicketMove
    window: str | None
    person: str | None
    at: datetime
    service_code: str
    priority: Priority


@dataclass(frozen=True, slots=True)
class ServiceLoad:
    """How many wait for a service, and the longest wait among them in seconds."""

    service: Service
    waiting: int
    longest_s: int


@dataclass(frozen=True, slots=True)
class WindowStatus:
    """What a window of the hall is doing: its ticket's number, or None when free."""

    window: str
    ticket_number: str | None
    state: TicketState | None


@dataclass(frozen=True, slots=True)
class HallSnapshot:
    """The hall as one window sees it at sequence `seq`.

    `queue` holds waiting tickets in the order in which this window would call them; its first
    is the next. `served_today` and `mean_service_s` count this window's own finished tickets.
    """

    seq: int
    at: datetime
    hall_name: str
    queue: tuple[Ticket, ...]
    loads: tuple[ServiceLoad, ...]
    windows: tuple[WindowStatus, ...]
    on_hold: tuple[Ticket, ...]
    served_today: int
    mean_service_s: int

    @property
    def longest_wait_s(self) -> int:
        """The longest wait in the hall, in seconds; 0 when nobody waits."""
        return max((load.longest_s for load in self.loads), default=0)
