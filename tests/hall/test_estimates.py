"""The expected wait: what it is made of, one thing after the other.

How far it is from the waits that come is shown on simulated days, in tests/simulate.
"""

import time
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from desk.domain.tickets import Priority, Service, Ticket, Window
from desk.hall import HallQueue, create_hall, open_hall, sqlite_url
from desk.hall.requests import Requester, TakeTicket
from desk.hall.service_times import USUAL_PAUSE_S, USUAL_S
from tests.hall.halls import WINDOWS, Clock, make_hall

CLERK = "weili"
CALL_S = 240.0
PAUSE_S = 30.0
ONE_CALL = CALL_S + PAUSE_S


@pytest.fixture
def url(tmp_path: Path) -> str:
    return make_hall(tmp_path)


@pytest.fixture
def alone(queue: HallQueue) -> HallQueue:
    """Only window 1 is open."""
    for code in WINDOWS[1:]:
        queue.close_window(code, CLERK)
    queue.open_window("1", CLERK)
    return queue


def expected(queue: HallQueue, service: str = "A") -> int:
    wait_s = {o.service.code: o.expected_s for o in queue.overview().services}[service]
    assert wait_s is not None
    return wait_s


def visit(queue: HallQueue, clock: Clock, window: str = "1", seconds: float = CALL_S) -> None:
    """Call the next, and finish after so long; then breathe."""
    ticket = queue.call_next(window, CLERK)
    assert ticket is not None
    queue.serve(ticket.id, window, CLERK)
    clock.pass_by(seconds=seconds)
    queue.finish(ticket.id, window, CLERK)
    clock.pass_by(seconds=PAUSE_S)


def practise(queue: HallQueue, clock: Clock, visits: int = 12) -> None:
    """Let the hall see how long its visits take."""
    for _ in range(visits):
        queue.take("A")
    for _ in range(visits):
        visit(queue, clock)


def near(wait_s: float, wanted_s: float, *, within: float = 0.15) -> bool:
    return abs(wait_s - wanted_s) <= within * wanted_s


def test_where_nobody_waits_and_a_window_is_free_there_is_no_wait(queue: HallQueue) -> None:
    assert [o.expected_s for o in queue.overview().services] == [0, 0, 0, 0]


def test_before_anything_was_measured_a_call_takes_six_minutes(alone: HallQueue) -> None:
    for _ in range(5):
        alone.take("A")
    assert near(expected(alone), 5 * (USUAL_S + USUAL_PAUSE_S))


def test_the_pace_is_that_of_the_last_calls_with_their_pauses(
    alone: HallQueue, clock: Clock
) -> None:
    practise(alone, clock)
    for _ in range(6):
        alone.take("B")  # another service, of which nothing is known: as the others
    assert near(expected(alone), 6 * ONE_CALL, within=0.25)
    assert expected(alone, "B") == expected(alone), "one row for one window"


def test_two_windows_halve_the_wait(alone: HallQueue, clock: Clock) -> None:
    practise(alone, clock)
    for _ in range(8):
        alone.take("A")
    one = expected(alone)
    alone.open_window("2", CLERK)
    assert near(expected(alone), one / 2)


def test_the_time_already_spent_at_the_window_counts(alone: HallQueue, clock: Clock) -> None:
    practise(alone, clock)
    alone.take("A")
    alone.call_next("1", CLERK)
    fresh = expected(alone)
    clock.pass_by(seconds=200)
    late = expected(alone)
    assert fresh > late > 0
    clock.pass_by(seconds=3000)
    assert 0 < expected(alone) < CALL_S / 2, "somebody who stays long may leave any moment"


def test_whoever_does_not_come_makes_the_row_shorter(alone: HallQueue, clock: Clock) -> None:
    practise(alone, clock, visits=6)
    for _ in range(10):
        alone.take("A")
    before = expected(alone)
    for _ in range(6):
        missed = alone.take("A")
        alone.call(missed.number, "1", CLERK)
        clock.pass_by(seconds=20)
        alone.no_show(missed.id, "1", CLERK)
    assert expected(alone) < 0.8 * before


def test_a_finish_that_was_forgotten_over_lunch_spoils_nothing(
    alone: HallQueue, clock: Clock
) -> None:
    practise(alone, clock, visits=20)
    for _ in range(11):
        alone.take("A")
    before = expected(alone)
    visit(alone, clock, seconds=3 * 3600)
    assert near(expected(alone), before, within=0.2)


def test_the_days_before_tell_what_a_morning_does_not_know_yet(
    alone: HallQueue, clock: Clock
) -> None:
    practise(alone, clock, visits=30)
    clock.pass_by(days=1)
    alone.open_window("1", CLERK)
    for _ in range(4):
        alone.take("A")
    assert near(expected(alone), 4 * ONE_CALL, within=0.2)


def test_without_an_open_window_nothing_is_expected(alone: HallQueue, clock: Clock) -> None:
    alone.arrange([], [Window("1", serves=(("A", 0),))])
    alone.take("B")
    waits = {o.service.code: o.expected_s for o in alone.overview().services}
    assert waits == {"A": USUAL_PAUSE_S, "B": None, "C": None, "D": None}
    alone.pause_window("1", CLERK, "午休")
    assert {o.expected_s for o in alone.overview().services} == {None}


def test_a_paused_window_is_expected_back(alone: HallQueue, clock: Clock) -> None:
    practise(alone, clock)
    for _ in range(20):
        alone.take("A")
    one = expected(alone)
    alone.open_window("2", CLERK)
    alone.pause_window("2", CLERK, "午休")
    assert near(one / 2 + 15 * 60, expected(alone), within=0.35)
    assert expected(alone) < one
    alone.close_window("2", CLERK)
    assert expected(alone) == one


def test_an_open_window_where_nobody_sits_does_not_count(queue: HallQueue, clock: Clock) -> None:
    """Every window of a hall is open until it is closed, also one that nobody came to."""
    for _ in range(9):
        queue.take("A")
    for _ in range(3):
        visit(queue, clock)
    assert expected(queue) > 4 * ONE_CALL
    queue.call_next("7", CLERK)
    assert expected(queue) < 5 * ONE_CALL, "now two are there"


def test_who_would_be_called_first_counts_and_nobody_else(alone: HallQueue, clock: Clock) -> None:
    practise(alone, clock)
    alone.arrange([], [Window("2", serves=(("D", 0),))])
    alone.open_window("2", CLERK)
    alone.take("A")
    one = expected(alone)
    for _ in range(5):
        alone.take("D")
    alone.arrange([], [Window("1", serves=(("A", 0), ("D", 1)))])
    assert expected(alone) <= one, "window 1 prefers A for ten minutes"
    alone.take("A", Priority.PRIORITY)
    assert expected(alone) > 1.5 * one


def test_an_appointment_goes_ahead_in_its_slot(alone: HallQueue, clock: Clock) -> None:
    practise(alone, clock)
    for _ in range(4):
        alone.take("A")
    before = expected(alone)
    booked = alone.book("A", clock.now + timedelta(minutes=5))
    coming = expected(alone)
    assert near(coming - before, 0.8 * ONE_CALL, within=0.2), "one in five does not come"
    alone.book("A", clock.now + timedelta(hours=3))
    assert expected(alone) == coming, "that is later"
    alone.check_in(booked.code)
    assert near(expected(alone) - before, ONE_CALL, within=0.2)


def test_a_ticket_knows_its_own_wait(alone: HallQueue, clock: Clock) -> None:
    practise(alone, clock)
    tickets: list[Ticket] = [alone.take("A") for _ in range(5)]
    waits = [alone.expected_wait_of(ticket.id) for ticket in tickets]
    assert waits[0] == 0
    assert [near(w or 0, n * ONE_CALL) for n, w in enumerate(waits[1:], 1)] == [True] * 4
    first = alone.take("A", Priority.PRIORITY)
    assert alone.expected_wait_of(first.id) == 0
    called = alone.call_next("1", CLERK)
    assert called is not None
    assert alone.expected_wait_of(called.id) is None, "it waits no more"


def test_one_who_came_back_lets_three_pass(alone: HallQueue, clock: Clock) -> None:
    practise(alone, clock)
    missed = alone.take("A")
    alone.call_next("1", CLERK)
    alone.no_show(missed.id, "1", CLERK)
    for _ in range(5):
        alone.take("A")
    alone.return_to_row(missed.number)
    wait_s = alone.expected_wait_of(missed.id)
    assert wait_s is not None
    assert near(wait_s, 3 * ONE_CALL, within=0.2)


def test_a_server_tells_the_same(alone: HallQueue, clock: Clock, server_url: str) -> None:
    begun = clock.now
    with open_hall(server_url, clock=clock) as queue:
        told = []
        for hall in (alone, queue):
            clock.now = begun
            for code in WINDOWS[1:]:
                hall.close_window(code, CLERK)
            practise(hall, clock, visits=4)
            hall.book("A", clock.now + timedelta(minutes=5))
            hall.take("B", Priority.PRIORITY)
            tickets = [hall.take("A") for _ in range(3)]
            told.append((expected(hall), hall.expected_wait_of(tickets[1].id)))
    assert told[0] == told[1]


def test_a_big_hall_is_foreseen_in_some_milliseconds(tmp_path: Path) -> None:
    """300 waiting, 60 windows, 20 services: less than 10 ms on a machine that is not busy."""
    dice = Random(1)
    services = [Service(chr(65 + n), chr(65 + n), f"service {n}") for n in range(20)]
    windows = [
        Window(
            str(n),
            serves=tuple((s.code, k % 3) for k, s in enumerate(dice.sample(services, 8))),
        )
        for n in range(60)
    ]
    clock = Clock()
    url = sqlite_url(tmp_path / "big.db")
    create_hall(url, "NN02", "大厅", services, windows, clock=clock)
    with open_hall(url, clock=clock) as queue:
        kinds = [Priority.NORMAL] * 4 + [Priority.PRIORITY]
        takes = [
            TakeTicket(service=dice.choice(services).code, priority=dice.choice(kinds))
            for _ in range(360)
        ]
        queue.carry_out([(take, Requester()) for take in takes])  # it is not what is measured
        for window in windows:
            queue.call_next(window.code, CLERK)
        first = queue.overview()
        assert first.waiting == 300
        last = queue.take("A")
        took = []
        for _ in range(12):
            begun = time.process_time()
            wait_s = queue.expected_wait_of(last.id)
            took.append(time.process_time() - begun)
        assert wait_s is not None
        assert min(took) < 0.02, took
