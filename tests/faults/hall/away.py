"""The hall's server stops in the middle of calls, and comes back: windows go on by themselves."""

import time

from tests.faults.hall.clerks import at_a_window
from tests.faults.hall.outage import tell_of_outage, wait_for_calls
from tests.faults.hall.place import Crew, place
from tests.faults.hall.verdict import Report, judge
from tests.postgres import Cluster


def away(
    windows: int = 8,
    rounds: int = 5,
    *,
    work_s: float = 2.0,
    away_s: float = 2.0,
    cluster: Cluster | None = None,
) -> Report:
    """`rounds` times the server is stopped without a goodbye, and started again."""
    report = Report(f"the server gone {rounds} times under {windows} calling windows")
    outages = []
    with place("postgres", windows, cluster=cluster) as hall, Crew() as crew:
        assert hall.cluster is not None
        for n, code in enumerate(hall.windows):
            crew.begin(at_a_window, hall.orders(code, seed=n, durable=True, feeds=True))
        crew.open_doors(hall)
        time.sleep(work_s)
        for _ in range(rounds):
            gone = time.monotonic()
            hall.cluster.stop("immediate")
            time.sleep(away_s)
            hall.cluster.start()
            outages.append((gone, time.monotonic()))
            wait_for_calls(hall, outages[-1][1], work_s)
        hall.close_doors()
        report.wrong += crew.end()
        ends = [*(gone for gone, _ in outages[1:]), time.monotonic()]
        history = judge(hall.url, hall.ledgers(), report)
        report.tell(f"{history.calls} calls, {len(history.events)} changes in all")
        for (gone, back), end in zip(outages, ends, strict=True):
            tell_of_outage(hall, report, gone, back, end)
    return report
