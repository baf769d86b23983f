"""A history in which everything happens that may happen in a hall, made on a real store."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from desk.domain.failures import Failure
from desk.domain.tickets import Event, Outcome, Priority, Ticket, TicketState, Window
from desk.hall import HallQueue, create_hall, open_hall, sqlite_url
from tests.hall.halls import SERVICES, Clock

WINDOWS = (
    Window("1"),
    Window("2", serves=(("A", 0), ("B", 1), ("C", 2))),
    Window("3", serves=(("B", 0), ("C", 0))),
    Window("4", serves=(("D", 0), ("A", 1))),
    Window("5", serves=(("C", 0),)),
)
CLERK = "weili"


def wander(
    folder: Path,
    steps: int,
    seed: int,
    watch: Callable[[str, HallQueue, Clock], None] = lambda url, queue, clock: None,
) -> tuple[str, list[Event], Clock]:
    """Do `steps` random things in a new hall over two days: its URL, history and clock.

    `watch` is called after each of them.
    """
    clock = Clock()
    url = sqlite_url(folder / "hall.db")
    create_hall(url, "NN01", "南宁市民中心", SERVICES, WINDOWS, clock=clock)
    with open_hall(url, clock=clock) as queue:
        walk = _Walk(queue, clock, random.Random(seed))
        for step in range(steps):
            if step == steps // 2:
                clock.pass_by(days=1)
            walk.step()
            watch(url, queue, clock)
        events = queue.events_since(0)
        assert queue.project() == queue.standings()
    return url, events, clock


class _Walk:
    def __init__(self, queue: HallQueue, clock: Clock, dice: random.Random) -> None:
        self.queue, self.clock, self.dice = queue, clock, dice
        self.at: dict[str, Ticket] = {}
        self.last: list[Ticket] = []

    def step(self) -> None:
        self.clock.pass_by(seconds=self.dice.choice([0, 5, 20, 90]))
        acts = [self.take] * 6 + [self.work] * 14 + [self.check_in, self.come_back, self.stand]
        with suppress(Failure):  # some of it is refused, and a refusal changes nothing
            self.dice.choice(acts)()

    def take(self) -> None:
        priority = self.dice.choice([Priority.NORMAL] * 3 + [Priority.PRIORITY])
        self.last.append(self.queue.take(self.dice.choice("ABCD"), priority))

    def check_in(self) -> None:
        slot = self.clock.now + timedelta(minutes=self.dice.randrange(-14, 40))
        booked = self.queue.book(self.dice.choice("ABCD"), slot)
        self.last.append(self.queue.check_in(booked.code))

    def stand(self) -> None:
        code = self.dice.choice(WINDOWS).code
        if self.dice.random() < 0.3:
            self.queue.pause_window(code, CLERK, "午休")
        else:
            self.queue.open_window(code, CLERK)

    def come_back(self) -> None:
        """One of the last tickets, wherever it stands, does something."""
        if not self.last:
            return
        ticket = self.queue.ticket(self.dice.choice(self.last[-6:]).id)
        window = self.dice.choice(WINDOWS).code
        if ticket.state is TicketState.NO_SHOW and self.dice.random() < 0.8:
            self.queue.return_to_row(ticket.number)
        elif ticket.state is TicketState.ON_HOLD:
            self.queue.resume(ticket.id, window, CLERK)
            self.at[window] = ticket
        elif ticket.state is TicketState.WAITING and self.dice.random() < 0.5:
            self.queue.cancel(ticket.id)
        else:
            self.called(self.queue.call(ticket.number, window, CLERK))

    def called(self, ticket: Ticket) -> None:
        self.at[ticket.window or ""] = ticket

    def work(self) -> None:
        """A window goes on: calls the next, or goes on with whom it has."""
        window = self.dice.choice(WINDOWS).code
        has = self.at.get(window)
        ticket = self.queue.ticket(has.id) if has else None
        if ticket is None or ticket.window != window:
            turn = self.queue.call_next(window, CLERK)
            if turn is not None:
                self.called(turn)
            return
        q, id_ = self.queue, ticket.id
        if ticket.state is TicketState.CALLED:
            act = self.dice.choice([q.recall, q.serve, q.serve, q.serve, q.no_show])
            act(id_, window, CLERK)
        else:
            self.send_on(ticket, window)
        if act_over(q.ticket(id_).state):
            self.last.append(self.at.pop(window))

    def send_on(self, ticket: Ticket, window: str) -> None:
        kind, dice = self.dice.random(), self.dice
        to_window = dice.choice(WINDOWS[:2]).code
        if ticket.taken_at.date() < self.clock.now.date():
            self.queue.finish(ticket.id, window, CLERK)
        elif kind < 0.1:
            self.queue.hold(ticket.id, window, CLERK)
        elif kind < 0.14:
            dice.choice([self.queue.recall, self.queue.no_show])(ticket.id, window, CLERK)
        elif kind < 0.18:
            self.queue.send_back(ticket.id, window, CLERK)
        elif kind < 0.2:
            self.queue.transfer(ticket.id, window, CLERK, to_service=dice.choice("ABCD"))
        elif kind < 0.3:
            self.queue.transfer(ticket.id, window, CLERK, to_window=to_window)
        else:
            outcome = dice.choice([None, None, *Outcome])
            self.queue.finish(ticket.id, window, CLERK, outcome=outcome)


def act_over(state: TicketState) -> bool:
    """Whether a window is free of a ticket in this state."""
    return state not in (TicketState.CALLED, TicketState.SERVING)
