"""The rule of calling: shown for every mixture of arrivals, windows and calls."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.domain.tickets import GRACE_CALLS, Priority, TicketState, Window
from desk.hall.next_ticket import ANYWHERE, in_calling_order
from desk.hall.ticket_record import TicketRecord
from tests.hall.halls import MORNING

N, P, Y = Priority.NORMAL, Priority.PRIORITY, Priority.APPOINTMENT
kinds = st.lists(st.sampled_from([N, P]))
recents = st.lists(st.sampled_from([N, P, Y]), max_size=3)


def _ticket(
    arrived: int, priority: Priority = N, service: str = "A", minute: int = 0, **more: object
) -> TicketRecord:
    return TicketRecord(
        str(arrived),
        f"A{arrived:03d}",
        service,
        priority,
        TicketState.WAITING,
        arrived,
        MORNING + timedelta(minutes=minute),
        **more,  # type: ignore[arg-type]  # named by each test
    )


def _order(
    waiting: Sequence[TicketRecord],
    recent: Sequence[Priority] = (),
    window: Window = ANYWHERE,
    minute: int = 0,
    passed: dict[str, int] | None = None,
) -> list[int]:
    now = MORNING + timedelta(minutes=minute)
    order = in_calling_order(waiting, recent, window, now=now, passed=passed or {})
    return [ticket.arrived for ticket, _ in order]


def _row(*priorities: Priority) -> list[TicketRecord]:
    return [_ticket(place, priority) for place, priority in enumerate(priorities, 1)]


def test_priority_goes_first_then_lets_two_others_pass() -> None:
    assert _order(_row(N, N, N, N, P, P)) == [5, 1, 2, 6, 3, 4]


def test_the_last_calls_of_the_hall_count() -> None:
    assert _order(_row(N, N, P), [P]) == [1, 2, 3]
    assert _order(_row(N, N, P), [N, P]) == [1, 3, 2]
    assert _order(_row(N, N, P), [N, N, P]) == [3, 1, 2]


def test_a_row_that_is_alone_is_simply_called() -> None:
    assert _order(_row(P, P, P), [P, P]) == [1, 2, 3]
    assert _order(_row(N, N)) == [1, 2]


def test_priority_that_came_first_waits_for_nobody_who_came_later() -> None:
    assert _order(_row(P, N, N), [P]) == [1, 2, 3]


@given(kinds, recents)
def test_nobody_is_left_out_and_each_row_keeps_its_order(
    waiting: list[Priority], recent: list[Priority]
) -> None:
    order = _order(_row(*waiting), recent)
    assert sorted(order) == list(range(1, len(waiting) + 1))
    for row in (P, N):
        places = [arrived for arrived in order if waiting[arrived - 1] is row]
        assert places == sorted(places)


@given(kinds, recents)
def test_of_three_calls_at_most_one_overtakes(
    waiting: list[Priority], recent: list[Priority]
) -> None:
    order = _order(_row(*waiting), recent)
    called = [*reversed(recent), *(waiting[arrived - 1] for arrived in order)]
    for place, arrived in enumerate(order):
        overtakes = any(other < arrived for other in order[place + 1 :])
        before = called[: len(recent) + place][-2:]
        if overtakes:
            assert waiting[arrived - 1] is P
            assert P not in before


def test_an_appointment_is_called_in_its_slot() -> None:
    early = _ticket(1, Y, slot=MORNING + timedelta(minutes=20))
    late = _ticket(2, Y, slot=MORNING + timedelta(minutes=10))
    walk_in = _ticket(3, P)
    assert _order([early, late, walk_in], minute=0) == [3, 2, 1]
    assert _order([early, late, walk_in], minute=10) == [2, 3, 1]
    assert _order([early, late, walk_in], minute=20) == [2, 1, 3]


def test_a_missed_ticket_that_came_back_goes_behind_the_next_three() -> None:
    back = _ticket(1, returned=9)
    others = [_ticket(arrived) for arrived in range(2, 7)]
    assert _order([back, *others]) == [2, 3, 4, 1, 5, 6]
    assert _order([back, *others], passed={"1": 2}) == [2, 1, 3, 4, 5, 6]
    elsewhere = [_ticket(arrived, service="B") for arrived in range(2, 7)]
    assert _order([back, *elsewhere]) == [2, 3, 4, 5, 6, 1], "other services do not count"


def test_one_who_came_back_says_how_many_still_pass() -> None:
    back, other = _ticket(1, returned=9), _ticket(2)
    shown = in_calling_order([back, other], [], now=MORNING, passed={"1": 1})
    assert [(ticket.arrived, behind) for ticket, behind in shown] == [(2, 0), (1, GRACE_CALLS - 1)]


def test_a_window_calls_only_what_it_serves_and_what_is_meant_for_it() -> None:
    three = Window("3", serves=(("B", 0),))
    waiting = [
        _ticket(1),
        _ticket(2, service="B", for_window="4"),
        _ticket(3, service="B"),
        _ticket(4, service="B", for_window="3"),
    ]
    assert _order(waiting, window=three) == [3, 4]
    assert _order(waiting, window=Window("5")) == [1, 3]
    assert sorted(_order(waiting)) == [1, 2, 3, 4]


def test_a_service_of_lower_preference_counts_as_ten_minutes_later() -> None:
    helper = Window("3", serves=(("A", 1), ("B", 0)))
    older = _ticket(1, service="A", minute=0)
    assert _order([older, _ticket(2, service="B", minute=9)], window=helper) == [2, 1]
    assert _order([older, _ticket(2, service="B", minute=11)], window=helper) == [1, 2]


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from([N, P, Y]), st.booleans())),
    st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 2)), unique_by=lambda one: one[0]),
    recents,
)
def test_a_window_leaves_nobody_out_and_keeps_arrival_within_a_service(
    people: list[tuple[str, Priority, bool]],
    serves: list[tuple[str, int]],
    recent: list[Priority],
) -> None:
    window = Window("3", serves=tuple(serves))
    waiting = [
        _ticket(
            arrived,
            priority,
            service,
            minute=arrived,
            slot=MORNING if priority is Y else None,
            returned=99 if back and priority is not Y else 0,
        )
        for arrived, (service, priority, back) in enumerate(people, 1)
    ]
    order = _order(waiting, recent, window)
    mine = [t.arrived for t in waiting if window.rank(t.service_code) is not None]
    assert Counter(order) == Counter(mine)
    plain = {t.arrived for t in waiting if t.priority is N and not t.returned}
    for code in "ABC":
        row = [a for a in order if a in plain and people[a - 1][0] == code]
        assert row == sorted(row)
