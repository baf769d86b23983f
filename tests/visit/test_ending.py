"""Every visit can end: without a case, with what the citizen needs, kept as long as is said."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desk.domain.clock import CHINA, utc_now
from desk.domain.endings import Office, last_kept_day
from desk.domain.tickets import Outcome, TicketMove, TicketState
from desk.domain.visits import Step
from desk.hall import HallQueue
from desk.hall.failures import TicketClosed
from desk.region.contract import Clerk
from desk.visit.failures import NamesSomebody
from desk.visit.paper_records import PaperRecords
from printing.printers import PrinterMissing
from printing.printers.save_as_pdf import SaveAsPdf
from printing.queue import PaperKind, PrintJob
from tests.printing.reading import codes_in, pictures, squeezed, text_of
from tests.visit.conftest import MakeWindow
from tests.visit.pages import LIANG, SOCIAL_CARD
from tests.visit.steps import begun, called
from tests.visit.window import CLERK, Window, stored_files


def stored(tmp_path: Path) -> int:
    return len(stored_files(tmp_path / "profile"))


def reasons(window: Window) -> list[str]:
    return [act.reason for act in window.store.acts.acts() if act.kind == "ended"]


class BrokenPrinter(SaveAsPdf):
    """Is out of paper."""

    async def print(self, title: str, pdf: bytes) -> str:
        raise PrinterMissing(printer=self.name)


# 1 · something is missing


async def test_what_is_missing_is_printed_and_what_was_brought_stays_three_days(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    visit_id = await begun(window, hall, papers)
    lacking = await window.ending.lacking()
    assert lacking.materials
    assert lacking.empty
    await window.ending.end_missing(SaveAsPdf(tmp_path / "out"))
    assert window.session.visit is None
    (paper,) = (tmp_path / "out").glob("*.pdf")
    said = text_of(paper.read_bytes())
    for name in (*lacking.materials, *lacking.empty):
        assert squeezed(name) in said
    kept = window.store.visit(visit_id)
    assert (kept.ended, kept.sheets) == (Outcome.MISSING, 2)
    assert codes_in(pictures(paper.read_bytes(), 300)[0]) == {kept.notice_no}
    ticket = hall.ticket(kept.ticket_id)
    assert ticket.state is TicketState.SERVED
    finished = list(hall.ticket_events())[-1]
    assert (finished.move, finished.detail.reason) == (TicketMove.FINISHED, "missing")
    assert reasons(window) == ["missing"]

    last = last_kept_day(window.session.today)
    midnight = datetime.combine(last + timedelta(days=1), datetime.min.time(), CHINA)
    window.retention.purge(midnight - timedelta(seconds=1))
    assert window.store.visit(visit_id).sheets == 2
    window.retention.purge(midnight)
    with pytest.raises(KeyError):
        window.store.visit(visit_id)
    assert stored(tmp_path) == 0
    assert window.queue.jobs() == []


async def test_a_printer_that_fails_keeps_the_visit_open_and_another_one_ends_it(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    visit_id = await begun(window, hall, papers)
    with pytest.raises(PrinterMissing):
        await window.ending.end_missing(BrokenPrinter(tmp_path / "out"))
    assert window.session.open_visit.id == visit_id
    assert hall.ticket(window.session.open_visit.ticket_id).state is TicketState.SERVING
    await window.ending.end_missing(SaveAsPdf(tmp_path / "out"))
    assert window.session.visit is None
    told = [act.kind for act in window.store.acts.acts(visit=visit_id)][-3:]
    assert told == ["paper_failed", "paper_printed", "ended"]


async def test_before_a_matter_is_chosen_there_is_nothing_to_print(
    window: Window, hall: HallQueue, tmp_path: Path
) -> None:
    await called(window, hall)
    await window.call_step.welcome()
    assert (await window.ending.lacking()).names == ()
    await window.ending.end_missing(SaveAsPdf(tmp_path / "out"))
    assert not (tmp_path / "out").exists()
    assert window.session.visit is None
    assert window.store.visits_where() == ()


# 2 · only a question


async def test_a_question_that_was_answered_leaves_nothing_behind(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    visit_id = await begun(window, hall, papers)
    await window.ending.end_asked(SaveAsPdf(tmp_path / "out"))
    (paper,) = (tmp_path / "out").glob("*.pdf")
    assert "办事指南" in text_of(paper.read_bytes())
    with pytest.raises(KeyError):
        window.store.visit(visit_id)
    assert stored(tmp_path) == 0
    assert window.queue.jobs() == []
    assert reasons(window) == ["asked"]
    await called(window, hall)
    await window.ending.end_asked(None)
    assert reasons(window) == ["asked", "asked"]


# 3 · not ours


async def test_the_right_office_is_printed_and_written_down(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    await begun(window, hall, papers)
    office = Office("青秀区公安分局", "金湖路 12 号", "0771-5551234")
    await window.ending.end_elsewhere(office, SaveAsPdf(tmp_path / "out"))
    (paper,) = (tmp_path / "out").glob("*.pdf")
    said = text_of(paper.read_bytes())
    for words in (office.name, office.address, office.telephone):
        assert squeezed(words) in said
    assert LIANG[1] not in said
    assert reasons(window) == ["elsewhere: 青秀区公安分局，金湖路 12 号，0771-5551234"]
    assert stored(tmp_path) == 0


@pytest.mark.parametrize("words", [LIANG[1], LIANG[2], "45010219900101204x"])
async def test_no_citizen_is_named_in_the_log_of_acts(
    window: Window, hall: HallQueue, papers: list[Path], words: str
) -> None:
    await begun(window, hall, papers)
    with pytest.raises(NamesSomebody):
        await window.ending.end_elsewhere(Office(f"公安局，{words}"), None)
    assert window.session.visit is not None
    assert reasons(window) == []


# 4 · the wrong one, and somebody else


async def test_who_was_called_by_mistake_waits_again_in_their_place(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    hall.take("C")
    hall.take("C")
    await window.call_step.call("C002")
    await window.identify_step.identify(*LIANG)
    await window.matter_step.choose(SOCIAL_CARD)
    await window.materials_step.take_files("02", papers)
    await window.ending.send_back()
    assert window.session.visit is None
    assert stored(tmp_path) == 0
    assert [ticket.number for ticket in hall.snapshot("3").queue] == ["C001", "C002"]
    assert window.store.visits_where() == ()
    assert window.store.acts.acts()[-1].kind == "sent_back"


async def test_nobody_is_sent_back_into_a_day_that_was_closed(
    window: Window, hall: HallQueue
) -> None:
    await called(window, hall)
    await window.call_step.welcome()
    hall.close_day("chief")
    with pytest.raises(TicketClosed):
        await window.ending.send_back()
    assert window.session.visit is not None


async def test_somebody_else_had_come_so_the_number_is_waited_for_again(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    visit_id = await begun(window, hall, papers)
    await window.ending.call_again()
    visit = window.session.open_visit
    assert (visit.id, visit.step, visit.applicant, visit.matter) == (
        visit_id,
        Step.CALL,
        None,
        None,
    )
    assert stored(tmp_path) == 0
    assert window.visits_of(LIANG[2]) == ()
    ticket = hall.ticket(visit.ticket_id)
    assert (ticket.state, ticket.calls) == (TicketState.CALLED, 2)
    await window.call_step.no_show()
    assert hall.ticket(visit.ticket_id).state is TicketState.NO_SHOW
    kinds = [act.kind for act in window.store.acts.acts(visit=visit_id)]
    assert kinds[-2:] == ["back_to_called", "no_show"]


# 5 · gone


async def test_who_went_away_is_kept_for_a_day(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    visit_id = await begun(window, hall, papers)
    await window.ending.end_left()
    assert reasons(window) == ["left"]
    window.retention.purge(utc_now() + timedelta(hours=23, minutes=59))
    assert window.store.visit(visit_id).sheets == 2
    window.retention.purge(utc_now() + timedelta(hours=24, minutes=1))
    assert stored(tmp_path) == 0
    kept = [act.kind for act in window.store.acts.acts()]
    assert kept[-1] == "visits_purged"


# under whose name


async def test_who_ended_the_visit_is_told_and_not_who_began_it(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    visit_id = await begun(window, hall, papers)
    window.session.clerk = Clerk("chen", "陈晨", "综合窗口")
    await window.ending.end_missing(SaveAsPdf(tmp_path / "out"))
    by = {act.kind: act.clerk for act in window.store.acts.acts(visit=visit_id)}
    assert (by["called"], by["page_in"]) == (CLERK.id, CLERK.id)
    assert (by["paper_printed"], by["ended"]) == ("chen", "chen")
    (paper,) = (tmp_path / "out").glob("*.pdf")
    assert "陈晨" in text_of(paper.read_bytes())
    assert list(hall.ticket_events())[-1].person == "chen"


# between two instructions


async def test_a_crash_after_the_hall_ended_it_leaves_the_visit_to_be_ended_again(
    open_window: MakeWindow, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    window = await open_window()
    visit_id = await begun(window, hall, papers)
    with pytest.raises(PrinterMissing):
        await window.ending.end_missing(BrokenPrinter(tmp_path / "out"))
    number = window.session.open_visit.notice_no
    window.hall.finish(window.session.open_visit.ticket_id, "3", CLERK.id, outcome=Outcome.MISSING)
    await window.close()
    window = await open_window()
    there = await window.call_step.restore()
    assert there is not None
    assert (there.id, there.sheets, there.notice_no) == (visit_id, 2, number)
    await window.ending.end_missing(SaveAsPdf(tmp_path / "out"))
    assert window.session.visit is None
    assert window.store.visit(visit_id).ended is Outcome.MISSING


# what is printed without a case


def test_papers_without_a_case_are_of_no_concern_to_the_region(window: Window) -> None:
    job: PrintJob = PaperRecords(window.store, window.outbox, window.queue).queue_without_case(
        PaperKind.GUIDE, "C001-x", b"%PDF-1.7"
    )
    assert job.number == "C001-x"
    assert window.outbox.summary().pending == 0
