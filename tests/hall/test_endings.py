"""How a citizen's time at a window ends without a case, and who reads of it."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from desk.display.presenter import DisplayPresenter
from desk.domain.failures import Failure
from desk.domain.tickets import (
    SENT_BACK,
    Event,
    HallMove,
    Outcome,
    Ticket,
    TicketMove,
    TicketState,
)
from desk.hall import HallQueue
from desk.hall.failures import TicketClosed, TicketNotHere
from desk.hall.follower import HallFollower
from desk.simulate.checker import check
from tests.hall.halls import SERVICES, Clock, on_a_file

CLERK = "weili"


def served_from(queue: HallQueue, service: str = "A") -> Ticket:
    """A citizen of `service` is called to window 3 and comes."""
    queue.take(service)
    called = queue.call_next("3", CLERK)
    assert called is not None
    return queue.serve(called.id, "3", CLERK)


def is_right(queue: HallQueue) -> None:
    """The history is one that two tellings of the rules agree on."""
    assert queue.project() == queue.standings()
    assert check(queue.events_since(0), SERVICES, queue.windows()) == []


def test_who_was_called_by_mistake_waits_where_they_waited(queue: HallQueue) -> None:
    for _ in range(3):
        queue.take("A")
    wrong = queue.call("A002", "3", CLERK)
    queue.serve(wrong.id, "3", CLERK)
    back = queue.send_back(wrong.id, "3", CLERK)
    assert (back.state, back.window) == (TicketState.WAITING, None)
    assert [t.number for t in queue.snapshot("3").queue] == ["A001", "A002", "A003"]
    is_right(queue)
    called = [queue.call_next(window, CLERK) for window in ("1", "2", "3")]
    assert [ticket and ticket.number for ticket in called] == ["A001", "A002", "A003"]
    is_right(queue)


def test_who_waited_for_one_window_waits_for_it_again(queue: HallQueue) -> None:
    ticket = served_from(queue)
    queue.transfer(ticket.id, "3", CLERK, to_window="5")
    assert queue.call_next("5", "chen") is not None
    back = queue.send_back(ticket.id, "5", "chen")
    assert back.for_window == "5"
    assert queue.call_next("3", CLERK) is None
    is_right(queue)


def test_sending_back_is_done_once_when_its_answer_is_lost(queue: HallQueue) -> None:
    ticket = served_from(queue)
    for _ in range(2):
        assert queue.send_back(ticket.id, "3", CLERK, command="1").state is TicketState.WAITING
    moves = [event.move for event in queue.events_since(0)]
    assert moves.count(TicketMove.TRANSFERRED) == 1


def test_nobody_is_sent_back_on_a_day_that_was_closed_or_from_another_window(
    queue: HallQueue,
) -> None:
    ticket = served_from(queue)
    with pytest.raises(TicketNotHere):
        queue.send_back(ticket.id, "5", "chen")
    queue.close_day("chief")
    with pytest.raises(TicketClosed):
        queue.send_back(ticket.id, "3", CLERK)
    queue.finish(ticket.id, "3", CLERK, outcome=Outcome.LEFT)
    with pytest.raises(TicketClosed):
        queue.send_back(ticket.id, "3", CLERK)


def test_somebody_else_had_come_so_the_number_is_called_again(queue: HallQueue) -> None:
    ticket = served_from(queue)
    again = queue.recall(ticket.id, "3", CLERK)
    assert (again.state, again.calls, again.window) == (TicketState.CALLED, 2, "3")
    queue.serve(ticket.id, "3", CLERK)
    assert queue.no_show(ticket.id, "3", CLERK).state is TicketState.NO_SHOW
    is_right(queue)


def test_what_ended_without_a_case_is_counted_apart(queue: HallQueue, clock: Clock) -> None:
    for outcome in (*Outcome, None):
        ticket = served_from(queue)
        clock.pass_by(minutes=2)
        queue.finish(ticket.id, "3", CLERK, outcome=outcome)
    ticket = served_from(queue)
    queue.send_back(ticket.id, "3", CLERK)
    day = queue.statistics()
    assert day is not None
    whole = day.whole
    assert (whole.served, whole.without_case, whole.transferred) == (1, len(Outcome), 0)
    assert whole.visits.count == len(Outcome) + 1
    assert day.windows[2].whole.without_case == len(Outcome)
    is_right(queue)
    reasons = [e.detail.reason for e in queue.ticket_events() if e.move is TicketMove.FINISHED]
    assert reasons == [*Outcome, None]


def test_the_time_with_somebody_else_is_nobodys_visit(queue: HallQueue, clock: Clock) -> None:
    ticket = served_from(queue)
    clock.pass_by(minutes=3)
    queue.recall(ticket.id, "3", CLERK)
    queue.serve(ticket.id, "3", CLERK)
    clock.pass_by(minutes=1)
    queue.finish(ticket.id, "3", CLERK)
    day = queue.statistics()
    assert day is not None
    assert day.whole.visits.longest_s == 60
    assert day.windows[2].busy_s == 240


def test_to_an_older_display_they_are_moves_that_it_knows(queue: HallQueue) -> None:
    """No new word is written: an older screen dies of those."""
    ticket = served_from(queue)
    queue.recall(ticket.id, "3", CLERK)
    queue.serve(ticket.id, "3", CLERK)
    queue.send_back(ticket.id, "3", CLERK)
    last = list(queue.ticket_events())[-1]
    assert (last.move, last.detail.reason) == (TicketMove.TRANSFERRED, SENT_BACK)
    words = {event.move.value for event in queue.events_since(0)}
    assert words <= {"taken", "called", "recalled", "serving", "transferred"}


def test_the_checker_sees_who_was_sent_back_to_another_place(queue: HallQueue) -> None:
    ticket = served_from(queue)
    queue.transfer(ticket.id, "3", CLERK, to_window="5")
    forged = [
        event
        if event.move is not TicketMove.TRANSFERRED
        else type(event)(
            **{name: getattr(event, name) for name in event.__struct_fields__ if name != "detail"},
            detail=type(event.detail)(to_window="5", reason=SENT_BACK),
        )
        for event in queue.events_since(0)
    ]
    (said,) = check(forged, SERVICES, queue.windows())
    assert "another place" in said


# a version that knows more


def forge(url: str, move: str, detail: str = "{}", *, of_ticket: str | None = None) -> None:
    """Write a row of the history as a newer version would."""
    from sqlalchemy import create_engine

    engine = create_engine(url)
    with engine.begin() as connection:
        seq = connection.scalar(text("UPDATE hall SET seq = seq + 1 RETURNING seq"))
        connection.execute(
            text(
                "INSERT INTO event"
                " (seq, ticket_id, number, service_code, priority, move, at, detail)"
                " VALUES (:seq, :ticket, 'A001', 'A', 'normal', :move, :at, :detail)"
            ),
            {
                "seq": seq,
                "ticket": of_ticket,
                "move": move,
                "at": "2026-11-24T01:00:00.000000Z",
                "detail": detail,
            },
        )
    engine.dispose()


@on_a_file
def test_a_newer_versions_word_ends_nobody_who_follows(url: str, queue: HallQueue) -> None:
    heard: list[Event] = []
    seen = threading.Event()
    troubles: list[Failure | None] = []

    def hear(events: list[Event]) -> None:
        heard.extend(events)
        if len(heard) >= 4:
            seen.set()

    follower = HallFollower(url, hear, troubles.append)
    follower.start()
    try:
        ticket = queue.take("A")
        forge(url, "sent_to_moon", of_ticket=ticket.id)
        forge(url, "window_sings", '{"reason": 5, "more": [1]}')
        queue.take("A")
        assert seen.wait(10)
    finally:
        follower.stop()
    assert [event.move for event in heard] == [
        TicketMove.TAKEN,
        TicketMove.UNKNOWN,
        HallMove.UNKNOWN,
        TicketMove.TAKEN,
    ]
    assert troubles == []


@on_a_file
def test_everything_else_goes_on_beside_it(url: str, queue: HallQueue, clock: Clock) -> None:
    ticket = queue.take("A")
    forge(url, "sent_to_moon", of_ticket=ticket.id)
    forge(url, "window_sings")
    clock.pass_by(minutes=1)
    called = queue.call_next("3", CLERK)
    assert called is not None
    assert queue.overview().calls[0].number == "A001"
    assert queue.statistics() is not None
    screen = DisplayPresenter()
    screen.see(queue.overview(), {})
    screen.happened(queue.events_since(0))
    assert screen.state.call is not None
    assert screen.state.call.number == "A001"
    wrong = check(queue.events_since(0), SERVICES, queue.windows())
    assert len(wrong) == 2
    assert all("does not know" in sentence for sentence in wrong)


@on_a_file
def test_what_cannot_be_read_is_said_and_tried_again(
    url: str, queue: HallQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is: the thread that brings the news does not end in silence."""
    troubles: list[Failure | None] = []
    said = threading.Event()
    events: Callable[[HallQueue, int], list[Event]] = HallQueue.events_since

    def broken(self: HallQueue, seq: int) -> list[Event]:
        if troubles:
            return events(self, seq)
        raise LookupError("a word of next year")

    def trouble(failure: Failure | None) -> None:
        troubles.append(failure)
        if failure is None:
            said.set()

    monkeypatch.setattr(HallQueue, "events_since", broken)
    follower = HallFollower(url, lambda _: None, trouble)
    follower.start()
    try:
        assert said.wait(10)
    finally:
        follower.stop()
    assert [failure and failure.code for failure in troubles] == ["HAL-62", None]


def test_ended_tickets_are_of_the_past_the_next_day(queue: HallQueue, clock: Clock) -> None:
    ticket = served_from(queue)
    queue.finish(ticket.id, "3", CLERK, outcome=Outcome.MISSING)
    clock.now += timedelta(days=1)
    queue.take("A")
    assert queue.ticket(ticket.id).state is TicketState.SERVED
    is_right(queue)
