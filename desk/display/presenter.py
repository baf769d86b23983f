"""The presenter of the hall's screen: snapshots and events of the hall in, one state out.

A call reaches the screen by its event, before the hall is looked at again; looking at the hall
brings the rest, and any call that no event told of. Each call is known by its number and its
place in the hall's history, so that it does not matter which of the two comes first.

One number is large at a time. With a voice it is the one that is being spoken; without one each
stays for `HOLD_S` at least. A number whose citizen is at the window already is no longer called.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from desk.domain.clock import Clock, utc_now
from desk.domain.failures import Failure
from desk.domain.tickets import (
    Call,
    Event,
    HallOverview,
    ServiceOutlook,
    TicketEvent,
    TicketMove,
)
from desk.presenter import Presenter

HOLD_S = 5.0
"""How long a number stays large at least while others are waiting for that, in seconds."""

PATIENCE_S = 40.0
"""How long a number waits for a voice that says nothing, in seconds, before it is shown."""

FRESH_S = 60.0
"""A call that is older than this, in seconds, when it becomes known is shown and not spoken."""

STALE_S = 12.0
"""The screen counts as out of date when the hall was last seen longer ago than this, in seconds."""

LINGER_S = 60.0
"""How long the last number stays on the screen once the day is closed, in seconds."""

KEPT_CALLS = 40
"""So many numbers are remembered."""

_STAYS = {TicketMove.TAKEN, TicketMove.CALLED, TicketMove.RECALLED, TicketMove.UNKNOWN}
_LEFT = frozenset(TicketMove) - _STAYS


class Speaker(Protocol):
    """Says calls aloud, one after the other; tells `DisplayPresenter.speaking` which."""

    def announce(self, number: str, window: str) -> None:
        """Call `number` to `window` after all that wait."""

    def withdraw(self, number: str) -> None:
        """Stop calling `number`."""


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """How many wait for a service, and how many minutes a newcomer would; None when unknown."""

    name: str
    waiting: int
    minutes: int | None
    gives_tickets: bool


@dataclass(frozen=True, slots=True)
class DisplayState:
    """The screen. `now` is the hall's local time; `recent` are calls, newest first.

    `as_of` is the moment up to which the screen is right, when that is longer ago than a look
    at the hall takes; `trouble` says why the hall was not seen.
    """

    now: datetime
    floor: str = ""
    hall: str = ""
    call: Call | None = None
    recent: tuple[Call, ...] = ()
    services: tuple[ServiceLine, ...] = ()
    closed: bool = False
    seen: bool = False
    as_of: datetime | None = None
    trouble: Failure | None = None


class DisplayPresenter(Presenter[DisplayState]):
    """Follows the hall for one screen. Everything is called on one thread."""

    def __init__(
        self,
        *,
        floor: str = "",
        services: Iterable[str] = (),
        windows: Iterable[str] = (),
        speaker: Speaker | None = None,
        steady: Callable[[], float] = time.monotonic,
        wall: Clock = utc_now,
    ) -> None:
        """`floor` is written beside the hall's name.

        With `services` only their lines are shown, in this order; with `windows` only calls to
        them are shown and spoken. `steady` counts seconds and is never set back; `wall` is this
        machine's clock, used until the hall's own is known.
        """
        self._services = tuple(services)
        self._windows = frozenset(windows)
        self._speaker = speaker
        self._steady = steady
        self._clock_at = steady()
        self._clock = wall().astimezone()
        self._directions: Mapping[str, int | None] = {}
        self._calls: dict[str, Call] = {}
        self._pending: list[str] = []
        self._current: str | None = None
        self._speaking = False
        self._day: date | None = None
        self._shown_at = self._seen_at = -float("inf")
        self._failure: Failure | None = None
        super().__init__(DisplayState(self._minute(), floor=floor), lambda _failure: None)

    def see(self, overview: HallOverview, directions: Mapping[str, int | None]) -> None:
        """Take in a snapshot of the hall; `directions` tells where its windows lie."""
        first = not self.state.seen
        self._directions = directions
        self._clock_at = self._seen_at = self._steady()
        self._clock = overview.local_time
        self._failure = None
        if self._day not in (None, self._clock.date()):
            self._forget()
        self._day = self._clock.date()
        self._learn(overview.calls, quiet=first)
        if first and overview.day_closed:
            self._current = None
        self._tell(
            hall=overview.hall_name,
            services=tuple(map(_line, self._chosen(overview))),
            closed=overview.day_closed,
            seen=True,
        )

    def happened(self, events: Iterable[Event]) -> None:
        """Take in new events of the hall."""
        for event in events:
            if not isinstance(event, TicketEvent):
                continue
            if event.move in (TicketMove.CALLED, TicketMove.RECALLED) and event.window:
                self._learn([self._call_of(event, event.window)])
            elif event.move in _LEFT:
                self._leave(event.number)
        self._tell()

    def speaking(self, number: str | None) -> None:
        """Note that the voice begins to call `number`, or has ended."""
        self._speaking = number is not None
        if number is not None and number in self._calls:
            self._enlarge(number)
        self._tell()

    def away(self, failure: Failure) -> None:
        """Note that the hall could not be read."""
        known = self._failure
        if known is None or (type(known), known.facts) != (type(failure), failure.facts):
            self._failure = failure
        self._tell()

    def tick(self) -> None:
        """Update what depends on time; call it some times a second."""
        stood = self._steady() - self._shown_at
        limit = HOLD_S if self._speaker is None else PATIENCE_S
        if self._pending and stood >= limit:
            self._enlarge(self._pending[0])
        elif self.state.closed and not self._speaking and stood >= LINGER_S:
            self._current = None
        self._tell()

    def _learn(self, calls: Iterable[Call], *, quiet: bool = False) -> None:
        """Take in calls; those that are new wait for the large place, and for the voice.

        When all are older than `FRESH_S`, or `quiet`, the newest is large at once.
        """
        known = self._calls
        latest = max((call.seq for call in known.values()), default=0)
        for call in sorted(calls, key=lambda call: call.seq):
            if self._windows and call.window not in self._windows:
                continue
            before = known.get(call.number)
            if before is not None and before.seq >= call.seq:
                if before.seq == call.seq:
                    known[call.number] = call
                continue
            known[call.number] = call
            if not quiet and (self._now() - call.at).total_seconds() <= FRESH_S:
                self._line_up(call)
            elif call.seq > latest and not self._pending and not self._speaking:
                self._current = call.number
        for number in sorted(known, key=lambda number: known[number].seq)[:-KEPT_CALLS]:
            if number not in self._pending and number != self._current:
                del known[number]

    def _line_up(self, call: Call) -> None:
        if self._speaker is not None:
            self._speaker.announce(call.number, call.window)
        if call.number in self._pending:
            return
        if call.number == self._current:
            self._shown_at = self._steady()
            return
        stood = self._steady() - self._shown_at
        if self._pending or self._speaking or stood < HOLD_S:
            self._pending.append(call.number)
        else:
            self._enlarge(call.number)

    def _enlarge(self, number: str) -> None:
        if number in self._pending:
            self._pending.remove(number)
        self._current = number
        self._shown_at = self._steady()

    def _leave(self, number: str) -> None:
        if number in self._pending:
            self._pending.remove(number)
        if self._speaker is not None and number in self._calls:
            self._speaker.withdraw(number)

    def _forget(self) -> None:
        """Begin a new day: numbers start again."""
        self._calls.clear()
        self._pending.clear()
        self._current = None

    def _call_of(self, event: TicketEvent, window: str) -> Call:
        before = self._calls.get(event.number)
        calls = before.calls + 1 if before is not None and before.seq < event.seq else 1
        direction = self._directions.get(window)
        return Call(event.seq, event.number, window, event.at, calls, direction)

    def _chosen(self, overview: HallOverview) -> Iterable[ServiceOutlook]:
        if not self._services:
            return overview.services
        by_code = {outlook.service.code: outlook for outlook in overview.services}
        return [by_code[code] for code in self._services if code in by_code]

    def _tell(self, **changed: object) -> None:
        newest_first = sorted(self._calls.values(), key=lambda call: -call.seq)
        old = self._steady() - self._seen_at > STALE_S or self._failure is not None
        state = replace(
            self.state,
            now=self._minute(),
            call=self._calls.get(self._current) if self._current else None,
            recent=tuple(call for call in newest_first if call.number != self._current),
            trouble=self._failure,
            **changed,  # type: ignore[arg-type]
        )
        seen = self._clock.replace(microsecond=0)
        self.show(replace(state, as_of=seen if old and state.seen else None))

    def _now(self) -> datetime:
        return self._clock + timedelta(seconds=self._steady() - self._clock_at)

    def _minute(self) -> datetime:
        return self._now().replace(second=0, microsecond=0)


def _line(outlook: ServiceOutlook) -> ServiceLine:
    minutes = None if outlook.expected_s is None else -(-outlook.expected_s // 60)
    return ServiceLine(outlook.service.name, outlook.waiting, minutes, outlook.gives_tickets)
