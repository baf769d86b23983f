"""The processes: clerks at windows and citizens at kiosks, each with a queue of its own.

A clerk takes whatever the dice say: most citizens are served, some are missed and come back,
some are handed on, set aside or leave. What the hall did not answer is asked again with the same
command until it is answered; so does the process that takes the place of one that was killed,
and goes on with the ticket that stands at its window.
"""

import os
import random
import time
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from desk.domain.failures import Failure
from desk.domain.tickets import HallSnapshot, Priority, Ticket, TicketState, WindowStanding
from desk.hall import HallQueue, open_hall
from desk.hall.failures import HallBusy, HallUnreachable
from tests.faults.hall.ledger import Ledger, unanswered
from tests.hall.halls import SERVICES
from tests.postgres import shared_keyring

PATIENCE_S = 120.0
"""How long one wish is asked again before the process gives up and the command fails."""

AGAIN_S = 0.1
"""How soon it is asked again."""

IDLE_S = 0.02
"""How soon a window looks again when nobody waits for it."""

Left = Synchronized


@dataclass(frozen=True, slots=True)
class Orders:
    """What a process needs to know. In `folder` lie its ledger and the signs to start and stop.

    `feeds` makes a window take the tickets itself that it calls when nobody waits.
    """

    url: str
    name: str
    folder: Path
    keyring: Path
    windows: tuple[str, ...]
    seed: int
    durable: bool = False
    feeds: bool = False

    @property
    def ledger(self) -> Path:
        """Where this process writes."""
        return self.folder / f"{self.name}.ledger"

    @property
    def trouble(self) -> Path:
        """Where it tells what ended its work before its time."""
        return self.folder / f"{self.name}.trouble"

    def ready(self) -> None:
        """Say so, and wait for the start."""
        (self.folder / f"{self.name}.ready").touch()
        while not (self.folder / "start").exists():
            time.sleep(0.01)

    def stopped(self) -> bool:
        """Whether the doors are closed."""
        return (self.folder / "stop").exists()


class Asker:
    """Asks the hall, writes it down, and asks again until there is an answer."""

    def __init__(self, queue: HallQueue, ledger: Ledger, dice: random.Random) -> None:
        self.queue = queue
        self.dice = dice
        self._ledger = ledger
        self._parent = os.getppid()

    def do(self, do: str, **words: Any) -> Ticket | None:
        """A new wish: the queue's method `do` with these words."""
        if os.getppid() != self._parent:
            raise SystemExit("whoever started this process is gone")
        command = uuid.uuid4().hex
        self._ledger.asked(command, do, words)
        return self.settle(command, do, words)

    def settle(self, command: str, do: str, words: dict[str, Any]) -> Ticket | None:
        """Ask until it is answered. Raises `Failure` when the rules forbid it."""
        if "priority" in words:
            words = {**words, "priority": Priority(words["priority"])}
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                ticket: Ticket | None = getattr(self.queue, do)(**words, command=command)
            except (HallUnreachable, HallBusy) as away:
                self._ledger.lost(command, away)
                if time.monotonic() > end:
                    raise
                time.sleep(AGAIN_S * (0.5 + self.dice.random()))
            except Failure as refused:
                self._ledger.refused(command, refused)
                raise
            else:
                self._ledger.answered(command, ticket.number if ticket else None)
                return ticket

    def look(self, do: Callable[[], Any]) -> Any:
        """A question that changes nothing, until it is answered."""
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                return do()
            except (HallUnreachable, HallBusy):
                if time.monotonic() > end:
                    raise
                time.sleep(AGAIN_S * (0.5 + self.dice.random()))

    def take(self) -> None:
        """A citizen takes a number."""
        first = self.dice.random() < 0.2
        self.do(
            "take",
            service_code=self.dice.choice(SERVICES).code,
            priority=Priority.PRIORITY if first else Priority.NORMAL,
        )


class Clerk:
    """One window. `ended` is told of every ticket that is done with."""

    def __init__(self, asker: Asker, orders: Orders, ended: Callable[[], None]) -> None:
        self._asker = asker
        self._dice = asker.dice
        self._orders = orders
        self._ended = ended
        self._person = f"clerk-{orders.name}"
        self._held: list[Ticket] = []
        self._away: list[Ticket] = []

    def go_on(self) -> None:
        """Take the place of an earlier process: its wishes, its ticket, and those set aside.

        A window that it left paused is opened again.
        """
        for wish in unanswered(self._orders.ledger):
            self._asker.settle(wish.command, wish.do, dict(wish.words))
        window = self._orders.name
        before = self._asker.look(lambda: self._asker.queue.at_window(window))
        if before is not None:
            if before.state is TicketState.CALLED:
                self._move("recall", before)
            self._serve(before, called=before.state is TicketState.CALLED)
        seen: HallSnapshot = self._asker.look(lambda: self._asker.queue.snapshot(window))
        self._held = [ticket for ticket in seen.on_hold if ticket.window == window]
        standing = next(w.standing for w in seen.windows if w.window == window)
        if standing is not WindowStanding.OPEN:
            self._asker.do("open_window", code=window, person=self._person)

    def visit(self) -> bool:
        """Call the next and see what becomes of it; False when there was nothing to do."""
        ticket = self._asker.do("call_next", window=self._orders.name, person=self._person)
        if ticket is not None:
            self._attend(ticket)
        if self._held and (ticket is None or self._dice.random() < 0.5):
            self._resume()
            return True
        if self._away and (ticket is None or self._dice.random() < 0.3):
            self._comes_back()
            return True
        return ticket is not None

    def rest(self) -> None:
        """Nobody waits."""
        if self._orders.feeds:
            self._asker.take()
        else:
            time.sleep(IDLE_S * (0.5 + self._dice.random()))

    def finish(self) -> None:
        """The doors are closed: whoever was set aside is served."""
        while self._held:
            self._resume()

    def _attend(self, ticket: Ticket) -> None:
        die = self._dice.random()
        if die < 0.05:
            self._move("recall", ticket)
        if die < 0.10:
            self._move("no_show", ticket)
            if die < 0.07:
                self._away.append(ticket)
            else:
                self._ended()
        elif die < 0.15:
            self._hand_on(ticket)
        elif die < 0.20:
            self._move("hold", ticket)
            self._held.append(ticket)
        elif die < 0.22:
            self._move("cancel", ticket)
            self._ended()
        else:
            self._serve(ticket)
            if die > 0.99:
                self._pause()

    def _serve(self, ticket: Ticket, *, called: bool = True) -> None:
        if called:
            self._move("serve", ticket)
        self._move("finish", ticket)
        self._ended()

    def _hand_on(self, ticket: Ticket) -> None:
        if self._dice.random() < 0.5:
            self._move("transfer", ticket, to_service=self._dice.choice(SERVICES).code)
            return
        to_window = self._dice.choice(self._orders.windows)
        self._move("transfer", ticket, to_window=to_window, to_service="A")

    def _resume(self) -> None:
        ticket = self._held.pop(0)
        self._move("resume", ticket)
        self._serve(ticket, called=False)

    def _comes_back(self) -> None:
        ticket = self._away.pop(0)
        if self._dice.random() < 0.5:
            self._asker.do("return_to_row", number=ticket.number)
            return
        words = {"number": ticket.number, "window": self._orders.name, "person": self._person}
        self._asker.do("call", **words)
        self._serve(ticket)

    def _pause(self) -> None:
        here = {"code": self._orders.name, "person": self._person}
        self._asker.do("pause_window", **here, reason="tea")
        self._asker.do("open_window", **here)

    def _move(self, do: str, ticket: Ticket, **more: Any) -> None:
        here = {"window": self._orders.name, "person": self._person}
        self._asker.do(do, ticket_id=ticket.id, **here, **more)


@contextmanager
def at_work(orders: Orders, queue: HallQueue | None = None) -> Iterator[Asker]:
    """A process's own queue, or one that it shares; what ends the work is left in a file."""
    try:
        with ExitStack() as stack:
            dice = random.Random(orders.seed)
            if queue is None:
                stack.enter_context(shared_keyring(orders.keyring))
                queue = stack.enter_context(_open(orders.url, dice))
            yield Asker(queue, Ledger(orders.ledger, durable=orders.durable), dice)
    except Exception:  # noqa: BLE001  whatever it was, it is told in the report
        orders.trouble.write_text(traceback.format_exc(limit=-2), encoding="utf-8")
        raise SystemExit(1) from None


def at_a_window(
    orders: Orders, left: "Left[int] | None" = None, *, queue: HallQueue | None = None
) -> None:
    """A process: a clerk works until the doors are closed, or until no ticket is `left`."""

    def ended() -> None:
        if left is not None:
            with left.get_lock():
                left.value -= 1

    with at_work(orders, queue) as asker:
        clerk = Clerk(asker, orders, ended)
        clerk.go_on()
        orders.ready()
        while not (orders.stopped() if left is None else left.value <= 0):
            if not clerk.visit():
                clerk.rest()
        clerk.finish()


def at_a_kiosk(
    orders: Orders,
    tickets: int | None,
    appointments: tuple[str, ...] = (),
    *,
    queue: HallQueue | None = None,
) -> None:
    """A process: citizens take `tickets` numbers (until the doors are closed when None).

    Between them the holders of these appointments check in.
    """
    with at_work(orders, queue) as asker:
        orders.ready()
        coming = list(appointments)
        taken = 0
        while (taken < tickets) if tickets is not None else not orders.stopped():
            asker.take()
            taken += 1
            if coming and taken % 10 == 0:
                asker.do("check_in", code=coming.pop())
            if tickets is None:
                time.sleep(IDLE_S * asker.dice.random())
        for code in coming:
            asker.do("check_in", code=code)


def _open(url: str, dice: random.Random) -> HallQueue:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return open_hall(url)
        except (HallUnreachable, HallBusy):
            if time.monotonic() > end:
                raise
            time.sleep(AGAIN_S * (0.5 + dice.random()))
