"""A case from the form to the region and back, and the papers of it, against a real region."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from desk.domain.failures import Failure
from desk.domain.matters import ApplicantKind
from desk.domain.numbers import parse_local_number
from desk.domain.tickets import TicketState
from desk.domain.visits import CaseStanding, MaterialState, SendState, Step, Visit
from desk.hall import HallQueue
from desk.outbox.entries import EntryState
from desk.outbox.failures import NotParked
from desk.processes import ProcessPool
from desk.region.contract import CaseAnswer, StoredFile
from desk.region.problems import DigestDiffers
from desk.visit.failures import (
    AlreadySubmitted,
    NoPaperYet,
    NotComplete,
    PagesTampered,
    VisitStillOpen,
)
from printing.printers import PrinterMissing
from printing.printers.save_as_pdf import SaveAsPdf
from printing.queue import PaperKind, PrintState
from tests.practice_region import PracticeRegion
from tests.visit.conftest import MakeWindow
from tests.visit.pages import SOCIAL_CARD, TRADER, jpeg
from tests.visit.steps import matter_step
from tests.visit.window import Window, stored_files

P = ParamSpec("P")
T = TypeVar("T")

FORM = {"contact_name": "梁思源", "contact_phone": "13978800001", "reason": "遗失"}


async def ready(window: Window, hall: HallQueue, papers: list[Path]) -> Visit:
    """梁思源's new social security card, complete: one held, one of three pages, the form."""
    await matter_step(window, hall, SOCIAL_CARD)
    if not window.session.open_visit.material("01").settled:
        await window.materials_step.take_files("01", papers[:1])
    await window.materials_step.take_files("02", papers)
    assert await window.form_step.save(FORM) == ()
    return await window.session.go(Step.SUBMIT)


def standing(window: Window) -> CaseStanding:
    case = window.case
    assert case is not None
    return case


async def test_what_the_region_holds_is_ticked(online: Window, hall: HallQueue) -> None:
    visit = await matter_step(online, hall, SOCIAL_CARD)
    held = visit.material("01")
    assert held.state is MaterialState.HELD
    assert not held.unasked
    assert held.holding is not None
    assert held.holding.name == "居民身份证"


async def test_somebody_else_is_asked_for_anew(online: Window, hall: HallQueue) -> None:
    await matter_step(online, hall, SOCIAL_CARD)
    await online.identify_step.identify(ApplicantKind.PERSON, "陆𠅤", "45010519790908115X")
    asked = online.session.open_visit.material("01")
    assert (asked.holding, asked.unasked) == (None, True)
    again = (await online.matter_step.ask()).material("01")
    assert again.state is MaterialState.HELD


async def test_a_case_reaches_the_region_and_the_notice_is_printed(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion, tmp_path: Path
) -> None:
    visit = await ready(online, hall, papers)
    sent: list[tuple[int, int]] = []
    online.submit_step.subscribe(lambda news: sent.append((news.sent, news.size)))
    await online.submit_step.submit()
    assert standing(online).send is SendState.QUEUED
    number = parse_local_number(standing(online).local_no)
    assert (number.hall, number.window, number.sequence) == ("NN01", "3", 1)
    await online.send()

    case = standing(online)
    assert (case.send, case.state) == (SendState.ACKNOWLEDGED, "accepted")
    pages = {hashlib.sha256(path.read_bytes()).hexdigest() for path in papers}
    assert pages < {file.sha256 for file in case.files}
    assert len(case.files) == 4  # three pages and the PDF derived from them
    assert sent[-1][0] == sent[-1][1] > sum(path.stat().st_size for path in papers)
    for page in online.session.open_visit.material("02").pages:
        assert (await online.materials_step.facts(page.id)).agreed

    assert [offer.kind for offer in online.paper_step.papers()] == [PaperKind.NOTICE]
    job = await online.paper_step.print(PaperKind.NOTICE, SaveAsPdf(tmp_path / "out"))
    assert job.state is PrintState.PRINTED
    await online.send()
    (told,) = region.summary()["cases"]
    assert told["case_no"] == case.case_no == job.number
    (paper,) = told["papers"]
    assert (paper["kind"], paper["number"]) == ("notice", case.case_no)
    (file,) = (tmp_path / "out").iterdir()
    assert paper["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()

    await online.paper_step.finish()
    assert online.session.visit is None
    assert hall.ticket(visit.ticket_id).state is TicketState.SERVED
    found = online.store.find(case.case_no or "")
    assert found is not None
    assert found.closed_at is not None
    assert online.store.find(case.local_no) == found


async def test_the_same_paper_printed_twice_is_recorded_once(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion, tmp_path: Path
) -> None:
    await ready(online, hall, papers)
    await online.submit_step.submit()
    await online.send()
    for _ in range(2):
        await online.paper_step.print(PaperKind.NOTICE, SaveAsPdf(tmp_path / "out"))
    await online.send()
    assert len(region.summary()["cases"][0]["papers"]) == 1


async def test_with_the_link_down_a_receipt_is_printed_and_the_case_goes_later(
    open_window: MakeWindow,
    hall: HallQueue,
    papers: list[Path],
    region: PracticeRegion,
    tmp_path: Path,
) -> None:
    region.stop()
    window = await open_window(region_url=region.url)
    visit = await ready(window, hall, papers)
    await window.submit_step.submit()
    await window.send()
    assert standing(window).send is SendState.QUEUED
    local_no = standing(window).local_no
    assert [(offer.kind, offer.number) for offer in window.paper_step.papers()] == [
        (PaperKind.MATERIALS_RECEIPT, local_no)
    ]
    with pytest.raises(NoPaperYet):
        await window.paper_step.print(PaperKind.NOTICE, SaveAsPdf(tmp_path / "out"))
    await window.paper_step.print(PaperKind.MATERIALS_RECEIPT, SaveAsPdf(tmp_path / "out"))
    await window.paper_step.finish()

    region.start()
    await window.worker.hasten()
    await window.send()
    closed = window.store.visit(visit.id)
    assert closed.case is not None
    assert (closed.case.send, closed.case.state) == (SendState.ACKNOWLEDGED, "accepted")
    (told,) = region.summary()["cases"]
    assert told["local_no"] == local_no
    assert [paper["number"] for paper in told["papers"]] == [local_no]


async def test_a_received_case_gets_a_receipt_and_the_notice_once_it_is_accepted(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion
) -> None:
    region.fault(path="/cases", hold_received=True)
    await ready(online, hall, papers)
    await online.submit_step.submit()
    await online.send()
    assert standing(online).state == "received"
    assert [offer.kind for offer in online.paper_step.papers()] == [PaperKind.MATERIALS_RECEIPT]
    region.clear_faults()
    await online.paper_step.ask()
    assert standing(online).state == "accepted"
    assert [offer.kind for offer in online.paper_step.papers()] == [PaperKind.NOTICE]


async def test_what_is_missing_keeps_the_case_here(
    online: Window, hall: HallQueue, papers: list[Path]
) -> None:
    await matter_step(online, hall, TRADER)
    await online.materials_step.take_files("02", papers)
    await online.form_step.save({"contact_name": "梁", "premises": "南宁"})
    with pytest.raises(NotComplete) as caught:
        await online.submit_step.submit()
    assert caught.value.facts == {"materials": 1, "fields": 2}
    assert online.case is None
    assert online.outbox.listed() == []
    assert online.paper_step.papers() == ()


async def test_a_submitted_case_is_not_changed_behind_the_regions_back(
    online: Window, hall: HallQueue, papers: list[Path]
) -> None:
    visit = await ready(online, hall, papers)
    await online.submit_step.submit()
    page = visit.material("02").pages[0]
    for change in (
        online.submit_step.submit,
        lambda: online.form_step.save({}),
        lambda: online.materials_step.delete(page.id),
        lambda: online.materials_step.undo("02"),
        lambda: online.identify_step.identify(ApplicantKind.PERSON, "陆𠅤", "45010519790908115X"),
        lambda: online.matter_step.choose(TRADER),
    ):
        with pytest.raises(AlreadySubmitted):
            await change()
    assert len(online.outbox.listed()) == 1


async def test_a_refused_case_tells_every_fault_and_its_correction_takes_its_place(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion
) -> None:
    """The window's own checks are passed by: the guide changed at the region meanwhile."""
    await ready(online, hall, papers)
    visit = online.session.open_visit
    assert visit.matter is not None
    stale = replace(visit.matter, version=visit.matter.version + 7)
    online.session.stand(online.store.choose(visit.id, stale, {}))
    await online.submit_step.submit()
    await online.send()
    refused = standing(online)
    assert refused.send is SendState.PARKED
    assert refused.refusal_code == "REG-12"
    assert [fault.pointer for fault in refused.faults] == ["/version"]

    await online.matter_step.choose(SOCIAL_CARD)
    await online.submit_step.submit()
    await online.send()
    assert standing(online).send is SendState.ACKNOWLEDGED
    assert standing(online).local_no == refused.local_no
    assert standing(online).submitted_at == refused.submitted_at
    assert standing(online).faults == ()
    states = [entry.state for entry in online.outbox.listed()]
    assert sorted(states) == [EntryState.ACKNOWLEDGED, EntryState.CLOSED]
    assert len(region.summary()["cases"]) == 1


async def test_a_case_refused_after_the_citizen_left_is_taken_up_and_corrected(
    open_window: MakeWindow, hall: HallQueue, papers: list[Path], region: PracticeRegion
) -> None:
    region.stop()
    window = await open_window(region_url=region.url)
    visit = await ready(window, hall, papers)
    assert visit.matter is not None
    stale = replace(visit.matter, version=visit.matter.version + 7)
    window.session.stand(window.store.choose(visit.id, stale, {}))
    await window.submit_step.submit()
    local_no = standing(window).local_no
    with pytest.raises(VisitStillOpen):
        await window.call_step.take_up(local_no)
    await window.paper_step.finish()
    with pytest.raises(NotParked):
        await window.call_step.take_up(local_no)

    region.start()
    await window.worker.hasten()
    await window.send()
    taken_up = await window.call_step.take_up(local_no)
    assert taken_up.step is Step.SUBMIT
    assert taken_up.case is not None
    assert taken_up.case.send is SendState.PARKED
    await window.matter_step.choose(SOCIAL_CARD)
    await window.submit_step.submit()
    await window.send()
    assert standing(window).send is SendState.ACKNOWLEDGED
    await window.paper_step.finish()
    assert window.session.visit is None
    assert hall.ticket(visit.ticket_id).state is TicketState.SERVED
    with pytest.raises(KeyError):
        await window.call_step.take_up("no such number")


async def test_bytes_that_differ_at_the_region_stop_the_case(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion
) -> None:
    region.fault(flip_byte=1)
    await ready(online, hall, papers)
    await online.submit_step.submit()
    await online.send()
    case = standing(online)
    assert (case.send, case.case_no) == (SendState.PARKED, None)
    assert case.refusal_code in ("REG-12", "REG-16")


async def test_a_page_that_was_changed_on_the_disk_is_never_submitted(
    online: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    await ready(online, hall, papers)
    for file in stored_files(tmp_path / "profile"):
        file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(PagesTampered):
        await online.submit_step.submit()
    assert online.outbox.listed() == []


async def test_numbers_count_on_through_the_day_and_after_a_restart(
    open_window: MakeWindow, hall: HallQueue, papers: list[Path]
) -> None:
    numbers = []
    for _ in range(2):
        window = await open_window()
        for _ in range(2):
            await ready(window, hall, papers)
            await window.submit_step.submit()
            numbers.append(parse_local_number(standing(window).local_no).sequence)
            await window.paper_step.finish()
        await window.close()
    assert numbers == [1, 2, 3, 4]


class NoPrinter:
    name = "Broken"

    async def print(self, title: str, pdf: bytes) -> str:
        raise PrinterMissing(name=self.name)

    async def trouble(self) -> Failure | None:
        return PrinterMissing(name=self.name)


async def test_a_missing_printer_leaves_the_paper_in_the_queue(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    await ready(window, hall, papers)
    await window.submit_step.submit()
    with pytest.raises(PrinterMissing):
        await window.paper_step.print(PaperKind.MATERIALS_RECEIPT, NoPrinter())
    (failed,) = window.queue.jobs()
    assert failed.state is PrintState.FAILED
    printed = await window.paper_step.print(
        PaperKind.MATERIALS_RECEIPT, SaveAsPdf(tmp_path / "out")
    )
    assert (printed.id, printed.state) == (failed.id, PrintState.PRINTED)


class HeldWorkshop(ProcessPool):
    """Does no work before it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.let_go = asyncio.Event(), asyncio.Event()

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        self.asked.set()
        await self.let_go.wait()
        return await super().run(function, *args, **kwargs)


async def test_a_page_laid_in_while_the_case_is_made_is_in_it(
    online: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    await ready(online, hall, papers)
    (late := tmp_path / "late.jpg").write_bytes(jpeg(9))
    online.submit_step._process_pool = held = HeldWorkshop()
    try:
        submit_step = asyncio.create_task(online.submit_step.submit())
        await held.asked.wait()
        await online.materials_step.take_files("02", [late])
        held.let_go.set()
        await submit_step
    finally:
        held.close()
    await online.send()
    shown = {page.file.sha256 for page in online.session.open_visit.material("02").pages}
    assert len(shown) == 4
    assert shown < {file.sha256 for file in standing(online).files}
    assert standing(online).send is SendState.ACKNOWLEDGED


async def test_an_answer_with_other_digests_is_not_taken_for_ours(
    open_window: MakeWindow, hall: HallQueue, papers: list[Path]
) -> None:
    window = await open_window()
    visit = await ready(window, hall, papers)
    await window.submit_step.submit()
    (entry,) = window.outbox.listed()
    now = window.store.now()
    stranger = StoredFile("f1", hashlib.sha256(b"another page").hexdigest(), 12)
    answer = CaseAnswer("45-1", "NN01", "accepted", SOCIAL_CARD, now, files=(stranger,))
    with pytest.raises(DigestDiffers), window.engine.begin() as connection:
        window.cases.acknowledged(connection, entry, answer)
    unchanged = window.store.visit(visit.id)
    assert unchanged.case is not None
    assert unchanged.case.case_no is None
