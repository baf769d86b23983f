"""From the key pressed at one of 64 windows to the number on every one of 8 displays."""

import random
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from desk.domain.tickets import Event, TicketEvent, TicketMove
from desk.hall import HallFollower, open_hall
from tests.bench.hall.naive import Caller
from tests.bench.hall.race import processes, quantile
from tests.bench.hall.sides import WINDOWS, Side

DISPLAYS = 8
CALLS_A_SECOND = 10.0
"""Of the whole hall: ten times what the busiest hour of a 64-window hall brings."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """Milliseconds from the key to the decision, and to the last display that shows it."""

    calls: int
    decided_p50: float
    decided_p99: float
    shown_p50: float
    shown_p99: float
    ping_p50: float
    ping_p99: float


def run(url: str, ping: Side | None, seconds: float) -> Pushed:
    """Windows call at random moments; a bystander takes bare round trips meanwhile."""
    ends = []
    for number in range(DISPLAYS):
        ends.append(_start(_display, url, number))
    for window in WINDOWS:
        ends.append(_start(_clerk, url, window, seconds))
    pinging = _start(_ping, ping, seconds) if ping else None
    for pipe in [*ends[DISPLAYS:], *([pinging] if pinging else [])]:
        pipe.send("go")
    pressed: dict[str, tuple[float, float]] = {}
    for pipe in ends[DISPLAYS:]:
        pressed.update(pipe.recv())
    pings = sorted(pinging.recv()) if pinging else [0.0]
    time.sleep(1)
    shown: dict[str, float] = {}
    for pipe in ends[:DISPLAYS]:
        pipe.send("enough")
        heard = pipe.recv()
        for ticket, at in heard.items():
            shown[ticket] = max(shown.get(ticket, 0.0), at)
        missing = pressed.keys() - heard.keys()
        assert not missing, f"a display never showed {len(missing)} calls"
    decided = sorted(done - begun for begun, done in pressed.values())
    seen = sorted(shown[ticket] - begun for ticket, (begun, _) in pressed.items())
    return Pushed(
        len(pressed),
        quantile(decided, 0.5),
        quantile(decided, 0.99),
        quantile(seen, 0.5),
        quantile(seen, 0.99),
        quantile(pings, 0.5),
        quantile(pings, 0.99),
    )


def _start(work: object, *words: object) -> Connection:
    """Start somebody and wait until they are ready: so many at once would starve each other."""
    ours, theirs = processes.Pipe()
    processes.Process(target=work, args=(*words, theirs), daemon=True).start()  # type: ignore[arg-type]  # each takes its own
    theirs.close()
    ours.recv()
    return ours


def _display(url: str, _number: int, pipe: Connection) -> None:
    heard: dict[str, float] = {}

    def listen(events: list[Event]) -> None:
        at = time.monotonic()
        for event in events:
            if isinstance(event, TicketEvent) and event.move is TicketMove.CALLED:
                heard[event.ticket_id] = at

    follower = HallFollower(url, listen)
    follower.start()
    pipe.send(None)
    pipe.recv()
    follower.stop()
    pipe.send(heard)


def _clerk(url: str, window: str, seconds: float, pipe: Connection) -> None:
    dice = random.Random(window)
    pressed: dict[str, tuple[float, float]] = {}
    with open_hall(url) as queue:
        warm = queue.call_next(window, "clerk")  # as at any time but the day's first call
        assert warm is not None
        queue.cancel(warm.id, window, "clerk")
        pipe.send(None)
        pipe.recv()
        end = time.monotonic() + seconds
        while True:
            time.sleep(dice.expovariate(CALLS_A_SECOND / len(WINDOWS)))
            begun = time.monotonic()
            if begun > end:
                break
            ticket = queue.call_next(window, "clerk")
            assert ticket is not None
            pressed[ticket.id] = (begun, time.monotonic())
            queue.cancel(ticket.id, window, "clerk")
    pipe.send(pressed)


def _ping(side: Side, seconds: float, pipe: Connection) -> None:
    caller: Caller = side.join("0")
    caller.call()
    took = []
    pipe.send(None)
    pipe.recv()
    end = time.monotonic() + seconds
    while (begun := time.monotonic()) < end:
        caller.call()
        took.append(time.monotonic() - begun)
        time.sleep(0.02)
    pipe.send(took)
