"""How long somebody who takes a number now will wait: the queue played forward.

The model, in the order in which it is played:

- Every open window that is with a citizen is free again when it has been kept for as long as
  recent calls of that service were (`desk.hall.service_times`). Of several busy windows one is
  done soon and one late, as recent calls were short and long; never is it the mean for all.
- A window that has been free for three minutes while somebody waited for it is not there; it
  counts all the same when no other serves a service. One that is closed never counts; one that
  is paused helps the others when it has been paused for as long as recent breaks were.
- Whenever a window is free it calls whose turn it is, and is kept for the mean time of that
  service and the pause after it. Who does not come is in that mean as the short call he is.
- An appointment that was booked and not checked in takes its turn in its slot, at four fifths:
  one in five does not come.
- Whoever takes a number with priority later on goes ahead. As many as came in the last half hour
  are expected: a call takes longer by their share.
- The wait of a service is over when a window would call the number taken now.

The order is that of `desk.hall.next_ticket`, worked out more cheaply: one pass for all services
and windows, where a number of service A does not hold up one of service B that would be taken now;
and a missed ticket that came back goes behind the first three of its row at once.

Not foreseen: windows that open, close or go to lunch later, citizens who leave.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from heapq import heapify, heappop, heapreplace
from itertools import chain
from math import inf
from typing import NamedTuple

from desk.domain.tickets import GRACE_CALLS, SLOT_GRACE, Priority, WindowStanding
from desk.hall.next_ticket import HEAD_START, SHARE
from desk.hall.state import HallState, WindowRecord

HEAD_START_S = HEAD_START.total_seconds()

AWAY_S = 180
"""A window that was free so long while somebody waited for it is not there, in seconds."""

COMES = 0.8
"""The share of booked appointments that are kept."""

LOOK_BACK_S = 1_800
"""Over what time arrivals of priority are counted, in seconds."""

MOST_AHEAD = 1 / SHARE
"""At most so large a part of the calls goes to priority that comes later."""

GOLDEN = 0.618034
"""Multiples of it, modulo 1, fill the space between 0 and 1 evenly, however many there are."""


class Waiting(NamedTuple):
    """One who waits; times are POSIX seconds, `share` is how much of a call is expected."""

    id: str
    service: str
    priority: bool
    since: float
    slot: float = 0.0
    share: float = 1.0


Line = deque[Waiting]


@dataclass(slots=True)
class _Row:
    """The waiting of one service; or those of them who wait for one window only."""

    others: Line = field(default_factory=deque)
    priority: Line = field(default_factory=deque)
    slots: Line = field(default_factory=deque)
    booked: Line = field(default_factory=deque)


class _Turn(NamedTuple):
    """The line whose first is called now; `key` is when he counts as come."""

    key: float
    line: Line


def expected_waits(state: HallState, at: datetime) -> dict[str, int | None]:
    """Seconds by service code; None for a service that no open window serves."""
    return _Forward(state, at).waits()


def expected_wait_of(state: HallState, at: datetime, ticket_id: str) -> int | None:
    """Seconds from `at` until this ticket is called; None when nobody would call it."""
    return _Forward(state, at).wait_of(ticket_id)


class _Forward:
    """The hall as it will go on when nothing new happens."""

    def __init__(self, state: HallState, at: datetime) -> None:
        self._now = at.timestamp()
        self._state = state
        self._times = state.times
        self._calls_s = {code: state.times.call_s(code) for code in state.services}
        self._rows = {code: _Row() for code in state.services}
        self._of_window: dict[tuple[str, str], _Row] = {}
        self._recent = [priority is Priority.PRIORITY for priority in state.recent()]
        self._fill(at)
        self._serves = {code: self._rows_of(code) for code in state.windows}
        self._wanted: set[str] = set()
        self._free = self._when_free(at)
        self._stretch = self._ahead_later(at)

    def waits(self) -> dict[str, int | None]:
        """By service: how long until a number taken now is called."""
        waits: dict[str, int | None] = dict.fromkeys(self._state.services)
        wanted = set(self._wanted)
        for at, window, turn in self._calls():
            key = turn.key if turn else inf
            for code, rank_s, _ in self._serves[window]:
                if code in wanted and self._now + rank_s < key:
                    wanted.discard(code)
                    waits[code] = self._from_now(at)
            if not wanted:
                break
        return waits

    def wait_of(self, ticket_id: str) -> int | None:
        """How long until this ticket is called."""
        for at, _, turn in self._calls():
            if turn and turn.line[0].id == ticket_id:
                return self._from_now(at)
        return None

    def _from_now(self, at: float) -> int:
        return round(max(0.0, at - self._now))

    def _calls(self) -> Iterator[tuple[float, str, _Turn | None]]:
        """One call after the other: when, at which window, and whose turn it is there."""
        free = self._free
        while free:
            at, window = free[0]
            turn = self._turn(window, at)
            yield at, window, turn
            if turn is None:
                heappop(free)
                continue
            called = turn.line.popleft()
            self._recent = [called.priority, *self._recent[: SHARE - 2]]
            kept_s = self._calls_s[called.service] * self._stretch * called.share
            heapreplace(free, (at + kept_s, window))

    def _turn(self, window: str, at: float) -> _Turn | None:
        serves = self._serves[window]
        due = [
            line
            for _, _, row in serves
            for line in (row.slots, row.booked)
            if line and line[0].slot <= at
        ]
        if due:
            return _Turn(-inf, min(due, key=lambda line: line[0].slot))
        heads = [
            _Turn(row.priority[0].since + rank_s, row.priority)
            for _, rank_s, row in serves
            if row.priority
        ]
        if heads and not any(self._recent):
            return _Turn(-inf, min(heads, key=_key).line)
        heads += [
            _Turn(row.others[0].since + rank_s, row.others)
            for _, rank_s, row in serves
            if row.others
        ]
        if heads:
            return min(heads, key=_key)
        early = [row.slots for _, _, row in serves if row.slots]
        return _Turn(inf, min(early, key=lambda line: line[0].slot)) if early else None

    # -- how the hall stands now

    def _rows_of(self, window: str) -> list[tuple[str, float, _Row]]:
        """What a window serves: code, head start in seconds, and the row."""
        ranks = self._state.windows[window].serves or [(c, 0) for c in self._rows]
        serves = {c: rank * HEAD_START_S for c, rank in ranks if c in self._rows}
        return [
            *((c, rank_s, self._rows[c]) for c, rank_s in serves.items()),
            *((c, serves[c], row) for (w, c), row in self._of_window.items() if w == window),
        ]

    def _fill(self, at: datetime) -> None:
        day = self._state.day_at(at)
        back: list[tuple[_Row, Waiting]] = []
        for ticket in self._state.waiting() if day == self._state.day else ():
            first = ticket.priority is Priority.PRIORITY
            begins = ticket.slot.timestamp() if ticket.slot else 0.0
            waiting = Waiting(
                ticket.id, ticket.service_code, first, ticket.taken_at.timestamp(), begins
            )
            row = self._rows[ticket.service_code]
            if ticket.for_window is not None:
                place = (ticket.for_window, ticket.service_code)
                row = self._of_window.setdefault(place, _Row())
            if ticket.slot:
                row.slots.append(waiting)
            elif ticket.returned:
                back.append((row, waiting))
            else:
                (row.priority if first else row.others).append(waiting)
        for row, waiting in back:
            row.others.insert(min(GRACE_CALLS, len(row.others)), waiting)
        self._expect_booked(at, day)
        for row in chain(self._rows.values(), self._of_window.values()):
            row.slots = deque(sorted(row.slots, key=lambda w: w.slot))

    def _expect_booked(self, at: datetime, day: date) -> None:
        booked = sorted(
            (one.slot, one.service_code)
            for one in self._state.appointments.values()
            if one.day == day and one.ticket_id is None and one.slot > at - SLOT_GRACE
        )
        for slot, service in booked:
            begins = max(slot.timestamp(), self._now)
            self._rows[service].booked.append(
                Waiting("", service, False, begins, begins, share=COMES)
            )

    def _when_free(self, now: datetime) -> list[tuple[float, str]]:
        """A heap of the windows that are there or come back, by when each is free."""
        there: list[tuple[float, str]] = []
        away: list[tuple[float, str]] = []
        paused: list[tuple[float, str]] = []
        pause_s = self._times.pause_s()
        standing = {
            code: self._state.window_records.get(code, WindowRecord()).standing
            for code in self._state.windows
        }
        open_now = [code for code in standing if standing[code] is not WindowStanding.CLOSED]
        for place, code in enumerate(open_now):
            ticket = self._state.at_window(code)
            part = (place * GOLDEN + 0.5) % 1
            if standing[code] is WindowStanding.PAUSED:
                paused.append((self._now + self._times.back_s(code, now, part), code))
            elif ticket is not None and ticket.called_at is not None:
                spent_s = max(0.0, self._now - ticket.called_at.timestamp())
                left_s = self._times.left_s(ticket.service_code, spent_s, part)
                there.append((self._now + left_s + pause_s, code))
            else:
                free_s = self._now - (self._times.seen_at(code) or 0.0)
                is_away = min(free_s, self._longest_wait(code)) > AWAY_S
                ready = self._now + max(0.0, pause_s - free_s)
                (away if is_away else there).append((ready, code))
        served = self._served_by(there)
        there += [one for one in away if self._served_by([one]) - served]
        self._wanted = self._served_by(there)
        there += [one for one in paused if self._served_by([one]) & self._wanted]
        heapify(there)
        return there

    def _served_by(self, windows: Iterable[tuple[float, str]]) -> set[str]:
        return {code for _, window in windows for code, _, _ in self._serves[window]}

    def _longest_wait(self, window: str) -> float:
        """How long the one who came first has waited who could be called here."""
        waiting = [
            line[0].since
            for _, _, row in self._serves[window]
            for line in (row.others, row.priority)
            if line
        ]
        return self._now - min(waiting, default=self._now)

    def _ahead_later(self, now: datetime) -> float:
        """By how much calls seem to take longer, because priority comes later and goes ahead."""
        if not self._free:
            return 1.0
        mean_s = sum(self._calls_s.values()) / max(1, len(self._calls_s))
        part = self._times.priority_per_s(now, LOOK_BACK_S) * mean_s / len(self._free)
        return 1 / (1 - min(MOST_AHEAD, part))


def _key(turn: _Turn) -> float:
    return turn.key
