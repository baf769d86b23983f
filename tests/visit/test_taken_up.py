"""What was kept of a visit that ended goes on where it stood, and only for its own citizen."""

from pathlib import Path

import pytest

from desk.domain.matters import ApplicantKind
from desk.domain.tickets import Outcome, TicketState
from desk.domain.visits import Step
from desk.hall import HallQueue
from desk.visit.failures import KeptDiffers
from printing.printers.save_as_pdf import SaveAsPdf
from tests.visit.conftest import MakeWindow
from tests.visit.pages import LIANG
from tests.visit.steps import begun, called
from tests.visit.window import Window

WEI = (ApplicantKind.PERSON, "韦䶮", "11010519491231002X")


async def test_the_old_notice_or_ticket_goes_on_where_the_visit_stood(
    open_window: MakeWindow, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    window = await open_window()
    visit_id = await begun(window, hall, papers)
    await window.ending.end_missing(SaveAsPdf(tmp_path / "out"))
    await window.close()
    window = await open_window()
    number = window.store.visit(visit_id).notice_no
    kept = await window.ending.kept_of_notice(number)
    assert kept is not None
    assert await window.ending.kept_of_ticket(kept.ticket_number) == kept
    again = await window.ending.take_up(kept)
    assert window.session.visit == again
    assert (again.step, again.sheets, again.ended) == (Step.MATERIALS, 2, None)
    assert again.applicant is not None
    assert await window.ending.kept_of_notice(number) is None
    assert window.store.acts.acts(visit=visit_id)[-1].kind == "taken_up"
    # the one number stays, however often it is not enough
    await window.ending.end_missing(SaveAsPdf(tmp_path / "out"))
    assert window.store.visit(visit_id).notice_no == number


async def test_what_is_kept_goes_on_under_a_new_ticket(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    first = await begun(window, hall, papers)
    await window.ending.end_missing(SaveAsPdf(tmp_path / "out"))
    new = await called(window, hall)
    await window.call_step.welcome()
    kept = await window.ending.kept_of_ticket("C001")
    assert kept is not None
    visit = await window.ending.take_up(kept)
    assert (visit.id, visit.ticket_id, visit.ticket_number) == (first, new.ticket_id, "C002")
    assert visit.sheets == 2
    with pytest.raises(KeyError):
        window.store.visit(new.id)
    await window.ending.end_left()
    assert hall.ticket(new.ticket_id).state is TicketState.SERVED


async def test_somebody_elses_things_are_never_mixed(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    first = await begun(window, hall, papers)
    await window.ending.end_missing(SaveAsPdf(tmp_path / "out"))
    await called(window, hall)
    assert await window.identify_step.identify(*WEI) == ()
    kept = await window.ending.kept_of_ticket("C001")
    assert kept is not None
    with pytest.raises(KeptDiffers):
        await window.ending.take_up(kept)
    assert window.store.visit(first).ended is Outcome.MISSING
    assert window.session.open_visit.sheets == 0


async def test_who_is_identified_again_is_told_what_is_kept(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    await begun(window, hall, papers)
    await window.ending.end_missing(SaveAsPdf(tmp_path / "out"))
    await called(window, hall)
    assert await window.identify_step.identify(*WEI) == ()
    assert await window.ending.kept_of_applicant() is None
    assert await window.identify_step.identify(*LIANG) == ()
    kept = await window.ending.kept_of_applicant()
    assert kept is not None
    assert (await window.ending.take_up(kept)).sheets == 2
    assert await window.ending.kept_of_applicant() is None
