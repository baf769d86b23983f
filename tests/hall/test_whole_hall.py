"""What a whole hall does beside calling the next number."""

from datetime import time, timedelta

import pytest

from desk.domain.tickets import (
    HallEvent,
    HallMove,
    OpenHours,
    Priority,
    Service,
    TicketState,
    Window,
    WindowStanding,
)
from desk.hall import HallQueue
from desk.hall.booking import holder_digest
from desk.hall.failures import (
    AppointmentOver,
    AppointmentTaken,
    AppointmentUnknown,
    AppointmentUsed,
    DayClosed,
    NotMissed,
    NotServed,
    ServiceClosed,
    ServiceUnknown,
    TicketClosed,
    TicketNotHere,
    TooLateToday,
    WindowNotOpen,
    WindowUnknown,
)
from tests.hall.halls import MORNING, SERVICES, WINDOWS, Clock

CLERK = "weili"
WORKDAY = frozenset(range(7))


def _called(queue: HallQueue, window: str) -> str | None:
    ticket = queue.call_next(window, CLERK)
    if ticket is None:
        return None
    queue.serve(ticket.id, window, CLERK)
    queue.finish(ticket.id, window, CLERK)
    return ticket.number


# windows


def test_a_window_calls_only_for_the_services_it_serves(queue: HallQueue) -> None:
    queue.arrange([], [Window("1", serves=(("B", 0),))])
    queue.take("A")
    queue.take("B")
    assert [t.number for t in queue.snapshot("1").queue] == ["B001"]
    assert _called(queue, "1") == "B001"
    assert _called(queue, "1") is None
    assert _called(queue, "2") == "A001"


def test_a_window_prefers_its_own_service_for_ten_minutes(queue: HallQueue, clock: Clock) -> None:
    queue.arrange([], [Window("1", serves=(("B", 0), ("A", 1)))])
    queue.take("A")
    clock.pass_by(minutes=9)
    queue.take("B")
    clock.pass_by(minutes=5)
    queue.take("B")
    assert [_called(queue, "1") for _ in range(3)] == ["B001", "A001", "B002"]


def test_a_paused_window_says_why_and_calls_nobody(queue: HallQueue) -> None:
    queue.take("A")
    called = queue.call_next("3", CLERK)
    assert called is not None
    queue.take("A")
    queue.pause_window("3", CLERK, "午休")
    seen = {status.window: status for status in queue.overview().windows}["3"]
    assert (seen.standing, seen.reason, seen.person) == (WindowStanding.PAUSED, "午休", CLERK)
    queue.serve(called.id, "3", CLERK)
    queue.finish(called.id, "3", CLERK)  # who stands there is served to the end
    with pytest.raises(WindowNotOpen, match="午休"):
        queue.call_next("3", CLERK)
    queue.open_window("3", CLERK)
    assert _called(queue, "3") == "A002"
    told = [e for e in queue.events_since(0) if isinstance(e, HallEvent)]
    assert [(e.move, e.window, e.person, e.detail.reason) for e in told] == [
        (HallMove.WINDOW_PAUSED, "3", CLERK, "午休"),
        (HallMove.WINDOW_OPENED, "3", CLERK, None),
    ]


def test_a_pause_whose_answer_was_lost_is_not_written_twice(queue: HallQueue) -> None:
    for _ in range(2):
        queue.pause_window("3", CLERK, "午休", command="one wish")
    assert len(queue.events_since(0)) == 1


def test_a_window_that_the_hall_does_not_have_is_refused(queue: HallQueue) -> None:
    for act in (queue.open_window, queue.close_window, queue.call_next):
        with pytest.raises(WindowUnknown):
            act("99", CLERK)
    assert queue.events_since(0) == []


# hand-ons


def test_a_ticket_that_is_handed_on_keeps_its_arrival(queue: HallQueue, clock: Clock) -> None:
    first = queue.take("A")
    clock.pass_by(minutes=1)
    queue.take("B")
    queue.call(first.number, "1", CLERK)
    queue.serve(first.id, "1", CLERK)
    moved = queue.transfer(first.id, "1", CLERK, to_service="B")
    assert (moved.number, moved.service.code, moved.state) == ("A001", "B", TicketState.WAITING)
    assert moved.window is None
    assert _called(queue, "2") == "A001", "it came first"


def test_a_ticket_for_one_window_waits_for_that_window(queue: HallQueue) -> None:
    ticket = queue.take("A")
    queue.call_next("1", CLERK)
    queue.transfer(ticket.id, "1", CLERK, to_window="5")
    assert queue.call_next("1", CLERK) is None
    assert [t.for_window for t in queue.snapshot("5").queue] == ["5"]
    assert _called(queue, "5") == "A001"


def test_a_hand_on_that_leads_nowhere_is_refused(queue: HallQueue) -> None:
    queue.arrange([], [Window("5", serves=(("B", 0),))])
    ticket = queue.take("A")
    queue.call_next("1", CLERK)
    seq = queue.seq()
    with pytest.raises(NotServed):
        queue.transfer(ticket.id, "1", CLERK, to_window="5")
    with pytest.raises(ServiceUnknown):
        queue.transfer(ticket.id, "1", CLERK, to_service="X")
    with pytest.raises(WindowUnknown):
        queue.transfer(ticket.id, "1", CLERK, to_window="99")
    with pytest.raises(TicketNotHere):
        queue.transfer(ticket.id, "2", CLERK, to_service="B")
    assert queue.seq() == seq


# missed and back


def test_who_missed_the_call_comes_back_behind_three(queue: HallQueue) -> None:
    for _ in range(6):
        queue.take("A")
    missed = queue.call_next("1", CLERK)
    assert missed is not None
    queue.no_show(missed.id, "1", CLERK)
    assert [t.number for t in queue.snapshot("1").missed] == ["A001"]
    back = queue.return_to_row("a001 ", "3", CLERK)
    assert (back.state, back.window) == (TicketState.WAITING, None)
    shown = {t.number: t.enters_after for t in queue.snapshot("2").queue}
    assert shown["A001"] == 3
    assert [_called(queue, "2") for _ in range(5)] == ["A002", "A003", "A004", "A001", "A005"]


def test_only_who_missed_the_call_comes_back(queue: HallQueue) -> None:
    ticket = queue.take("A")
    with pytest.raises(NotMissed):
        queue.return_to_row(ticket.number)
    queue.cancel(ticket.id)
    with pytest.raises(TicketClosed):
        queue.return_to_row(ticket.number)


# appointments


def test_an_appointment_is_checked_in_and_called_in_its_slot(
    queue: HallQueue, clock: Clock
) -> None:
    booked = queue.book("D", MORNING + timedelta(minutes=20))
    assert len(booked.code) == 6
    ticket = queue.check_in(booked.code)
    assert (ticket.number, ticket.priority) == ("Y001", Priority.APPOINTMENT)
    assert ticket.slot == booked.slot
    queue.take("A")
    queue.take("A", Priority.PRIORITY)
    assert _called(queue, "1") == "V001", "the slot has not begun"
    clock.pass_by(minutes=20)
    assert _called(queue, "1") == "Y001"
    assert _called(queue, "1") == "A001"
    with pytest.raises(AppointmentUsed, match="Y001"):
        queue.check_in(booked.code)


def test_an_appointment_is_kept_for_fifteen_minutes(queue: HallQueue, clock: Clock) -> None:
    kept, over = queue.book("A", MORNING), queue.book("A", MORNING)
    clock.pass_by(minutes=14, seconds=59)
    assert queue.check_in(kept.code).number == "Y001"
    clock.pass_by(seconds=1)
    with pytest.raises(AppointmentOver, match="09:00"):
        queue.check_in(over.code)


def test_an_appointment_is_found_by_a_card_that_nobody_can_read_from_the_hall(
    queue: HallQueue, clock: Clock
) -> None:
    digest = holder_digest(b"k" * 32, "11010519491231002x")
    assert digest == holder_digest(b"k" * 32, "11010519491231002X")
    assert digest != holder_digest(b"l" * 32, "11010519491231002X")
    queue.book("A", MORNING + timedelta(hours=2), holder=digest)
    queue.book("B", MORNING, holder=digest)
    assert queue.check_in(holder=digest).service.code == "B", "the earlier one"
    assert queue.check_in(holder=digest).service.code == "A"
    with pytest.raises(AppointmentUsed):
        queue.check_in(holder=digest)
    with pytest.raises(AppointmentUnknown):
        queue.check_in(holder=holder_digest(b"k" * 32, "another"))


def test_a_code_is_good_on_its_day_only(queue: HallQueue, clock: Clock) -> None:
    queue.book("A", MORNING + timedelta(days=1), code="123456")
    with pytest.raises(AppointmentUnknown):
        queue.check_in("123456")
    with pytest.raises(AppointmentTaken):
        queue.book("B", MORNING + timedelta(days=1, hours=1), code="123456")
    queue.book("B", MORNING, code="123456")
    assert queue.check_in("123456").service.code == "B"
    clock.pass_by(days=1)
    assert queue.check_in("123456").service.code == "A"
    assert [a.ticket_id is not None for a in queue.appointments()] == [True]


def test_a_check_in_whose_answer_was_lost_gives_one_ticket(queue: HallQueue) -> None:
    code = queue.book("A", MORNING).code
    first = queue.check_in(code, command="one wish")
    assert queue.check_in(code, command="one wish").id == first.id


# hours and days


def _with_hours(queue: HallQueue, *spans: tuple[str, str]) -> None:
    hours = tuple(
        OpenHours(WORKDAY, time.fromisoformat(opens), time.fromisoformat(closes))
        for opens, closes in spans
    )
    queue.arrange([Service("A", "A", "企业开办", hours=hours)], [])


def test_a_service_gives_numbers_in_its_hours_only(queue: HallQueue, clock: Clock) -> None:
    _with_hours(queue, ("09:00", "12:00"), ("13:30", "17:00"))
    queue.take("A")
    clock.pass_by(hours=3)  # noon
    with pytest.raises(ServiceClosed, match="企业开办"):
        queue.take("A")
    assert not queue.overview().services[0].gives_tickets
    assert queue.overview().services[1].gives_tickets
    queue.take("B")
    assert _called(queue, "1") == "A001", "who holds one is served"
    clock.pass_by(hours=2)
    assert queue.take("A").number == "A002"


def test_no_number_is_given_that_would_be_called_after_closing(
    queue: HallQueue, clock: Clock
) -> None:
    _with_hours(queue, ("09:00", "10:00"))
    for window in WINDOWS[1:]:
        queue.close_window(window, CLERK)
    given = 0
    while queue.overview().services[0].gives_tickets:
        queue.take("A")
        given += 1
    assert 3 <= given <= 30, "an hour of one window's work"
    with pytest.raises(TooLateToday, match="10:00"):
        queue.take("A")
    assert _called(queue, "1") == "A001"


def test_a_closed_day_gives_and_keeps_no_numbers(queue: HallQueue, clock: Clock) -> None:
    for _ in range(3):
        queue.take("A")
    at_window = queue.call_next("1", CLERK)
    assert at_window is not None
    assert queue.close_day("manager") == 2
    with pytest.raises(DayClosed):
        queue.take("B")
    queue.serve(at_window.id, "1", CLERK)
    queue.finish(at_window.id, "1", CLERK)
    assert queue.overview().day_closed
    assert queue.close_day("manager") == 0, "once is enough"
    clock.pass_by(days=1)
    assert queue.take("B").number == "B001"
    assert not queue.overview().day_closed


def test_a_new_day_begins_by_itself(queue: HallQueue, clock: Clock) -> None:
    queue.take("A")
    clock.pass_by(days=1)
    assert queue.take("A").number == "A001"
    moves = [event.move.value for event in queue.events_since(0)]
    assert moves == ["taken", "day_begun", "expired", "taken"]


# the manager


def test_a_hall_is_set_up_anew_while_it_works(queue: HallQueue) -> None:
    assert queue.services() == SERVICES
    queue.arrange(
        [Service("A", "A", "开办企业", "设立"), Service("E", "E", "公积金")],
        [Window("1", direction=270), Window("21")],
    )
    names = {service.code: service.name for service in queue.services()}
    assert names == {
        "A": "开办企业", "B": "食品经营", "C": "社会保障", "D": "不动产登记", "E": "公积金"
    }  # fmt: skip
    assert [window.code for window in queue.windows()] == [*WINDOWS, "21"]
    assert queue.take("E").number == "E001"
    assert _called(queue, "21") == "E001"
    assert queue.overview().calls[0].number == "E001"
    with pytest.raises(ValueError, match="prefix"):
        queue.arrange([Service("F", "B", "another")], [])


def test_two_services_exchange_their_letters(queue: HallQueue) -> None:
    queue.arrange([Service("A", "B", "企业开办"), Service("B", "A", "食品经营")], [])
    assert queue.take("A").number == "B001"
    assert queue.take("B").number == "A001"


def test_the_overview_shows_each_number_once_and_the_newest_first(queue: HallQueue) -> None:
    queue.arrange([], [Window("2", direction=90)])
    for _ in range(3):
        queue.take("A")
    first = queue.call_next("1", CLERK)
    queue.call_next("2", CLERK)
    assert first is not None
    queue.recall(first.id, "1", CLERK)
    calls = [(c.number, c.window, c.calls, c.direction) for c in queue.overview().calls]
    assert calls == [("A001", "1", 2, None), ("A002", "2", 1, 90)]
    assert queue.overview().waiting == 1
