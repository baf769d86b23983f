"""The call screen, by its keys: whose turn it is, who else, who did not come."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk.clerk.steps.call.view import CallView
from desk.domain.codes import ticket_code
from desk.domain.tickets import Priority, TicketState
from desk.domain.visits import Step
from desk.hall import HallQueue
from desk.qt.widgets import BigNumber
from tests.clerk.desks import ClerkDesk

KEY = Qt.Key


def large_number(desk: ClerkDesk) -> str:
    """The number that fills the screen; empty when nobody waits."""
    view = desk.shell.view
    assert isinstance(view, CallView)
    number = next(one for one in view.findChildren(BigNumber))
    return number.number if number.isVisible() else ""


def words(desk: ClerkDesk) -> str:
    """Every word on the screen."""
    return " ".join(label.text() for label in desk.shell.findChildren(QLabel) if label.isVisible())


async def waiting(desk: ClerkDesk, hall: HallQueue, services: str) -> None:
    """Citizens have taken tickets, and the window has seen it."""
    for service in services:
        hall.take(service)
    await desk.window.call_step.refresh()
    await desk.settle()


async def test_the_next_number_is_the_screen_and_space_calls_it(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "AB")
    assert large_number(desk) == "A001"
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.settle()
    visit = desk.window.session.visit
    assert visit is not None
    assert (visit.ticket_number, visit.step) == ("A001", Step.CALL)
    assert "Called to window 3" in words(desk)


async def test_nobody_waits_is_said_and_space_does_nothing(desk: ClerkDesk) -> None:
    assert large_number(desk) == ""
    assert "Nobody waits" in words(desk)
    await desk.press(KEY.Key_Space)
    assert desk.window.session.visit is None
    assert not desk.shell.bottom.primary.isEnabled()


async def test_the_citizen_is_here_opens_identifying(desk: ClerkDesk, hall: HallQueue) -> None:
    await waiting(desk, hall, "A")
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.press(KEY.Key_F9)
    assert desk.shown() is Step.IDENTIFY
    ticket = hall.find("A001")
    assert ticket is not None
    assert ticket.state is TicketState.SERVING


async def test_calling_again_is_counted_and_one_who_does_not_come_leaves_the_window_free(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "A")
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.press(KEY.Key_F2)
    assert "called 2 times" in words(desk)
    await desk.press(KEY.Key_F11)
    ticket = hall.find("A001")
    assert ticket is not None
    assert (ticket.state, ticket.calls) == (TicketState.NO_SHOW, 2)
    assert desk.window.session.visit is None


async def test_a_number_is_called_out_of_its_turn(desk: ClerkDesk, hall: HallQueue) -> None:
    await waiting(desk, hall, "AAB")
    await desk.press(KEY.Key_F5)
    await desk.type("b001")
    await desk.press(KEY.Key_Return)
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.ticket_number == "B001"


async def test_space_in_the_field_for_a_number_calls_nobody(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "A")
    await desk.press(KEY.Key_F5)
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.settle()
    assert desk.window.session.visit is None
    await desk.press(KEY.Key_Escape)
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.settle()
    assert desk.window.session.visit is not None


async def test_an_unknown_number_is_said_in_words_with_its_code(desk: ClerkDesk) -> None:
    await desk.press(KEY.Key_F5)
    await desk.type("Z999")
    await desk.press(KEY.Key_Return)
    assert desk.shell.notice.isVisible()
    assert "Z999" in words(desk)
    await desk.press(KEY.Key_Escape)
    assert not desk.shell.notice.isVisible()


async def test_a_visit_on_hold_is_chosen_with_the_arrows_and_goes_on(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "AB")
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.press(KEY.Key_F9)
    await desk.press(KEY.Key_F3)
    await desk.window.call_step.refresh()
    await desk.settle()
    assert desk.shown() is Step.CALL
    await desk.press(KEY.Key_Down)
    assert desk.shell.bottom.second.text() == "Go on with A001"
    await desk.press(KEY.Key_Return)
    assert desk.shown() is Step.IDENTIFY
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.ticket_number == "A001"


async def test_priority_is_said_in_words(desk: ClerkDesk, hall: HallQueue) -> None:
    hall.take("A")
    hall.take("C", Priority.PRIORITY)
    hall.take("C", Priority.PRIORITY)
    await desk.window.call_step.refresh()
    await desk.settle()
    assert "Priority" in words(desk)


async def test_a_scanned_ticket_is_called(desk: ClerkDesk, hall: HallQueue) -> None:
    await waiting(desk, hall, "AAB")
    await desk.scan(ticket_code("B001", desk.window.session.today))
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.ticket_number == "B001"


async def test_yesterdays_ticket_calls_nobody_and_says_why(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "A")
    yesterday: date = desk.window.session.today - timedelta(days=1)
    await desk.scan(ticket_code("A001", yesterday))
    assert desk.window.session.visit is None
    assert yesterday.isoformat() in words(desk)


async def test_a_long_queue_is_counted_not_cut(desk: ClerkDesk, hall: HallQueue) -> None:
    await waiting(desk, hall, "ABCD" * 8)
    view = desk.shell.view
    assert isinstance(view, CallView)
    seen = len(view.lines.tickets)
    assert f"and {31 - seen} more" in words(desk)
    assert view.lines.geometry().bottom() <= view.height()


async def test_while_the_visit_that_was_open_is_taken_up_nobody_is_called(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    """A long start: the clerk presses Space before the window knows where it stood."""
    await waiting(desk, hall, "A")
    desk.assembly.set_starting(True)
    await desk.settle()
    assert "Taking up where this window stood" in words(desk)
    assert desk.shell.view.bar().primary is None
    for key in (KEY.Key_Space, KEY.Key_F5, KEY.Key_F8, KEY.Key_Return):
        await desk.press(key)
    assert desk.window.session.visit is None
    assert desk.presenter.state.asked is None
    desk.assembly.set_starting(False)
    await desk.settle()
    primary = desk.shell.view.bar().primary
    assert primary is not None
    assert primary.key == "Space"
    await desk.press(KEY.Key_Space)
    assert desk.window.session.open_visit.ticket_number == "A001"
