"""The people of a simulated hall: citizens at the kiosk, and a clerk at every window.

They use the hall only through `HallQueue`, as kiosks and windows do.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from desk.domain.failures import Failure
from desk.domain.tickets import (
    HallOverview,
    Service,
    Ticket,
    TicketState,
    Window,
)
from desk.hall import HallQueue
from desk.hall.failures import AppointmentOver, NotMissed, TicketClosed, TicketNotHere
from desk.simulate.loop import Loop
from desk.simulate.people import BETWEEN_CALLS_S, Arrival, Day, Fate, fate, mean_s

CALL_AGAIN_S = 35.0
MAX_CALLS = 3
"""A clerk calls a number so often, the first call included, before it is set to no-show."""

LUNCH = timedelta(minutes=45)
SHORT_BREAK_S = (480.0, 900.0)
GLANCE_S = 5.0
"""How often a clerk with nobody to call looks again when the clerks are processes."""


@dataclass(slots=True)
class Floor:
    """The hall in which everybody acts, and what they saw.

    `glancing` clerks look for themselves whether somebody waits; others are woken for everybody
    who comes to wait.
    """

    queue: HallQueue
    loop: Loop
    seed: int
    services: tuple[Service, ...]
    windows: tuple[Window, ...]
    day: Day
    glancing: bool = False
    idle: dict[str, Callable[[], None]] = field(default_factory=dict)
    called: list[tuple[str, str]] = field(default_factory=list)
    turned_away: list[str] = field(default_factory=list)
    promises: dict[str, "Promise"] = field(default_factory=dict)

    def waits(self, ticket: Ticket) -> None:
        """Wake an idle clerk who can call the ticket that has just come to wait."""
        for window in self.windows:
            meant = ticket.for_window in (None, window.code)
            if meant and window.code in self.idle and window.rank(ticket.service.code) is not None:
                self.loop.after(2.0, self.idle.pop(window.code))
                return


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody was told who took a number: seconds, by the hall and by a rule of thumb.

    `by_service` is those who wait for the service times its mean time divided by the windows
    open for it; `by_hall` the same for the hall as one row.
    """

    expected_s: int | None
    by_service: float
    by_hall: float


class SimulatedCitizens:
    """Everybody who comes in, and what they do until they are called."""

    def __init__(self, floor: Floor, *, ask: bool = True) -> None:
        self._floor = floor
        self._ask = ask

    def plan(self) -> None:
        """They will come when the day says so; appointments are booked before."""
        codes: dict[tuple[str, datetime], list[str]] = {}
        for one in self._floor.day.booked:
            booked = self._floor.queue.book(one.service, one.slot)
            codes.setdefault((one.service, one.slot), []).append(booked.code)
        for arrival in self._floor.day.arrivals:
            if arrival.slot is not None:
                code = codes[(arrival.service, arrival.slot)].pop()
                self._floor.loop.at(arrival.at, partial(self._check_in, arrival, code))
            else:
                self._floor.loop.at(arrival.at, partial(self._take, arrival))

    def _check_in(self, arrival: Arrival, code: str) -> None:
        try:
            self._floor.waits(self._floor.queue.check_in(code))
        except AppointmentOver:
            self._take(Arrival(arrival.at, arrival.service))

    def _take(self, arrival: Arrival) -> None:
        floor = self._floor
        before = floor.queue.overview() if self._ask else None
        try:
            ticket = floor.queue.take(arrival.service, arrival.priority)
        except Failure as refused:
            floor.turned_away.append(refused.sentence)
            return
        if before is not None:
            floor.promises[ticket.id] = self._promise(before, ticket)
        if arrival.leaves_after_s is not None:
            floor.loop.after(arrival.leaves_after_s, lambda: self._leave(ticket))
        floor.waits(ticket)

    def _promise(self, before: HallOverview, ticket: Ticket) -> Promise:
        """Rules of thumb know the true mean, which no hall does."""
        floor = self._floor
        outlook = next(o for o in before.services if o.service.code == ticket.service.code)
        means = {s.code: mean_s(floor.services, s.code) for s in floor.services}
        everybody_s = sum(o.waiting * means[o.service.code] for o in before.services)
        windows = max(o.windows_open for o in before.services)
        return Promise(
            floor.queue.expected_wait_of(ticket.id),
            outlook.waiting * means[ticket.service.code] / max(1, outlook.windows_open),
            everybody_s / max(1, windows),
        )

    def _leave(self, ticket: Ticket) -> None:
        if self._floor.queue.ticket(ticket.id).state is TicketState.WAITING:
            with suppress(TicketClosed):
                self._floor.queue.cancel(ticket.id)


class SimulatedClerk:
    """One window through one day: opens, calls, serves, pauses, and goes home last of all."""

    def __init__(self, floor: Floor, window: Window, place: int) -> None:
        self._floor = floor
        self._queue = floor.queue
        self._window = window
        self._code = window.code
        self._person = f"clerk-{window.code}"
        self._dice = random.Random(f"{floor.seed}/{floor.day.opens:%j}/window {window.code}")
        self._haste = max(0.6, self._dice.gauss(1.0, 0.12))
        self._breaks = self._plan_breaks(place)
        self._away = 0
        self._back: list[str] = []

    def plan(self) -> None:
        """The window opens with the doors."""
        self._floor.loop.at(self._floor.day.opens, self._open)

    def _plan_breaks(self, place: int) -> list[tuple[datetime, float, str]]:
        opens = self._floor.day.opens
        lunch = opens + timedelta(hours=2, minutes=45) + (place % 2) * LUNCH
        rest = opens + timedelta(hours=self._dice.uniform(5, 6.5))
        return [
            (lunch, LUNCH.total_seconds(), "午餐"),
            (rest, self._dice.uniform(*SHORT_BREAK_S), "暂离"),
        ]

    def _open(self) -> None:
        self._queue.open_window(self._code, self._person)
        self._go_on()

    def _go_on(self) -> None:
        """Call the next a moment later, as people do."""
        self._floor.loop.after(self._dice.uniform(*BETWEEN_CALLS_S), self._call)

    def _call(self) -> None:
        now = self._floor.loop.now
        if self._breaks and now >= self._breaks[0][0]:
            _, length_s, reason = self._breaks.pop(0)
            self._queue.pause_window(self._code, self._person, reason)
            self._floor.loop.after(length_s, self._open)
            return
        if self._back:
            self._resume(self._back.pop(0))
            return
        ticket = self._queue.call_next(self._code, self._person)
        if ticket is not None:
            self._floor.called.append((ticket.id, self._code))
            self._meet(ticket)
        elif now >= self._floor.day.closes and not self._away:
            self._queue.close_window(self._code, self._person)
        elif self._floor.glancing:
            self._floor.loop.after(GLANCE_S, self._call)
        else:
            self._floor.idle[self._code] = self._call
            if self._breaks:
                self._floor.loop.at(max(now, self._breaks[0][0]), self._look_up)
            self._floor.loop.at(max(now, self._floor.day.closes), self._look_up)

    def _look_up(self) -> None:
        """An idle clerk's break or evening has come."""
        if self._floor.idle.pop(self._code, None) is not None:
            self._call()

    # -- one visit

    def _meet(self, ticket: Ticket) -> None:
        lot = fate(
            self._floor.seed,
            ticket.number,
            ticket.called_at or self._floor.loop.now,
            mean_s(self._floor.services, ticket.service.code) * self._haste,
            again=ticket.served_s > 0,
        )
        if lot.comes:
            self._floor.loop.after(lot.walk_s, lambda: self._serve(ticket, lot))
        else:
            self._floor.loop.after(CALL_AGAIN_S, lambda: self._call_again(ticket, lot, 1))

    def _call_again(self, ticket: Ticket, lot: Fate, calls: int) -> None:
        with suppress(TicketClosed):
            if calls < MAX_CALLS:
                self._queue.recall(ticket.id, self._code, self._person)
                again = calls + 1
                self._floor.loop.after(CALL_AGAIN_S, lambda: self._call_again(ticket, lot, again))
                return
            self._queue.no_show(ticket.id, self._code, self._person)
            if lot.comes_back_s is not None and self._floor.loop.now < self._floor.day.closes:
                self._floor.loop.after(lot.comes_back_s, lambda: self._return(ticket))
        self._go_on()

    def _return(self, ticket: Ticket) -> None:
        with suppress(NotMissed, TicketClosed):
            self._floor.waits(self._queue.return_to_row(ticket.number))

    def _serve(self, ticket: Ticket, lot: Fate) -> None:
        try:
            self._queue.serve(ticket.id, self._code, self._person)
        except TicketClosed:  # the citizen left meanwhile
            self._go_on()
            return
        part = 0.4 if lot.on_hold_s or lot.handed_on else 1.0
        self._floor.loop.after(lot.served_s * part, lambda: self._end(ticket, lot))

    def _end(self, ticket: Ticket, lot: Fate) -> None:
        before_closing = self._floor.loop.now < self._floor.day.closes
        if lot.on_hold_s is not None and before_closing:
            self._queue.hold(ticket.id, self._code, self._person)
            self._away += 1
            self._floor.loop.after(lot.on_hold_s, lambda: self._is_back(ticket.id))
        elif lot.handed_on is not None and before_closing:
            self._floor.waits(self._hand_on(ticket, lot.handed_on))
        else:
            self._queue.finish(ticket.id, self._code, self._person)
        self._go_on()

    def _hand_on(self, ticket: Ticket, to: str) -> Ticket:
        others = [s.code for s in self._floor.services if s.code != ticket.service.code]
        windows = [w.code for w in self._floor.windows if w.rank(ticket.service.code) is not None]
        at = (ticket.id, self._code, self._person)
        if to == "service" and others:
            return self._queue.transfer(*at, to_service=self._dice.choice(others))
        return self._queue.transfer(*at, to_window=self._dice.choice(windows))

    # -- on hold

    def _is_back(self, ticket_id: str) -> None:
        self._away -= 1
        self._back.append(ticket_id)
        self._look_up()

    def _resume(self, ticket_id: str) -> None:
        with suppress(TicketClosed, TicketNotHere):
            ticket = self._queue.resume(ticket_id, self._code, self._person)
            left_s = self._dice.uniform(120, 300)
            self._floor.loop.after(left_s, lambda: self._finish(ticket))
            return
        self._go_on()

    def _finish(self, ticket: Ticket) -> None:
        self._queue.finish(ticket.id, self._code, self._person)
        self._go_on()
