"""What happens to tickets, as citizens and clerks meet it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from desk.domain.tickets import Priority, Ticket, TicketMove, TicketState, WindowStatus
from desk.hall import HallQueue
from desk.hall.failures import (
    CommandReused,
    ServiceUnknown,
    TicketClosed,
    TicketNotHere,
    TicketNotWaiting,
    TicketUnknown,
    WindowBusy,
    WindowUnknown,
)
from tests.hall.halls import MORNING, SERVICES, WINDOWS, Clock

CLERK = "weili"
Move = Callable[[HallQueue, Ticket], Ticket]


def test_a_ticket_goes_from_the_kiosk_to_its_end(queue: HallQueue, clock: Clock) -> None:
    taken = queue.take("A")
    assert (taken.number, taken.state, taken.taken_at) == ("A001", TicketState.WAITING, MORNING)

    clock.pass_by(minutes=4)
    called = queue.call_next("3", CLERK)
    assert called is not None
    assert (called.id, called.state, called.window) == (taken.id, TicketState.CALLED, "3")
    assert (called.calls, called.called_at) == (1, MORNING + timedelta(minutes=4))

    assert queue.recall(called.id, "3", CLERK).calls == 2
    assert queue.serve(called.id, "3", CLERK).state is TicketState.SERVING
    served = queue.finish(called.id, "3", CLERK)
    assert served.state is TicketState.SERVED
    assert queue.ticket(taken.id) == served
    assert [(e.move, e.window, e.person) for e in queue.events_since(0)] == [
        (TicketMove.TAKEN, None, None),
        (TicketMove.CALLED, "3", CLERK),
        (TicketMove.RECALLED, "3", CLERK),
        (TicketMove.SERVED_FROM, "3", CLERK),
        (TicketMove.FINISHED, "3", CLERK),
    ]


def test_each_service_and_each_priority_counts_its_own_numbers(queue: HallQueue) -> None:
    numbers = [
        queue.take("A").number,
        queue.take("B").number,
        queue.take("A").number,
        queue.take("C", Priority.PRIORITY).number,
        queue.take("D", Priority.PRIORITY).number,
        queue.take("D", Priority.APPOINTMENT).number,
    ]
    assert numbers == ["A001", "B001", "A002", "V001", "V002", "Y001"]


def test_an_empty_hall_calls_nobody_and_writes_nothing(queue: HallQueue) -> None:
    assert queue.call_next("1", CLERK) is None
    assert queue.events_since(0) == []
    assert queue.seq() == 0


def test_the_window_sees_the_order_in_which_it_will_call(queue: HallQueue) -> None:
    for _ in range(4):
        queue.take("A")
    for _ in range(2):
        queue.take("B", Priority.PRIORITY)
    seen = [ticket.number for ticket in queue.snapshot("1").queue]
    assert seen == ["V001", "A001", "A002", "V002", "A003", "A004"]
    ahead = [queue.ahead(ticket.id) for ticket in queue.snapshot("1").queue]
    assert ahead == [0, 1, 2, 3, 4, 5]

    called = []
    while ticket := queue.call_next("1", CLERK):
        called.append(ticket.number)
        queue.no_show(ticket.id, "1", CLERK)
    assert called == seen


def test_a_snapshot_counts_the_hall(queue: HallQueue, clock: Clock) -> None:
    first = queue.take("A")
    clock.pass_by(minutes=5)
    queue.take("B")
    clock.pass_by(minutes=1)
    queue.call("A001", "3", CLERK)
    queue.serve(first.id, "3", CLERK)
    clock.pass_by(minutes=6)
    queue.take("B")
    held = queue.take("C")
    queue.call(held.number, "2", CLERK)
    queue.hold(held.id, "2", CLERK)

    snapshot = queue.snapshot("3")
    assert snapshot.hall_name == "南宁市民中心"
    assert snapshot.seq == queue.events_since(0)[-1].seq == queue.seq()
    assert [(load.service.code, load.waiting, load.longest_s) for load in snapshot.loads] == [
        ("A", 0, 0),
        ("B", 2, 7 * 60),
        ("C", 0, 0),
        ("D", 0, 0),
    ]
    assert snapshot.longest_wait_s == 7 * 60
    assert [status.window for status in snapshot.windows] == list(WINDOWS)
    assert WindowStatus("3", "A001", TicketState.SERVING) in snapshot.windows
    assert WindowStatus("2", None, None) in snapshot.windows
    assert [ticket.number for ticket in snapshot.on_hold] == ["C001"]
    assert (snapshot.served_today, snapshot.mean_service_s) == (0, 0)


def test_a_window_knows_how_long_it_serves(queue: HallQueue, clock: Clock) -> None:
    for minutes in (4, 8):
        ticket = queue.take("A")
        queue.call_next("3", CLERK)
        clock.pass_by(minutes=1)  # walking to the window is no service
        queue.serve(ticket.id, "3", CLERK)
        clock.pass_by(minutes=minutes / 2)
        queue.hold(ticket.id, "3", CLERK)
        clock.pass_by(minutes=30)  # nor is lying on hold
        queue.resume(ticket.id, "3", CLERK)
        clock.pass_by(minutes=minutes / 2)
        queue.finish(ticket.id, "3", CLERK)
    snapshot = queue.snapshot("3")
    assert (snapshot.served_today, snapshot.mean_service_s) == (2, 6 * 60)
    assert queue.snapshot("4").served_today == 0


def test_who_missed_the_call_can_be_called_by_number(queue: HallQueue) -> None:
    ticket = queue.take("A")
    queue.call_next("1", CLERK)
    queue.recall(ticket.id, "1", CLERK)
    queue.no_show(ticket.id, "1", CLERK)
    assert queue.call_next("1", CLERK) is None
    again = queue.call(" a001 ", "2", CLERK)
    assert (again.state, again.window, again.calls) == (TicketState.CALLED, "2", 1)


def test_a_ticket_on_hold_goes_on_at_another_window(queue: HallQueue) -> None:
    ticket = queue.take("A")
    queue.call_next("1", CLERK)
    queue.serve(ticket.id, "1", CLERK)
    queue.hold(ticket.id, "1", CLERK)
    resumed = queue.resume(ticket.id, "5", CLERK)
    assert (resumed.state, resumed.window) == (TicketState.SERVING, "5")
    with pytest.raises(TicketNotHere):
        queue.finish(ticket.id, "1", CLERK)


def test_a_window_serves_one_at_a_time(queue: HallQueue) -> None:
    held = queue.take("A")
    queue.call_next("1", CLERK)
    queue.hold(held.id, "1", CLERK)
    queue.take("A")
    queue.take("A")
    queue.call_next("1", CLERK)
    before = queue.seq()
    with pytest.raises(WindowBusy) as busy:
        queue.call_next("1", CLERK)
    assert "Window 1 is with A002" in busy.value.sentence
    with pytest.raises(WindowBusy):
        queue.call("A003", "1", CLERK)
    with pytest.raises(WindowBusy):
        queue.resume(held.id, "1", CLERK)
    assert queue.seq() == before


def test_a_number_already_called_says_by_which_window(queue: HallQueue) -> None:
    ticket = queue.take("A")
    queue.call_next("4", CLERK)
    with pytest.raises(TicketNotWaiting) as told:
        queue.call("A001", "2", CLERK)
    assert "A001 was already called by window 4" in told.value.sentence
    queue.serve(ticket.id, "4", CLERK)
    queue.finish(ticket.id, "4", CLERK)
    with pytest.raises(TicketClosed):
        queue.call("A001", "2", CLERK)


@pytest.mark.parametrize(
    "move",
    [
        lambda queue, ticket: queue.recall(ticket.id, "2", CLERK),
        lambda queue, ticket: queue.serve(ticket.id, "2", CLERK),
        lambda queue, ticket: queue.no_show(ticket.id, "2", CLERK),
        lambda queue, ticket: queue.hold(ticket.id, "2", CLERK),
        lambda queue, ticket: queue.finish(ticket.id, "2", CLERK),
    ],
)
def test_no_window_moves_another_windows_ticket(queue: HallQueue, move: Move) -> None:
    ticket = queue.take("A")
    called = queue.call_next("1", CLERK)
    with pytest.raises(TicketNotHere):
        move(queue, ticket)
    assert queue.ticket(ticket.id) == called


def test_what_the_hall_does_not_have_is_named(queue: HallQueue) -> None:
    with pytest.raises(ServiceUnknown, match="no service Z"):
        queue.take("Z")
    with pytest.raises(WindowUnknown, match="no window 77"):
        queue.call_next("77", CLERK)
    with pytest.raises(TicketUnknown, match="no ticket A009"):
        queue.call("A009", "1", CLERK)
    with pytest.raises(TicketUnknown):
        queue.ticket("nobody")
    assert queue.find("A009") is None
    assert queue.events_since(0) == []


def test_a_citizen_who_leaves_is_not_called(queue: HallQueue) -> None:
    left, stays = queue.take("A"), queue.take("A")
    assert queue.cancel(left.id).state is TicketState.CANCELLED
    called = queue.call_next("1", CLERK)
    assert called is not None
    assert called.id == stays.id
    with pytest.raises(TicketClosed):
        queue.cancel(left.id)


def test_a_lost_answer_is_settled_by_its_command(queue: HallQueue) -> None:
    taken = queue.take("A", command="kiosk-1")
    assert queue.take("A", command="kiosk-1") == taken
    queue.take("A")
    called = queue.call_next("1", CLERK, command="call-1")
    assert called is not None
    assert queue.call_next("1", CLERK, command="call-1") == called
    assert queue.serve(taken.id, "1", CLERK, command="serve-1").state is TicketState.SERVING
    assert queue.serve(taken.id, "1", CLERK, command="serve-1").state is TicketState.SERVING
    # however late it comes: the ticket as it stands now
    settled = queue.call_next("1", CLERK, command="call-1")
    assert settled == queue.ticket(taken.id)
    assert len(queue.events_since(0)) == 4


def test_a_command_cannot_mean_two_things(queue: HallQueue) -> None:
    queue.take("A", command="one")
    with pytest.raises(CommandReused):
        queue.call_next("1", CLERK, command="one")
    queue.call_next("1", CLERK, command="two")
    with pytest.raises(CommandReused):
        queue.call_next("2", CLERK, command="two")


def test_every_day_begins_at_001_with_nobody_left_over(queue: HallQueue, clock: Clock) -> None:
    waiting = [queue.take("A"), queue.take("A")]
    missed = queue.take("B")
    at_window = queue.take("C")
    queue.call(missed.number, "1", CLERK)
    queue.no_show(missed.id, "1", CLERK)
    queue.call(at_window.number, "2", CLERK)
    queue.serve(at_window.id, "2", CLERK)

    clock.pass_by(hours=14, minutes=59)  # 23:59 in the hall
    assert queue.take("A").number == "A003"
    clock.pass_by(minutes=1)
    assert queue.snapshot("1").queue == ()
    assert queue.find("A001") is None
    assert queue.call_next("1", CLERK) is None

    fresh = queue.take("A")
    assert fresh.number == "A001"
    assert queue.find("A001") == fresh
    for ticket in (*waiting, missed):
        assert queue.ticket(ticket.id).state is TicketState.EXPIRED
    # who sits at a window at midnight is served to the end
    assert queue.finish(at_window.id, "2", CLERK).state is TicketState.SERVED
    assert queue.project() == queue.standings()


def test_a_clock_set_back_uses_no_number_twice(queue: HallQueue, clock: Clock) -> None:
    assert queue.take("A").number == "A001"
    clock.pass_by(days=-1)
    assert queue.take("A").number == "A002"
    assert [ticket.number for ticket in queue.snapshot("1").queue] == ["A001", "A002"]


def test_services_keep_their_order(queue: HallQueue) -> None:
    assert queue.services() == SERVICES
