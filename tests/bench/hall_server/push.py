"""From the key pressed at one of 64 windows to the number on every one of 8 displays.

Every window and display follows the hall and looks at it as a real one does: a display at once and
whole, a window at its first lines at most five times a second.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from typing import Any

from desk.domain.tickets import Event, TicketEvent, TicketMove
from desk.hall import requests
from desk.hall.client.connection import Connection, make_context
from desk.hall.client.credentials import Credential
from desk.hall.client.remote import RemoteHall
from tests.bench.hall.race import processes, quantile

LINES = 12
"""So many of those who wait are shown at a window."""

CALLS_A_SECOND = 10.0
"""Of the whole hall: ten times what the busiest hour of a 64-window hall brings."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """Milliseconds from the key to the decision, to the last display; and bare round trips."""

    calls: int
    decided_p50: float
    decided_p99: float
    shown_p50: float
    shown_p99: float
    ping_p50: float
    ping_p99: float


def run(
    address: str, windows: dict[str, Credential], displays: Sequence[Credential], seconds: float
) -> Pushed:
    """Windows call at random moments; a bystander takes bare round trips meanwhile."""
    screens = [_start(_display, address, one) for one in displays]
    clerks = [_start(_clerk, address, one, seconds) for one in windows.values()]
    pinging = _start(_ping, address, displays[0], seconds)
    for pipe in (*clerks, pinging):
        pipe.send("go")
    pressed: dict[str, tuple[float, float]] = {}
    for pipe in clerks:
        pressed.update(pipe.recv())
    pings = sorted(pinging.recv())
    time.sleep(1)
    shown: dict[str, float] = {}
    for pipe in screens:
        pipe.send("enough")
        heard = pipe.recv()
        missing = pressed.keys() - heard.keys()
        assert not missing, f"a display never showed {len(missing)} calls"
        for ticket, at in heard.items():
            shown[ticket] = max(shown.get(ticket, 0.0), at)
    decided = sorted(done - begun for begun, done in pressed.values())
    seen = sorted(shown[ticket] - begun for ticket, (begun, _) in pressed.items())
    return Pushed(
        len(pressed),
        *(quantile(decided, share) for share in (0.5, 0.99)),
        *(quantile(seen, share) for share in (0.5, 0.99)),
        *(quantile(pings, share) for share in (0.5, 0.99)),
    )


def _start(work: Any, *words: object) -> Pipe:
    """Start somebody and wait until they are ready: so many at once would starve each other."""
    ours, theirs = processes.Pipe()
    processes.Process(target=_on_a_loop, args=(work, *words, theirs), daemon=True).start()
    theirs.close()
    ours.recv()
    return ours


def _on_a_loop(work: Any, *words: object) -> None:
    asyncio.run(work(*words))


async def _display(address: str, credential: Credential, pipe: Pipe) -> None:
    client, heard = RemoteHall(address, credential), dict[str, float]()

    def show(events: Sequence[Event]) -> None:
        client.mirror.overview()
        at = time.monotonic()
        for event in events:
            if isinstance(event, TicketEvent) and event.move is TicketMove.CALLED:
                heard[event.ticket_id] = at

    await client.start()
    client.on_change(show)
    pipe.send(None)
    await asyncio.to_thread(pipe.recv)
    await client.close()
    pipe.send(heard)


async def _clerk(address: str, credential: Credential, seconds: float, pipe: Pipe) -> None:
    dice, window = random.Random(credential.name), credential.window or ""
    pressed: dict[str, tuple[float, float]] = {}
    client = RemoteHall(address, credential)
    await client.start()

    def look() -> None:
        client.mirror.snapshot(window, LINES)

    client.on_look(look)
    pipe.send(None)
    await asyncio.to_thread(pipe.recv)
    end = time.monotonic() + seconds
    while True:
        await asyncio.sleep(dice.expovariate(CALLS_A_SECOND / 64))
        begun = time.monotonic()
        if begun > end:
            break
        ticket = await client.do(requests.CallNext(), person="clerk")
        assert ticket is not None
        pressed[ticket.id] = (begun, time.monotonic())
        await client.do(requests.Cancel(ticket=ticket.id), person="clerk")
    await client.close()
    pipe.send(pressed)


async def _ping(address: str, credential: Credential, seconds: float, pipe: Pipe) -> None:
    host, _, port = address.removeprefix("https://").rpartition(":")
    connection = await Connection.open((host, int(port)), make_context(), credential.fingerprint)
    took = []
    pipe.send(None)
    await asyncio.to_thread(pipe.recv)
    end = time.monotonic() + seconds
    while (begun := time.monotonic()) < end:
        await connection.exchange("GET", "/v1/about", {})
        took.append(time.monotonic() - begun)
        await asyncio.sleep(0.2)  # an address without a credential may no more often
    pipe.send(took)
