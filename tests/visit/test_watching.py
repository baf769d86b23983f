"""The hall as a window watches it: by the hall's clock, and what happened while nobody looked."""

import asyncio
from datetime import timedelta

import pytest

from desk.domain.clock import utc_now
from desk.domain.tickets import HallMove, TicketState, WindowStanding
from desk.domain.visits import Step, Visit
from desk.hall import HallQueue, open_hall
from desk.hall.failures import HallClockApart, NotServed, WindowNotOpen
from desk.visit.absence import WhileAway
from tests.hall.halls import Clock
from tests.visit.conftest import MakeWindow
from tests.visit.pages import LIANG
from tests.visit.steps import called
from tests.visit.window import WINDOW, Window

OTHER = "other"


def listening(window: Window) -> list[WhileAway]:
    """What the window tells from now on of the time in which nobody looked."""
    told: list[WhileAway] = []
    window.call_step.subscribe_returns(told.append)
    return told


def meanwhile(hall: HallQueue) -> None:
    """Three come; window 4 calls two, and hands one of them on to this window."""
    for service in "ABB":
        hall.take(service)
    first = hall.call_next("4", OTHER)
    assert first
    hall.transfer(first.id, "4", OTHER, to_window=WINDOW)
    assert hall.call_next("4", OTHER)


async def identified(window: Window, hall: HallQueue) -> Visit:
    """梁思源 was called and has said who he is."""
    await called(window, hall)
    assert await window.identify_step.identify(*LIANG) == ()
    return window.session.open_visit


# while nobody looks


async def test_what_happened_while_nobody_was_signed_in_is_counted(
    window: Window, hall: HallQueue
) -> None:
    hall.take("A")
    await window.call_step.refresh()
    await window.call_step.signed_in()
    told = listening(window)
    window.call_step.signed_out()
    meanwhile(hall)
    await window.call_step.refresh()
    assert told == []
    await window.call_step.signed_in()
    (away,) = told
    assert (away.called, away.taken, away.handed) == (2, 3, 1)
    await window.call_step.signed_in()
    assert len(told) == 1


async def test_a_pause_counts_from_its_beginning_to_its_end_whoever_makes_it(
    window: Window, hall: HallQueue
) -> None:
    await window.call_step.signed_in()
    await window.call_step.refresh()
    told = listening(window)
    hall.take("A")
    await window.call_step.pause("午休")
    hall.take("B")
    await window.call_step.refresh()
    hall.open_window(WINDOW, OTHER)
    await window.call_step.refresh()
    (away,) = told
    assert (away.called, away.taken, away.handed) == (0, 1, 0)


async def test_a_pause_in_which_nothing_happened_tells_nothing(window: Window) -> None:
    await window.call_step.signed_in()
    told = listening(window)
    await window.call_step.pause("午休")
    await window.call_step.open()
    assert told == []


async def test_two_reasons_to_be_away_are_one_absence(window: Window, hall: HallQueue) -> None:
    await window.call_step.refresh()
    await window.call_step.signed_in()
    told = listening(window)
    await window.call_step.pause("午休")
    hall.take("A")
    window.call_step.signed_out()
    hall.take("B")
    await window.call_step.signed_in()
    assert told == []
    await window.call_step.open()
    assert [away.taken for away in told] == [2]


async def test_after_a_restart_it_is_told_what_came_since_the_window_was_closed(
    open_window: MakeWindow, hall: HallQueue
) -> None:
    window = await open_window()
    await window.call_step.signed_in()
    hall.take("A")
    await window.call_step.refresh()
    await window.close()
    meanwhile(hall)
    window = await open_window()
    told = listening(window)
    await window.call_step.restore()
    await window.call_step.signed_in()
    assert [(away.called, away.taken, away.handed) for away in told] == [(2, 3, 1)]


async def test_the_next_day_begins_without_a_word_about_the_last(
    open_window: MakeWindow, hall_url: str
) -> None:
    clock = Clock(utc_now())
    with open_hall(hall_url, clock=clock) as hall:
        window = await open_window(now=clock)
        await window.call_step.signed_in()
        await window.call_step.refresh()
        await window.close()
        hall.take("A")
        clock.pass_by(days=1)
        hall.take("A")
        window = await open_window(now=clock)
        told = listening(window)
        await window.call_step.refresh()
        await window.call_step.signed_in()
    assert told == []


# clocks


async def test_waits_go_by_the_halls_clock_and_a_wrong_one_is_said(
    open_window: MakeWindow, hall: HallQueue
) -> None:
    window = await open_window(now=lambda: utc_now() + timedelta(minutes=7), hall_now=utc_now)
    hall.take("A")
    snapshot = await window.call_step.refresh()
    assert abs(window.call_step.now() - utc_now()) < timedelta(seconds=5)
    assert abs(window.call_step.now() - snapshot.at) < timedelta(seconds=5)
    apart = window.call_step.clock_apart()
    assert isinstance(apart, HallClockApart)
    assert "7 minutes" in apart.sentence


async def test_clocks_that_agree_are_no_word_worth(window: Window) -> None:
    await window.call_step.refresh()
    assert window.call_step.clock_apart() is None


# pausing


async def test_a_paused_window_calls_nobody_until_it_is_opened(
    window: Window, hall: HallQueue
) -> None:
    hall.take("A")
    await window.call_step.pause("交接")
    status = window.call_step.status
    assert status is not None
    assert (status.standing, status.reason) == (WindowStanding.PAUSED, "交接")
    with pytest.raises(WindowNotOpen, match="交接"):
        await window.call_step.call_next()
    await window.call_step.open()
    assert await window.call_step.call_next() is not None
    moves = [event.move for event in hall.events_since(0) if isinstance(event.move, HallMove)]
    assert moves[-2:] == [HallMove.WINDOW_PAUSED, HallMove.WINDOW_OPENED]


# handing on


async def test_handing_on_a_citizen_of_whom_nothing_is_known_leaves_nothing_here(
    window: Window, hall: HallQueue
) -> None:
    visit = await called(window, hall)
    await window.call_step.hand_on(to_window="4")
    assert window.session.visit is None
    assert window.store.of_ticket(visit.ticket_id) is None
    ticket = hall.call_next("4", OTHER)
    assert ticket is not None
    assert ticket.id == visit.ticket_id


async def test_what_was_entered_waits_here_in_case_the_citizen_is_sent_back(
    window: Window, hall: HallQueue
) -> None:
    visit = await identified(window, hall)
    await window.call_step.hand_on(to_service="D")
    assert window.session.visit is None
    assert [kept.id for kept in window.store.set_aside()] == [visit.id]
    ticket = hall.ticket(visit.ticket_id)
    assert (ticket.service.code, ticket.state) == ("D", TicketState.WAITING)
    again = await window.call_step.call_next()
    assert again is not None
    assert (again.id, again.step, again.applicant) == (visit.id, Step.MATTER, visit.applicant)


async def test_the_ways_on_are_the_windows_that_serve_it_and_the_other_services(
    window: Window, hall: HallQueue
) -> None:
    await called(window, hall)
    hall.pause_window("5", OTHER, "午休")
    hall.close_window("6", OTHER)
    ways = await window.call_step.ways_on()
    assert [status.window for status in ways.windows] == ["1", "2", "4", "5", "7", "8"]
    assert ways.ticket.service.code not in {load.service.code for load in ways.services}
    assert len(ways.services) == 3


async def test_a_refused_hand_on_changes_nothing(window: Window, hall: HallQueue) -> None:
    visit = await called(window, hall)
    four = next(one for one in hall.windows() if one.code == "4")
    hall.arrange([], [type(four)("4", (("A", 0),))])
    with pytest.raises(NotServed):
        await window.call_step.hand_on(to_window="4")
    assert window.session.visit == visit


async def test_a_hand_on_of_which_the_window_never_heard_leaves_the_window_free(
    open_window: MakeWindow, window: Window, hall: HallQueue
) -> None:
    visit = await identified(window, hall)
    hall.transfer(visit.ticket_id, WINDOW, OTHER, to_window="4")
    await window.close()
    window = await open_window()
    assert await window.call_step.restore() is None
    assert [kept.id for kept in window.store.set_aside()] == [visit.id]


# those who missed the call


async def test_who_missed_the_call_waits_again(window: Window, hall: HallQueue) -> None:
    visit = await called(window, hall)
    await window.call_step.no_show()
    await window.call_step.return_to_row(visit.ticket_number)
    snapshot = window.call_step.snapshot
    assert snapshot is not None
    assert [(one.number, one.enters_after) for one in snapshot.queue] == [(visit.ticket_number, 3)]


# racing


async def test_windows_that_call_at_the_same_moment_call_different_numbers(
    window: Window, hall: HallQueue
) -> None:
    for _ in range(6):
        hall.take("A")

    async def other(code: str) -> str:
        ticket = await asyncio.to_thread(hall.call_next, code, OTHER)
        assert ticket
        return ticket.number

    visit, *numbers = await asyncio.gather(window.call_step.call_next(), other("4"), other("5"))
    assert visit is not None
    assert sorted([visit.ticket_number, *numbers]) == ["A001", "A002", "A003"]
