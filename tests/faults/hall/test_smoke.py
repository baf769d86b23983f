"""The faults in small: whole runs of some seconds each."""

import pytest

from tests.faults.hall.away import away
from tests.faults.hall.failover import failover
from tests.faults.hall.kill import kill
from tests.faults.hall.place import ENGINES
from tests.faults.hall.race import race
from tests.faults.hall.verdict import Report
from tests.postgres import Cluster

on_both_engines = pytest.mark.parametrize("engine", ENGINES)


@on_both_engines
def test_racing_windows_call_everybody_once_and_in_turn(engine: str, cluster: Cluster) -> None:
    _nothing_wrong(race(engine, 400, 8, quick=True, patience_s=120, cluster=cluster))


@on_both_engines
def test_two_owners_of_one_hall_carry_out_in_batches(engine: str, cluster: Cluster) -> None:
    _nothing_wrong(race(engine, 400, 8, owners=2, quick=True, patience_s=120, cluster=cluster))


@on_both_engines
def test_devices_of_two_servers_call_everybody_once_and_in_turn(
    engine: str, cluster: Cluster
) -> None:
    _nothing_wrong(
        race(engine, 300, 6, servers=2, kills=True, quick=True, patience_s=200, cluster=cluster)
    )


@on_both_engines
def test_windows_that_are_killed_leave_their_tickets_to_go_on_with(
    engine: str, cluster: Cluster
) -> None:
    _nothing_wrong(kill(engine, 10, 4, quick=True, cluster=cluster))


def test_a_standby_takes_over_with_all_that_was_acknowledged() -> None:
    _nothing_wrong(failover(4, standbys=1, work_s=1, lonely_s=2))


def test_windows_go_on_when_their_server_is_back(cluster: Cluster) -> None:
    _nothing_wrong(away(4, 1, work_s=1, away_s=1, cluster=cluster))


def _nothing_wrong(report: Report) -> None:
    print(report)
    assert report.wrong == []
