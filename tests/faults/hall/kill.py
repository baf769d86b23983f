"""Windows are killed in the middle of their calls, again and again, and others take their place."""

import random
import time
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from desk.domain.tickets import Ticket, TicketEvent, TicketState
from desk.hall import HallQueue, open_hall
from tests.faults.hall.clerks import at_a_kiosk, at_a_window
from tests.faults.hall.ledger import Wish, unanswered, wishes
from tests.faults.hall.place import Crew, Place, place
from tests.faults.hall.verdict import History, Report, judge, spread
from tests.postgres import Cluster

PAUSE_S = 0.2
"""At most so long between two kills."""

NEAR_S = 0.05
"""What was asked so soon after a kill may have had to wait for the dead window's lock."""


@dataclass(frozen=True, slots=True)
class Death:
    """A window was killed at `at`; `standing` is the ticket that it left behind, at `seq`."""

    window: str
    at: float
    seq: int
    asked: tuple[str, ...]
    standing: Ticket | None


def kill(
    engine: str,
    kills: int,
    windows: int = 8,
    *,
    quick: bool = False,
    seed: int = 3,
    cluster: Cluster | None = None,
) -> Report:
    """Kill -9 of `kills` windows, each at a random instant, each replaced at once."""
    report = Report(f"kill -9 on {engine}: {kills} windows killed at work, {windows} at a time")
    dice = random.Random(seed)
    with place(engine, windows, quick=quick, cluster=cluster) as hall, Crew() as crew:
        kiosks = [f"kiosk-{n}" for n in range(2)]
        for n, name in enumerate(kiosks):
            crew.begin(at_a_kiosk, hall.orders(name, seed=seed * 1000 + n), None)
        at_work = {
            code: crew.begin(at_a_window, hall.orders(code, seed=n, feeds=True))
            for n, code in enumerate(hall.windows)
        }
        crew.open_doors(hall)
        deaths = []
        with open_hall(hall.url) as queue:
            for n in range(kills):
                time.sleep(dice.random() * PAUSE_S)
                code = dice.choice(hall.windows)
                at = time.monotonic()
                crew.kill(at_work[code])
                deaths.append(_look(hall, queue, code, at))
                orders = hall.orders(code, seed=seed * 10_000 + n, feeds=True)
                at_work[code] = crew.begin(at_a_window, orders)
        hall.close_doors()
        report.wrong += crew.end()
        history = judge(hall.url, hall.ledgers(), report)
        _recovered(history, deaths, report)
        _others_waited(hall, deaths, report)
        _nobody_stands(hall, report)
    return report


def _look(hall: Place, queue: HallQueue, code: str, at: float) -> Death:
    asked = tuple(wish.command for wish in unanswered(hall.orders(code, seed=0).ledger))
    return Death(code, at, queue.seq(), asked, queue.at_window(code))


def _recovered(history: History, deaths: list[Death], report: Report) -> None:
    """The history tells of every ticket that stood at a dead window how it went on there."""
    by_ticket: dict[str, list[TicketEvent]] = {}
    for event in history.events:
        if isinstance(event, TicketEvent):
            by_ticket.setdefault(event.ticket_id, []).append(event)
    standing = [(death, death.standing) for death in deaths if death.standing is not None]
    for death, ticket in standing:
        later = [event for event in by_ticket[ticket.id] if event.seq > death.seq]
        if not later or later[0].window != death.window:
            report.wrong.append(
                f"{ticket.number} stood at window {death.window}, which died, and did not go on "
                "there"
            )
    asked = [(death, command) for death in deaths for command in death.asked]
    done = [c for death, c in asked if c in history.commands]
    before = [c for death, c in asked if c in done and history.commands[c].seq <= death.seq]
    report.tell(
        f"{len(asked)} of {len(deaths)} died in the middle of a call: {len(before)} of these calls "
        f"had been carried out, all were settled by the same command id"
    )
    report.tell(
        f"{len(standing)} left a ticket standing at their window; its events tell how it went on"
    )


def _others_waited(hall: Place, deaths: list[Death], report: Report) -> None:
    """How long the calls of other windows took that met a death, beside all calls."""
    moments = [(death.at, death.window) for death in deaths]
    near: list[float] = []
    everything: list[float] = []
    busy = 0
    for path in hall.ledgers():
        for wish in wishes(path):
            busy += len(wish.lost)
            died = _who_died(wish, moments)
            if wish.ended_at is None or path.stem in died:
                continue
            everything.append(wish.seconds)
            if died:
                near.append(wish.seconds)
    report.tell(f"calls of others that met a death ({len(near)}): {spread(near)}")
    report.tell(f"all calls ({len(everything)}): {spread(everything)}; found the hall busy: {busy}")


def _who_died(wish: Wish, moments: list[tuple[float, str]]) -> list[str]:
    first = bisect_left(moments, (wish.asked_at - NEAR_S, ""))
    last = bisect_right(moments, (wish.ended_at or wish.asked_at, "~"))
    return [name for _, name in moments[first:last]]


def _nobody_stands(hall: Place, report: Report) -> None:
    states = (TicketState.CALLED, TicketState.SERVING, TicketState.ON_HOLD)
    with open_hall(hall.url) as queue:
        for ticket in queue.standings().values():
            if ticket.state in states:
                report.wrong.append(f"{ticket.number} was left {ticket.state} at the end")
