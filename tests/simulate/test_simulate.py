"""Whole days, played on a real hall and proven."""

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from desk.domain.clock import hall_zone
from desk.domain.tickets import Priority, TicketMove
from desk.hall import create_hall, open_hall, sqlite_url
from desk.simulate import people
from desk.simulate.failures import HallAtWork, WindowProcessDied
from desk.simulate.racing import Race
from desk.simulate.report import Checks, Errors, Report
from desk.simulate.run import SimulateOptions, mixed_windows, simulate
from tests.hall.halls import SERVICES

OPENS = datetime(2026, 11, 24, 9, tzinfo=hall_zone(480))


def a_hall(folder: Path, windows: int) -> str:
    url = sqlite_url(folder / "hall.db")
    create_hall(url, "NN01", "南宁市民中心", SERVICES, mixed_windows(windows, SERVICES))
    return url


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Report]:
    url = a_hall(tmp_path_factory.mktemp("day"), 4)
    return url, simulate(SimulateOptions(url=url, load=0.8, seed=5))


def test_a_day_is_proven_right(played: tuple[str, Report]) -> None:
    _, report = played
    assert report.checks.wrong == ()
    assert report.all_right, report.as_table()
    (day,) = report.days
    assert day.whole.taken > 80
    assert day.whole.served > 0.85 * day.whole.taken
    assert day.whole.no_shows > 0
    assert day.waiting == 0
    assert 0 < day.whole.priority_share < 0.34
    assert 0.5 < day.load < 1
    assert day.appointments.booked >= day.appointments.kept > 0


def test_everything_that_happens_in_a_hall_happens_in_its_day(played: tuple[str, Report]) -> None:
    with open_hall(played[0]) as queue:
        moves = Counter(event.move.value for event in queue.events_since(0))
    wanted = {move.value for move in TicketMove} - {"expired", "cancelled", "unknown"}
    assert wanted | {"booked", "window_paused", "window_opened", "day_closed"} <= moves.keys()


def test_told_waits_are_near_those_that_come(played: tuple[str, Report]) -> None:
    """A fixed day with a bound; many days are in tests/bench/hall_estimates.py."""
    told = played[1].estimates
    assert told.hall.count > 70
    assert told.hall.mean_abs_s < 360
    assert abs(told.hall.bias_s) < 180
    assert told.hall.good > 0.65
    rules = (told.by_service, told.by_hall)
    assert told.hall.mean_abs_s < 0.9 * min(rule.mean_abs_s for rule in rules)


def test_the_report_is_for_people_and_for_programs(played: tuple[str, Report]) -> None:
    report = played[1]
    data = json.loads(report.as_json())
    assert data["all_right"] is True
    assert data["days"][0]["whole"]["taken"] == report.days[0].whole.taken
    assert data["checks"]["wrong"] == []
    assert report.as_table().endswith("all right")
    bad = replace(report, checks=replace(report.checks, wrong=("event 7: something",)))
    assert json.loads(bad.as_json())["all_right"] is False
    assert bad.as_table().endswith("event 7: something\nNOT ALL RIGHT")


@pytest.mark.parametrize("what", ["never_called", "acknowledged_lost", "calls_unknown"])
def test_whatever_is_lost_is_not_all_right(what: str) -> None:
    right = Checks(10, 2, (), 0, 0, 0, states_agree=True)
    assert right.all_right
    lost = {what: 1}
    assert not replace(right, **lost).all_right  # type: ignore[arg-type]  # counts by name
    assert not replace(right, states_agree=False).all_right


def test_a_hall_at_work_is_left_alone(played: tuple[str, Report]) -> None:
    with open_hall(played[0]) as queue:
        before = queue.seq()
    with pytest.raises(HallAtWork):
        simulate(SimulateOptions(url=played[0]))
    with open_hall(played[0]) as queue:
        assert queue.seq() == before


def test_the_same_seed_makes_the_same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "MANNED_S", 1200.0)  # a short day's worth of citizens
    options = SimulateOptions(windows=2, load=0.8, seed=7, estimates=False)
    one, again, other = (simulate(o) for o in (options, options, replace(options, seed=8)))
    assert one.days == again.days
    assert one.days != other.days


def test_racing_windows_are_proven_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "MANNED_S", 900.0)
    url = a_hall(tmp_path, 2)
    report = simulate(
        SimulateOptions(url=url, seed=2, speed=15_000, processes=True, estimates=False)
    )
    assert report.all_right, report.as_table()
    assert report.checks.calls > 0


def _stumbles(_clock: object, _place: int) -> list[tuple[str, str]]:
    raise RuntimeError("a fault of the program")


def test_a_window_that_dies_ends_the_race() -> None:
    with Race(["7"], _stumbles, {}) as race:
        race.start(OPENS, 600.0)
        with pytest.raises(WindowProcessDied, match="Window 7"):
            race.called()


def test_a_day_on_a_server(server_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "MANNED_S", 600.0)
    report = simulate(SimulateOptions(url=server_url, seed=4))
    assert report.all_right, report.as_table()


def test_the_morning_is_the_busiest_and_the_shares_are_kept() -> None:
    day = people.plan_day(Random(1), OPENS, SERVICES, windows=60, load=1.0)
    hours = Counter(arrival.at.hour for arrival in day.arrivals)
    assert max(hours, key=lambda hour: hours[hour]) in (9, 10)
    assert hours[12] < hours[10] / 2
    assert all(OPENS <= arrival.at < day.closes for arrival in day.arrivals)
    kinds = Counter(arrival.priority for arrival in day.arrivals)
    assert kinds[Priority.PRIORITY] / len(day.arrivals) == pytest.approx(0.13, abs=0.03)
    came = sum(one.comes_at is not None for one in day.booked)
    assert came / len(day.booked) == pytest.approx(1 - people.STAYS_AWAY, abs=0.04)


def test_errors_are_told_minus_came() -> None:
    errors = Errors.of([(600, 0), (0, 200), (1000, 1300), (100, 100)])
    assert (errors.count, errors.mean_abs_s, errors.bias_s) == (4, 275.0, 25.0)
    assert errors.good == 0.75
    assert Errors.of([]).count == 0
