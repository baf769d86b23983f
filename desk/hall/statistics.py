"""What a hall did on a day: found from its history alone.

A day of the history begins with its DAY_BEGUN and ends before the next one; a hall's first day
begins with its first event.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import zip_longest

from desk.domain.clock import local_day
from desk.domain.hall_statistics import (
    COUNTS,
    Appointments,
    DayStatistics,
    HourTally,
    ServiceStatistics,
    Spread,
    Tally,
    WindowStatistics,
)
from desk.domain.tickets import (
    SENT_BACK,
    SLOT_GRACE,
    Event,
    HallEvent,
    HallMove,
    Priority,
    Service,
    TicketEvent,
    TicketMove,
)
from desk.hall import loading
from desk.hall.adapters import Database
from desk.hall.state import HallState

_M = TicketMove

COUNTED: dict[TicketMove, str] = {
    _M.TAKEN: "taken",
    _M.CALLED: "called",
    _M.FINISHED: "served",
    _M.NO_SHOW: "no_shows",
    _M.RETURNED: "returned",
    _M.TRANSFERRED: "transferred",
    _M.CANCELLED: "cancelled",
    _M.EXPIRED: "expired",
}
_LEAVES = {_M.NO_SHOW, _M.HELD, _M.TRANSFERRED, _M.FINISHED, _M.CANCELLED, _M.EXPIRED}
_LEAVES_FOR_GOOD = _LEAVES - {_M.HELD}
_ENDS = {_M.FINISHED, _M.CANCELLED, _M.EXPIRED}


def history(
    database: Database, state: HallState, first: date, last: date, now: datetime
) -> tuple[DayStatistics, ...]:
    """The days from `first` to `last` on which something happened, the first one first.

    `now` is the hall's, in its local time.
    """
    spans = _spans(database, state.utc_offset_min)
    return tuple(
        day_statistics(
            day,
            [event for span in spans[day] for event in loading.events(database, *span)],
            tuple(state.services.values()),
            tuple(state.windows),
            now=now,
            over=spans[day][-1][1] is not None or day < now.date(),
            booked=loading.booked_on(database, day),
        )
        for day in sorted(spans)
        if first <= day <= last
    )


def _spans(database: Database, utc_offset_min: int) -> dict[date, list[tuple[int, int | None]]]:
    """For each of the hall's days: after which event and until which one it went.

    A day may go on after another one, when a clock that was wrong was put right.
    """
    begun = loading.days(database)
    ends: list[int | None] = [seq - 1 for seq, _ in begun[1:]]
    spans: dict[date, list[tuple[int, int | None]]] = {}
    for (seq, at), end in zip_longest(begun, ends):
        spans.setdefault(local_day(at, utc_offset_min), []).append((seq - 1, end))
    return spans


def day_statistics(
    day: date,
    events: Sequence[Event],
    services: Sequence[Service],
    windows: Sequence[str],
    *,
    now: datetime,
    over: bool,
    booked: int = 0,
) -> DayStatistics:
    """What these events of one day say; hours are those of `now`'s zone.

    A day that is `over` ended for everybody who still waited. `booked` appointments belong to
    the day, whenever they were made.
    """
    read = _Reading(now)
    for happened in events:
        read.hear(happened)
    if over:
        read.left_over()
    until = events[-1].at if over and events else now
    return DayStatistics(
        day=day,
        at=until,
        whole=read.hall.tally(),
        hours=read.hall.hours(),
        services=tuple(
            ServiceStatistics(service, found.tally(), found.hours())
            for service in services
            for found in [read.services.get(service.code, _Course())]
        ),
        windows=tuple(
            WindowStatistics(
                code,
                found.tally(),
                found.hours(),
                round(read.doors.open_s(code, until)),
                round(read.busy_s(code, until)),
            )
            for code in windows
            for found in [read.windows.get(code, _Course())]
        ),
        appointments=Appointments(max(booked, read.kept), read.kept, read.in_time),
        waiting=len(read.waiting_since),
    )


class _Counts:
    """What a tally is made from."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys(COUNTS, 0)
        self.waits: list[float] = []
        self.visits: list[float] = []

    def tally(self) -> Tally:
        return Tally(**self.counts, waits=Spread.of(self.waits), visits=Spread.of(self.visits))


class _Course:
    """The counts of something through a day."""

    def __init__(self) -> None:
        self._whole = _Counts()
        self._hours: dict[int, _Counts] = {}

    def at(self, hour: int) -> tuple[_Counts, _Counts]:
        return self._whole, self._hours.setdefault(hour, _Counts())

    def tally(self) -> Tally:
        return self._whole.tally()

    def hours(self) -> tuple[HourTally, ...]:
        return tuple(
            HourTally(hour, counts.tally()) for hour, counts in sorted(self._hours.items())
        )


class _Doors:
    """When windows were open: from their opening, or from when they were first seen at work."""

    def __init__(self) -> None:
        self._since: dict[str, datetime] = {}
        self._open_s: dict[str, float] = {}
        self._shut: set[str] = set()

    def hear(self, happened: HallEvent) -> None:
        code = happened.window
        if code is None:
            return
        if happened.move is HallMove.WINDOW_OPENED:
            self._shut.discard(code)
            self._since.setdefault(code, happened.at)
        else:
            self._shut.add(code)
            since = self._since.pop(code, happened.at)
            self._add(code, since, happened.at)

    def at_work(self, code: str, at: datetime) -> None:
        if code not in self._shut:
            self._since.setdefault(code, at)

    def open_s(self, code: str, until: datetime) -> float:
        so_far = self._open_s.get(code, 0.0)
        since = self._since.get(code)
        return so_far + (max(0.0, (until - since).total_seconds()) if since else 0.0)

    def _add(self, code: str, since: datetime, until: datetime) -> None:
        length = max(0.0, (until - since).total_seconds())
        self._open_s[code] = self._open_s.get(code, 0.0) + length


class _Reading:
    """Goes through a day's events once."""

    def __init__(self, now: datetime) -> None:
        self._zone = now.tzinfo
        self.hall = _Course()
        self.services: dict[str, _Course] = {}
        self.windows: dict[str, _Course] = {}
        self.doors = _Doors()
        self.kept = 0
        self.in_time = 0
        self.waiting_since: dict[str, datetime] = {}
        self._slots: dict[str, datetime] = {}
        self._open: dict[str, TicketEvent] = {}
        self._busy: dict[str, tuple[str, datetime]] = {}
        self._busy_s: dict[str, float] = {}
        self._serving: dict[str, datetime] = {}
        self._served_s: dict[str, float] = {}

    def hear(self, happened: Event) -> None:
        if isinstance(happened, HallEvent):
            self.doors.hear(happened)
            return
        move, ticket = happened.move, happened.ticket_id
        if move is _M.TAKEN:
            self._open[ticket] = happened
            if happened.detail.slot is not None:
                self._slots[ticket] = happened.detail.slot
                self.kept += 1
        elif move is _M.EXPIRED and ticket not in self._open:
            return  # of the day before
        if happened.window is not None:
            self.doors.at_work(happened.window, happened.at)
        if (counted := _counted(happened)) is not None:
            self._count(happened, counted)
        if move in (_M.CALLED, _M.RESUMED):
            self._comes(happened)
        self._serves(happened)
        if move in _LEAVES:
            self._leaves(happened)
        if move in (_M.TAKEN, _M.RETURNED, _M.TRANSFERRED):
            self.waiting_since[ticket] = happened.at
        else:
            self.waiting_since.pop(ticket, None)
        if move in _ENDS:
            self._open.pop(ticket, None)

    def left_over(self) -> None:
        """Whoever was not done is closed with the day, without an event of that day."""
        for ticket, taken in self._open.items():
            if ticket not in self._busy:
                self._count(taken, "expired")
        self.waiting_since.clear()

    def busy_s(self, code: str, until: datetime) -> float:
        """How long the window was with citizens."""
        now = [_length(since, until) for window, since in self._busy.values() if window == code]
        return self._busy_s.get(code, 0.0) + sum(now)

    def _comes(self, happened: TicketEvent) -> None:
        ticket = happened.ticket_id
        self._busy[ticket] = (happened.window or "", happened.at)
        since = self.waiting_since.get(ticket)
        if happened.move is not _M.CALLED:
            return
        if happened.priority is Priority.PRIORITY:
            self._count(happened, "priority")
        slot = self._slots.pop(ticket, None)
        if slot is not None and happened.at <= slot + SLOT_GRACE:
            self.in_time += 1
        if since is not None:
            wait_s = _length(max(since, slot or since), happened.at)
            for counts in self._where(happened):
                counts.waits.append(wait_s)

    def _serves(self, happened: TicketEvent) -> None:
        if happened.move in (_M.SERVED_FROM, _M.RESUMED):
            self._serving[happened.ticket_id] = happened.at
        elif happened.move is _M.RECALLED:
            self._serving.pop(happened.ticket_id, None)  # somebody else had come

    def _leaves(self, happened: TicketEvent) -> None:
        ticket = happened.ticket_id
        window, since = self._busy.pop(ticket, ("", happened.at))
        self._busy_s[window] = self._busy_s.get(window, 0.0) + _length(since, happened.at)
        begun = self._serving.pop(ticket, None)
        if begun is not None:
            served_s = self._served_s.get(ticket, 0.0) + _length(begun, happened.at)
            self._served_s[ticket] = served_s
        if happened.move in _LEAVES_FOR_GOOD and ticket in self._served_s:
            length = self._served_s.pop(ticket)
            if happened.detail.reason == SENT_BACK or happened.move is _M.NO_SHOW:
                return  # somebody else was there
            for counts in self._where(happened):
                counts.visits.append(length)

    def _count(self, happened: TicketEvent, what: str) -> None:
        for counts in self._where(happened):
            counts.counts[what] += 1

    def _where(self, happened: TicketEvent) -> list[_Counts]:
        hour = happened.at.astimezone(self._zone).hour
        courses = [self.hall, self.services.setdefault(happened.service_code, _Course())]
        if happened.window is not None:
            courses.append(self.windows.setdefault(happened.window, _Course()))
        return [counts for course in courses for counts in course.at(hour)]


def _counted(happened: TicketEvent) -> str | None:
    """The count to which an event belongs, if any."""
    if happened.move is _M.FINISHED and happened.detail.reason:
        return "without_case"
    if happened.move is _M.TRANSFERRED and happened.detail.reason == SENT_BACK:
        return None
    return COUNTED.get(happened.move)


def _length(since: datetime, until: datetime) -> float:
    """Seconds; a clock that was set back makes none."""
    return max(0.0, (until - since) / timedelta(seconds=1))
