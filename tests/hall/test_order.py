"""Priority is a share of the calls: shown for every mixture of arrivals and calls."""

from hypothesis import given
from hypothesis import strategies as st

from desk.domain.tickets import Priority, TicketState
from desk.hall.order import in_calling_order
from desk.hall.projection import Standing
from tests.hall.halls import MORNING

N, P, Y = Priority.NORMAL, Priority.PRIORITY, Priority.APPOINTMENT
kinds = st.lists(st.sampled_from([N, P, Y]))


def _waiting(priorities: list[Priority]) -> list[Standing]:
    return [
        Standing(str(i), f"A{i:03d}", "A", priority, TicketState.WAITING, i, MORNING)
        for i, priority in enumerate(priorities, 1)
    ]


def _order(waiting: list[Priority], recent: list[Priority]) -> list[int]:
    return [ticket.arrived for ticket in in_calling_order(_waiting(waiting), recent)]


def test_priority_goes_first_then_lets_two_others_pass() -> None:
    assert _order([N, N, N, N, P, P], []) == [5, 1, 2, 6, 3, 4]


def test_the_last_calls_of_the_hall_count() -> None:
    assert _order([N, N, P], [P]) == [1, 2, 3]
    assert _order([N, N, P], [N, P]) == [1, 3, 2]
    assert _order([N, N, P], [N, N, P]) == [3, 1, 2]


def test_a_row_that_is_alone_is_simply_called() -> None:
    assert _order([P, P, P], [P, P]) == [1, 2, 3]
    assert _order([N, Y, N], []) == [1, 2, 3]


@given(kinds, st.lists(st.sampled_from([N, P, Y]), max_size=3))
def test_nobody_is_left_out_and_each_row_keeps_its_order(
    waiting: list[Priority], recent: list[Priority]
) -> None:
    order = _order(waiting, recent)
    assert sorted(order) == list(range(1, len(waiting) + 1))
    for row in ({P}, {N, Y}):
        places = [arrived for arrived in order if waiting[arrived - 1] in row]
        assert places == sorted(places)


@given(kinds, st.lists(st.sampled_from([N, P, Y]), max_size=3))
def test_of_three_calls_at_most_one_goes_to_priority_while_others_wait(
    waiting: list[Priority], recent: list[Priority]
) -> None:
    order = _order(waiting, recent)
    called = [*reversed(recent), *(waiting[arrived - 1] for arrived in order)]
    for place in range(len(recent), len(called)):
        others_wait = any(priority is not P for priority in called[place:])
        if called[place] is P and others_wait:
            assert P not in called[max(0, place - 2) : place]
