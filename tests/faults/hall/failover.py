"""The hall's server dies under load, and a synchronous standby takes its place."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

from tests.faults.hall import servers
from tests.faults.hall.clerks import at_a_kiosk, at_a_window
from tests.faults.hall.outage import tell_of_outage, wait_for_calls
from tests.faults.hall.place import Crew, Place, bench, reach, settle_in, windows
from tests.faults.hall.verdict import Report, judge
from tests.postgres import Cluster, shared_keyring

DATABASE = "hall"

LONELY_S = 12.0
"""How long the primary is left alone: longer than any window has patience."""


def failover(
    count: int, *, standbys: int = 2, work_s: float = 5.0, lonely_s: float = 0.0, seed: int = 1
) -> Report:
    """One fail-over.

    For `lonely_s` seconds before the primary dies the standbys are away, and come back after
    that: whatever the primary told windows meanwhile is lost with it.
    """
    names = ["deputy", "second", "third"][:standbys]
    report = Report(
        f"fail-over with {count} windows: a primary killed, ANY 1 of {standbys} standbys"
        + (f", away for {lonely_s:.0f} s before it" if lonely_s else "")
    )
    with (
        servers.replicated(names) as (primary, others),
        bench() as folder,
        shared_keyring(folder / "keyring"),
        Crew() as crew,
    ):
        primary.make_database(DATABASE)
        settle_in(primary, DATABASE, count)
        hall = _on_all_hosts([primary, *others.values()], folder, count)
        _open_doors(hall, crew, seed)
        time.sleep(work_s * (0.5 + random.Random(seed).random() / 2))
        died = _die(primary, others, lonely_s=lonely_s)
        chosen = servers.furthest(others)
        began = time.monotonic()
        servers.take_over(chosen, others)
        promoted = time.monotonic()
        wait_for_calls(hall, promoted, work_s)
        hall.close_doors()
        report.wrong += crew.end()
        history = judge(reach(others[chosen], DATABASE), hall.ledgers(), report)
        report.tell(f"{history.calls} calls, {len(history.events)} changes in all")
        report.tell(
            f"{began - died:.1f} s after its death {chosen} was chosen, "
            f"promoted in {promoted - began:.1f} s"
        )
        tell_of_outage(hall, report, died, promoted, time.monotonic())
    return report


def _open_doors(hall: Place, crew: Crew, seed: int) -> None:
    kiosks = [f"kiosk-{n}" for n in range(max(1, len(hall.windows) // 8))]
    for n, code in enumerate(hall.windows):
        orders = hall.orders(code, seed=seed * 1000 + n, durable=True, feeds=True)
        crew.begin(at_a_window, orders)
    for n, name in enumerate(kiosks):
        crew.begin(at_a_kiosk, hall.orders(name, seed=seed * 1000 + 500 + n, durable=True), None)
    crew.open_doors(hall)


def _die(primary: Cluster, standbys: dict[str, Cluster], *, lonely_s: float) -> float:
    """The primary dies; the moment at which it did."""
    if lonely_s:
        for standby in standbys.values():
            standby.stop()
        time.sleep(lonely_s)
    died = time.monotonic()
    servers.kill_at_once(primary)
    servers.stop_for_good(primary)
    if lonely_s:
        for standby in standbys.values():
            standby.start()
    return died


def _on_all_hosts(servers_: Sequence[Cluster], folder: Path, count: int) -> Place:
    """The hall, at an address with all hosts: whoever takes writes is used."""
    primary = servers_[0]
    hosts = [f"127.0.0.1:{server.port}" for server in servers_]
    codes = tuple(window.code for window in windows(count))
    return Place(reach(primary, DATABASE, *hosts), folder, folder / "keyring", codes, primary)
