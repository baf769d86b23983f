"""The queue in the clerk's window, by its keys: twice pressed, every kind, paused, away."""

import asyncio
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.domain.clock import local_time, utc_now
from desk.domain.tickets import HallMove, Priority, TicketMove, WindowStanding
from desk.domain.visits import Step
from desk.hall import HallQueue
from desk.hall.failures import HallUnreachable
from desk.qt.widgets import WindowTile
from tests.clerk.desks import ClerkDesk
from tests.clerk.test_call import large_number, waiting, words
from tests.visit.window import CLERK

KEY = Qt.Key
OTHER = "other"


def calls(hall: HallQueue) -> list[tuple[str, str | None]]:
    """Every call so far: which number, by which window."""
    return [
        (event.number, event.window)
        for event in hall.ticket_events()
        if event.move is TicketMove.CALLED
    ]


async def seen(desk: ClerkDesk) -> None:
    """The window has looked at the hall."""
    await desk.window.call_step.refresh()
    await desk.settle()


# one press, one call


def beeps(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What is heard from now on; a machine without a loudspeaker hears it, too."""
    heard: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(True))
    return heard


async def test_two_quick_presses_are_one_call_and_the_second_is_seen_and_heard(
    desk: ClerkDesk, hall: HallQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = beeps(monkeypatch)
    await waiting(desk, hall, "AAA")
    handle = desk.shell.windowHandle()
    for _ in range(2):
        QTest.keyClick(handle, KEY.Key_Space)
    await desk.pause()
    await desk.settle()
    assert calls(hall) == [("A001", "3")]
    assert "Pressed again" in words(desk)
    assert heard


async def test_a_press_after_the_call_calls_nobody_else_and_says_so(
    desk: ClerkDesk, hall: HallQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = beeps(monkeypatch)
    await waiting(desk, hall, "AAA")
    for _ in range(2):
        await desk.press(KEY.Key_Space)
        await desk.pause()
        await desk.settle()
    assert calls(hall) == [("A001", "3")]
    assert "Pressed again" in words(desk)
    assert len(heard) == 1
    await desk.press(KEY.Key_F11)
    assert "Pressed again" not in words(desk)


async def test_a_key_that_is_held_down_calls_once(desk: ClerkDesk, hall: HallQueue) -> None:
    await waiting(desk, hall, "AAAA")
    handle = desk.shell.windowHandle()
    QTest.keyPress(handle, KEY.Key_Space)
    for _ in range(8):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            held = QKeyEvent(kind, KEY.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
            QApplication.postEvent(desk.focus, held)
        await desk.pause()
    QTest.keyRelease(handle, KEY.Key_Space)
    await desk.settle()
    assert calls(hall) == [("A001", "3")]
    assert "Pressed again" not in words(desk)


async def test_a_double_click_calls_once_and_goes_no_further(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "AA")
    button = desk.shell.bottom.primary
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    await desk.settle()
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    await desk.settle()
    assert calls(hall) == [("A001", "3")]
    assert desk.shown() is Step.CALL


async def test_windows_that_race_and_press_twice_never_call_the_same(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "AAAA")
    racing = asyncio.gather(
        *(asyncio.to_thread(hall.call_next, window, OTHER) for window in ("4", "5"))
    )
    handle = desk.shell.windowHandle()
    for _ in range(2):
        QTest.keyClick(handle, KEY.Key_Space)
    await racing
    await desk.pause()
    await desk.settle()
    assert sorted(number for number, _ in calls(hall)) == ["A001", "A002", "A003"]
    assert sorted(window or "" for _, window in calls(hall)) == ["3", "4", "5"]


# kinds of tickets


async def test_an_appointment_shows_its_time_and_that_its_holder_is_here(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    slot = utc_now() + timedelta(minutes=10)
    booked = hall.book("D", slot)
    hall.check_in(booked.code)
    await waiting(desk, hall, "A")
    shown = words(desk)
    assert f"Appointment {local_time(slot):%H:%M}" in shown
    assert "checked in" in shown


async def test_an_appointment_is_seen_however_many_wait_before_it(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    hall.check_in(hall.book("D", utc_now() + timedelta(minutes=10)).code)
    await waiting(desk, hall, "ABC" * 6)
    assert "checked in" in words(desk)
    assert "Y001" in words(desk)


async def test_a_priority_ticket_shows_its_turn_and_a_returned_one_its_calls_to_go(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    missed = hall.take("A")
    hall.call_next("4", OTHER)
    hall.no_show(missed.id, "4", OTHER)
    hall.return_to_row(missed.number)
    hall.take("A")
    hall.take("A")
    hall.take("B", Priority.PRIORITY)
    hall.take("B", Priority.PRIORITY)
    await seen(desk)
    shown = words(desk)
    assert large_number(desk) == "V001"
    assert "turn 4" in shown
    assert "missed, came back, in the row after 3 calls" in shown
    hall.call_next("4", OTHER)
    hall.call("A002", "5", OTHER)
    hall.call("A003", "6", OTHER)
    await seen(desk)
    assert "missed, came back, in the row after 1 call" in words(desk)


async def test_a_ticket_that_was_handed_to_this_window_says_so(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    hall.take("A")
    ticket = hall.call_next("4", OTHER)
    assert ticket
    hall.transfer(ticket.id, "4", OTHER, to_window="3")
    await seen(desk)
    assert "Handed to window 3" in words(desk)


async def test_the_tiles_say_what_every_window_does(desk: ClerkDesk, hall: HallQueue) -> None:
    hall.take("A")
    hall.call_next("1", OTHER)
    hall.pause_window("2", OTHER, "午休")
    hall.close_window("4", OTHER)
    await seen(desk)
    tiles = [tile.accessibleName() for tile in desk.shell.findChildren(WindowTile)]
    assert tiles[:4] == ["1: A001", "2: 午休", "3: free", "4: closed"]


# pausing


async def test_f8_pauses_with_a_reason_that_everybody_sees_and_opens_again(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "AB")
    await desk.press(KEY.Key_F8)
    assert desk.shell.chooser.isVisible()
    await desk.press(KEY.Key_Down)
    await desk.press(KEY.Key_Return)
    assert not desk.shell.chooser.isVisible()
    (mine,) = [one for one in hall.overview().windows if one.window == "3"]
    assert (mine.standing, mine.reason) == (WindowStanding.PAUSED, "Away for a moment")
    shown = words(desk)
    assert "Window 3 is paused" in shown
    assert "Away for a moment" in shown
    assert large_number(desk) == ""
    assert desk.shell.bottom.primary.text() == "Open the window"
    await desk.press(KEY.Key_F8)
    assert hall.overview().windows[2].standing is WindowStanding.OPEN
    assert large_number(desk) == "A001"


async def test_another_reason_is_typed(desk: ClerkDesk, hall: HallQueue) -> None:
    await desk.press(KEY.Key_F8)
    await desk.type("设备检修")
    await desk.press(KEY.Key_Return)
    assert hall.overview().windows[2].reason == "设备检修"


async def test_calling_while_paused_is_refused_in_words(desk: ClerkDesk, hall: HallQueue) -> None:
    await waiting(desk, hall, "A")
    await desk.press(KEY.Key_F8)
    await desk.press(KEY.Key_Return)
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.settle()
    assert calls(hall) == []
    assert "HAL-14" in words(desk)
    assert "Window 3 is not open (Lunch break)" in words(desk)


async def test_esc_leaves_the_question_and_the_window_as_it_was(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "A")
    await desk.press(KEY.Key_F8)
    await desk.press(KEY.Key_Escape)
    assert not desk.shell.chooser.isVisible()
    assert HallMove.WINDOW_PAUSED not in {event.move for event in hall.events_since(0)}
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.settle()
    assert calls(hall) == [("A001", "3")]


# while nobody looked


async def test_what_happened_in_a_pause_is_one_line_until_esc(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "AB")
    await desk.press(KEY.Key_F8)
    await desk.press(KEY.Key_Return)
    hall.call_next("4", OTHER)
    hall.take("C")
    hall.take("C")
    await seen(desk)
    assert "called by others" not in words(desk)
    await desk.press(KEY.Key_F8)
    assert "1 called by others · 2 new" in words(desk)
    await desk.press(KEY.Key_Escape)
    assert "called by others" not in words(desk)


async def test_the_next_call_closes_what_happened(desk: ClerkDesk, hall: HallQueue) -> None:
    await waiting(desk, hall, "AB")
    desk.presenter.sign_out()
    hall.take("C")
    await seen(desk)
    desk.presenter.sign_in(CLERK)
    await desk.settle()
    assert "1 new" in words(desk)
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.settle()
    assert "1 new" not in words(desk)


async def test_a_hall_that_is_away_is_said_above_until_it_is_back(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "A")
    desk.presenter.set_hall_trouble(HallUnreachable(reason="no answer"))
    await desk.settle()
    assert "HAL-01" in words(desk)
    assert "Queue out of reach" in words(desk)
    desk.presenter.set_hall_trouble(None)
    await desk.settle()
    assert "HAL-01" not in words(desk)
    assert "Waiting 1" in words(desk)
