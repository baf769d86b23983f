"""The hall's day: closed by mistake, begun by a clock that jumped, set right by the manager."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from desk.domain.tickets import HallMove, TicketState
from desk.hall import HallQueue, open_hall
from desk.hall.clock_watch import TOLERANCE, ClockWatch
from desk.hall.failures import ClockJumped, DayClosed, NotToday
from tests.hall.halls import MORNING, Clock, on_a_file

CLERK = "weili"
MANAGER = "chief"
TODAY = date(2026, 11, 24)


def is_right(queue: HallQueue) -> None:
    assert queue.project() == queue.standings()
    seqs = [event.seq for event in queue.events_since(0)]
    assert seqs == list(range(1, len(seqs) + 1))


def test_a_day_closed_by_mistake_goes_on(queue: HallQueue) -> None:
    queue.take("A")
    queue.close_day(MANAGER)
    with pytest.raises(DayClosed):
        queue.take("A")
    assert queue.overview().day_closed
    queue.reopen(MANAGER)
    queue.reopen(MANAGER)
    assert queue.take("A").number == "A002"
    assert not queue.overview().day_closed
    assert [event.move for event in queue.events_since(0)].count(HallMove.REOPENED) == 1
    is_right(queue)


def test_reopened_by_another_process_is_seen(queue: HallQueue, url: str, clock: Clock) -> None:
    with open_hall(url, clock=clock) as other:
        other.close_day(MANAGER)
        assert queue.overview().day_closed
        other.reopen(MANAGER)
        assert queue.take("A").number == "A001"


@pytest.mark.parametrize(
    "act",
    [
        lambda queue: queue.take("A"),
        lambda queue: queue.call_next("1", CLERK),
        lambda queue: queue.close_day(MANAGER),
        lambda queue: queue.pause_window("1", CLERK, "lunch"),
    ],
)
def test_a_clock_that_jumped_by_years_does_no_harm(
    queue: HallQueue, clock: Clock, act: Callable[[HallQueue], object]
) -> None:
    queue.take("A")
    clock.pass_by(days=3650)
    with pytest.raises(ClockJumped, match="desk hall set-day 2036"):
        act(queue)
    clock.now = MORNING
    assert queue.take("A").number == "A002"
    assert len(queue.events_since(0)) == 2


def test_after_long_holidays_the_manager_says_that_the_clock_is_right(
    queue: HallQueue, clock: Clock
) -> None:
    queue.take("A")
    clock.pass_by(days=60)
    with pytest.raises(ClockJumped):
        queue.take("A")
    with pytest.raises(NotToday):
        queue.set_day(TODAY, MANAGER)
    queue.set_day(clock.now.date(), MANAGER)
    assert queue.take("A").number == "A001"
    assert len(queue.snapshot("1").queue) == 1, "who waited before was told to come again"
    is_right(queue)


@pytest.fixture
def wrong_day(queue: HallQueue, clock: Clock) -> HallQueue:
    """Two were given today; then the clock was a month ahead for a while, and is right again."""
    queue.take("A")
    queue.call_next("2", CLERK)
    queue.take("A")
    clock.pass_by(days=30)
    assert queue.take("A").number == "A001"
    queue.call_next("1", CLERK)
    queue.take("A")
    queue.close_day(MANAGER)
    clock.now = MORNING + timedelta(hours=1)
    return queue


def test_a_hall_that_went_by_a_wrong_clock_is_set_right(
    wrong_day: HallQueue, url: str, clock: Clock
) -> None:
    with pytest.raises(DayClosed):
        wrong_day.take("A")
    with open_hall(url, clock=clock) as manager:
        manager.set_day(TODAY, MANAGER)
        assert manager.take("A").number == "A003", "the numbers of this day are used up to A002"
    assert wrong_day.take("A").number == "A004"
    assert [ticket.number for ticket in wrong_day.snapshot("3").queue] == ["A003", "A004"]
    served = wrong_day.at_window("1")
    assert served is not None
    wrong_day.serve(served.id, "1", CLERK)
    assert wrong_day.finish(served.id, "1", CLERK).state is TicketState.SERVED
    here = wrong_day.at_window("2")
    assert here is not None
    assert here.number == "A001"
    is_right(wrong_day)
    days = wrong_day.history(TODAY, TODAY + timedelta(days=40))
    assert [(day.day, day.whole.taken) for day in days] == [
        (TODAY, 4),
        (TODAY + timedelta(days=30), 2),
    ]


def test_a_day_is_set_once_by_its_command(wrong_day: HallQueue) -> None:
    wrong_day.set_day(TODAY, MANAGER, command="one")
    wrong_day.take("B")
    wrong_day.set_day(TODAY, MANAGER, command="one")
    assert len(wrong_day.snapshot("1").queue) == 1


def test_a_clock_put_forward_is_doubted_until_it_is_right() -> None:
    passed = 0.0
    watch = ClockWatch(lambda: passed)
    now = datetime(2026, 11, 24, 1, tzinfo=UTC)
    assert not watch.jumped(now)
    passed += 3600
    assert not watch.jumped(now + timedelta(hours=1, minutes=4)), "a clock may be a little off"
    far = now + timedelta(hours=20)
    assert watch.jumped(far)
    passed += 60
    assert watch.jumped(far + timedelta(minutes=1)), "it is not believed for being seen twice"
    assert not watch.jumped(now + timedelta(hours=1)), "set back, or put right"
    assert watch.jumped(far)
    watch.trust(far)
    assert not watch.jumped(far + TOLERANCE)


@on_a_file
def test_the_clock_of_this_machine_may_not_jump_into_another_day(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = datetime.now(UTC)
    clock = Clock(real)
    monkeypatch.setattr("desk.hall.core.utc_now", clock)
    with open_hall(url) as queue:
        queue.take("A")
        clock.pass_by(days=2)
        with pytest.raises(ClockJumped):
            queue.take("A")
        clock.now = real
        assert queue.take("A").number == "A002"
