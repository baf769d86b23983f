"""What the window asks and the clerk answers by keys: who missed the call, and where to go on."""

from PySide6.QtCore import Qt

from desk.domain.codes import ticket_code
from desk.domain.tickets import TicketState
from desk.domain.visits import Step
from desk.hall import HallQueue
from tests.clerk.desks import ClerkDesk
from tests.clerk.test_call import waiting, words
from tests.clerk.test_strip import OTHER, seen

KEY = Qt.Key


async def at_the_window(desk: ClerkDesk, hall: HallQueue, services: str = "A") -> None:
    """The first of these was called and has come."""
    await waiting(desk, hall, services)
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.settle()
    await desk.press(KEY.Key_F9)
    assert desk.shown() is Step.IDENTIFY


# who missed the call


async def missed(desk: ClerkDesk, hall: HallQueue) -> None:
    """A001 was called here and did not come; B001 waits."""
    await waiting(desk, hall, "AB")
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.settle()
    await desk.press(KEY.Key_F11)
    await seen(desk)


async def test_a_typed_number_that_was_missed_goes_back_behind_three(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await missed(desk, hall)
    await desk.press(KEY.Key_F5)
    await desk.type("a001")
    await desk.press(KEY.Key_Return)
    assert "A001 missed the call and is here" in words(desk)
    await desk.press(KEY.Key_Return)
    ticket = hall.find("A001")
    assert ticket is not None
    assert ticket.state is TicketState.WAITING
    assert "in the row after 3 calls" in words(desk)
    assert desk.window.session.visit is None


async def test_a_scanned_ticket_that_was_missed_may_be_called_at_once(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await missed(desk, hall)
    await desk.scan(ticket_code("A001", desk.window.session.today))
    await desk.press(KEY.Key_Down)
    await desk.press(KEY.Key_Return)
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.ticket_number == "A001"


async def test_in_a_visit_a_missed_one_can_only_wait_again(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await missed(desk, hall)
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.settle()
    await desk.scan(ticket_code("A001", desk.window.session.today))
    assert "Back into the row" in words(desk)
    assert "Call now" not in words(desk)
    await desk.press(KEY.Key_Return)
    assert desk.window.session.open_visit.ticket_number == "B001"
    ticket = hall.find("A001")
    assert ticket is not None
    assert ticket.state is TicketState.WAITING


# handing on


async def test_f6_hands_the_citizen_on_to_another_window(desk: ClerkDesk, hall: HallQueue) -> None:
    await at_the_window(desk, hall, "A")
    await desk.press(KEY.Key_F6)
    await desk.type("5")
    await desk.press(KEY.Key_Return)
    assert desk.shown() is Step.CALL
    assert hall.call_next("4", OTHER) is None
    ticket = hall.call_next("5", OTHER)
    assert ticket is not None
    assert ticket.number == "A001"


async def test_a_citizen_is_handed_on_to_another_service_with_the_arrows(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await at_the_window(desk, hall, "A")
    await desk.press(KEY.Key_F6)
    assert "What was entered stays here" not in words(desk)
    await desk.type("登记")
    await desk.press(KEY.Key_Return)
    ticket = hall.find("A001")
    assert ticket is not None
    assert (ticket.service.code, ticket.state) == ("D", TicketState.WAITING)


async def test_leaving_the_question_leaves_the_visit_as_it_was(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await at_the_window(desk, hall, "A")
    await desk.type("li")
    await desk.press(KEY.Key_F6)
    await desk.press(KEY.Key_F9)  # is not the question's
    await desk.press(KEY.Key_Escape)
    assert desk.shown() is Step.IDENTIFY
    assert desk.window.session.open_visit.ticket_number == "A001"
    await desk.press(KEY.Key_F3)
    assert desk.shown() is Step.CALL
