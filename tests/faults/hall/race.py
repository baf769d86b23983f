"""Windows race for tickets: very many calls, and a history that proves every one of them."""

import random
import time
from datetime import UTC, datetime, timedelta

from desk.domain.tickets import TicketState
from desk.hall import open_hall
from desk.hall.enrolment import Role
from tests.faults.hall import behind
from tests.faults.hall.clerks import at_a_kiosk, at_a_window
from tests.faults.hall.ledger import wishes
from tests.faults.hall.place import Crew, Place, place, processes
from tests.faults.hall.shared import Task, in_one_process
from tests.faults.hall.verdict import Report, judge, quantile, spread
from tests.hall.halls import SERVICES
from tests.postgres import Cluster

TICKETS_A_CALL = 0.92


def race(
    engine: str,
    calls: int,
    windows: int,
    *,
    owners: int = 0,
    servers: int = 0,
    kills: bool = False,
    quick: bool = False,
    patience_s: float = 7200,
    cluster: Cluster | None = None,
) -> Report:
    """About `calls` calls by `windows` racing windows, with one kiosk to four windows.

    Each is a process of its own; with `owners` they are threads of so many processes, of which
    each has one queue and carries out in batches what its windows ask, as a hall's server does.

    With `servers` each is a device that asks one of so many of the hall's servers, over HTTPS;
    with `kills` these are killed one after the other.

    Somewhat fewer tickets are enough, because those are called again that were missed or
    handed on.
    """
    kiosks = max(2, windows // 4)
    tickets = round(calls * TICKETS_A_CALL)
    report = Report(f"race on {engine}: {windows} windows, {kiosks} kiosks, {tickets} tickets")
    if owners:
        report.tell(f"in {owners} processes, each with one queue for all its windows")
    if quick:
        report.tell("nothing forced to the disk: this race is about order, not about power cuts")
    with (
        place(engine, windows, quick=quick, cluster=cluster) as hall,
        behind.servers(hall, servers, kills=kills) as serving,
        Crew() as crew,
    ):
        booked = _book(hall, calls // 100)
        left = processes.Value("i", tickets)
        tasks: list[Task] = [
            ("window", hall.orders(code, seed=n), None) for n, code in enumerate(hall.windows)
        ]
        names = [f"kiosk-{n}" for n in range(kiosks)]
        for n, name in enumerate(names):
            mine = tuple(booked[n::kiosks])
            share = tickets // kiosks + (n < tickets % kiosks)
            tasks.append(("kiosk", hall.orders(name, seed=1000 + n), (share - len(mine), mine)))
        for owner in range(owners):
            ready = hall.orders(f"owner-{owner}", seed=0)
            crew.begin(in_one_process, ready, tasks[owner::owners], left)
        for n, (kind, orders, more) in enumerate(tasks if not owners else ()):
            if servers and kind == "window":
                device = serving.device(Role.WINDOW, orders.name, n)
                crew.begin(behind.window_behind, orders, left, *device)
            elif servers:
                device = serving.device(Role.KIOSK, orders.name, n)
                crew.begin(behind.kiosk_behind, orders, *more, *device)
            elif kind == "window":
                crew.begin(at_a_window, orders, left)
            else:
                crew.begin(at_a_kiosk, orders, *more)
        crew.open_doors(hall)
        began = time.monotonic()
        report.wrong += crew.end(patience_s)
        seconds = time.monotonic() - began
        if servers:
            report.tell(f"through {servers} servers, of which {serving.kills} were killed")
        history = judge(hall.url, hall.ledgers(), report)
        report.tell(
            f"{history.calls} calls, {len(history.events)} changes in {seconds:.0f} s: "
            f"{history.calls / seconds:.0f} calls/s, {len(history.events) / seconds:.0f} changes/s"
        )
        _tell_of_windows(hall, report)
        _tell_of_batches(hall, report)
        _nobody_is_left(hall, report)
        if history.calls < calls * 0.9:
            report.wrong.append(f"only {history.calls} calls were made")
    return report


def _book(hall: Place, count: int) -> list[str]:
    dice = random.Random(7)
    now = datetime.now(UTC)
    with open_hall(hall.url) as queue:
        slots = [now + timedelta(minutes=dice.randint(0, 30)) for _ in range(count)]
        return [queue.book(dice.choice(SERVICES).code, slot).code for slot in slots]


def _tell_of_windows(hall: Place, report: Report) -> None:
    busy = 0
    calls: list[float] = []
    by_window: list[int] = []
    for path in hall.ledgers():
        mine = 0
        for wish in wishes(path):
            busy += len(wish.lost)
            if wish.do == "call_next" and wish.number is not None:
                calls.append(wish.seconds)
                mine += 1
        if path.stem in hall.windows:
            by_window.append(mine)
    report.tell(f"from the key to the call: {spread(calls)}")
    report.tell(
        f"calls in turn by one window: {min(by_window)} to {max(by_window)}, "
        f"median {quantile(by_window, 0.5):.0f}; asked again because the hall was busy: {busy}"
    )


def _tell_of_batches(hall: Place, report: Report) -> None:
    for path in sorted(hall.folder.glob("*.batches")):
        sizes = sorted(map(int, path.read_text().split()))
        report.tell(
            f"{path.stem}: {len(sizes)} batches of {quantile(sizes, 0.5):.0f} requests in the "
            f"middle, {max(sizes)} at most"
        )


def _nobody_is_left(hall: Place, report: Report) -> None:
    open_states = (TicketState.WAITING, TicketState.CALLED, TicketState.SERVING)
    with open_hall(hall.url) as queue:
        for ticket in queue.standings().values():
            if ticket.state in (*open_states, TicketState.ON_HOLD):
                report.wrong.append(f"{ticket.number} was skipped: it is {ticket.state} at the end")
