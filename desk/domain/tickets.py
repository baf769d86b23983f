"""Queue tickets: states, moves, numbers, and what a window sees of its hall.

A ticket's state is the projection of its events. The moves follow common practice of
service halls: call up to three times, then no-show, who may come back behind the next three
numbers; hold and resume; hand on to another service or window; finish.

All of these are immutable values, compared by content; msgspec encodes them as JSON for the hall's
clients.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

from desk.domain.clock import hall_zone, local_time


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
    """What can happen to a ticket; each is one event row.

    `UNKNOWN` is read where a newer version's word stands; it is never written.
    """

    TAKEN = "taken"
    CALLED = "called"
    RECALLED = "recalled"
    SERVED_FROM = "serving"
    HELD = "held"
    RESUMED = "resumed"
    TRANSFERRED = "transferred"
    NO_SHOW = "no_show"
    RETURNED = "returned"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> "TicketMove":
        return cls.UNKNOWN


class HallMove(StrEnum):
    """What can happen in a hall besides its tickets; each is one event row, too.

    `UNKNOWN` is read where a newer version's word stands; it is never written.
    """

    ARRANGED = "arranged"
    BOOKED = "booked"
    WINDOW_OPENED = "window_opened"
    WINDOW_PAUSED = "window_paused"
    WINDOW_CLOSED = "window_closed"
    DAY_BEGUN = "day_begun"
    DAY_CLOSED = "day_closed"
    REOPENED = "reopened"
    DAY_SET = "day_set"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> "HallMove":
        return cls.UNKNOWN


class Outcome(StrEnum):
    """How a citizen's time at a window ended without a case."""

    MISSING = "missing"
    ASKED = "asked"
    ELSEWHERE = "elsewhere"
    LEFT = "left"
    HOLD_OVER = "hold_over"


class WindowStanding(StrEnum):
    """Whether a window takes numbers: ``paused`` resumes soon, ``closed`` does not."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


_S, _M = TicketState, TicketMove

MOVES: dict[TicketMove, tuple[frozenset[TicketState], TicketState]] = {
    _M.TAKEN: (frozenset(), _S.WAITING),
    _M.CALLED: (frozenset({_S.WAITING, _S.NO_SHOW}), _S.CALLED),
    _M.RECALLED: (frozenset({_S.CALLED, _S.SERVING}), _S.CALLED),
    _M.SERVED_FROM: (frozenset({_S.CALLED}), _S.SERVING),
    _M.HELD: (frozenset({_S.CALLED, _S.SERVING}), _S.ON_HOLD),
    _M.RESUMED: (frozenset({_S.ON_HOLD}), _S.SERVING),
    _M.TRANSFERRED: (
        frozenset({_S.WAITING, _S.CALLED, _S.SERVING, _S.ON_HOLD}),
        _S.WAITING,
    ),
    _M.NO_SHOW: (frozenset({_S.CALLED, _S.SERVING}), _S.NO_SHOW),
    _M.RETURNED: (frozenset({_S.NO_SHOW}), _S.WAITING),
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
"""For each move of this version: the states it may start from, and the state it ends in."""

GRACE_CALLS = 3
"""Calls of its service that a missed ticket which came back lets pass before it has a turn."""

SLOT_GRACE = timedelta(minutes=15)
"""How long after the beginning of its slot an appointment is still kept."""


def format_number(prefix: str, sequence: int) -> str:
    """The number printed on a ticket: a letter and three digits, ``A024``.

    `sequence` counts from 1 each day; beyond 999 it simply grows a digit.
    """
    return f"{prefix}{sequence:03d}"


class OpenHours(msgspec.Struct, frozen=True):
    """From when to when, in the hall's local time, on which weekdays (0 is Monday).

    A lunch break is the gap between two of them; `closes` itself is closed.
    """

    weekdays: frozenset[int]
    opens: time
    closes: time


class Service(msgspec.Struct, frozen=True):
    """One kind of business that people queue for.

    `hint` says in some words what belongs to it. Without `hours` it is always open. `name_en`
    and `hint_en` are for those who do not read Chinese; empty when the hall has none.
    """

    code: str
    prefix: str
    name: str
    hint: str = ""
    hours: tuple[OpenHours, ...] = ()
    name_en: str = ""
    hint_en: str = ""

    def is_open(self, local: datetime) -> bool:
        """Whether tickets are given at this local time."""
        return not self.hours or any(
            local.weekday() in span.weekdays and span.opens <= local.time() < span.closes
            for span in self.hours
        )

    def closing(self, day: date) -> time | None:
        """When the last hours of `day` end; None when it is not open or has no hours."""
        return max(
            (span.closes for span in self.hours if day.weekday() in span.weekdays), default=None
        )


class Ticket(msgspec.Struct, frozen=True):
    """One citizen's place in the queue, as the hall's store projects it.

    `slot` is when an appointment begins. `enters_after` counts the calls that a missed ticket
    which came back still lets pass. `for_window` is the only window that may call it.
    `held_at` is since when it is on hold.
    """

    id: str
    number: str
    service: Service
    priority: Priority
    state: TicketState
    taken_at: datetime
    called_at: datetime | None = None
    calls: int = 0
    window: str | None = None
    slot: datetime | None = None
    enters_after: int = 0
    for_window: str | None = None
    served_s: int = 0
    held_at: datetime | None = None


class Detail(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an event says besides who, what, where and when.

    `by_number` marks a call that a clerk made by its number instead of taking whose turn it was.
    `reason` is a window's reason for a pause; of a ticket that was finished it is an `Outcome`
    other than a case, of one that was handed on to nobody `SENT_BACK`. `day` is the hall's day
    after it was set by its manager.
    """

    to_service: str | None = None
    to_window: str | None = None
    slot: datetime | None = None
    reason: str | None = None
    by_number: bool = False
    day: date | None = None


NO_DETAIL = Detail()

SENT_BACK = "sent_back"
"""The reason of a ticket that was sent back to its queue because the wrong citizen had come."""


class TicketEvent(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="about", tag="ticket"):
    """One row of the hall's history. `seq` rises by one with every change in the hall.

    Every row says whose ticket it was, so that order and fairness can be shown from the
    history alone; `service_code` is the service for which it waited before the event.
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
    detail: Detail = NO_DETAIL


class HallEvent(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="about", tag="hall"):
    """A row of the same history that is about a window, an appointment or the day."""

    seq: int
    move: HallMove
    window: str | None
    person: str | None
    at: datetime
    detail: Detail = NO_DETAIL


Event = TicketEvent | HallEvent


class Appointment(msgspec.Struct, frozen=True):
    """A booked turn. `code` is six digits, good on the day of `slot`; `ticket` once checked in."""

    code: str
    service: Service
    slot: datetime
    ticket_id: str | None = None


class ServiceLoad(msgspec.Struct, frozen=True):
    """How many wait for a service, and the longest wait among them in seconds."""

    service: Service
    waiting: int
    longest_s: int


class Window(msgspec.Struct, frozen=True):
    """A window as the hall's manager set it up.

    `serves` ranks services by code: 0 is first preference; without any it serves all alike.
    `direction` is where it lies, seen from the hall's screen, in degrees clockwise from
    straight up (90 is to the right); None when the screen should not point.
    """

    code: str
    serves: tuple[tuple[str, int], ...] = ()
    direction: int | None = None

    def rank(self, service_code: str) -> int | None:
        """Its preference for a service, 0 first; None when it does not serve it."""
        if not self.serves:
            return 0
        return next((rank for code, rank in self.serves if code == service_code), None)


class WindowStatus(msgspec.Struct, frozen=True):
    """What a window of the hall is doing: its ticket's number, or None when free."""

    window: str
    ticket_number: str | None
    state: TicketState | None
    standing: WindowStanding = WindowStanding.OPEN
    reason: str = ""
    person: str | None = None


class Call(msgspec.Struct, frozen=True):
    """A number as the hall's screen shows it: called to a window, so many times."""

    seq: int
    number: str
    window: str
    at: datetime
    calls: int
    direction: int | None = None


class ServiceOutlook(msgspec.Struct, frozen=True):
    """What somebody who takes a number for this service now has to expect.

    `expected_s` is None when no window serves it now. `gives_tickets` says whether a number
    can be had, `closes` when the last one can be, in the hall's local time.
    """

    service: Service
    waiting: int
    longest_s: int
    windows_open: int
    expected_s: int | None
    gives_tickets: bool
    closes: time | None = None


class HallOverview(msgspec.Struct, frozen=True):
    """The whole hall as everybody in it may see it, at sequence `seq`; no names in it.

    `calls` are the last calls of the day, newest first, each number once.
    """

    seq: int
    at: datetime
    utc_offset_min: int
    hall: str
    hall_name: str
    services: tuple[ServiceOutlook, ...]
    windows: tuple[WindowStatus, ...]
    calls: tuple[Call, ...]
    day_closed: bool = False

    @property
    def local_time(self) -> datetime:
        """What the clock on the hall's wall showed at `at`."""
        return local_time(self.at, hall_zone(self.utc_offset_min))

    @property
    def waiting(self) -> int:
        """How many wait in the hall."""
        return sum(outlook.waiting for outlook in self.services)


class HallSnapshot(msgspec.Struct, frozen=True):
    """The hall as one window sees it at sequence `seq`.

    `queue` holds waiting tickets in the order in which this window would call them; its first
    is the next. `missed` are today's no-shows, who may come back. `served_today` and
    `mean_service_s` count this window's own finished tickets.
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
    missed: tuple[Ticket, ...] = ()

    @property
    def longest_wait_s(self) -> int:
        """The longest wait in the hall, in seconds; 0 when nobody waits."""
        return max((load.longest_s for load in self.loads), default=0)
