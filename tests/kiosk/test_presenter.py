"""What a kiosk does with touches, in a real hall: each citizen gets one number, and knows it."""

from pathlib import Path

import pytest

from desk.domain.codes import ticket_address
from desk.domain.tickets import Priority, TicketState
from desk.hall import HallQueue
from desk.hall.failures import (
    DayClosed,
    HallUnreachable,
)
from desk.kiosk.state import KioskPage, TicketPaper, Work
from desk.kiosk.ticket_issuer import IssuedTicket
from desk.processes import ProcessPool
from printing.printers import PaperJam, PaperOut
from printing.queue import PrintState
from tests.hall.halls import Clock
from tests.kiosk.stand import NOON, URL, Kiosk, fill, make_hall, until
from tests.printing.reading import codes_in, pictures, squeezed, text_of


def waiting(hall: HallQueue) -> list[str]:
    """The numbers in the row."""
    return [ticket.number for ticket in hall.snapshot("1").queue] + [
        ticket.number for code in "48" for ticket in hall.snapshot(code).queue
    ]


async def take(kiosk: Kiosk, service: str = "A") -> IssuedTicket:
    """Two touches."""
    kiosk.presenter.choose(service)
    await kiosk.settle()
    kiosk.presenter.take()
    await kiosk.settle()
    given = kiosk.state.given
    assert given is not None
    return given


# -- a number ---------------------------------------------------------------------------


async def test_two_touches_give_the_next_number_and_its_paper(kiosk: Kiosk) -> None:
    fill(kiosk)
    await kiosk.look()
    given = await take(kiosk)
    assert (kiosk.page(), kiosk.state.paper) == (KioskPage.TICKET, TicketPaper.PRINTED)
    assert (given.ticket.number, given.ahead) == ("A007", 6)
    [paper] = kiosk.printer.papers
    pdf = paper.read_bytes()
    said = text_of(pdf)
    minutes = -(-(given.wait_s or 0) // 60)
    for words in ("A007", "南宁市民中心", "企业开办", "前面 6 人", f"约 {minutes} 分钟"):
        assert squeezed(words) in said, words
    assert minutes > 1
    address = ticket_address(URL, "NN01", NOON.date(), "A007")
    assert codes_in(pictures(pdf, 203)[0]) == {"A007-20261124", address}


async def test_the_screen_says_before_what_the_paper_says_after(kiosk: Kiosk) -> None:
    fill(kiosk)
    await kiosk.look()
    before = dict(kiosk.state.before)
    overview = kiosk.state.overview
    assert overview is not None
    waits = {outlook.service.code: outlook.expected_s for outlook in overview.services}
    for service in "ABCD":
        given = await take(kiosk, service)
        assert given.ahead == before[service]
        wait, told = given.wait_s, waits[service]
        assert wait is not None
        assert told is not None
        assert abs(wait - told) < 60
        kiosk.presenter.leave()
        await kiosk.settle()


async def test_a_second_touch_while_the_hall_is_asked_gives_nothing_more(kiosk: Kiosk) -> None:
    kiosk.presenter.choose("A")
    await kiosk.settle()
    for _ in range(5):
        kiosk.presenter.take()
    assert kiosk.work() is Work.ASKING
    await kiosk.settle()
    kiosk.presenter.take()
    await kiosk.settle()
    assert waiting(kiosk.hall) == ["A001"]


async def test_a_double_tap_does_not_reach_the_page_that_has_just_come(kiosk: Kiosk) -> None:
    kiosk.presenter.choose("A")
    kiosk.presenter.take()
    assert (kiosk.page(), kiosk.work()) == (KioskPage.CONFIRM, Work.NOTHING)
    kiosk.steady.now += 0.41
    kiosk.presenter.take()
    assert kiosk.work() is Work.ASKING


async def test_priority_is_given_on_the_citizens_word_from_both_places(kiosk: Kiosk) -> None:
    kiosk.presenter.offer_priority()
    await kiosk.settle()
    assert (await take(kiosk, "B")).ticket.number == "V001"
    kiosk.presenter.leave()
    await kiosk.settle()
    kiosk.presenter.choose("C")
    await kiosk.settle()
    kiosk.presenter.take(priority=True)
    await kiosk.settle()
    second = kiosk.hall.find("V002")
    assert second is not None
    assert (second.service.code, second.priority) == ("C", Priority.PRIORITY)


async def test_a_hall_that_closed_meanwhile_is_said_and_nothing_is_given(kiosk: Kiosk) -> None:
    kiosk.presenter.choose("A")
    kiosk.hall.close_day("lead")
    await kiosk.settle()
    kiosk.presenter.take()
    await kiosk.settle()
    assert kiosk.page() is KioskPage.REFUSED
    assert isinstance(kiosk.state.refusal, DayClosed)
    kiosk.presenter.back()
    assert kiosk.page() is KioskPage.START
    assert waiting(kiosk.hall) == []


# -- a hall that does not answer --------------------------------------------------------


async def test_an_answer_that_was_lost_gives_no_second_number(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hall did it and the line broke: asked again, it tells of the same ticket."""
    done, lost = kiosk.giving.take, [True, True]

    async def cut(service: str, priority: Priority, command: str) -> IssuedTicket:
        given = await done(service, priority, command)
        if lost:
            lost.pop()
            raise HallUnreachable(reason="cut")
        return given

    monkeypatch.setattr(kiosk.giving, "take", cut)
    kiosk.presenter.choose("A")
    await kiosk.settle()
    kiosk.presenter.take()
    await kiosk.settle()
    assert kiosk.page() is KioskPage.REFUSED
    assert kiosk.state.can_ask_again
    kiosk.presenter.try_again()
    await kiosk.settle()
    kiosk.presenter.try_again()
    await kiosk.settle()
    given = kiosk.state.given
    assert given is not None
    assert given.ticket.number == "A001"
    assert waiting(kiosk.hall) == ["A001"]
    assert len(kiosk.printer.papers) == 1


async def test_a_kiosk_waits_for_a_hall_that_is_not_there_yet(
    tmp_path: Path, process_pool: ProcessPool, clock: Clock
) -> None:
    (tmp_path / "later").mkdir()
    url = f"sqlite:///{tmp_path}/later/hall.db"
    kiosk = await Kiosk.open(tmp_path, url, process_pool, clock, open_hall_now=False)
    try:
        await kiosk.look()
        assert isinstance(kiosk.state.away, HallUnreachable)
        assert make_hall(tmp_path / "later", clock) == url
        await kiosk.look()
        assert kiosk.state.overview is not None
    finally:
        await kiosk.close()


async def test_what_others_do_in_the_hall_is_seen_by_itself(kiosk: Kiosk) -> None:
    task = kiosk.presenter.start(kiosk.presenter.watch_hall())
    await until(lambda: kiosk.follows)
    kiosk.hall.take("C")
    await until(lambda: kiosk.state.before.get("C") == 1)
    task.cancel()


# -- paper ------------------------------------------------------------------------------


async def test_paper_that_is_out_is_known_before_and_the_number_is_given_all_the_same(
    kiosk: Kiosk,
) -> None:
    kiosk.printer.out = PaperOut(name="80 mm")
    await kiosk.look()
    assert isinstance(kiosk.state.printer, PaperOut)
    given = await take(kiosk)
    assert (given.ticket.number, kiosk.state.paper) == ("A001", TicketPaper.NOT_TRIED)
    assert kiosk.printer.papers == []
    assert kiosk.store.prints.jobs() == []
    kiosk.printer.out = None
    await kiosk.look()
    kiosk.presenter.print_again()
    await kiosk.settle()
    assert kiosk.state.paper is TicketPaper.PRINTED
    assert [paper.name for paper in kiosk.printer.papers] == ["ticket-A001-20261124.pdf"]


async def test_a_paper_that_failed_is_written_down_and_printed_again_as_the_same_job(
    kiosk: Kiosk,
) -> None:
    kiosk.printer.fails = PaperJam(name="80 mm")
    await take(kiosk)
    assert (kiosk.page(), kiosk.state.paper) == (KioskPage.TICKET, TicketPaper.FAILED)
    [job] = kiosk.store.prints.jobs()
    assert (job.number, job.state) == ("A001-20261124", PrintState.FAILED)
    kiosk.presenter.print_again()
    await kiosk.settle()
    assert kiosk.state.paper is TicketPaper.FAILED
    kiosk.printer.fails = None
    kiosk.presenter.print_again()
    kiosk.presenter.print_again()
    await kiosk.settle()
    [job] = kiosk.store.prints.jobs()
    assert (job.state, kiosk.state.paper) == (PrintState.PRINTED, TicketPaper.PRINTED)
    assert len(kiosk.printer.papers) == 1


async def test_a_paper_that_fails_late_does_not_disturb_the_next_citizen(kiosk: Kiosk) -> None:
    kiosk.printer.fails = PaperJam(name="80 mm")
    kiosk.presenter.choose("A")
    await kiosk.settle()
    kiosk.presenter.take()
    await until(lambda: kiosk.page() is KioskPage.TICKET)
    kiosk.steady.now += 1
    kiosk.presenter.leave()
    kiosk.steady.now += 1
    kiosk.presenter.choose("B")
    await kiosk.settle()
    assert (kiosk.page(), kiosk.state.service) == (KioskPage.CONFIRM, "B")
    [job] = kiosk.store.prints.jobs()
    assert job.state is PrintState.FAILED


async def test_papers_of_earlier_days_are_forgotten(kiosk: Kiosk) -> None:
    await take(kiosk)
    assert len(kiosk.store.prints.jobs()) == 1
    kiosk.store.forget()  # by this machine's own day, which is not the test's
    assert kiosk.store.prints.jobs() == []
    assert not any(path.is_file() for path in (kiosk.folder / "kiosk" / "files").rglob("*"))


# -- by itself --------------------------------------------------------------------------


async def test_a_citizen_who_left_is_followed_by_the_start_page_after_a_countdown(
    kiosk: Kiosk,
) -> None:
    kiosk.presenter.speak("en")
    kiosk.presenter.enlarge(True)
    kiosk.steady.now += 1
    kiosk.presenter.choose("A")
    kiosk.pass_by(39)
    assert kiosk.leaves_in() is None
    kiosk.pass_by(2)
    assert kiosk.leaves_in() == 19
    kiosk.presenter.touched()
    assert (kiosk.page(), kiosk.leaves_in()) == (KioskPage.CONFIRM, None)
    kiosk.pass_by(59)
    assert (kiosk.page(), kiosk.leaves_in()) == (KioskPage.CONFIRM, 1)
    kiosk.pass_by(1)
    state = kiosk.state
    assert (state.page, state.language, state.large) == (KioskPage.START, "zh_CN", False)
    kiosk.pass_by(1000)
    assert kiosk.leaves_in() is None


async def test_a_number_without_paper_stays_longer(kiosk: Kiosk) -> None:
    await take(kiosk)
    kiosk.pass_by(19)
    assert kiosk.page() is KioskPage.TICKET
    kiosk.pass_by(2)
    assert kiosk.page() is KioskPage.START
    kiosk.printer.out = PaperOut(name="x")
    await kiosk.look()
    kiosk.steady.now += 1
    await take(kiosk)
    kiosk.pass_by(88)
    assert kiosk.page() is KioskPage.TICKET
    kiosk.pass_by(2)
    assert kiosk.page() is KioskPage.START
    waits = [kiosk.hall.find(number) for number in ("A001", "A002")]
    assert [one.state for one in waits if one] == [TicketState.WAITING] * 2
