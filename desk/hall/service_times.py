"""How long a hall's services take: learned from its events, each applied once.

What counts for somebody who waits is how long a call keeps a window: from the call until the
window is free again, however it ended. So whoever does not come counts as the short call that
he is. To that comes the pause until the window's next call while somebody waits.

The mean of a service is that of its last forty calls of the day, drawn towards that of the days
before (as if that were six calls more). A call that took more than four times the median counts
as four times the median: somebody forgot to press "finish" over lunch.
"""

from bisect import bisect_left
from datetime import datetime

import msgspec

from desk.domain.tickets import Event, HallEvent, HallMove, Priority, TicketEvent, TicketMove

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

REMEMBERED_S = 3_600
"""For how long it is remembered when tickets of priority were taken, in seconds."""

LEAST_LEFT = 0.2
"""Whoever stays longer than anybody before is done after this share of the mean."""

_M = TicketMove
_ENDS = {_M.FINISHED, _M.NO_SHOW, _M.HELD, _M.TRANSFERRED, _M.CANCELLED, _M.EXPIRED}


class Times(msgspec.Struct, dict=True):
    """Lengths in seconds of which the last ones count.

    `usual` is expected before anything was measured, `before` is the mean of earlier days.
    """

    usual: float
    before: float | None = None
    today: list[float] = msgspec.field(default_factory=list)

    def __post_init__(self) -> None:
        self._clipped: list[float] | None = None

    def add(self, length: float) -> None:
        """One more."""
        self.today = [*self.today[1 - LAST :], length]
        self._clipped = None

    def mean(self, elsewhere: float | None = None) -> float:
        """The expected length; without earlier days it is drawn towards `elsewhere`."""
        prior = self.before or elsewhere or self.usual
        times = self.clipped()
        return (sum(times) + WEIGHT_BEFORE * prior) / (len(times) + WEIGHT_BEFORE)

    def clipped(self) -> list[float]:
        """Today's, the outliers brought down."""
        if self._clipped is None:
            most = OUTLIER * max(_median(self.today), 1.0) if self.today else 0.0
            self._clipped = [min(length, most) for length in self.today]
        return self._clipped

    def next_day(self) -> None:
        """What was known becomes what was known before."""
        if self.today:
            self.before = self.mean()
            self.today = []
            self._clipped = None


class ServiceTimes(msgspec.Struct, dict=True):
    """What was learned so far. Times are POSIX seconds, tickets are known by their ids.

    `calls` are the tickets at windows: the window, the service, and when it was called (None
    for one that was set aside in between).
    """

    services: dict[str, Times] = msgspec.field(default_factory=dict)
    pause: Times = msgspec.field(default_factory=lambda: Times(USUAL_PAUSE_S))
    breaks: Times = msgspec.field(default_factory=lambda: Times(USUAL_BREAK_S))
    paused_since: dict[str, float] = msgspec.field(default_factory=dict)
    calls: dict[str, tuple[str, str, float | None]] = msgspec.field(default_factory=dict)
    waits_since: dict[str, float] = msgspec.field(default_factory=dict)
    free_since: dict[str, float] = msgspec.field(default_factory=dict)
    last_seen: dict[str, float] = msgspec.field(default_factory=dict)
    priority_taken: list[float] = msgspec.field(default_factory=list)

    def __post_init__(self) -> None:
        self._means: dict[str, float] = {}

    def call_s(self, service: str) -> float:
        """How long a call of this service keeps a window, with the pause after it, in seconds."""
        return self._mean(service) + self.pause_s()

    def pause_s(self) -> float:
        """How long a window takes to call the next who waits, in seconds."""
        return self.pause.mean()

    def left_s(self, service: str, spent_s: float, share: float) -> float:
        """How long a window is still kept by a call that has kept it for `spent_s` seconds.

        Of recent calls that took longer than that, the one that leaves the given `share`
        (0 … 1) of them behind.
        """
        times = self.services.get(service)
        return _left_s(times, self._mean(service), spent_s, share)

    def back_s(self, window: str, now: datetime, share: float) -> float:
        """In how many seconds a paused window is open again; of recent breaks, as `left_s`."""
        spent_s = now.timestamp() - self.paused_since.get(window, now.timestamp())
        return _left_s(self.breaks, self.breaks.mean(), spent_s, share)

    def seen_at(self, window: str) -> float | None:
        """When (POSIX time) a window was last seen at work; None when it never was."""
        return self.last_seen.get(window)

    def priority_per_s(self, now: datetime, over_s: float) -> float:
        """How many tickets of priority are taken in a second, seen over the last `over_s`."""
        taken = self.priority_taken
        return (len(taken) - bisect_left(taken, now.timestamp() - over_s)) / over_s

    def _mean(self, service: str) -> float:
        if service not in self._means:
            known = [times.mean() for times in self.services.values()]
            elsewhere = sum(known) / len(known) if known else None
            times = self.services.get(service)
            self._means[service] = times.mean(elsewhere) if times else elsewhere or USUAL_S
        return self._means[service]

    # -- events

    def apply(self, event: Event) -> None:
        """Learn from one more event."""
        at = event.at.timestamp()
        self._means.clear()
        if isinstance(event, HallEvent):
            self._of_hall(event, at)
            return
        ticket, window = event.ticket_id, event.window or ""
        if event.move is _M.CALLED:
            self._called(event, window, at)
        elif event.move is _M.RESUMED:
            self.free_since.pop(window, None)
            self.calls[ticket] = (window, event.service_code, None)
        elif event.move in _ENDS and ticket in self.calls:
            window, service, begun = self.calls.pop(ticket)
            self.free_since[window] = self.last_seen[window] = at
            if begun is not None:
                self._times(service).add(max(0.0, at - begun))
        if event.move in (_M.TAKEN, _M.RETURNED, _M.TRANSFERRED):
            self.waits_since[ticket] = at
        else:
            self.waits_since.pop(ticket, None)
        if event.move is _M.TAKEN and event.priority is Priority.PRIORITY:
            old = bisect_left(self.priority_taken, at - REMEMBERED_S)
            self.priority_taken = [*self.priority_taken[old:], at]

    def _called(self, event: TicketEvent, window: str, at: float) -> None:
        free = self.free_since.pop(window, None)
        if free is not None and self.waits_since.get(event.ticket_id, free) <= free <= at:
            self.pause.add(at - free)
        self.calls[event.ticket_id] = (window, event.service_code, at)

    def _of_hall(self, event: HallEvent, at: float) -> None:
        window = event.window
        if event.move in (HallMove.DAY_BEGUN, HallMove.DAY_SET):
            for times in (self.pause, self.breaks, *self.services.values()):
                times.next_day()
            self.free_since.clear()
            self.paused_since.clear()
        elif window is not None:
            self.free_since.pop(window, None)
            self.last_seen[window] = at
            since = self.paused_since.pop(window, None)
            if event.move is HallMove.WINDOW_PAUSED:
                self.paused_since[window] = at if since is None else since
            elif event.move is HallMove.WINDOW_OPENED and since is not None:
                self.breaks.add(max(0.0, at - since))

    def _times(self, service: str) -> Times:
        return self.services.setdefault(service, Times(USUAL_S))


def _median(lengths: list[float]) -> float:
    # the standard library's is slow to load, and this is on every command's way
    ordered = sorted(lengths)
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2


def _left_s(times: Times | None, mean: float, spent_s: float, share: float) -> float:
    known: list[float] = [*(times.clipped() if times else ()), *(part * mean for part in SPREAD)]
    left = sorted(length - spent_s for length in known if length > spent_s)
    if not left:
        return LEAST_LEFT * mean
    place = share * (len(left) - 1)
    low, high = left[int(place)], left[min(int(place) + 1, len(left) - 1)]
    return low + (high - low) * (place % 1)
