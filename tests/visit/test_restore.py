"""A window that is opened again stands where it stood, and agrees with the hall on it."""

from pathlib import Path

from desk.domain.tickets import TicketState
from desk.domain.visits import Step
from desk.hall import HallQueue
from tests.visit.conftest import MakeWindow
from tests.visit.pages import SOCIAL_CARD
from tests.visit.steps import called, matter_step
from tests.visit.test_sending import ready
from tests.visit.window import WINDOW, Window

SOMEONE = "someone"


async def again(open_window: MakeWindow, before: Window) -> Window:
    await before.close()
    window = await open_window()
    await window.call_step.restore()
    return window


async def test_nobody_was_there(open_window: MakeWindow, window: Window) -> None:
    assert (await again(open_window, window)).session.visit is None


async def test_the_visit_stands_where_it_stood(
    open_window: MakeWindow, window: Window, hall: HallQueue, papers: list[Path]
) -> None:
    before = await ready(window, hall, papers)
    await window.session.go(Step.FORM)
    before = window.session.open_visit
    assert (await again(open_window, window)).session.visit == before


async def test_a_submitted_visit_keeps_its_number(
    open_window: MakeWindow, window: Window, hall: HallQueue, papers: list[Path]
) -> None:
    await ready(window, hall, papers)
    await window.submit_step.submit()
    before = window.session.open_visit
    assert before.case is not None
    assert (await again(open_window, window)).session.visit == before


async def test_a_call_of_which_the_window_never_heard_opens_its_visit(
    open_window: MakeWindow, window: Window, hall: HallQueue
) -> None:
    """The window died after the hall had called for it."""
    ticket = hall.take("C")
    hall.call_next(WINDOW, SOMEONE)
    visit = (await again(open_window, window)).session.open_visit
    assert (visit.ticket_id, visit.step) == (ticket.id, Step.CALL)


async def test_a_citizen_who_had_come_is_asked_who_they_are(
    open_window: MakeWindow, window: Window, hall: HallQueue
) -> None:
    visit = await called(window, hall)
    hall.serve(visit.ticket_id, WINDOW, SOMEONE)
    assert (await again(open_window, window)).session.open_visit.step is Step.IDENTIFY


async def test_a_hold_of_which_the_window_never_heard_sets_the_visit_aside(
    open_window: MakeWindow, window: Window, hall: HallQueue
) -> None:
    visit = await matter_step(window, hall, SOCIAL_CARD)
    hall.hold(visit.ticket_id, WINDOW, SOMEONE)
    after = await again(open_window, window)
    assert after.session.visit is None
    assert after.store.set_aside() == (visit,)


async def test_a_visit_resumed_in_the_hall_is_taken_up(
    open_window: MakeWindow, window: Window, hall: HallQueue
) -> None:
    visit = await matter_step(window, hall, SOCIAL_CARD)
    await window.call_step.hold()
    hall.resume(visit.ticket_id, WINDOW, SOMEONE)
    assert (await again(open_window, window)).session.visit == visit


async def test_a_no_show_of_which_the_window_never_heard_leaves_nothing(
    open_window: MakeWindow, window: Window, hall: HallQueue
) -> None:
    visit = await called(window, hall)
    hall.no_show(visit.ticket_id, WINDOW, SOMEONE)
    after = await again(open_window, window)
    assert after.session.visit is None
    assert after.store.of_ticket(visit.ticket_id) is None


async def test_a_ticket_finished_in_the_hall_closes_its_visit(
    open_window: MakeWindow, window: Window, hall: HallQueue, papers: list[Path]
) -> None:
    visit = await ready(window, hall, papers)
    await window.submit_step.submit()
    hall.finish(visit.ticket_id, WINDOW, SOMEONE)
    after = await again(open_window, window)
    assert after.session.visit is None
    assert after.store.visit(visit.id).closed_at is not None


async def test_a_visit_closed_here_is_finished_in_the_hall(
    open_window: MakeWindow, window: Window, hall: HallQueue, papers: list[Path]
) -> None:
    visit = await ready(window, hall, papers)
    await window.submit_step.submit()
    window.retention.close(visit.id)
    after = await again(open_window, window)
    assert after.session.visit is None
    assert hall.ticket(visit.ticket_id).state is TicketState.SERVED


async def test_what_was_entered_is_not_lost_with_its_ticket(
    open_window: MakeWindow, window: Window, hall: HallQueue
) -> None:
    """The manager closed the ticket while the window was off: the clerk decides."""
    visit = await matter_step(window, hall, SOCIAL_CARD)
    hall.cancel(visit.ticket_id)
    after = await again(open_window, window)
    assert after.session.visit == visit
    await after.paper_step.finish()
    assert after.session.visit is None
