"""A day's figures: told from the history, and right to the second."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from desk.domain.hall_statistics import (
    COUNTS,
    Appointments,
    DayStatistics,
    ServiceStatistics,
    Spread,
    WindowStatistics,
)
from desk.domain.tickets import Outcome, Priority, TicketEvent, TicketMove, Window
from desk.hall import HallQueue, open_hall
from tests.hall.halls import MORNING, SERVICES, WINDOWS, Clock, make_hall
from tests.simulate.walks import wander

CLERK = "weili"
TODAY = (MORNING + timedelta(hours=8)).date()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return make_hall(tmp_path)


def today(queue: HallQueue) -> DayStatistics:
    day = queue.statistics()
    assert day is not None
    return day


def service(day: DayStatistics, code: str) -> ServiceStatistics:
    return next(of for of in day.services if of.service.code == code)


def window(day: DayStatistics, code: str) -> WindowStatistics:
    return next(at for at in day.windows if at.window == code)


def test_of_a_day_on_which_nothing_happened_there_is_nothing(queue: HallQueue) -> None:
    assert queue.statistics() is None
    assert queue.history(TODAY, TODAY + timedelta(days=30)) == ()


def test_spreads_are_told_by_the_usual_rules() -> None:
    assert Spread.of([]) == Spread()
    assert Spread.of([7]) == Spread(1, 7, 7, 7, 7)
    assert Spread.of(range(10, 0, -1)) == Spread(10, 6, 6, 9, 10)  # halves to the even number
    assert Spread.of([60] * 9 + [600]).p90_s == 60
    assert Spread.of([60] * 8 + [600] * 2).p90_s == 600


def test_a_visit_is_told_for_hall_service_window_and_hour(queue: HallQueue, clock: Clock) -> None:
    queue.open_window("3", CLERK)
    ticket = queue.take("B")
    clock.pass_by(minutes=50)
    queue.call_next("3", CLERK)
    clock.pass_by(seconds=40)
    queue.serve(ticket.id, "3", CLERK)
    clock.pass_by(minutes=15)
    queue.finish(ticket.id, "3", CLERK)
    clock.pass_by(minutes=14, seconds=20)
    day = today(queue)

    assert (day.day, day.waiting) == (TODAY, 0)
    for tally in (day.whole, service(day, "B").whole):
        assert (tally.taken, tally.called, tally.served) == (1, 1, 1)
        assert tally.waits == Spread(1, 3000, 3000, 3000, 3000)
        assert tally.visits == Spread(1, 900, 900, 900, 900)
    at = window(day, "3")
    assert (at.whole.taken, at.whole.called, at.whole.served) == (0, 1, 1), "taken at no window"
    assert (at.open_s, at.busy_s) == (80 * 60, 940)
    assert at.load == pytest.approx(940 / 4800)
    assert window(day, "4").open_s == 0, "nobody was ever seen there"
    hours = {hour.hour: hour.tally for hour in day.hours}
    assert [(h, t.taken, t.called, t.served) for h, t in hours.items()] == [
        (9, 1, 1, 0),
        (10, 0, 0, 1),
    ]
    assert service(day, "A").whole.taken == 0


def test_breaks_are_not_open_and_a_citizen_who_is_still_there_is_work(
    queue: HallQueue, clock: Clock
) -> None:
    queue.open_window("1", CLERK)
    clock.pass_by(minutes=10)
    queue.pause_window("1", CLERK, "午休")
    clock.pass_by(minutes=45)
    queue.open_window("1", CLERK)
    queue.take("A")
    queue.call_next("1", CLERK)
    clock.pass_by(minutes=20)
    at = window(today(queue), "1")
    assert (at.open_s, at.busy_s) == (30 * 60, 20 * 60)


def test_who_did_not_come_came_back_and_was_handed_on(queue: HallQueue, clock: Clock) -> None:
    ticket = queue.take("A", Priority.PRIORITY)
    queue.call_next("1", CLERK)
    clock.pass_by(minutes=2)
    queue.no_show(ticket.id, "1", CLERK)
    clock.pass_by(minutes=30)
    queue.return_to_row(ticket.number)
    clock.pass_by(minutes=5)
    queue.call_next("1", CLERK)
    queue.serve(ticket.id, "1", CLERK)
    clock.pass_by(minutes=6)
    queue.transfer(ticket.id, "1", CLERK, to_service="B")
    clock.pass_by(minutes=3)
    queue.call_next("2", CLERK)
    queue.serve(ticket.id, "2", CLERK)
    clock.pass_by(minutes=1)
    queue.hold(ticket.id, "2", CLERK)
    clock.pass_by(minutes=20)
    queue.resume(ticket.id, "2", CLERK)
    clock.pass_by(minutes=2)
    queue.finish(ticket.id, "2", CLERK)
    day = today(queue)

    a, b = service(day, "A").whole, service(day, "B").whole
    assert (a.taken, a.called, a.no_shows, a.returned, a.transferred, a.served) == (
        1, 2, 1, 1, 1, 0,
    )  # fmt: skip
    assert a.no_show_share == 0.5
    assert a.waits == Spread(2, 150, 150, 300, 300), "at once; and five minutes after coming back"
    assert a.visits == Spread(1, 360, 360, 360, 360)
    assert (b.taken, b.called, b.served) == (0, 1, 1)
    assert b.waits.longest_s == 180, "since it was handed on"
    assert b.visits.longest_s == 180, "the twenty minutes on hold are not at the window"
    assert window(day, "2").busy_s == 180
    assert day.whole.priority == day.whole.called == 3
    assert day.whole.priority_share == 1.0


def test_appointments_are_kept_in_time_or_not(queue: HallQueue, clock: Clock) -> None:
    codes = [
        queue.book("A", clock.now + timedelta(minutes=minutes)).code for minutes in (10, 10, 20)
    ]
    queue.check_in(codes[0])
    queue.check_in(codes[1])
    clock.pass_by(minutes=12)
    queue.call_next("1", CLERK)
    clock.pass_by(minutes=20)
    queue.call_next("2", CLERK)
    day = today(queue)
    assert day.appointments == Appointments(booked=3, kept=2, in_time=1)
    assert day.whole.waits == Spread(2, 720, 720, 1320, 1320), "from the slot on"


def test_whoever_still_waits_is_said_and_the_night_ends_it(queue: HallQueue, clock: Clock) -> None:
    for _ in range(3):
        queue.take("C")
    queue.call_next("1", CLERK)
    assert (today(queue).waiting, today(queue).whole.expired) == (2, 0)
    clock.pass_by(days=1)
    (yesterday,) = queue.history(TODAY, TODAY)
    assert (yesterday.waiting, yesterday.whole.expired) == (0, 2)
    queue.take("C")
    days = queue.history(TODAY, TODAY + timedelta(days=9))
    assert [d.day for d in days] == [TODAY, TODAY + timedelta(days=1)]
    assert days[0].whole == yesterday.whole
    assert (days[1].whole.taken, days[1].whole.expired, days[1].waiting) == (1, 0, 1)


def test_a_day_that_was_closed_is_counted_once(queue: HallQueue, clock: Clock) -> None:
    queue.take("A")
    queue.close_day("manager")
    clock.pass_by(days=1)
    queue.take("A")
    first, second = queue.history(TODAY, TODAY + timedelta(days=1))
    assert (first.whole.expired, second.whole.expired) == (1, 0)


def test_figures_of_all_that_may_happen_add_up(tmp_path: Path) -> None:
    """Counted a second time, from a long history at random."""
    url, events, clock = wander(tmp_path, 250, seed=3)
    with open_hall(url, clock=clock) as queue:
        days = queue.history(TODAY, TODAY + timedelta(days=9))
    assert len(days) == 2
    plain = [event for event in events if not event.detail.reason]
    ended = [event for event in events if event.detail.reason in [*Outcome]]
    assert sum(day.whole.without_case for day in days) == len(ended) > 0
    moves = Counter(event.move for event in plain)
    for name, move in {
        "taken": TicketMove.TAKEN,
        "called": TicketMove.CALLED,
        "served": TicketMove.FINISHED,
        "no_shows": TicketMove.NO_SHOW,
        "returned": TicketMove.RETURNED,
        "transferred": TicketMove.TRANSFERRED,
        "cancelled": TicketMove.CANCELLED,
        "expired": TicketMove.EXPIRED,
    }.items():
        assert sum(getattr(day.whole, name) for day in days) == moves[move], name
    for day in days:
        for name in COUNTS:
            whole = getattr(day.whole, name)
            assert sum(getattr(hour.tally, name) for hour in day.hours) == whole
            assert sum(getattr(of.whole, name) for of in day.services) == whole
            hours = [hour.tally for of in day.services for hour in of.hours]
            assert sum(getattr(tally, name) for tally in hours) == whole
        assert sum(at.whole.called for at in day.windows) == day.whole.called
        assert sum(of.whole.waits.count for of in day.services) == day.whole.waits.count
        assert all(at.busy_s <= at.open_s + 1 for at in day.windows)
    calls = [e for e in events if isinstance(e, TicketEvent) and e.move is TicketMove.CALLED]
    first = [e for e in calls if e.priority is Priority.PRIORITY]
    assert sum(day.whole.priority for day in days) == len(first)


def test_a_hall_that_was_set_up_anew_keeps_its_figures(queue: HallQueue) -> None:
    queue.take("A")
    queue.arrange(SERVICES[:1], [Window(WINDOWS[0], serves=(("A", 0),))])
    assert today(queue).whole.taken == 1
