"""A hall's state: whoever brings it forward by the same events has the same one."""

from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

from desk.domain.tickets import Service, TicketEvent, TicketMove, Window
from desk.hall import HallQueue, open_hall
from desk.hall.failures import HistoryDamaged, PrefixTaken, TicketUnknown
from desk.hall.next_ticket import CallingOrder
from desk.hall.requests import Arrange, CallNext, Requester, TakeTicket
from desk.hall.state import HallState
from tests.hall.halls import MORNING, SERVICES, Clock, on_a_file
from tests.simulate.walks import wander

CLERK = "weili"


def state_of(queue: HallQueue) -> HallState:
    """A copy of the state, as it would be told to another process."""
    with queue.looking() as (state, _):
        return msgspec.json.decode(msgspec.json.encode(state), type=HallState)


def without_times(state: HallState) -> dict[str, object]:
    """All that a state which was read from the database has, too, from the first event on.

    Of the calls of the day it only reads those that still count for somebody.
    """
    skipped = {"times", "calls"}
    return {name: getattr(state, name) for name in state.__struct_fields__ if name not in skipped}


class Watcher:
    """Follows a walk in three ways: as a mirror, as another process, and by reading anew."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._mirror: HallState | None = None
        self._other: HallQueue | None = None
        self.steps = 0

    def __call__(self, url: str, queue: HallQueue, clock: Clock) -> None:
        self.steps += 1
        if self._mirror is None or self._other is None:
            self._mirror = state_of(queue)
            self._other = self._stack.enter_context(open_hall(url, clock=clock))
        change = queue.changes_since(self._mirror.seq)
        if change is not None:
            self._mirror.change(msgspec.json.decode(msgspec.json.encode(change), type=type(change)))
        assert self._mirror == state_of(queue)
        if self.steps % 5 == 0:
            assert without_times(state_of(self._other)) == without_times(self._mirror)
            assert self._other.overview() == queue.overview()
        if self.steps % 40 == 0:
            with open_hall(url, clock=clock) as fresh:
                assert without_times(state_of(fresh)) == without_times(self._mirror)
                assert fresh.overview() == queue.overview()
                assert fresh.snapshot("2") == queue.snapshot("2")
        self._next_is_among_the_heads(clock)

    def _next_is_among_the_heads(self, clock: Clock) -> None:
        state = self._mirror
        assert state is not None
        for window in state.windows.values():
            words = (state.recent(), window, clock.now, state.passed())
            of_all = CallingOrder(state.waiting(), *words).peek()
            assert CallingOrder(state.heads(), *words).peek() == of_all


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_who_follow_have_the_same_state(tmp_path: Path, seed: int) -> None:
    with ExitStack() as stack:
        watcher = Watcher(stack)
        wander(tmp_path, steps=300, seed=seed, watch=watcher)
    assert watcher.steps == 300


def test_a_request_that_the_rules_forbid_does_not_disturb_the_others(queue: HallQueue) -> None:
    here, nowhere = Requester("1", CLERK), Requester("99", CLERK)
    taken, unknown, called, refused, nobody = queue.carry_out(
        [
            (TakeTicket(service="A"), Requester()),
            (TakeTicket(service="Z"), Requester()),
            (CallNext(), here),
            (CallNext(), nowhere),
            (CallNext(), Requester("2", CLERK)),
        ]
    )
    assert (taken.number, called.number, nobody) == ("A001", "A001", None)
    assert [failure.code for failure in (unknown, refused)] == ["HAL-11", "HAL-12"]
    assert [event.move for event in queue.events_since(0)] == ["taken", "called"]
    assert queue.project() == queue.standings()


def test_a_command_counts_once_in_its_batch_and_after_it(queue: HallQueue) -> None:
    take = TakeTicket(service="A", command="one")
    first, again, reused = queue.carry_out(
        [(take, Requester()), (take, Requester()), (CallNext(command="one"), Requester("1", CLERK))]
    )
    assert first == again
    assert reused.code == "HAL-31"
    assert queue.carry_out([(take, Requester())]) == [first]
    assert len(queue.events_since(0)) == 1


def test_two_tickets_may_change_windows_in_one_batch(queue: HallQueue) -> None:
    from desk.hall.requests import Hold, Resume

    queue.take("A")
    queue.take("A")
    one, two = queue.call_next("1", CLERK), queue.call_next("2", CLERK)
    assert one is not None
    assert two is not None
    here, there = Requester("1", CLERK), Requester("2", CLERK)
    queue.carry_out(
        [
            (Hold(ticket=one.id), here),
            (Hold(ticket=two.id), there),
            (Resume(ticket=one.id), there),
            (Resume(ticket=two.id), here),
        ]
    )
    at = {window: queue.at_window(window) for window in ("1", "2")}
    assert {window: ticket and ticket.id for window, ticket in at.items()} == {
        "1": two.id,
        "2": one.id,
    }
    assert queue.project() == queue.standings()


def test_what_is_set_up_holds_for_the_rest_of_the_batch(queue: HallQueue, url: str) -> None:
    service = Service("E", "E", "公证")
    wrong = Service("F", "A", "another")
    taken, arranged, refused, number = queue.carry_out(
        [
            (TakeTicket(service="E"), Requester()),
            (Arrange(services=(service,), windows=(Window("9", (("E", 0),)),)), Requester()),
            (Arrange(services=(wrong,)), Requester()),
            (TakeTicket(service="E"), Requester()),
        ]
    )
    assert taken.code == "HAL-11"
    assert arranged is None
    assert isinstance(refused, PrefixTaken)
    assert number.number == "E001"
    with open_hall(url, clock=Clock()) as other:
        assert other.services() == (*SERVICES, service)
        called = other.call_next("9", CLERK)
        assert called is not None


def test_another_process_sees_what_was_set_up_and_booked(
    queue: HallQueue, url: str, clock: Clock
) -> None:
    with open_hall(url, clock=clock) as other:
        assert len(other.services()) == 4
        queue.arrange([Service("E", "E", "公证")], [], CLERK)
        assert len(other.services()) == 5
        booked = queue.book("E", MORNING, code="123456")
        assert other.check_in("123456").number == "Y001"
        assert queue.appointments()[0].ticket_id is not None
        assert booked.ticket_id is None


def test_an_event_that_cannot_follow_is_refused(queue: HallQueue) -> None:
    queue.take("A")
    state = state_of(queue)
    (taken,) = queue.ticket_events()
    with pytest.raises(ValueError, match="cannot follow"):
        state.apply(taken)
    before = msgspec.json.encode(state)
    finished = msgspec.structs.replace(taken, seq=2, move=TicketMove.FINISHED)
    assert isinstance(finished, TicketEvent)
    with pytest.raises(ValueError, match="cannot follow"):
        state.apply(finished)
    assert msgspec.json.encode(state) == before


def test_an_event_of_a_newer_version_only_counts_on(queue: HallQueue) -> None:
    queue.take("A")
    state = state_of(queue)
    (taken,) = queue.ticket_events()
    state.apply(msgspec.structs.replace(taken, seq=2, move=TicketMove.UNKNOWN))
    assert state.seq == 2
    assert [record.number for record in state.waiting()] == ["A001"]


@on_a_file
def test_a_history_that_was_forged_is_said_to_be_damaged(queue: HallQueue, tmp_path: Path) -> None:
    """An event with the next number once kept every window from calling for ever, unsaid."""
    import sqlite3

    queue.take("A")
    file = sqlite3.connect(tmp_path / "hall.db", isolation_level=None)
    file.execute("INSERT INTO event (seq, move, at) VALUES (2, 'booked', '2026-11-24T01:00:00Z')")
    with pytest.raises(HistoryDamaged):
        queue.take("A")
    file.execute("UPDATE hall SET seq = 9")
    for act in (lambda: queue.take("A"), queue.overview, lambda: queue.call_next("1", CLERK)):
        with pytest.raises(HistoryDamaged):
            act()
    file.close()


def test_a_ticket_that_never_was_is_unknown(queue: HallQueue) -> None:
    with pytest.raises(TicketUnknown):
        queue.finish("no such id", "1", CLERK)
