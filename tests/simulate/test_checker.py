"""The checker finds nothing in what a hall does, and every kind of wrong that is planted."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from desk.domain.tickets import (
    NO_DETAIL,
    Detail,
    Event,
    HallEvent,
    HallMove,
    Priority,
    TicketEvent,
    TicketMove,
    Window,
)
from desk.simulate.checker import check
from tests.hall.halls import MORNING, SERVICES
from tests.simulate.walks import WINDOWS, wander

M = TicketMove


def wrong(events: Sequence[Event], windows: Sequence[Window] = WINDOWS) -> list[str]:
    return check(events, SERVICES, windows)


class History:
    """Written by hand, an event after the other; a minute passes with each."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._services: dict[str, tuple[str, Priority]] = {}

    def add(
        self,
        move: TicketMove,
        number: str,
        window: str | None = None,
        *,
        priority: Priority = Priority.NORMAL,
        service: str | None = None,
        detail: Detail = NO_DETAIL,
    ) -> "History":
        service, priority = self._services.setdefault(number, (service or number[0], priority))
        self.events.append(
            TicketEvent(
                self._next(),
                number,
                number,
                move,
                window,
                None,
                self.now,
                service,
                priority,
                detail,
            )
        )
        if move is M.TRANSFERRED:
            self._services[number] = (detail.to_service or service, priority)
        return self

    def hall(self, move: HallMove, window: str | None = None) -> "History":
        self.events.append(HallEvent(self._next(), move, window, None, self.now))
        return self

    def taken(self, *numbers: str) -> "History":
        for number in numbers:
            self.add(M.TAKEN, number)
        return self

    def visit(self, number: str, window: str) -> "History":
        for move in (M.CALLED, M.SERVED_FROM, M.FINISHED):
            self.add(move, number, window)
        return self

    @property
    def now(self) -> datetime:
        return MORNING + timedelta(minutes=len(self.events))

    def _next(self) -> int:
        return len(self.events) + 1


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    _, events, _ = wander(tmp_path_factory.mktemp("walk"), 400, seed=12)
    assert sum(event.move is M.CALLED for event in events) > 40
    return events


def test_nothing_is_wrong_with_what_a_hall_does(walked: list[Event]) -> None:
    moves = {event.move for event in walked}
    assert moves >= {
        M.CALLED,
        M.RETURNED,
        M.TRANSFERRED,
        M.NO_SHOW,
        M.EXPIRED,
        HallMove.DAY_BEGUN,
        HallMove.WINDOW_PAUSED,
    }
    assert wrong(walked) == []


def test_a_whole_day_by_hand_is_right() -> None:
    history = History().taken("A001", "B001").visit("A001", "2").visit("B001", "3")
    assert wrong(history.events) == []


def test_an_event_that_is_missing_is_a_gap(walked: list[Event]) -> None:
    assert any("gap" in line for line in wrong([*walked[:50], *walked[51:]]))
    assert any("gap" in line for line in wrong([*walked[:50], walked[49], *walked[50:]]))


def test_any_two_calls_that_change_places_are_seen(walked: list[Event]) -> None:
    """Whatever two calls in turn are exchanged, somebody was called before his turn."""
    calls = [
        place
        for place, event in enumerate(walked)
        if event.move is M.CALLED and not event.detail.by_number
    ]
    seen = 0
    for one, other in pairwise(calls):
        a, b = walked[one], walked[other]
        assert isinstance(a, TicketEvent)
        assert isinstance(b, TicketEvent)
        if a.ticket_id == b.ticket_id:
            continue
        planted = list(walked)
        planted[one] = replace(b, seq=a.seq, at=a.at, window=a.window, person=a.person)
        planted[other] = replace(a, seq=b.seq, at=b.at, window=b.window, person=b.person)
        seen += 1
        assert wrong(planted) != [], (a, b)
    assert seen > 30


@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (
            lambda h: h.taken("A001").add(M.CALLED, "A001", "1").add(M.CALLED, "A001", "2"),
            "event 3: A001 was called at window 2 while window 1 had it",
        ),
        (
            lambda h: h.taken("A001").visit("A001", "1").add(M.CALLED, "A001", "2"),
            "event 5: A001 was called at window 2 while served",
        ),
        (
            lambda h: h.taken("A001", "A002").add(M.CALLED, "A002", "1"),
            "event 3: A002 was called at window 1, and it was the turn of A001",
        ),
        (
            lambda h: h.taken("A001", "A002").visit("A001", "1").add(M.CALLED, "A003", "1"),
            "event 6: A003 was called and never taken",
        ),
        (
            lambda h: h.taken("A001").add(M.CALLED, "A001", "3"),
            "event 2: A001 was called at window 3, which does not serve A",
        ),
        (
            lambda h: h.taken("A001", "A002").add(M.CALLED, "A001", "1").add(M.CALLED, "A002", "1"),
            "event 4: A002 was called at window 1, which was with A001",
        ),
        (
            lambda h: h.taken("A001").hall(HallMove.WINDOW_PAUSED, "1").add(M.CALLED, "A001", "1"),
            "event 3: A001 was called at window 1, which was paused",
        ),
        (
            lambda h: h.taken("A001").add(M.CALLED, "A001", "1").add(M.SERVED_FROM, "A001", "2"),
            "event 3: A001 was serving at window 2, which window 1 had",
        ),
        (
            lambda h: h.taken("A001", "A003"),
            "event 2: A003 was given where A002 was due",
        ),
        (
            lambda h: h.taken("A001").hall(HallMove.DAY_CLOSED),
            "event 2: the day was closed, and A001 still waited",
        ),
        (
            lambda h: h.hall(HallMove.DAY_CLOSED).taken("A001"),
            "event 2: A001 was given on a day that was closed",
        ),
        (
            lambda h: h.taken("A001").hall(HallMove.DAY_BEGUN),
            "A001 of an earlier day was neither called nor closed when the day began",
        ),
        (
            lambda h: (
                h.taken("A001")
                .add(M.CALLED, "A001", "1")
                .add(M.TRANSFERRED, "A001", "1", detail=Detail(to_window="2"))
                .add(M.CALLED, "A001", "1")
            ),
            "event 4: A001 was called at window 1, and it waits for window 2",
        ),
    ],
)
def test_each_kind_of_wrong_is_said(plant: Callable[[History], History], said: str) -> None:
    assert wrong(plant(History()).events) == [said]


def test_priority_is_a_share() -> None:
    def day(*called: str) -> list[str]:
        history = History().taken("A001", "A002", "A003")
        for number in ("V001", "V002"):
            history.add(M.TAKEN, number, priority=Priority.PRIORITY, service="A")
        for number in called:
            history.visit(number, "1")
        return wrong(history.events)

    assert day("V001", "A001", "A002", "V002", "A003") == []
    assert day("V001", "V002") == [
        "event 9: V002 was called at window 1, and it was the turn of A001"
    ]
    assert day("A001") == ["event 6: A001 was called at window 1, and it was the turn of V001"]


def test_a_preferred_service_has_ten_minutes() -> None:
    def day(minutes_apart: int, called: str) -> list[str]:
        history = History().taken("B001")
        while len(history.events) < minutes_apart:
            history.hall(HallMove.BOOKED)
        return wrong(history.taken("A001").add(M.CALLED, called, "2").events)

    assert day(9, "A001") == []
    assert day(9, "B001") != []
    assert day(11, "B001") == []
    assert day(11, "A001") != []


def test_an_appointment_is_due_in_its_slot() -> None:
    def day(slot_in_min: int, called: str) -> list[str]:
        slot = Detail(slot=MORNING + timedelta(minutes=slot_in_min))
        history = History().taken("A001")
        history.add(M.TAKEN, "Y001", priority=Priority.APPOINTMENT, service="A", detail=slot)
        return wrong(history.add(M.CALLED, called, "1").events)

    assert day(2, "Y001") == []
    assert day(2, "A001") != []
    assert day(3, "A001") == []
    assert day(3, "Y001") != []


def test_who_came_back_lets_three_pass() -> None:
    def day(*called: str) -> list[str]:
        history = History().taken("A001", "A002", "A003", "A004", "A005")
        history.add(M.CALLED, "A001", "1").add(M.NO_SHOW, "A001", "1").add(M.RETURNED, "A001")
        for number in called:
            history.visit(number, "1")
        return wrong(history.events)

    assert day("A002", "A003", "A004", "A001", "A005") == []
    assert day("A001") != []
    assert day("A002", "A003", "A004", "A005") != []


def test_a_call_by_number_is_a_clerks_own_and_needs_no_turn() -> None:
    history = History().taken("A001", "A002")
    history.add(M.CALLED, "A002", "3", detail=Detail(by_number=True))
    assert wrong(history.events) == []


def test_a_long_history_costs_no_more_an_event_than_a_short_one() -> None:
    def seconds(visits: int) -> float:
        history = History()
        waiting = 300
        history.taken(*(f"A{n:03d}" for n in range(1, waiting + 1)))
        for n in range(1, visits):
            history.taken(f"A{n + waiting:03d}").visit(f"A{n:03d}", "1")
        begun = time.process_time()
        assert wrong(history.events) == []
        return time.process_time() - begun

    seconds(100)
    short, long = seconds(1_000), seconds(10_000)
    assert long < 25 * short
    assert long < 8  # forty thousand events
