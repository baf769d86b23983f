"""The waiting tickets by row, kept so that the head of every row is found at once.

A ticket that leaves a row is not searched for: its place in the heap loses its worth and is
thrown away when it comes to the top.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush
from typing import Any

from desk.domain.tickets import GRACE_CALLS, Priority, TicketState


@dataclass(slots=True, eq=False)
class WaitingPlace:
    """One ticket as the history tells of it; `stamp` counts its comings and goings."""

    number: str
    service: str
    priority: Priority
    arrived: int
    taken_at: datetime
    slot: datetime | None
    state: TicketState = TicketState.WAITING
    window: str | None = None
    for_window: str | None = None
    returned: int = 0
    stamp: int = 0


class _Heap:
    """Places by a key; those that left are passed over."""

    def __init__(self) -> None:
        self._heap: list[tuple[Any, int, int, WaitingPlace]] = []

    def add(self, key: Any, place: WaitingPlace) -> None:
        heappush(self._heap, (key, place.arrived, place.stamp, place))

    def top(self) -> WaitingPlace | None:
        while self._heap:
            _, _, stamp, place = self._heap[0]
            if stamp == place.stamp:
                return place
            heappop(self._heap)
        return None


@dataclass(slots=True)
class _Row:
    """The waiting of one service; `calls` are the numbers of the events that called any."""

    everybody: _Heap = field(default_factory=_Heap)
    priority: _Heap = field(default_factory=_Heap)
    slots: _Heap = field(default_factory=_Heap)
    grace: dict[int, WaitingPlace] = field(default_factory=dict)
    calls: list[int] = field(default_factory=list)


class WaitingRows:
    """The rows of all services, and beside them who waits for one window only."""

    def __init__(self, services: Iterable[str]) -> None:
        self._rows = {code: _Row() for code in services}
        self._of_window: dict[str, dict[int, WaitingPlace]] = {}

    def enter(self, place: WaitingPlace) -> None:
        """It waits, in the row in which it belongs now."""
        place.stamp += 1
        if place.for_window is not None:
            self._of_window.setdefault(place.for_window, {})[place.arrived] = place
            return
        row = self._rows[place.service]
        if self.still_to_pass(place):
            row.grace[place.arrived] = place
        elif place.slot is not None:
            row.slots.add(place.slot, place)
        else:
            row.everybody.add(place.arrived, place)
            if place.priority is Priority.PRIORITY:
                row.priority.add(place.arrived, place)

    def leave(self, place: WaitingPlace) -> None:
        """It waits no more."""
        place.stamp += 1
        if place.for_window is not None:
            self._of_window.get(place.for_window, {}).pop(place.arrived, None)
        self._rows[place.service].grace.pop(place.arrived, None)

    def count_call(self, service: str, seq: int) -> None:
        """A ticket of this service was called: who came back lets one less pass."""
        row = self._rows[service]
        row.calls.append(seq)
        for place in [p for p in row.grace.values() if not self.still_to_pass(p)]:
            del row.grace[place.arrived]
            self.enter(place)

    def still_to_pass(self, place: WaitingPlace) -> int:
        """How many calls of its service a ticket that came back lets pass before its turn."""
        if not place.returned:
            return 0
        calls = self._rows[place.service].calls
        return max(0, GRACE_CALLS - (len(calls) - bisect_right(calls, place.returned)))

    def oldest(
        self, services: Mapping[str, int], window: str, *, priority: bool
    ) -> Iterator[WaitingPlace]:
        """Of each service who came first and has a turn: of all, or of those with priority."""
        for code in services:
            row = self._rows[code]
            place = (row.priority if priority else row.everybody).top()
            if place is not None:
                yield place
        for place in self._waiting_for(window, services):
            meant = not priority or place.priority is Priority.PRIORITY
            if meant and place.slot is None and not self.still_to_pass(place):
                yield place

    def appointments(self, services: Mapping[str, int], window: str) -> Iterator[WaitingPlace]:
        """Of each service the appointment with the first slot."""
        for code in services:
            place = self._rows[code].slots.top()
            if place is not None:
                yield place
        for place in self._waiting_for(window, services):
            if place.slot is not None and not self.still_to_pass(place):
                yield place

    def in_grace(self, services: Mapping[str, int], window: str) -> Iterator[WaitingPlace]:
        """Who came back and still lets others pass."""
        for code in services:
            yield from self._rows[code].grace.values()
        for place in self._waiting_for(window, services):
            if self.still_to_pass(place):
                yield place

    def _waiting_for(self, window: str, services: Mapping[str, int]) -> list[WaitingPlace]:
        mine = self._of_window.get(window)
        return [p for p in mine.values() if p.service in services] if mine else []
