"""How quickly a hall works: learned from its events, each read once.

What counts for somebody who waits is how long a call keeps a window: from the call until the
window is free again, however it ended. So whoever does not come counts as the short call that
he is. To that comes the pause until the window's next call while somebody waits.

The mean of a service is that of its last forty calls of the day, drawn towards that of the days
before (as if that were six calls more). A call that took more than four times the median counts
as four times the median: somebody forgot to press "finish" over lunch.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from statistics import median
from typing import Any, Self

from sqlalchemy import Connection, Row, select

from desk.domain.tickets import HallMove, Priority, TicketMove
from desk.hall.tables import event

USUAL_S = 360.0
"""How long a call keeps a window before anything was measured, in seconds."""

USUAL_PAUSE_S = 20.0
"""How long a window takes to call the next, before anything was measured, in seconds."""

USUAL_BREAK_S = 1_800.0
"""How long a window stays paused, before anything was measured, in seconds."""

LAST = 40
"""So many of the last calls of a service count."""

WEIGHT_BEFORE = 6
"""As how many calls what was known before counts."""

OUTLIER = 4
"""A call of more than so many medians counts as so many."""

HORIZON = 4_000
"""So many events back a program looks when it begins; a busy hall makes them in a day."""

SPREAD = (0.35, 0.5, 0.65, 0.8, 1.0, 1.3, 2.4)
"""How calls spread around their mean before anything was measured."""

LEAST_LEFT = 0.2
"""Whoever stays longer than anybody before is done after this share of the mean."""

_M = TicketMove
_ENDS = {_M.FINISHED, _M.NO_SHOW, _M.HELD, _M.TRANSFERRED, _M.CANCELLED, _M.EXPIRED}


class Times:
    """Lengths in seconds of which the last ones count."""

    def __init__(self, usual: float) -> None:
        self._usual = usual
        self._before: float | None = None
        self._today: deque[float] = deque(maxlen=LAST)
        self._clipped: list[float] | None = []

    def add(self, length: float) -> None:
        """One more."""
        self._today.append(length)
        self._clipped = None

    def mean(self, elsewhere: float | None = None) -> float:
        """The expected length; without earlier days it is drawn towards `elsewhere`."""
        prior = self._before or elsewhere or self._usual
        times = self.clipped()
        return (sum(times) + WEIGHT_BEFORE * prior) / (len(times) + WEIGHT_BEFORE)

    def clipped(self) -> list[float]:
        """Today's, the outliers brought down."""
        if self._clipped is None:
            most = OUTLIER * max(median(self._today), 1.0)
            self._clipped = [min(length, most) for length in self._today]
        return self._clipped

    def next_day(self) -> None:
        """What was known becomes what was known before."""
        if self._today:
            self._before = self.mean()
            self._today.clear()
            self._clipped = []


class Pace:
    """What was learned so far; used by one thread at a time, inside `learned`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seq: int | None = None
        self._services: dict[str, Times] = {}
        self._means: dict[str, float] = {}
        self._pause = Times(USUAL_PAUSE_S)
        self._break = Times(USUAL_BREAK_S)
        self._paused_since: dict[str, float] = {}
        self._calls: dict[str, tuple[str, str, float | None]] = {}
        self._waits_since: dict[str, float] = {}
        self._free_since: dict[str, float] = {}
        self._seen_at: dict[str, float] = {}
        self._priority_taken: deque[float] = deque()
        self.last_calls: tuple[Priority, ...] = ()

    @contextmanager
    def learned(self, connection: Connection, seq: int) -> Iterator[Self]:
        """Itself, knowing everything up to event `seq`; only what is new is read."""
        with self._lock:
            if self._seq is None:
                self._seq = max(0, seq - HORIZON)
            if seq > self._seq:
                columns = ("ticket_id", "move", "window", "at", "service_code", "priority")
                rows = connection.execute(
                    select(*(event.c[name] for name in columns))
                    .where(event.c.seq > self._seq, event.c.seq <= seq)
                    .order_by(event.c.seq)
                )
                for row in rows:
                    self._hear(row)
                self._seq = seq
                self._means.clear()
            yield self

    def call_s(self, service: str) -> float:
        """How long a call of this service keeps a window, with the pause after it, in seconds."""
        return self._mean(service) + self.pause_s()

    def pause_s(self) -> float:
        """How long a window takes to call the next who waits, in seconds."""
        return self._pause.mean()

    def left_s(self, service: str, spent_s: float, share: float) -> float:
        """How long a window is still kept by a call that has kept it for `spent_s` seconds.

        Of recent calls that took longer than that, the one that leaves the given `share`
        (0 … 1) of them behind.
        """
        times = self._services.get(service)
        return _left_s(times, self._mean(service), spent_s, share)

    def back_s(self, window: str, now: datetime, share: float) -> float:
        """In how many seconds a paused window is open again; of recent breaks, as `left_s`."""
        spent_s = now.timestamp() - self._paused_since.get(window, now.timestamp())
        return _left_s(self._break, self._break.mean(), spent_s, share)

    def seen_at(self, window: str) -> float | None:
        """When (POSIX time) a window was last seen at work; None when it never was."""
        return self._seen_at.get(window)

    def priority_per_s(self, now: datetime, over_s: float) -> float:
        """How many tickets of priority are taken in a second, seen over the last `over_s`."""
        since = now.timestamp() - over_s
        while self._priority_taken and self._priority_taken[0] < since:
            self._priority_taken.popleft()
        return len(self._priority_taken) / over_s

    def _mean(self, service: str) -> float:
        if service not in self._means:
            known = [times.mean() for times in self._services.values()]
            elsewhere = sum(known) / len(known) if known else None
            times = self._services.get(service)
            self._means[service] = times.mean(elsewhere) if times else elsewhere or USUAL_S
        return self._means[service]

    # -- events

    def _hear(self, row: Row[Any]) -> None:
        at = row.at.timestamp()
        if isinstance(row.move, HallMove):
            self._hear_of_hall(row.move, row.window, at)
        elif row.move is _M.CALLED:
            self._called(row, at)
        elif row.move is _M.RESUMED:
            self._free_since.pop(row.window, None)
            self._calls[row.ticket_id] = (row.window, row.service_code, None)
        elif row.move in _ENDS and row.ticket_id in self._calls:
            window, service, begun = self._calls.pop(row.ticket_id)
            self._free_since[window] = self._seen_at[window] = at
            if begun is not None:
                self._times(service).add(max(0.0, at - begun))
        if row.move in (_M.TAKEN, _M.RETURNED, _M.TRANSFERRED):
            self._waits_since[row.ticket_id] = at
        elif row.ticket_id is not None:
            self._waits_since.pop(row.ticket_id, None)
        if row.move is _M.TAKEN and row.priority is Priority.PRIORITY:
            self._priority_taken.append(at)

    def _called(self, row: Row[Any], at: float) -> None:
        free = self._free_since.pop(row.window, None)
        if free is not None and self._waits_since.get(row.ticket_id, free) <= free <= at:
            self._pause.add(at - free)
        self._calls[row.ticket_id] = (row.window, row.service_code, at)
        self.last_calls = (row.priority, *self.last_calls)[:2]

    def _hear_of_hall(self, move: HallMove, window: str | None, at: float) -> None:
        if move is HallMove.DAY_BEGUN:
            for times in (self._pause, self._break, *self._services.values()):
                times.next_day()
            self._free_since.clear()
            self._paused_since.clear()
        elif window is not None:
            self._free_since.pop(window, None)
            self._seen_at[window] = at
            since = self._paused_since.pop(window, None)
            if move is HallMove.WINDOW_PAUSED:
                self._paused_since[window] = at if since is None else since
            elif move is HallMove.WINDOW_OPENED and since is not None:
                self._break.add(max(0.0, at - since))

    def _times(self, service: str) -> Times:
        return self._services.setdefault(service, Times(USUAL_S))


def _left_s(times: Times | None, mean: float, spent_s: float, share: float) -> float:
    known: list[float] = [*(times.clipped() if times else ()), *(part * mean for part in SPREAD)]
    left = sorted(length - spent_s for length in known if length > spent_s)
    if not left:
        return LEAST_LEFT * mean
    place = share * (len(left) - 1)
    low, high = left[int(place)], left[min(int(place) + 1, len(left) - 1)]
    return low + (high - low) * (place % 1)
